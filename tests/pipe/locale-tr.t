# Standard output is the same whatever the locale.  Here against tr_TR,
# Turkish: i and I are not the same letter.
language=tr_TR
. "${FU_SOURCE:?}/tests/pipe/locale.sh"

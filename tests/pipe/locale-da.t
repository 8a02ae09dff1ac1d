# Standard output is the same whatever the locale.  Here against da_DK,
# Danish: decimal comma, its own alphabet.
language=da_DK
. "${FU_SOURCE:?}/tests/pipe/locale.sh"

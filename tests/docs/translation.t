# The Danish texts: share/po/da.po has exactly the texts that the sources have,
# all of them translated; messages follow the locale, output never does.
. "${FU_SOURCE:?}/tests/lib.sh"

po=$root/share/po/da.po

# The texts of a catalogue, one a line; obsolete ones as "#~ msgid".
texts () {
	LC_ALL=C msgcat --no-wrap --sort-output "$1" |
	    grep -E '^(#~ )?msgid' | LC_ALL=C sort
}

(cd "$root" && find lib cmd -name '*.[ch]') | LC_ALL=C sort >sources
run 'the texts of the sources' 0 xgettext --from-code=UTF-8 -k -k_ -kN_ \
    -ktr:2 --no-location -D "$root" -f sources -o fu.pot
hasnt . err
texts fu.pot >expect
texts "$po" >da.texts
same expect da.texts

run 'da.po is sound' 0 msgfmt -c -o /dev/null "$po"
hasnt . err
run 'da.po is complete' 0 env LC_ALL=C \
    msgfmt --statistics -o /dev/null "$po"
has '^[0-9]+ translated messages\.$' err

# The blanks at the ends of a text, and its full stop, are part of a sentence.
msgcat --no-wrap "$po" | awk '
function ends(s) {
	return (s ~ /^"[ :;(]/) " " (s ~ / "$/) " " (s ~ /[^.]\."$/)
}
/^msgid / { id = substr($0, 7) }
/^msgstr / && ends(id) != ends(substr($0, 8)) { print id }' >ends
title='both begin and end alike'
hasnt . ends

# ---------------------------------------------------- messages: the locale --

run 'a message in Danish' 2 env LANGUAGE=da LC_ALL=C.UTF-8 \
    fu-case lsit
has '^fu-case: fejl: ukendt kommando "lsit"; mente du list\?' err
run 'what to try, in Danish' 2 env LANGUAGE=da LC_ALL=C.UTF-8 \
    fu-case list --nej
has "^Prøv 'fu-case list --help'\\.$" err
run 'in the locale C, English' 2 env LANGUAGE=da:en LC_ALL=C \
    fu-case lsit
has '^fu-case: error: there is no command "lsit"; did you mean list\?' err
run 'no language, English' 2 env LANGUAGE='' LC_ALL=C.UTF-8 \
    fu-case lsit
has '^fu-case: error: ' err
run 'the first that we have' 2 env LANGUAGE=sv:da:en LC_ALL=C.UTF-8 \
    fu-case lsit
has '^fu-case: fejl: ' err
run 'a Danish locale' 2 env LANGUAGE='' LC_ALL=da_DK.UTF-8 \
    fu-case lsit
has '^fu-case: fejl: ' err

# ------------------------------------------------------- output: --lang --

{
	printf 'case_id\tdate\tscale\titem\tsubject\tgoal_id\trater\tstage\t'
	printf 'context\tvalue\n'
	printf 'S-1\t2026-10-01\ttrivsel\t\t\t\tchild\t\t\t3.5\n'
	printf 'S-1\t2026-11-01\ttrivsel\t\t\t\tchild\t\t\t7\n'
} >in
run 'output in Danish' 0 env LANGUAGE=da LC_ALL=C.UTF-8 \
    fu-score progress --lang da -O text
has 'Første .*Gevinst' out
has '3,5' out
cp out danish
run 'Danish in the locale C' 0 env LC_ALL=C \
    fu-score progress --lang da -O text
same danish out
run 'Danish in an English locale' 0 env LANGUAGE=en LC_ALL=en_US.UTF-8 \
    fu-score progress --lang da -O text
same danish out
run 'output in English' 0 env LANGUAGE='' LC_ALL=C.UTF-8 \
    fu-score progress --lang en -O text
has 'First .*Gain' out
cp out english
run 'English in a Danish locale' 0 env LANGUAGE=da LC_ALL=da_DK.UTF-8 \
    fu-score progress --lang en -O text
same english out

# The output of one language beside the messages of another.
run 'English out, Danish err' 0 env LANGUAGE=da LC_ALL=C.UTF-8 \
    fu-score progress --lang en -O text
same english out
printf 'S-1\t2026-11-01\ttrivsel\t\t\t\tchild\t\t\t8\n' >>in
run 'Danish asked for, English messages' 1 env LC_ALL=C \
    fu-score progress --lang da -O text
has ': error: ' err

done_

# fu-case init: a new register is private, speaks the language asked for, and
# takes nothing that is there already.
# shellcheck disable=SC2154 # tab and title are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

# mode WANTED FILE
mode () {
	got=$(stat -c %a "$2")
	test "$got" = "$1"
	report $? "$title: $2 has mode $1, not $got"
}

umask 022
run 'a new register' 0 fu-case init reg
is out </dev/null
is err </dev/null
mode 700 reg
mode 700 reg/log
mode 600 reg/register.tsv
mode 600 reg/.fu-lock
sed "s/^\(id$tab\)[0-9a-f]\{32\}\$/\1ID/" reg/register.tsv >settings
is settings <<\here
name	value
format	1
id	ID
language	da
jurisdiction	dk
calendar	dk
smallest_cell	5
here

run 'it is sound from the start' 0 fu-case check -C reg
is err </dev/null
run 'it has no records' 0 fu-case list -C reg cases
run 'and still has made no table' 1 test -e reg/cases.tsv

run 'English' 0 fu-case init --lang en english
has "^language${tab}en\$" english/register.tsv
run 'Danish' 0 fu-case init --lang=da dansk
has "^language${tab}da\$" dansk/register.tsv
run 'another language' 2 fu-case init --lang fr french
is err <<\here
fu-case: error: --lang: "fr" is not da or en
Try 'fu-case init --help'.
here
run 'nothing was made for it' 1 test -e french

# What is there already stays.
run 'a register is not made twice' 2 fu-case init reg
is err <<\here
fu-case: reg: error: is a register already
here
run 'a link to a register is a register' 2 sh -c 'ln -s reg link &&
    exec fu-case init link'
mkdir full empty
echo mine >full/letter
run 'a folder with files of others' 2 fu-case init full
is err <<\here
fu-case: full: error: is not empty; a register needs a folder of its own
here
ls -A full >listed
is listed <<\here
letter
here
run 'an empty folder will do' 0 fu-case init empty
mode 600 empty/register.tsv

run 'a folder that is missing on the way' 2 fu-case init no/such
is err <<\here
fu-case: no/such: error: No such file or directory
here
run 'a file' 2 fu-case init full/letter
is err <<\here
fu-case: full/letter: error: Not a directory
here

run 'no folder' 2 fu-case init
is err <<\here
fu-case: error: name the folder that is to become the register
here
run 'two folders' 2 fu-case init one two
run 'neither is made' 1 test -e one -o -e two

done_

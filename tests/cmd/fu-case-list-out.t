# fu-case list: what comes out, in every format, and where it goes.
# shellcheck disable=SC2154 # title is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
tsv >reg/cases.tsv <<\here
case_id | born | sex | team | allocated | note
S-01 | 2012-05 | f | Ådal | 2026-01-05 | =1+1
S-02 | | m | Nord; Vest | 2026-01-06 | "a"\nb\\c
here
tsv >reg/ratings.tsv <<\here
case_id | date | scale | rater | value | missing | comment
S-01 | 2026-02-01 | trivsel | network.mor | 5.5 | | -1
S-02 | 2026-02-01 | trivsel | mother | | declined | <b>&
here

run 'tsv is what is stored' 0 fu-case list cases
same reg/cases.tsv out
run 'csv is RFC 4180' 0 fu-case list cases -O csv
printf '%s\r\n' 'case_id,born,sex,team,allocated,note' \
    'S-01,2012-05,f,Ådal,2026-01-05,=1+1' \
    'S-02,,m,Nord; Vest,2026-01-06,"""a""
b\c"' >want
same want out
run 'excel is for a Danish Excel, byte for byte' 0 fu-case list cases -O excel
{
	printf '\357\273\277'
	printf '%s\r\n' 'Sagsnr;Født;Køn;Team;Tildelt;Bemærkning' \
	    "S-01;2012-05;pige;Ådal;2026-01-05;'=1+1" \
	    'S-02;;dreng;"Nord; Vest";2026-01-06;"""a""
b\c"'
} >want
same want out
run 'numbers have a comma there' 0 fu-case list ratings -O excel
{
	printf '\357\273\277'
	printf '%s\r\n' \
	    'Sagsnr;Dato;Skala;Bedømmer;Værdi;Årsag;Bemærkning' \
	    "S-01;2026-02-01;Trivselslineal 1-10;netværk.mor;5,5;;'-1" \
	    'S-02;2026-02-01;Trivselslineal 1-10;mor;;afslået;<b>&'
} >want
same want out
run 'and labels in the language asked for' 0 fu-case list ratings -O excel \
    --lang en -s rater,value
printf '\357\273\277Rater;Value\r\nnetwork.mor;5,5\r\nmother;\r\n' >want
same want out
run 'what Excel gets' 0 fu-case list ratings -O excel -o back.csv
run 'is read back as it was, the guard undone' 0 fu-case import \
    --kind rating back.csv
run 'json' 0 fu-case list ratings -O json -s case_id,value,comment
is out <<\here
{"format":1,"records":[
{"case_id":"S-01","value":5.5,"comment":"-1"},
{"case_id":"S-02","value":null,"comment":"<b>&"}
]}
here
run 'jsonl' 0 fu-case list cases -O jsonl -s case_id,note
is out <<\here
{"case_id":"S-01","note":"=1+1"}
{"case_id":"S-02","note":"\"a\"\nb\\c"}
here
run 'text is aligned, with labels' 0 fu-case list ratings -O text \
    -s case_id,date,rater,value
is out <<\here
Sagsnr  Dato        Bedømmer     Værdi
──────  ──────────  ───────────  ─────
S-01    01-02-2026  netværk.mor    5,5
S-02    01-02-2026  mor
here
run 'text in English' 0 fu-case list ratings -O text --lang en \
    -s case_id,date,rater,value
is out <<\here
Case no.  Date        Rater        Value
────────  ──────────  ───────────  ─────
S-01      2026-02-01  network.mor    5.5
S-02      2026-02-01  mother
here
run 'md' 0 fu-case list cases -O md -s case_id,team,note
is out <<\here
| Sagsnr | Team | Bemærkning |
| --- | --- | --- |
| S-01 | Ådal | =1+1 |
| S-02 | Nord; Vest | "a"<br>b\\c |
here
run 'html escapes, and runs nothing' 0 fu-case list ratings -O html
has '<td[^>]*>&lt;b&gt;&amp;</td>' out
has '<html lang="da">' out
hasnt '<script|https?:|src=' out
run 'a format that is none' 2 fu-case list cases -O xls
# A build without its library has no xlsx.
sed 's/, xlsx)$/)/' err >said
is said <<\here
fu-case: error: "xls" is not a format here (there are: tsv, csv, excel, json, jsonl, text, md, html)
here

# No rows are an answer as well.
for format in tsv csv json jsonl text md html excel
do
	run "no rows as $format" 0 fu-case list cases sex=x -O "$format"
done
run 'no rows as tsv: the header' 0 fu-case list cases sex=x
head -n 1 reg/cases.tsv >want
same want out

# -o
mode () {
	got=$(stat -c %a "$2")
	test "$got" = "$1"
	report $? "$title: $2 has mode $1, not $got"
}
umask 022
run 'a new file is private' 0 fu-case list cases -o new.csv
is out </dev/null
mode 600 new.csv
run 'its suffix gives the format' 0 head -n 1 new.csv
printf 'case_id,born,sex,team,allocated,note\r\n' >want
same want out
run '-O is stronger' 0 fu-case list cases -o new.csv -O tsv
same reg/cases.tsv new.csv
echo old >old.tsv
chmod 640 old.tsv
ln -s old.tsv link.tsv
run 'an old file keeps its mode' 0 fu-case list cases -o old.tsv
mode 640 old.tsv
same reg/cases.tsv old.tsv
echo old >old.tsv
run 'a link stays a link' 0 fu-case list cases -o link.tsv
run 'to the file that is written' 0 test -h link.tsv
same reg/cases.tsv old.tsv

# A command that failed leaves the file as it was, and nothing beside it.
echo old >old.tsv
printf 'a\tb\n1\n' >in
run 'a malformed stream' 2 fu-case list - -o old.tsv
run 'a column that is none' 2 fu-case list cases nope=1 -o old.tsv
run 'a column that cannot be shown' 2 fu-case list cases -s nope -o old.tsv
run 'a full disk' 2 sh -c 'ulimit -f 8
    awk "BEGIN { print \"a\"; while (i++ < 9000) print i }" |
    fu-case list - -o old.tsv'
is old.tsv <<\here
old
here
run 'a folder that is not there' 2 fu-case list cases -o no/such.tsv
has '^fu-case: no/such.tsv: error: ' err
mkdir locked
chmod 555 locked
other='env --'
if test "$(id -u)" = 0
then
	other='setpriv --reuid=65534 --regid=65534 --clear-groups'
	chmod 755 .
	chmod -R a+rX reg
fi
# shellcheck disable=SC2086 # words
if $other fu-case kinds >kinds 2>&1
then
	run 'a folder that may not be written' 2 $other fu-case list \
	    reg/cases.tsv -o locked/x.tsv
	has '^fu-case: locked/x.tsv: error: ' err
else
	echo '# skip: the build is out of reach of another user'
fi
run 'nothing is left anywhere' 0 find . -name '*.tsv.*' -o -path './locked/*'
is out </dev/null
mkfifo pipe
cat pipe >piped &
run 'what is no file is written directly' 0 fu-case list cases -o pipe
wait
same reg/cases.tsv piped
run 'and stays what it is' 0 test -p pipe

done_

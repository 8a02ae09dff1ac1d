# fu-case code: what is suggested, where, and what people decided; the sheet
# that comes back; what two coders make of it; patterns that are wrong or cost
# too much.
# shellcheck disable=SC2154	# tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
mkdir reg/codebooks
tsv >reg/cases.tsv <<\here
case_id | unit | allocated | closed | note
S-01 | Nord | 2026-01-05 | 2026-06-30 | sover
S-02 | Syd | 2026-01-06 | 2026-07-01 |
S-03 | Nord | 2026-01-07 | | sover bedre
here
tsv >reg/notes.tsv <<\here
note_id | case_id | date | author | text
N000001 | S-01 | 2026-02-01 | Sover | Æblet er ædt.\nHan SOVER nu bedre, og mor sover.
N000002 | S-02 | 2026-02-02 | Bo | afbud, igen: tlf 010190-1234 og afbud
here
tsv >reg/statuses.tsv <<\here
case_id | date | goal_id | author | done | source
S-02 | 2026-03-01 | | provider | sover | sover hos mor
here
tsv >reg/codebooks/b.tsv <<\here
code | label_da | label_en | kinds | pattern
sleep | Søvn | Sleep | | \\bsover(?: \\w+ bedre)?\\b
sleep | | | | bedre
off | Afbud | Declined | note, status.source | \\bafbud\\b
here
printf 'code\tpattern\nword\t^\\\\w+\n' >reg/codebooks/a.tsv

# ---------------------------------------------------------- suggestions --

run 'closed cases, in the order of bytes' 0 fu-case code --codebook b \
    -s case_id,kind,record,field,codebook,code,start,length,text
table out <<\here
case_id | kind | record | field | codebook | code | start | length | text
S-01 | case | S-01 | note | b | sleep | 1 | 5 | sover
S-01 | note | N000001 | text | b | sleep | 19 | 14 | Æblet er ædt. Han SOVER nu bedre, og mor sover.
S-01 | note | N000001 | text | b | sleep | 42 | 5 | Æblet er ædt. Han SOVER nu bedre, og mor sover.
S-02 | note | N000002 | text | b | off | 1 | 5 | afbud, igen: tlf XXXXXXXXXXX og afbud
S-02 | note | N000002 | text | b | off | 33 | 5 | afbud, igen: tlf XXXXXXXXXXX og afbud
S-02 | status | date=2026-03-01 author=provider | done | b | sleep | 1 | 5 | sover
here
is err </dev/null
run 'all codebooks, beside each other' 0 fu-case code -w case_id=S-01 \
    -w kind=case -s codebook,code,length
table out <<\here
codebook | code | length
a | word | 5
b | sleep | 5
here
run 'closed by then' 0 fu-case code --as-of 2026-06-30 --codebook b \
    -s case_id,start
table out <<\here
case_id | start
S-01 | 1
S-01 | 19
S-01 | 42
here
run 'open cases too' 0 fu-case code --open --codebook b -w case_id=S-03 \
    -s case_id,length,text
table out <<\here
case_id | length | text
S-03 | 5 | sover bedre
S-03 | 5 | sover bedre
here
printf 'case_id\nS-02\n' >in
run 'cases from another command, with their unit' 0 fu-case code --cases - \
    --with unit -s unit,code --codebook b -w kind=note
: >in
table out <<\here
unit | code
Syd | off
Syd | off
here
# What is sorted is printed when all rows are there: a label is not that of the
# row before.  A code that is called otherwise in another codebook stands itself.
printf 'code\tlabel_en\tpattern\nzeal\tZeal\tbedre\noff\tAway\tigen\n' \
    >reg/codebooks/z.tsv
run 'labels of several codebooks, sorted' 0 fu-case code -w kind=note \
    -w codebook!=a -w codebook!=forandring --sort codebook,start \
    -s codebook,code -O text --lang en
has '^b +Sleep$' out
has '^z +Zeal$' out
has '^b +off$' out
rm reg/codebooks/z.tsv
run 'for people' 0 fu-case code --codebook b -w code=off -O text --lang da
is out <<\here
Sagsnr  Kode   Tekst
──────  ─────  ─────────────────────────────────────
S-02    Afbud  afbud, igen: tlf XXXXXXXXXXX og afbud
S-02    Afbud  afbud, igen: tlf XXXXXXXXXXX og afbud
here
run 'what is installed' 0 fu-case code --open \
    --codebook forandring -w code=wellbeing
has wellbeing out
tsv >reg/codebooks/forandring.tsv <<\here
code | kinds | pattern
wellbeing
here
sed -i 2s/\$/"$tab$tab"/ reg/codebooks/forandring.tsv
run 'without a code that is installed' 0 fu-case code --open \
    --codebook forandring -w code=wellbeing
hasnt wellbeing out

# A passage is cut to 60 characters; what stands around it is shown on both
# sides, and a number is masked where it is cut, too.
printf 'note_id\tcase_id\tdate\ttext\n' >reg/notes.tsv
printf 'N1\tS-01\t2026-02-01\t%s 010190-1234 afbud\n' "$(printf '%060d' 0)" |
    sed 's/0\{60\}/ååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå/' \
    >>reg/notes.tsv
printf 'N2\tS-01\t2026-02-01\tafbud%s 010190-1234\n' "$(printf '%055d' 0 |
    tr 0 x | sed 's/^/ /; s/.....$//')" >>reg/notes.tsv
run 'long texts' 0 fu-case code --codebook b -w code=off -s text
has '^…å+ XXXXXXXXXXX afbud$' out
has '^afbud x+ XX*…$' out
cat out >long
title='at most 60 characters'
hasnt '^.{61}' long
hasnt '[0-9]{4}' long

# ------------------------------------------------------------ decisions --

rm reg/codebooks/forandring.tsv reg/codebooks/a.tsv
tsv >reg/notes.tsv <<\here
note_id | case_id | date | author | text
N000001 | S-01 | 2026-02-01 | Sover | Æblet er ædt.\nHan SOVER nu bedre, og mor sover.
N000002 | S-02 | 2026-02-02 | Bo | afbud, igen: og afbud
here
run 'a sheet for a coder' 0 fu-case code --codebook b --coder LM \
    -O excel --lang da
sed "s/$(printf '\357\273\277')//; s/\r//" out >sheet.csv
is sheet.csv <<\here
Sagsnr;Slags;Post;Felt;Kodebog;Kode;Begynder;Længde;Tekst;Kodet af;Passer;Dato;Begrundelse
S-01;case;S-01;note;b;sleep;1;5;sover;LM;;;
S-01;note;N000001;text;b;sleep;19;14;Æblet er ædt. Han SOVER nu bedre, og mor sover.;LM;;;
S-01;note;N000001;text;b;sleep;42;5;Æblet er ædt. Han SOVER nu bedre, og mor sover.;LM;;;
S-02;note;N000002;text;b;off;1;5;afbud, igen: og afbud;LM;;;
S-02;note;N000002;text;b;off;17;5;afbud, igen: og afbud;LM;;;
S-02;status;date=2026-03-01 author=provider;done;b;sleep;1;5;sover;LM;;;
here
cp out empty.csv
run 'nobody has decided anything' 0 fu-case import -t kodning empty.csv
test ! -e reg/codings.tsv
report $? 'so nothing is stored'

sed '2s/;;;/;ja;;/; 3s/;;;/;ja;05-07-2026;han, ikke mor/
     4s/;;;/;nej;;det er mor/; 5s/;;;/;nej;;/; 6s/;;;/;ja;;/' \
    empty.csv >lm.csv
run 'what LM decided' 0 fu-case import -q -t kodning lm.csv
sed 's/;LM;/;AN;/; 2s/;;;/;ja;;/; 3s/;;;/;ja;;/; 4s/;;;/;ja;;/; 5s/;;;/;nej;;/
     7s/;;;/;ja;;/' empty.csv >an.csv
run 'what AN decided, who saw nothing of it' 0 fu-case import -q -t kodning \
    an.csv
run 'a place that no pattern finds, and one that is the whole text' 0 \
    fu-case add coding case_id=S-01 kind=note record=N000001 field=text \
    codebook=b code=off coder=AN coded=yes
run 'as it stands in the register' 0 fu-case list codings coder=LM \
    -s record,code,start,reason,date,coded
table out <<\here
record | code | start | reason | date | coded
S-01 | sleep | 1 | | | yes
N000001 | sleep | 19 | han, ikke mor | 2026-07-05 | yes
N000001 | sleep | 42 | det er mor | | no
N000002 | off | 1 | | | no
N000002 | off | 17 | | | yes
here
run 'all of it is sound' 0 fu-case check
run 'decisions beside suggestions' 0 fu-case code --codebook b \
    -s case_id,record,code,start,length,coder,coded
table out <<\here
case_id | record | code | start | length | coder | coded
S-01 | S-01 | sleep | 1 | 5 | AN | yes
S-01 | S-01 | sleep | 1 | 5 | LM | yes
S-01 | N000001 | off | | | AN | yes
S-01 | N000001 | sleep | 19 | 14 | AN | yes
S-01 | N000001 | sleep | 19 | 14 | LM | yes
S-01 | N000001 | sleep | 42 | 5 | AN | yes
S-01 | N000001 | sleep | 42 | 5 | LM | no
S-02 | N000002 | off | 1 | 5 | AN | no
S-02 | N000002 | off | 1 | 5 | LM | no
S-02 | N000002 | off | 17 | 5 | LM | yes
S-02 | date=2026-03-01 author=provider | sleep | 1 | 5 | AN | yes
here
run 'what nobody has decided' 0 fu-case code --codebook b --missing
table out <<\here
case_id | kind | record | field | codebook | code | start | length | text | coder | coded | date | reason
here
run 'what AN has not' 0 fu-case code --codebook b --missing --coder AN \
    -s record,code,start,coder
table out <<\here
record | code | start | coder
N000002 | off | 17 | AN
here
run 'the sheet with what was decided' 0 fu-case code --codebook b -O xlsx \
    -o all.xlsx
cp reg/codings.tsv before
run 'comes back, and changes nothing' 0 fu-case import -q -t kodning all.xlsx
same before reg/codings.tsv
for how in tsv csv excel
do
	for lang in da en
	do
		fu-case code --codebook b -O $how --lang $lang >all.$how
		run "nor does $how, $lang" 0 fu-case import -t kodning \
		    all.$how
		has '0 new, 0 changed' err
		same before reg/codings.tsv
	done
done

# A text that was changed: the decision is about what is no longer there.
sed -i 's/afbud, igen: og afbud/nu afbud/' reg/notes.tsv
run 'a suggestion that is new, decisions that are left' 0 fu-case code \
    -w code=off -w case_id=S-02 -s length,coder,coded,start
table out <<\here
length | coder | coded | start
 | AN | no | 1
 | LM | no | 1
5 | | | 4
 | LM | yes | 17
here

# ------------------------------------------------------------ agreement --

# Codings by two of 10 passages: 4 both yes, 3 both no, 1 yes and no, 1 no and
# yes, one by LM alone.  po = 7/9, pe = (5 * 5 + 4 * 4) / 81 = 41/81,
# kappa = (63 - 41) / (81 - 41) = 0.55 (Cohen, J. (1960), p. 40).
{
	echo 'case_id | kind | record | field | codebook | code | start | coder | coded'
	for row in 1yy 2yy 3yy 4yy 5nn 6nn 7nn 8yn 9ny 0y-
	do
		echo "$row" | sed 's/^\(.\)\(.\)\(.\)/\1 \2 \3/; s/y/yes/g
		    s/n/no/g' | {
			read -r place a b
			for one in "LM $a" "AN $b"
			do
				test "${one#* }" = - ||
				echo "S-01 | note | N000001 | text | b | sleep | 10$place | ${one% *} | ${one#* }"
			done
		}
	done
} | tsv >reg/codings.tsv
cat >ratings <<\here
fu-case code --codebook b -w coded!= \
    -s case_id,kind,record,field,start,code,coder,coded >codings.tsv
awk -F '\t' -v OFS='\t' '
NR == 1 { print "case_id", "date", "scale", "item", "subject", "rater", "value" }
NR > 1  { print $1, "2026-11-22", "b", $6, $2 "/" $3 "/" $4 "/" $5, $7,
	      $8 == "yes" }' codings.tsv
here
run 'codings as ratings' 0 sh ratings
cp out in
run 'kappa' 0 fu-score agree --overall -s item,raters,things,complete,kappa
: >in
table out <<\here
item | raters | things | complete | kappa
sleep | 2 | 9 | 9 | 0.55
here

# ---------------------------------------------------- what is told of it --

run 'no operands' 2 fu-case code S-01
has 'conditions follow -w$' err
run 'no such codebook' 2 fu-case code --codebook forandrin
is err <<\here
fu-case: error: there is no codebook "forandrin"
here
run 'a condition on a decision' 2 fu-case code -w coded=maybe
has 'coded "maybe" is not yes or no' err
run 'a coder who is called strangely' 0 fu-case code --codebook b -s coder \
    --coder "a${tab}b\\"
has '^a\\tb\\\\$' out
run 'no register' 2 env -u FU_DIR fu-case code
run 'a full disk' 2 sh -c 'fu-case code >/dev/full'

tsv >reg/codebooks/b.tsv <<\here
code | kinds | pattern
sleep | | (sover
Sleep | | x
sleep | nowt | x
sleep | note.date | x
sleep | import | x
here
run 'codebooks that are wrong' 2 fu-case code
is err <<\here
fu-case: reg/codebooks/b.tsv:2:8: error: pattern "(sover": missing closing parenthesis, 6 characters into it; write \ before a sign that is meant as itself
fu-case: reg/codebooks/b.tsv:3:1: error: code: "Sleep" is not a name, or the file's is none: small letters a to z, digits and _
fu-case: reg/codebooks/b.tsv:4:7: error: kinds: "nowt": there is no such kind, or its records have no case_id
fu-case: reg/codebooks/b.tsv:5:7: error: kinds: "note.date": note has no such field of type text or str
fu-case: reg/codebooks/b.tsv:6:7: error: kinds: "import": there is no such kind, or its records have no case_id
here
is out </dev/null
run 'no other command minds' 0 fu-case list cases

# Too costly: that field is left out and named, all others are there.  Nothing
# of the text is told.
rm -f reg/codings.tsv
awk 'BEGIN { for (i = 0; i < 3000; i++) s = s "hemmelig "; print s }' >text
tsv >reg/codebooks/b.tsv <<\here
code | kinds | pattern
all | note | (?:\\w+ ?)+$(?<!g )(?<!r)
here
{
	printf 'note_id | case_id | date | text\n' | tsv
	printf 'N000001\tS-01\t2026-02-01\tdet slog\n'
	printf 'N000002\tS-01\t2026-02-01\t%s!\n' "$(cat text)"
	printf 'N000003\tS-02\t2026-02-01\tdet slog\n'
} >reg/notes.tsv
run 'a pattern that costs too much' 1 fu-case code --codebook b -s record,start
table out <<\here
record | start
N000001 | 1
N000003 | 1
here
is err <<\here
fu-case: reg/notes.tsv:3:25: error: N000002: a pattern for all in codebook b is too costly for note.text; it is left out there
here

done_

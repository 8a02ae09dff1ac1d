# fu-case kinds: what kinds of records there are, from files alone.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

run 'no register is needed' 0 fu-case kinds -O tsv
has "^kind${tab}table${tab}label${tab}about\$" out
has "^rating${tab}ratings${tab}Rating${tab}" out
run 'in Danish' 0 fu-case kinds -O tsv --lang da
has "^rating${tab}ratings${tab}Bedømmelse${tab}" out

run 'the fields of one' 0 fu-case kinds rating -O tsv
has "^field${tab}type${tab}required${tab}key${tab}ref${tab}values${tab}" out
has "^case_id${tab}ref${tab}yes${tab}yes${tab}case${tab}${tab}${tab}${tab}Case" out
run 'what its fields are for' 0 fu-case kinds meeting -O tsv
has "^state${tab}code${tab}${tab}${tab}${tab}meeting_states${tab}planned${tab}state${tab}" out
run 'named by its table' 0 fu-case kinds ratings -O tsv
cp out table
run 'or by its name' 0 fu-case kinds rating -O tsv
same table out
run 'on paper' 0 fu-case kinds rating
has '^case_id +ref +yes +yes +case +Case no\. ' out

run 'a kind that is none' 2 fu-case kinds raiting
is err <<\here
fu-case: error: there is no kind "raiting"; did you mean rating? (there are: activity, agreement, assessment, case, coding, event, goal, import, meeting, note, rating, relation, statement, status, trial, wish)
here
is out </dev/null
run 'two kinds' 2 fu-case kinds rating note

# A new kind of record is a new file; a local one is known in its register.
fu-case init reg
mkdir reg/kinds
tsv >reg/kinds/hobby.tsv <<\here
field | type | required | key | ref | label_da | label_en
hobbies | table | | | | Fritid | Hobby
case_id | ref | yes | yes | case | Sagsnr | Case no.
hobby | str | yes | | | Hobby | Hobby
here
run 'a local kind' 0 fu-case kinds -C reg -O tsv
has "^hobby${tab}hobbies${tab}Fritid${tab}\$" out
run 'its register only' 0 fu-case kinds -O tsv
hasnt '^hobby' out
fu-case add -C reg case case_id=S-1 allocated=2026-01-05
run 'records of it are stored' 0 fu-case add -C reg hobby case_id=S-1 \
    hobby=skak
is reg/hobbies.tsv <<\here
case_id	hobby
S-1	skak
here
run 'and found' 0 fu-case list -C reg hobbies hobby=skak
has '^S-1' out

# A definition that is wrong stops everything, with its place.
printf 'field\ttype\nx\tfoo\n' >reg/kinds/odd.tsv
run 'a wrong definition' 2 fu-case kinds -C reg
has '^fu-case: reg/kinds/odd.tsv:2:3: error: type: "foo" is none of id, ' err

# ---- one line for one thing -----------------------------------------------------
fu-case init twice
# twice TITLE FILE LINE WHAT OTHER <<FILE: told at the line, with the other.
twice () {
	mkdir -p "twice/${2%/*}"
	tsv >"twice/$2"
	run "$1" 2 fu-meeting due -C twice
	has "^fu-meeting: twice/$2:$3:1: error: a second line with this $4: the other is on twice/$5\$" err
	rm "twice/$2"
}
twice 'a field twice' kinds/goal.tsv 3 field 'kinds/goal.tsv line 2' <<\here
field | type | label_da
words | text | Ord
words | str | Barnets ord
here
twice 'a code twice' codes/raters.tsv 4 code 'codes/raters.tsv line 2' <<\here
code | label_da
child | unge
mother | mor
child | barn
here
twice 'a rule twice' rules/own.tsv 3 rule 'rules/own.tsv line 2' <<\here
rule | used
part10 |
part10 | yes
here
twice 'a day twice' calendars/own.tsv 3 calendar,day,easter \
    'calendars/own.tsv line 2' <<\here
calendar | day | easter | holiday | label_da
dk | 12-27 | | yes | Lukket
dk | 12-27 | |  | Åbent
here
mkdir twice/scales
tsv >twice/scales/a.tsv <<\here
scale | item | min | max | better
mood |  | 0 | 5 | up
mood | day | 0 | 5 | up
here
twice 'a scale in two files' scales/b.tsv 2 scale,item 'scales/a.tsv line 3' \
    <<\here
scale | min | max | better | item
mood | 0 | 5 | down | day
here
mkdir twice/agendas
printf 'type\titem\tda\nitem\ta\tEn\nitem\ta\tTo\n' >twice/agendas/plan.tsv
fu-case add -C twice case case_id=S-1 allocated=2026-01-01
run 'a line of an agenda twice' 2 fu-meeting agenda -C twice S-1 -t plan
has '^fu-meeting: twice/agendas/plan.tsv:3:1: error: a second line with this type,item' err
rm twice/agendas/plan.tsv
mkdir -p twice/codes twice/kinds
printf 'code\tlabel_da\nchild\tden unge\n' >twice/codes/raters.tsv
cp twice/codes/raters.tsv twice/codes/own.tsv
run 'instead of an installed one, and in another list' 0 \
    fu-case kinds -C twice rating
done_

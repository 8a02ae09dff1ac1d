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
has "^case_id${tab}ref${tab}yes${tab}yes${tab}case${tab}${tab}${tab}Case" out
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

done_

# fu-case check: silent where all is well; every damage is found, with its
# file, line and column.
. "${FU_SOURCE:?}/tests/lib.sh"

demo_register demo
run 'the demo register is sound' 0 fu-case check -C demo
is out </dev/null
is err </dev/null

fu-case init sound
tsv >sound/cases.tsv <<\here
case_id | child_id | born | team | allocated | sex
S-1 | B-1 | 2012-05 | Nord | 2026-01-05 | f
S-2 | B-2 | | Syd | 2026-01-05 | m
S-3 | B-3 | | Syd | 2026-01-05 | m
here
tsv >sound/goals.tsv <<\here
case_id | goal_id | text | replaces | weight
S-1 | M1 | mål | | 1
S-1 | M2 | mål\nto | M1 |
here
tsv >sound/ratings.tsv <<\here
case_id | date | scale | item | subject | goal_id | rater | stage | context | value | missing | comment
S-1 | 2026-02-01 | trivsel | | | M1 | child | | | 5.5 | | a\tb
S-1 | 2026-03-01 | trivsel | | | M1 | child | | | | declined |
S-2 | 2026-03-01 | sdq | emotional | | | network.mormor | | | 0 | |
here
tsv >sound/notes.tsv <<\here
note_id | case_id | date | text
N000001 | S-1 | 2026-02-01 | Emma
here

# check TITLE STATUS
check () {
	run "$1" "$2" fu-case check -C reg
	is out </dev/null
}
# damage TITLE TABLE SED: exit 1, and one message, which is read from stdin.
damage () {
	rm -rf reg
	cp -R sound reg
	sed -i "$3" "reg/$2.tsv"
	check "$1" 1
	is err
}
cp -R sound reg
check 'a small sound register' 0
is err </dev/null

# The dialect.
damage 'a wrong escape' ratings '2s/a\\t/a\\q/' <<\here
fu-case: reg/ratings.tsv:2:43: error: a backslash that is not \t \n \r or \\; a backslash itself is \\
here
damage 'a CR' notes '2s/$/\r/' <<\here
fu-case: reg/notes.tsv:2:28: error: the line ends with CR LF instead of LF
here
damage 'a field too few' ratings '3s/\tdeclined//' <<\here
fu-case: reg/ratings.tsv:3: error: the line has 11 fields, the header has 12
here
damage 'a field too many' notes '2s/$/\tx/' <<\here
fu-case: reg/notes.tsv:2: error: the line has 5 fields, the header has 4
here
damage 'an empty line' notes '2G' <<\here
fu-case: reg/notes.tsv:3: error: an empty line
here
damage 'a byte that is not UTF-8' notes '2s/Emma/\xe5/' <<\here
fu-case: reg/notes.tsv:2:24: error: a byte that is not UTF-8
here
damage 'a byte order mark' notes '1s/^/\xef\xbb\xbf/' <<\here
fu-case: reg/notes.tsv:1:1: error: a byte order mark before the header
here
damage 'no header' notes 'd' <<\here
fu-case: reg/notes.tsv:1: error: empty: there is no header line
here
rm -rf reg
cp -R sound reg
printf 'N000002\tS-1\t2026' >>reg/notes.tsv
check 'the last line cut off' 1
is err <<\here
fu-case: reg/notes.tsv:3: error: the last line has no line end: it may be cut off
here

# Types and ranges.
damage 'a day that is none' ratings '2s/-02-01/-02-31/' <<\here
fu-case: reg/ratings.tsv:2:5: error: date "2026-02-31" is not a date such as 2026-11-22
here
damage 'a Danish date' ratings '2s/2026-02-01/01-02-2026/' <<\here
fu-case: reg/ratings.tsv:2:5: error: date "01-02-2026" is not a date such as 2026-11-22
here
damage 'a month that is none' cases '2s/2012-05/2012-13/' <<\here
fu-case: reg/cases.tsv:2:9: error: born "2012-13" is not a month or year such as 2014-05
here
damage 'a code that is none' cases '2s/f$/F/' <<\here
fu-case: reg/cases.tsv:2:33: error: sex "F" is none of: girl, boy, other; did you mean "f"?
here
damage 'a rater that is none' ratings '2s/child/Barn/' <<\here
fu-case: reg/ratings.tsv:2:29: error: rater "Barn" is none of: child, mother, father, parent, network, caseworker, provider, school, daycare, professionals, coordinator, informant; did you mean "child"?
here
damage 'a decimal comma' ratings '2s/5\.5/5,5/' <<\here
fu-case: reg/ratings.tsv:2:37: error: value "5,5" is not a number
here
damage 'over the scale' ratings '2s/5\.5/10.5/' <<\here
fu-case: reg/ratings.tsv:2:37: error: value "10.5" is not a number from 1 to 10
here
damage "over the scale's item" ratings '4s/\t0\t/\t11\t/' <<\here
fu-case: reg/ratings.tsv:4:49: error: value "11" is not a number from 0 to 10
here
damage 'between the steps' ratings '2s/5\.5/5.25/' <<\here
fu-case: reg/ratings.tsv:2:37: error: value "5.25" is not on the scale, which goes in steps of 0.5
here
damage 'less than a field may be' goals '2s/1$/0/' <<\here
fu-case: reg/goals.tsv:2:14: error: weight "0" is less than 1
here
damage 'a required field that is empty' cases '3s/2026-01-05//' <<\here
fu-case: reg/cases.tsv:3:14: error: allocated is missing
here
rm -rf reg
cp -R sound reg
sed -i '2s/5\.5\t/5.5\tdeclined/' reg/ratings.tsv
check 'both a number and a reason' 1
has '^fu-case: reg/ratings.tsv:2:37: error: value "5.5" is .*missing: only one ' err
sed -i '2s/5\.5\tdeclined/\t/' reg/ratings.tsv
check 'neither' 1
has '^fu-case: reg/ratings.tsv:2:37: error: value is .*missing: one of them is wanted$' err

# Ids, keys, references.
damage 'a CPR number for an id' cases '4s/S-3/010110-1234/' <<\here
fu-case: reg/cases.tsv:4:1: error: case_id "[CPR]" looks like a CPR number, which must never be an id
here
damage 'a CPR number for the id of a child' cases '4s/B-3/0101101234/' <<\here
fu-case: reg/cases.tsv:4:5: error: child_id "[CPR]" looks like a CPR number, which must never be an id
here
damage 'an id with a blank' cases '4s/S-3/S 3/' <<\here
fu-case: reg/cases.tsv:4:1: error: case_id "S 3" is not an id: letters a-z, digits, . _ and -, at most 64
here
damage 'a case that is not there' notes '2s/S-1/S-9/' <<\here
fu-case: reg/notes.tsv:2:9: error: case_id "S-9" is not in cases.tsv
here
damage 'a goal that is not there' ratings '2s/M1/M9/' <<\here
fu-case: reg/ratings.tsv:2:26: error: goal_id "M9" is not in goals.tsv
here
damage 'a goal of another case' ratings '4s/emotional\t\t/emotional\t\tM1/' <<\here
fu-case: reg/ratings.tsv:4:31: error: goal_id "M1" is not in goals.tsv
here
damage 'a goal that replaces none' goals '3s/M1/M7/' <<\here
fu-case: reg/goals.tsv:3:17: error: replaces "M7" is not in goals.tsv
here
damage 'a scale that is none' ratings '3s/trivsel/trivselx/' <<\here
fu-case: reg/ratings.tsv:3:16: error: scale "trivselx" is no scale that is defined (there are: absence, conference, ors, cors, srs, csrs, goal, gas, safety, sdq, topi, trivsel, trivsel0, trivsel5); did you mean trivsel?
here
damage 'an item that is none' ratings '4s/emotional/emotion/' <<\here
fu-case: reg/ratings.tsv:4:20: error: item "emotion" is no item of this scale
here
damage 'a key twice' ratings '2p' <<\here
fu-case: reg/ratings.tsv:3:1: error: case_id has a key that line 2 has too: S-1 2026-02-01 trivsel M1 child
here
# In a text they are told of, for they may have been let in.
rm -rf reg
cp -R sound reg
sed -i '2s/Emma/Æ\\n610170-1234 og 6101701237/; $a N000002\tS-1\t2026-02-01\t610170 1234' \
    reg/notes.tsv
check 'CPR numbers in texts' 0
is err <<\here
fu-case: reg/notes.tsv:2:24: warning: text holds a CPR number, from its character 3 on; write the number of the case, or nothing, in its place
here
damage 'an id twice' notes '2p' <<\here
fu-case: reg/notes.tsv:3:1: error: note_id has a key that line 2 has too: N000001
here
damage 'text is not echoed' notes '2s/\t2026-02-01//' <<\here
fu-case: reg/notes.tsv:2: error: the line has 3 fields, the header has 4
here
rm -rf reg
cp -R sound reg
rm reg/cases.tsv
check 'no cases at all' 1
has '^fu-case: reg/notes.tsv:2:9: error: case_id "S-1" is not in cases.tsv$' err

# Tables and columns.
damage 'a column that must be there' notes '1s/text/wording/' <<\here
fu-case: reg/notes.tsv:1: warning: column wording is not one of kind note
fu-case: reg/notes.tsv:1: error: missing column text
fu-case: reg/notes.tsv:2:1: error: text is missing
here
rm -rf reg
cp -R sound reg
sed -i '1s/comment/remark/' reg/ratings.tsv
check 'a column of no kind is a warning' 0
is err <<\here
fu-case: reg/ratings.tsv:1: warning: column remark is not one of kind rating
here
sed -i '1s/remark/comment/' reg/ratings.tsv
printf 'a\n1\n' >reg/extra.tsv
check 'a table of no kind as well' 0
is err <<\here
fu-case: reg/extra.tsv: warning: a table of no kind that is defined
here
rm reg/extra.tsv

# All findings of all tables, and none twice.
sed -i '2s/2026-02-01/x/;3s/declined/lost/' reg/ratings.tsv
sed -i '3s/M1/M9/' reg/goals.tsv
check 'several' 1
wc -l <err >n
is n <<\here
3
here

# What cannot be checked.
rm -rf reg
cp -R sound reg
ln -s /etc/passwd reg/meetings.tsv
run 'a table that is a link' 2 fu-case check -C reg
has '^fu-case: reg/meetings.tsv: error: is a symbolic link, not a file$' err
rm reg/meetings.tsv
sed -i '2s/1/2/' reg/register.tsv
run 'a register of another format' 2 fu-case check -C reg
has '^fu-case: reg/register.tsv: error: ' err
run 'no register' 2 fu-case check -C nowhere
run 'an operand' 2 fu-case check reg
is err <<\here
fu-case: error: check takes no operands: it checks the register
here
run 'it changes nothing' 0 fu-case check -C sound
cp -R sound copy
run 'not a byte' 0 sh -c 'fu-case check -C sound && exec diff -r sound copy'

done_

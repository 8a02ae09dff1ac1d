# fu-case list: streams that are not fu-tsv, and patterns that cost too much.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

# Good rows go out; what is wrong is told with its place; the exit status is 2.
printf 'n\tt\n1\tb\n2\t\\q\n3\n4\t\r\n5\t\303\n\n6\ta\tb\n7\tæ\\tå\n8\tcut' >in
run 'rows that are wrong' 2 fu-case list -
is out <<\here
n	t
1	b
7	æ\tå
here
is err <<\here
fu-case: <stdin>:3:3: error: a backslash that is not \t \n \r or \\; a backslash itself is \\
fu-case: <stdin>:4: error: the line has 1 fields, the header has 2
fu-case: <stdin>:5:3: error: the line ends with CR LF instead of LF
fu-case: <stdin>:6:3: error: a byte that is not UTF-8
fu-case: <stdin>:7: error: an empty line
fu-case: <stdin>:8: error: the line has 3 fields, the header has 2
fu-case: <stdin>:10: error: the last line has no line end: it may be cut off
here
cp in bad.tsv
run 'in a file, which is named' 2 fu-case list bad.tsv n=1
has '^fu-case: bad.tsv:10: error: ' err
has "^1${tab}b\$" out
printf 'n\tt\n9\tz\n' >good.tsv
run 'the file after it is read as well' 2 fu-case list bad.tsv good.tsv
has "^9${tab}z\$" out

# wrong TITLE PLACE TEXT FORMAT: nothing at all comes out.
wrong () {
	# shellcheck disable=SC2059 # the bytes are typed as printf has them
	printf "$4" >in
	run "$1" 2 fu-case list -
	has "^fu-case: <stdin>:$2: error: $3" err
	is out </dev/null
}
wrong 'no byte' 1 'empty: there is no header line' ''
wrong 'a header without its end' 1 'the header line has no line end' 'a\tb'
wrong 'a capital letter in a name' 1:3 '"B" is not a column name' 'a\tB\n1\t2\n'
wrong 'no name' 1:3 '"" is not a column name' 'a\t\n1\t2\n'
wrong 'a name twice' 1:5 'column a is there twice' 'a\tb\ta\n'
wrong 'a byte order mark' 1:1 'a byte order mark' '\357\273\277a\n1\n'
wrong 'CRLF in the header' 1:2 'the line ends with CR LF' 'a\r\n1\r\n'

printf 'a\n1\000\n' >in
run 'a NUL' 2 fu-case list -
has '^fu-case: <stdin>:2:2: error: a control character' err
printf 'a\n\300\200\n\355\240\200\n\364\220\200\200\n' >in
run 'UTF-8 that is none: overlong, half a pair, beyond the end' 2 \
    fu-case list -
is out <<\here
a
here
printf 'a\nb\n\nc\n' >in
run 'an empty line is a missing value where there is one column' 0 \
    fu-case list -
same in out
printf 'a\tunheard_of\n#\tA b\n' >in
run '# is no comment, and no column is unwelcome' 0 fu-case list -
same in out

# Limits.
awk 'BEGIN { print "a"; for (i = 0; i < 65536; i++) printf "x"; print "" }' >in
run 'a field of 64 KiB' 0 fu-case list -
same in out
awk 'BEGIN { print "a"; for (i = 0; i < 65537; i++) printf "x"
    print "\ny" }' >in
run 'a field of a byte more' 2 fu-case list -
has '^fu-case: <stdin>:2:1: error: the field is longer than 64 KiB$' err
printf 'a\ny\n' >want
same want out

# Patterns.
awk 'BEGIN { print "a"; for (i = 0; i < 300; i++) printf "a"; print "!" }' >in
run 'a pattern that costs too much' 2 timeout 5 fu-case list - 'a~^(a+)+$'
is err <<\here
fu-case: <stdin>:2:1: error: a: the pattern "^(a+)+$" is too costly for what stands here; a simpler one may do
here
awk 'BEGIN { print "a\nb"; for (i = 0; i < 60000; i++) printf "a"
    print "\nc" }' >in
run 'on a long field' 2 timeout 5 fu-case list - 'a~(?:a|aa)?a*[bc]'
has '^fu-case: <stdin>:3:1: error: .*pattern .* is too costly ' err
is out <<\here
a
b
c
here
run 'a long field and a cheap pattern' 0 fu-case list - 'a~a{60000}'
hasnt '^[bc]$' out
run 'a pattern within others' 2 fu-case list - 'a~\C'
awk 'BEGIN { for (i = 0; i < 4100; i++) printf "x" }' >pattern
run 'a pattern that is too long' 2 fu-case list - "a~$(cat pattern)"
run 'a pattern that is not UTF-8' 2 fu-case list - "$(printf 'a~\303')"

done_

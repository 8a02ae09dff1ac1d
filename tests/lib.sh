# lib.sh: the whole shell test library.  Source it, call run/is, then done_.
# Every command runs in a fresh directory and its exit status is checked;
# nothing under test is ever on the left of a pipe, but where that is tested.
# shellcheck shell=sh
number=0
bad=0
root=${FU_SOURCE:?the top of the source}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir" || exit 2
PATH=${O:?the build}:$PATH
LC_ALL=C.UTF-8
LANGUAGE=
# A sanitizer's own exit status is 1, which is ours for "the data had findings".
ASAN_OPTIONS=abort_on_error=1
UBSAN_OPTIONS=abort_on_error=1
export PATH LC_ALL LANGUAGE ASAN_OPTIONS UBSAN_OPTIONS
unset FU_DIR
tab=$(printf '\t')

# report STATUS TEXT
report () {
	number=$((number + 1))
	if test "$1" = 0
	then
		echo "ok $number - $2"
	else
		bad=1
		echo "not ok $number - $2"
	fi
}

# run TEXT STATUS COMMAND...: standard input from ./in, output to ./out and
# ./err.  A death by signal or sanitizer never matches.
run () {
	title=$1
	want=$2
	shift 2
	test -e in || : >in
	got=0
	"$@" <in >out 2>err || got=$?
	if test "$got" != "$want"
	then
		echo "# exit $got, expected $want: $*"
		sed 's/^/# /' err
	fi
	test "$got" = "$want"
	report $? "$title: exit $want"
}

# is FILE: it equals the here-document on standard input.
is () {
	cat >expect
	same expect "$1"
}

# same EXPECTED FILE
same () {
	if diff -u "$1" "$2" >diff.out
	then
		report 0 "$title: $2"
	else
		sed 's/^/# /' diff.out
		report 1 "$title: $2"
	fi
}

# golden NAME FILE: it equals tests/golden/NAME, or becomes it.
golden () {
	if test "${GOLDEN:-}" = write
	then
		cp "$2" "$root/tests/golden/$1"
	fi
	same "$root/tests/golden/$1" "$2"
}

# has PATTERN FILE / hasnt PATTERN FILE: grep -E.
has () {
	grep -E -q -e "$1" "$2"
	status=$?
	test $status = 0 || sed 's/^/# /' "$2"
	report $status "$title: $2 has $1"
}

hasnt () {
	if grep -E -q -e "$1" "$2"
	then
		sed 's/^/# /' "$2"
		report 1 "$title: $2 lacks $1"
	else
		report 0 "$title: $2 lacks $1"
	fi
}

# tsv: what is typed with blanks and | as a table, to standard output.
tsv () {
	sed "s/ *| */$tab/g"
}

# table FILE: it equals the table on standard input, which is typed with |.
table () {
	tsv >expect
	same expect "$1"
}

# demo_register DIR: the register that the demonstration makes.
demo_register () {
	fu-case init "$1" &&
	mkdir "$1/norms" &&
	cp "$root/share/demo/normer.tsv" "$1/norms/local.tsv" &&
	fu-case import -q -C "$1" --kind case "$root/share/demo/sager.csv" &&
	fu-case import -q -C "$1" --kind goal "$root/share/demo/maal.csv" &&
	fu-case import -q -C "$1" --kind rating \
	    "$root"/share/demo/trivsel-*.csv
} 2>/dev/null

# demo_methods DIR: the sheets of the methods as well, into such a register.
demo_methods () {
	sh "$root/share/demo/import.sh" "$1" >/dev/null
}

done_ () {
	echo "1..$number"
	exit $bad
}

#!/bin/sh
# Eight writers at once, and readers who look all the time: with the lock, and
# as people who have no right to the lock file.  Every transaction appends, and
# replaces the table that says which one was the latest.  Nobody loses a row, no
# rows of two transactions are mixed, and no reader ever sees a part of one.
# usage: concurrent.sh [TRANSACTIONS of each writer]
. "${0%/*}/tap"
each=${1:-250}

writer () {
	i=0
	while test "$i" -lt "$each"
	do
		i=$((i + 1))
		{
			printf '=latest.tsv\tw%s\n' "$1.$i"
			rows "w$1.$i"
		} >"$dir/in.$1"
		if "$STORETOOL" "$dir/reg" append <"$dir/in.$1" >"$dir/out.$1"
		then
			echo "w$1.$i" >>"$dir/acks.$1"
		fi
	done 2>"$dir/err.$1"
}

# agree FILE...: the latest transaction is the one whose rows are last
agree () {
	awk -F '[\t-]' '
	$1 == "latest.tsv" { latest = $2; n++ }
	$1 == "ratings.tsv" { last = $2 }
	END {
		if (latest != last || n > 1) {
			print "# latest: " latest ", but rows of " last
			exit 1
		}
	}' "$@"
}

# reader NAME COMMAND...: until the file stop is there
reader () {
	name=$1
	looks=0
	before=0
	shift
	: >"$dir/bad.$name"
	until test -e "$dir/stop"
	do
		"$@" >"$dir/seen.$name" 2>>"$dir/bad.$name" ||
			echo "exit $?" >>"$dir/bad.$name"
		whole "$dir/seen.$name" >>"$dir/bad.$name"
		agree "$dir/seen.$name" >>"$dir/bad.$name"
		now=$(wc -l <"$dir/seen.$name")
		test "$now" -ge "$before" ||
			echo "back from $before to $now" >>"$dir/bad.$name"
		before=$now
		looks=$((looks + 1))
	done
	echo "$looks" >"$dir/looks.$name"
}

# told NAME TEXT: what a reader found
told () {
	sed 's/^/# /; 20q' "$dir/bad.$1"
	test ! -s "$dir/bad.$1" && test "$(cat "$dir/looks.$1")" -gt 2
	report $? "$2, $(cat "$dir/looks.$1") looks"
}

"$STORETOOL" "$dir/reg" make >"$dir/made"
printf 'latest.tsv\t\n' | "$STORETOOL" "$dir/reg" append >"$dir/made"
reader locked "$STORETOOL" "$dir/reg" snap &
readers=$!
unlocked=
if can_trace
then
	reader unlocked strace -qq -o "$dir/trace" -e trace=flock \
	    -e inject=flock:error=ENOLCK "$STORETOOL" "$dir/reg" snap &
	readers="$readers $!"
	unlocked=yes
fi
writers=
for w in 1 2 3 4 5 6 7 8
do
	writer "$w" &
	writers="$writers $!"
done
# shellcheck disable=SC2086 # words on purpose
wait $writers
: >"$dir/stop"
# shellcheck disable=SC2086
wait $readers

cat "$dir"/err.* | sed 's/^/# /; 20q'
cat "$dir"/acks.* | sort >"$dir/acks"
test "$(wc -l <"$dir/acks")" = $((8 * each))
report $? "8 writers, $each transactions each: all done"
"$STORETOOL" "$dir/reg" check log/2026-01.tsv >"$dir/all" &&
	whole "$dir/all" && agree "$dir/all"
report $? "whole transactions at the end"
sed -n 's/^log.*	//p' "$dir/all" | sort | cmp - "$dir/acks"
report $? "none lost, none twice"
awk -F '[\t-]' '$1 == "ratings.tsv" && $3 == "a" { own = $2 }
    $1 == "ratings.tsv" && $2 != own { exit 1 }' "$dir/all"
report $? "none mixed"
told locked "a reader with the lock"
if test -n "$unlocked"
then
	told unlocked "a reader without the lock"
else
	skip "a reader without the lock" "no strace"
fi
finish

#!/bin/sh
# Whether fu-score progress gives what mawk and DuckDB give, series by series,
# and the same bytes whatever the order of the rows.
#
#	O=build FU_SHARE=share tests/bench/compare.sh
#
# ROWS (1000000) and BENCH_DIR as in run.sh.  A peer that is not installed is
# named and left out; so is fu-score, and then the peers are compared with each
# other.  Exit status: 0 no difference, 1 differences, 2 could not.

# shellcheck source=tests/bench/common.sh
. "$(dirname "$0")/common.sh"

ROWS=${ROWS:-1000000}
: "${O:?the directory that fu-score was built in}"

work=$BENCH_DIR/compare.$$
mkdir "$work" || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
worst=0

worse() {
	[ "$1" -le "$worst" ] || worst=$1
}

# compare A B [SLACK]
compare() {
	[ -s "$work/$1" ] && [ -s "$work/$2" ] || return 0
	awk -v names="$1,$2" -v slack="${3:-0}" -f "$here/compare.awk" \
	    "$work/$1" "$work/$2" || worse $?
}

# The answers, each in a file named as the tool.
fu_score() {
	if ! have "$O/fu-score"; then
		echo "fu-score: skipped, no $O/fu-score"
		worse 2
		return
	fi
	use_ratings "$ROWS"
	"$O/fu-score" progress "$file" >"$work/fu-score" || worse 2
	tail -n +2 "$work/fu-score" | LC_ALL=C sort -c || worse 1
	for order in case shuffled; do
		use_ratings "$ROWS" "$order"
		same_bytes "$order"
	done
}

same_bytes() {
	if "$O/fu-score" progress "$file" | cmp -s - "$work/fu-score"; then
		echo "fu-score: rows in order \"$1\" give the same bytes"
	else
		echo "fu-score: rows in order \"$1\" give other bytes"
		worse 1
	fi
}

mawk_peer() {
	if have mawk; then
		mawk -f "$here/progress.awk" "$file" >"$work/mawk" || worse 2
	else
		echo 'mawk: skipped, not installed'
	fi
}

duckdb_peer() {
	if have_duckdb; then
		# Through a pipe: DuckDB opens /dev/stdout anew.
		node "$here/duckdb.mjs" "$modules" 2 "$(progress_sql)" |
		    cat >"$work/DuckDB"
	else
		echo 'DuckDB: skipped, not to be had'
	fi
}

make_gen
fu_score
use_ratings "$ROWS"
mawk_peer
duckdb_peer
compare fu-score mawk
compare fu-score DuckDB 1
[ -s "$work/fu-score" ] || compare mawk DuckDB 1
exit "$worst"

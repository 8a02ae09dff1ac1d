#!/bin/sh
# How fast fu is, beside the tools that people would use without it.
#
#	O=build FU_SHARE=share tests/bench/run.sh
#
# ROWS		of the ratings table (10000000)
# ROUNDS	of each job (5); in a round every tool runs once, fu first, so
#		that a busy minute hits all of them; the slow ones run in the
#		first round only
# JOBS		which (read filter progress trend phases check growth memory import
#		csv due)
# SHEETS	of the jobs import (and a tenth as many workbooks) and csv (1000),
#		each of 200 rows
# CASES		of the job due (100000), each with ten years of events
# GROWTH=1	growth up to five times ROWS
# BENCH_DIR	where the data are made and kept (${TMPDIR:-/tmp}/fu-bench); a
#		tmpfs is best
#
# Output goes to /dev/null for everybody.  Every run finds its input in the
# page cache.  Times of different jobs, machines and days do not compare, the
# ratios within a job do.  Nothing fails because it is slow.

# shellcheck source=tests/bench/common.sh
. "$(dirname "$0")/common.sh"

ROWS=${ROWS:-10000000}
ROUNDS=${ROUNDS:-5}
all='read filter progress trend phases check growth memory import csv due'
JOBS=${JOBS:-$all}
CASES=${CASES:-100000}
SHEETS=${SHEETS:-1000}
: "${O:?the directory that fu-case and fu-score were built in}"

tab=$(printf '\t')
work=$BENCH_DIR/run.$$
mkdir "$work" || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

# timed NAME COMMAND [ARG...]: one run of a tool, unless it was skipped or has
# failed in this job.  Findings (exit 1) are no failure.
timed() {
	name=$1
	shift
	grep -q "^$name$tab" "$work/skipped" && return
	if ! have "$1"; then
		skip "$name" "no $1"
		return
	fi
	cat "$file" >/dev/null
	/usr/bin/time -q -f '%e\t%U\t%S\t%M' -o "$work/time" "$@" \
	    >/dev/null 2>"$work/errors"
	status=$?
	if [ "$status" -gt 1 ]; then
		skip "$name" "failed, exit $status: $(head -n 1 "$work/errors")"
	else
		printf '%s\t%s\t%s\n' "$name" "$(tail -n 1 "$work/time")" \
		    "$status" >>"$work/runs"
	fi
}

# The same for a tool that takes its time.
once() {
	[ "$round" -gt 1 ] || timed "$@"
}

# duckdb THREADS SQL
duckdb() {
	if have_duckdb; then
		timed "DuckDB, threads: $1" \
		    node "$here/duckdb.mjs" "$modules" "$1" "$2"
	else
		skip DuckDB 'no npm here, or it could not install it'
	fi
}

skip() {
	grep -q "^$1$tab" "$work/skipped" ||
	    printf '%s\t%s\n' "$1" "$2" >>"$work/skipped"
}

# rounds FUNCTION TITLE [COUNT]: runs it so many times and prints the table.
rounds() {
	: >"$work/runs"
	: >"$work/skipped"
	round=1
	while [ "$round" -le "${3:-$ROUNDS}" ]; do
		"$1"
		round=$((round + 1))
	done
	printf '\n%s%s\n' "$2" "$(pressure)"
	awk -f "$here/table.awk" "$work/runs"
	while IFS=$tab read -r name why; do
		printf '  %s: skipped, %s\n' "$name" "$why"
	done <"$work/skipped"
}

# How long, in the last minute, something waited for a processor: where this
# is high others were at work, or a tool ran more threads than there are.
pressure() {
	[ -r /proc/pressure/cpu ] &&
	    sed -n 's/^some.*avg60=\([0-9.]*\).*/ (CPU pressure \1 %)/p' \
	    /proc/pressure/cpu
}

# Every byte read and checked, no row out: the condition selects nothing.
read_round() {
	timed fu-case "$O/fu-case" list "$file" case_id=
	timed 'wc -l' wc -l "$file"
	timed 'mawk, fields counted' mawk -F '\t' \
	    'NF != 15 { bad++ } END { print NR, bad + 0 }' "$file"
	duckdb 2 "SELECT count(*) FROM $(ratings_sql)"
	duckdb 1 "SELECT count(*) FROM $(ratings_sql)"
	once mlr mlr --tsv cat 'then' nothing "$file"
}

filter_round() {
	sql=$(copy_sql "SELECT * FROM $(ratings_sql) WHERE value < 25")
	timed fu-case "$O/fu-case" list "$file" 'value<25'
	# shellcheck disable=SC2016 # awk's $11, Miller's $value
	timed mawk mawk -F '\t' 'NR == 1 || $11 != "" && $11 < 25' "$file"
	duckdb 2 "$sql"
	duckdb 1 "$sql"
	# shellcheck disable=SC2016
	once mlr mlr --tsv filter 'is_not_empty($value) && $value < 25' "$file"
}

progress_round() {
	timed fu-score "$O/fu-score" progress "$file"
	duckdb 2 "$(progress_sql)"
	duckdb 1 "$(progress_sql)"
	data_table 2
	once 'mawk | sort' mawk -v sorted=1 -f "$here/progress.awk" "$file"
	miller_progress
}

# The scales of the made table are the shipped ones; two are not, and have no
# direction: their effect sizes are empty for fu and calculated by R.
trend_round() {
	timed fu-score "$O/fu-score" trend "$file"
	data_table 2 trend.R
}

phases_round() {
	timed fu-score "$O/fu-score" phases "$file"
	data_table 2 phases.R
}

# data_table THREADS [SCRIPT]
data_table() {
	if [ -z "${r_found:-}" ]; then
		Rscript -e 'library(data.table)' >/dev/null 2>&1 &&
		    r_found=yes || r_found=no
	fi
	if [ "$r_found" = yes ]; then
		timed "data.table, threads: $1" \
		    Rscript "$here/${2:-progress.R}" "$file" "$1"
	else
		skip 'data.table' 'no R here that has it'
	fi
}

# Miller takes some 2 KB per row here.  Running out of memory would end others'
# work with ours.
miller_progress() {
	free_kb=$(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo)
	if [ "$((rows * 5 / 2))" -lt "${free_kb:-0}" ]; then
		once mlr mlr --tsv put -q -f "$here/progress.mlr" "$file"
	else
		skip mlr "$rows rows would take $((rows / 500000)) GB"
	fi
}

check_round() {
	timed "fu-case check" "$O/fu-case" check -C "$register"
}

# The ratings of a register are the table itself: check only reads it.
make_register() {
	register=$work/register
	made "$BENCH_DIR/cases-$ROWS.tsv" cases "$(cases_of "$ROWS")"
	"$O/fu-case" init "$register" >/dev/null 2>"$work/errors" &&
	    cp "$BENCH_DIR/cases-$ROWS.tsv" "$register/cases.tsv" &&
	    ln "$file" "$register/ratings.tsv"
}

growth_round() {
	timed fu-score "$O/fu-score" progress "$file"
	duckdb 2 "$(progress_sql)"
	[ "$rows" -gt 1000000 ] || miller_progress
}

growth() {
	for rows in $((ROWS / 10)) "$ROWS" ${GROWTH:+$((ROWS * 5))}; do
		use_ratings "$rows"
		rounds growth_round "growth: progress of $rows rows"
	done
	rows=$ROWS
	use_ratings "$ROWS"
}

# Beyond 8 MB, memory should be for the series alone.
memory() {
	printf '\nmemory: '
	if ! /usr/bin/time -q -f %M -o "$work/time" "$O/fu-score" progress \
	    "$file" >"$work/progress" 2>"$work/errors"; then
		echo "skipped, fu-score: $(head -n 1 "$work/errors")"
		return
	fi
	kb=$(cat "$work/time")
	series=$(($(wc -l <"$work/progress") - 1))
	echo "fu-score progress took $kb KB for $series series:" \
	    "$(((kb - 8192) * 1024 / series)) bytes a series beyond 8 MB" \
	    "(bound 130)"
}

check() {
	if make_register; then
		rounds check_round "check: a register of $rows ratings"
	else
		printf '\ncheck: skipped, no register: %s\n' \
		    "$(head -n 1 "$work/errors")"
	fi
}

# ------------------------------------------------------------- sheets --

SHEET_ROWS=200
SHEET_CASES=2000

# A folder of sheets, a tenth as many workbooks, and a register of their cases.
make_sheets() {
	sheets=$work/sheets
	mkdir "$sheets" "$work/books" || die 'cannot make folders'
	LC_ALL=C awk -v dir="$sheets" -v n="$SHEETS" -v rows="$SHEET_ROWS" \
	    -v cases="$SHEET_CASES" -f "$here/sheets.awk" ||
		die 'cannot make sheets'
	file=$work/cases.tsv
	"$gen" cases "$SHEET_CASES" >"$file" &&
	    "$O/fu-case" init "$work/none" &&
	    cp "$file" "$work/none/cases.tsv" || die 'cannot make a register'
}

# Workbooks with the ratings of as many cases: fu writes them itself.
make_books() {
	"$gen" $((SHEETS / 10 * SHEET_ROWS)) "$SHEET_CASES" case \
	    >"$work/ratings.tsv" || die 'cannot make ratings'
	i=0
	while [ "$i" -lt $((SHEETS / 10)) ]; do
		awk -v from=$((i * SHEET_ROWS + 1)) -v n="$SHEET_ROWS" \
		    'NR == 1 || NR > from && NR <= from + n' \
		    "$work/ratings.tsv" >"$work/part.tsv"
		"$O/fu-case" list "$work/part.tsv" -O xlsx \
		    -o "$work/books/book-$i.xlsx" 2>"$work/errors" || return 1
		i=$((i + 1))
	done
}

fresh_register() {
	rm -rf "$work/new"
	cp -r "$work/none" "$work/new"
}

import_round() {
	fresh_register
	timed "fu-case import" "$O/fu-case" import -q -C "$work/new" \
	    --template trivsel "$sheets"/*.csv
	fresh_register
	timed "import --dry-run" "$O/fu-case" import -q -n -C "$work/new" \
	    --template trivsel "$sheets"/*.csv
}

books_round() {
	fresh_register
	timed "fu-case import" "$O/fu-case" import -q -C "$work/new" \
	    --kind rating "$work/books"/*.xlsx
}

csv_round() {
	timed "fu, sheet.h" "$O/bench/csv" fu 20 "$sheets"/*.csv
	timed "libcsv alone" "$O/bench/csv" raw 20 "$sheets"/*.csv
}

# per_second UNITS NAME: of the job before, by the medians.
per_second() {
	cut -f 1,2 "$work/runs" | sort -t "$tab" -k 1,1 -k 2,2n |
	    awk -F '\t' -v units="$1" -v what="$2" '
		{ t[$1, ++n[$1]] = $2 }
		END {
			for (name in n) {
				k = n[name]
				s = (t[name, int((k + 1) / 2)] + \
				    t[name, int(k / 2) + 1]) / 2
				if (s > 0)
					printf "  %s: %.0f %s/s\n", name,
					    units / s, what
			}
		}'
}

import() {
	[ -d "$work/sheets" ] || make_sheets
	rounds import_round "import: $SHEETS sheets of $SHEET_ROWS rows"
	per_second $((SHEETS * SHEET_ROWS)) rows
	if make_books; then
		rounds books_round \
		    "import: $((SHEETS / 10)) workbooks of $SHEET_ROWS rows"
		per_second $((SHEETS / 10 * SHEET_ROWS)) rows
	else
		printf '\nworkbooks: skipped, %s\n' \
		    "$(head -n 1 "$work/errors")"
	fi
}

csv() {
	[ -d "$work/sheets" ] || make_sheets
	bytes=$(cat "$sheets"/*.csv | wc -c)
	rounds csv_round "csv: the same sheets, 20 times"
	per_second $((bytes * 20 / 1000000)) MB
}

due_round() {
	timed "fu-meeting due" "$O/fu-meeting" due -C "$work/due" \
	    --as-of 2026-11-22
	timed "due, those of a week" "$O/fu-meeting" due -C "$work/due" \
	    --as-of 2026-11-22 --within 7d -w status=due
}

due() {
	"$O/fu-case" init "$work/due" >/dev/null 2>"$work/errors" &&
	    LC_ALL=C awk -v dir="$work/due" -v n="$CASES" \
		-f "$here/due.awk" || die 'cannot make a register'
	printf 'rules\therlev,fredericia\n' >>"$work/due/register.tsv"
	file=$work/due/events.tsv
	rows=$(($(cat "$work/due"/*.tsv | wc -l) - 10))
	rounds due_round "due: $CASES cases, $rows records of ten years"
	per_second "$rows" records
}

# What was measured with what.
heading() {
	echo "$(getconf _NPROCESSORS_ONLN) processors, $(uname -srm)"
	have mawk && mawk -W version 2>&1 </dev/null | head -n 1
	have mlr && mlr --version
	have_duckdb && echo "DuckDB $(node "$here/duckdb.mjs" "$modules" 1 \
	    'SELECT version()')"
	have Rscript && Rscript -e \
	    'cat("data.table", format(packageVersion("data.table")), "\n")' \
	    2>/dev/null
	return 0
}

/usr/bin/time -q -f %M -o "$work/time" true 2>/dev/null ||
    die 'needs GNU time as /usr/bin/time'
make_gen
rows=$ROWS
heading
case " $JOBS " in
*" read "* | *" filter "* | *" progress "* | *" trend "* | *" phases "* | \
    *" check "* | *" memory "*)
	use_ratings "$ROWS"
	;;
esac
for job in $JOBS; do
	case $job in
	read)
		rounds read_round "read: dialect and UTF-8 checked, $rows rows"
		;;
	filter)
		rounds filter_round "filter: value<25, $rows rows"
		;;
	progress)
		rounds progress_round "progress: $rows rows, sorted by key"
		;;
	trend | phases)
		rounds "${job}_round" "$job: $rows rows, by series"
		;;
	check | growth | memory | import | csv | due)
		"$job"
		;;
	*)
		die "JOBS: no job \"$job\""
		;;
	esac
done

# What run.sh and compare.sh share: the tools, the data, DuckDB.  Sourced, with
# the name of the running script in $0; sets here, gen, modules and BENCH_DIR.
# shellcheck shell=sh

here=$(cd "$(dirname "$0")" && pwd)
BENCH_DIR=${BENCH_DIR:-${TMPDIR:-/tmp}/fu-bench}
gen=$BENCH_DIR/gen
modules=$BENCH_DIR/node

# A register of the caller's must not lend its definitions.
unset FU_DIR
umask 077
mkdir -p "$BENCH_DIR" || exit 2
BENCH_DIR=$(cd "$BENCH_DIR" && pwd)

die() {
	printf '%s: %s\n' "${0##*/}" "$1" >&2
	exit 2
}

have() {
	command -v "$1" >/dev/null 2>&1
}

# make_gen: compiles the generator again only when its source is newer, so
# that the data below are.
make_gen() {
	[ -n "$(find "$gen" -newer "$here/gen.c" 2>/dev/null)" ] && return
	"${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -o "$gen" \
	    "$here/gen.c" || die "cannot compile gen.c"
}

# made FILE ARG...: FILE is there, made by gen with these arguments if it was
# missing or older than gen.
made() {
	made_file=$1
	shift
	[ -n "$(find "$made_file" -newer "$gen" 2>/dev/null)" ] && return
	printf 'making %s\n' "$made_file" >&2
	"$gen" "$@" >"$made_file.part" || die "cannot make $made_file"
	mv "$made_file.part" "$made_file"
}

cases_of() {
	echo $((($1 + 49) / 50))
}

# use_ratings ROWS [ORDER]: sets file to a ratings table of that size.
use_ratings() {
	file=$BENCH_DIR/ratings-$1-${2:-date}.tsv
	made "$file" "$1" "$(cases_of "$1")" "${2:-date}"
}

# have_duckdb: it is there, or npm could install it.  Asked once.
have_duckdb() {
	if [ -z "${duckdb_found:-}" ]; then
		find_duckdb && duckdb_found=yes || duckdb_found=no
	fi
	[ "$duckdb_found" = yes ]
}

find_duckdb() {
	have node || return 1
	node "$here/duckdb.mjs" "$modules" 1 'SELECT 1' >/dev/null 2>&1 &&
	    return
	have npm && mkdir -p "$modules" || return 1
	echo "installing DuckDB in $modules" >&2
	(cd "$modules" && npm install --no-audit --no-fund \
	    @duckdb/node-api >npm.log 2>&1)
	node "$here/duckdb.mjs" "$modules" 1 'SELECT 1' >/dev/null 2>&1
}

# The SQL of the jobs, for the table in $file.  No type is guessed, no quote is
# one: a fu-tsv file has none.
ratings_sql() {
	cat <<SQL
read_csv('$file', delim = '\t', header = true, quote = '', escape = '',
	nullstr = '', auto_detect = false, columns = {
		case_id: 'VARCHAR', date: 'DATE', scale: 'VARCHAR',
		item: 'VARCHAR', subject: 'VARCHAR', goal_id: 'VARCHAR',
		rater: 'VARCHAR', stage: 'VARCHAR', context: 'VARCHAR',
		phase: 'VARCHAR', value: 'DECIMAL(5, 1)', missing: 'VARCHAR',
		comment: 'VARCHAR', meeting_id: 'VARCHAR', source: 'VARCHAR'
	})
SQL
}

# copy_sql QUERY: its rows on standard output, as a fu-tsv table.
copy_sql() {
	cat <<SQL
COPY ($1) TO '/dev/stdout' (FORMAT csv, DELIMITER '\t', HEADER, QUOTE '',
	ESCAPE '')
SQL
}

progress_sql() {
	copy_sql "
SELECT case_id, scale, item, subject, goal_id, rater, stage, context,
	count(*) AS n,
	min(date) AS first_date,
	max(date) AS last_date,
	arg_min(value, date) AS first,
	arg_max(value, date, 2)[2] AS previous,
	arg_max(value, date) AS last,
	CASE WHEN n > 1 THEN last - first END AS change,
	CASE WHEN n > 1 THEN last - previous END AS change_last,
	CASE WHEN n > 1 THEN CAST(30 * regr_slope(value,
		date - DATE '2022-01-01') AS DECIMAL(12, 6)) END AS slope_30d
FROM $(ratings_sql)
WHERE value IS NOT NULL
GROUP BY ALL
ORDER BY case_id NULLS FIRST, scale NULLS FIRST, item NULLS FIRST,
	subject NULLS FIRST, goal_id NULLS FIRST, rater NULLS FIRST,
	stage NULLS FIRST, context NULLS FIRST"
}

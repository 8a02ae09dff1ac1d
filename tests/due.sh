# due.sh: registers that deadlines are counted in, for tests/cmd/fu-meeting-due*.t.
# shellcheck shell=sh disable=SC2154	# tab is from lib.sh

# setting NAME VALUE
setting () {
	sed -i "/^$1$tab/d" reg/register.tsv
	printf '%s\t%s\n' "$1" "$2" >>reg/register.tsv
}

# records TABLE ID COLUMNS <<ROWS: a table of a register, with ids given.
records () {
	{
		printf '%s_id | %s\n' "$2" "$3"
		awk -v id="$2" '{ printf "%s%03d | %s\n", id, NR, $0 }'
	} | tsv >"reg/$1.tsv"
}

# new CASE...: a new register with cases that nothing is known of, but that
# their children have passed every age.
new () {
	rm -rf reg
	fu-case init reg
	{
		printf 'case_id\tallocated\tborn\n'
		printf '%s\t1999-01-01\t1980\n' "$@"
	} >reg/cases.tsv
}

# due TITLE RULE COLUMNS [OPTION...]: of a rule, by case.
due () {
	title=$1
	rule=$2
	columns=$3
	shift 3
	run "$title" 0 fu-meeting due -C reg --all -w rule="$rule" \
	    -s "$columns" --sort case_id,trigger_date,who "$@"
	is err </dev/null
}

# rule COLUMNS <<ROWS: rules of one's own, with their columns; all are used.
rule () {
	mkdir -p reg/rules
	{
		printf 'rule | set | what | %s | used\n' "$1"
		awk '{ print $0 " | yes" }'
	} | tsv >reg/rules/own.tsv
}

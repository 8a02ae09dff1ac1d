#!/bin/sh
# principles.sh FROM TO [CONDITION...] - for each case that ran between two days,
# how many records show each of the five principles of following up, and which
# of them nothing shows.  Conditions are on cases, such as team=Nord.  It reads
# the register that fu-case finds and prints fu-tsv.  What counts for what is the
# list below: copy the file and change it.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
test $# -ge 2 || {
	echo 'usage: principles.sh from to [condition ...]' >&2
	exit 2
}
from=$1
to=$2
shift 2
tab=$(printf '\t')
family='^(child|mother|father|parent|network)'

# shows PRINCIPLE KIND [CONDITION...]
shows () {
	principle=$1
	shift
	fu-case list "$@" "date>=$from" "date<=$to" -s case_id |
	    sed "1d; s/\$/$tab$principle/"
}

cases=$(fu-case list cases "allocated<=$to" "$@" -s case_id,closed)
{
	shows involvement ratings "rater~$family" value!=
	shows involvement statements "author~$family"
	shows involvement wishes "by~$family"
	shows involvement meetings 'type~^(beforehand|network|conference)$' \
	    state=held
	shows contact meetings 'type~^(call|coffee)$' state=held
	shows contact notes about=contact
	shows documentation statuses
	shows documentation ratings "rater!~$family" value!=
	shows meetings meetings 'type~^(startup|plan|followup)$' state=held
	shows assessment assessments
	printf '%s\n' "$cases" | sed '1d; s/^/ /'
} | awk -F '\t' -v from="$from" '
BEGIN {
	n = split("involvement contact documentation meetings assessment",
	    name, " ")
	printf "case_id"
	for (i = 1; i <= n; i++) printf "\t%s", name[i]
	print "\tmissing"
}
!/^ / { count[$1, $2]++; next }
$2 == "" || $2 >= from {
	id = substr($1, 2)
	line = id
	missing = ""
	for (i = 1; i <= n; i++) {
		line = line "\t" count[id, name[i]] + 0
		if (!count[id, name[i]])
			missing = missing (missing == "" ? "" : ",") name[i]
	}
	print line "\t" missing
}'

#!/bin/sh
# import.sh REGISTER - make a register of all the demo sheets, in an order in
# which everything that a sheet refers to is there already; what is imported
# already changes nothing.  This list is the only one of which sheet is what.
set -eu
test $# = 1 || {
	echo 'usage: import.sh register' >&2
	exit 2
}
here=$(dirname "$0")
test -e "$1/register.tsv" || fu-case init "$1"
test -e "$1/norms/local.tsv" || {
	mkdir -p "$1/norms"
	cp "$here/normer.tsv" "$1/norms/local.tsv"
}
while read -r option name sheets
do
	echo "fu-case import -q -C $1 $option $name $here/$sheets"
	# shellcheck disable=SC2086 # sheets may be a pattern
	fu-case import -q -C "$1" "$option" "$name" "$here"/$sheets </dev/null
done <<'here'
-k case sager.csv
-k goal maal.csv
-k rating trivsel-*.csv
-k activity ../checklists/conference.da.tsv
-t initiativ initiativ.csv
-t initiativ milepaele.csv
-t netvaerk netvaerk.csv
-t pulje pulje.csv
-t proeve proeve.csv
-k meeting moeder.csv
-k relation relationer.csv
-k event haendelser.csv
-k assessment vurderinger.csv
-k agreement aftaler.csv
-k wish oensker-maal.csv
-t oensker oensker.csv
-t topi topi.csv
-t feedback feedback.csv
-t minutes referat.csv
-t huse huse.csv
-t sikkerhedsplan sikkerhedsplan.csv
-t status status.csv
-t samtale samtale.csv
-t fravaer fravaer.csv
-t evaluering evaluering.csv
-k note notater.csv
-t kodning kodning.csv
here

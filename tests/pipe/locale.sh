# shellcheck shell=sh
# Standard output is the same whatever the locale.  Sourced by a test that sets
# language to the locale's name without its encoding: da_DK.
. "${FU_SOURCE:?}/tests/lib.sh"

locale=${language:?}.UTF-8
if ! locale -a | grep -q -i "^$language\\.utf-\\{0,1\\}8\$"
then
	mkdir locales
	if ! localedef -i "$language" -f UTF-8 "locales/$locale" 2>/dev/null
	then
		echo "1..0 # skip no $locale, and none can be made"
		exit 0
	fi
	LOCPATH=$PWD/locales
	export LOCPATH
fi

demo_register reg
FU_DIR=reg
export FU_DIR
cp reg/ratings.tsv in

number_of=0
while read -r command
do
	number_of=$((number_of + 1))
	# shellcheck disable=SC2086 # words
	run "$command in C.UTF-8" 0 $command
	mv out want
	for other in C "$locale"
	do
		# shellcheck disable=SC2086
		run "$command in $other" 0 env LC_ALL="$other" $command
		same want out
	done
	# shellcheck disable=SC2086
	run "$command, LANGUAGE=da" 0 env LANGUAGE=da LC_ALL="$locale" \
	    LANG="$locale" $command
	same want out
done <<\here
fu-case list cases
fu-case list ratings value>=3.5 value<7.5
fu-case list cases team~*^å
fu-case list cases --sort team,worker:desc
fu-case list ratings --sort value:desc,comment
fu-case list ratings -O excel
fu-case list ratings -O text
fu-case list ratings -O json
fu-case show S-0001
fu-case kinds rating
fu-case kinds -O tsv --lang en
fu-score progress
fu-score progress -O excel
fu-score progress -C reg -O text
fu-report week --as-of 2026-11-22
fu-report week --as-of 2026-11-22 -O html --lang en
fu-case check
here

# What is read does not depend on it either.
printf 'SAGSNR;DATO;SKALA;BEDØMMER;VÆRDI\nS-0001;01-12-2026;TRIVSEL;UDFØRER;5,5\nS-0001;02-12-2026;trivsel;NETVÆRK.Ib;6,5\n' \
    >sheet.csv
for other in C C.UTF-8 "$locale"
do
	cp -R reg copy
	run "import in $other" 0 env LC_ALL="$other" fu-case import -q -C copy \
	    --kind rating sheet.csv
	tail -n 2 copy/ratings.tsv | cut -f 1,2,3,7,11 >out
	is out <<\there
S-0001	2026-12-01	trivsel	provider	5.5
S-0001	2026-12-02	trivsel	network.Ib	6.5
there
	rm -rf copy
done

done_

#!/bin/sh
# The main job, shown: from filled-in sheets to the weekly report; then all the
# other methods.  Works with the programs that are first on the PATH.
set -eu
demo=${DEMO:-$FU_SOURCE/share/demo}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir -p share && ln -s "$demo" share/demo

show () {
	printf '\n$ %s\n' "$*"
	sh -c "$*"
}

show fu-case init REG
show mkdir REG/norms
show cp share/demo/normer.tsv REG/norms/local.tsv
show fu-case import -C REG --kind case   share/demo/sager.csv
show fu-case import -C REG --kind goal   share/demo/maal.csv
show fu-case import -C REG --kind rating 'share/demo/trivsel-*.csv'
show fu-case check -C REG
cd REG
show "fu-case list ratings scale=trivsel 'date>=2026-09-01' | fu-score progress | head -5"
show fu-report week --week 2026-W46
show fu-report week --week 2026-W46 -o uge46.html
ls -l uge46.html
cd ..
show sh share/demo/import.sh REG
show fu-case check -C REG
show "fu-meeting due -C REG --as-of 2026-11-22 -w status!=upcoming -O text"
show "fu-report overview -C REG --as-of 2026-11-22 trial | head -20"
show "fu-report genogram -C REG --as-of 2026-11-22 S-0018 | head -30"

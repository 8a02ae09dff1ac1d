#!/bin/sh
# An import, or a set, that is killed at any system call, or of which one call
# fails, leaves all or nothing; no row is refused that is in no twin; and the
# same command again comes to where an undisturbed one does: nothing twice,
# nothing lost.  Then: short calls, a full disk below the twins, and a folder
# for them that cannot be written to.
#
# Between two calls that change nothing there is nothing to be left half done,
# so it is killed at those that change or wait; EVERY=1 kills it at every call.
# shellcheck disable=SC2317 # the judges are called by name
. "${0%/*}/tap"
can_trace || skip_all "no strace"
fu=${O:?the build}/fu-case
case $fu in
/*) ;;
*) fu=$PWD/$fu ;;
esac
case ${FU_SHARE:?the definitions} in
/*) ;;
*) FU_SHARE=$PWD/$FU_SHARE ;;
esac
case ${SHORTWRITE:=} in
/* | '') ;;
*) SHORTWRITE=$PWD/$SHORTWRITE ;;
esac
export FU_SHARE
unset FU_DIR

# --------------------------------------------------------------- before --

sheets () {
	cat >"$1/a.csv" <<-'SHEET'
	Sagsnr;Dato;Trivsel barn;Trivsel mor;Næste møde
	S-0001;20-11-2026;7;5;15-01-2027
	S-0002;20-11-2026;4,5;99;
	S-0003;20-11-2026;3;ikke relevant;16-01-2027
	SHEET
	cat >"$1/b.csv" <<-'SHEET'
	Sagsnr;Dato;Trivsel barn;Trivsel far
	S-0001;21-11-2026;7,5;5
	S-0002;21-11-2026;8;
	SHEET
	cat >"$1/c.csv" <<-'SHEET'
	Sagsnr;Dato;Trivsel barn
	S-0003;22-11-2026;x
	S-0002;22-11-2026;6
	SHEET
}

# A register in which a first sheet is stored, a.csv corrects it; c.csv is
# refused; good/ has what is not.
make_base () (
	mkdir "$1" "$1/good" "$1/ind" && cd "$1" || exit 1
	cat >cases.csv <<-'SHEET'
	Sagsnr;Barn;Tildelt
	S-0001;B-0001;05-01-2026
	S-0002;B-0002;12-01-2026
	S-0003;B-0003;02-02-2026
	SHEET
	cat >first.csv <<-'SHEET'
	Sagsnr;Dato;Trivsel barn;Trivsel mor
	S-0001;20-11-2026;6,5;Afslået
	S-0002;20-11-2026;7;
	SHEET
	sheets . && sheets ind &&
	sed 's/;99;/;9;/' a.csv >good/a.csv && cp good/a.csv ind &&
	cp b.csv good &&
	"$fu" init reg && "$fu" import -q -C reg --kind case cases.csv &&
	"$fu" import -q -C reg --template trivsel first.csv
)

# Times are not the same twice.
timeless () {
	sed -E 's/20[0-9-]{8}T[0-9:]+Z/TIME/g' "$@"
}

# What a reader sees of the register.
view () {
	for kind in case rating meeting import
	do
		"$fu" list -C "$1/reg" "$kind" || return
	done 2>"$1.view.err" | timeless
}

# The files themselves, with the log, and where the sheets are.  What else is
# beside the tables means nothing.
files () (
	cd "$1" || exit
	timeless reg/*.tsv reg/log/*.tsv
	find reg ind rejected ! -name '.fu-*' -type f 2>>"$1.view.err" |
	    sed "\|^$twins|d" | sort
)

# --------------------------------------------------------------- judges --

complain () {
	echo "# $call $fault call $nth: exit $status: $1" >>"$job.bad"
	sed 's/^/#   /' "$job.err" "$job.check" >>"$job.bad"
}

# Every row that is refused is in a twin, and every twin is whole.  What has no
# name of a sheet yet is none.
judge_twins () {
	for twin in "$w/$twins"/*.csv
	do
		test -e "$twin" || continue
		name=${twin##*/}
		cmp -s "$twin" "$done/$twins/${name%%[-.]*}.csv" ||
		    complain "$name: half a twin"
	done
	test "$1" = old || for twin in "$done/$twins"/*.csv
	do
		test ! -e "$twin" || test -e "$w/$twins/${twin##*/}" ||
		    complain "refused rows that are in no twin"
	done
}

# Not one file more than there was.
judge_no_twin () {
	for left in "$w/$twins"/*
	do
		test ! -e "$left" || complain "left: ${left##*/}"
	done
}

# Sets state; a check says nothing.
judge_state () {
	after=$(view "$w")
	state=half
	test "$after" != "$old" || state=old
	test "$after" != "$new" || state=new
	test "$state" != half || complain "half"
	"$fu" check -C "$w/reg" >"$job.check" 2>&1 &&
	    test ! -s "$job.check" || complain "check"
}

# The same command, undisturbed; without a finding if the sheet that had it
# has gone from the inbox.
judge_again () {
	if test "${title#*inbox}" != "$title" && ! test -e "$w/ind/c.csv"
	then
		want_again=0
	else
		want_again=$want
	fi
	(cd "$w" && "$@" >"$job.out" 2>"$job.err")
	again=$?
	test "$again" = "$want_again" || complain "again: exit $again"
	after=$(files "$w")
	test "$after" = "$final" || {
		complain "again: comes elsewhere"
		echo "$after" | diff "$done.files" - | sed 's/^/#   /' \
		    >>"$job.bad"
	}
	judge_twins new
}

judge () {
	: >"$job.check"
	judge_state
	case $status in
	"$want")
		test "$state" = new || complain "said to be stored" ;;
	2)	test -s "$job.err" || complain "silent"
		# A sheet that could not be moved is stored, and said to be.
		case $state:$(grep -c '^fu-case: ind/' "$job.err") in
		old:*)	judge_no_twin ;;
		new:0)	complain "failed but changed" ;;
		esac ;;
	137)	;;
	*)	complain "exit status" ;;
	esac
	test ! -s "$job.out" || complain "says something"
	judge_twins "$state"
	judge_again "$@"
}

# --------------------------------------------------------------- sweeps --

fresh () {
	rm -rf "$w"
	cp -r "$base" "$w"
}

# points: what to disturb: a call and which one of its kind.  Of the calls
# since the register was opened: those that change something or wait; or those
# that concern our files.
points () {
	awk -v which="$1" -v top="$w" '
	{
		call = $0
		sub(/\(.*/, "", call)
		nth[call]++
	}
	/AT_FDCWD[^,]*, "reg"/ { open = 1 }
	!open || call ~ /^(mmap|brk|munmap|mprotect|\+|rt_|---)/ { next }
	which == "every" { print call, nth[call] }
	which == "change" && (/O_CREAT/ || call ~ \
	    /^(write|f?(data)?sync|unlink|rename|link|mkdir|fchmod|flock|exit_)/) {
		print call, nth[call]
	}
	which == "ours" && index($0, top) && !/AT_FDCWD<[^>]*>, "\// &&
	    call !~ /^(flock|exit_group|fstatfs|.*xattr|ioctl|getdents64)$/ {
		print call, nth[call]
	}' "$job.trace"
}

# disturb FAULT WHICH COMMAND...
disturb () {
	fault=$1
	points "$2" >"$job.points"
	shift 2
	while read -r call nth
	do
		fresh
		(cd "$w" && exec strace -qq -o "$job.again" -e trace="$call" \
		    -e "inject=$call:$fault:when=$nth" "$@" >"$job.out" \
		    2>"$job.err")
		status=$?
		total=$((total + 1))
		judge "$@"
	done <"$job.points"
}

# sweep JOB TITLE EXIT TWINS ERRORS COMMAND...: one line of TAP, unnumbered
sweep () {
	job=$dir/$1 title=$2 want=$3 twins=$4 errors=$5
	shift 5
	w=$job.w done=$job.done total=0
	: >"$job.bad"
	fresh
	old=$(view "$w")
	(cd "$w" && strace -qq -y -o "$job.trace" "$@" >"$job.out" \
	    2>"$job.err")
	test $? = "$want" || echo "# undisturbed:" >>"$job.bad"
	cp -r "$w" "$done"
	new=$(view "$w") final=$(files "$w")
	echo "$final" >"$done.files"
	test "$old" != "$new" || echo "# changes nothing" >>"$job.bad"
	disturb signal=SIGKILL "${EVERY:-change}" "$@"
	for error in $errors
	do
		disturb "error=$error" "${way:-change}" "$@"
	done
	if test -s "$job.bad"
	then
		head -40 "$job.bad"
		echo "not ok $title: $total faults"
	else
		echo "ok $title: $total faults"
	fi >"$job.result"
}

base=$dir/base
make_base "$base" >"$dir/made" 2>&1 || { cat "$dir/made"; exit 2; }
EVERY=${EVERY:+every}
exec 3>&2 2>"$dir/shell.err"
{
	sweep 1 "all or none" 0 rejected "EIO ENOSPC" \
	    "$fu" import -q -C reg --template trivsel good/a.csv good/b.csv
	sweep 2 "set" 0 rejected "EIO ENOSPC" \
	    "$fu" set -C reg rating case_id=S-0001 date=2026-11-20 \
	    scale=trivsel rater=child value=9
	way=ours
	sweep 3 "all or none, all that is ours" 0 rejected EIO \
	    "$fu" import -q -C reg --template trivsel good/a.csv good/b.csv
} &
{
	sweep 4 "partial" 1 rejected "EIO ENOSPC" \
	    "$fu" import -q -C reg --template trivsel --partial a.csv b.csv \
	    c.csv
	sweep 5 "inbox" 1 none "EIO ENOSPC" \
	    "$fu" import -q -C reg --template trivsel --inbox ind
	sweep 6 "partial inbox" 1 ind/rejected "" \
	    "$fu" import -q -C reg --template trivsel --partial --inbox ind
} &
wait
exec 2>&3
for result in "$dir"/?.result
do
	while read -r line
	do
		case $line in
		"ok "*) report 0 "${line#ok }" ;;
		"not ok "*) report 1 "${line#not ok }" ;;
		*) echo "$line" ;;
		esac
	done <"$result"
done

# --------------------------------------------------------- other faults --

# All calls cut short or interrupted: the same.  A sanitizer wants to be loaded
# first, but has nothing against this one.
w=$dir/short.w title=short twins=rejected
fresh
old=$(view "$w")
if test -n "$SHORTWRITE"
then
	cp -r "$w" "$dir/long.w"
	(
		ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0
		cd "$w" && LD_PRELOAD=$SHORTWRITE "$fu" import -q -C reg \
		    --template trivsel --partial a.csv b.csv c.csv
	) >"$dir/out" 2>"$dir/err.short"
	short=$?
	(cd "$dir/long.w" && "$fu" import -q -C reg --template trivsel \
	    --partial a.csv b.csv c.csv) >"$dir/out" 2>"$dir/err.long"
	test "$short" = $? && cmp "$dir/err.short" "$dir/err.long" &&
	    test "$(files "$w")" = "$(files "$dir/long.w")" &&
	    diff -r "$w/rejected" "$dir/long.w/rejected"
	report $? "short and interrupted calls: the same"
else
	skip "short and interrupted calls" "no shortwrite.so"
fi

# refused TITLE TEXT: what was done in $w stored nothing, left no twin, said so.
refused () {
	test "$status" = 2 && grep -q "$2" "$w/err" &&
	    test "$(view "$w")" = "$old" && test -z "$(ls "$w/twins")" &&
	    "$fu" check -C "$w/reg" >"$dir/out" 2>&1
	told=$?
	test "$told" = 0 || { echo "# exit $status"; sed 's/^/# /' "$w/err"; }
	report "$told" "$1"
}

# mounted SIZE OPTION: with the folder for twins on a disk of its own; one of 4k
# is filled before.
cat >"$dir/mounted.sh" <<'SHELL'
cd "$1" && mount -t tmpfs -o size="$2" tmpfs twins || exit 77
test "$2" = 1m || head -c 3000 /dev/zero >twins/other 2>err
test -z "$3" || mount -o remount,"$3" twins || exit 77
"$4" import -q -C reg --template trivsel --partial --rejects twins a.csv \
    >out 2>err
status=$?
rm -f twins/other
ls twins >left
exit $status
SHELL

mounted () {
	fresh
	mkdir "$w/twins"
	$own sh "$dir/mounted.sh" "$w" "$1" "$2" "$fu"
	status=$?
	cp "$w/left" "$dir/left" 2>"$dir/have.err"
}

mkdir "$dir/disk"
if unshare -m mount -t tmpfs tmpfs "$dir/disk" 2>"$dir/have.err"
then
	own="unshare -m"
elif unshare -Urm mount -t tmpfs tmpfs "$dir/disk" 2>"$dir/have.err"
then
	own="unshare -Urm"
else
	own=
fi
if test -n "$own"
then
	mounted 4k ""
	refused "no room for the twin: nothing stored" "No space left"
	test ! -s "$dir/left"
	report $? "no room for the twin: none is left"
	mounted 1m ro
	refused "twins to a read-only disk: nothing stored" \
	    "Read-only file system"
else
	skip "no room for the twin, a read-only disk" "no mount"
fi
fresh
: >"$w/file"
mkdir "$w/twins"
(cd "$w" && "$fu" import -q -C reg --template trivsel --partial \
    --rejects file/twins a.csv >out 2>err)
status=$?
refused "no folder for twins: nothing stored" "Not a directory"
finish

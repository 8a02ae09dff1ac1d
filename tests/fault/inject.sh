#!/bin/sh
# Every system call that touches a register fails once, in every way, at each of
# its calls; and a signal ends the program there.  Whatever happens: what is in
# the register afterwards is all of the transaction or nothing of it, what was
# acknowledged is there, what was said to have failed is not, and no failure is
# silent.  Also twice: with the disk full, a second fault hits the undoing.
# shellcheck disable=SC2317 # the judges are called by name
. "${0%/*}/tap"
can_trace || skip_all "no strace"

log=log/2026-01.tsv
faults='error=EIO error=ENOSPC error=EDQUOT error=EINTR error=ENOMEM
signal=SIGKILL signal=SIGTERM'
few='error=EIO error=EINTR signal=SIGKILL'

# Paths whose calls count: not the loader's, not standard output.
paths () {
	for file in "" /.fu-lock /.fu-journal /log /log/2026-01.tsv \
	    /register.tsv /ratings.tsv /meetings.tsv /notes.tsv \
	    /.fu-new.ratings.tsv /.fu-old.ratings.tsv \
	    /.fu-new.meetings.tsv /.fu-old.meetings.tsv
	do
		printf '%s %s ' -P "$1$file"
	done
}

view () {
	"$STORETOOL" "$1" check "$log" 2>"$1.check"
}

# complain REASON: about the run at hand
complain () {
	echo "# $call $fault call $nth: exit $status: $1" >>"$job.bad"
	sed 's/^/#   /' "$job.err" "$job.reg.check" >>"$job.bad"
}

# Nothing but tables, for what stands beside them means nothing any more.
tidy () {
	for beside in "$job.reg"/.fu-new.* "$job.reg"/.fu-old.*
	do
		test ! -e "$beside" || complain "left: ${beside##*/}"
	done
}

# What a run may leave, by its exit status.
judge () {
	: >"$job.reg.check"
	after=$(view "$job.reg") || complain "check fails afterwards"
	tidy
	case $status in
	0)	grep -q '^ok$' "$job.out" || complain "silent"
		test "$after" = "$new" || complain "acknowledged but lost" ;;
	2)	test -s "$job.err" || complain "silent"
		test "$after" = "$old" || complain "failed but changed" ;;
	137 | 143)
		test "$after" = "$old" || test "$after" = "$new" ||
			complain "half"
		! grep -q '^ok$' "$job.out" || test "$after" = "$new" ||
			complain "acknowledged but lost" ;;
	*)	complain "exit status" ;;
	esac
}

# One fault only: then it was undone at once, but for a failed fsync, after
# which the journal stays; the first $early ones come before it.  Somebody must
# be able to take away what is left.
judge_once () {
	journal=no
	test ! -e "$job.reg/.fu-journal" || journal=yes
	: >"$job.reg.check"
	case $status:$call:$journal in
	2:unlinkat:* | 2:openat:* | *:yes) ;;
	2:*)	tidy ;;
	esac
	judge
	case $status:$call:$nth:$fault in
	*:error=EINTR | 2:fsync:["$early"]:*) want=no ;;
	2:fsync:* | 2:fdatasync:*) want=yes ;;
	2:*) want=no ;;
	*) want=$journal ;;
	esac
	test "$journal" = "$want" || complain "journal: $journal"
}

# A register that is being made is there or can be made.
judge_make () {
	: >"$job.reg.check"
	if test "$status" = 0
	then
		grep -q '^ok$' "$job.out" || complain "silent"
	else
		test "$status" != 2 || test -s "$job.err" || complain "silent"
		view "$job.reg" >"$job.out" 2>&1 ||
			"$STORETOOL" "$job.reg" make >"$job.out" \
			    2>"$job.reg.check" || complain "stuck"
	fi
	after=$(view "$job.reg") || complain "check fails afterwards"
	test "$after" = "$new" || complain "wrong"
}

judge_read () {
	case $status in
	0)	test "$(cat "$job.out")" = "$seen" || complain "wrong" ;;
	2)	test -s "$job.err" || complain "silent" ;;
	137 | 143) ;;
	*)	complain "exit status" ;;
	esac
	diff -r "$job.reg" "$base" >"$job.reg.check" || complain "written"
}

# run COMMAND OPTION...: under strace with these options
run () {
	command=$1
	shift
	rm -rf "$job.reg"
	test "$command" = make || cp -r "$base" "$job.reg"
	# shellcheck disable=SC2046 # words on purpose
	strace -qq -o "$job.trace" $(paths "$job.reg") "$@" \
	    "$STORETOOL" "$job.reg" "$command" <"$dir/in" \
	    >"$job.out" 2>"$job.err"
	status=$?
}

# sweep TITLE COMMAND FAULTS JUDGE OPTION...: one line of TAP, unnumbered
sweep () {
	title=$1 what=$2 ways=$3 judge=$4 job=$dir/$5
	shift 5
	: >"$job.bad"
	run "$what" "$@"
	sed 's/(.*//' "$job.trace" | sort | uniq -c >"$job.calls"
	total=0
	while read -r count call
	do
		# strace takes one fault for a call, not two.
		case "$*" in
		*"inject=$call:"*) continue ;;
		esac
		for fault in $ways
		do
			nth=1
			while test "$nth" -le "$count"
			do
				run "$what" "$@" -e "trace=all" \
				    -e "inject=$call:$fault:when=$nth"
				total=$((total + 1))
				$judge
				nth=$((nth + 1))
			done
		done
	done <"$job.calls"
	if test -s "$job.bad" || test "$total" = 0
	then
		head -40 "$job.bad"
		echo "not ok $title: $total faults"
	else
		echo "ok $title: $total faults"
	fi >"$job.result"
}

# A shell tells of children that were killed: to a file.
exec 3>&2 2>"$dir/shell.err"

"$STORETOOL" "$dir/base" make >"$dir/made"
new=$(view "$dir/base")
base=$dir/none
: >"$dir/in"
sweep "make" make "$few" judge_make j1 &

base=$dir/base
rows one >"$dir/in.one"
"$STORETOOL" "$base" append <"$dir/in.one" >"$dir/made"
seen=$("$STORETOOL" "$base" snap)
sweep "read" snap "$few" judge_read j2
wait

# sweeps TITLE LAST JOB: of the command that changes what $dir/in says, whose
# last row is its write number LAST
# shellcheck disable=SC2046 # words on purpose
sweeps () {
	name=$1 last=$2 at=$3
	old=$(view "$base")
	cp -r "$base" "$dir/full.$at"
	"$STORETOOL" "$dir/full.$at" append <"$dir/in" >"$dir/made"
	new=$(view "$dir/full.$at")
	sweep "$name" append "$faults" judge_once "$at.1" &
	# Killed before its last row: now the next run, that heals.
	(
		cp -r "$base" "$dir/hot.$at"
		strace -qq -o "$dir/trace" $(paths "$dir/hot.$at") \
		    -e "inject=write:signal=SIGKILL:when=$last" \
		    "$STORETOOL" "$dir/hot.$at" append <"$dir/in" >"$dir/made"
		test -s "$dir/hot.$at/.fu-journal" || echo "not hot" >&3
		base=$dir/hot.$at
		sweep "$name: read what was killed" snap "$few" judge_read \
		    "$at.2"
		sweep "$name: recover" append "$few" judge "$at.3"
		base=$dir/base new=$old
		sweep "$name: disk full, then" append "$few" judge "$at.4" \
		    -e "inject=write:error=ENOSPC:when=$last"
	)
	wait
}

# The next one extends three files and makes one; or it replaces two.
early=1
{ rows two; printf 'notes.tsv\ttwo\n'; } >"$dir/in"
sweeps "append" 4 j3
early=1234
changes two >"$dir/in"
sweeps "replace" 5 j4
exec 2>&3

for result in "$dir"/j*.result
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
finish

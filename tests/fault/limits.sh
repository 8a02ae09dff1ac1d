#!/bin/sh
# Where there is no room, no right, or no safe ground.
# shellcheck disable=SC2317 # functions called by name
. "${0%/*}/tap"

# fails TITLE TEXT COMMAND...: exit status 2, saying so
fails () {
	title=$1 text=$2
	shift 2
	"$@" <"$dir/in" >"$dir/out" 2>"$dir/err"
	got=$?
	test "$got" = 2 && grep -q "$text" "$dir/err"
	told=$?
	test "$told" = 0 || { echo "# exit $got"; sed 's/^/# /' "$dir/err"; }
	report "$told" "$title"
}

unchanged () {
	test ! -e "$1/.fu-journal" &&
	"$STORETOOL" "$1" check log/2026-01.tsv >"$dir/after" 2>&1 &&
	cmp -s "$dir/before" "$dir/after" && test ! -e "$1/.fu-journal"
	report $? "$2"
}

# tidy REGISTER TITLE: nothing stands beside its tables
tidy () {
	find "$1" -name '.fu-*' ! -name .fu-lock >"$dir/left"
	sed 's/^/# /' "$dir/left"
	test ! -s "$dir/left"
	report $? "$2"
}

reg=$dir/reg
"$STORETOOL" "$reg" make >"$dir/out"
rows one >"$dir/in"
"$STORETOOL" "$reg" append <"$dir/in" >"$dir/out"
"$STORETOOL" "$reg" check log/2026-01.tsv >"$dir/before"

# ulimit -f: the unit is 512 or 1024 bytes, whichever shell this is.
i=0
while test "$i" -lt 300
do
	rows "many$i"
	i=$((i + 1))
done >"$dir/many"
cp "$dir/many" "$dir/in"
limited () {
	(ulimit -f 2; "$STORETOOL" "$reg" append)
}
fails "file size limit: refused" "File too large" limited
unchanged "$reg" "file size limit: nothing stored"

# The same where a table is replaced: nothing was begun.
sed 's/^r/=r/' "$dir/many" >"$dir/in"
fails "file size limit: correction refused" "/ratings.tsv.*File too large" \
    limited
unchanged "$reg" "file size limit: nothing replaced"
tidy "$reg" "file size limit: nothing left beside"

# Standard output is not the register.
rows full >"$dir/in"
if test -c /dev/full && test -w /dev/full
then
	to_full () {
		"$STORETOOL" "$reg" append >/dev/full
	}
	fails "answer to a full device: said so" "stored, but" to_full
	"$STORETOOL" "$reg" snap >"$dir/after" &&
		test "$(grep -c full- "$dir/after")" = 5
	report $? "answer to a full device: stored"
else
	skip "answer to a full device" "no /dev/full"
fi

# A disk that fills up, in a mount of our own.
cat >"$dir/disk.sh" <<'END'
set -eu
tool=$1 top=$2
mount -t tmpfs -o size=96k tmpfs "$top/disk"
"$tool" "$top/disk/reg" make >/dev/null
: >"$top/acks"
i=0
while test "$i" -lt 200
do
	i=$((i + 1))
	sed "s/many/b$i./" "$top/many" >"$top/batch"
	"$tool" "$top/disk/reg" append <"$top/batch" >/dev/null \
	    2>"$top/disk.err" || break
	echo "b$i." >>"$top/acks"
done
find "$top/disk/reg" -name '.fu-*' ! -name .fu-lock >"$top/disk.left"
"$tool" "$top/disk/reg" snap log/2026-01.tsv >"$top/disk.before"
# There is room for a row, and none for a table beside its old one.
sed -n '/^ratings/s/^/=/p' "$top/disk.before" >"$top/batch"
! "$tool" "$top/disk/reg" append <"$top/batch" >/dev/null \
    2>"$top/replace.err"
find "$top/disk/reg" -name '.fu-*' ! -name .fu-lock >>"$top/disk.left"
"$tool" "$top/disk/reg" check log/2026-01.tsv >"$top/disk.after"
test ! -e "$top/disk/reg/.fu-journal"
mount -o remount,bind,ro "$top/disk"
"$tool" "$top/disk/reg" snap log/2026-01.tsv >"$top/ro.after"
! "$tool" "$top/disk/reg" append <"$top/batch" >/dev/null 2>"$top/ro.err"
END
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
	$own sh "$dir/disk.sh" "$STORETOOL" "$dir" 2>"$dir/err" ||
		sed 's/^/# /' "$dir/err" "$dir/disk.err"
	grep -q "No space left" "$dir/disk.err"
	report $? "full disk: refused after $(wc -l <"$dir/acks") batches"
	whole "$dir/disk.after" && sed -n 's/^log.*	//p' "$dir/disk.after" |
		sed 's/\..*/./' | uniq | cmp - "$dir/acks"
	report $? "full disk: all before it is there, nothing of that one"
	grep -q "/ratings.tsv: error: No space left" "$dir/replace.err" &&
		cmp "$dir/disk.before" "$dir/disk.after"
	report $? "full disk: a table is not replaced"
	test ! -s "$dir/disk.left"
	report $? "full disk: nothing left beside the tables"
	cmp "$dir/disk.after" "$dir/ro.after"
	report $? "read-only disk: can be read"
	grep -q "Read-only file system" "$dir/ro.err"
	report $? "read-only disk: cannot be written"
else
	skip "full disk, read-only disk" "no mount"
fi

# Somebody who may only read: another user, or this one without the right.
chmod 755 "$dir"
cp "$STORETOOL" "$dir/tool"
chmod 755 "$dir/tool" "$reg" "$reg/log"
chmod 644 "$reg"/*.tsv "$reg"/log/*.tsv "$reg/.fu-lock"
"$STORETOOL" "$reg" snap log/2026-01.tsv >"$dir/before"
rows other >"$dir/in"
if test "$(id -u)" != 0
then
	chmod 555 "$reg" "$reg/log"
	chmod 444 "$reg"/*.tsv "$reg"/log/*.tsv "$reg/.fu-lock"
	other="env --"
elif have setpriv
then
	other="setpriv --reuid 65534 --regid 65534 --clear-groups"
else
	other=
fi
as_other () {
	$other "$dir/tool" "$@"
}
# reads TITLE
reads () {
	as_other "$reg" snap log/2026-01.tsv >"$dir/after" 2>"$dir/err"
	cmp "$dir/before" "$dir/after" && test ! -s "$dir/err"
	report $? "$1"
}
if test -n "$other" && as_other "$reg" snap >"$dir/out" 2>"$dir/err"
then
	reads "a user who may read: reads"
	fails "a user who may read: cannot write" "Permission denied" \
	    as_other "$reg" append
	chmod 0 "$reg/.fu-lock"
	reads "a user without right to the lock file: reads"
	rm -f "$reg/.fu-lock" 2>"$dir/have.err" && test ! -e "$reg/.fu-lock" &&
	    reads "no lock file: reads"
	chmod 0 "$reg/ratings.tsv"
	fails "a user without right to a table: told which" \
	    "/ratings.tsv: error: Permission denied" as_other "$reg" snap
else
	skip "a user who may only read" "no other user"
fi

# Whose a table is when somebody else corrected it.
if have setpriv && test "$(id -u)" = 0
then
	cp -r "$reg" "$dir/shared"
	chgrp -R 65534 "$dir/shared"
	chmod -R g+rwX,o=rwX "$dir/shared"
	echo "=ratings.tsv	mine" >"$dir/in"
	as_member () {
		setpriv --reuid 65533 --regid "$1" --clear-groups \
		    "$dir/tool" "$dir/shared" append
	}
	before=$(stat -c '%a %g' "$dir/shared/ratings.tsv")
	as_member 65534 <"$dir/in" >"$dir/out" 2>"$dir/err"
	report $? "a table of another member of the group: corrected"
	test "$(stat -c '%a %g' "$dir/shared/ratings.tsv")" = "$before"
	report $? "and still the group's"
	chown 0:0 "$dir/shared/ratings.tsv"
	fails "a table that its owner would lose: refused" \
	    "/ratings.tsv: error: belongs to somebody else" as_member 65534
	chgrp 65534 "$dir/shared/ratings.tsv"
	chmod 646 "$dir/shared/ratings.tsv"
	fails "a table that its group may not write to: refused" \
	    "/ratings.tsv: error: Permission denied" as_member 65534
	tidy "$dir/shared" "nothing left beside"
else
	skip "a table of somebody else" "not root"
fi

# A network drive, by making the kernel say so.
if can_trace
then
	chmod -R u+rwX "$reg"
	for magic in 424d53ff 424d53fe 69690000 97190201
	do
		rows "$magic" >"$dir/in"
		strace -qq -o "$dir/trace" -e trace=fstatfs \
		    -e "inject=fstatfs:poke_exit=@arg2=$magic" \
		    "$STORETOOL" "$reg" append <"$dir/in" >"$dir/out" \
		    2>"$dir/err" && grep -q '^ok$' "$dir/out" &&
		    test "$(grep -c 'warning: is on a network' "$dir/err")" = 1
		report $? "network drive $magic: a warning"
	done
	"$STORETOOL" "$reg" check log/2026-01.tsv >"$dir/before"
	echo "=ratings.tsv	new" >"$dir/in"
	for error in EPERM EOPNOTSUPP ENOSYS EMLINK
	do
		fails "no hard links: $error" \
		    "/ratings.tsv: error: cannot be corrected on this disk" \
		    strace -qq -o "$dir/trace" -e trace=linkat \
		    -e "inject=linkat:error=$error" "$STORETOOL" "$reg" append
	done
	unchanged "$reg" "no hard links: nothing changed"
	tidy "$reg" "no hard links: nothing left beside"
else
	skip "network drives" "no strace"
fi
finish

#!/bin/sh
# The same files and the same answers when every read and write is cut short or
# interrupted.  $SHORTWRITE is shortwrite.c built as a shared object; without it
# $CC builds one.
. "${0%/*}/tap"
so=${SHORTWRITE:-$dir/shortwrite.so}
case $so in
/*) ;;
*) so=$PWD/$so ;;
esac
if test -z "${SHORTWRITE:-}"
then
	${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -O2 -fPIC -shared -o "$so" \
	    "${0%/*}/shortwrite.c" 2>"$dir/have.err" ||
		skip_all "no shortwrite.so and no compiler"
fi
# A sanitizer wants to be loaded first, but has nothing against this one.
ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0

# all NAME COMMAND...: the same things with and without
all () {
	name=$1
	shift
	rows one >"$dir/in.one"
	i=0
	while test "$i" -lt 30
	do
		rows "two$i"
		i=$((i + 1))
	done >"$dir/in.two"
	{
		"$@" "$dir/$name" make &&
		"$@" "$dir/$name" append <"$dir/in.one" &&
		"$@" "$dir/$name" append <"$dir/in.two" &&
		printf half >>"$dir/$name/ratings.tsv" &&
		printf half >"$dir/$name/notes.tsv" &&
		cp "$dir/journal" "$dir/$name/.fu-journal" &&
		"$@" "$dir/$name" snap &&
		"$@" "$dir/$name" check log/2026-01.tsv
	} >"$dir/$name.out" 2>&1
}

# Of a writer that was killed: 712 is the length before it.
printf '712\tratings.tsv\n-1\tnotes.tsv\ncrc %s\n' eb20b25d >"$dir/journal"
all plain "$STORETOOL"
report $? "as it is"
all short env LD_PRELOAD="$so" "$STORETOOL"
report $? "with short and interrupted calls"
cmp "$dir/plain.out" "$dir/short.out"
report $? "the same answers"
rm -f "$dir/plain/.fu-lock" "$dir/short/.fu-lock"
diff -r "$dir/plain" "$dir/short"
report $? "the same files"
finish

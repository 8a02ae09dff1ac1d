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
	sed -n 's/^r/=r/p' "$dir/in.two" >"$dir/in.three"
	{
		"$@" "$dir/$name" make &&
		"$@" "$dir/$name" append <"$dir/in.one" &&
		"$@" "$dir/$name" append <"$dir/in.two" &&
		"$@" "$dir/$name" append <"$dir/in.three" &&
		printf half >>"$dir/$name/ratings.tsv" &&
		printf half >"$dir/$name/notes.tsv" &&
		mv "$dir/$name/meetings.tsv" \
		    "$dir/$name/.fu-old.meetings.tsv" &&
		printf 'row\nother\n' >"$dir/$name/meetings.tsv" &&
		cp "$dir/journal" "$dir/$name/.fu-journal" &&
		"$@" "$dir/$name" snap &&
		"$@" "$dir/$name" check log/2026-01.tsv
	} >"$dir/$name.out" 2>&1
}

# Of a writer that was killed, with the lengths before it.
printf '694\tratings.tsv\n476\tmeetings.tsv\treplaced\n-1\tnotes.tsv\ncrc %s\n' \
    860098af >"$dir/journal"
all plain "$STORETOOL"
report $? "as it is"
test "$(wc -c <"$dir/plain/meetings.tsv")" = 476
report $? "what was replaced is back"
all short env LD_PRELOAD="$so" "$STORETOOL"
report $? "with short and interrupted calls"
cmp "$dir/plain.out" "$dir/short.out"
report $? "the same answers"
rm -f "$dir/plain/.fu-lock" "$dir/short/.fu-lock"
diff -r "$dir/plain" "$dir/short"
report $? "the same files"
finish

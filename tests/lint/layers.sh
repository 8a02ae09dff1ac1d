#!/bin/sh
# layers.sh: a source file includes only its own layer and those that
# layers.txt allows it; folders that layers.txt does not name, and includes
# that go around it through "..", are refused.
set -u
top=$(cd "${0%/*}/../.." && pwd) || exit 2
cd "$top" || exit 2
rules=tests/lint/layers.txt

layer_of () {
	case $1 in
	lib/*/*) layer=${1#lib/}; echo "${layer%%/*}" ;;
	lib/*) echo "lib" ;;
	cmd/*) echo cmd ;;
	esac
}

find lib cmd -name '*.[ch]' | sort | while read -r file
do
	layer=$(layer_of "$file")
	allowed=$(sed -n "s/^$layer://p" $rules)
	grep -q "^$layer:" $rules || {
		echo "$file: layers.txt does not name $layer"
		continue
	}
	sed -n 's/^[ 	]*#[ 	]*include[ 	]*"\([^"]*\)".*/\1/p' "$file" |
	while read -r included
	do
		case $included in
		*..*) echo "$file: \"$included\" goes around the layers" ;;
		*/*)
			test -e "lib/$included" ||
			    echo "$file: there is no lib/$included"
			case " $layer $allowed " in
			*" ${included%%/*} "*) ;;
			*) echo "$file: $layer must not include $included" ;;
			esac ;;
		*)
			test "$layer" = cmd ||
			    echo "$file: \"$included\" is not named by layer" ;;
		esac
	done
done >"${TMPDIR:-/tmp}/layers.$$"
cat "${TMPDIR:-/tmp}/layers.$$" >&2
test ! -s "${TMPDIR:-/tmp}/layers.$$"
status=$?
rm -f "${TMPDIR:-/tmp}/layers.$$"
exit $status

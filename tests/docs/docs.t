# The manual pages say what the programs do: name, commands, options, usage,
# and what their examples print.
. "${FU_SOURCE:?}/tests/lib.sh"
pages=${PAGES:-$FU_SOURCE/man}

# rendered PAGE [OPTION...]: as text, in lines as long as mandoc makes them.
rendered () {
	page=$1
	shift
	mandoc -T utf8 -O width=999 "$@" "$page" | col -bx
}

# usages PROGRAM [COMMAND]: its usage line, as the synopsis has it.
usages () {
	"$@" --help >help || return
	sed -n '1s/^usage: //p' help
}

# options: of the help on standard input, as the manual has them.
options () {
	sed -n 's/^  *\(-.*\)/\1/p' | sed 's/  .*//; s/ *$//'
}

# documented SECTION FILE: the options of a section in a rendered page; a short
# one has its text behind it.
documented () {
	awk -v section="$1" '
	/^   [^ ]/ || /^[^ ]/ { inside = $0 == section }
	inside && /^ *-/ { sub(/^ */, ""); print }' "$2" |
	    sed 's/^\(-.\) [^,]*,/\1,/; s/  .*//; s/ *$//'
}

# compare TEXT EXPECTED FILE
compare () {
	diff -u "$2" "$3" >diff.out
	differ=$?
	sed 's/^/# /' diff.out
	report $differ "$1"
}

# check_command PROGRAM COMMAND
check_command () {
	usages "$1" "$2" >>usage
	options <help >have
	documented "   $2" page >said
	# Those that every command has may be said once, before them all.
	if ! cmp -s have said
	then
		{ documented DESCRIPTION page; cat said; } >both
		mv both said
	fi
	compare "$1 $2: the options of --help, in their order" have said
	grep -q . have
	report $? "$1 $2: has options"
}

# check_program PROGRAM
check_program () {
	rendered "$pages/$1.1" >page
	rendered "$pages/$1.1" -h | sed '/^ *$/d; s/^ *//; s/  *$//' >synopsis
	usages "$1" >usage
	sed -n "s/^$1: //p" help >about
	sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' help >commands
	sed -n 's/^\.Nd //p' "$pages/$1.1" >named
	compare "$1: .Nd is what --help says" about named
	sed -n '/^\.Sh DESCRIPTION/,/^\.Sh [^D]/s/^\.Ss //p' "$pages/$1.1" \
	    >sections
	compare "$1: a section for every command, in their order" commands \
	    sections
	while read -r command
	do
		check_command "$1" "$command"
	done <commands
	compare "$1: the synopsis is the usage" usage synopsis
}

for page in "$pages"/*.1
do
	check_program "$(basename "$page" .1)"
done

# The examples of fu(7) begin with nothing, those of the others with what fu(7)
# makes.
mkdir start empty
cp -R "$FU_SOURCE/share/demo" start/demo
demo_register start/reg
report $? 'a demo register'
for page in "$pages"/*.[157]
do
	name=${page##*/}
	test -d here && rm -r here
	if test "$name" = fu.7
	then
		cp -R empty here
	else
		cp -R start here
	fi
	(cd here && "$FU_SOURCE/tests/docs/examples.sh" "$page") >printed
	compare "$name: the examples print what the page says" "$page" printed
	test "$name" = fu-hacking.7 || grep -q '^\$ fu-' "$page"
	report $? "$name: has examples"
done
done_

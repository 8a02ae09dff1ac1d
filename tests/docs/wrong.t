# docs.t finds what is wrong in a page: copies of pages are broken, one thing at
# a time.
. "${FU_SOURCE:?}/tests/lib.sh"

# breaks PAGE SED-SCRIPT TEXT: a failure of docs.t holds TEXT.
breaks () {
	test -d pages && rm -r pages
	mkdir pages
	sed "$2" "$FU_SOURCE/man/$1" >"pages/$1"
	cmp -s "$FU_SOURCE/man/$1" "pages/$1"
	test $? = 1
	report $? "$1: a broken copy"
	run "$1 with $2" 1 env PAGES="$PWD/pages" sh "$FU_SOURCE/tests/docs/docs.t"
	has "^not ok .*$3" out
}

breaks fu-score.1 's/^\.Nd calculate/.Nd compute/' '\.Nd'
breaks fu-case.1 's/^\.Ss check/.Ss chek/' 'a section for every command'
breaks fu-case.1 's/^\.It Fl q , Fl -quiet/.It Fl r , Fl -quiet/' \
    'fu-case import: the options'
breaks fu-report.1 's/^\.Op Fl -stale Ar period/.Op Fl -stale Ar days/' \
    'fu-report: the synopsis'
breaks fu-score.1 's/--same-day mean/--same-day low/' 'fu-score\.1: the examples'
done_

# share/completion/fu.bash asks the programs what there is.
. "${FU_SOURCE:?}/tests/lib.sh"

if ! command -v bash >/dev/null
then
	echo '1..0 # SKIP no bash'
	exit 0
fi

# What bash does when TAB is pressed: the words so far, the last one being
# typed; prints what is offered, in one line.
cat >press.bash <<\here
. "$FU_SOURCE/share/completion/fu.bash"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_fu "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
echo "${COMPREPLY[*]}"
here

# offers TEXT EXPECTED WORD...
offers () {
	text=$1
	printf '%s\n' "$2" >expected
	shift 2
	bash press.bash "$@" >out 2>err
	cat err >>out
	diff -u expected out >diff.out
	differ=$?
	sed 's/^/# /' diff.out
	report $differ "$text"
}

offers 'commands' 'init import' fu-case i
offers 'all commands' 'week overview genogram' fu-report ''
offers 'the options of a program' '--help --version --register=' fu-case --
offers 'the options of a command' '--kind=' fu-case import --k
offers 'letters' \
    '-C --register= -t --template= -k --kind= --sheet= -n --dry-run -p --partial --rejects= --inbox= --allow-cpr -q --quiet -h --help' \
    fu-case import -
offers 'an option that takes no value' '--quiet' fu-case import --q
offers 'kinds' 'case coding' fu-case import --kind c
offers 'kinds behind a letter' 'goal' fu-case import -k g
offers 'kinds behind "="' 'rating' fu-case import --kind = ra
offers 'all kinds behind "="' \
    'activity agreement assessment case coding event goal import meeting note rating relation statement status trial wish' \
    fu-case import --kind =
offers 'a kind as an operand' 'meeting' fu-case list me
offers 'templates' 'sager samtale sikkerhedsplan status' fu-case template s
offers 'all templates' 'evaluering feedback fravaer huse initiativ kodning maal minutes netvaerk oensker proeve pulje sager samtale sikkerhedsplan status topi trivsel' \
    fu-case template ''
offers 'a template to import by' 'topi' fu-case import --template to
offers 'a template behind "="' 'maal' fu-case import --template = ma
offers 'a sheet of a workbook, which nobody knows' '' \
    fu-case import --sheet t
offers 'a field to correct' 'worker=' fu-case set case S-0001 w
offers 'a folder' '' fu-case import --inbox nowhere
offers 'a file to import, which bash completes' '' fu-case import n
offers 'formats' 'json jsonl' fu-case list -O j
xlsx=
fu-case --version | grep -q '^libxlsxwriter ' && xlsx=' xlsx'
offers 'all formats' "tsv csv excel json jsonl text md html$xlsx" \
    fu-report week --format ''
offers 'words' 'da en' fu-case list --lang ''
offers 'words behind "="' 'mean' fu-score progress --same-day = m
offers 'conditions' 'case_id= context= comment=' fu-case list rating c
offers 'conditions of another kind' 'team=' fu-case list -O csv case te
offers 'conditions behind -w' 'rater=' fu-score progress -w r
offers 'fields to add' 'date= due= done_on=' fu-case add agreement d
offers 'columns' 'team' fu-case list case -s te
offers 'a second column' 'case_id,team' fu-case list case -s case_id,te
offers 'columns of ratings' 'date' fu-score progress --sort d
offers 'a folder, which bash completes' '' fu-case list -C r
offers 'a file, which bash completes' '' fu-case list case -o r
offers 'a value that is free' '' fu-report week --week 2
offers 'what is no command' '' fu-case frobnicate c
offers 'the value of a condition' '' fu-case list case team = N

fu-case init reg
mkdir reg/kinds
tsv >reg/kinds/hobby.tsv <<\here
field | type | required | key
hobbies | table | |
hobby_id | id | yes | yes
here
offers 'the columns of what is due' 'trigger= trigger_date=' \
    fu-meeting due -C reg -w tr
offers 'columns of the case' 'team' fu-meeting due -C reg --with te
offers 'columns of the case, beside ratings' 'team' fu-score progress --with te
offers 'a kind behind an option' 'note' fu-case add -C reg n
offers 'a kind of the register' 'hobby' fu-case list -C reg hob
offers 'its fields' 'hobby_id=' fu-case list -C reg hobby hob
offers 'the register behind "="' 'hobby' fu-case list --register = reg hob

run 'every program has it' 0 bash -c \
    '. "$FU_SOURCE/share/completion/fu.bash"; complete -p fu-case fu-meeting fu-report fu-score'
is out <<\here
complete -o default -F _fu fu-case
complete -o default -F _fu fu-meeting
complete -o default -F _fu fu-report
complete -o default -F _fu fu-score
here
done_

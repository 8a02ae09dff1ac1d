# One completion for all fu programs.  It knows none of their commands, options,
# kinds or columns: it asks the programs themselves, so that it cannot be wrong
# about them.

# What an option takes, and what --help says of it: "da|en  the language ...".
# Nothing if it takes no value.  $_fu_help is the help.
_fu_argument () {
	case $1 in
	--*)
		sed -n "s/^  .*$1=//p" <<<"$_fu_help"
		;;
	-?)
		sed -n "s/^  $1, --[a-z-]*=//p" <<<"$_fu_help"
		;;
	esac
}

# _fu_names [KIND]: the kinds that there are, or the columns of one.  What
# fu-meeting prints is of no kind: it is asked for the header, of a day on which
# nothing was due.
_fu_names () {
	if [[ $# == 1 && -z $1 ]]
	then
		"$_fu_program" "$_fu_command" --as-of 0001-01-01 \
		    ${_fu_register:+-C "$_fu_register"} 2>/dev/null |
		    tr '\t' '\n'
		return
	fi
	"${_fu_program%fu-*}fu-case" kinds -O tsv \
	    ${_fu_register:+-C "$_fu_register"} "$@" 2>/dev/null |
	    sed '1d; s/	.*//'
}

# The templates that there are.
_fu_templates () {
	"${_fu_program%fu-*}fu-case" template -O tsv \
	    ${_fu_register:+-C "$_fu_register"} 2>/dev/null |
	    sed '1d; s/	.*//'
}

# Offers those of the words on standard input that begin as $_fu_word does.
_fu_offer () {
	local one
	while read -r one
	do
		[[ $one == "$_fu_word"* ]] && COMPREPLY+=("$one")
	done
	# No blank behind "--kind=" or "team=".
	[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] &&
	    compopt -o nospace 2>/dev/null
}

# The same for the value of an option, of which $1 is the argument.  Without an
# offer bash completes names of files.
_fu_offer_value () {
	local name=${1%%  *} list=
	case $name in
	*\|*)
		_fu_offer < <(tr '|' '\n' <<<"$name")
		;;
	format)
		_fu_offer < <(sed 's/^format *//; s/, */ /g; s/ or / /' \
		    <<<"$1" | tr ' ' '\n')
		;;
	kind)
		_fu_offer < <(_fu_names)
		;;
	name)
		[[ $1 == *'fu-case template'* ]] &&
		    _fu_offer < <(_fu_templates)
		;;
	condition)
		_fu_offer < <(_fu_names "$_fu_kind" | sed 's/$/=/')
		;;
	columns)
		[[ $_fu_word == *,* ]] && list=${_fu_word%,*},
		[[ $1 == *'of the case'* ]] && _fu_kind=case
		_fu_offer < <(_fu_names "$_fu_kind" | sed "s/^/$list/")
		;;
	dir)
		compopt -o dirnames 2>/dev/null
		;;
	esac
}

# Reads the words before the one that is typed: the command, its first operand,
# the register.
_fu_read_words () {
	local i argument
	for ((i = 1; i < COMP_CWORD; i++))
	do
		if [[ ${COMP_WORDS[i]} != -?* ]]
		then
			if [[ -z $_fu_command ]]
			then
				_fu_command=${COMP_WORDS[i]}
				_fu_help=$("$_fu_program" "$_fu_command" \
				    --help 2>/dev/null) || return
			elif [[ -z $_fu_kind ]]
			then
				_fu_kind=${COMP_WORDS[i]}
			fi
			continue
		fi
		argument=$(_fu_argument "${COMP_WORDS[i]}")
		[[ -n $argument ]] || continue
		# bash takes "--kind=rating" apart at the "=".
		[[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
		((i++))
		case ${argument%%  *} in
		dir)
			_fu_register=${COMP_WORDS[i]/#\~/$HOME}
			;;
		kind)
			_fu_kind=${COMP_WORDS[i]}
			;;
		esac
	done
}

_fu () {
	local _fu_program=${1/#\~/$HOME} _fu_word=$2 before=$3 argument
	local _fu_command='' _fu_kind='' _fu_register='' _fu_help usage
	COMPREPLY=()
	if [[ $_fu_word == '=' ]]
	then
		_fu_word=
	elif [[ $before == '=' ]]
	then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	_fu_help=$("$_fu_program" --help 2>/dev/null) || return
	_fu_read_words || return
	usage=$(sed -n '1p' <<<"$_fu_help")
	# What calculates without being told of a kind reads ratings.
	[[ $usage == *kind* || $usage == *'[name]' ||
	    $_fu_program == *fu-meeting ]] || _fu_kind=rating
	usage=$(sed 's/\[-[^]]*\]//g' <<<"$usage")

	argument=$(_fu_argument "$before")
	if [[ -n $argument ]]
	then
		_fu_offer_value "$argument"
	elif [[ $_fu_word == -* ]]
	then
		_fu_offer < <(sed -n 's/^  *-\(.*\)/-\1/p' <<<"$_fu_help" |
		    sed 's/  .*//; s/=.*/=/; s/, /\n/')
	elif [[ -z $_fu_command ]]
	then
		_fu_offer < <(sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' \
		    <<<"$_fu_help")
	elif [[ -z $_fu_kind && $usage =~ \ \[?kind\]?(\ |$) ]]
	then
		_fu_offer < <(_fu_names)
	elif [[ -z $_fu_kind && $usage == *'[name]' ]]
	then
		_fu_offer < <(_fu_templates)
	elif [[ -n $_fu_kind && $usage =~ (\[condition|field=) ]]
	then
		_fu_offer < <(_fu_names "$_fu_kind" | sed 's/$/=/')
	fi
}

complete -o default -F _fu fu-case fu-meeting fu-report fu-score

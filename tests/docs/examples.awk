# examples.awk: prints a manual page with what the examples in it print now.
# In the section EXAMPLES, inside a literal display, a line "$ command" is run
# by sh(1) in the working folder; lines "> ..." behind it belong to it; what
# follows up to the next command or the display's end is its output.  A command
# that names a program that is not here is left as it is.

# The page's text as it is read, and the other way round.
function plain(line) {
	gsub(/\\&/, "", line)
	gsub(/\\e/, "\\", line)
	return line
}

function source(line) {
	gsub(/\\/, "\\e", line)
	if (line ~ /[ \t]$/)
		line = line "\\&"
	return line ~ /^[.']/ ? "\\&" line : line
}

function is_here(command,    i, n, tool) {
	n = split("mlr datamash sqlite3 flock", tool, " ")
	for (i = 1; i <= n; i++)
		if (index(command, tool[i]) > 0 &&
		    system("command -v " tool[i] " >/dev/null") != 0)
			return 0
	return 1
}

function quoted(text) {
	gsub(/'/, "'\\''", text)
	return "'" text "'"
}

function run(    line, shell) {
	shell = "sh -c " quoted(command) " 2>&1 </dev/null"
	while ((shell | getline line) > 0)
		print source(line)
	close(shell)
}

# The command is complete when another line than "> ..." comes.
function finish() {
	if (command == "")
		return
	keeping = !is_here(command)
	if (!keeping)
		run()
	command = ""
}

/^\.Sh / {
	examples = /^\.Sh EXAMPLES/
}
examples && /^\.Bd -literal/ {
	literal = 1
	keeping = 1
	print
	next
}
examples && /^\.Ed/ {
	finish()
	literal = 0
}
literal && /^\$ / {
	finish()
	command = plain(substr($0, 3))
	print
	next
}
literal && /^> / && command != "" {
	command = command "\n" plain(substr($0, 3))
	print
	next
}
literal {
	finish()
	if (keeping)
		print
	next
}
{
	print
}

# The table of one job from lines of: tool, wall, user, system, RSS in KB, exit
# status, TAB separated, a line per run.  The ratios are to the first tool
# whose name starts with fu.

BEGIN {
	FS = "\t"
	row = "  %-24s %9s %9s %9s %8s %9s  %s\n"
	printf row, "tool", "median s", "min s", "cpu s", "RSS MB",
	    "ratio", "runs"
}

{
	if (!($1 in runs))
		tool[++tools] = $1
	i = ++runs[$1]
	wall[$1, i] = $2 + 0
	cpu[$1, i] = $3 + $4
	if ($5 > rss[$1])
		rss[$1] = $5 + 0
	if ($6 > 0)
		status[$1] = ", exit " $6
	if (fu == "" && $1 ~ /^fu/)
		fu = $1
}

END {
	base = fu != "" ? median(wall, fu) : 0
	for (i = 1; i <= tools; i++)
		print_tool(tool[i])
}

function print_tool(name,	m, ratio) {
	m = median(wall, name)
	ratio = base > 0 ? sprintf("%.2f", m / base) : "-"
	printf row, name, sprintf("%.2f", m), sprintf("%.2f", least(name)),
	    sprintf("%.2f", median(cpu, name)),
	    sprintf("%.1f", rss[name] / 1024), ratio, runs[name] status[name]
}

function least(name,	i, x) {
	x = wall[name, 1]
	for (i = 2; i <= runs[name]; i++)
		if (wall[name, i] < x)
			x = wall[name, i]
	return x
}

# The median of a[name, 1..runs].
function median(a, name,	i, j, n, v, x) {
	n = runs[name]
	for (i = 1; i <= n; i++) {
		x = a[name, i]
		for (j = i - 1; j > 0 && v[j] > x; j--)
			v[j + 1] = v[j]
		v[j + 1] = x
	}
	return (v[int((n + 1) / 2)] + v[int(n / 2) + 1]) / 2
}

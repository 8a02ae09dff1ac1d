# Sheets of wellbeing rulers as Danish Excel saves them, in the folder dir: with
# ; and decimal commas, CRLF, days as 20-11-2026; two of three are UTF-8 with a
# BOM, the third is Windows-1252.  n sheets with rows rows each, of cases cases.

BEGIN {
	srand(7)
	for (i = 0; i < n; i++) {
		file = sprintf("%s/sheet-%04d.csv", dir, i)
		print_sheet(i, file, i % 3 == 2)
		close(file)
	}
}

function print_sheet(i, file, windows,	r, ae, oe, aa, bom) {
	ae = windows ? "\346" : "\303\246"
	oe = windows ? "\370" : "\303\270"
	aa = windows ? "\345" : "\303\245"
	bom = windows ? "" : "\357\273\277"
	printf "%sSagsnr;Dato;Fase;Trivsel barn;Trivsel mor;Trivsel netv%srk;" \
	    "Trivsel r%sdgiver;N%sste m%sde\r\n", bom, ae, aa, ae, oe >file
	for (r = 0; r < rows; r++)
		printf "K%07d;%s;%s;%s;%s;%s;%s;%s\r\n",
		    (i * rows + r) % cases, day(int(i * rows / cases)),
		    r % 5 ? "Under" : "F" oe "r", number(), number(),
		    r % 7 ? "" : "Afsl" aa "et", r % 2 ? "\"" number() "\"" : "",
		    r % 10 ? "" : "15-01-2027" >file
}

# Another for each time that all cases were rated.
function day(i) {
	return sprintf("%02d-%02d-%04d", i % 28 + 1, int(i / 28) % 12 + 1,
	    2023 + int(i / 336))
}

function number(	x) {
	x = int(2 + 19 * rand())
	return int(x / 2) (x % 2 ? ",5" : "")
}

# Tables are read as they are by the tools that people have.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

demo_register reg
cd reg || exit 2
fu-case add note case_id=S-0001 date=2026-11-01 'text=two
lines	and \n, "quoted" | # not a comment' author=' Bo ' >/dev/null
fu-case add event case_id=S-0001 date=2026-11-01 type=talk >/dev/null
fu-score progress -C . >../progress.tsv
fu-case list ratings --with team >../joined.tsv
cp ./*.tsv log/*.tsv ..
cd .. || exit 2

want () {
	command -v "$1" >which && return 0
	echo "# skip: no $1"
	return 1
}
sed 1d ratings.tsv | wc -l >rows

if want mlr
then
	for table in *.tsv
	do
		run "Miller reads $table" 0 mlr --tsv cat "$table"
		same "$table" out
	done
	run 'Miller counts' 0 mlr --itsv --onidx count ratings.tsv
	same rows out
fi
if want datamash
then
	for table in *.tsv
	do
		run "datamash finds $table rectangular" 0 sh -c \
		    "exec datamash check <$table"
	done
	run 'datamash groups' 0 sh -c "datamash -s -H -g scale count case_id \
	    <ratings.tsv | sed 1d"
	mv out grouped
	run 'as awk does' 0 awk -F '\t' 'NR > 1 { n[$3]++ }
		END { for (s in n) printf "%s\t%d\n", s, n[s] }' ratings.tsv
	LC_ALL=C sort out >counted
	same counted grouped
	run 'datamash sums what was calculated' 0 sh -c "cut -f 9 progress.tsv |
	    datamash --header-in sum 1"
	awk -F '\t' 'NR > 1 && $11 != "" { n++ } END { print n }' ratings.tsv \
	    >values
	same values out
fi
run 'sort and join' 0 sh -c '
	tab=$(printf "\t") LC_ALL=C
	export LC_ALL
	sed 1d cases.tsv | sort -t "$tab" -k 1,1 >c
	sed 1d ratings.tsv | sort -t "$tab" -k 1,1 >r
	join -t "$tab" -o 1.1,2.5 r c | sort >joined'
cut -f 1,16 joined.tsv | sed 1d | LC_ALL=C sort >ours
same joined ours
if want sqlite3
then
	cat >in <<\here
.mode ascii
.separator "\t" "\n"
.import cases.tsv c
.import ratings.tsv r
.mode list
.separator "|" "\n"
select count(*) from r;
select count(*) from r join c using (case_id);
select count(*) from r where value <> '' and missing <> '';
here
	run 'sqlite3 imports and joins' 0 sqlite3 -bail :memory:
	{
		cat rows rows
		echo 0
	} >want
	same want out
	is err </dev/null
	: >in
fi
if want Rscript
then
	cat >read.R <<\here
table <- function(name)
	read.delim(name, quote = "", na.strings = "", colClasses = "character",
	    comment.char = "", check.names = FALSE)
r <- table("ratings.tsv")
p <- table("progress.tsv")
cat(nrow(r), "\n", sep = "")
cat(sum(!is.na(r$value)) == sum(as.integer(p$n)), "\n", sep = "")
cat(nrow(merge(r, table("cases.tsv"), by = "case_id")), "\n", sep = "")
here
	run 'R reads and merges' 0 Rscript --vanilla read.R
	{
		cat rows
		echo TRUE
		cat rows
	} >want
	same want out
fi
if want python3
then
	cat >read.py <<\here
import json, subprocess
rows = open("ratings.tsv", encoding="utf-8", newline="").read().split("\n")
text = subprocess.run(["fu-case", "list", "-C", "reg", "ratings", "-O", "json"],
    stdout=subprocess.PIPE, check=True).stdout
records = json.loads(text)["records"]
assert json.loads(text)["format"] == 1
assert [list(r) for r in records[:1]] == [rows[0].split("\t")]
for line, record in zip(rows[1:], records):
    for cell, value in zip(line.split("\t"), record.values()):
        cell = cell.replace("\\n", "\n")
        assert cell == ("" if value is None else
            str(value) if isinstance(value, str) else "%g" % value)
print(len(records))
here
	run 'json is JSON, value for value' 0 python3 read.py
	same rows out
	cat >read.py <<\here
import csv, subprocess
text = subprocess.run(["fu-case", "list", "-C", "reg", "notes", "-O", "csv"],
    stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
print(len(rows), rows[1][5].replace("\n", "/"), sep="\n")
print(repr(rows[1][3]))
here
	run 'csv is CSV, line breaks and all' 0 python3 read.py
	is out <<\here
2
two/lines	and \n, "quoted" | # not a comment
'Bo'
here
fi

done_

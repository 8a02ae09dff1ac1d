# fu-case export: what it writes, import takes back unchanged; and workbooks.
# shellcheck disable=SC2154 # title is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

# round REGISTER FORMAT LANG KIND...: each kind, exported, and imported into an
# empty register with the same definitions, is stored as it was.
round () {
	from=$1
	format=$2
	lang=$3
	shift 3
	rm -rf back
	fu-case init back
	for folder in kinds codes norms
	do
		test ! -d "$from/$folder" || cp -R "$from/$folder" back
	done
	for kind in "$@"
	do
		run "$kind as $format in $lang" 0 fu-case export -C "$from" \
		    "$kind" -O "$format" --lang "$lang" -o "sheet-$kind.csv"
		run "$kind from $format in $lang" 0 fu-case import -q \
		    -C back --kind "$kind" "sheet-$kind.csv"
		table=$(fu-case kinds -C "$from" -O tsv | awk -v k="$kind" \
		    '$1 == k { print $2 }')
		same "$from/$table.tsv" "back/$table.tsv"
	done
}

demo_register demo
for how in 'excel da' 'excel en' 'csv da'
do
	# shellcheck disable=SC2086 # words
	round demo $how case goal rating
done

# Every kind, with what a sheet may do harm to.
fu-case init nasty
mkdir nasty/kinds nasty/codes
tsv >nasty/kinds/call.tsv <<\here
field | type | required | key | ref | values | default | label_da | label_en
calls | table | | | | | | Opkald | Call
call_id | id | | yes | | | C | Opkaldsnr | Call no.
case_id | ref | yes | | case | | | Sagsnr | Case no.
at | datetime | | | | | | Tidspunkt | At
week | week | | | | | | Uge | Week
answered | bool | | | | | | Svarede | Answered
whole | int | | | | | | Tal | Whole
exact | dec | | | | | | Brøk | Exact
topics | codes | | | | call_topics | | Emne | Topics
topic | code | | | | call_topics | | Emne | Topic
note | str | | | | | | Bemærkning | Remark
here
tsv >nasty/codes/call_topics.tsv <<\here
code | label_da | label_en
school | skole | school
home | hjem; have | "home"
other | andet | other
rest | andet | rest
sum | =sum | +sum
here
nl='
'
add () {
	fu-case add -C nasty "$@" >added
	report $? "added: $1"
}
add case case_id=0012 child_id=B.1 born=2014-05 sex=f team=007 \
    worker='=1+1' unit="'=1+1" measure="'" paragraph='BL § 32; stk. 1' \
    allocated=2026-01-05 started=2026-01-06 closed=2026-02-01 \
    ending=unplanned interval=P14D interval_reason='"' \
    note="linje 1${nl}${nl} linje \"2\"; æøå ÆØÅ${tab}x"
add case case_id=1e5 allocated=1899-12-31 worker="''=x" unit='-1' \
    measure='+45 12345678' team='@x' note="${nl}=1${nl}" born=2014
add case case_id=01-02 allocated=2026-01-05 team="' =1" unit="''''" \
    worker='sep=;' note="'${nl}-x" measure='1,5' paragraph='1.234'
add goal case_id=0012 goal_id=M1 text='=mål' words='ord; "ord"' \
    weight=2 baseline=-1.5 target=1234.567 set_on=2026-01-05
add goal case_id=0012 goal_id=M2 text='mål' replaces=M1 \
    outcome=replaced closed=2026-02-01 baseline=1000 target=0.000001
add meeting case_id=0012 type=conference date=2026-02-01 time=09:05 \
    place='Rådhuset, 1. sal' invited=child,mother,school.a attended=mother \
    declined=school.a state=held note="-${nl}-"
add rating case_id=0012 date=2026-01-05 scale=trivsel goal_id=M1 \
    rater=network.Mormor-1 stage=joint context=home phase=during value=5.5 \
    comment='+ bedre' meeting_id=M000001 source='ark (1).csv'
add rating case_id=0012 date=2026-01-06 scale=sdq item=emotional \
    subject=development rater=neighbour.a missing=not_assessed
add rating case_id=0012 date=2026-01-06 scale=gas rater=child value=-2
add event case_id=0012 date=2026-01-06 type=own_type reason='@' text='='
add agreement case_id=0012 date=2026-01-06 who='-mor' what="'a'" \
    due=2026-02-01 goal_id=M1 meeting_id=M000001 done_on=2026-01-31 \
    state=done note=0
add note case_id=0012 date=2026-01-06 author=01 about=own text='"";"'
add note case_id=0012 date=2026-01-06 text="$(printf 'a\r\nb\rc')"
add status case_id=0012 date=2026-01-06 goal_id=M1 author=school.a \
    done='ja' reached=too_early effect='1.234' child_view='12-01-2026' \
    walked_through=2026-01-07 note='0012' source="'x"
add wish case_id=0012 date=2026-01-06 by=school.a text='=et; to' \
    meeting_id=M000001 goal_id=M1
add relation case_id=0012 person=network.mormor from=2014 \
    relation=grandparent name="'Inger" witness=yes contact='; ringer' \
    calls="hverdage${nl}efter 16"
add relation case_id=0012 person=mother from=2014-05 to=father \
    relation=partner until=2018
add statement case_id=0012 date=2026-01-06 category=danger goal_id=M1 \
    author=child text='"Jeg er bange"' verbatim=yes show=no \
    show_to=mother,network.mormor meeting_id=M000001
add assessment case_id=0012 date=2026-01-06 author=01 informer=network.mormor \
    information='@' decision=no_change reason='-"' meeting_id=M000001 \
    note_id=N000001 event_id=E000001
add coding case_id=0012 kind=note record=0012 field=text codebook=b code=c \
    start=1 coder='=et' coded=no reason='a;"'
add coding case_id=0012 kind=rating record='date=2026-01-06 rater=mother' \
    field=comment codebook=b code=c coder=01 coded=yes date=2026-01-06
add call case_id=0012 at=2026-01-06T10:30 week=2026-W02 answered=no \
    whole=-1234 exact=1234.5 topics=school,home topic=home note='C:\n'
add call case_id=0012 at=2026-01-06T10:30+01:00 answered=yes \
    whole=1000 exact=1.234 topic=rest note='other'
add call case_id=0012 topic=sum topics=sum exact=999999999999.999999
run 'the nasty register is sound' 0 fu-case check -C nasty
is out </dev/null
is err </dev/null
for how in 'excel da' 'excel en' 'csv da'
do
	# shellcheck disable=SC2086 # words
	round nasty $how case goal meeting rating event agreement note \
	    status wish relation statement assessment coding call
done
run 'a label of two codes or fields is not used' 0 fu-case export -C nasty \
    calls -s call_id,topic,topics --lang da
printf '\357\273\277' >want
printf '%s\r\n' 'Opkaldsnr;topic;topics' 'C000001;"hjem; have";"skole, hjem; have"' \
    'C000002;rest;' "C000003;'=sum;'=sum" >>want
same want out

# The same as list, but for the format.
set -- -C demo ratings scale=trivsel 'date>=2026-11-01' --sort value:desc
run 'list' 0 fu-case list "$@" --with team -O excel
mv out want
run 'export selects, joins and sorts as list' 0 fu-case export "$@" --with team
same want out
run 'a file that ends in .csv' 0 fu-case export "$@" --with team -o want.csv
same want want.csv
run 'is for programs if that is said' 0 fu-case export -C demo cases \
    case_id=S-0001 -s case_id,sex -O csv -o want.csv
printf 'case_id,sex\r\nS-0001,' >want
head -c 20 want.csv >got.csv
same want got.csv
run 'a stream' 0 sh -c 'fu-case list -C demo cases | fu-case export - -O csv \
    -s case_id | head -n 2'
printf 'case_id\r\nS-0001\r\n' >want
same want out
run 'neither kind nor file' 2 fu-case export -C demo
run 'no such kind' 2 fu-case export -C demo caes
has 'did you mean case\?' err
run 'to a full disk' 2 fu-case export -C demo cases -o /dev/full
has '^fu-case: /dev/full: error: ' err

# ---------------------------------------------------------- workbooks --

if ! fu-case --version | grep -q '^libxlsxwriter '
then
	run 'a build without workbooks' 2 fu-case export -C demo cases -O xlsx
	has '^fu-case: error: built without libxlsxwriter' err
	run 'by the suffix too' 2 fu-case export -C demo cases -o a.XLSX
	has '^fu-case: error: built without libxlsxwriter' err
	run 'help' 0 fu-case export --help
	hasnt xlsx out
	run 'an unknown format' 2 fu-case export -C demo cases -O nope
	hasnt xlsx err
	done_
fi

# sheet.py FILE: its cells, a line each: address, format, type, value.
cat >sheet.py <<\here
import re, sys, zipfile
import xml.etree.ElementTree as tree
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for name in book.namelist():
    tree.fromstring(book.read(name))
space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
sheet = tree.fromstring(book.read('xl/worksheets/sheet1.xml'))
styles = tree.fromstring(book.read('xl/styles.xml'))
names = tree.fromstring(book.read('xl/workbook.xml'))
print('sheet', names.find('.//%ssheet' % space).get('name'))
pane = sheet.find('.//%spane' % space)
print('frozen', pane.get('ySplit'), pane.get('state'))
fonts = styles.findall('.//%sfonts/%sfont' % (space, space))
formats = {f.get('numFmtId'): f.get('formatCode')
           for f in styles.iter('%snumFmt' % space)}
formats.update({'0': '', '49': '@'})
cells = styles.findall('.//%scellXfs/%sxf' % (space, space))
def style(number):
    xf = cells[int(number)]
    bold = fonts[int(xf.get('fontId'))].find('%sb' % space) is not None
    wrap = xf.find('%salignment' % space)
    return '%s%s%s' % (formats[xf.get('numFmtId')], ' bold' if bold else '',
                       ' wrap' if wrap is not None else '')
assert not list(sheet.iter('%sf' % space)), 'a formula'
for cell in sheet.iter('%sc' % space):
    text = ''.join(t.text or '' for t in cell.iter('%st' % space))
    value = cell.find('%sv' % space)
    # As Excel undoes it.
    text = re.sub('_x([0-9A-F]{4})_',
                  lambda m: chr(int(m.group(1), 16)), text)
    print(cell.get('r'), '[%s]' % style(cell.get('s', '0')),
          cell.get('t', 'n'), ascii(text) if value is None else value.text)
here
printf '%s\t%s\t%s\t%s\n' case_id date value remark \
    0012 2026-11-22 -3.5 =1+1 \
    S-2 1900-02-28 123456789.123456 'a\nb _x0041_ _x41' \
    S-3 1900-03-01 1234567890.5 'a\tb\r' \
    S-4 9999-12-31 999999999999 'æøå \\' \
    S-5 '' 123456789012.3456 '' \
    S-6 2026-02-30 x "$(printf '1\357\277\277 ')" >rows.tsv
run 'a workbook' 0 fu-case export -C demo rating rows.tsv -o book.xlsx
run 'its cells' 0 python3 sheet.py book.xlsx
is out <<\here
sheet ratings
frozen 1 frozen
A1 [ bold] inlineStr 'Sagsnr'
B1 [ bold] inlineStr 'Dato'
C1 [ bold] inlineStr 'V\xe6rdi'
D1 [ bold] inlineStr 'remark'
A2 [@] inlineStr '0012'
B2 [yyyy-mm-dd] n 46348
C2 [] n -3.5
D2 [] inlineStr '=1+1'
A3 [@] inlineStr 'S-2'
B3 [] inlineStr '1900-02-28'
C3 [] n 123456789.123456
D3 [ wrap] inlineStr 'a\nb _x0041_ _x41'
A4 [@] inlineStr 'S-3'
B4 [yyyy-mm-dd] n 61
C4 [] n 1234567890.5
D4 [] inlineStr 'a\tb\r'
A5 [@] inlineStr 'S-4'
B5 [yyyy-mm-dd] n 2958465
C5 [] n 999999999999
D5 [] inlineStr '\xe6\xf8\xe5 \\'
A6 [@] inlineStr 'S-5'
C6 [] inlineStr '123456789012.3456'
A7 [@] inlineStr 'S-6'
B7 [] inlineStr '2026-02-30'
C7 [] inlineStr 'x'
D7 [] inlineStr '1\uffff '
here
run 'codes by label' 0 fu-case export -C demo ratings -O xlsx \
    --lang en case_id=S-0002 -s rater,scale
mv out codes.xlsx
run 'its cells' 0 python3 sheet.py codes.xlsx
has "^A2 \[@\] inlineStr 'child'$" out
has "^B2 \[@\] inlineStr 'Wellbeing ruler 1-10'$" out
run 'a workbook again' 0 env TZ=Asia/Tokyo fu-case export -C demo rating \
    rows.tsv -O xlsx
cmp book.xlsx out
report $? 'has the same bytes'
run 'any table' 0 fu-case list rows.tsv -o any.xlsx
run 'its name' 0 python3 sheet.py any.xlsx
has '^sheet Sheet1$' out
run 'a calculation' 0 fu-score progress -C demo -o progress.xlsx
run 'its name' 0 python3 sheet.py progress.xlsx
has '^sheet progress$' out
run 'no rows' 0 fu-case export -C demo notes -o none.xlsx
run 'the header' 0 python3 sheet.py none.xlsx
has "^A1 .* 'Notatnr'$" out

# What does not fit, and what cannot be written.
awk 'BEGIN { print "a"; while (i++ < 32768) printf "x"; print "" }' >long.tsv
echo old >old.xlsx
run 'a text that is too long' 2 fu-case list long.tsv -o old.xlsx
is err <<\here
fu-case: error: row 2, column a: a cell of a workbook holds at most 32767 characters; use another format
here
sed -i '2s/x//' long.tsv
run 'one that just fits' 0 fu-case list long.tsv -o fits.xlsx
awk 'BEGIN { print "a"; while (i++ < 1048576) print "x" }' >many.tsv
run 'a row too many' 2 fu-case list many.tsv -o old.xlsx
is err <<\here
fu-case: error: a sheet of a workbook has at most 1048576 rows, the header among them; select fewer, or use another format
here
run 'to a full disk' 2 fu-case export -C demo cases -O xlsx -o /dev/full
has '^fu-case: /dev/full: error: ' err
run 'no folder for temporary files' 2 env TMPDIR=/nowhere fu-case export \
    -C demo cases -o old.xlsx
has '^fu-case: error: the workbook cannot be put together in /nowhere: ' err
# The library does not look whether its temporary files took what it wrote.
fu-case export -C demo ratings -o whole.xlsx
for blocks in 16 128 800 1600 1660 1680 1700 2000
do
	got=0
	sh -c "ulimit -f $blocks; exec fu-case export -C demo ratings \
	    -o full.xlsx" 2>err || got=$?
	case $got in
	0) cmp -s full.xlsx whole.xlsx ;;
	2) grep -q 'error: the workbook cannot be put together' err ;;
	*) false ;;
	esac
	report $? "room for $blocks blocks: exit $got"
	rm -f full.xlsx
done
run 'the old file is left, nothing beside it' 0 sh -c \
    'cat old.xlsx; ls | grep -E "full|old.xlsx." || :'
is out <<\here
old
here
done_

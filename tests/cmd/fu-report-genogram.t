# fu-report genogram: who is around a child, as a page, a drawing and a graph.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
tsv >reg/cases.tsv <<\here
case_id | child_id | born | sex | allocated
S-12 | B-1 | 2014-05 | f | 2026-06-01
S-13 | B-2 | 2016-05 |  | 2026-06-01
S-14 | B-3 | 2016-05 |  | 2026-06-01
here
tsv >relations <<\here
case_id | person | from | to | relation | quality | name | sex | died | until | witness | contact
S-12 | mother |  |  | parent | close | Mette |  |  |  |  |
S-12 | father |  |  | parent | conflict | Søren |  |  |  |  |
S-12 | mother | 2010 | father | partner |  |  |  |  | 2018 |  |
S-12 | network.stedfar | 2020 |  | step_parent | distant | Kim | m |  |  |  |
S-12 | network.stedfar | 2020 | mother | partner |  |  |  |  |  |  |
S-12 | mother |  | network.noah | parent |  |  |  |  |  |  |
S-12 | network.stedfar |  | network.noah | parent |  |  |  |  |  |  |
S-12 | network.noah |  |  | half_sibling |  | Noah | m |  |  |  |
S-12 | network.ida |  |  | sibling | close | Ida | f |  |  |  |
S-12 | network.mormor |  |  | grandparent | close | Inger | f |  |  | yes | Ringer til rådgiveren, når noget ændrer sig – godt eller skidt
S-12 | network.mormor |  | mother | parent |  |  |  |  |  |  |
S-12 | network.morfar |  | mother | parent |  | Poul | m | 2019 |  |  |
S-12 | network.mormor |  | network.morfar | partner |  |  |  |  |  |  |
S-12 | network.farmor |  | father | parent | broken | Ruth | f |  |  |  |
S-12 | school.teacher | 2024-08 |  | teacher | close | Bo <b>"Bo"</b> \\ & 'co' | m |  |  | yes |
S-12 | network.traener | 2022 |  | coach |  | Ali | m |  | 2025-06 |  |
S-12 | network.ny | 2027-01 |  | friend |  | Nye |  |  |  |  |
S-13 | mother |  |  | parent | broken | Anna |  |  |  |  |
S-13 | network.plejemor | 2020 |  | foster_parent | close | Lone | f |  |  |  |
S-13 | network.plejefar | 2020 |  | foster_parent |  | Jens | m |  |  |  |
S-13 | network.foerst | 2018 |  | foster_parent |  | Ulla | f |  | 2019 |  |
here
cp relations reg/relations.tsv
run 'the register is sound' 0 fu-case check -C reg

draw () {
	fu-report genogram -C reg S-12 --as-of 2026-11-22 "$@"
}
run 'text' 0 draw --lang en
golden genogram.text out
run 'text in Danish' 0 draw
golden genogram.da.text out
title='80 columns'
test "$(wc -L <out)" -le 80
report $? "$title"
run 'dot' 0 draw --lang en -O dot
golden genogram.dot out
run 'svg' 0 draw --lang en -o x.svg
golden genogram.svg x.svg
run 'html' 0 draw -o x.html
for file in x.svg x.html
do
	title='names are text'
	has 'Bo &lt;b&gt;&quot;Bo&quot;&lt;/b&gt; \\ &amp; &#39;co&#39;' $file
	hasnt '<script|<b>|href|url\(' $file
	hasnt 'Nye' $file
done

# Nothing depends on the order of the records.
{
	head -n 1 relations
	tail -n +2 relations | LC_ALL=C sort -r
} >reg/relations.tsv
for format in text dot svg
do
	run "$format of the same in another order" 0 draw --lang en -O $format
	golden genogram.$format out
done

# The day decides.
run 'before it began and ended' 0 fu-report genogram -C reg S-12 \
    --as-of 2017-06-01 --lang en -O dot
hasnt 'step-parent|traener|teacher' out
has '"mother" -- "father" .label="partner", style=solid' out
hasnt 'diagonals' out
run 'later' 0 fu-report genogram -C reg S-12 --as-of 2027-01-01 -O dot
has 'label="Nye"' out

run 'a foster family' 0 fu-report genogram -C reg S-13 --as-of 2026-11-22 \
    --lang en -O svg
has '<path class="f" d=' out
has '<path class="e" d=' out
has '>–2019<' out
run 'nobody' 0 fu-report genogram -C reg S-14 --lang en
has '^ *Nobody is noted\.$' out
run 'nobody, drawn' 0 fu-report genogram -C reg S-14 -O svg

# A register's own relation stands where its line says; another label changes
# nothing but the word.
mkdir reg/codes
tsv >reg/codes/relations.tsv <<\here
code | label_da | label_en | generation | tie
oldemor | oldemor | great-grandmother | 3 |
parent | forælder/værge | parent or guardian |  |
here
tsv >reg/relations.tsv <<\here
case_id | person | relation
S-14 | network.olde | oldemor
S-14 | mother | parent
here
run 'a relation of its own' 0 fu-report genogram -C reg S-14 --lang en
tail -n +6 out >body
title='by generation'
is body <<\here
Older generations
─────────────────

Olde  great-grandmother

The parents' generation
───────────────────────

Mother  parent or guardian

The child's generation
──────────────────────

Child  S-14
here
run 'and a line to the mother' 0 fu-report genogram -C reg S-14 -O svg
has '<path class="d" d="M' out
tsv >reg/codes/relations.tsv <<\here
code | generation | tie
olde | 2.5 | aunt
here
run 'a wrong line' 2 fu-report genogram -C reg S-14
is err <<\here
fu-report: reg/codes/relations.tsv:2:10: error: tie: is none of descent, foster, sibling, couple, parted
fu-report: reg/codes/relations.tsv:2:6: error: generation: is no whole number from -9 to 9
here
rm -r reg/codes

run 'no such case' 2 fu-report genogram -C reg S-99
has 'there is no case "S-99"' err
run 'no case' 2 fu-report genogram -C reg
is err <<\here
fu-report: error: name the case to draw
here
run 'no such format' 2 fu-report genogram -C reg S-14 -O tsv
run 'a full disk' 2 sh -c 'fu-report genogram -C reg S-14 >/dev/full'
done_

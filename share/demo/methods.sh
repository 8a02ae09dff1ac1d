#!/bin/sh
# methods.sh [DIR] - write the demo sheets of the methods into DIR (default:
# beside this script), out of the cases, goals and ratings that make.sh has
# written there, so that meetings fall on days on which somebody gave a number.
# Everything in them is invented, and every awk makes the same bytes. The sheets
# about cases come from methods.awk and words.awk; those about the house stand
# below as they are.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "${1:-$here}" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp"

# As awk reads them: UTF-8, no byte order mark, no CR.
for f in sager trivsel-nord-1 trivsel-sen-nord trivsel-soevang-1 trivsel-aadal-2 trivsel-maelkeboetten; do
	iconv -f CP1252 -t UTF-8 "$out/$f.csv" | tr -d '\r' >"$f"
done
for f in maal trivsel-nord-2 trivsel-aadal-1 trivsel-soevang-2; do
	sed '1s/^\xef\xbb\xbf//' "$out/$f.csv" | tr -d '\r' >"$f"
done
${AWK:-awk} -f "$here/common.awk" -f "$here/words.awk" -f "$here/methods.awk" </dev/null

# house SHEET: what is typed here, with the line ends of a spreadsheet.
house () {
	sed "s/\$/$(printf '\r')/" >"$1.csv"
}

house initiativ <<'here'
Nr;Hører under;Type;Titel;Niveau;Enhed;Ansvarlig;Fra;Senest;Tilstand;Nået;Formål;Resultat;Opfølgning
I9;;Initiativ;Familiecentrenes hjælp rammer dem, der har brug for den;Hele landet;;AB;01-10-2024;31-12-2027;I gang;;Børn og familier møder den samme gode hjælp, hvor de end bor;;
I9-1;I9;Delmål;En fælles faglig profil;Hele landet;;AB;01-02-2025;30-06-2027;I gang;;Alle ved, hvad et familiecenter tager sig af, og for hvem;;
I9-1a;I9-1;Leverance;Udkast til profil er drøftet i alle fem kommuner;På tværs af kommuner;;AB;01-02-2025;30-09-2026;Gennemført;24-09-2026;;Fire centre har skrevet eksempler ind;
I9-1b;I9-1;Leverance;Profilen er sendt i høring;Hele landet;;EF;01-10-2026;15-01-2027;I gang;;;;
I9-2;I9;Delmål;Rammer og regler følger med;Hele landet;;EF;01-06-2025;31-12-2027;I gang;;;;
I9-2a;I9-2;Leverance;Regnestykke for at lægge centre sammen;Hele landet;;EF;01-06-2025;31-08-2026;I gang;;;Venter på tal fra to kommuner;Tages op på næste samling
I9-3;I9;Delmål;Medarbejderne lærer af hinanden;På tværs af kommuner;;CD;01-01-2025;31-12-2026;I gang;;;;
I9-3a;I9-3;Leverance;Fire nationale samlinger;Hele landet;;CD;01-01-2025;31-10-2026;I gang;;;Tre er holdt;
I9-3b;I9-3;Leverance;Sidemandsoplæring i tre kommuner;På tværs af kommuner;;CD;01-09-2025;30-06-2026;Gennemført;12-06-2026;;Seks medarbejdere har været ude hos hinanden;Tilbydes de to sidste kommuner
I9-3c;I9-3;Milepæl;Alle kommuner har et lokalt ledernetværk;Hele landet;;CD;;31-03-2026;Gennemført;10-03-2026;;;
ST;;Initiativ;Strategi for familieområdet 2025-28;Hele kommunen;;LK;01-01-2025;31-12-2028;I gang;;Barnet først, tidligt og sammen;;
ST-1;ST;Delmål;Tema: Familie og netværk er med;Hele kommunen;;LK;01-01-2025;31-12-2026;I gang;;;;
ST-1a;ST-1;Milepæl;Hvert team har to, der kan lede netværksmøder;På tværs af enheder;;MKJ;;01-10-2026;I gang;;;Nord og Søvang er i mål, Ådal mangler én;
ST-2;ST;Delmål;Tema: Vi ved, om hjælpen hjælper;Hele kommunen;;TB;01-08-2025;30-06-2027;I gang;;;;
ST-2a;ST-2;Leverance;Linealen bruges på alle opfølgningsmøder;Hele kommunen;;TB;01-08-2025;31-12-2026;I gang;;;;
ST-2b;ST-2;Milepæl;Første ugerapport er lagt frem for lederne;Hele kommunen;;TB;;15-09-2026;Gennemført;07-09-2026;;;
ST-3;ST;Delmål;Tema: Vi tør prøve af;Hele kommunen;;ØA;01-01-2026;31-12-2027;I gang;;;;
ST-3a;ST-3;Leverance;Fem prøvehandlinger er afsluttet og fortalt videre;På tværs af enheder;;ØA;01-01-2026;31-12-2026;I gang;;;;
ST-3b;ST-3;Leverance;Fælles mødested med dagtilbud og skole;På tværs af enheder;;ØA;01-03-2026;30-09-2026;Opgivet;;;Dagtilbud har lagt det om;
here

house milepaele <<'here'
Nr;Hører under;Type;Titel;Niveau;Ansvarlig;Senest;Tilstand;Nået;Resultat
FR;;Initiativ;Familierådslagning;Hele kommunen;LK;30-06-2027;I gang;;
FR-L1;FR-L;Milepæl;Formål og målgruppe er skrevet ned;;LK;31-01-2026;Gennemført;20-01-2026;Tolv sager i 2026, ikke ved vold
FR-L2;FR-L;Milepæl;Alle ved, hvem i ledelsen der bestemmer;;LK;31-01-2026;Gennemført;20-01-2026;
FR-L3;FR-L;Milepæl;En gruppe får det til at ske og må beslutte;;LK;28-02-2026;Gennemført;16-02-2026;Fire, der mødes hver måned
FR-L5;FR-L;Milepæl;Der er sat tid og penge af;;LK;31-03-2026;Gennemført;31-03-2026;
FR-K1;FR-K;Milepæl;Det er besluttet, hvem der skal lære det;;MKJ;31-03-2026;Gennemført;09-03-2026;
FR-K2;FR-K;Milepæl;En tovholder hjælper kollegerne;;MKJ;30-04-2026;Gennemført;20-04-2026;To timer om ugen
FR-K3;FR-K;Milepæl;Aftenarbejde er aftalt;;MKJ;30-09-2026;I gang;;
FR-O3;FR-O;Milepæl;Lokalerne er fundet;;TB;28-02-2026;Gennemført;25-02-2026;Medborgerhuset, også om aftenen
FR-O4;FR-O;Milepæl;Der er penge til mad;;TB;15-11-2026;I gang;;
FR-O6;FR-O;Milepæl;Det er besluttet, hvor samordnerne kommer fra;;TB;30-06-2026;Gennemført;15-06-2026;Tre af vores egne, resten udefra
FR-O8;FR-O;Milepæl;Hver rådslagning bliver evalueret;;TB;31-03-2026;Gennemført;13-03-2026;
FR-O9;FR-O;Milepæl;Vi følger, hvad der kommer ud af det;;TB;31-01-2027;I gang;;
here

house proeve <<'here'
Prøvenr;Titel;Enhed;Hører under;Bygger på;Hvad vil vi opnå;Hvordan kan vi se det;Hypotese;Hvem;Hvad og hvordan;Hvor;Fra;Senest;Måles på;Tilstand;Hvad blev gjort;Hvad så vi;Beslutning;Begrundelse;Afsluttet
P-1;Kaffemøde før opstart;Familiehuset Søvang;ST-1;;Familien kender den, der kommer;Målene bliver sagt med familiens ord;Når familien fortæller i eget tempo, taler den med på opstartsmødet;To familiebehandlere;Et kaffemøde inden fjorten dage;Fire familier;12-01-2026;31-03-2026;;Gennemført;Fem kaffemøder i fire familier;I tre af fire er målene lavet om efter familiens ord;Indføres;Møderne bliver kortere, og flere siger noget;07-04-2026
P-2;Dagsorden en uge før;Familiehuset Søvang;ST-1;;Alle ved, hvad der skal ske;Forældre har deres tre ønsker med;Når dagsordenen kommer i god tid, er der færre overraskelser;Lærke;Sendes, når datoen ligger fast;Handleplansmøder;02-03-2026;15-05-2026;;Gennemført;Otte dagsordener, seks til tiden;Ønsker var med fra syv af otte;Indføres;Forældrene var roligere;18-05-2026
P-3;Linealen først på mødet;Nord;ST-2;;Alle taler om det samme;Barnets tal går op;Når alle har sat et tal, bliver hjælpen rettet ind;Bo;Linealen tages frem som det første;Ti møder;02-02-2026;30-04-2026;trivsel;Gennemført;Ni af ti møder;De sidste retter sig efter den første;Tilpasses;Tallene skal sættes hver for sig;04-05-2026
P-4;Et tal hver for sig;Nord;ST-2;P-3;Alle taler om det samme;Barnets tal går op, og tallene er forskellige;Når man sætter sit tal alene, kommer forskellene frem;Bo;Et kort til hver, før mødet begynder;Alle opfølgningsmøder;01-09-2026;30-11-2026;trivsel;I gang;;;;;
P-5;Ring begge forældre op;Nord;ST-1;;Begge ved, hvad der er aftalt;Begge kan sige næste skridt;Et kort opkald inden fjorten dage får hjælpen hurtigere i gang;Åse;Fast spørgeguide, begge forældre;Alle efter opstart og opfølgning;10-08-2026;18-12-2026;;I gang;;;;;
P-6;Besked om fredagen til de unge;Ungekontakten;ST-3;;Færre aftaler glipper;Fremmøde uge for uge;En besked om fredagen får flere til at komme om mandagen;MKJ;Samme besked, samme tid;Seks unge;04-05-2026;26-06-2026;absence;Opgivet;Fire uger;De unge fandt den irriterende;Droppes;De vil hellere ringes op;22-06-2026
P-7;Barnets egen side i referatet;Familiehuset Ådal;ST-1;;Barnet kan kende mødet igen;Barnet kan fortælle, hvad der blev aftalt;En tegnet side giver barnet noget at vise frem;Signe;Barnet og rådgiveren laver siden bagefter;Fem børn;17-08-2026;31-10-2026;;I gang;Tre sider er lavet;;;;
P-8;Skema ved hver samtale;Familiehuset Nord;ST-2;;Vi hører, når samtalen ikke virker;Tallet for samtalen ligger over 36;Når vi spørger hver gang, kan vi nå at lave det om;To familiebehandlere;To minutter først og sidst;Ti familier;04-05-2026;18-12-2026;srs;I gang;;;;;
P-9;Hverdagsvidner med til opstart;Familiehuset Ådal;ST-1;;Nogen tæt på ser det først;Antal aftaler om kontakt;Når vidnet er med fra starten, ringer det før;Karim;Genogram på første besøg, vidnet inviteres;Tre familier;01-12-2026;26-02-2027;;Planlagt;;;;;
here

house pulje <<'here'
Ansøgningsnr;Hvad søges der til;Enhed;Niveau;Ansvarlig;Hører under;Modtaget;Deltagere;Søgt beløb;Afgørelse;Besluttet;Bevilget;Tilstand;Resultat
KP-01;Oplæring i netværksmøder;FamilieCentret;På tværs af enheder;MKJ;ST-1;12-01-2026;12 fra tre centre;60000;Bevilget;26-01-2026;60000;Gennemført;Ti leder nu selv møder
KP-02;Kursus i samtaler med små børn;Børnehuset Mælkebøtten;Én enhed;Signe;;14-01-2026;4 pædagoger;18000;Bevilget;26-01-2026;18000;Gennemført;
KP-03;Lederdag om feedback;Ledergruppen;Hele kommunen;LK;ST-3;02-02-2026;14 ledere;35000;Delvist bevilget;23-02-2026;20000;Gennemført;
KP-04;Videreuddannelse til én medarbejder;UngeCentret;Én enhed;Karim;;09-02-2026;1 medarbejder;42000;Afslag;23-02-2026;;;
KP-05;Fælles dag med dagtilbud;PPR;På tværs af enheder;ØA;ST-1;02-03-2026;40 fra PPR og dagtilbud;28000;Bevilget;23-03-2026;28000;Gennemført;Ny form på netværksmøder i dagtilbud
KP-06;Traumer og anbringelse;Plejefamilieteamet;Én enhed;THN;;16-03-2026;5 medarbejdere;22500;Bevilget;23-03-2026;22500;Gennemført;
KP-07;Samordnere til familierådslagning;MyndighedsCentret;På tværs af enheder;TB;FR;07-04-2026;6 fra to centre;48000;Bevilget;27-04-2026;48000;Gennemført;Tre er begyndt
KP-08;Rejse til konference;FamilieCentret;Én enhed;Åse;;20-04-2026;2 medarbejdere;16000;Trukket tilbage;;;Opgivet;
KP-09;Linealen og tallene bag;MyndighedsCentret;På tværs af enheder;TB;ST-2;11-05-2026;20 fra alle centre;24000;Bevilget;26-05-2026;24000;Gennemført;
KP-10;Supervision i grupper;UngeCentret;Én enhed;Bo;;01-06-2026;8 medarbejdere;54000;Delvist bevilget;22-06-2026;27000;I gang;
KP-11;Unge, der bliver hjemme fra skole;Ungekontakten;På tværs af enheder;MKJ;;17-08-2026;9 fra Ungekontakten og PPR;31500;Bevilget;31-08-2026;31500;I gang;
KP-12;Makkerskab mellem psykolog og familiekonsulent;FamilieCentret;Én enhed;Lærke;ST-3;07-09-2026;6 medarbejdere;12000;Bevilget;21-09-2026;12000;I gang;
KP-13;Bøger og kort til børnesamtaler;Aflastningen Skovbrynet;Én enhed;Jørn;;05-10-2026;;4800;Afslag;26-10-2026;;;
KP-14;Temadag om skilsmisser;FamilieCentret;På tværs af enheder;Signe;ST-1;02-11-2026;30 fra tre centre;26000;;;;;
here

house netvaerk <<'here'
Nr;Type;Tema;Hører under;Niveau;Enhed;Ansvarlig;Hyppighed;Dato;Afholdt;Tilstand;Deltagere;Antal deltagere;Resultat;Opfølgning
NET-1;Netværk;Ledere af familiecentre;I9;Hele landet;;CD;6m;15-01-2025;;I gang;Ledere og fagchefer fra fem kommuner;;;
NET-2;Netværk;Arbejdsgruppe på tværs;I9;På tværs af kommuner;;CD;2m;01-02-2025;;I gang;To fra hver kommune;;;
NET-3;Netværk;Lokale ledere;I9;Hele kommunen;;LK;1m;01-03-2025;;I gang;Ledere af teams og huse;;;
NET-4;Netværk;Dem, der leder netværksmøder;ST-1;På tværs af enheder;;MKJ;2m;02-02-2026;;I gang;Seks fra tre teams;;;
NET-1-1;Samling;Lær hinanden at kende;NET-1;Hele landet;;CD;;14-05-2025;14-05-2025;Gennemført;Ledere fra fem kommuner;21;;Profilen på næste gang
NET-1-2;Samling;Den faglige profil;NET-1;Hele landet;;CD;;06-11-2025;06-11-2025;Gennemført;Ledere fra fem kommuner;24;Ni forslag til profilen;Hvert sted prøver ét forslag
NET-1-3;Samling;Sidemandsoplæring;NET-1;Hele landet;;CD;;09-06-2026;09-06-2026;Gennemført;Ledere fra fem kommuner;23;To kommuner vil låne medarbejdere af hinanden;Fortæller om det i december
NET-1-4;Samling;Hvad siger tallene?;NET-1;Hele landet;;CD;;03-12-2026;;Planlagt;Ledere fra fem kommuner;;;
NET-2-1;Samling;Program for samlingen;NET-2;På tværs af kommuner;;CD;;14-04-2026;14-04-2026;Gennemført;;9;;
NET-2-2;Samling;Hvad gav samlingen?;NET-2;På tværs af kommuner;;CD;;18-08-2026;18-08-2026;Gennemført;;8;;Udkast til profil læses af alle
NET-2-3;Samling;Profilen før høring;NET-2;På tværs af kommuner;;CD;;13-10-2026;13-10-2026;Gennemført;;10;;
NET-3-1;Samling;Sygdom og vikarer;NET-3;Hele kommunen;;LK;;08-09-2026;08-09-2026;Gennemført;;7;;
NET-3-2;Samling;Ventetid på opstart;NET-3;Hele kommunen;;LK;;06-10-2026;06-10-2026;Gennemført;;6;;Hvert team tæller sin ventetid
NET-3-3;Samling;Ventetid, talt op;NET-3;Hele kommunen;;LK;;03-11-2026;03-11-2026;Gennemført;;7;Tolv dage i snit;
NET-4-1;Samling;Når familien er uenig;NET-4;På tværs af enheder;;MKJ;;10-03-2026;10-03-2026;Gennemført;;6;;
NET-4-2;Samling;Børn på mødet;NET-4;På tværs af enheder;;MKJ;;02-06-2026;02-06-2026;Gennemført;;5;;
AU-1;Audit;Barnets ord i planen;ST-2;På tværs af enheder;;TB;;17-03-2026;17-03-2026;Gennemført;Rådgivere og udførere;9;Barnets ord stod i 6 af 10 planer;Ny audit efter sommer
AU-2;Audit;Barnets ord i planen, igen;ST-2;På tværs af enheder;;TB;;22-09-2026;22-09-2026;Gennemført;Rådgivere og udførere;8;Barnets ord stod i 9 af 10 planer;Begrundelser er næste emne
AU-3;Audit;Begrundelser, når intet ændres;ST-2;På tværs af enheder;;TB;;24-11-2026;;Planlagt;;;;
TD-1;Uddannelse;Temadag: Sig det til barnet;ST-1;Hele kommunen;;ØA;;21-04-2026;21-04-2026;Gennemført;Alle teams;46;;
TD-2;Uddannelse;Temadag: Netværkskort i praksis;ST-1;Hele kommunen;;MKJ;;29-09-2026;29-09-2026;Gennemført;Alle teams;41;;
KO-1;Konference;Ét hold om familien;ST;Hele kommunen;;LK;;28-05-2026;28-05-2026;Gennemført;Alle på familieområdet;118;;Rigere på eksempler næste år
KO-2;Konference;Tidligt og godt;ST;På tværs af kommuner;;LK;;25-03-2027;;Planlagt;Med gæster fra andre kommuner;;;
here

# As they arrive: from an older Excel in Windows-1252, from a newer one in UTF-8
# with a byte order mark.
for f in moeder haendelser aftaler samtale relationer status referat feedback notater pulje; do
	iconv -f UTF-8 -t CP1252 "$f.csv" >converted
	mv converted "$f.csv"
done
for f in topi huse sikkerhedsplan oensker oensker-maal vurderinger fravaer kodning evaluering \
    initiativ milepaele netvaerk proeve; do
	{ printf '\357\273\277'; cat "$f.csv"; } >converted
	mv converted "$f.csv"
done
for f in *.csv; do
	cat "$f" >"$out/$f"
done

# words.awk: what people say in the sheets of methods.awk: lists between bars.
# <han>, <ham> and <hans> become she or he.
function words() {
	clocks = "09:00|10:30|13:00|14:30|15:15|16:00"
	women = "Mette|Anja|Lone|Pia|Trine|Rikke|Fatma|Dorthe"
	men = "Søren|Brian|Lars|Hassan|Jesper|Torben|Mikkel"

	# a goal = a danger and the goal for safety that answers it, twice = what the
	# provider did, twice = what came of it, twice
	pairs[++npair] = "i skole=At <han> mister troen på, at der er plads til <ham> i klassen/At en voksen følger <ham> til skolen hver morgen i to måneder, og at <han> bliver til kl. 12/At <han> er væk så længe, at vennerne finder andre/At <han> er i skole fire dage om ugen i et halvt år, og at nogen ringer samme morgen, når <han> ikke er=Fire besøg om morgenen/Gik med til skolen de første dage=Kommer ud ad døren uden kamp/Er der, når klokken ringer"
	pairs[++npair] = "seng=At <han> ligger vågen og bange og er for træt til at lege og lære/At en voksen siger godnat på samme måde hver aften i tre måneder, og at <han> ved, hvem <han> kan kalde på/At <han> ikke tør være alene i sit værelse og gemmer, hvor bange <han> er/At <han> sover i sin egen seng fem nætter om ugen, og at døren må stå åben=Øvede godnat sammen med mor/Hængte en lampe op sammen med <ham>=Sover til klokken seks de fleste nætter/Kalder én gang og sover så"
	pairs[++npair] = "aftenrutine|kl. 21=At aftenerne ender i råb, og at <han> går i seng uden at nogen har set <ham>/At aftenen går stille seks dage om ugen i tre måneder, uanset hvem der er hjemme/At <han> selv må holde øje med, hvornår dagen slutter/At en voksen spiser, læser og siger godnat med <ham>, og at der hænger en plan, <han> kan se=Tegnede aftenen på en tavle/Kom forbi tre aftener=Aftenerne er korte og gode/Ved selv, hvad der kommer nu"
	pairs[++npair] = "jævnaldrende|fast aktivitet=At <han> bliver alene og tror, at det er <hans> egen skyld/At <han> er sammen med én fra klassen hver uge i et halvt år, og at en voksen hjælper i gang/At <han> siger nej til alt, fordi det er gået galt før/At <han> går til noget, <han> selv har valgt, og at nogen spørger bagefter, hvordan det var=Kørte med til træning to gange/Inviterede en fra klassen med i klubben=Har været på besøg hos en fra klassen/Går glad derhen"
	pairs[++npair] = "Forældrene=At <han> hører skænderierne og tror, at <han> skal vælge/At de voksne taler om det svære uden <ham> i tre måneder, og at <han> får at vide, hvad der er aftalt/At <han> bliver bange for at komme hjem fra weekend/At hver overlevering er stille, og at mormor er med, hvis en af dem kan mærke vreden=Øvede overlevering sammen med begge/Holdt et møde med mormor og far=Mor og far skriver roligt sammen/To overleveringer uden skænderi"
	pairs[++npair] = "grupper|frikvarteret=At de andre børn bliver bange for <ham>, og at <han> bliver holdt udenfor/At en voksen, som <han> kan lide, er i nærheden i hvert frikvarter i to måneder/At <han> får ord for at være den, der ødelægger det/At <han> kan gå fra, før det bliver til slag, og komme tilbage, når <han> er klar=Spillede spil i en lille gruppe/Var med i frikvarteret om torsdagen=Kan være fire sammen i en time/Går fra i tide"
	pairs[++npair] = "sige til|pausekort=At <han> bliver så vred, at <han> slår, og at de andre holder sig væk/At en voksen ser det, før det bliver for meget, og at <han> kan gå ud til et sted, som <han> har valgt/At ingen opdager, hvor svært <han> har det, før det eksploderer/At <han> siger pause mindst én gang om dagen, og at det altid er i orden=Lavede et kort, der siger pause/Gik en tur, hver gang det blev for meget=Siger selv til/Finder sit eget sted og kommer igen"
	pairs[++npair] = "til tiden|Ringer selv=At <han> mister sin plads og bliver overladt til sig selv om dagen/At <han> kommer fire dage om ugen i tre måneder, og at nogen henter <ham> hjemme, når det glipper/At <han> bruger dagene sammen med nogle, der vil <ham> det ondt/At <han> selv ringer, når noget er i vejen, og at en voksen tager den=Hentede <ham> hjemme to mandage/Skrev søndag aften=Kommer tre dage om ugen/Ringer selv, når bussen er væk"
	pairs[++npair] = "morgenmad|måltider=At <han> går sulten i skole og får skæld ud for noget, der ikke er <hans> skyld/At der står mad på bordet hver morgen i tre måneder, og at <han> kan spise i klubben, hvis det glipper/At <han> må sørge for både sig selv og de små/At en voksen er oppe før børnene alle hverdage, og at bedstefar ringer kl. 7=Lavede madplan sammen med mor/Spiste morgenmad med to gange=Spiser med ved bordet/Har madpakke med"
	pairs[++npair] = "Mor og barn=At <han> og mor mister hinanden mellem alt det, der skal nås/At de har en time sammen hver uge i tre måneder, hvor ingen forstyrrer/At <han> tror, at mor ikke vil være sammen med <ham>/At mor siger til, når hun er ked af det, så <han> ved, at det ikke er <ham>=Så film af samspillet sammen med mor/Passede lillebror imens=De bagte i to timer/Griner, når de fortæller om det"
	pairs[++npair] = "lektie=At <han> giver op, fordi <han> tror, at <han> er dum/At en voksen sidder hos <ham> to gange om ugen i et halvt år og roser det, der lykkes/At <han> skjuler sine opgaver og bliver mere og mere alene med dem/At læreren og hjemmet skriver sammen hver fredag om det, der gik godt=Sad med to tirsdage/Fandt et roligt sted hjemme=Viser frem uden at blive spurgt/Afleverer igen"
	pairs[++npair] = "begge forældre|fjorten dage=At <han> ikke ved, hvor <han> skal sove, og har maveondt af det/At planen hænger på begge køleskabe, og at den holder fire uger i træk/At <han> går glip af den ene af sine forældre og bærer savnet alene/At den, der må lave om, ringer til <ham> selv dagen før=Lavede en kalender med farver/Talte med begge om ferien=Ved, hvor <han> skal sove/Pakker selv sin taske"

	harms = "Var alene hjemme en hel weekend i foråret|Så far slå en rude ind|Kom ikke i skole i fem uger|Blev hentet af politiet sammen med mor|Var vågen hele natten under et skænderi|Har været sulten i skole flere gange||Blev glemt i SFO to gange i samme uge||Fik ar på hånden, da <han> selv lavede mad|"
	hard = "Far arbejder om natten|Mor har svært ved at stå op, når hun er ked af det|Begge har dårlige erfaringer med kommunen|De bor trangt|Ingen af dem kører bil|Skolen har haft tre vikarer i år|Lillebror kræver meget|De to familier taler ikke sammen"
	strengths = "<Han> kan fortælle, hvad der hjælper|Mor kommer til alle aftaler|Der er en lærer, som <han> stoler på|Far kan grine med <ham>|Storesøster følger <ham> om morgenen|<Han> passer godt på hunden|De spiser sammen om søndagen|<Han> har en ven, der venter ved porten|Mormor bor rundt om hjørnet|Mor siger undskyld, når hun har råbt|<Han> er god til at tegne og viser det gerne|Far har holdt alle overleveringer siden september|<Han> møder glad op til fodbold|Klassen spørger efter <ham>|Mor har bedt om hjælp i tide"
	safe = "Mormor hentede <ham>, da det gik galt i maj|Far ringede til naboen og bad om hjælp|<Han> gik over til sin moster og blev der natten over|Mor tog <ham> med ud at gå, før det blev til råb|Læreren beholdt <ham> i skolen, til far kom|Farfar sov på sofaen en uge|Storesøster ringede til mormor, som de havde øvet|Mor afleverede bilnøglerne, da hun havde drukket"
	steps = "Mor viser planen til mormor inden fredag|Skolen finder en fast voksen at ringe til|Vi tegner aftenen sammen med <ham>|Far aftaler to faste dage|Udfører kommer om morgenen i tre uger|<Han> vælger selv, hvem der skal vide det|Læreren skriver to gode ting hver fredag|Vi prøver planen en almindelig tirsdag|Mor spørger klubben om en plads|Rådgiver ringer om fjorten dage|Far tager med til træning på onsdag|De voksne mødes en halv time uden <ham>"

	worries = "\"Når de råber, går jeg op på mit værelse\"|\"Jeg ved ikke, hvem der henter mig\"|\"Mor græder, når hun tror, at jeg sover\"|\"De andre siger, at jeg lugter\"|\"Jeg er bange for, at far ikke kommer\"|\"Nogle gange er der ikke mad i skabet\"|\"Jeg kan ikke sove, når der er fest\"|\"At jeg skal flytte igen\"|\"Min mave gør ondt om søndagen\"|\"Jeg vil ikke vælge\"|\"At lillebror løber væk\"|\"At ingen siger noget til mig\""
	goods = "\"Mormor bager med mig\"|\"Vi har en kat, der hedder Pjevs\"|\"Far kan lave pandekager\"|\"Emil fra klassen venter på mig\"|\"Når mor læser højt\"|\"Min lærer griner ikke ad mig\"|\"Fodbold om torsdagen\"|\"Jeg har mit eget hjørne hos farfar\"|\"Når vi kører i bil og synger\"|\"Der er altid boller i klubben\"|\"Min søster kan holde på hemmeligheder\"|\"Vi så stjerner med onkel\""
	dreams = "\"At vi spiser sammen alle sammen\"|\"At mor er glad, når jeg kommer hjem\"|\"En nøgle til min egen dør\"|\"At far og mor kan sige hej\"|\"At jeg må have Sofie med hjem\"|\"At sove hele natten\"|\"Et fodboldmål i haven\"|\"At nogen spørger mig først\"|\"At det er stille\"|\"En hund, som er min\"|\"At blive dyrlæge\"|\"At vi bliver boende\""

	# what is new / who told / whether it changes anything, and why
	new_things = "Far er flyttet i egen lejlighed/Barn/Intet ændres/<Han> har sit eget værelse der, og weekenderne fortsætter som før|" \
		"Har fået en fast ven i klassen/Skole/Intet ændres/Det er godt nyt og støtter det, vi er i gang med|" \
		"Mormor er blevet syg og kan ikke hente/Mor/Noget ændres/Der skal en voksen mere på om eftermiddagen; tages op på et møde|" \
		"Skolen melder om mange timers fravær/Skole/Noget ændres/Hjælpen lægges om, så den er der om morgenen|" \
		"Mor har fået arbejde med tidlige vagter/Mor/Intet ændres/Far tager morgenerne; det er aftalt og prøvet i to uger|" \
		"Er begyndt til håndbold/Netværk.mormor/Intet ændres/Barnet har selv valgt det, og træneren kender aftalen|" \
		"Lillebror er født/Far/Intet ændres/Hjælpen tager allerede højde for det; ses på igen om en måned|" \
		"Er blevet drillet i bussen/Barn/Intet ændres/Skolen har talt med de andre, og <han> følges nu med en ven|" \
		"Skifter klasse efter efterårsferien/Skole/Noget ændres/Målet passer ikke længere og skal siges på en ny måde"
	child_on_phone = "Synes, det er fint nok, at der kommer en. Vil gerne vide hvornår|Har det bedst, når det er den samme, der kommer|Fik ikke sagt, at matematik er svært"
	on_phone = "I gang, morgenerne er blevet lettere|Ja, <han> fortæller selv om det ved aftensmaden|I gang. Mest hjalp det, at vi skrev det ned sammen|Det går fremad, selv om det går langsomt|Ja. Vi skændes mindre om lektierne|I gang siden ugen efter mødet, og <han> glæder sig til tirsdag|Det virker, når vi begge husker det|Ja, og skolen mærker det også"
	no_change = "Hjælpen virker som aftalt|Familien er godt i vej og vil fortsætte|Intet nyt, der ændrer billedet; ses på ved næste møde|Det nye bekræfter det, vi aftalte|For tidligt at sige; der ringes igen"
	# what a parent says on the phone / what is changed then
	wants_change = "I gang, men tiderne passer dårligt med arbejdet/Tiderne lægges om, så begge forældre kan være der|" \
		"Ikke rigtig kommet i gang; to aftaler er faldet ud/Tages op på et møde, før der er gået fjorten dage|" \
		"Det hjælper i hverdagen, men weekenderne er stadig hårde/Støtten flyttes til fredag eftermiddag og prøves i fire uger|" \
		"I gang. Er i tvivl, om det er det rigtige, vi øver/Målene ses efter sammen med familien på et møde"

	# a rule / who / how it is tried / how that went
	plan_rules = "Mor ringer til mormor, når hun mærker uroen/Mor/Mor ringer en tirsdag uden varsel/Mormor kom efter et kvarter|" \
		"Far siger til dagen før, hvis han ikke kan komme/Far/Far melder fra til en aftale, der er lavet til det/Han skrev i god tid, og <han> fik selv besked|" \
		"<Han> må gå ind til naboen, når der bliver råbt/Naboen/<Han> går derover en onsdag efter aftensmaden/Døren var åben, og der var kakao|" \
		"Ingen drikker, når børnene er hjemme/Mor og far/Farfar kommer forbi en lørdag aften uden at sige det/Der var ro, og de så film|" \
		"Moster henter, når mor ikke er der kl. 16/Moster/Mor bliver væk en mandag, og moster får ikke andet at vide/Moster var der 16.10; <han> vidste, at hun kom|" \
		"Storesøster skal ikke passe på; hun ringer til farmor/Farmor/Storesøster ringer en aften, hvor begge voksne er hjemme/Farmor tog den ikke første gang. Hun har nu telefonen ved sengen|" \
		"Far går ud i garagen, når han bliver vred/Far/Udfører er med en aften, hvor lektierne er svære/Han gik to gange og kom roligt ind igen|" \
		"Klubben ringer til rådgiveren, hvis <han> ikke kommer/Klubben/<Han> kommer en time for sent efter aftale/De ringede efter tyve minutter|" \
		"Der ligger en liste med fem numre på køleskabet/Mor/<Han> ringer selv til to af dem/Den ene tog den; den anden bliver skiftet ud|" \
		"Låsen på badeværelset virker, og <han> bestemmer over den/Far/Udfører spørger <ham> efter en uge/<Han> siger, at alle banker på nu|" \
		"Når mor er syg, sover børnene hos mormor/Mormor/De sover der en almindelig torsdag/Tasken stod klar, og de kom i skole|" \
		"De voksne aftaler weekenden på skrift om onsdagen/Mor og far/Rådgiver beder om at se beskeden tre uger i træk/Den kom to af tre gange"

	school_did = "Fast voksen ved porten om morgenen|Pausekort og et stille rum|Makker i gruppearbejde|Lektiecafé om tirsdagen|To korte samtaler om ugen|Færre skift i skemaet|Plads tæt på døren|Besked hjem hver fredag|Leger i en lille gruppe før frokost|Følges med en kammerat fra bussen"
	school_sees = "Færre konflikter i frikvarteret|Kommer glad ind ad døren|Rækker hånden op igen|Siger selv til, når det er for meget|Har været på besøg hos en fra klassen|Bliver til sidste time|To uger, hvor vi ikke har ringet hjem"
	no_better = "Endnu ikke til at se|Går godt den ene uge og skidt den næste|Mere træt end før ferien|Trækker sig, når der er mange|Aftalerne holder på hverdage, ikke i weekenden|<Han> siger fra, når vi spørger"
	child_says = "\"Det går okay\"|\"Jeg kan bedst lide, når det er Sanne\"|\"De spørger for meget\"|\"Nu er der nogen, der ved det\"|\"Det er blevet bedre i pausen\"|\"Jeg ved det ikke\"|\"Jeg vil gerne prøve selv\"|\"Det er kun svært om mandagen\"|\"Jeg glæder mig til lejrtur\""

	child_wishes = "At være i skole sammen med min ven|At sove længe om lørdagen|En hund|At far kommer, når han har sagt det|At ingen råber|At gå til svømning|At mor ikke er så træt|At have mit eget værelse|At komme på besøg hos farfar|At vide det i god tid|At klare det selv|At få ro til at tegne|At slippe for gruppearbejde|At min lillebror ikke ødelægger mine ting|At være med i klubben"
	parent_wishes = "At <han> kommer afsted om morgenen|At vi kan spise uden skænderier|At <han> får en ven at følges med|At nogen tager os alvorligt|At jeg kan sige nej uden at råbe|At <han> tør sige, hvad <han> føler|At vi taler pænt om hinanden|At lektierne ikke fylder hele aftenen|At <han> sover i sin egen seng|At vi får en weekend uden skærm|At <han> griner igen|At vi ved, hvem vi skal ringe til"
	school_wishes = "At <han> tør være med i gruppearbejde|At <han> kommer til første time|At der er én at ringe til derhjemme|At <han> får leget hver dag|At <han> spiser sin madpakke|At vi hører det, når noget er svært hjemme"

	adviser_does = "Spørger klubben, om der er en plads|Skriver referatet, så barnet også kan læse det|Undersøger, om støtten kan ligge om eftermiddagen|Taler med lægen om søvn|Aftaler et besøg i den nye klasse|Sender brev til begge forældre|Spørger PPR om en vurdering af læsning|Finder en tid, hvor begge forældre kan"
	others_do = "Mor/Har tøj og taske klar aftenen før|Far/Siger i god tid, hvem der henter|Mor og far/Slukker skærmen en halv time før sengetid|Mor/Holder en fast aften med spil og te|Skolen/Sender en besked fredag om, hvordan ugen gik|Far/Tager kontakt til træneren|Udfører/Finder et roligt sted til lektierne|Mor/Øver turen med bussen to gange|Udfører/Laver et billedskema til morgenen|Skolen/Giver besked, når vikaren er der|Mor og far/Aftaler, hvem der går med til tandlæge|Far/Hænger ugeplanen på køleskabet|Skolen/Finder én voksen, som <han> kan gå til"
	family_does = "Mormor/Har en fast aften med spil og mad hver torsdag|Farfar/Kører til træning om onsdagen|Far/Ringer søndag aften og hører, hvordan ugen var|Mor/Laver mad sammen med <ham> én gang om ugen|Farfar/Har et værelse klar, hvis det brænder på|Mormor/Går med til første møde på skolen|Far/Skriver, hvis han bliver forsinket|Mor/Siger til mormor, når det bliver for meget"
	after_conference = "Det var rart, at alle hørte det samme|Begynd en time senere næste gang|Maden var god, og der var tid|Jeg blev lidt glemt til sidst|Godt, at farfar sad ved siden af|For mange papirer, men gode folk|Jeg fik sagt det, jeg ville|Vi lavede planen selv, og den er vores|Næste gang vil jeg have min kusine med"

	# {passage=code}: both coders say yes; =x: neither; =d: they differ
	half_way = "Besøg hjemme. Mor fortæller, at <han> {sover bedre=wellbeing}, siden de fik {faste rammer=family=d} om aftenen.|" \
		"Samtale på {skolen=school=x}. <Han> er begyndt at række hånden op og er {gladere=wellbeing=d} i timerne.|" \
		"Telefon med far. De voksne {skændes=family} stadig om weekenderne, men {mormor=network=x} tager <ham> hver torsdag.|" \
		"Møde på {skolen=school=d}. {Fraværet=school} er faldet fra otte til tre dage om måneden.|" \
		"<Han> fortæller, at to {venner=network=d} er begyndt at ringe igen. Mor synes, at <han> er {mere åben=wellbeing=x}.|" \
		"Far {meldte afbud=dropout} for tredje gang. Mor er ked af det; <han> siger ikke noget.|" \
		"{Samarbejdet=cooperation=d} med familien går godt. {Rutinerne=family} om morgenen holder fire dage om ugen.|" \
		"{Læreren=school=x} ringede. Der er færre {konflikter=family=x} i frikvarteret, når {farfar=network=x} har hentet dagen før.|" \
		"Gåtur med <ham>. <Han> siger, at <han> {har det bedre=wellbeing}, men savner sin {moster=network=x}."
	end_well = "Afslutning. Familien klarer sig med hjælp fra {mormor=network} og {naboen=network}. <Han> {trives bedre=wellbeing} end for et år siden.|" \
		"Sidste besøg. {Fraværet=school} er næsten væk, og <han> har fået to nye {venner=network}.|" \
		"Afslutning sammen med <ham>. <Han> er {roligere=wellbeing}, og der er næsten ingen {skænderier=family=d} hjemme længere.|" \
		"Vi slutter som planlagt. {Aftalerne er holdt=cooperation}, og {tryghed=safety} er det ord, mor selv bruger.|" \
		"Sidste møde. {Klassen=school=d} har taget godt imod <ham>, og {sengetiderne=family} holder uden hjælp."
	end_so = "Afslutning. Det går op og ned; {skolen=school} følger det videre sammen med mor.|" \
		"Familien ønskede ikke at fortsætte og {mødte ikke op=dropout} de sidste to gange. {Skolen=school=x} er orienteret.|" \
		"Sidste samtale. <Han> er {mere rolig=wellbeing=d} i hverdagen, men {konflikterne=family=x} om samværet fortsætter.|" \
		"Hjælpen {afbrydes=dropout}, fordi familien flytter. {Netværket=network} er tegnet op og givet videre efter aftale.|" \
		"Vi slutter uden at være nået helt i mål. {Rutinerne=family} holder i hverdagen, {farmor=network} tager hver anden weekend."
}

package prose

import "strings"

// never lists abbreviations, without their dot, after which a sentence goes on.
var never = set("Engr Barr Smt Arc Alh Mr Mrs Ms Mx Dr Prof Rev Fr Hon Gen Col Maj Capt Cmdr Lt Sgt Cpl Pvt Adm Sen Sens Rep Reps Gov Govs Pres Supt Det Insp " +
	"St Mt Ft Messrs Mmes Sr Sra Srta Mme Mlle Hr Fr vs v cf eg ie approx No Nos Art Sec Ch Fig Vol pp ca " +
	"e.g i.e z.B d.h u.a bzw ca Bd Abs M MM Ph")

// sometimes lists abbreviations that may also end a sentence; the word after them decides.
var sometimes = set("Jr Sr Inc Corp Co Ltd Bros LLC Cos Plc Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec " +
	"Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss " +
	"Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ave Blvd Rd etc al Esq min max dept est")

// starters are words that begin a sentence far more often than they follow an abbreviation.
var starters = set("The A An He She It They We I You In On At But And Or So If When While As After Before This That These Those There Then " +
	"His Her Its Their Our My Your For From With By To Of Not No Yet Still Meanwhile However What Who Why How Where " +
	"Asked Both Some Many Most One Two Last Now Under Since Though Although Because Another Others Der Die Das Er Sie Es Le La Les Il Elle El Los Las")

// tags are words that report speech behind a question or an exclamation.
var tags = set("said says asked asks told tells cried cries shouted shouts replied replies added adds wrote writes yelled called demanded answered exclaimed wondered tweeted whispered")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

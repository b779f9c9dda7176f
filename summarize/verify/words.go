package verify

import (
	"maps"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a line.
type token struct {
	word    string // as it is written, without a possessive ending
	low     string // in lower case
	denies  bool   // says no, outright
	initial bool   // begins a sentence or stands behind an opening mark or a colon
	after   string // what stands between it and the next word
}

var wordly = regexp.MustCompile(`[\p{L}\p{N}\p{M}]+(?:[’'][\p{L}\p{M}]+)*`)

// tokensOf cuts a text into words. The language tells which of them deny.
func tokensOf(text, lang string) []token {
	text = strings.ReplaceAll(text, "anything but ", "not ")
	at := wordly.FindAllStringIndex(text, -1)
	out := make([]token, len(at))
	for i, m := range at {
		w := strings.ReplaceAll(text[m[0]:m[1]], "’", "'")
		low := strings.ToLower(w)
		for _, end := range []string{"'s", "'"} {
			if strings.HasSuffix(low, end) && len(low) > len(end) {
				w, low = w[:len(w)-len(end)], low[:len(low)-len(end)]
				break
			}
		}
		lead := ""
		if i > 0 {
			lead = text[at[i-1][1]:m[0]]
		}
		next := len(text)
		if i+1 < len(at) {
			next = at[i+1][0]
		}
		out[i] = token{word: w, low: low, denies: denials[lang][low] || strings.HasSuffix(low, "n't"), initial: i == 0 || strings.ContainsAny(lead, ".!?:“\"«„"), after: text[m[1]:next]}
	}
	return out
}

// capital reports whether a word is written like a name.
func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// stem cuts the endings that grammar puts on a word, roughly and the same way for line and source.
func stem(w string) string {
	w = strings.TrimSuffix(w, "n't")
	for _, end := range []string{"ations", "ation", "ingly", "ments", "ment", "ings", "ing", "edly", "ies", "ied", "ers", "es", "ed", "er", "ly", "al", "s", "e", "y"} {
		if base, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(base) >= 4 {
			w = base
			break
		}
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] {
		w = w[:n-1]
	}
	return w
}

// near reports whether two stems are forms of one word: equal, or alike in all but their end.
func near(a, b string) bool {
	if a == b {
		return true
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 5 && len(a)-n <= 3 && len(b)-n <= 3
}

func set(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
	}
	return m
}

// lightBy are the words that carry no matter of their own, by language.
var lightBy = map[string]map[string]bool{
	"en": set(`a an the of in on at to for from by with about into over under after before between among against through during without within
	and or but nor so yet if than then that this these those there here it its he she they them him her his hers their theirs we us our who whom whose which what when where why how
	is are was were be been being am has have had having do does did doing done will would shall should can could may might must not no
	also as just only more most less least very much many few some any all both each every other another such same own too still already even again ever
	say says said saying tell tells told according while because since until though although whether both either neither up down out off now new one two
	add adds added call calls called want wants wanted`),
	"de": set(`der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war waren wird werden hat haben hatte im in am an auf zu zum zur von vom mit für bei nach aus als auch sich sie er es dass wie sagt sagte`),
	"fr": set(`le la les un une des du de et ou mais ne pas est sont était ont avait dans sur pour par avec que qui dit elle il ils elles ce cette ces se sa son ses leur leurs au aux en`),
	"es": set(`el los las una unos unas del y o pero no es son era fue han había por para con su sus lo se que dijo dice como más`),
	"it": set(`il lo gli i un uno una di del della e o ma non è sono era ha hanno per con su che disse ha detto si nel nella`),
	"pt": set(`os as um uma do da dos das e ou mas não é são era foi tem por para com seu sua que disse no na`),
}

// light are those of all languages.
var light = func() map[string]bool {
	all := map[string]bool{}
	for _, words := range lightBy {
		maps.Copy(all, words)
	}
	return all
}()

// months and weekdays, by which a date is told.
var dates = set(`january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
	monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight
	januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute morgen
	janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain
	enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo ayer hoy mañana
	gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi domani
	janeiro fevereiro março maio junho julho setembro outubro novembro dezembro segunda terça quarta quinta sexta domingo ontem hoje amanhã
	spring autumn winter midnight noon`)

// roles are what people are called by their office. A line may use one only where the article does.
var roles = set(`president minister premier chancellor mayor governor senator councillor councilor commissioner ambassador king queen prince princess pope bishop priest imam rabbi
	director chairman chairwoman chair chief ceo cfo founder owner manager executive boss secretary treasurer spokesman spokeswoman spokesperson adviser advisor
	professor doctor scientist biologist economist engineer lawyer judge prosecutor attorney detective inspector officer general colonel captain sergeant admiral
	teacher nurse surgeon driver farmer fisherman coach striker goalkeeper referee author poet actor singer journalist reporter editor analyst banker broker trader
	widow widower mother father brother sister son daughter wife husband victim suspect defendant witness plaintiff`)

// starters are words that may begin a line with a capital and are no names, besides those of the source.
var starters = set(`critics opponents supporters backers officials residents researchers scientists workers unions ministers councillors experts analysts lawyers campaigners activists
	people nobody everyone both most many several others another neither either half none experts local national public private plans talks work growth prices costs sales profits revenue
	further under once despite instead meanwhile however later earlier today although though unless whether rather because since until during without within across along amid among around
	according asked told speaking writing citing quoting noting adding warning arguing calling saying between above below behind beyond near next last first second third
	opinions views doubts concerns fears hopes questions answers reasons results findings figures data evidence money funding staff voters members families parents children patients
	passengers drivers tenants landlords shareholders investors customers users readers players fans teams scores goals judges jurors prosecutors police firefighters doctors nurses teachers pupils students
	negotiations discussions negotiators management employers employees companies firms banks shops farmers fishers boats ships trains buses roads houses homes rents wages taxes rates inflation`)

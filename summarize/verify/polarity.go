package verify

import "strings"

// denials are the words that deny, by language. A word of one is often something else in another: mai, sin, pas.
var denials = map[string]map[string]bool{
	"en": set(`not no never none nobody nothing neither nor cannot without nowhere`),
	"de": set(`nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne`),
	"fr": set(`ne n pas jamais aucun aucune rien personne sans ni`),
	"es": set(`no nunca ningún ninguna nadie nada sin jamás tampoco`),
	"it": set(`non mai nessuno nessuna niente nulla senza`),
	"pt": set(`não nunca nenhum nenhuma ninguém sem jamais`),
}

// soft words tell of a refusal or a lack, which a line may word as a denial.
var soft = set(`refuse refuses refused refusing deny denies denied denying reject rejects rejected rejecting decline declines declined fail fails failed failing failure lack lacks lacked lacking
	unlikely unable hardly barely rarely oppose opposes opposed against abandon abandoned avoid avoids avoided prevent prevents prevented block blocks blocked stop stops stopped exclude excludes excluded rule
	ruled halt halted cancel cancelled canceled dismiss dismissed dispute disputes disputed doubt doubts doubted absent missing instead rather unlike false untrue impossible hardly scrap scrapped drop dropped ban banned`)

// opposite is two sets of words.
type opposite struct {
	sides [2]map[string]bool
	firm  bool // compares or orders, which no denial turns round
}

// opposites are words of which one may not stand for the other.
var opposites = func() (out []opposite) {
	for _, pair := range []string{ // the two sides parted by a bar, behind = where they are firm
		"rise rises rose risen rising grow grows grew grown growing increase increases increased increasing climb climbs climbed gain gains gained jump jumped surge surged up higher raise raises raised | fall falls fell fallen falling shrink shrinks shrank decrease decreases decreased decreasing drop drops dropped decline declines declined lose loses slump slumped plunge plunged down lower lowers lowered cut cuts reduce reduces reduced",
		"support supports supported supporting back backs backed backing favour favours favoured favor favors favored endorse endorses endorsed welcome welcomes welcomed | oppose opposes opposed opposing reject rejects rejected rejecting resist resists resisted",
		"approve approves approved approving accept accepts accepted adopt adopted pass passed allow allows allowed permit permits permitted grant granted uphold upheld | reject rejects rejected refuse refuses refused deny denies denied block blocks blocked forbid forbids forbade forbidden ban bans banned overturn overturned veto vetoed",
		"confirm confirms confirmed admit admits admitted acknowledge acknowledged | deny denies denied dispute disputes disputed",
		"win wins won winning victory beat beats | lose loses lost losing defeat defeated",
		"open opens opened opening reopen reopened | close closes closed closing shut shuts",
		"start starts started begin begins began launch launched | end ends ended stop stops stopped finish finished",
		"=more most above over exceed exceeds exceeded | less least fewer below under",
		"=before earlier | after later", "=first | last", "guilty convicted | innocent acquitted cleared", "legal lawful | illegal unlawful",
		"safe | unsafe dangerous", "possible | impossible", "likely | unlikely", "able | unable", "true | false untrue", "right | wrong", "good better best | bad worse worst",
		"always | never", "buy buys bought | sell sells sold", "hire hired | fire fired dismissed", "profit profits | loss losses", "alive | dead", "public | secret private",
		"for | against", "success successful succeeded | failure failed unsuccessful", "=early | late", "strong stronger | weak weaker", "fast faster | slow slower", "cheap cheaper | expensive dearer",
		"widen widens widened wide wider | narrow narrows narrowed narrower", "raise raises raised | lower lowers lowered",
		"keep keeps kept remain remains remained stay stays stayed | leave leaves abandon abandoned scrap scrapped remove removed", "trust trusts trusted | distrust mistrust", "agree agrees agreed | disagree disagrees disagreed",
		"build builds built | demolish demolished", "=north northern | south southern", "=east eastern | west western", "majority | minority", "mandatory compulsory | voluntary optional", "=maximum | minimum", "import imports imported | export exports exported",
		"steigt stieg gestiegen wächst mehr höher | sinkt sank gesunken fällt fiel weniger niedriger", "für | gegen", "pour | contre", "oui | non",
	} {
		a, b, _ := strings.Cut(pair, "|")
		a, firm := strings.CutPrefix(a, "=")
		out = append(out, opposite{[2]map[string]bool{set(a), set(b)}, firm})
	}
	return out
}()

// agrees reports whether a line affirms and denies as what it cites does. Where the two are in different languages only
// whether there is a denial at all can be compared.
func agrees(line, source []token, foreign bool) bool {
	var lineDenies, sourceDenies, sourceSoft bool
	for _, t := range line {
		lineDenies = lineDenies || t.denies
	}
	has := map[string]bool{}
	for _, t := range source {
		sourceDenies = sourceDenies || t.denies
		sourceSoft = sourceSoft || soft[t.low]
		has[t.low] = true
	}
	if foreign {
		return lineDenies == sourceDenies || lineDenies && sourceSoft
	}
	if lineDenies && !sourceDenies && !sourceSoft {
		return false
	}
	if !kept(line, source, !sourceDenies) || !kept(source, line, false) {
		return false
	}
	for _, pair := range opposites {
		for side := range pair.sides {
			for _, t := range line {
				if !pair.sides[side][t.low] || holdsAny(has, pair.sides[side]) {
					continue
				}
				affirmed, _ := occurs(line, stem(t.low))
				for other := range pair.sides[1-side] {
					if too, _ := occurs(source, stem(other)); has[other] && (affirmed && too || pair.firm) {
						return false
					}
				}
			}
		}
	}
	return prefixes(line, has)
}

func holdsAny(has, words map[string]bool) bool {
	for w := range words {
		if has[w] {
			return true
		}
	}
	return false
}

// reach is how many words behind a denial are taken to be denied.
const reach = 4

// kept reports whether what one text denies is not affirmed in the other: a word that stands behind a denial here must
// not stand there only without one. With found it must stand there at all: where the source has no denial but a refusal,
// it has to be a refusal of the same.
func kept(from, to []token, found bool) bool {
	for i, t := range from {
		if !t.denies || strings.ContainsAny(t.after, ",.;:)’”") {
			continue
		}
		there := false
		for k := i + 1; k < len(from) && k <= i+reach; k++ {
			if k > i+1 && strings.ContainsAny(from[k-1].after, ",.;:”") {
				break
			}
			w := from[k].low
			if light[w] || len(w) < 3 {
				continue
			}
			if too, _ := occurs(from, stem(w)); too {
				continue // affirmed and denied: "they asked for this, not one asked for that"
			}
			affirmed, denied := occurs(to, stem(w))
			if affirmed && !denied {
				return false
			}
			there = there || denied
			if denied && !affirmed {
				break // the head of what is denied
			}
		}
		if found && !there {
			return false
		}
	}
	return true
}

// occurs tells whether a stem stands in a text without a denial in its clause, and with one.
func occurs(toks []token, s string) (affirmed, denied bool) {
	for i, t := range toks {
		if !near(stem(t.low), s) {
			continue
		}
		found := t.denies
		for k := i - 1; k >= 0 && k >= i-reach-3 && !found; k-- {
			if strings.ContainsAny(toks[k].after, ".;:") || parting[toks[k].low] {
				break
			}
			found = toks[k].denies || soft[toks[k].low]
		}
		for k := i + 1; k < len(toks) && k <= i+reach && !found; k++ {
			if strings.ContainsAny(toks[k-1].after, ",.;:") || parting[toks[k].low] {
				break
			}
			found = toks[k].denies || soft[toks[k].low]
		}
		affirmed, denied = affirmed || !found, denied || found
	}
	return affirmed, denied
}

// parting words begin a clause of their own.
var parting = set("but and while whereas because although aber und mais et pero y ma mas")

// prefixes reports whether no word of the line is a word of the source with un-, in-, dis- or non- put before it or
// taken off.
func prefixes(line []token, has map[string]bool) bool {
	for _, t := range line {
		if has[t.low] || len(t.low) < 4 {
			continue
		}
		for _, p := range []string{"un", "in", "im", "il", "ir", "dis", "non", "mis"} {
			if has[p+t.low] {
				return false
			}
			if base, ok := strings.CutPrefix(t.low, p); ok && len(base) > 3 && has[base] {
				return false
			}
		}
	}
	return true
}

// Keeps reports whether a text is about a label without turning it: it holds the label's words, and neither a denial nor
// a refusal.
func Keeps(text, label string) bool {
	words := tokensOf(text, "en")
	for _, t := range words {
		if t.denies || soft[t.low] {
			return false
		}
	}
	for _, l := range tokensOf(label, "en") {
		if affirmed, _ := occurs(words, stem(l.low)); !affirmed && !light[l.low] {
			return false
		}
	}
	return true
}

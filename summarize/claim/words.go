package claim

import (
	"strings"
	"unicode/utf8"
)

// The tables hold what the commonest European languages write, since a claim does not tell its language. A word that
// one of them uses otherwise costs little: it is weighed too low, or a gap over it is reported rather than passed.
var (
	function = set(`a about above after again all also am an and any are as at be because been before being between both
		but by can could did do does doing down during each even few for from further had has have having he her here
		hers him his how i if in into is it it's its just me more most my now of off on once only or other our out over own same
		she should so some such than that that's the their them then there these they this those through to too under until up
		us very was we were what when where which while who whom why will with would you your
		der die das den dem des ein eine einen einem einer und oder aber ist sind war wir ich sie er es ihr zu mit von auf für
		im in am dass wird werden hat haben auch
		le la les un une des du de et ou est sont nous je vous il elle ils que qui dans pour sur avec ce cette
		el los las una y o es son lo que en por para con su se del al
		gli uno della di che è sono per con si il
		os um uma e do da no na dos das em não por para com
		het een en is zijn wij ik van voor met dat op`)

	negations = set(`not no never none nor neither nothing nobody nowhere without cannot hardly
		nicht kein keine keinen keinem keiner nie niemals nichts ohne weder
		ne n'est pas jamais aucun aucune sans rien ni
		nunca jamás sin nada ningún ninguna tampoco
		non né senza nessun nessuno nessuna niente
		não nem sem nenhum nenhuma nada jamais
		niet geen nooit niets zonder ikke aldri inte aldrig inget ingen uden utan не ни никогда нет без nie nigdy bez
		不 没 沒 無 无 非 未 莫 勿 ない`)

	// The words that may stand between a negation and the words that it governs.
	bridges = set(`to ever really even just be been being have has had go going want wish intend plan mean try let allow
		think believe say saying suggest suggesting expect claim pretend imagine that true evidence reason proof case
		able willing ready prepared about at all any longer yet still simply necessarily actually ever again again, do will would
		could should can may might must zu dass wieder jemals de que à volver a jamais plus mehr`)

	// A negation before one of these is part of an idiom that denies nothing: "not only".
	harmless = set(`only just merely simply least nur bloß seulement uniquement sólo solo solamente soltanto apenas alleen`)

	// A negation after one of these offers a choice or asks: "whether or not", "why not".
	offers = set(`or why if oder ou o warum`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// weigh tells how much of a wording rests on the word: 10 for one of content, in parts for a character.
func weigh(low string, k kind) int {
	switch {
	case k == letter && strings.ContainsAny(low[:min(len(low), 3)], "のはがをにでとものへやねよかなるたてしいっまする、"):
		return 3
	case k == letter:
		return 5
	case k == number:
		return 10
	case k == symbol:
		return 4
	case function[low] || negative(low) || utf8.RuneCountInString(low) < 3:
		return 4
	}
	return 10
}

func negative(low string) bool {
	return negations[low] || strings.HasSuffix(low, "n't") || strings.HasPrefix(low, "n'")
}

// denies reports whether token i of a wording is a negation that bears on what follows.
func denies(toks []token, i int) bool {
	return negative(toks[i].low) && !(i+1 < len(toks) && harmless[toks[i+1].low]) && !(i > 0 && offers[toks[i-1].low])
}

// akin reports whether two words look like forms of one: closes, closed.
func akin(a, b string) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n >= 4 && 5*n >= 3*max(len(a), len(b))
}

package quote

import (
	"testing"

	"onrecord/summarize/prose"
)

func TestTheWordsOfATextTellItsLanguageBeforeItsPageDoes(t *testing.T) {
	const (
		enText = "The board said on Monday that it would close the slip in May, and that the boats which lie there now will be moved to Holm for the winter."
		deText = "Der Rat hat am Montag mitgeteilt, dass er den Steg im Mai schließen wird und dass die Boote, die dort liegen, nach Holm gebracht werden."
		frText = "Le conseil a annoncé lundi qu'il fermera le quai en mai et que les bateaux qui sont là seront envoyés à Holm pour l'hiver."
		ptText = "O conselho disse na segunda-feira que vai fechar o cais em maio e que os barcos que estão lá serão levados para Holm no inverno."
		plText = "Rada poinformowała w poniedziałek, że zamknie pomost w maju, a łodzie, które tam stoją, zostaną przewiezione do Holm na całą zimę przez właścicieli."
	)
	for _, tt := range []struct{ name, text, declared, want string }{
		{"English", enText, "", "en"},
		{"English that is declared", enText, "en-GB", "en"},
		{"English that is declared to be German", enText, "de", "en"},
		{"English that is declared to be Polish", enText, "pl", "en"},
		{"German", deText, "", "de"},
		{"German that is declared", deText, "de-AT", "de"},
		{"German in a template that says English", deText, "en", "de"},
		{"French", frText, "", "fr"},
		{"Portuguese that is declared to be of Brazil", ptText, "pt_BR", "pt"},
		{"Polish", plText, "", ""},
		{"Polish that is declared", plText, "pl", ""},
		{"Japanese", "港は五月に閉まる。船はホルムへ移される。", "", ""},
		{"a few words of English", "“It closes,” Ida Moreno said.", "", "en"},
		{"a few words that are declared", "„Nein“, sagte Ida Moreno.", "de", "de"},
		{"nothing", "", "", "en"},
	} {
		a := prose.Article(tt.text)
		a.Lang = tt.declared
		if got := language(a); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestEveryTongueHasItsWordsAndFrames(t *testing.T) {
	for name := range tongues {
		x := tongueOf(name)
		if !x.known() || len(x.words) < 500 || len(x.according) == 0 || len(x.same) == 0 || len(x.latter) == 0 {
			t.Errorf("%s: %d words, %d phrases, %d groups", name, len(x.words), len(x.according), len(x.same))
		}
	}
	if x := tongueOf("xx"); x.known() {
		t.Error("a language is known that does not exist")
	}
}

func TestAWordOfAnotherTongueIsWhatItsLastPartIs(t *testing.T) {
	for _, tt := range []struct {
		tongue, word string
		shape        shape
		is, not      class
	}{
		{"de", "fraktionsvorsitzende", capital, role, body},
		{"de", "grünen-politikerin", capital, role | female, male},
		{"de", "landesfinanzministerium", capital, body, role},
		{"de", "tillmann", capital, 0, role},
		{"de", "montagnachmittag", capital, day, role},
		{"fr", "vice-présidente", lower, role | female, male},
		{"es", "dijo", lower, say, role},
		{"pt", "ex-vereadora", lower, role | female, male},
		{"it", "che", lower, that, say},
	} {
		if got := tongueOf(tt.tongue).classOf([]byte(tt.word), tt.shape); got&tt.is != tt.is || got&tt.not != 0 {
			t.Errorf("%s %s: %b, want %b and not %b", tt.tongue, tt.word, got, tt.is, tt.not)
		}
	}
}

func TestOtherTonguesAreCutAtTheirElisionsAndHyphens(t *testing.T) {
	for _, tt := range []struct{ tongue, text, want string }{
		{"fr", "L’homme a-t-il dit : d'Ida", "L’|homme|a|il|dit|:|d'|Ida"},
		{"fr", "D’Alessio, dit-elle", "D’Alessio|,|dit|elle"},
		{"fr", "parle d’« urgence »", "parle|d’|«|urgence|»"},
		{"it", "dell'Interno, un po' tardi", "dell'|Interno|,|un|po|'|tardi"},
		{"pt", "limitou-se a dizer, na segunda-feira", "limitou|se|a|dizer|,|na|segunda-feira"},
		{"de", "Jens-Peter O’Hara, 1.200 Boote", "Jens-Peter|O’Hara|,|1.200|Boote"},
	} {
		a := prose.Article(tt.text)
		got := ""
		for i, tok := range tongueOf(tt.tongue).cut(a) {
			if i > 0 {
				got += "|"
			}
			got += a.Text[tok.start:tok.end]
		}
		if got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.tongue, tt.text, got, tt.want)
		}
	}
}

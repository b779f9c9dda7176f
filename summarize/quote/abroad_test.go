package quote_test

import (
	"testing"

	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// runIn is run for texts in a language: contents and speakers, "-" for one who stays unclear.
func runIn(t *testing.T, lang string, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			a := prose.Article(r.text)
			a.Lang = lang
			found := quote.Find(a)
			if err := invariants(a, found); err != nil {
				t.Error(err)
			}
			got := make([]string, len(found))
			for i, q := range found {
				speaker := "-"
				if q.Known() {
					speaker = a.At(q.Speaker.Name)
				}
				got[i] = a.At(q.Span) + " | " + speaker
				if role := a.At(q.Speaker.Role); q.Known() && role != "" {
					got[i] += " | " + role
				}
			}
			if len(got) != len(r.want) {
				t.Fatalf("%s\nhas   %q\nwant  %q", r.text, got, r.want)
			}
			for i := range got {
				if got[i] != r.want[i] {
					t.Errorf("%s\nhas   %q\nwant  %q", r.text, got[i], r.want[i])
				}
			}
		})
	}
}

func TestGermanFramesNameTheSpeaker(t *testing.T) {
	const moreno = "Bürgermeisterin Ida Moreno kam am Montag nach Holm. "
	runIn(t, "de", []row{
		{"behind", "„Der Steg wird gesperrt“, sagte Ida Moreno.", []string{"Der Steg wird gesperrt | Ida Moreno"}},
		{"behind, with marks that point inwards", "»Der Steg wird gesperrt«, sagte Ida Moreno.", []string{"Der Steg wird gesperrt | Ida Moreno"}},
		{"behind, with an apposition", "„Der Steg wird gesperrt“, sagte Ida Moreno, Sprecherin der Werft.", []string{"Der Steg wird gesperrt | Ida Moreno | Sprecherin der Werft"}},
		{"behind, with a role", "„Der Steg wird gesperrt“, sagte Hafenmeisterin Ida Moreno dem Kurier.", []string{"Der Steg wird gesperrt | Ida Moreno | Hafenmeisterin"}},
		{"before, with a colon", moreno + "Moreno erklärte: „Der Steg wird gesperrt.“", []string{"Der Steg wird gesperrt. | Ida Moreno | Bürgermeisterin"}},
		{"before, with the verb second", moreno + "Am Abend sagte Moreno: „Der Steg wird gesperrt.“", []string{"Der Steg wird gesperrt. | Ida Moreno | Bürgermeisterin"}},
		{"before, with the verb at the end", moreno + "Moreno hat am Dienstag im Rat gesagt: „Der Steg wird gesperrt.“", []string{"Der Steg wird gesperrt. | Ida Moreno | Bürgermeisterin"}},
		{"so", moreno + "„Der Steg wird gesperrt“, so Moreno.", []string{"Der Steg wird gesperrt | Ida Moreno | Bürgermeisterin"}},
		{"zufolge", moreno + "Moreno zufolge ist der Steg „eine Gefahr für jedes Boot“.", []string{"eine Gefahr für jedes Boot | Ida Moreno | Bürgermeisterin"}},
		{"laut", moreno + "Laut Moreno ist der Steg „eine Gefahr für jedes Boot“.", []string{"eine Gefahr für jedes Boot | Ida Moreno | Bürgermeisterin"}},
		{"a participle at the end", moreno + "Moreno hat den Steg „eine Gefahr für jedes Boot“ genannt.", []string{"eine Gefahr für jedes Boot | Ida Moreno | Bürgermeisterin"}},
		{"a pronoun", moreno + "„Der Steg wird gesperrt“, sagte sie.", []string{"Der Steg wird gesperrt | Ida Moreno | Bürgermeisterin"}},
		{"a role", moreno + "„Der Steg wird gesperrt“, sagte die Bürgermeisterin.", []string{"Der Steg wird gesperrt | Ida Moreno | Bürgermeisterin"}},
		{"that", moreno + "Moreno sagte, dass der Steg gesperrt wird.", []string{"dass der Steg gesperrt wird | Ida Moreno | Bürgermeisterin"}},
		{"a relative clause in between", "Bo Tern, der Ida Moreno aus Holm kennt, sagte: „Der Steg ist alt.“", []string{"Der Steg ist alt. | Bo Tern"}},
		{"in the next sentence", "„Der Steg wird gesperrt.“ Das sagte Ida Moreno am Montag.", []string{"Der Steg wird gesperrt. | Ida Moreno"}},
		{"a body before the role", "„Der Steg wird gesperrt“, sagte Holms Bürgermeisterin Ida Moreno.", []string{"Der Steg wird gesperrt | Ida Moreno | Bürgermeisterin"}},
		{"a last name that is a noun", "„Der Steg wird gesperrt“, sagte Bürgermeister Fischer.", []string{"Der Steg wird gesperrt | Fischer | Bürgermeister"}},
		{"a role that no list has", "„Der Steg wird gesperrt“, sagte Pontonwärterin Ida Moreno. „Sofort“, ergänzte die Pontonwärterin.", []string{
			"Der Steg wird gesperrt | Ida Moreno | Pontonwärterin", "Sofort | Ida Moreno | Pontonwärterin"}},
		{"what somebody else is said to", moreno + "Moreno sagte, dass Tern „eine Gefahr für alle Boote“ sei.", []string{"eine Gefahr für alle Boote | Ida Moreno | Bürgermeisterin"}},
		{"a particle", "„Der Steg wird gesperrt“, sagte Ida von der Heyde. „Und zwar sofort“, fügte von der Heyde hinzu.", []string{
			"Der Steg wird gesperrt | Ida von der Heyde", "Und zwar sofort | Ida von der Heyde"}},
	})
}

func TestGermanFramesThatLeaveAChoiceNameNobody(t *testing.T) {
	const both = "Bürgermeister Peter Moreno traf Landrat Hans Tern. "
	runIn(t, "de", []row{
		{"one of two men", both + "„Der Steg wird gesperrt“, sagte er.", []string{"Der Steg wird gesperrt | -"}},
		{"a role that nobody has", both + "„Der Steg wird gesperrt“, sagte der Polizeisprecher.", []string{"Der Steg wird gesperrt | -"}},
		{"whom it was said to", both + "„Der Steg wird gesperrt“, sagte dem Landrat ein Bote.", []string{"Der Steg wird gesperrt | -"}},
		{"who is criticised", both + "„Der Steg ist ein Witz“, kritisierte den Landrat am Abend die Opposition.", []string{"Der Steg ist ein Witz | -"}},
		{"it was said", both + "„Der Steg wird gesperrt“, hieß es aus dem Rathaus.", []string{"Der Steg wird gesperrt | -"}},
		{"a title", both + "Tern las das Buch „Der Steg im Nebel“.", nil},
		{"somebody else’s clause", both + "Moreno sagte nichts, während Tern den Steg „eine Gefahr für alle Boote“ nannte.", []string{"eine Gefahr für alle Boote | -"}},
		{"two of a name", "Peter Moreno und Ida Moreno kamen. „Der Steg wird gesperrt“, sagte Moreno.", []string{"Der Steg wird gesperrt | -"}},
		{"a verb that no list has", "Ein Fischer nahm es leicht: „Der Steg war immer alt.“", []string{"Der Steg war immer alt. | Ein Fischer"}},
		{"a noun", "Der Rat tagte. „Der Steg wird gesperrt“, sagte Stadt und Land.", []string{"Der Steg wird gesperrt | -"}},
	})
}

func TestFrenchFramesNameTheSpeaker(t *testing.T) {
	const moreno = "La maire, Ida Moreno, est venue à Holm lundi. "
	runIn(t, "fr", []row{
		{"behind", "« Le quai fermera en mai », a déclaré Ida Moreno.", []string{"Le quai fermera en mai | Ida Moreno"}},
		{"behind, with a role", "« Le quai fermera en mai », a expliqué mardi la ministre de la Pêche, Ida Moreno.", []string{"Le quai fermera en mai | Ida Moreno | ministre de la Pêche"}},
		{"behind, with an apposition", "« Le quai fermera en mai », affirme Ida Moreno, porte-parole du port.", []string{"Le quai fermera en mai | Ida Moreno | porte-parole du port"}},
		{"before, with a colon", moreno + "Mme Moreno a précisé : « Le quai fermera en mai. »", []string{"Le quai fermera en mai. | Ida Moreno | maire"}},
		{"a pronoun behind", moreno + "« Le quai fermera en mai », a-t-elle ajouté.", []string{"Le quai fermera en mai | Ida Moreno | maire"}},
		{"a pronoun inside", moreno + "« Le quai, dit-elle, fermera en mai. »", []string{"Le quai, dit-elle, fermera en mai. | Ida Moreno | maire"}},
		{"a name inside", "« Le quai, explique Ida Moreno, fermera en mai. »", []string{"Le quai, explique Ida Moreno, fermera en mai. | Ida Moreno"}},
		{"selon", "Selon Ida Moreno, le quai est « une menace pour les bateaux ».", []string{"une menace pour les bateaux | Ida Moreno"}},
		{"d’après", "D’après Ida Moreno, le quai est « une menace pour les bateaux ».", []string{"une menace pour les bateaux | Ida Moreno"}},
		{"pour", "Pour Ida Moreno, « le quai est une menace pour les bateaux ».", []string{"le quai est une menace pour les bateaux | Ida Moreno"}},
		{"within the clause", moreno + "Ida Moreno a qualifié le quai de « menace pour tous les bateaux ».", []string{"menace pour tous les bateaux | Ida Moreno | maire"}},
		{"a role", moreno + "« Le quai fermera en mai », insiste l’élue.", []string{"Le quai fermera en mai | Ida Moreno | maire"}},
		{"a colon before a paragraph", moreno + "Ida Moreno a pris la parole :\n\n« Le quai fermera en mai. »", []string{"Le quai fermera en mai. | Ida Moreno | maire"}},
		{"without a comma", moreno + "« Le quai fermera en mai » a-t-elle ajouté.", []string{"Le quai fermera en mai | Ida Moreno | maire"}},
		{"a relative clause", "Ida Moreno, qui a parlé d’« une menace pour les bateaux », est partie.", []string{"une menace pour les bateaux | Ida Moreno"}},
		{"that", "Ida Moreno a annoncé que le quai fermerait en mai.", []string{"que le quai fermerait en mai | Ida Moreno"}},
		{"a particle", "« Le quai fermera », dit Jean de La Tour. « En mai », précise M. de La Tour.", []string{"Le quai fermera | Jean de La Tour", "En mai | Jean de La Tour"}},
	})
}

func TestFrenchFramesThatLeaveAChoiceNameNobody(t *testing.T) {
	const both = "Le maire, Jean Moreno, a rencontré le préfet, Paul Tern. "
	runIn(t, "fr", []row{
		{"one of two men", both + "« Le quai fermera en mai », a-t-il dit.", []string{"Le quai fermera en mai | -"}},
		{"a role that nobody has", both + "« Le quai fermera en mai », a dit le directeur du port.", []string{"Le quai fermera en mai | -"}},
		{"whom it was said to", both + "« Le quai fermera en mai », a répondu au préfet un pêcheur.", []string{"Le quai fermera en mai | -"}},
		{"a title", both + "Le film « Le quai fermera en mai » est sorti.", nil},
		{"one", both + "« Le quai fermera en mai », dit-on à la mairie.", []string{"Le quai fermera en mai | -"}},
		{"she among men", both + "« Le quai fermera en mai », a-t-elle dit.", []string{"Le quai fermera en mai | -"}},
		{"a statement without a tag", both + "« Le quai fermera en mai, quoi qu'il arrive. » La salle applaudit.", []string{"Le quai fermera en mai, quoi qu'il arrive. | -"}},
	})
}

func TestSpanishFramesNameTheSpeaker(t *testing.T) {
	const moreno = "La alcaldesa de Holm, Ida Moreno, llegó el lunes. "
	runIn(t, "es", []row{
		{"behind", "«El muelle cerrará en mayo», dijo Ida Moreno.", []string{"El muelle cerrará en mayo | Ida Moreno"}},
		{"behind, with a role", "\"El muelle cerrará en mayo\", aseguró este martes el ministro de Pesca, Juan Moreno.", []string{"El muelle cerrará en mayo | Juan Moreno | ministro de Pesca"}},
		{"behind, with an apposition", "“El muelle cerrará en mayo”, explicó Ida Moreno, portavoz del puerto.", []string{"El muelle cerrará en mayo | Ida Moreno | portavoz del puerto"}},
		{"before, with a colon", moreno + "Moreno afirmó: «El muelle cerrará en mayo».", []string{"El muelle cerrará en mayo | Ida Moreno | alcaldesa de Holm"}},
		{"without a subject", moreno + "«El muelle cerrará en mayo», añadió.", []string{"El muelle cerrará en mayo | Ida Moreno | alcaldesa de Holm"}},
		{"según", "Según Ida Moreno, el muelle es «una amenaza para los barcos».", []string{"una amenaza para los barcos | Ida Moreno"}},
		{"de acuerdo con", "De acuerdo con Ida Moreno, el muelle es «una amenaza para los barcos».", []string{"una amenaza para los barcos | Ida Moreno"}},
		{"that, with marks", moreno + "Moreno sostuvo que el muelle es «una amenaza para los barcos».", []string{"una amenaza para los barcos | Ida Moreno | alcaldesa de Holm"}},
		{"that", moreno + "Moreno aseguró que el muelle cerrará en mayo.", []string{"que el muelle cerrará en mayo | Ida Moreno | alcaldesa de Holm"}},
		{"a role", moreno + "«El muelle cerrará en mayo», insistió la alcaldesa.", []string{"El muelle cerrará en mayo | Ida Moreno | alcaldesa de Holm"}},
		{"behind what is reported", moreno + "Moreno dijo que el muelle cerrará en mayo. «No hay dinero para más».", []string{
			"que el muelle cerrará en mayo | Ida Moreno | alcaldesa de Holm", "No hay dinero para más | Ida Moreno | alcaldesa de Holm"}},
		{"a relative clause", moreno + "Habló con Juan Tern, quien señaló que «el muelle cerrará en mayo».", []string{"el muelle cerrará en mayo | Juan Tern"}},
		{"a phrase before the verb", moreno + "En mayo, la alcaldesa admitió que el muelle es «una amenaza para los barcos».", []string{"una amenaza para los barcos | Ida Moreno | alcaldesa de Holm"}},
		{"two last names", "«El muelle cerrará», dijo Ida Moreno Tern. «En mayo», precisó Moreno.", []string{"El muelle cerrará | Ida Moreno Tern", "En mayo | Ida Moreno Tern"}},
		{"a name behind its town", "«El muelle cerrará en mayo», dijo el alcalde de Holm Juan Moreno.", []string{"El muelle cerrará en mayo | Juan Moreno | alcalde de Holm"}},
	})
}

func TestSpanishFramesThatLeaveAChoiceNameNobody(t *testing.T) {
	const both = "El alcalde, Juan Moreno, recibió al ministro, Pedro Tern. "
	runIn(t, "es", []row{
		{"one of two men", both + "«El muelle cerrará en mayo», dijo.", []string{"El muelle cerrará en mayo | -"}},
		{"a role that nobody has", both + "«El muelle cerrará en mayo», dijo el director del puerto.", []string{"El muelle cerrará en mayo | -"}},
		{"whom it was said to", both + "«El muelle cerrará en mayo», le dijo al ministro un pescador.", []string{"El muelle cerrará en mayo | -"}},
		{"whom it is about", both + "«El muelle cerrará en mayo», dijo sobre Pedro Tern la oposición.", []string{"El muelle cerrará en mayo | -"}},
		{"somebody else’s clause", both + "Moreno no dijo nada, mientras Tern hablaba de «una amenaza para los barcos».", []string{"una amenaza para los barcos | -"}},
		{"the spokeswoman of a mayor", "«El muelle cerrará en mayo», dijo la portavoz del alcalde Juan Moreno.", []string{"El muelle cerrará en mayo | -"}},
		{"a name that no list has", "«El muelle cerrará», dijo Juan Moreno.\n\nQuien lo sabe es Zuriñe Tern. A su edad no se ríe de nadie. «El muelle ya cerró una vez», dice.", []string{
			"El muelle cerrará | Juan Moreno", "El muelle ya cerró una vez | -"}},
		{"the first word of a sentence", "Acerca de la renuncia dijo que «no hay ningún antecedente sobre la mesa».", []string{"no hay ningún antecedente sobre la mesa | -"}},
		{"a title", both + "Tern leyó el libro «El muelle cerrará en mayo».", nil},
	})
}

func TestItalianFramesNameTheSpeaker(t *testing.T) {
	const moreno = "La sindaca di Holm, Ida Moreno, è arrivata lunedì. "
	runIn(t, "it", []row{
		{"behind", "«Il molo chiude a maggio», ha detto Ida Moreno.", []string{"Il molo chiude a maggio | Ida Moreno"}},
		{"behind, with a role", "“Il molo chiude a maggio”, ha spiegato ieri il ministro della Pesca, Carlo Moreno.", []string{"Il molo chiude a maggio | Carlo Moreno | ministro della Pesca"}},
		{"a name behind its town", "«Il molo chiude a maggio», dice il sindaco di Holm Carlo Moreno.", []string{"Il molo chiude a maggio | Carlo Moreno | sindaco di Holm"}},
		{"before, with a colon", moreno + "Moreno ha aggiunto: «Il molo chiude a maggio».", []string{"Il molo chiude a maggio | Ida Moreno | sindaca di Holm"}},
		{"without a subject", moreno + "«Il molo chiude a maggio», ha aggiunto.", []string{"Il molo chiude a maggio | Ida Moreno | sindaca di Holm"}},
		{"secondo", "Secondo Ida Moreno, il molo è «una minaccia per le barche».", []string{"una minaccia per le barche | Ida Moreno"}},
		{"in the next sentence", "«Il molo chiude a maggio». Lo ha detto il ministro Carlo Moreno.", []string{"Il molo chiude a maggio | Carlo Moreno | ministro"}},
		{"between dashes", "«Il molo chiude – ha detto il ministro Carlo Moreno – a maggio».", []string{"Il molo chiude – ha detto il ministro Carlo Moreno – a maggio | Carlo Moreno"}},
		{"a capital particle", "«Il molo chiude», ha detto Luigi Di Falco. «A maggio», ha precisato Di Falco.", []string{"Il molo chiude | Luigi Di Falco", "A maggio | Luigi Di Falco"}},
		{"that", "Ida Moreno ha annunciato che il molo chiuderà a maggio.", []string{"che il molo chiuderà a maggio | Ida Moreno"}},
	})
}

func TestItalianFramesThatLeaveAChoiceNameNobody(t *testing.T) {
	const both = "Il sindaco, Carlo Moreno, ha ricevuto il ministro, Pietro Falco. "
	runIn(t, "it", []row{
		{"one of two men", both + "«Il molo chiude a maggio», ha detto.", []string{"Il molo chiude a maggio | -"}},
		{"a role that nobody has", both + "«Il molo chiude a maggio», ha detto il direttore del porto.", []string{"Il molo chiude a maggio | -"}},
		{"whom it was said to", both + "«Il molo chiude a maggio», ha detto al ministro un pescatore.", []string{"Il molo chiude a maggio | -"}},
		{"who is relative", "Carlo Moreno che lavora a Holm ride.", nil},
		{"a title", both + "Il film «Il molo chiude a maggio» è uscito.", nil},
	})
}

func TestPortugueseFramesNameTheSpeaker(t *testing.T) {
	const moreno = "A prefeita de Holm, Ida Moreno, chegou na segunda-feira. "
	runIn(t, "pt", []row{
		{"behind", "“O cais fecha em maio”, disse Ida Moreno.", []string{"O cais fecha em maio | Ida Moreno"}},
		{"behind, with a role", "\"O cais fecha em maio\", afirmou o ministro da Pesca, João Moreno.", []string{"O cais fecha em maio | João Moreno | ministro da Pesca"}},
		{"the verb last", "\"O cais fecha em maio\", Ida Moreno disse.", []string{"O cais fecha em maio | Ida Moreno"}},
		{"before, with a colon", moreno + "Moreno explicou: “O cais fecha em maio”.", []string{"O cais fecha em maio | Ida Moreno | prefeita de Holm"}},
		{"without a subject", moreno + "“O cais fecha em maio”, acrescentou.", []string{"O cais fecha em maio | Ida Moreno | prefeita de Holm"}},
		{"a hanging pronoun", moreno + "“O cais fecha em maio”, limitou-se a dizer.", []string{"O cais fecha em maio | Ida Moreno | prefeita de Holm"}},
		{"segundo", "Segundo Ida Moreno, o cais é “uma ameaça para os barcos”.", []string{"uma ameaça para os barcos | Ida Moreno"}},
		{"de acordo com", "De acordo com Ida Moreno, o cais é “uma ameaça para os barcos”.", []string{"uma ameaça para os barcos | Ida Moreno"}},
		{"a particle", "“O cais fecha”, disse João dos Santos. “Em maio”, disse dos Santos.", []string{"O cais fecha | João dos Santos", "Em maio | João dos Santos"}},
		{"that", "Ida Moreno garantiu que o cais fecha em maio.", []string{"que o cais fecha em maio | Ida Moreno"}},
	})
}

func TestPortugueseFramesThatLeaveAChoiceNameNobody(t *testing.T) {
	const both = "O prefeito, João Moreno, recebeu o ministro, Pedro Falcão. "
	runIn(t, "pt", []row{
		{"one of two men", both + "“O cais fecha em maio”, disse.", []string{"O cais fecha em maio | -"}},
		{"a pronoun of two men", both + "“O cais fecha em maio”, disse ele.", []string{"O cais fecha em maio | -"}},
		{"a role that nobody has", both + "“O cais fecha em maio”, disse o diretor do porto.", []string{"O cais fecha em maio | -"}},
		{"whom it was said to", both + "“O cais fecha em maio”, disse ao ministro um pescador.", []string{"O cais fecha em maio | -"}},
	})
}

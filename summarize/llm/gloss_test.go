package llm_test

import (
	"strings"
	"testing"

	"onrecord/summarize"
	"onrecord/summarize/extract"
	"onrecord/summarize/llm"
	"onrecord/summarize/news"
)

// TestQuotationsStayInTheOriginalWithATranslationBeside asks for a brief in Spanish of an article in English.
func TestQuotationsStayInTheOriginalWithATranslationBeside(t *testing.T) {
	a, err := extract.Text("The council will close the night ferry in 2027.\n\n“We cannot pay for 46 empty boats,” said Ida Moreno, the mayor of the island.\n\n“Nobody asked the 300 people who need it,” said Tom Birk, a fisherman.")
	if err != nil {
		t.Fatal(err)
	}
	a.Lang = "en"
	own := summarize.Digest(a)
	s := newServer(t)
	s.says(`{"gist":{"text":"El ayuntamiento cerrará el ferry nocturno en 2027.","sentences":[1]},"quotes":[2,3],
		"translations":[{"text":"“No podemos pagar 46 barcos vacíos”","sentences":[2]},{"text":"Todos los 900 fueron preguntados","sentences":[3]}]}`)
	b, _, err := client(t, s, llm.Options{}).Write(t.Context(), own, news.Style{Lang: "es"})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.Gist.Text, "El ayuntamiento") || len(b.Best) != 2 || len(b.Glosses) != 1 || b.Glosses[b.Best[0]] != "No podemos pagar 46 barcos vacíos" {
		t.Errorf("gist %q, best %v, glosses %v", b.Gist.Text, b.Best, b.Glosses)
	}
	if got := b.Saying(b.Best[0]).Text; !strings.HasPrefix(got, "We cannot pay for 46 empty boats") {
		t.Errorf("the quotation became %q", got)
	}
}

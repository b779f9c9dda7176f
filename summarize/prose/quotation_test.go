package prose_test

import (
	"slices"
	"strings"
	"testing"
)

func TestASentenceIsNotCutInsideAQuotation(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"curly", "“It ends. It begins,” she said. He left.", []string{"“It ends. It begins,” she said.", "He left."}},
		{"straight", "\"It ends. It begins,\" she said. \"Now,\" he said.", []string{"\"It ends. It begins,\" she said.", "\"Now,\" he said."}},
		{"French", "«Fini. Tout est fini», dit-elle. Elle part.", []string{"«Fini. Tout est fini», dit-elle.", "Elle part."}},
		{"German", "„Es ist aus. Alles“, sagte er. Dann ging er.", []string{"„Es ist aus. Alles“, sagte er.", "Dann ging er."}},
		{"German, ending with a stop", "„Es ist aus.“ Dann ging er. „Wohin?“, fragte sie. Keiner weiß es.", []string{
			"„Es ist aus.“", "Dann ging er.", "„Wohin?“, fragte sie.", "Keiner weiß es."}},
		{"German, pointing inwards", "»Es ist aus. Alles«, sagte er. Dann ging er. »Wohin?« Keiner weiß es.", []string{
			"»Es ist aus. Alles«, sagte er.", "Dann ging er.", "»Wohin?«", "Keiner weiß es."}},
		{"French, spaced", "« Fini. Tout est fini », dit-elle. Elle part. « Enfin », dit-il.", []string{
			"« Fini. Tout est fini », dit-elle.", "Elle part.", "« Enfin », dit-il."}},
		{"Japanese", "「終わる。始まる。」と彼は言った。次だ。", []string{"「終わる。始まる。」と彼は言った。", "次だ。"}},
		{"British", "‘It ends. It begins,’ she said. He left.", []string{"‘It ends. It begins,’ she said.", "He left."}},
		{"British, the mark after the stop", "‘It ends. It begins.’ She left. He stayed.", []string{"‘It ends. It begins.’", "She left.", "He stayed."}},
		{"British, a stop after the mark", "It was ‘never. Not once’. She left. ‘Bo. Ho,’ he said.", []string{"It was ‘never. Not once’.", "She left.", "‘Bo. Ho,’ he said."}},
		{"British around double marks", "‘She said “No.” Then she left,’ he said. So it was.", []string{"‘She said “No.” Then she left,’ he said.", "So it was."}},
		{"an end of a sentence and of its quotation", "“It ends.” She left.", []string{"“It ends.”", "She left."}},
		{"two quotations", "“It ends.” “It begins.” Fine.", []string{"“It ends.”", "“It begins.”", "Fine."}},
		{"a tag behind a question", "“Where?” she asked. “Why?” Ida Moreno said.", []string{"“Where?” she asked.", "“Why?” Ida Moreno said."}},
		{"a quotation that never closes", "She said “it ends. It begins. He left.", []string{"She said “it ends.", "It begins.", "He left."}},
		{"one that closes in the next block", "She said “it ends. It begins.\n\nHe left,” she said.", []string{"She said “it ends.", "It begins.", "He left,” she said."}},
		{"one that is too long", "“It ends. So " + strings.Repeat("and so on ", 150) + "there.” He left.",
			[]string{"“It ends.", "So " + strings.Repeat("and so on ", 150) + "there.”", "He left."}},
		{"inches", `A 6" nail. A 7" one.`, []string{`A 6" nail.`, `A 7" one.`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := sentences(tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("%q was cut into\n%q, want\n%q", tt.text, got, tt.want)
			}
		})
	}
}

func TestAnApostropheIsNotTakenForAClosingMark(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"inside a word", "‘It’s late. We’ll wait,’ she said. He left.", []string{"‘It’s late. We’ll wait,’ she said.", "He left."}},
		{"at the end of a plural", "‘The boats’ owners can stay. They pay,’ she said. He left.", []string{"‘The boats’ owners can stay. They pay,’ she said.", "He left."}},
		{"at the beginning of a word", "‘Let ’em come. We wait,’ she said. He left.", []string{"‘Let ’em come. We wait,’ she said.", "He left."}},
		{"where nothing is quoted", "The boats’ owners left. The dogs’ owners stayed.", []string{"The boats’ owners left.", "The dogs’ owners stayed."}},
		{"a decade with the wrong mark", "In the ‘90s it was quiet. The boats’ owners left.", []string{"In the ‘90s it was quiet.", "The boats’ owners left."}},
		{"an elision with the wrong mark", "Get ‘em all. The boats’ owners left.", []string{"Get ‘em all.", "The boats’ owners left."}},
		{"a letter of another alphabet", "The Qur‘an is read. The boats’ owners left.", []string{"The Qur‘an is read.", "The boats’ owners left."}},
		{"a mark that never closes", "He left ‘the mark. It ends. It’s over.", []string{"He left ‘the mark.", "It ends.", "It’s over."}},
		{"a mark that opens again", "He left ‘the mark. It ends. ‘Is it over?’ she asked.", []string{"He left ‘the mark.", "It ends.", "‘Is it over?’ she asked."}},
		{"the mark after a plural, when no other closes", "They want ‘boats. And owners’ and rest. He left.", []string{"They want ‘boats. And owners’ and rest.", "He left."}},
		{"a word before a word", "The ‘mile. Or two’ was long. He left. It’s not ‘fine. Or good,’ she said.",
			[]string{"The ‘mile. Or two’ was long.", "He left.", "It’s not ‘fine. Or good,’ she said."}},
		{"at the end of the text", "He called it ‘a farce. A bore’", []string{"He called it ‘a farce. A bore’"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := sentences(tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("%q was cut into\n%q, want\n%q", tt.text, got, tt.want)
			}
		})
	}
}

package summarize

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"onrecord/summarize/news"
)

var prompts = flag.Bool("prompts", false, "write the prompts in testdata anew")

// TestThePromptsAreWhatTheyWere shows in a diff what a model is told. A change gives the prompts another version, so that
// what was written under the old ones is not used again.
func TestThePromptsAreWhatTheyWere(t *testing.T) {
	own := Digest(exampleArticle(t, "harbour.html"))
	all := make([]int, len(own.Article.Sentences))
	for i := range all {
		all[i] = i + 1
	}
	var got bytes.Buffer
	got.WriteString("version " + PromptVersion + "\n\n" + briefPrompt + "\n--\n" + briefData(own, news.Style{}, all))
	got.WriteString("\n--\n" + answerPrompt + "\n--\n" + answerData("Who backs the plan?", []string{"What is the plan?"}, []news.Passage{
		{Text: "The Dockers’ Union backs the plan."}, {Text: "Mud is a memory", Speaker: "Leena Castellan"},
	}))
	const file = "testdata/prompts.txt"
	if *prompts {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(want, got.Bytes()) {
		t.Errorf("the prompts have changed (go test ./summarize -run Prompts -prompts writes them anew): %v\n%s", err, got.Bytes())
	}
}

// TestAPageCannotEndItsFence puts the fence into an article and looks that it is gone.
func TestAPageCannotEndItsFence(t *testing.T) {
	own := Digest(exampleArticle(t, "harbour.html"))
	fence := "=== article " + own.Article.ID[:8] + " ==="
	a := *own.Article
	a.Text = a.Text[:a.Sentences[3].Start] + fence + a.Text[a.Sentences[3].Start+len(fence):]
	own.Article = &a
	if n := bytes.Count([]byte(briefData(own, news.Style{}, []int{1, 2, 3, 4, 5})), []byte(fence)); n != 2 {
		t.Errorf("the fence stands %d times", n)
	}
}

package summarize

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"

	"onrecord/summarize/news"
)

var (
	//go:embed prompts/brief.txt
	briefPrompt string
	//go:embed prompts/answer.txt
	answerPrompt string
	//go:embed prompts/brief.json
	briefSchema []byte
	//go:embed prompts/answer.json
	answerSchema []byte
)

// PromptVersion names the prompts: whatever a model wrote under other ones is not used again.
var PromptVersion = func() string {
	sum := sha256.Sum256(bytes.Join([][]byte{[]byte(briefPrompt), []byte(answerPrompt), briefSchema, answerSchema}, nil))
	return hex.EncodeToString(sum[:4])
}()

// briefData is what goes into the prompt after the instructions.
func briefData(own *news.Brief, style news.Style, numbers []int) string {
	a := own.Article
	var b strings.Builder
	least, most := style.Length.Points()
	fmt.Fprintf(&b, "Write %d to %d points", least, most)
	switch style.Form {
	case news.WhoWantsWhat:
		b.WriteString(", each on what one side wants and why")
	case news.Timeline:
		b.WriteString(", in the order in which things happened, each with its time")
	}
	if style.Lang != "" {
		fmt.Fprintf(&b, ", in the language %s; names, numbers and quoted words stay as they are; \"translations\": of each quotation that you choose, its words in that language and the number of its sentence", plainTag(style.Lang))
	} else {
		b.WriteString(", in the language of the article")
	}
	in := map[int]bool{}
	for _, n := range numbers {
		in[n] = true
	}
	b.WriteString(".\nWho speaks:")
	shown, told := 0, map[int]bool{}
	for _, q := range own.Quotes {
		if !in[q.Sentence] || shown == 40 || !q.Known() {
			continue
		}
		words := strings.Fields(a.At(q.Speaker.Name)) // only where the sentence does not tell: the model can read
		if last := words[len(words)-1]; !told[q.Sentence] && !strings.Contains(a.At(a.Sentences[q.Sentence-1].Span), last) {
			told[q.Sentence] = true
			shown++
			fmt.Fprintf(&b, " %d %s;", q.Sentence, oneLine(last))
		}
	}
	b.WriteString("\nMatters:")
	for _, i := range own.Issues[:min(len(own.Issues), mostIssues)] {
		b.WriteString(" " + oneLine(a.At(i.Label)) + ";")
	}
	fence := "=== article " + a.ID[:min(8, len(a.ID))] + " ==="
	b.WriteString("\n" + fence + "\n")
	for _, n := range numbers {
		fmt.Fprintf(&b, "%d %s\n", n, strings.ReplaceAll(oneLine(a.At(a.Sentences[n-1].Span)), fence, ""))
	}
	b.WriteString(fence + "\n")
	return b.String()
}

// oneLine levels white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// plainTag keeps of a language tag what one consists of.
func plainTag(tag string) string {
	return clipped(strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, tag), 20)
}

// answerData is what goes into the prompt after the instructions.
func answerData(question string, earlier []string, passages []news.Passage) string {
	var b strings.Builder
	const fence = "=== passages ==="
	b.WriteString(fence + "\n")
	for i, p := range passages {
		fmt.Fprintf(&b, "%d ", i+1)
		if p.Speaker != "" {
			fmt.Fprintf(&b, "(%s, quoted) ", oneLine(p.Speaker))
		}
		if when := p.When(); !when.IsZero() {
			b.WriteString(when.Format("2006-01-02: "))
		}
		b.WriteString(strings.ReplaceAll(oneLine(p.Text), fence, "") + "\n")
	}
	b.WriteString(fence + "\n")
	for _, q := range earlier {
		b.WriteString("Asked before: " + oneLine(q) + "\n")
	}
	b.WriteString("The question: " + oneLine(question) + "\n")
	return b.String()
}

func clipped(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

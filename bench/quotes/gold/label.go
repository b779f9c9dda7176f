package gold

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// Label is one quotation as a careful reader wrote it down; examples/README.md says what its fields hold.
type Label struct{ Text, Kind, Speaker, Role, Mention string }

// Parse reads the quotations of a file of labels. In an interview the turns of those who are quoted elsewhere in it are
// direct quotations; questions are none, and what is quoted inside of a turn is not told again.
func Parse(data []byte) ([]Label, error) {
	var file struct{ Quotes, Turns []Label }
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("parse labels: %w", err)
	}
	for i, l := range file.Quotes {
		switch {
		case l.Kind != news.Direct.String() && l.Kind != news.Mixed.String() && l.Kind != news.Indirect.String():
			return nil, fmt.Errorf("parse labels: quotation %d has the kind %q", i+1, l.Kind)
		case letters(l.Text, news.Span{End: len(l.Text)}) == 0:
			return nil, fmt.Errorf("parse labels: quotation %d is empty", i+1)
		}
	}
	if len(file.Turns) == 0 {
		return file.Quotes, nil
	}
	return withTurns(file.Quotes, file.Turns), nil
}

func withTurns(quotes, turns []Label) (out []Label) {
	roles := map[string]string{}
	for _, l := range quotes {
		roles[l.Speaker] = l.Role
		if !slices.ContainsFunc(turns, func(t Label) bool { return strings.Contains(t.Text, l.Text) }) {
			out = append(out, l)
		}
	}
	for _, t := range turns {
		if role, quoted := roles[t.Speaker]; quoted {
			out = append(out, Label{t.Text, news.Direct.String(), t.Speaker, role, t.Speaker})
		}
	}
	return out
}

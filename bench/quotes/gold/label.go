package gold

import (
	"encoding/json"
	"fmt"

	"onrecord/summarize/news"
)

// Label is one quotation as a careful reader wrote it down; examples/README.md says what its fields hold.
type Label struct{ Text, Kind, Speaker, Role, Mention string }

// Parse reads the quotations of a file of labels.
func Parse(data []byte) ([]Label, error) {
	var file struct{ Quotes []Label }
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
	return file.Quotes, nil
}

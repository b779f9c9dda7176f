package summarize

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"onrecord/summarize/news"
)

// Model completes prompts. It is not trusted: what it returns is data from a stranger.
type Model interface {
	// Name names the model, as a reader is told it.
	Name() string
	// Complete returns one JSON object that ought to follow the schema, and what it cost, which may be more than
	// nothing although it failed. Its error wraps [news.ErrModel], and [ErrTooLong] where the prompt is too long.
	Complete(ctx context.Context, p Prompt) ([]byte, news.Cost, error)
}

// Prompt is what a model is asked. Instructions stand first and never change, so that a server can cache them.
type Prompt struct {
	Name         string // of the schema
	Instructions string
	Data         string
	Schema       []byte // JSON Schema, in the subset that strict servers take
	Most         int    // tokens of the answer at most
}

// ErrTooLong means that the prompt does not fit into what the model can read at once.
var ErrTooLong = fmt.Errorf("%w: the prompt is too long for it", news.ErrModel)

const (
	mostAnswer = 256 << 10 // bytes of a completion
	mostOut    = 4000      // tokens of a brief
)

// complete asks a model and decodes what it says, once more with the fault named where it cannot be decoded.
func complete[T any](ctx context.Context, m Model, p Prompt, into *T) (news.Cost, error) {
	var total news.Cost
	data := p.Data
	for round := 0; ; round++ {
		raw, cost, err := m.Complete(ctx, p)
		total.Add(cost)
		if err != nil {
			return total, err
		}
		var out T
		if err = readObject(raw, &out); err == nil {
			*into = out
			return total, nil
		}
		if round == 1 {
			return total, fmt.Errorf("%w: not the JSON that was asked for: %w", news.ErrModel, err)
		}
		p.Data = data + "\nYour last answer could not be read (" + clipped(err.Error(), 120) + "). Answer again with the one JSON object that was asked for.\n"
	}
}

// readObject reads one JSON object.
func readObject(raw []byte, into any) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) > mostAnswer {
		return errors.New("too long")
	}
	if inner, ok := bytes.CutPrefix(raw, []byte("```")); ok { // models without a JSON mode like to fence
		inner = bytes.TrimPrefix(inner, []byte("json"))
		raw = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(inner), []byte("```")))
	}
	if len(raw) == 0 || raw[0] != '{' {
		return errors.New("not a JSON object")
	}
	return json.Unmarshal(raw, into)
}

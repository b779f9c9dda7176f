package discord

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"onrecord/handlers"
)

func TestAMessageIsReadForItsLinksElseItsFileElseItsText(t *testing.T) {
	for name, row := range map[string]struct {
		message, link, text string
		more                []string
		file                string
	}{
		"a link":             {`{"content":"look: https://news.example/a."}`, "https://news.example/a", "", nil, ""},
		"several, one twice": {`{"content":"<https://a.example/1> and https://b.example/2, https://a.example/1","embeds":[{"url":"https://c.example/3"}]}`, "https://a.example/1", "", []string{"https://b.example/2", "https://c.example/3"}, ""},
		"only an embed":      {`{"content":"","embeds":[{"url":"https://c.example/3"},{"url":"javascript:x"}]}`, "https://c.example/3", "", nil, ""},
		"forwarded":          {`{"message_snapshots":[{"message":{"content":"https://d.example/4"}},{"message":null},{}]}`, "https://d.example/4", "", nil, ""},
		"a file":             {`{"content":"here","attachments":[{"filename":"a.pdf","url":"https://cdn.discordapp.com/a","size":3}]}`, "", "", nil, "a.pdf"},
		"a text":             {`{"content":" The council closes the ferry. "}`, "", "The council closes the ferry.", nil, ""},
		"nothing":            {`{}`, "", "", nil, ""},
	} {
		in := interaction{Type: commandInteraction, User: &user{ID: "1"}, RawData: json.RawMessage(`{"name":"Brief this","type":3,"target_id":"9","resolved":{"messages":{"9":` + row.message + `}}}`)}
		r, file, err := in.request()
		if err != nil || r.Command != "brief" || r.Options["link"] != row.link || r.Options["text"] != row.text || !slices.Equal(r.More, row.more) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
		if got := ""; file != nil && file.Name != row.file || file == nil && row.file != got {
			t.Errorf("%s: file %+v", name, file)
		}
	}
	in := interaction{Type: commandInteraction, User: &user{ID: "1"}, RawData: json.RawMessage(`{"name":"Brief this","type":3,"target_id":"9"}`)}
	if _, _, err := in.request(); err == nil {
		t.Error("a message that is not there was read")
	}
}

func TestAModalIsReadInBothOfItsForms(t *testing.T) {
	for _, components := range []string{
		`[{"type":1,"components":[{"type":4,"custom_id":"text","value":"The council closes the ferry."}]}]`,
		`[{"type":18,"component":{"type":4,"custom_id":"text","value":"The council closes the ferry."}}]`,
	} {
		in := interaction{Type: modalInteraction, User: &user{ID: "1"}, RawData: json.RawMessage(`{"custom_id":"paste","components":` + components + `}`)}
		if r, _, err := in.request(); err != nil || r.Command != "brief" || !strings.HasPrefix(r.Options["text"], "The council") {
			t.Errorf("%s: %+v, %v", components, r, err)
		}
	}
	in := interaction{Type: modalInteraction, User: &user{ID: "1"}, RawData: json.RawMessage(`{"custom_id":"other"}`)}
	if _, _, err := in.request(); err == nil {
		t.Error("another modal was read")
	}
}

// briefs is an App whose command on a message and without options is /brief.
func briefApp() script {
	return script{
		rows: []handlers.Command{{Name: "brief", Summary: "Read", OnMessage: "Brief this", Paste: true}},
		answers: answers{"brief": func(_ context.Context, r handlers.Request) handlers.Reply {
			return handlers.Reply{Text: handlers.Text{{Words: "read " + r.Option("link") + r.Option("text")}}}
		}},
	}
}

func TestTwinACommandOnAMessageIsAnswered(t *testing.T) {
	w := newTwin(t)
	w.run(briefApp(), nil)
	w.interact(map[string]any{"type": 2, "data": map[string]any{"id": "1", "name": "Brief this", "type": 3, "target_id": "9",
		"resolved": map[string]any{"messages": map[string]any{"9": map[string]any{"content": "see news.example and https://news.example/ferry"}}}}})
	if got := w.answered(1); !strings.HasPrefix(got.Content, "read news.example") {
		t.Errorf("answered %q", got.Content)
	}
}

func TestTwinACommandWithoutOptionsAsksForATextAndReadsIt(t *testing.T) {
	w := newTwin(t)
	w.run(briefApp(), nil)
	id := w.slash("brief")
	if got := w.response(id); got.Type != 9 {
		t.Fatalf("the first response is of type %d", got.Type)
	}
	w.interact(map[string]any{"type": 5, "data": map[string]any{"custom_id": "paste", "components": []any{
		map[string]any{"type": 1, "components": []any{map[string]any{"type": 4, "custom_id": "text", "value": "The council closes the ferry."}}},
	}}})
	if got := w.answered(1); got.Content != "read The council closes the ferry." {
		t.Errorf("answered %q", got.Content)
	}
}

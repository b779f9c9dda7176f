package discord

import (
	"encoding/json"
	"testing"

	"onrecord/handlers"
)

func TestAnEnvelopeWithoutIdOrTokenIsNotAnInteraction(t *testing.T) {
	for _, raw := range []string{"", "null", "[]", "{}", `{"id":"1","application_id":"2"}`, `{"id":"../1","application_id":"2","token":"t"}`, `{"id":"1","application_id":"","token":"t"}`, `{"id":1,"application_id":"2","token":"t"}`} {
		if in, err := decode([]byte(raw)); err == nil {
			t.Errorf("%s is read as %+v", raw, in)
		}
	}
}

func TestNamesAreTheNicknameElseTheDisplayNameElseTheUserName(t *testing.T) {
	for want, in := range map[string]interaction{
		"Nick":   {Member: &member{Nick: "Nick", User: &user{ID: "1", Name: "name", Global: "Global"}}},
		"Global": {Member: &member{User: &user{ID: "1", Name: "name", Global: "Global"}}},
		"name":   {User: &user{ID: "1", Name: "name"}},
	} {
		if m, _, err := in.who(); err != nil || m.Name != want || m.ID != "1" {
			t.Errorf("%+v, %v; want %s", m, err, want)
		}
	}
}

func TestOptionsArriveAsText(t *testing.T) {
	in := interaction{Type: commandInteraction, User: &user{ID: "1"}, Locale: "de", RawData: json.RawMessage(`{"name":"brief","type":1,"options":[
		{"name":"link","type":3,"value":"https://news.example/"},{"name":"on","type":5,"value":true},{"name":"off","type":5,"value":false},
		{"name":"count","type":4,"value":12345678},{"name":"empty","type":3,"value":""},{"name":"none","type":3},{"name":"odd","type":3,"value":{}},
		{"name":"file","type":11,"value":"9"}],"resolved":{"attachments":{"9":{"url":"https://cdn.discordapp.com/a","filename":"a.txt","size":3}}}}`)}
	r, file, err := in.request()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Options) != 3 || r.Options["link"] != "https://news.example/" || r.Options["on"] != "true" || r.Options["count"] != "12345678" {
		t.Errorf("options %v", r.Options)
	}
	if file == nil || file.Name != "a.txt" || r.Locale != "de" || r.Place != "discord:dm:1" {
		t.Errorf("file %+v, request %+v", file, r)
	}
}

func TestAnAttachmentThatIsNotDescribedIsRefused(t *testing.T) {
	in := interaction{Type: commandInteraction, User: &user{ID: "1"}, RawData: json.RawMessage(`{"name":"brief","type":1,"options":[{"name":"file","type":11,"value":"9"}]}`)}
	if r, _, err := in.request(); err == nil {
		t.Errorf("made %+v", r)
	}
}

// FuzzInteraction holds that no event makes the decoding panic, and that what it lets through is fit to be put into
// an address and a place.
func FuzzInteraction(f *testing.F) {
	for _, s := range []string{
		`{"id":"1","application_id":"2","token":"t","type":2,"user":{"id":"3"},"data":{"name":"brief","type":1,"options":[{"name":"a","type":3,"value":"x"}]}}`,
		`{"id":"1","application_id":"2","token":"t","type":3,"guild_id":"4","member":{"user":{"id":"3"}},"message":{"components":[{"type":99}]},"data":{"custom_id":"amore|7","component_type":2}}`,
		`{"id":"1","application_id":"2","token":"t","type":2,"member":null,"data":null}`,
		`{"id":"1","application_id":"2","token":"t","type":5,"member":{"user":null},"data":{"components":[null]}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		in, err := decode(raw)
		if err != nil {
			return
		}
		if !isID(in.ID) || !isID(in.App) {
			t.Fatalf("ids %q %q", in.ID, in.App)
		}
		r, _, err := in.request()
		if err != nil {
			return
		}
		if r.Action == nil && r.Command == "" || !isID(r.Member.ID) || r.Place == "" {
			t.Fatalf("request %+v", r)
		}
		if r.Action != nil {
			if _, err := r.Action.Encode(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// FuzzRender holds that whatever a reply says, the message is one that Discord takes.
func FuzzRender(f *testing.F) {
	f.Add("title", "body", "heading", "https://news.example/", 3, 40, uint8(1))
	f.Add("𝒜", "*", "\n", "javascript:x", 26, 1100, uint8(4))
	f.Fuzz(func(t *testing.T, title, text, heading, link string, n, size int, style uint8) {
		n, size = min(max(n, 0), 60), min(max(size, 0), 200)
		var b handlers.Text
		for range size {
			b = append(b, handlers.Run{Words: text, Style: handlers.Style(style % 6), Link: link})
		}
		c := handlers.Card{Title: title, Link: link, Body: b, Footer: b}
		for range n {
			c.Sections = append(c.Sections, handlers.Section{Heading: heading, Body: b[:len(b)/2]})
		}
		r := handlers.Reply{Text: b, Cards: []handlers.Card{c, c, {Title: heading, Body: b}}, Buttons: []handlers.Button{{Label: title, Link: link}, {Label: text, Action: handlers.Action{Name: "x", Args: []string{heading}}}}}
		raw, err := json.Marshal(render(r))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range messageFaults(raw) {
			t.Errorf("%s: %.2000s", fault, raw)
		}
	})
}

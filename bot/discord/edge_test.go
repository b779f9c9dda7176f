package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"onrecord/handlers"
)

// TestEveryLimitHoldsAtItsEdge draws each part of a message exactly as long as Discord takes it, and one longer, with a
// character on the edge that takes two UTF-16 units.
func TestEveryLimitHoldsAtItsEdge(t *testing.T) {
	words := func(s string) handlers.Text { return handlers.Text{{Words: s}} }
	card := func(c handlers.Card) handlers.Reply {
		return handlers.Reply{Text: words("x"), Cards: []handlers.Card{c}}
	}
	action := handlers.Action{Name: "a"}
	for name, c := range map[string]struct {
		limit int
		make  func(string) handlers.Reply
		read  func(message) string
	}{
		"content":     {maxContent, func(s string) handlers.Reply { return handlers.Reply{Text: words(s)} }, func(m message) string { return m.Content }},
		"title":       {maxTitle, func(s string) handlers.Reply { return card(handlers.Card{Title: s}) }, func(m message) string { return m.Embeds[0].Title }},
		"description": {maxDescription, func(s string) handlers.Reply { return card(handlers.Card{Title: "t", Body: words(s)}) }, func(m message) string { return m.Embeds[0].Description }},
		"footer":      {maxFooter, func(s string) handlers.Reply { return card(handlers.Card{Title: "t", Footer: words(s)}) }, func(m message) string { return m.Embeds[0].Footer.Text }},
		"field name": {maxFieldName, func(s string) handlers.Reply {
			return card(handlers.Card{Title: "t", Sections: []handlers.Section{{Heading: s, Body: words("v")}}})
		}, func(m message) string { return m.Embeds[0].Fields[0].Name }},
		"button": {maxLabel, func(s string) handlers.Reply {
			return handlers.Reply{Text: words("x"), Buttons: []handlers.Button{{Label: s, Action: action}}}
		}, func(m message) string { return jsonAt(t, m.Components, "label") }},
		"placeholder": {maxPlaceholder, func(s string) handlers.Reply {
			return handlers.Reply{Text: words("x"), Menu: &handlers.Menu{Label: s, Items: []handlers.Item{{Label: "l", Action: action}}}}
		}, func(m message) string { return jsonAt(t, m.Components, "placeholder") }},
		"option": {maxOptionText, func(s string) handlers.Reply {
			return handlers.Reply{Text: words("x"), Menu: &handlers.Menu{Label: "l", Items: []handlers.Item{{Label: s, Action: action}}}}
		}, func(m message) string { return jsonAt(t, m.Components, "label") }},
		"option's detail": {maxOptionText, func(s string) handlers.Reply {
			return handlers.Reply{Text: words("x"), Menu: &handlers.Menu{Label: "l", Items: []handlers.Item{{Label: "l", Detail: s, Action: action}}}}
		}, func(m message) string { return jsonAt(t, m.Components, "description") }},
	} {
		for _, last := range []string{"x", "ä", "😀"} {
			whole := strings.Repeat("x", c.limit-units(last)) + last
			for over, in := range []string{whole, "x" + whole} {
				m := render(c.make(in))
				got := c.read(m)
				if over == 0 && got != in {
					t.Errorf("%s of exactly %d units ending in %q is cut to %d", name, c.limit, last, units(got))
				}
				if over == 1 && (units(got) > c.limit || got == in || got == "") {
					t.Errorf("%s of %d units ending in %q is drawn with %d", name, c.limit+1, last, units(got))
				}
				raw, err := json.Marshal(m)
				if err != nil {
					t.Fatal(err)
				}
				if faults := messageFaults(raw); len(faults) > 0 {
					t.Errorf("%s: %v", name, faults)
				}
			}
		}
	}
	for name, n := range map[string]int{"buttons": maxButtons, "options": maxMenu} {
		for _, many := range []int{n, n + 1} {
			r := handlers.Reply{Text: words("x"), Menu: &handlers.Menu{Label: "l"}}
			for i := range many {
				a := handlers.Action{Name: "a", Args: []string{strings.Repeat("i", i)}}
				r.Buttons = append(r.Buttons, handlers.Button{Label: "b", Action: a})
				r.Menu.Items = append(r.Menu.Items, handlers.Item{Label: "o", Action: a})
			}
			raw, _ := json.Marshal(render(r))
			if faults := messageFaults(raw); len(faults) > 0 {
				t.Errorf("%d %s: %v", many, name, faults)
			}
		}
	}
}

// jsonAt finds the last value of a name in what is drawn.
func jsonAt(t *testing.T, v any, name string) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	found, next := "", false
	for {
		tok, err := d.Token()
		if err != nil {
			return found
		}
		s, ok := tok.(string)
		if next && ok {
			found = s
		}
		next = ok && s == name
	}
}

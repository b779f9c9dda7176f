package rig

// Kind is a kind of request that a member makes.
type Kind struct {
	Name string
	Type int // of the interaction, in Discord's numbers
	Data func(s *Standin) any
}

// Slash is a command with its options, as names and values; PAGE stands for the address of a page.
func Slash(name string, options ...string) func(*Standin) any {
	return func(s *Standin) any {
		given := []any{}
		for i := 0; i < len(options); i += 2 {
			value := options[i+1]
			if value == "PAGE" {
				value = "http://" + s.Addr + "/news/1"
			}
			given = append(given, map[string]any{"type": 3, "name": options[i], "value": value})
		}
		return map[string]any{"id": "1", "type": 1, "name": name, "options": given}
	}
}

// Component is a button, or a menu with what was chosen.
func Component(id string, values ...string) func(*Standin) any {
	return func(*Standin) any {
		d := map[string]any{"custom_id": id, "component_type": 2}
		if len(values) > 0 {
			d["component_type"], d["values"] = 3, values
		}
		return d
	}
}

// Kinds is the whole conversation, each answered from what has been briefed before.
func Kinds() []Kind {
	return []Kind{
		{"/brief link", 2, Slash("brief", "link", "PAGE")},
		{"/brief text", 2, Slash("brief", "text", "The mayor of Averly, Ida Moreno, said on Monday that the harbour would stay open. “We will not close it,” she said.")},
		{"/brief (modal)", 2, Slash("brief")},
		{"modal sent", 5, func(*Standin) any {
			return map[string]any{"custom_id": "paste", "components": []any{map[string]any{"type": 1, "components": []any{map[string]any{"type": 4, "custom_id": "text", "value": "“We will not close it,” said Ida Moreno, the mayor of Averly, on Monday, when the council met."}}}}}
		}},
		{"Brief this", 2, func(s *Standin) any {
			return map[string]any{"id": "1", "type": 3, "name": "Brief this", "target_id": "5", "resolved": map[string]any{"messages": map[string]any{"5": map[string]any{"content": "http://" + s.Addr + "/news/1"}}}}
		}},
		{"Brief this, 2 links", 2, func(s *Standin) any {
			return map[string]any{"id": "1", "type": 3, "name": "Brief this", "target_id": "5", "resolved": map[string]any{"messages": map[string]any{"5": map[string]any{"content": "http://" + s.Addr + "/news/1 http://" + s.Addr + "/news/2"}}}}
		}},
		{"select", 3, func(s *Standin) any {
			return map[string]any{"custom_id": "menu", "component_type": 3, "values": []string{"aread|http://" + s.Addr + "/news/1"}}
		}},
		{"/who-said", 2, Slash("who-said", "speaker", "Lindqvist")},
		{"/check", 2, Slash("check", "quote", "The deck is forty years old and it shows")},
		{"/ask", 2, Slash("ask", "question", "How long will the bridge be closed?")},
		{"/issues", 2, Slash("issues")},
		{"/people", 2, Slash("people")},
		{"/export", 2, Slash("export")},
		{"/settings", 2, Slash("settings")},
		{"/usage", 2, Slash("usage")},
		{"/help", 2, Slash("help")},
		{"/brief refused", 2, Slash("brief", "link", "not a link")},
		{"button", 3, Component("apeople||1")},
		{"old button", 3, Component("v0|gone")},
		{"autocomplete", 4, func(*Standin) any {
			return map[string]any{"id": "1", "type": 1, "name": "who-said", "options": []any{map[string]any{"type": 3, "name": "speaker", "value": "li", "focused": true}}}
		}},
	}
}

package discord

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemas are Discord's own description of the bodies that it takes, by method and template of the path.
var schemas = sync.OnceValues(func() (map[string]*jsonschema.Schema, error) {
	file := os.Getenv("ONRECORD_TEST_OPENAPI")
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("discord.json", doc); err != nil {
		return nil, err
	}
	out := map[string]*jsonschema.Schema{}
	for key, where := range map[string]string{
		"POST callback":   "/interactions/{interaction_id}/{interaction_token}/callback post",
		"PATCH @original": "/webhooks/{webhook_id}/{webhook_token}/messages/@original patch",
		"POST webhook":    "/webhooks/{webhook_id}/{webhook_token} post",
		"POST message":    "/channels/{channel_id}/messages post",
		"PUT commands":    "/applications/{application_id}/commands put",
	} {
		path, method, _ := strings.Cut(where, " ")
		path = strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path)
		out[key], err = c.Compile("discord.json#/paths/" + path + "/" + method + "/requestBody/content/application~1json/schema")
		if err != nil {
			return nil, err
		}
	}
	return out, nil
})

func kind(r sent) string {
	switch {
	case r.Method == "POST" && strings.HasSuffix(r.Path, "/callback"):
		return "POST callback"
	case r.Method == "PATCH" && strings.HasSuffix(r.Path, "/messages/@original"):
		return "PATCH @original"
	case r.Method == "POST" && strings.HasPrefix(r.Path, "/webhooks/"):
		return "POST webhook"
	case r.Method == "POST" && strings.HasPrefix(r.Path, "/channels/") && strings.HasSuffix(r.Path, "/messages"):
		return "POST message"
	case r.Method == "PUT" && strings.HasSuffix(r.Path, "/commands"):
		return "PUT commands"
	}
	return ""
}

// checkBodies fails a test whose bot sent anything that Discord would refuse.
func checkBodies(t *testing.T, all []sent) {
	t.Helper()
	known, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		k := kind(r)
		if k == "" {
			if len(r.Body) > 0 && string(r.Body) != "null" {
				t.Errorf("%s %s: a body that no rule knows: %s", r.Method, r.Path, r.Body)
			}
			continue
		}
		if s := known[k]; s != nil {
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(asDescribed.ReplaceAllString(string(r.Body), `"default_member_permissions":$1`)))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(v); err != nil {
				t.Errorf("%s: %s\n%v", k, r.Body, err)
			}
		}
		for _, fault := range handRules(k, r.Body) {
			t.Errorf("%s: %s: %s", k, fault, r.Body)
		}
	}
}

// asDescribed finds permissions as they are sent: in a string, as Discord's documentation and every library have it. The
// description alone calls for a number.
var asDescribed = regexp.MustCompile(`"default_member_permissions":"(\d+)"`)

// handRules finds what the description does not forbid and Discord does.
func handRules(kind string, raw []byte) (faults []string) {
	if kind == "POST callback" {
		var c struct {
			Type int
			Data json.RawMessage
		}
		if err := json.Unmarshal(raw, &c); err != nil {
			return []string{err.Error()}
		}
		if c.Type != 4 {
			return nil
		}
		raw = c.Data
	}
	if kind == "PUT commands" {
		return nil // commandName and the summaries are checked where they are made
	}
	return messageFaults(raw)
}

func messageFaults(raw []byte) (faults []string) {
	var m struct {
		Content *string
		Embeds  []struct {
			Title, Description, URL string
			Fields                  []struct{ Name, Value string }
			Footer                  struct{ Text string }
		}
		Components []struct {
			Components []struct {
				Type, Style int
				Label, URL  string
				CustomID    string `json:"custom_id"`
				Placeholder string
				Options     []struct{ Label, Value, Description string }
			}
		}
		Mentions *struct{ Parse *[]string } `json:"allowed_mentions"`
		Flags    int
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return []string{err.Error()}
	}
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if m.Mentions == nil || m.Mentions.Parse == nil || len(*m.Mentions.Parse) > 0 {
		fault("mentions are not switched off")
	}
	if m.Content == nil || strings.TrimSpace(*m.Content) == "" && len(m.Embeds) == 0 {
		fault("empty message")
	} else if units(*m.Content) > maxContent {
		fault("content of %d", units(*m.Content))
	}
	sum, links := 0, map[string]bool{}
	for i, e := range m.Embeds {
		sum += units(e.Title) + units(e.Description) + units(e.Footer.Text)
		over(fault, "title", e.Title, maxTitle)
		over(fault, "description", e.Description, maxDescription)
		over(fault, "footer", e.Footer.Text, maxFooter)
		if e.Title+e.Description+e.Footer.Text == "" && len(e.Fields) == 0 {
			fault("embed %d is empty", i)
		}
		if e.URL != "" && links[e.URL] {
			fault("embed %d has the link of another", i)
		}
		links[e.URL] = true
		if len(e.Fields) > maxFields {
			fault("%d fields", len(e.Fields))
		}
		for _, f := range e.Fields {
			sum += units(f.Name) + units(f.Value)
			over(fault, "field name", f.Name, maxFieldName)
			over(fault, "field value", f.Value, maxFieldValue)
			if strings.TrimSpace(f.Name) == "" || strings.TrimSpace(f.Value) == "" {
				fault("field without name or value")
			}
		}
	}
	if sum > maxEmbedSum || len(m.Embeds) > maxEmbeds {
		fault("%d embeds of %d", len(m.Embeds), sum)
	}
	ids := map[string]bool{}
	for _, row := range m.Components {
		if n := len(row.Components); n < 1 || n > maxButtons {
			fault("row of %d buttons", n)
		}
		for _, b := range row.Components {
			if b.Type == 3 {
				values := map[string]bool{}
				over(fault, "placeholder", b.Placeholder, maxPlaceholder)
				for _, o := range b.Options {
					over(fault, "option", o.Label, maxOptionText)
					over(fault, "option's value", o.Value, maxOptionText)
					over(fault, "option's description", o.Description, maxOptionText)
					if o.Label == "" || o.Value == "" || values[o.Value] {
						fault("option %+v", o)
					}
					values[o.Value] = true
				}
				if n := len(b.Options); n < 1 || n > maxMenu || len(row.Components) > 1 || b.CustomID == "" {
					fault("select of %d options in a row of %d", n, len(row.Components))
				}
				continue
			}
			over(fault, "label", b.Label, maxLabel)
			if b.Label == "" || (b.Style == 5) != (b.URL != "") || (b.URL == "") == (b.CustomID == "") || ids[b.CustomID] && b.CustomID != "" {
				fault("button %+v", b)
			}
			over(fault, "custom id", b.CustomID, 100)
			ids[b.CustomID] = true
		}
	}
	if m.Flags&(1<<15) != 0 {
		fault("second version of components together with the first")
	}
	return faults
}

func over(fault func(string, ...any), what, text string, limit int) {
	if n := units(text); n > limit {
		fault("%s of %d", what, n)
	}
}

func TestTheRulesCatchWhatDiscordRefuses(t *testing.T) {
	const quiet = `"allowed_mentions":{"parse":[]}`
	for name, raw := range map[string]string{
		"mentions by default": `{"content":"x","embeds":[]}`,
		"mentions of null":    `{"content":"x","allowed_mentions":{"parse":null}}`,
		"empty":               `{"content":" ","embeds":[],` + quiet + `}`,
		"content":             `{"content":"` + strings.Repeat("x", 2001) + `",` + quiet + `}`,
		"sum":                 `{"content":"x","embeds":[{"description":"` + strings.Repeat("x", 4000) + `"},{"description":"` + strings.Repeat("x", 2001) + `"}],` + quiet + `}`,
		"field without name":  `{"content":"x","embeds":[{"title":"t","fields":[{"name":"","value":"v"}]}],` + quiet + `}`,
		"same id twice":       `{"content":"x","components":[{"components":[{"style":2,"label":"a","custom_id":"i"},{"style":2,"label":"b","custom_id":"i"}]}],` + quiet + `}`,
		"link without link":   `{"content":"x","components":[{"components":[{"style":5,"label":"a"}]}],` + quiet + `}`,
	} {
		if len(messageFaults([]byte(raw))) == 0 {
			t.Errorf("%s: not caught", name)
		}
	}
	if known, err := schemas(); err != nil {
		t.Fatal(err)
	} else if s := known["PATCH @original"]; s == nil {
		t.Skip("ONRECORD_TEST_OPENAPI does not name Discord's description of its interface; the rules written by hand were tested")
	} else if v, _ := jsonschema.UnmarshalJSON(strings.NewReader(`{"embeds":[{"title":"` + strings.Repeat("x", 257) + `"}]}`)); s.Validate(v) == nil {
		t.Error("the description does not catch a long title")
	}
}

package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// The types of interaction, of command and of option that are read here.
const (
	commandInteraction      = 2
	componentInteraction    = 3
	autocompleteInteraction = 4
	modalInteraction        = 5

	slashCommand   = 1
	messageCommand = 3

	subCommand       = 1
	stringOption     = 3
	booleanOption    = 5
	channelOption    = 7
	attachmentOption = 11
)

// interaction is what is read of an INTERACTION_CREATE event. It is decoded here, and not by discordgo, whose own
// decoding leaves nil data behind where it meets a component that it does not know.
type interaction struct {
	ID      string            `json:"id"`
	App     string            `json:"application_id"`
	Token   string            `json:"token"`
	Type    int               `json:"type"`
	Guild   string            `json:"guild_id"`
	Locale  string            `json:"locale"`
	Member  *member           `json:"member"` // in guilds
	User    *user             `json:"user"`   // elsewhere
	Owners  map[string]string `json:"authorizing_integration_owners"`
	RawData json.RawMessage   `json:"data"`
	Channel struct {
		ID   string `json:"id"`
		Type int    `json:"type"`
	} `json:"channel"`
}

type member struct {
	Permissions string `json:"permissions"`
	Nick        string `json:"nick"`
	User        *user  `json:"user"`
}

type user struct {
	ID     string `json:"id"`
	Name   string `json:"username"`
	Global string `json:"global_name"`
}

// payload is the data of a command or of a component.
type payload struct {
	Name     string   `json:"name"`
	Type     int      `json:"type"`
	Options  []option `json:"options"`
	CustomID string   `json:"custom_id"`
	Values   []string `json:"values"`    // of a select
	Target   string   `json:"target_id"` // of a command on a message
	Resolved struct {
		Attachments map[string]attachment `json:"attachments"`
		Messages    map[string]posted     `json:"messages"`
	} `json:"resolved"`
	Components []struct { // of a modal: rows, or labels, with a text field each
		Components []field `json:"components"`
		Component  field   `json:"component"`
	} `json:"components"`
}

// unfold makes one command of two words out of a command and what Discord calls its subcommand.
func (p *payload) unfold() {
	if len(p.Options) == 1 && p.Options[0].Type == subCommand {
		p.Name, p.Options = p.Name+" "+p.Options[0].Name, p.Options[0].Options
	}
}

// field is a text field of a modal.
type field struct {
	CustomID string `json:"custom_id"`
	Value    string `json:"value"`
}

type option struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"` // is being typed
	Options []option        `json:"options"` // of a command of two words, whose second word this is
}

// decode reads the envelope of an interaction. Where it fails, nobody can be answered.
func decode(raw []byte) (interaction, error) {
	var in interaction
	if err := json.Unmarshal(raw, &in); err != nil {
		return in, fmt.Errorf("decode interaction: %w", err)
	}
	if !isID(in.ID) || !isID(in.App) || in.Token == "" {
		return in, errors.New("decode interaction: no id or token")
	}
	return in, nil
}

// customID is that of the component that was used; "" where none was.
func (in interaction) customID() string {
	var data struct {
		CustomID string `json:"custom_id"`
	}
	if in.Type != componentInteraction || json.Unmarshal(in.RawData, &data) != nil {
		return ""
	}
	return data.CustomID
}

// request turns a command or a button into a request, with the attachment that is still to be fetched.
func (in interaction) request() (handlers.Request, *attachment, error) {
	r := handlers.Request{Locale: in.Locale}
	if isID(in.Channel.ID) {
		r.Channel = in.Channel.ID
	}
	if thread[in.Channel.Type] {
		r.Thread = in.Channel.ID
	}
	var err error
	if r.Member, r.Place, err = in.who(); err != nil {
		return r, nil, err
	}
	r.Own = news.Place(ownPlace + r.Member.ID)
	r.Admin = in.manages(r.Place)
	var data payload
	if err := json.Unmarshal(in.RawData, &data); err != nil {
		return r, nil, fmt.Errorf("decode interaction's data: %w", err)
	}
	if in.Type == componentInteraction {
		id := data.CustomID
		if id == menuID && len(data.Values) == 1 {
			id = data.Values[0]
		}
		action, err := handlers.DecodeAction(id)
		if err != nil {
			return r, nil, fmt.Errorf("decode button: %w", err)
		}
		r.Action = &action
		return r, nil, nil
	}
	if in.Type == modalInteraction {
		return in.typedIn(r, data)
	}
	if data.Type == messageCommand && data.Name != "" {
		return in.onMessage(r, data)
	}
	if data.Type != slashCommand || data.Name == "" {
		return r, nil, fmt.Errorf("command of type %d", data.Type)
	}
	data.unfold()
	r.Command, r.Options = data.Name, map[string]string{}
	var file *attachment
	for _, o := range data.Options {
		value := o.text()
		switch {
		case o.Type != attachmentOption && value != "":
			r.Options[o.Name] = value
		case o.Type == attachmentOption:
			a, ok := data.Resolved.Attachments[value]
			if !ok {
				return r, nil, errors.New("attachment is not described")
			}
			file = &a
		}
	}
	return r, file, nil
}

// thread tells the types of channel that hold one conversation: threads, and private messages.
var thread = map[int]bool{1: true, 10: true, 11: true, 12: true}

// permissions that let somebody manage a server.
const administrator, manageServer = 1 << 3, 1 << 5

// manages reports whether the one who asked may manage the place: one of their own, or a server where they have the
// permission to.
func (in interaction) manages(place news.Place) bool {
	if !strings.HasPrefix(string(place), serverPlace) {
		return true
	}
	if in.Member == nil {
		return false
	}
	p, err := strconv.ParseUint(in.Member.Permissions, 10, 64)
	return err == nil && p&(administrator|manageServer) != 0
}

// typed reads a request for suggestions: which option of which command is being typed, and what stands there so far.
func (in interaction) typed() (place news.Place, command, name, value string, err error) {
	if _, place, err = in.who(); err != nil {
		return "", "", "", "", err
	}
	var data payload
	if err := json.Unmarshal(in.RawData, &data); err != nil {
		return "", "", "", "", fmt.Errorf("decode interaction's data: %w", err)
	}
	data.unfold()
	for _, o := range data.Options {
		if o.Focused {
			return place, data.Name, o.Name, o.text(), nil
		}
	}
	return "", "", "", "", errors.New("nothing is being typed")
}

// The names of places begin with what they are.
const (
	serverPlace = "discord:guild:"
	ownPlace    = "discord:dm:"
)

// who returns the one who asked and the place that remembers for them. A server is a place only where its own
// administrators installed the bot; somebody who brought it along there keeps to their own place.
func (in interaction) who() (news.Member, news.Place, error) {
	u, name := in.User, ""
	if in.Member != nil {
		name = in.Member.Nick
		if in.Member.User != nil {
			u = in.Member.User
		}
	}
	if u == nil || !isID(u.ID) {
		return news.Member{}, "", errors.New("interaction of nobody")
	}
	for _, other := range []string{u.Global, u.Name} {
		if name == "" {
			name = other
		}
	}
	m := news.Member{ID: u.ID, Name: name}
	_, byServer := in.Owners["0"]
	if isID(in.Guild) && (byServer || len(in.Owners) == 0) {
		return m, news.Place(serverPlace + in.Guild), nil
	}
	return m, news.Place(ownPlace + u.ID), nil
}

// text returns the value of an option as a request carries it: a switch that is off is not there.
func (o option) text() string {
	var v any
	if json.Unmarshal(o.Value, &v) != nil {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case bool:
		if v {
			return "true"
		}
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// isID reports whether s is a snowflake: what is not must not get into an address or a mention.
func isID(s string) bool {
	if s == "" || len(s) > 20 {
		return false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

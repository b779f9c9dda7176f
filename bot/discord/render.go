package discord

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// accent is the colour of the line beside a card.
const accent = 0x2F6F8F

// blank is what Discord shows as nothing where it demands something.
const blank = "\u200b"

// message is the whole state of a message. Every member is always sent: an edit that left one out would keep what
// stood there, and one without allowed_mentions would notify people.
type message struct {
	Content         string                            `json:"content"`
	Embeds          []*discordgo.MessageEmbed         `json:"embeds"`
	Components      []discordgo.MessageComponent      `json:"components"`
	AllowedMentions *discordgo.MessageAllowedMentions `json:"allowed_mentions"`
	Attachments     []attached                        `json:"attachments,omitempty"`
	Flags           discordgo.MessageFlags            `json:"flags,omitempty"`
	Reference       *reference                        `json:"message_reference,omitempty"`
	Nonce           string                            `json:"nonce,omitempty"`
	Enforce         bool                              `json:"enforce_nonce,omitempty"` // the message is taken once

	file *news.File // sent along, as the attachment with id 0
}

// attached names a file that is sent along with a message.
type attached struct {
	ID   string `json:"id"` // of the part of the form that holds it
	Name string `json:"filename"`
}

// render draws a reply within all limits.
func render(r handlers.Reply) message {
	m := message{
		Content:    strings.TrimSpace(fit(draw(r.Text, true), maxContent)),
		Embeds:     []*discordgo.MessageEmbed{},
		Components: []discordgo.MessageComponent{},
		// The empty list must be there: a null one means Discord's defaults, which notify.
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
	s := sheet{left: maxEmbedSum - moreRoom, links: map[string]bool{}}
	for _, c := range r.Cards {
		s.card(c)
	}
	s.more()
	if shown := slices.DeleteFunc(s.embeds, emptyEmbed); shown != nil {
		m.Embeds = shown
	}
	if menu := menu(r.Menu); menu != nil {
		m.Components = append(m.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{*menu}})
	}
	if row := buttons(r.Buttons); len(row) > 0 {
		m.Components = append(m.Components, discordgo.ActionsRow{Components: row})
	}
	if r.File != nil && len(r.File.Data) <= handlers.MaxFile {
		m.file = &news.File{Name: baseName(r.File.Name), Type: r.File.Type, Data: r.File.Data}
		m.Attachments = []attached{{ID: "0", Name: m.file.Name}}
	}
	if m.Content == "" && len(m.Embeds) == 0 {
		m.Content = "There is nothing to show."
	}
	return m
}

// emptyEmbed reports whether an embed holds nothing to show, which Discord refuses.
func emptyEmbed(e *discordgo.MessageEmbed) bool {
	return e.Title == "" && e.Description == "" && len(e.Fields) == 0 && (e.Footer == nil || e.Footer.Text == "")
}

// plainMessage is a message of one line of ours.
func plainMessage(text string) message {
	return render(handlers.Reply{Text: handlers.Text{{Words: text}}})
}

// buttons draws the buttons that Discord would take: what has neither an action that can be encoded nor a link that
// may be opened is left out, and so is a second button for the same action.
func buttons(list []handlers.Button) (row []discordgo.MessageComponent) {
	seen := map[string]bool{}
	for _, b := range list {
		d := discordgo.Button{Label: fitPlain(b.Label, maxLabel), Style: discordgo.SecondaryButton}
		if b.Link != "" {
			d.URL, d.Style = safeLink(b.Link, maxButtonLink), discordgo.LinkButton
		} else if id, err := b.Action.Encode(); err == nil && !seen[id] {
			seen[id], d.CustomID = true, id
		}
		if d.Label == "" || d.URL == "" && d.CustomID == "" || len(row) == maxButtons {
			continue
		}
		row = append(row, d)
	}
	return row
}

// menuID is the custom id of every select: its values say what they do.
const menuID = "menu"

// menu draws a select, with the items that Discord would take; nil where none is left.
func menu(of *handlers.Menu) *discordgo.SelectMenu {
	if of == nil {
		return nil
	}
	out := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: menuID, Placeholder: fitPlain(of.Label, maxPlaceholder)}
	seen := map[string]bool{}
	for _, item := range of.Items {
		id, err := item.Action.Encode()
		o := discordgo.SelectMenuOption{Label: fitPlain(item.Label, maxOptionText), Description: fitPlain(item.Detail, maxOptionText), Value: id}
		if err != nil || seen[id] || o.Label == "" || len(out.Options) == maxMenu {
			continue
		}
		seen[id] = true
		out.Options = append(out.Options, o)
	}
	if len(out.Options) == 0 {
		return nil
	}
	return &out
}

// moreRoom is kept free of the sum of all embeds, for the line that says how much was left out.
const moreRoom = 40

func moreLine(n int) string { return fmt.Sprintf("… and %d more", n) }

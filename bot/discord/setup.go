package discord

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// needed are the permissions that the bot uses, in the order in which a reader knows them.
var needed = []struct {
	bit  uint64
	name string
}{
	{1 << 6, "Add Reactions"}, {1 << 10, "View Channel"}, {1 << 11, "Send Messages"}, {1 << 14, "Embed Links"},
	{1 << 15, "Attach Files"}, {1 << 16, "Read Message History"}, {1 << 38, "Send Messages in Threads"},
}

// Setup is what Discord knows of the bot, for the one who sets it up.
type Setup struct {
	Name    string   // of the bot
	Invite  string   // address at which a server's administrator adds the bot, with exactly the permissions that it uses
	Advice  []string // what may be changed in the Developer Portal, in sentences
	Missing []string // permissions that the bot lacks in the channel that was asked about
}

// Inspect asks Discord about the bot, and where a channel is given, which permissions it lacks there.
func Inspect(ctx context.Context, o Options, channel string) (Setup, error) {
	b, err := New(o)
	if err != nil {
		return Setup{}, err
	}
	var app struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Public   *bool  `json:"bot_public"`
		Code     bool   `json:"bot_require_code_grant"`
		Interact string `json:"interactions_endpoint_url"`
		Flags    int    `json:"flags"`
	}
	if err := b.fetch(ctx, discordgo.EndpointApplication("@me"), &app); err != nil {
		return Setup{}, err
	}
	if !isID(app.ID) {
		return Setup{}, errors.New("discord: the answer names no application")
	}
	s := Setup{Name: app.Name, Invite: inviteOf(app.ID)}
	if app.Code {
		s.Advice = append(s.Advice, "Bot, Requires OAuth2 Code Grant: turn it off, or nobody can add the bot.")
	}
	if app.Public != nil && !*app.Public {
		s.Advice = append(s.Advice, "Bot, Public Bot is off: only you can add the bot. That is right for a server of your own.")
	}
	if app.Interact != "" && !o.Signed {
		s.Advice = append(s.Advice, "General Information, Interactions Endpoint URL is set: Discord sends commands there and not to this program. Empty it, or set DISCORD_PUBLIC_KEY.")
	}
	if o.Content && app.Flags&(messageContent|messageContentLimited) == 0 {
		s.Advice = append(s.Advice, "Bot, Message Content Intent: turn it on, because DISCORD_MESSAGE_CONTENT is true; without it Discord refuses the connection.")
	}
	if channel == "" {
		return s, nil
	}
	if !isID(channel) {
		return s, fmt.Errorf("discord: %q is not the id of a channel; turn on Developer Mode in Discord, and copy it from the channel's menu", channel)
	}
	have, err := b.permissionsIn(ctx, app.ID, channel)
	if err != nil {
		return s, err
	}
	for _, p := range needed {
		if have&p.bit == 0 {
			s.Missing = append(s.Missing, p.name)
		}
	}
	return s, nil
}

// The flags of an application that may read what is written.
const messageContent, messageContentLimited = 1 << 18, 1 << 19

// inviteOf is the address that adds an application to a server.
func inviteOf(app string) string {
	var bits uint64
	for _, p := range needed {
		bits |= p.bit
	}
	q := url.Values{"client_id": {app}, "scope": {"bot applications.commands"}, "permissions": {strconv.FormatUint(bits, 10)}}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// bitset is a set of permissions, which Discord writes as a string.
type bitset uint64

// MarshalText writes the bits as a decimal number.
func (b bitset) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(b), 10), nil }

func (b *bitset) UnmarshalJSON(raw []byte) error {
	n, err := strconv.ParseUint(strings.Trim(string(raw), `"`), 10, 64)
	*b = bitset(n)
	return err
}

// permissionsIn works out what a member may do in a channel, as Discord's documentation of permissions has it: the roles
// together, then what the channel says of everybody, of the roles, of the member.
func (b *Bot) permissionsIn(ctx context.Context, self, channel string) (uint64, error) {
	var c struct {
		Guild      string `json:"guild_id"`
		Overwrites []struct {
			ID          string `json:"id"`
			Allow, Deny bitset
		} `json:"permission_overwrites"`
	}
	if err := b.fetch(ctx, discordgo.EndpointChannel(channel), &c); err != nil {
		return 0, fmt.Errorf("the channel cannot be seen (is the bot in that server?): %w", err)
	}
	if !isID(c.Guild) {
		return 0, errors.New("discord: that is no channel of a server")
	}
	var me struct {
		Roles []string `json:"roles"`
	}
	if err := b.fetch(ctx, discordgo.EndpointGuildMember(c.Guild, self), &me); err != nil {
		return 0, err
	}
	var roles []struct {
		ID          string `json:"id"`
		Permissions bitset `json:"permissions"`
	}
	if err := b.fetch(ctx, discordgo.EndpointGuildRoles(c.Guild), &roles); err != nil {
		return 0, err
	}
	mine := map[string]bool{c.Guild: true} // the role of everybody has the server's id
	for _, r := range me.Roles {
		mine[r] = true
	}
	var have bitset
	for _, r := range roles {
		if mine[r.ID] {
			have |= r.Permissions
		}
	}
	if have&administrator != 0 {
		return ^uint64(0), nil
	}
	var allow, deny bitset
	for _, o := range c.Overwrites {
		if o.ID == c.Guild {
			have = have&^o.Deny | o.Allow
		}
	}
	for _, o := range c.Overwrites {
		if mine[o.ID] && o.ID != c.Guild {
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	have = have&^deny | allow
	for _, o := range c.Overwrites {
		if o.ID == self {
			have = have&^o.Deny | o.Allow
		}
	}
	return uint64(have), nil
}

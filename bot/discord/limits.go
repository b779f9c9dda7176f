package discord

// Discord's limits, from its documentation of messages, embeds, components and commands. Lengths are checked in
// UTF-16 units, which are never fewer than the characters that Discord counts.
const (
	maxContent     = 2000
	maxEmbeds      = 10
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxEmbedSum    = 6000 // titles, descriptions, fields and footers of all embeds of one message
	maxButtons     = 5    // in a row
	maxLabel       = 80
	maxButtonLink  = 512
	maxLink        = 2048 // of an embed
	maxMenu        = 25   // options of a select
	maxPlaceholder = 150
	maxOptionText  = 100 // an option's label and description

	maxCommands      = 100
	maxName          = 32
	maxOptions       = 25
	maxInput         = 4000 // of a text field
	maxChoices       = 25
	maxSummary       = 100
	maxStringOption  = 6000
	maxChoice        = 100
	maxAttachment    = 10 << 20
	maxMaskedLink    = 512 // ours: a longer address would eat the text around it
	maxGraphemeRunes = 16  // ours: the longest emoji need about ten; a pile of accents has hundreds
	maxWords         = 16 << 10
)

// units counts the UTF-16 units of s.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

package discord

import (
	"strings"

	"github.com/rivo/uniseg"

	"onrecord/handlers"
)

const ellipsis = "…"

// graphemes cuts cleaned text into what a reader sees as one character each.
func graphemes(s string) []string {
	out := make([]string, 0, len(s))
	var cluster string
	for state := -1; s != ""; {
		cluster, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		if r := []rune(cluster); len(r) > maxGraphemeRunes {
			cluster = string(r[:maxGraphemeRunes])
		}
		out = append(out, cluster)
	}
	return out
}

// length returns how many units the spans take.
func length(spans []span) int {
	n := 0
	for _, s := range spans {
		n += units(s.open) + units(s.shut)
		for _, a := range s.atoms {
			n += units(a)
		}
	}
	return n
}

// fit writes the spans in at most limit units. Where they do not fit, the text ends in an ellipsis, after a whole
// grapheme and with its markup closed.
func fit(spans []span, limit int) string {
	var b strings.Builder
	whole := length(spans) <= limit
	left := limit - 1 // for the ellipsis
	for _, s := range spans {
		if whole {
			b.WriteString(s.open + strings.Join(s.atoms, "") + s.shut)
			continue
		}
		markup := units(s.open) + units(s.shut)
		if len(s.atoms) > 0 && markup+units(s.atoms[0]) > left {
			break
		}
		left -= markup
		b.WriteString(s.open)
		cut := false
		for _, a := range s.atoms {
			if units(a) > left {
				cut = true
				break
			}
			left -= units(a)
			b.WriteString(a)
		}
		if cut {
			b.WriteString(ellipsis + s.shut)
			return b.String()
		}
		b.WriteString(s.shut)
	}
	if !whole && limit > 0 {
		b.WriteString(ellipsis)
	}
	return b.String()
}

// fitWords writes words as escaped text in at most limit units.
func fitWords(words string, limit int) string {
	e := newEscaper(false)
	return fit([]span{{atoms: e.atoms(strings.TrimSpace(clean(words)))}}, limit)
}

// fitPlain writes words where Discord knows no markup, in at most limit units.
func fitPlain(words string, limit int) string {
	return fit([]span{{atoms: graphemes(strings.TrimSpace(clean(words)))}}, limit)
}

// plainWords returns a text as words, with times that have no words of their own written out in UTC.
func plainWords(t handlers.Text) string {
	t = append(handlers.Text(nil), t...)
	for i, r := range t {
		if r.Words == "" && !r.At.IsZero() {
			t[i].Words = r.At.UTC().Format("2 January 2006 15:04 UTC")
		}
		if r.Words == "" && r.Member.ID != "" {
			t[i].Words = r.Member.Name
		}
	}
	return t.Words()
}

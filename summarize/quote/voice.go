package quote

import (
	"strings"
	"unicode"
)

// Whose voice the label of a transcript is: a label is resolved once, to somebody whom the text names, by last name,
// initials or given name. One that could be two people's is nobody's in particular.

// part is what a voice does in a transcript.
type part uint8

const (
	nobodys   part = iota // no label of a speaker: Note, Update
	asking                // Q, the outlet, the interviewer
	answering             // A: whoever is interviewed
	speaking              // somebody by name
)

// voice is what all lines with one label, or with the labels of one person, have in common.
type voice struct {
	part             part
	entity           int32 // or -1: it is unclear who it is
	lines, questions int
}

// Labels of those who ask, and of those who answer, in lower case and without a number.
var (
	askers    = hashes("q question interviewer moderator reporter journalist presenter anchor host me")
	answerers = hashes("a answer")
)

// shared stands for a name that several people bear.
const shared = -2

// register finds people by a part of their name.
type register map[uint32]int32

func (r register) put(key uint32, entity int32) {
	if had, ok := r[key]; ok && had != entity {
		entity = shared
	}
	r[key] = entity
}

// roster is what is known of the people of a text whom a label may mean.
type roster struct {
	known, certain        []bool // for each entity: named as a person outside labels; or so by given name or title
	last, initials, first register
}

// castLines gives each line its voice.
func (d *doc) castLines(lines []line) {
	p := d.whoIsWho(lines)
	byLabel := make(map[string]int32, 8)
	d.voiceOf = make(map[int32]int32, 8)
	full := make(register, 8) // last names of full labels
	for pass := range 2 {     // full names, then the rest
		for i := range lines {
			l := &lines[i]
			m, whole := d.labelName(*l)
			if several := whole && m.length(d) > 1; several != (pass == 0) {
				continue
			}
			key := d.a.At(l.label)
			v, ok := byLabel[key]
			if !ok {
				v = d.addVoice(d.voiceFor(*l, p, full), p)
				byLabel[key] = v
				if e := d.voices[v].entity; pass == 0 && e >= 0 {
					full.put(d.lastWord(m).hash, e)
				}
			}
			l.voice = v
		}
	}
	for _, l := range lines {
		d.voices[l.voice].lines++
		d.voices[l.voice].questions += int(b2u(d.asksAt(l)))
	}
	for i := range d.voices {
		v := &d.voices[i]
		outlet := v.part == nobodys || v.part == speaking && v.entity >= 0 && !p.certain[v.entity]
		if outlet && v.lines > 1 && 2*v.questions > v.lines {
			v.part = asking
		}
	}
}

// addVoice adds a voice, or returns the one that its entity has already.
func (d *doc) addVoice(v voice, p roster) int32 {
	if v.entity >= 0 {
		if k, ok := d.voiceOf[v.entity]; ok {
			return k
		}
		d.voiceOf[v.entity] = int32(len(d.voices))
	}
	d.voices = append(d.voices, v)
	return int32(len(d.voices) - 1)
}

// labelName returns the name that a label is, and whether it is all of it.
func (d *doc) labelName(l line) (mention, bool) {
	if l.from >= l.to || d.at[l.from] < 0 {
		return mention{}, false
	}
	m := d.mentions[d.at[l.from]]
	return m, m.kind == named && m.titled == l.from && m.to <= l.to && m.to >= l.to-1 && m.entity >= 0
}

// voiceFor resolves a label.
func (d *doc) voiceFor(l line, p roster, full register) voice {
	label := strings.ToLower(strings.TrimRight(d.a.At(l.label), "0123456789. "))
	switch h := hashOf(label); {
	case askers[h] || d.isOutlet(label):
		return voice{part: asking, entity: -1}
	case answerers[h]:
		return voice{part: answering, entity: -1}
	case l.to <= l.from:
		return voice{entity: -1}
	}
	m, whole := d.labelName(l)
	if whole && m.length(d) > 1 {
		return d.voiceOfEntity(m.entity, p)
	}
	key := d.toks[l.from].hash
	if whole {
		key = d.lastWord(m).hash
	} else if l.to-l.from > 1 {
		return voice{entity: -1}
	}
	tries := []register{full, p.last, p.first}
	if s := d.a.At(l.label); len(label) > 1 && s == strings.ToUpper(s) {
		tries = []register{full, p.last, p.initials, p.first}
	}
	for _, r := range tries {
		if e, ok := r[key]; ok && e == shared {
			return voice{part: speaking, entity: -1}
		} else if ok {
			return d.voiceOfEntity(e, p)
		}
	}
	if whole {
		return d.voiceOfEntity(m.entity, p)
	}
	return voice{entity: -1}
}

func (d *doc) voiceOfEntity(e int32, p roster) voice {
	if p.known[e] {
		return voice{part: speaking, entity: e}
	}
	return voice{entity: e}
}

// isOutlet reports whether a label in lower case is the site's name or its initials, or belongs to the author.
func (d *doc) isOutlet(label string) bool {
	site := strings.ToLower(d.a.Site)
	if site != "" && (label == site || label == strings.TrimPrefix(site, "the ")) {
		return true
	}
	if words := strings.Fields(site); len(words) > 1 && len(words) == len(label) {
		same := true
		for i, w := range words {
			same = same && w[0] == label[i]
		}
		if same {
			return true
		}
	}
	return len(label) > 2 && strings.Contains(" "+strings.ToLower(d.a.Byline)+" ", " "+label+" ")
}

// whoIsWho looks at all names once: which are people's, and by what parts a label may call them.
func (d *doc) whoIsWho(lines []line) roster {
	p := roster{known: make([]bool, len(d.entities)), certain: make([]bool, len(d.entities)),
		last: register{}, initials: register{}, first: register{}}
	next := 0
	for _, m := range d.mentions[:d.names] {
		for next < len(lines) && lines[next].from < m.titled {
			next++
		}
		if m.kind != named || m.entity < 0 {
			continue
		}
		label := next < len(lines) && lines[next].from == m.titled
		sure := m.from > m.titled || m.sort == person && d.toks[m.from].is(male|female) && m.length(d) > 1
		p.certain[m.entity] = p.certain[m.entity] || sure
		speaks := m.sort == unknown && d.adjacent(m.head, m.to) && d.toks[m.to].is(say)
		p.known[m.entity] = p.known[m.entity] || sure || !label && (m.sort == person || speaks)
	}
	for e, x := range d.entities {
		m := d.mentions[x.full]
		if x.words < 2 {
			continue
		}
		for _, s := range d.initialsOf(m) {
			p.initials.put(hashOf(s), int32(e))
		}
		if p.known[e] {
			p.last.put(x.last, int32(e))
			p.first.put(x.first, int32(e))
		}
	}
	return p
}

// initialsOf returns the initials of a name in lower case, without and with those behind hyphens.
func (d *doc) initialsOf(m mention) []string {
	var plain, all []rune
	before := ' '
	for _, r := range d.a.At(d.span(m.from, m.to)) {
		if unicode.IsUpper(r) && !unicode.IsLetter(before) && before != '\'' && before != '’' {
			all = append(all, unicode.ToLower(r))
			if before != '-' {
				plain = append(plain, unicode.ToLower(r))
			}
		}
		before = r
	}
	return []string{string(plain), string(all)}
}

// lead is somebody named before the first line, and how often.
type lead struct {
	entity int32
	count  int
}

// introduced counts who is named before the transcript begins, most often first; those of the headline count there too
// where it is not part of the text.
func (d *doc) introduced(lines []line) []lead {
	first := lines[0].from
	for i := range lines {
		if d.counts(lines, i) {
			first = lines[i].from
			break
		}
	}
	at := map[int32]int{}
	var out []lead
	for _, m := range d.mentions[:d.names] {
		if m.titled >= first {
			break
		}
		if m.kind != named || m.entity < 0 || d.entities[m.entity].sort != person {
			continue
		}
		k, ok := at[m.entity]
		if !ok {
			k = len(out)
			at[m.entity] = k
			x := lead{entity: m.entity}
			if full := d.lastWord(d.mentions[d.entities[m.entity].full]); !strings.HasPrefix(d.text, d.a.Title) && strings.Contains(d.a.Title, d.text[full.start:full.end]) {
				x.count++
			}
			out = append(out, x)
		}
		out[k].count++
	}
	return out
}

// lead returns whom the introduction names most, or -1.
func (d *doc) lead() int32 {
	best, most := int32(-1), 0
	for _, x := range d.intro {
		if x.count > most {
			best, most = x.entity, x.count
		}
	}
	return best
}

// interviewee returns whom an interview is with: of those who speak or have a role, and do not ask, the one whom the
// introduction is mostly about; -1 if it names nobody or two as often.
func (d *doc) interviewee() int32 {
	spoke := map[int32]bool{}
	for _, c := range d.cues {
		if n := d.antecedent(c.subject); n >= 0 {
			spoke[d.mentions[n].entity] = true
		}
	}
	best, most := int32(-1), 0
	for _, x := range d.intro {
		if _, labelled := d.voiceOf[x.entity]; labelled || d.byAuthor(x.entity) || !spoke[x.entity] && d.role(x.entity).Empty() {
			continue
		}
		switch {
		case x.count > most:
			best, most = x.entity, x.count
		case x.count == most:
			best = -1
		}
	}
	return best
}

// byAuthor reports whether an entity is named in the byline.
func (d *doc) byAuthor(e int32) bool {
	m := d.mentions[d.entities[e].full]
	return d.a.Byline != "" && strings.Contains(d.a.Byline, d.a.At(d.span(m.from, m.to)))
}

// fromLabel returns the source of a turn.
func (d *doc) fromLabel(r region) source {
	t := d.turns[r.turn-1]
	s := source{mention: -1, cue: -1, why: label}
	if e := d.voices[t.voice].entity; e >= 0 {
		s.mention = d.entities[e].full
	}
	return s
}

// nameInterviewee gives the voice that answers to whom the interview is with.
func (d *doc) nameInterviewee() {
	for i := range d.voices {
		if d.voices[i].part == answering {
			d.voices[i].entity = d.interviewee()
		}
	}
}

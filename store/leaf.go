package store

import (
	"strings"
	"time"

	"onrecord/summarize/news"
)

// leafLayout begins every packed leaf; one of another layout does not decode.
const leafLayout = 1

// leaf is what a place needs of one article to answer lookups, without its whole brief. Every string is cut from the
// article when the leaf is made.
type leaf struct {
	title, outlet, link string
	published           time.Time
	guessed             bool
	sayings             []line
	matters             []matter
}

// line is one quotation and the sentence in which it begins.
type line struct {
	text, speaker, role, cue, sentence string
	kind                               news.QuoteKind
	index                              int
	continues                          bool
	confidence                         float64
}

// matter is one issue.
type matter struct {
	label, sentence string
	about           string // all of its sentences, for finding it
	score           float64
	stands          []news.Standing
}

// leafOf cuts a leaf out of a brief. What points outside the article is left out.
func leafOf(b *news.Brief) leaf {
	a := b.Article
	l := leaf{title: a.Title, outlet: a.Outlet(), link: a.Link, published: a.Published, guessed: a.PublishedGuessed}
	for i, q := range b.Quotes {
		s := b.Saying(i)
		if s.Text == "" {
			continue
		}
		l.sayings = append(l.sayings, line{
			text: s.Text, speaker: s.Speaker, role: s.Role, cue: s.Cue, sentence: sentence(a, q.Sentence),
			kind: s.Kind, index: i, continues: s.Continues, confidence: s.Confidence,
		})
	}
	for _, is := range b.Issues {
		if m := matterOf(a, is); m.label != "" {
			l.matters = append(l.matters, m)
		}
	}
	return l
}

func matterOf(a *news.Article, is news.Issue) matter {
	m := matter{label: a.At(is.Label), score: is.Score}
	var about []string
	for _, n := range is.Sentences {
		s := sentence(a, n)
		about = append(about, s)
		// The sentence that names the issue carries it best; else the first.
		if at, ok := a.Sentence(n); m.sentence == "" || ok && at.Contains(is.Label) {
			m.sentence = s
		}
	}
	m.about = strings.Join(about, "\n")
	for _, p := range is.Positions {
		if actor := a.At(p.Actor); actor != "" {
			m.stands = append(m.stands, news.Standing{
				Actor: actor, Role: a.At(p.Role), Stance: p.Stance, Evidence: sentence(a, p.Sentence),
			})
		}
	}
	return m
}

// sentence returns the text of the sentence with number n, or "".
func sentence(a *news.Article, n int) string {
	s, _ := a.Sentence(n)
	return a.At(s.Span)
}

func (l leaf) pack() []byte {
	p := packer{leafLayout}
	p.text(l.title)
	p.text(l.outlet)
	p.text(l.link)
	p.text(stamp(l.published))
	p.flag(l.guessed)
	p.count(len(l.sayings))
	for _, s := range l.sayings {
		p.text(s.text)
		p.text(s.speaker)
		p.text(s.role)
		p.text(s.cue)
		p.text(s.sentence)
		p.count(int(s.kind))
		p.count(s.index)
		p.flag(s.continues)
		p.float(s.confidence)
	}
	p.count(len(l.matters))
	for _, m := range l.matters {
		p.text(m.label)
		p.text(m.sentence)
		p.text(m.about)
		p.float(m.score)
		p.count(len(m.stands))
		for _, s := range m.stands {
			p.text(s.Actor)
			p.text(s.Role)
			p.count(int(s.Stance))
			p.text(s.Evidence)
		}
	}
	return p
}

// unpackLeaf is the opposite of pack. The strings of the leaf share the memory of raw.
func unpackLeaf(raw string) (leaf, error) {
	u := unpacker{rest: raw}
	if u.uint() != leafLayout {
		return leaf{}, errWire
	}
	l := leaf{title: u.text(), outlet: u.text(), link: u.text()}
	when := u.text()
	l.guessed = u.flag()
	l.sayings = make([]line, u.count())
	for i := range l.sayings {
		l.sayings[i] = line{
			text: u.text(), speaker: u.text(), role: u.text(), cue: u.text(), sentence: u.text(),
			kind: news.QuoteKind(u.uint()), index: int(u.uint()), continues: u.flag(), confidence: u.float(),
		}
	}
	l.matters = make([]matter, u.count())
	for i := range l.matters {
		m := matter{label: u.text(), sentence: u.text(), about: u.text(), score: u.float()}
		m.stands = make([]news.Standing, u.count())
		for j := range m.stands {
			m.stands[j] = news.Standing{
				Actor: u.text(), Role: u.text(), Stance: news.Stance(u.uint()), Evidence: u.text(),
			}
		}
		l.matters[i] = m
	}
	if err := u.done(); err != nil {
		return leaf{}, err
	}
	if when == "" {
		return l, nil
	}
	if err := l.published.UnmarshalText([]byte(when)); err != nil {
		return leaf{}, errWire
	}
	return l, nil
}

// stamp keeps the offset of the outlet's zone: the day on which something was said depends on it.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

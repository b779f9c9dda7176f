package quote

// entity is somebody or something that the text names, with all the forms of the name put together.
type entity struct {
	full        int32 // the mention with the fullest form of the name
	first, last uint32
	words       int32 // of the fullest form
	count       int32 // named mentions
	lead        int32 // its first mention
	sort        nature
	gender      gender // by title or role
	leaning     gender // by given name
	sameLast    int32  // the entity before with the same last name, or -1
	sameFirst   int32  // the entity before with the same first name, or -1
}

// entities puts the names of the text together: a full name with its last name, its initials and its acronym.
func (d *doc) resolveNames() {
	d.byLast, d.byFirst, d.byInitials = make(map[uint32]int32, 64), make(map[uint32]int32, 32), make(map[uint32]int32, 16)
	headlines := d.headlines()
	for pass := range 3 { // full names, full names in headlines, single names
		for i := range d.mentions {
			m := &d.mentions[i]
			full, headline := m.length(d) > 1, headlines[d.toks[m.head].sent]
			if m.kind != named || full != (pass < 2) || full && headline != (pass == 1) {
				continue
			}
			if full {
				m.entity = d.matchFull(*m)
			}
			if !full || m.entity < 0 && headline {
				m.entity = d.matchSingle(int32(i))
			}
			if m.entity < 0 {
				m.entity = d.newEntity(int32(i))
			}
			if !headline || d.entities[m.entity].full == int32(i) {
				d.learn(int32(i))
			}
		}
	}
	for i := range d.entities {
		d.entities[i].lead = -1
	}
	for i, m := range d.mentions {
		if m.entity >= 0 && d.entities[m.entity].lead < 0 {
			d.entities[m.entity].lead = int32(i)
		}
	}
}

// headlines tells which sentences are written with capitals throughout, so that a capital does not tell a name: Biden
// Aims Insult At Trump.
func (d *doc) headlines() []bool {
	out := make([]bool, len(d.a.Sentences)+1)
	for s := range d.a.Sentences {
		words := 0
		for _, t := range d.toks[d.sents[s]:d.sents[s+1]] {
			if t.kind != word || t.region >= 0 {
				continue
			}
			if words++; t.shape == lower && (t.end-t.start > 3 || !t.is(preposition|conjunction|determiner|auxiliary|subordinator|contraction)) {
				words = -1
				break
			}
		}
		out[s] = words >= 4
	}
	return out
}

// length is the number of words in a name, without suffixes such as Jr.
func (m mention) length(d *doc) int32 {
	n := int32(0)
	for k := m.from; k < m.to; k++ {
		if t := d.toks[k]; t.kind != punct && !(t.is(suffix) && k > m.from) {
			n++
		}
	}
	return n
}

// lastWord is the token of a name that its bearer is called by.
func (d *doc) lastWord(m mention) token {
	k := m.head
	for k > m.from && (d.toks[k].is(suffix) || d.toks[k].kind == punct) {
		k--
	}
	return d.toks[k]
}

func (d *doc) newEntity(i int32) int32 {
	m := d.mentions[i]
	e := entity{full: i, first: d.toks[m.from].hash, last: d.lastWord(m).hash, words: m.length(d), sort: m.sort, lead: i}
	if m.sort == person && e.words > 1 {
		e.leaning = genderOf(d.toks[m.from])
	}
	e.sameLast, e.sameFirst = -1, -1
	n := int32(len(d.entities))
	if k, ok := d.byLast[e.last]; ok {
		e.sameLast = k
	}
	d.byLast[e.last] = n
	if e.words > 1 {
		if k, ok := d.byFirst[e.first]; ok {
			e.sameFirst = k
		}
		d.byFirst[e.first] = n
		if acronym := d.initials(m); acronym != 0 {
			d.byInitials[acronym] = n
		}
	}
	d.entities = append(d.entities, e)
	return n
}

// head returns the first entity of a chain, or -1.
func head(chains map[uint32]int32, h uint32) int32 {
	if n, ok := chains[h]; ok {
		return n
	}
	return -1
}

// initials hashes the initial letters of a name of three words or more, lower case, or returns 0.
func (d *doc) initials(m mention) uint32 {
	var buf [8]byte
	n := 0
	for k := m.from; k < m.to && n < len(buf); k++ {
		t := d.toks[k]
		if t.kind == word && t.shape != lower {
			c := d.text[t.start]
			if c >= 'A' && c <= 'Z' {
				buf[n] = c | 0x20
				n++
			}
		}
	}
	if n < 2 || m.sort == person && m.to-m.from < 3 {
		return 0
	}
	return hashBytes(buf[:n])
}

// matchFull finds the entity that a name of several words belongs to.
func (d *doc) matchFull(m mention) int32 {
	last, first := d.lastWord(m).hash, d.toks[m.from]
	for n, tries := head(d.byLast, last), 0; n >= 0 && tries < mostNamesakes; n, tries = d.entities[n].sameLast, tries+1 {
		e := d.entities[n]
		if e.words < 2 {
			continue
		}
		if e.first == first.hash || d.sameInitial(first, d.toks[d.mentions[e.full].from]) {
			return n
		}
		if m.sort == e.sort && d.within(m, d.mentions[e.full]) {
			return n
		}
	}
	return -1
}

// sameInitial reports whether one of two first names is an initial of the other.
func (d *doc) sameInitial(a, b token) bool {
	la, lb := a.end-a.start, b.end-b.start
	return (la <= 2 || lb <= 2) && d.text[a.start] == d.text[b.start] && la != lb
}

// within reports whether the words of one name are a run of the words of the other.
func (d *doc) within(a, b mention) bool {
	if a.to-a.from > b.to-b.from {
		a, b = b, a
	}
	la, lb := a.to-a.from, b.to-b.from
	for off := int32(0); off+la <= lb; off++ {
		same := true
		for k := int32(0); k < la && same; k++ {
			same = d.toks[a.from+k].hash == d.toks[b.from+off+k].hash
		}
		if same {
			return true
		}
	}
	return false
}

// matchSingle finds the entity that a name of one word belongs to: somebody of that last name, whom the text named
// in full most lately before, or else somebody of that first name, or a body of those initials.
func (d *doc) matchSingle(i int32) int32 {
	m := d.mentions[i]
	h := d.lastWord(m).hash
	if found := d.nearest(head(d.byLast, h), i); found >= 0 {
		return found
	}
	if found := head(d.byInitials, h); found >= 0 && d.toks[m.head].shape == capitals {
		return found
	}
	if d.toks[m.head].shape == capital && (m.from == m.titled || familiar[d.toks[m.titled].hash]) && d.toks[m.head].class&^male&^female == 0 {
		for n := head(d.byFirst, h); n >= 0; n = d.entities[n].sameFirst {
			if d.entities[n].sort == person {
				return n
			}
		}
	}
	return -1
}

// familiar are titles that stand before a given name: Sir Bo.
var familiar = hashes("sir dame prince princess king queen father sister brother aunt uncle")

// mostNamesakes is how many entities of one last name are told apart; a text with more is a list.
const mostNamesakes = 60

// sameParagraph is what a full name in the same paragraph counts for, in mentions.
const sameParagraph = 6

// introducedAsSpeaker reports whether the full name of e opens a sentence in which somebody says something.
func (d *doc) introducedAsSpeaker(e *entity) bool {
	m := d.mentions[e.full]
	if d.before(m.titled) >= 0 {
		return false
	}
	for k := m.to; k < m.to+30 && d.adjacent(m.head, k); k++ {
		if t := d.toks[k]; t.is(say) && t.is(past|present) && t.shape == lower && t.region < 0 {
			return true
		}
	}
	return false
}

// nearest chooses among entities that share a name: by title, then the one last mentioned before i in its own
// paragraph, then the one named most often.
func (d *doc) nearest(first int32, i int32) int32 {
	m := d.mentions[i]
	want := d.titleGender(m)
	if first < 0 {
		return -1
	}
	if e := &d.entities[first]; e.sameLast < 0 {
		if g := e.probably(); want != untold && g != untold && g != want {
			return -1 // Mr. Obama is not Michelle Obama
		}
		return first
	}
	para := d.toks[m.head].para
	best, bestScore := first, int32(-1<<30)
	for n, tries := first, 0; n >= 0 && tries < mostNamesakes; n, tries = d.entities[n].sameLast, tries+1 {
		e := &d.entities[n]
		score := e.count
		if g := e.probably(); want != untold && g != untold {
			if g == want {
				score += 1000
			} else {
				score -= 1000
			}
		}
		if e.lastSeen(d, i) == para {
			score += sameParagraph
		}
		if d.introducedAsSpeaker(e) {
			score += sameParagraph
		}
		if d.toks[d.mentions[e.full].head].para <= 1 {
			score += 2 // the one whom the article is about
		}
		if e.full > i {
			score -= 50
		}
		if score >= bestScore {
			best, bestScore = n, score
		}
	}
	return best
}

// lastSeen returns the paragraph of the full mention of e closest before mention i, or -1.
func (e *entity) lastSeen(d *doc, i int32) int32 {
	n := d.mentions[e.full].entity
	for k := i - 1; k >= 0 && k > i-40; k-- {
		if m := d.mentions[k]; m.kind == named && m.entity == n && m.to-m.from > 1 {
			return d.toks[m.head].para
		}
	}
	return -1
}

// learn adds to its entity what mention i tells.
func (d *doc) learn(i int32) {
	m := d.mentions[i]
	e := &d.entities[m.entity]
	e.count++
	if e.sort == unknown || e.sort == place && m.sort == person {
		e.sort = m.sort
	}
	if g := d.titleGender(m); g != untold && e.gender == untold {
		e.gender = g
		if e.sort == unknown {
			e.sort = person
		}
	}
	full := d.mentions[e.full]
	n := m.length(d)
	shout := d.toks[full.head].shape == capitals && d.toks[m.head].shape == capital
	if n > e.words && n <= 5 && !(d.toks[m.head].shape == capitals && e.words > 1) || shout && n >= e.words {
		e.full, e.words = i, n
		e.first = d.toks[m.from].hash
	}
}

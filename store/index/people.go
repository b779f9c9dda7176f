package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// peopleCache holds everybody of a room, the most quoted first, for as long as nothing changes, or while quotations are
// only added, a little longer.
type peopleCache struct {
	people      []*person
	words       [][]string // the folded names of each, in the order of people
	stamp, lost int
	made        time.Time
}

// freshness is how old the list of people may be while quotations come in.
const freshness = 2 * time.Second

// everybody returns all people of the room and the folded words of their names. Neither may be changed.
func (x *Index) everybody(r *room) peopleCache {
	r.people.Lock()
	defer r.people.Unlock()
	now := time.Now()
	if r.cache.people == nil || r.cache.lost != r.names.lost || r.cache.stamp != r.stamp && now.Sub(r.cache.made) > freshness {
		c := peopleCache{people: r.names.people(), stamp: r.stamp, lost: r.names.lost, made: now}
		for _, p := range c.people {
			var words []string
			for _, n := range p.names {
				words = append(words, folded(n.text)...)
			}
			c.words = append(c.words, words)
		}
		r.cache = c
	}
	return r.cache
}

// plain is a person without what has to be looked up.
func (p *person) plain() news.Person {
	out := news.Person{Name: p.name(), Quotes: p.quotes}
	byUse := slices.Clone(p.names)
	slices.SortStableFunc(byUse, func(a, b *name) int { return cmp.Compare(b.quotes, a.quotes) })
	for _, n := range byUse {
		out.Names = append(out.Names, n.text)
	}
	return out
}

// rolesRead is how many of a person's latest sayings are read for their roles.
const rolesRead = 8

// People lists the speakers of a place, the most quoted first, and how many there are in all. With a name it lists
// whom that may stand for.
func (x *Index) People(ctx context.Context, place news.Place, q news.PeopleQuery) (out []news.Person, total int, err error) {
	_, err = x.with(ctx, place, func(r *room) error {
		out, total = nil, 0
		people := x.named(r, q.Name)
		total = len(people)
		if q.Limit > 0 {
			people = people[:min(q.Limit, len(people))]
		}
		for _, p := range people {
			one := p.plain()
			said, err := x.latest(ctx, r, p, rolesRead)
			if err != nil {
				return err
			}
			for i, s := range said {
				if i == 0 {
					one.Last = s.When()
				}
				if role := strings.Join(strings.Fields(s.Role), " "); role != "" && !slices.Contains(one.Roles, role) {
					one.Roles = append(one.Roles, role)
				}
			}
			if len(said) > 0 {
				out = append(out, one)
			}
		}
		return nil
	})
	return out, total, err
}

// named returns the people whose names begin like what was typed, in any order of the words; else those whom a whole
// name stands for, misspelt or not.
func (x *Index) named(r *room, typed string) []*person {
	all := x.everybody(r)
	want := folded(typed)
	if len(want) == 0 {
		return all.people
	}
	var out []*person
	for i, p := range all.people {
		if begins(all.words[i], want) {
			out = append(out, p)
		}
	}
	if len(out) > 0 {
		return out
	}
	r.people.RLock()
	defer r.people.RUnlock()
	return r.names.find(typed).people
}

// begins reports whether each word that is wanted begins one of the words.
func begins(words, wanted []string) bool {
	for _, w := range wanted {
		if !slices.ContainsFunc(words, func(have string) bool { return strings.HasPrefix(have, w) }) {
			return false
		}
	}
	return true
}

// Suggest completes the name of a speaker as it is typed: up to limit names, the most quoted first. It answers from
// what is indexed already.
func (x *Index) Suggest(ctx context.Context, place news.Place, typed string, limit int) ([]string, error) {
	if utf8.RuneCountInString(typed) > 100 {
		return nil, nil
	}
	var out []string
	_, err := x.with(ctx, place, func(r *room) error {
		out = nil
		for _, p := range x.named(r, typed) {
			if len(out) == limit {
				break
			}
			out = append(out, p.name())
		}
		return ctx.Err()
	})
	return out, err
}

package index

import (
	"cmp"
	"math"
	"slices"
)

// ranked is a document and how much of a question's weight it holds.
type ranked struct {
	id    string
	score float64
}

// rarest is how many words of a long text, the rarest ones, stand for all of it.
const rarest = 10

// rank finds the documents that hold most of some stems in a field, each stem weighed by how few documents of the place
// hold it, and returns those weights too. Of more than [rarest] stems that there are, it looks at the rarest only.
func (r *room) rank(field string, stems []string, most int) ([]ranked, map[string]float64, error) {
	inner, err := r.ix.Advanced()
	if err != nil {
		return nil, nil, err
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, nil, err
	}
	defer reader.Close()
	total, err := reader.DocCount()
	if err != nil {
		return nil, nil, err
	}
	type posting struct {
		stem string
		docs uint64
	}
	var there []posting
	weight := map[string]float64{}
	for _, s := range stems {
		tfr, err := reader.TermFieldReader(r.life, []byte(s), field, false, false, false)
		if err != nil {
			return nil, nil, err
		}
		n := tfr.Count()
		if err := tfr.Close(); err != nil {
			return nil, nil, err
		}
		weight[s] = math.Log(1 + (float64(total)+1)/(float64(n)+0.5))
		if n > 0 {
			there = append(there, posting{s, n})
		}
	}
	slices.SortStableFunc(there, func(a, b posting) int { return cmp.Compare(a.docs, b.docs) })
	sums := map[string]float64{} // by internal id
	for _, p := range there[:min(len(there), rarest)] {
		tfr, err := reader.TermFieldReader(r.life, []byte(p.stem), field, false, false, false)
		if err != nil {
			return nil, nil, err
		}
		for {
			doc, err := tfr.Next(nil)
			if err != nil {
				return nil, nil, err
			}
			if doc == nil {
				break
			}
			sums[string(doc.ID)] += weight[p.stem]
		}
		if err := tfr.Close(); err != nil {
			return nil, nil, err
		}
	}
	out := make([]ranked, 0, len(sums))
	for id, score := range sums {
		out = append(out, ranked{id, score})
	}
	slices.SortFunc(out, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) })
	out = out[:min(len(out), most)]
	for i := range out {
		if out[i].id, err = reader.ExternalID([]byte(out[i].id)); err != nil {
			return nil, nil, err
		}
	}
	return out, weight, nil
}

package index

import (
	"context"
	"log/slog"
	"strings"

	"onrecord/summarize/news"
)

// ForgetAfter is when what was let go of leaves the files.
const ForgetAfter = forgetAfter

// TendAll looks after all indexes now.
func (x *Index) TendAll(ctx context.Context) { x.tendAll(ctx) }

// Terms counts the entries of all dictionaries of a place's index that hold a word, also those that only the files know.
func (x *Index) Terms(ctx context.Context, place news.Place, word string) (n int, err error) {
	_, err = x.with(ctx, place, func(r *room) error {
		fields, err := r.ix.Fields()
		if err != nil {
			return err
		}
		for _, f := range fields {
			dict, err := r.ix.FieldDict(f)
			if err != nil {
				return err
			}
			for e, err := dict.Next(); e != nil && err == nil; e, err = dict.Next() {
				if strings.Contains(e.Term, word) {
					n++
				}
			}
			if err := dict.Close(); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// Probe tries to write to a folder, as an index with that folder would.
func Probe(folder string, log *slog.Logger, was bool) (full bool) {
	return (&Index{folder: folder, log: log}).probe(was)
}

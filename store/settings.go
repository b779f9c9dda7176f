package store

import (
	"context"
	"encoding/json"

	"onrecord/summarize/news"
)

func settingsKey(place news.Place) string {
	return prefix + "{" + braces.Replace(string(place)) + "}:settings"
}

// Settings returns what a place has set; the zero value where it has set nothing.
func (s *Store) Settings(ctx context.Context, place news.Place) (news.Settings, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	raw, err := s.rdb.Get(ctx, settingsKey(place)).Result()
	if err := fault(ctx, "read settings", err); err != nil {
		return news.Settings{}, err
	}
	var out news.Settings
	if json.Unmarshal([]byte(raw), &out) != nil {
		return news.Settings{}, nil // nothing, or what a later version wrote
	}
	return out, nil
}

// Set keeps the settings of a place until it is forgotten.
func (s *Store) Set(ctx context.Context, place news.Place, to news.Settings) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	raw, err := json.Marshal(to)
	if err != nil {
		return err
	}
	return fault(ctx, "keep settings", s.rdb.Set(ctx, settingsKey(place), raw, 0).Err())
}

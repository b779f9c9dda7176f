package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// errRefused marks what registering again would not mend.
var errRefused = errors.New("catalogue cannot be registered")

// Register makes the catalogue known to Discord as global slash commands and returns. Where Discord has it already,
// nothing is sent: creating commands is limited to a few hundred a day.
func Register(ctx context.Context, o Options) error {
	b, err := New(o)
	if err != nil {
		return err
	}
	return b.register(ctx)
}

// compareOnce says so where Discord has other commands than the catalogue.
func (b *Bot) compareOnce(ctx context.Context) {
	if _, _, _, equal, err := b.compare(ctx); err == nil && !equal {
		b.log.Warn("Discord does not know the commands as they are: run `onrecord register`, or start with --register")
	}
}

// register compares the catalogue with what Discord has, and replaces it as a whole where they differ.
func (b *Bot) register(ctx context.Context) error {
	want, have, address, same, err := b.compare(ctx)
	if err != nil {
		return err
	}
	if same {
		b.log.Info("commands are registered already", "commands", len(want))
		return nil
	}
	if _, err := b.call(ctx, http.MethodPut, address, want); err != nil {
		return b.refused(err)
	}
	b.log.Info("commands registered", "commands", len(want), "changed", changes(want, have))
	return nil
}

// compare asks Discord for its commands, and for the address where they are replaced.
func (b *Bot) compare(ctx context.Context) (want, have []slash, address string, equal bool, err error) {
	if want, err = catalogue(b.app.Commands()); err != nil {
		return nil, nil, "", false, fmt.Errorf("%w: %w", errRefused, err)
	}
	var self struct {
		ID string `json:"id"`
	}
	if err = b.fetch(ctx, discordgo.EndpointApplication("@me"), &self); err != nil {
		return nil, nil, "", false, err
	}
	if !isID(self.ID) {
		return nil, nil, "", false, fmt.Errorf("register commands: %q is not the id of an application", self.ID)
	}
	address = discordgo.EndpointApplicationGlobalCommands(self.ID) + "?with_localizations=true"
	if err = b.fetch(ctx, address, &have); err != nil {
		return nil, nil, "", false, err
	}
	return want, have, address, same(want, have), nil
}

// changes names the commands that are new, gone or different.
func changes(want, have []slash) string {
	var out []string
	for _, w := range want {
		i := slices.IndexFunc(have, func(h slash) bool { return h.Name == w.Name && h.Type == w.Type })
		switch {
		case i < 0:
			out = append(out, "+"+w.Name)
		case !same([]slash{w}, have[i:i+1]):
			out = append(out, "~"+w.Name)
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(want, func(w slash) bool { return h.Name == w.Name && h.Type == w.Type }) {
			out = append(out, "-"+h.Name)
		}
	}
	return strings.Join(out, " ")
}

func (b *Bot) fetch(ctx context.Context, address string, v any) error {
	raw, err := b.call(ctx, http.MethodGet, address, nil)
	if err != nil {
		return b.refused(err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("register commands: %w", err)
	}
	return nil
}

func (b *Bot) refused(err error) error {
	if final := finalError(err); final != nil {
		return fmt.Errorf("%w: %w", errRefused, final)
	}
	return fmt.Errorf("register commands: %w", err)
}

// same reports whether two lists hold the same commands, in whatever order.
func same(a, b []slash) bool {
	tidy := func(list []slash) []slash {
		list = slices.Clone(list)
		for i := range list {
			list[i].Contexts, list[i].Installs = slices.Clone(list[i].Contexts), slices.Clone(list[i].Installs)
			slices.Sort(list[i].Contexts)
			slices.Sort(list[i].Installs)
			if len(list[i].Options) == 0 {
				list[i].Options = nil
			}
			list[i].Options = slices.Clone(list[i].Options)
			for j := range list[i].Options {
				if len(list[i].Options[j].Choices) == 0 {
					list[i].Options[j].Choices = nil
				}
			}
		}
		slices.SortFunc(list, func(x, y slash) int { return strings.Compare(x.Name, y.Name) })
		return list
	}
	return reflect.DeepEqual(tidy(a), tidy(b))
}

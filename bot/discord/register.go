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

// register compares the catalogue with what Discord has, and replaces it as a whole where they differ.
func (b *Bot) register(ctx context.Context) error {
	want, err := catalogue(b.app.Commands())
	if err != nil {
		return fmt.Errorf("%w: %w", errRefused, err)
	}
	var self struct {
		ID string `json:"id"`
	}
	if err := b.fetch(ctx, discordgo.EndpointApplication("@me"), &self); err != nil {
		return err
	}
	if !isID(self.ID) {
		return fmt.Errorf("register commands: %q is not the id of an application", self.ID)
	}
	address := discordgo.EndpointApplicationGlobalCommands(self.ID)
	var have []slash
	if err := b.fetch(ctx, address, &have); err != nil {
		return err
	}
	if same(want, have) {
		b.log.Info("commands are registered already", "commands", len(want))
		return nil
	}
	if _, err := b.call(ctx, http.MethodPut, address, want); err != nil {
		return b.refused(err)
	}
	b.log.Info("commands registered", "commands", len(want))
	return nil
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

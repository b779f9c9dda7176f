package discord

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestSetupPrintsTheInviteAndWhatIsMissingInAChannel(t *testing.T) {
	for name, row := range map[string]struct {
		roles, overwrites string
		missing           []string
	}{
		"everything":                {`[{"id":"3","permissions":"274878024768"}]`, `[]`, nil},
		"an administrator":          {`[{"id":"3","permissions":"0"},{"id":"8","permissions":"8"}]`, `[{"id":"3","allow":"0","deny":"274878024768"}]`, nil},
		"another's role":            {`[{"id":"3","permissions":"274877975616"},{"id":"9","permissions":"274878024768"}]`, `[]`, []string{"Embed Links", "Attach Files"}},
		"denied to everybody":       {`[{"id":"3","permissions":"274878024768"}]`, `[{"id":"3","allow":"0","deny":"2048"}]`, []string{"Send Messages"}},
		"denied, and allowed to us": {`[{"id":"3","permissions":"274878024768"}]`, `[{"id":"7","allow":"2048","deny":"0"},{"id":"8","allow":"0","deny":"2048"}]`, nil},
		"denied to a role":          {`[{"id":"3","permissions":"274878024768"}]`, `[{"id":"8","allow":"0","deny":"1024"}]`, []string{"View Channel"}},
	} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			switch {
			case strings.HasSuffix(r.URL.Path, "/applications/@me"):
				io.WriteString(w, `{"id":"7","name":"OnRecord","bot_public":false,"bot_require_code_grant":true}`)
			case strings.HasSuffix(r.URL.Path, "/channels/2"):
				fmt.Fprintf(w, `{"id":"2","guild_id":"3","permission_overwrites":%s}`, row.overwrites)
			case strings.HasSuffix(r.URL.Path, "/guilds/3/members/7"):
				io.WriteString(w, `{"roles":["8"]}`)
			case strings.HasSuffix(r.URL.Path, "/guilds/3/roles"):
				io.WriteString(w, row.roles)
			default:
				w.WriteHeader(http.StatusNotFound)
			}
		}))
		got, err := Inspect(t.Context(), Options{Token: "t", API: s.URL, App: script{}, Log: slog.New(slog.DiscardHandler)}, "2")
		s.Close()
		if err != nil || !slices.Equal(got.Missing, row.missing) || len(got.Advice) != 2 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if got.Invite != "https://discord.com/oauth2/authorize?client_id=7&permissions=274878024768&scope=bot+applications.commands" {
			t.Errorf("invite %s", got.Invite)
		}
	}
}

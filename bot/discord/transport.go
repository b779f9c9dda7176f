package discord

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// transport sends to the configured address what discordgo means for discord.com. The addresses that discordgo keeps
// are global variables, which two bots in one process could not set apart.
type transport struct {
	api   *url.URL
	next  http.RoundTripper
	spoke func(status int, took time.Duration) // may be nil
}

func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	old := "/api/v" + discordgo.APIVersion
	if req.URL.Host != "discord.com" || !strings.HasPrefix(req.URL.Path, old+"/") {
		return nil, fmt.Errorf("%s is not an address of the interface", req.URL.Host) // the token goes nowhere else
	}
	r := req.Clone(req.Context())
	r.URL.Scheme, r.URL.Host, r.Host = t.api.Scheme, t.api.Host, t.api.Host
	r.URL.Path = t.api.Path + apiVersion + strings.TrimPrefix(req.URL.Path, old)
	if req.URL.RawPath != "" {
		r.URL.RawPath = t.api.EscapedPath() + apiVersion + strings.TrimPrefix(req.URL.RawPath, old)
	}
	start := time.Now()
	res, err := t.next.RoundTrip(r)
	if t.spoke != nil {
		status := 0
		if err == nil {
			status = res.StatusCode
		}
		t.spoke(status, time.Since(start))
	}
	if err != nil {
		return nil, err
	}
	if res.StatusCode == http.StatusTooManyRequests {
		if err := readableLimit(res); err != nil {
			return nil, err
		}
	}
	// An interaction's token has limits of its own, which our two or three requests stay below. Limits are obeyed
	// where they are reported, in call; discordgo would go on to sleep with a lock held.
	for name := range res.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			delete(res.Header, name)
		}
	}
	return res, nil
}

// readableLimit makes sure that a 429 says in JSON how long to wait: one from the edge of Discord's network is a page
// of HTML.
func readableLimit(res *http.Response) error {
	body, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	res.Body.Close()
	if err != nil {
		return err
	}
	var said struct {
		After *float64 `json:"retry_after"`
	}
	if json.Unmarshal(body, &said) != nil || said.After == nil || *said.After < 0 || *said.After > 1e6 {
		after, err := strconv.ParseFloat(res.Header.Get("Retry-After"), 64)
		if err != nil || !(after > 0 && after < 1e6) {
			after = 5
		}
		body, _ = json.Marshal(map[string]float64{"retry_after": after})
	}
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return nil
}

package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// attachment is a file that was given to a command.
type attachment struct {
	URL  string `json:"url"`
	Name string `json:"filename"`
	Type string `json:"content_type"`
	Size int64  `json:"size"`
}

// fileHosts are Discord's own, where attachments lie. Nothing is fetched from anywhere else: the address comes from
// outside, and this client has no guard against addresses that are not public.
var fileHosts = []string{"cdn.discordapp.com", "media.discordapp.net"}

var errForeignHost = errors.New("attachment is not on a host of Discord's")

func fileClient() *http.Client {
	return &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return errForeignHost },
	}
}

// download fetches an attachment at once: its address expires.
func (b *Bot) download(ctx context.Context, a attachment) (*news.File, error) {
	u, err := url.Parse(a.URL)
	if err != nil {
		return nil, errForeignHost
	}
	discords := u.Scheme == "https" && slices.Contains(fileHosts, u.Host)
	stand := u.Scheme == b.api.Scheme && u.Host == b.api.Host
	if !discords && !stand || u.User != nil {
		return nil, errForeignHost
	}
	if a.Size > maxAttachment {
		return nil, news.ErrTooLarge
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("fetch attachment: %w", err)
	}
	res, err := b.files.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch attachment: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch attachment: %w", news.StatusError{Code: res.StatusCode})
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAttachment+1))
	if err != nil {
		return nil, fmt.Errorf("fetch attachment: %w", err)
	}
	if len(data) > maxAttachment {
		return nil, news.ErrTooLarge
	}
	return &news.File{Name: baseName(a.Name), Type: a.Type, Data: data}, nil
}

// baseName returns a file name without anything that could be a path.
func baseName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" {
		return "attachment"
	}
	return name
}

// fileProblem says in words why an attachment was not read.
func fileProblem(err error) string {
	if errors.Is(err, news.ErrTooLarge) {
		return "The file is larger than 10 MB. Attach a smaller one, or paste its text."
	}
	return "I could not fetch the file from Discord. Attach it again, or paste its text."
}

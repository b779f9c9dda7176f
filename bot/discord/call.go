package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
)

// What Discord answers to a request that it does not take.
const (
	codeUnknownMessage     = 10008
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062 // too late, or nobody's
	codeAcknowledged       = 40060 // somebody has answered already
)

// attempt sends one request, once, within a time of its own.
func (b *Bot) attempt(ctx context.Context, limit time.Duration, method, address string, body any) ([]byte, error) {
	media, raw, err := payloadOf(body)
	if err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	// A bucket of its own: discordgo holds a bucket's lock during the request, so that shared ones would let one slow
	// answer delay others, and it never forgets one that it made.
	bucket := &discordgo.Bucket{}
	bucket.Lock()
	return b.rest.RequestWithLockedBucket(method, address, media, raw, bucket, 0, discordgo.WithContext(ctx))
}

// payloadOf writes a body as JSON, or where a file goes with it, as a form of several parts.
func payloadOf(body any) (media string, raw []byte, err error) {
	if m, ok := body.(message); ok && m.file != nil {
		return discordgo.MultipartBodyWithJSON(m, []*discordgo.File{{Name: m.file.Name, ContentType: m.file.Type, Reader: bytes.NewReader(m.file.Data)}})
	}
	if body != nil {
		raw, err = json.Marshal(body)
	}
	return "application/json", raw, err
}

// call sends a request that may be repeated, up to five times, until Discord takes or refuses it.
func (b *Bot) call(ctx context.Context, method, address string, body any) ([]byte, error) {
	return b.insist(ctx, time.Time{}, method, address, body)
}

// insist is [Bot.call] for what somebody waits for: it goes on trying until a time, however often that is.
func (b *Bot) insist(ctx context.Context, until time.Time, method, address string, body any) ([]byte, error) {
	wait := b.pace.retry
	for n := 1; ; n++ {
		res, err := b.attempt(ctx, 10*time.Second, method, address, body)
		if err == nil {
			return res, nil
		}
		after, again := retryable(err)
		if !again || n >= 5 && !time.Now().Before(until) || ctx.Err() != nil {
			return nil, redact(err)
		}
		if !sleep(ctx, max(after, wait)) {
			return nil, redact(err)
		}
		wait = min(2*wait, 8*b.pace.retry) // so that whoever waits is not kept longer than Discord's trouble lasts
	}
}

// retryable reports whether trying again could help, and after how long at least: it could after a limit, a fault of
// Discord's, or a connection that broke.
func retryable(err error) (after time.Duration, again bool) {
	var limit *discordgo.RateLimitError
	if errors.As(err, &limit) {
		return min(limit.RetryAfter, time.Minute), true
	}
	var refused *discordgo.RESTError
	if errors.As(err, &refused) {
		return 0, refused.Response.StatusCode >= 500
	}
	return 0, true
}

// limited reports whether Discord turned the request away for coming too soon, so that it certainly had no effect.
func limited(err error) bool {
	var limit *discordgo.RateLimitError
	return errors.As(err, &limit)
}

// statusOf returns the HTTP status and Discord's own code of a refusal, or zeros.
func statusOf(err error) (status, code int) {
	var refused *discordgo.RESTError
	if !errors.As(err, &refused) {
		return 0, 0
	}
	if refused.Message != nil {
		code = refused.Message.Code
	}
	return refused.Response.StatusCode, code
}

// redact takes the address out of an error: an interaction's address holds its token.
func redact(err error) error {
	var limit *discordgo.RateLimitError
	if errors.As(err, &limit) {
		return fmt.Errorf("told to wait %s", limit.RetryAfter)
	}
	var where *url.Error
	if errors.As(err, &where) {
		return fmt.Errorf("%s: %w", where.Op, where.Err)
	}
	return err
}

// unauthorised reports whether Discord does not accept the bot's token.
func unauthorised(err error) bool {
	status, _ := statusOf(err)
	return status == http.StatusUnauthorized
}

// sleep waits and reports whether the context let it.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

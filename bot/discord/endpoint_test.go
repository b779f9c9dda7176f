package discord

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// signed sends a body as Discord would.
func signed(t *testing.T, url string, key ed25519.PrivateKey, at time.Time, body string) (int, string) {
	t.Helper()
	stamp := fmt.Sprint(at.Unix())
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Signature-Timestamp", stamp)
	req.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(key, []byte(stamp+body))))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, _ := io.ReadAll(res.Body)
	return res.StatusCode, strings.TrimSpace(string(raw))
}

func TestSignedRequestsAreAnsweredAndOthersTurnedAway(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	_, stranger, _ := ed25519.GenerateKey(nil)
	edits, tries := make(chan string, 4), 0
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tries++; tries == 1 { // Discord has not taken note of the response yet
			w.WriteHeader(http.StatusNotFound)
			io.WriteString(w, `{"code":10015,"message":"Unknown Webhook"}`)
			return
		}
		raw, _ := io.ReadAll(r.Body)
		edits <- r.Method + " " + string(raw)
		io.WriteString(w, `{}`)
	}))
	defer api.Close()
	b, err := New(Options{Token: "t", API: api.URL, App: script{answers: answers{"brief": says("Done.")}, names: []string{"Ida"}}, Offline: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ran := make(chan error, 1)
	go func() { ran <- b.Run(ctx) }()
	s := httptest.NewServer(b.Endpoint(public))
	defer s.Close()
	for range 1000 { // until Run has begun
		if _, ok := b.enter(); ok {
			b.working.Done()
			break
		}
		time.Sleep(time.Millisecond)
	}
	in := func(kind int, data string) string {
		return fmt.Sprintf(`{"id":"5","application_id":"6","token":"tok","type":%d,"member":{"user":{"id":"7"}},"guild_id":"8","data":%s}`, kind, data)
	}
	now := time.Now()
	for name, c := range map[string]struct {
		key    ed25519.PrivateKey
		at     time.Time
		body   string
		status int
		want   string
	}{
		"ping":         {private, now, `{"type":1}`, 200, `{"type":1}`},
		"command":      {private, now, in(2, `{"type":1,"name":"brief"}`), 200, `{"type":5,"data":{}}`},
		"autocomplete": {private, now, in(4, `{"type":1,"name":"x","options":[{"name":"y","value":"i","focused":true}]}`), 200, `{"type":8,"data":{"choices":[{"name":"Ida","value":"Ida"}]}}`},
		"old button":   {private, now, in(3, `{"custom_id":"zz"}`), 200, `{"type":4,`},
		"stranger":     {stranger, now, `{"type":1}`, 401, "Unauthorized"},
		"old":          {private, now.Add(-time.Hour), `{"type":1}`, 401, "Unauthorized"},
		"future":       {private, now.Add(time.Hour), `{"type":1}`, 401, "Unauthorized"},
		"no JSON":      {private, now, `nonsense`, 400, "Bad Request"},
		"no id":        {private, now, `{"type":2}`, 503, ""},
		"too large":    {private, now, `{"type":1,"x":"` + strings.Repeat("x", maxInteraction) + `"}`, 413, ""},
	} {
		if status, got := signed(t, s.URL, c.key, c.at, c.body); status != c.status || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: status %d, %s", name, status, got)
		}
	}
	if got := <-edits; !strings.HasPrefix(got, "PATCH ") || !strings.Contains(got, "Done.") {
		t.Errorf("answered %s", got)
	}
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
}

func FuzzSignedRequest(f *testing.F) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("1700000000", "00", []byte(`{"type":1}`))
	f.Add("", "zz", []byte{})
	f.Add("-1", strings.Repeat("0", 128), []byte("x"))
	f.Fuzz(func(t *testing.T, stamp, signature string, body []byte) {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header = http.Header{"X-Signature-Timestamp": {stamp}, "X-Signature-Ed25519": {signature}}
		if _, status := verified(r, public, time.Unix(1700000000, 0)); status == http.StatusOK {
			t.Error("a body that nobody signed is accepted")
		}
		r = httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header = http.Header{"X-Signature-Timestamp": {"1700000000"}, "X-Signature-Ed25519": {hex.EncodeToString(ed25519.Sign(private, append([]byte("1700000000"), body...)))}}
		if got, status := verified(r, public, time.Unix(1700000000, 0)); len(body) <= maxInteraction && (status != http.StatusOK || !bytes.Equal(got, body)) {
			t.Errorf("a signed body is turned away: %d", status)
		}
		var in interaction
		_ = json.Unmarshal(body, &in)
	})
}

package discord

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestRequestsGoToTheConfiguredAddressOnly(t *testing.T) {
	var got string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Host + r.URL.EscapedPath() + "?" + r.URL.RawQuery
		w.Header().Set("X-RateLimit-Global", "true")
		w.Header().Set("X-RateLimit-Reset-After", "1000")
	}))
	defer srv.Close()
	api, _ := url.Parse(srv.URL + "/api")
	c := &http.Client{Transport: transport{api: api, next: http.DefaultTransport}}
	res, err := c.Get("https://discord.com/api/v9/webhooks/1/a%2Fb/messages/@original?x=1")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if want := api.Host + "/api/v10/webhooks/1/a%2Fb/messages/@original?x=1"; got != want {
		t.Errorf("asked for %s, want %s", got, want)
	}
	for name := range res.Header {
		if strings.HasPrefix(name, "X-Ratelimit") {
			t.Errorf("%s reaches discordgo, which would wait with a lock held", name)
		}
	}
	for _, foreign := range []string{"https://evil.example/api/v9/gateway", "https://discord.com/other"} {
		if _, err := c.Get(foreign); err == nil {
			t.Errorf("%s was asked for", foreign)
		}
	}
}

func TestALimitAlwaysSaysHowLong(t *testing.T) {
	for body, want := range map[string]string{
		`{"retry_after":1.5,"global":true}`: `{"retry_after":1.5,"global":true}`,
		"<html>too fast</html>":             `{"retry_after":7}`,
		`{"retry_after":-1}`:                `{"retry_after":7}`,
		"":                                  `{"retry_after":7}`,
	} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(429)
			io.WriteString(w, body)
		}))
		api, _ := url.Parse(srv.URL)
		res, err := transport{api: api, next: http.DefaultTransport}.RoundTrip(httptest.NewRequest("GET", "https://discord.com/api/v9/gateway", nil))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(res.Body); string(got) != want {
			t.Errorf("%q is passed on as %q", body, got)
		}
		srv.Close()
	}
}

func TestErrorsDoNotCarryTokens(t *testing.T) {
	b, err := New(Options{Token: "secret", API: "http://127.0.0.1:1/api", App: script{}})
	if err != nil {
		t.Fatal(err)
	}
	b.pace.retry = 1
	_, err = b.call(t.Context(), "PATCH", "https://discord.com/api/v9/webhooks/1/s3cr3t/messages/@original", nil)
	if err == nil || strings.Contains(err.Error(), "s3cr3t") {
		t.Errorf("got %v", err)
	}
}

func TestOptionsThatCannotBeRightAreRefused(t *testing.T) {
	for name, o := range map[string]Options{
		"no token": {App: script{}},
		"no app":   {Token: "t"},
		"bad API":  {Token: "t", App: script{}, API: "discord.com"},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if b, err := New(Options{Token: "t", App: script{}}); err != nil || b.api.Host != "discord.com" {
		t.Errorf("useful options: %v", err)
	}
}

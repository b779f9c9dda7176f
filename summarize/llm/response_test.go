package llm_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"onrecord/summarize"
	"onrecord/summarize/llm"
)

// says is a way to the server on which always the same comes back.
type says struct {
	kind string
	body []byte
}

func (s says) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {s.kind}}, Body: io.NopCloser(bytes.NewReader(s.body)), Request: r}, nil
}

// FuzzResponse holds whatever a server of models sends to an answer or an error, and to the caps.
func FuzzResponse(f *testing.F) {
	for _, s := range []string{
		`{"choices":[{"index":0,"message":{"role":"assistant","content":"{\"ok\":true}"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}`,
		`{"choices":[{"message":{"content":null,"refusal":"no"}}]}`, `{"choices":[{"message":{"content":[{"type":"text","text":"x"}]}}]}`, `{"choices":null,"usage":{"prompt_tokens":-9223372036854775808}}`,
		`{"error":{"message":"no","code":7}}`, `{"choices":[{}],"usage":{"prompt_tokens":1e99}}`, `[`, `null`, "", "data: {}\n\n", "\x00\xff",
		`{"data":[{"index":-1,"embedding":[1,2]},{"index":99,"embedding":[]},{"index":0,"embedding":"AAAA"}]}`,
	} {
		f.Add("application/json", []byte(s))
	}
	f.Add("text/html; charset=utf-8", []byte("<html>"))
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		c, err := llm.New(llm.Options{URL: "http://127.0.0.1:1/v1", Model: "m", Embedding: "e", Transport: says{kind, body}, Timeout: time.Second})
		if err != nil {
			t.Fatal(err)
		}
		out, cost, err := c.Complete(t.Context(), summarize.Prompt{Name: "x", Schema: []byte(`{}`), Most: 10})
		if len(out) > 1<<20 || (err == nil) != (len(out) > 0) || cost.Calls > 1 {
			t.Errorf("%d bytes, %+v, %v", len(out), cost, err)
		}
		near, err := c.Rank(t.Context(), "a ship", []string{"a boat", "a bridge"})
		if err == nil && len(near) != 2 {
			t.Errorf("%d numbers for two texts", len(near))
		}
	})
}

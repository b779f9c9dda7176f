package llm_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"onrecord/summarize"
	"onrecord/summarize/extract"
	"onrecord/summarize/llm"
	"onrecord/summarize/news"
)

// TestACorrectAnswerOfAModelPassesUntouched goes the whole way that a lie would go.
func TestACorrectAnswerOfAModelPassesUntouched(t *testing.T) {
	lines := correctLines(t)
	own := briefs(t, lines)["harbour.html"]
	s := newServer(t)
	s.says(`{"gist":{"text":"The plan would deepen the channel to 15 metres and add a container quay.","sentences":[3]},
		"points":[{"text":"Moreno accused the port authority of sitting on a survey of the seabed.","sentences":[12]},
			{"text":"The Dockers’ Union backs the plan.","sentences":[23]},{"text":"The ministry has until 15 January to decide.","sentences":[27]}],
		"quotes":[6,2],"missed":[],"issues":[],"questions":[{"text":"How many jobs would the expansion bring?","sentences":[5]}]}`)
	b, cost, err := client(t, s, llm.Options{}).Write(t.Context(), own, news.Style{})
	if err != nil {
		t.Fatal(err)
	}
	if b.Writer != "scripted" || len(b.Points) != 3 || !strings.HasPrefix(b.Gist.Text, "The plan would deepen") || b.Checked.Dropped != own.Checked.Dropped || b.Checked.Replaced != 0 {
		t.Errorf("the answer became %+v, %+v, %+v", b.Gist, b.Points, b.Checked)
	}
	if !slices.Equal(b.Best, []int{2, 0}) || len(b.Asks) != 1 || cost.Calls != 1 || cost.In != 100 || len(b.Issues) != len(own.Issues) {
		t.Errorf("best %v, asks %v, cost %+v, %d issues", b.Best, b.Asks, cost, len(b.Issues))
	}
}

// TestAServerWithoutASchemaIsAskedAnotherWay steps down from a schema to JSON to plain words, and remembers it.
func TestAServerWithoutASchemaIsAskedAnotherWay(t *testing.T) {
	own := briefs(t, map[string][]correct{"harbour.html": nil})["harbour.html"]
	s := newServer(t)
	var asked []string
	s.do(func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Format struct {
				Type string `json:"type"`
			} `json:"response_format"`
			Messages []struct{ Content string }
		}
		json.NewDecoder(r.Body).Decode(&body)
		asked = append(asked, body.Format.Type)
		if body.Format.Type != "" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(400)
			fmt.Fprintf(w, `{"error":{"message":"response_format %s is not supported","type":"invalid_request_error"}}`, body.Format.Type)
			return
		}
		if !strings.Contains(body.Messages[0].Content, `"additionalProperties"`) {
			t.Error("the model was not told the schema")
		}
		completion(w, "```json\n{\"gist\":{\"text\":\"The Dockers’ Union backs the plan.\",\"sentences\":[23]}}\n```")
	})
	e := client(t, s, llm.Options{})
	for range 2 {
		b, _, err := e.Write(t.Context(), own, news.Style{})
		if err != nil || b.Gist.Text != "The Dockers’ Union backs the plan." {
			t.Fatalf("%+v, %v", b.Gist, err)
		}
	}
	if want := []string{"json_schema", "json_object", "", ""}; !slices.Equal(asked, want) {
		t.Errorf("asked in the forms %q, want %q", asked, want)
	}
}

// TestABrokenAnswerIsRepairedOnce asks again, naming the fault, and counts both calls.
func TestABrokenAnswerIsRepairedOnce(t *testing.T) {
	own := briefs(t, map[string][]correct{"harbour.html": nil})["harbour.html"]
	s := newServer(t)
	s.do(func(w http.ResponseWriter, r *http.Request) {
		if s.calls.Load() == 1 {
			completion(w, `{"gist":`)
			return
		}
		completion(w, `{"gist":{"text":"The Dockers’ Union backs the plan.","sentences":[23]}}`)
	})
	b, cost, err := client(t, s, llm.Options{}).Write(t.Context(), own, news.Style{})
	if err != nil || b.Writer != "scripted" || cost.Calls != 2 || cost.In != 200 {
		t.Errorf("%+v, %+v, %v", b.Gist, cost, err)
	}
}

// TestALongArticleIsReadWhole briefs its sections and then what they rest on; also where the model finds them too long.
func TestALongArticleIsReadWhole(t *testing.T) {
	var long strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&long, "Councillor Ida Moreno, of ward %d, said that the %dth pier of the harbour would be closed to all boats from the spring onwards.\n\n", i, i)
	}
	a, err := extract.Text(long.String())
	if err != nil {
		t.Fatal(err)
	}
	own := summarize.Digest(a)
	s := newServer(t)
	var mu sync.Mutex // sections are asked for at the same time
	seen := map[string]bool{}
	s.do(func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Messages []struct{ Content string } }
		json.NewDecoder(r.Body).Decode(&body)
		data := body.Messages[1].Content
		if len(data) > 40<<10 {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(400)
			fmt.Fprint(w, `{"error":{"message":"This model's maximum context length is 8192 tokens","code":"context_length_exceeded"}}`)
			return
		}
		first := ""
		for row := range strings.Lines(data) {
			n, words, ok := strings.Cut(strings.TrimSpace(row), " ")
			if _, err := strconv.Atoi(n); ok && err == nil {
				mu.Lock()
				seen[n] = true
				mu.Unlock()
				if first == "" {
					first = fmt.Sprintf(`{"text":%q,"sentences":[%s]}`, words, n)
				}
			}
		}
		completion(w, `{"gist":`+first+`}`)
	})
	b, cost, err := client(t, s, llm.Options{}).Write(t.Context(), own, news.Style{})
	if err != nil || b.Writer != "scripted" {
		t.Fatalf("%+v, %v", b.Gist, err)
	}
	if len(seen) != len(a.Sentences) || cost.Calls < 5 {
		t.Errorf("the model has seen %d of %d sentences in %d calls", len(seen), len(a.Sentences), cost.Calls)
	}
}

package llm

import (
	"context"
	"crypto/sha256"
	"errors"
	"math"
	"slices"
	"sync"

	"github.com/sashabaranov/go-openai"
)

// mostTexts is how many texts go into one call.
const mostTexts = 128

// Embeds names the model that turns texts into vectors; "" for none.
func (c *Client) Embeds() string { return c.embedding }

// Embed turns texts into vectors of length 1, all of the same number of dimensions. Its error is an [*Error].
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if c.embedding == "" {
		return nil, errors.New("llm: no embedding model is named")
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	var out [][]float32
	for len(texts) > 0 {
		n := min(len(texts), mostTexts)
		res, err := c.api.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{Input: texts[:n], Model: openai.EmbeddingModel(c.embedding)})
		if err != nil {
			return nil, explain(err)
		}
		batch := make([][]float32, n)
		for _, d := range res.Data {
			if d.Index < 0 || d.Index >= n || len(d.Embedding) == 0 {
				return nil, &Error{Words: "the embedding model's answer has holes"}
			}
			batch[d.Index] = unit(d.Embedding)
		}
		for _, v := range batch {
			if v == nil || len(v) != len(batch[0]) || len(out) > 0 && len(v) != len(out[0]) {
				return nil, &Error{Words: "the embedding model's answer has holes"}
			}
		}
		out, texts = append(out, batch...), texts[n:]
	}
	return out, nil
}

// Rank tells how near texts are in meaning to a query, 0 to 1 each. Vectors are remembered, so that a text is sent once.
func (c *Client) Rank(ctx context.Context, query string, texts []string) ([]float64, error) {
	all := append([]string{query}, texts...)
	found := make([][]float32, len(all))
	var wanted []string
	for i, t := range all {
		if found[i] = c.vectors.get(t); found[i] == nil && !slices.Contains(wanted, t) {
			wanted = append(wanted, t)
		}
	}
	if len(wanted) > 0 {
		made, err := c.Embed(ctx, wanted)
		if err != nil {
			return nil, err
		}
		for i, t := range wanted {
			c.vectors.put(t, made[i])
			for k := range all {
				if all[k] == t {
					found[k] = made[i]
				}
			}
		}
	}
	out := make([]float64, len(texts))
	for i := range texts {
		if len(found[i+1]) != len(found[0]) {
			return nil, &Error{Words: "the embedding model changes the length of its vectors"}
		}
		for k, x := range found[0] {
			out[i] += float64(x) * float64(found[i+1][k])
		}
		out[i] = min(1, max(0, out[i]))
	}
	return out, nil
}

// mostVectors is how many vectors are remembered; the oldest go first. At 1,536 dimensions they take 25 MB.
const mostVectors = 4000

// vectors remembers what texts were turned into.
type vectors struct {
	mu    sync.Mutex
	known map[[32]byte][]float32
	order [][32]byte
}

func (v *vectors) get(text string) []float32 {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.known[sha256.Sum256([]byte(text))]
}

func (v *vectors) put(text string, vector []float32) {
	v.mu.Lock()
	defer v.mu.Unlock()
	key := sha256.Sum256([]byte(text))
	if v.known == nil {
		v.known = map[[32]byte][]float32{}
	}
	if _, there := v.known[key]; !there {
		v.order = append(v.order, key)
	}
	v.known[key] = vector
	for len(v.order) > mostVectors {
		delete(v.known, v.order[0])
		v.order = v.order[1:]
	}
}

// unit scales a vector to length 1; nil where it has none.
func unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return nil
	}
	f := float32(1 / math.Sqrt(sum))
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = x * f
	}
	return out
}

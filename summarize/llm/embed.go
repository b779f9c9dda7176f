package llm

import (
	"context"
	"errors"
	"math"

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

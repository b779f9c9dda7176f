package llm

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sashabaranov/go-openai"

	"onrecord/summarize"
	"onrecord/summarize/news"
)

// Options says where a model is and how to ask it.
type Options struct {
	URL       string // of the API, such as https://api.openai.com/v1; empty for OpenAI's
	Key       string // may be empty for a server that asks for none
	Model     string
	Embedding string            // name of a model that turns texts into vectors; empty for none
	Timeout   time.Duration     // of one completion with all its retries; 0 for 45 s
	Transport http.RoundTripper // nil for the usual one
}

// Client asks one model. It is safe for concurrent use.
type Client struct {
	api       *openai.Client
	model     string
	embedding string
	timeout   time.Duration
	form      atomic.Int32 // the strictest form of answer that the server is known to take
	legacy    atomic.Bool  // the server wants max_tokens
	vectors   vectors
}

// The forms in which an answer can be asked for, the strictest first.
const (
	strict int32 = iota
	object
	free
)

// New makes a client. It asks nothing yet.
func New(o Options) (*Client, error) {
	if o.Model == "" {
		return nil, errors.New("llm: no model is named")
	}
	c := openai.DefaultConfig(o.Key)
	if o.URL != "" {
		u, err := url.Parse(o.URL)
		if err != nil || u.Host == "" {
			return nil, fmt.Errorf("llm: %q is no URL of an API", o.URL)
		}
		base := strings.TrimRight(o.URL, "/")
		if azure(u) {
			c = openai.DefaultAzureConfig(o.Key, base)
			c.AzureModelMapperFunc = func(model string) string { return model }
		} else {
			c.BaseURL = base
		}
	}
	c.HTTPClient = patient(o.Transport)
	c.EmptyMessagesLimit = 10
	client := &Client{api: openai.NewClientWithConfig(c), model: o.Model, embedding: o.Embedding, timeout: cmp.Or(o.Timeout, 45*time.Second)}
	client.legacy.Store(o.URL != "" && !reasons.MatchString(o.Model))
	return client, nil
}

// azure reports whether a URL leads to Azure's own form of the API rather than to the one that is like OpenAI's.
func azure(u *url.URL) bool {
	host := u.Hostname()
	return (strings.HasSuffix(host, ".openai.azure.com") || strings.HasSuffix(host, ".cognitiveservices.azure.com")) && !strings.Contains(u.Path, "/openai/v1")
}

// reasons are the models of OpenAI that take max_completion_tokens alone.
var reasons = regexp.MustCompile(`^(?:o\d|gpt-5)`)

// Name is the model's name.
func (c *Client) Name() string { return c.model }

// Complete asks for one JSON object, in the strictest form that the server takes. Its error is an [*Error], wrapped with
// [summarize.ErrTooLong] where the prompt is too long.
func (c *Client) Complete(ctx context.Context, p summarize.Prompt) ([]byte, news.Cost, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	was := shape{c.form.Load(), c.legacy.Load()}
	for now, turned := was, false; ; {
		res, err := c.api.CreateChatCompletion(ctx, c.request(p, now))
		if err == nil {
			c.form.CompareAndSwap(was.form, now.form) // only what has worked is remembered: a refusal may have been about the article
			c.legacy.CompareAndSwap(was.legacy, now.legacy)
			return read(p, res)
		}
		words := refusal(err)
		switch {
		case overlong(words):
			return nil, news.Cost{}, fmt.Errorf("%w: %w", summarize.ErrTooLong, explain(err))
		case !turned && (now.legacy && strings.Contains(words, "max_completion_tokens") || !now.legacy && strings.Contains(words, "max_tokens")):
			now.legacy, turned = !now.legacy, true
		case words != "" && now.form < free:
			now.form++
		default:
			return nil, news.Cost{}, explain(err)
		}
	}
}

// shape is how a request is put.
type shape struct {
	form   int32
	legacy bool
}

// refusal is what a server says that does not take a request as it is put, in lower case; "" for any other error.
func refusal(err error) string {
	var api *openai.APIError
	if !errors.As(err, &api) || api.HTTPStatusCode != http.StatusBadRequest && api.HTTPStatusCode != http.StatusUnprocessableEntity {
		return ""
	}
	return strings.ToLower(fmt.Sprint(api.Code, " ", api.Message))
}

// request is the body of one call.
func (c *Client) request(p summarize.Prompt, as shape) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model: c.model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.Instructions},
			{Role: openai.ChatMessageRoleUser, Content: p.Data},
		},
	}
	if as.legacy {
		r.MaxTokens = p.Most //lint:ignore SA1019 many servers that are like OpenAI's know only this name
	} else {
		r.MaxCompletionTokens = p.Most
	}
	switch as.form {
	case strict:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: p.Name, Schema: json.RawMessage(p.Schema), Strict: true},
		}
	case object:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	if as.form != strict { // where the server does not enforce it, the model has to be told
		r.Messages[0].Content += "\nThe JSON Schema of the answer: " + string(p.Schema)
	}
	return r
}

// read takes the answer out of a response, and what it cost. Servers that do not count are counted by their bytes.
func read(p summarize.Prompt, res openai.ChatCompletionResponse) ([]byte, news.Cost, error) {
	cost := news.Cost{In: res.Usage.PromptTokens, Out: res.Usage.CompletionTokens, Calls: 1}
	text, refusal := "", ""
	if len(res.Choices) > 0 {
		text, refusal = res.Choices[0].Message.Content, res.Choices[0].Message.Refusal
	}
	if cost.In <= 0 {
		cost.In = (len(p.Instructions) + len(p.Data)) / 4
	}
	if cost.Out <= 0 {
		cost.Out = len(text) / 4
	}
	if refusal != "" {
		return nil, cost, &Error{Words: "the model refused to answer"}
	}
	if strings.TrimSpace(text) == "" {
		return nil, cost, &Error{Words: "the model answered nothing"}
	}
	return []byte(text), cost, nil
}

// Check asks the model for one word, to see whether key, address and name are right.
func (c *Client) Check(ctx context.Context) error {
	_, _, err := c.Complete(ctx, summarize.Prompt{
		Name: "check", Instructions: `Answer with the JSON object {"ok":true}.`, Data: "Are you there? Answer in JSON.", Most: 200,
		Schema: []byte(`{"type":"object","additionalProperties":false,"required":["ok"],"properties":{"ok":{"type":"boolean"}}}`),
	})
	return err
}

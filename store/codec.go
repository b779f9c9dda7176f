package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"onrecord/summarize/news"
)

// maxUnpacked bounds what a stored value may grow to when it is decompressed.
const maxUnpacked = 256 << 20

// codec turns briefs and packed values into the bytes that are stored, and back. It is safe for concurrent use.
type codec struct {
	zip *zstd.Encoder
	not *zstd.Decoder
}

func newCodec() (*codec, error) {
	zip, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(2),
		zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	not, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	return &codec{zip: zip, not: not}, nil
}

func (c *codec) compress(b []byte) []byte { return c.zip.EncodeAll(b, nil) }

func (c *codec) expand(b []byte) ([]byte, error) {
	out, err := c.not.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errWire, err)
	}
	return out, nil
}

// brief encodes b and returns the hash that names it. The same brief gives the same hash.
func (c *codec) brief(b *news.Brief) (blob []byte, hash string, err error) {
	// JSON would replace bytes that are not UTF-8, and every span behind them would point elsewhere.
	if !utf8.ValidString(b.Article.Text) {
		return nil, "", fmt.Errorf("article %s: text is not UTF-8", b.Article.ID)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(b); err != nil {
		return nil, "", fmt.Errorf("encode brief of %s: %w", b.Article.ID, err)
	}
	if out.Len() > maxUnpacked {
		return nil, "", fmt.Errorf("brief of %s: %w", b.Article.ID, news.ErrTooLarge)
	}
	return c.compress(out.Bytes()), hashOf(out.Bytes()), nil
}

// readBrief decodes the blob that is kept under a name of [nameOf]. It takes nothing but exactly what brief wrote.
func (c *codec) readBrief(blob []byte, name string) (*news.Brief, error) {
	hash, _, _ := strings.Cut(name, "-")
	raw, err := c.expand(blob)
	if err != nil {
		return nil, err
	}
	if hashOf(raw) != hash {
		return nil, fmt.Errorf("%w: brief is not the one that its name stands for", errWire)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	var b news.Brief
	if err := dec.Decode(&b); err != nil {
		return nil, fmt.Errorf("%w: %w", errWire, err)
	}
	if _, err := dec.Token(); err != io.EOF || b.Article == nil {
		return nil, errWire
	}
	return &b, nil
}

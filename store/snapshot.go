package store

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/alicebob/miniredis/v2/server"
	"github.com/klauspost/compress/zstd"
)

// snapshotMagic begins the file and names its layout: what follows is zstd of packed entries.
const snapshotMagic = "onrecord snapshot 1\n"

// entry is one key of Redis. Values are those of a string (one), a hash (field, value, …), a list, a set, a sorted
// set (member, score, …) or a stream (id, number of fields and values, field, value, …). What else Redis knows is not
// saved: the lives of hash fields, the readers of a stream, counters of HyperLogLog.
type entry struct {
	key, kind string
	until     int64 // Unix milliseconds, 0 for ever
	values    []string
}

// dumpScript reads everything in one step, so that a snapshot holds no half-done change.
const dumpScript = `
local out = {}
for i, key in ipairs(redis.call('KEYS', '*')) do
  local kind, values = redis.call('TYPE', key).ok, {}
  if kind == 'string' then
    local value = redis.call('GET', key)
    if value then values = {value} end
  elseif kind == 'hash' then values = redis.call('HGETALL', key)
  elseif kind == 'list' then values = redis.call('LRANGE', key, '0', '-1')
  elseif kind == 'set' then values = redis.call('SMEMBERS', key)
  elseif kind == 'zset' then values = redis.call('ZRANGE', key, '0', '-1', 'WITHSCORES')
  elseif kind == 'stream' then
    for _, e in ipairs(redis.call('XRANGE', key, '-', '+')) do
      table.insert(values, e[1])
      table.insert(values, tostring(#e[2]))
      for _, v in ipairs(e[2]) do table.insert(values, v) end
    end
  end
  out[i] = {key, kind, redis.call('PTTL', key), values}
end
return out
`

// entries reads everything that the embedded Redis holds. It speaks to the server without a connection, whose
// timeouts a large collection would meet.
func (e *embedded) entries() ([]entry, error) {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	peer := server.NewPeer(w)
	for _, cmd := range [][]string{{"AUTH", e.secret}, {"EVAL_RO", dumpScript, "0"}} {
		out.Reset()
		e.server.Dispatch(peer, cmd)
		peer.Flush()
	}
	reply, err := server.ParseReply(bufio.NewReader(&out))
	if err != nil {
		return nil, fmt.Errorf("read embedded Redis: %w", err)
	}
	rows, ok := reply.([]any)
	if !ok {
		return nil, fmt.Errorf("read embedded Redis: unexpected reply %T", reply)
	}
	now := e.now().UnixMilli()
	entries := make([]entry, 0, len(rows))
	for _, row := range rows {
		cells, ok := row.([]any)
		if !ok || len(cells) != 4 {
			return nil, fmt.Errorf("read embedded Redis: unexpected row")
		}
		en := entry{key: word(cells[0]), kind: word(cells[1])}
		ttl, err := strconv.ParseInt(word(cells[2]), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read embedded Redis: %w", err)
		}
		if ttl >= 0 {
			en.until = now + ttl
		}
		values, _ := cells[3].([]any)
		for _, v := range values {
			en.values = append(en.values, word(v))
		}
		// A key may expire while the script runs: no value is left, or no life (-2; -1 is for ever).
		if len(en.values) > 0 && ttl >= -1 {
			entries = append(entries, en)
		}
	}
	return entries, nil
}

// word is one cell of a reply as text.
func word(cell any) string {
	switch c := cell.(type) {
	case string:
		return c
	case []byte:
		return string(c)
	case server.Simple:
		return string(c)
	}
	return fmt.Sprint(cell)
}

// restore fills an empty Redis. What has expired in the meantime stays away.
func (e *embedded) restore(entries []entry) error {
	now := e.now()
	for _, en := range entries {
		left := time.UnixMilli(en.until).Sub(now)
		if en.until != 0 && left <= 0 {
			continue
		}
		if err := e.put(en); err != nil {
			return fmt.Errorf("restore %q: %w", en.key, err)
		}
		if en.until != 0 {
			e.redis.SetTTL(en.key, left)
		}
	}
	return nil
}

func (e *embedded) put(en entry) (err error) {
	v := en.values
	if len(v) == 0 || (en.kind == "hash" || en.kind == "zset") && len(v)%2 != 0 {
		return errWire
	}
	switch en.kind {
	case "string":
		return e.redis.Set(en.key, v[0])
	case "hash":
		e.redis.HSet(en.key, v...)
	case "list":
		_, err = e.redis.Push(en.key, v...)
	case "set":
		_, err = e.redis.SetAdd(en.key, v...)
	case "zset":
		for ; len(v) > 1 && err == nil; v = v[2:] {
			var score float64
			if score, err = strconv.ParseFloat(v[1], 64); err == nil {
				_, err = e.redis.ZAdd(en.key, score, v[0])
			}
		}
	case "stream":
		for len(v) > 1 && err == nil {
			n, bad := strconv.Atoi(v[1])
			if bad != nil || n < 0 || n > len(v)-2 {
				return errWire
			}
			_, err = e.redis.XAdd(en.key, v[0], v[2:2+n])
			v = v[2+n:]
		}
	default:
		return fmt.Errorf("%w: kind %q", errWire, en.kind)
	}
	return err
}

// packSnapshot compresses lightly: most values are compressed already.
func packSnapshot(entries []entry) ([]byte, error) {
	zip, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	var p packer
	p.count(len(entries))
	for _, en := range entries {
		p.text(en.key)
		p.text(en.kind)
		p.uint(uint64(en.until))
		p.count(len(en.values))
		for _, v := range en.values {
			p.text(v)
		}
	}
	return zip.EncodeAll(p, []byte(snapshotMagic)), nil
}

func unpackSnapshot(raw []byte) ([]entry, error) {
	body, ok := bytes.CutPrefix(raw, []byte(snapshotMagic))
	if !ok {
		return nil, fmt.Errorf("%w: not a snapshot of this layout", errWire)
	}
	// Not through the codec, whose cap is that of one value.
	zip, err := zstd.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errWire, err)
	}
	defer zip.Close()
	var plain strings.Builder
	if _, err := io.Copy(&plain, zip); err != nil {
		return nil, fmt.Errorf("%w: %w", errWire, err)
	}
	u := unpacker{rest: plain.String()}
	var entries []entry
	for range u.count() {
		en := entry{key: u.text(), kind: u.text(), until: int64(u.uint())}
		en.values = make([]string, u.count())
		for i := range en.values {
			en.values[i] = u.text()
		}
		entries = append(entries, en)
	}
	return entries, u.done()
}

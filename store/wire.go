package store

import (
	"encoding/binary"
	"errors"
)

// errWire means that packed bytes were cut short, altered, or written by another layout.
var errWire = errors.New("packed bytes do not decode")

// packer writes numbers and strings one after the other. It is read back by an unpacker in the same order.
type packer []byte

func (p *packer) uint(n uint64) { *p = binary.AppendUvarint(*p, n) }
func (p *packer) count(n int)   { p.uint(uint64(n)) }

func (p *packer) text(s string) {
	p.count(len(s))
	*p = append(*p, s...)
}

// unpacker reads what a packer wrote. Its strings share the memory of rest. After the first fault everything that it
// returns is zero, and done tells.
type unpacker struct {
	rest string
	bad  bool
}

func (u *unpacker) fail() {
	u.rest, u.bad = "", true
}

func (u *unpacker) uint() uint64 {
	var n uint64
	for i := 0; i < len(u.rest) && i < binary.MaxVarintLen64; i++ {
		c := u.rest[i]
		if i == 9 && c > 1 {
			break
		}
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.rest = u.rest[i+1:]
			return n
		}
	}
	u.fail()
	return 0
}

// count reads how many items or bytes follow. There cannot be more of them than bytes are left, so a forged
// count costs little memory.
func (u *unpacker) count() int {
	n := u.uint()
	if n > uint64(len(u.rest)) {
		u.fail()
		return 0
	}
	return int(n)
}

func (u *unpacker) text() string {
	n := u.count()
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

// done reports whether everything was read and nothing was left over.
func (u *unpacker) done() error {
	if u.bad || u.rest != "" {
		return errWire
	}
	return nil
}

package discord

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
)

// seal encrypts what leaves the process on its way to an answer: it holds interaction tokens and members' words. Its
// key comes from the bot's token, which all processes of a bot share; a new token makes what was sealed unreadable.
type seal struct{ aead cipher.AEAD }

func newSeal(token string) (seal, error) {
	key, err := hkdf.Key(sha256.New, []byte(strings.TrimPrefix(token, "Bot ")), nil, "onrecord jobs 1", 32)
	if err != nil {
		return seal{}, fmt.Errorf("discord: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return seal{}, fmt.Errorf("discord: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	return seal{aead}, err
}

func (s seal) close(plain []byte) []byte {
	nonce := make([]byte, s.aead.NonceSize(), s.aead.NonceSize()+len(plain)+s.aead.Overhead())
	rand.Read(nonce)
	return s.aead.Seal(nonce, nonce, plain, nil)
}

func (s seal) open(sealed []byte) ([]byte, error) {
	n := s.aead.NonceSize()
	if len(sealed) < n {
		return nil, errors.New("too short to be sealed")
	}
	return s.aead.Open(nil, sealed[:n], sealed[n:], nil)
}

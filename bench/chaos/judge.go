package main

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"onrecord/bench/rig"
)

// What the program says where an answer is not the last one, or not all of it.
const (
	sayWriting   = "a model is writing; this will be replaced"
	sayStill     = "Still working on it."
	sayForgotten = "I could not remember this"
)

// verdict is what an interaction came to.
type verdict struct {
	offline, unacked bool
	done             bool   // acknowledged, and answered for good
	failure          string // what a member reads in place of what was asked for
	forgotten        bool   // a brief that is told not to be remembered
	doubled          bool
}

// judge reads an answer as a member does. Every request of the load is answered with an embed, or with suggestions; a
// message without one tells that something failed.
func judge(a *rig.Asked) (v verdict) {
	switch {
	case !a.Delivered:
		v.offline = true
		return v
	case a.Acked.IsZero():
		v.unacked = true
		return v
	case a.Answered.IsZero(), bytes.Contains(a.Body, []byte(sayWriting)), bytes.Contains(a.Body, []byte(sayStill)):
		return v
	}
	v.done = true
	v.doubled = a.Shown() > 1
	v.forgotten = bytes.Contains(a.Body, []byte(sayForgotten))
	m := messageOf(a.Body)
	switch {
	case len(m.Choices) > 0 || len(m.Embeds) > 0:
	case m.Choices != nil:
		v.failure = "(no suggestions)"
	default:
		v.failure = m.Content
		if v.failure == "" {
			v.failure = "(nothing)"
		}
	}
	return v
}

type message struct {
	Content string            `json:"content"`
	Embeds  []json.RawMessage `json:"embeds"`
	Choices []json.RawMessage `json:"choices"`
}

// messageOf reads a message out of the body of an answer: a response, a message, or one with a file.
func messageOf(body []byte) message {
	if i := bytes.Index(body, []byte("payload_json")); i >= 0 {
		if j := bytes.IndexByte(body[i:], '{'); j >= 0 {
			body = body[i+j:]
		}
	}
	var whole struct {
		message
		Data *message `json:"data"`
	}
	json.NewDecoder(bytes.NewReader(body)).Decode(&whole) // what follows a message in a form is no JSON
	if whole.Data != nil {
		return *whole.Data
	}
	return whole.message
}

var reference = regexp.MustCompile(`\([0-9a-f]{6}\)`)

// alike makes one of messages that differ in the id of their line in the log.
func alike(said string) string {
	return reference.ReplaceAllString(strings.Join(strings.Fields(said), " "), "(3f9ac1)")
}

// normal reports whether an interaction was answered as on any other day.
func normal(a *rig.Asked) bool {
	v := judge(a)
	return v.done && v.failure == "" && !v.forgotten && a.Answered.Sub(a.At) < instant
}

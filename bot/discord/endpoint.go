package discord

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"
)

const (
	maxInteraction = 1 << 20         // bytes of an interaction that comes as a request
	maxSkew        = 5 * time.Minute // between Discord's clock and ours
	pingType       = 1               // of an interaction that only asks whether somebody is there, and of its answer
)

// Endpoint serves interactions that Discord sends as signed HTTPS requests instead of over the gateway. It keeps no
// state, so that any number of processes may stand behind one address. Requests are answered while [Bot.Run] runs.
func (b *Bot) Endpoint(key ed25519.PublicKey) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, status := verified(r, key, time.Now())
		if status != http.StatusOK {
			http.Error(w, http.StatusText(status), status)
			return
		}
		var head struct {
			Type int `json:"type"`
		}
		if json.Unmarshal(raw, &head) != nil {
			http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
			return
		}
		if head.Type == pingType {
			writeCallback(w, callback{Type: pingType})
			return
		}
		// The work goes on after the response, so it cannot be done on this goroutine.
		first, done := make(chan callback, 1), make(chan struct{})
		go func() {
			defer close(done)
			b.take(raw, func(c callback) bool {
				select {
				case first <- c:
					return true
				default:
					return false // the response is given once
				}
			})
		}()
		wait := time.NewTimer(b.pace.ack)
		defer wait.Stop()
		select {
		case c := <-first:
			writeCallback(w, c)
		case <-done:
			select {
			case c := <-first:
				writeCallback(w, c)
			default:
				http.Error(w, "this cannot be answered", http.StatusServiceUnavailable)
			}
		case <-wait.C:
			select {
			case first <- callback{}: // nobody may respond any more
				http.Error(w, "too late", http.StatusServiceUnavailable)
			case c := <-first:
				writeCallback(w, c)
			}
		}
	})
}

// verified returns the body of a request that Discord has signed, or the status to turn it away with.
func verified(r *http.Request, key ed25519.PublicKey, now time.Time) ([]byte, int) {
	if r.Method != http.MethodPost {
		return nil, http.StatusMethodNotAllowed
	}
	stamp := r.Header.Get("X-Signature-Timestamp")
	signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
	seconds, bad := strconv.ParseInt(stamp, 10, 64)
	if err != nil || bad != nil || len(signature) != ed25519.SignatureSize || len(key) != ed25519.PublicKeySize {
		return nil, http.StatusUnauthorized
	}
	if skew := now.Sub(time.Unix(seconds, 0)); skew > maxSkew || skew < -maxSkew {
		return nil, http.StatusUnauthorized
	}
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxInteraction+1))
	switch {
	case err != nil:
		return nil, http.StatusBadRequest
	case len(raw) > maxInteraction:
		return nil, http.StatusRequestEntityTooLarge
	case !ed25519.Verify(key, append([]byte(stamp), raw...), signature):
		return nil, http.StatusUnauthorized
	}
	return raw, http.StatusOK
}

func writeCallback(w http.ResponseWriter, c callback) {
	var body bytes.Buffer
	if err := json.NewEncoder(&body).Encode(c); err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(body.Bytes())
}

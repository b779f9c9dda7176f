package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

//go:embed page
var files embed.FS

// Caps of what a browser may send.
const (
	maxFile   = 10 << 20
	maxForm   = maxFile + 2<<20 // and what is around it
	maxTyped  = 64 << 10
	mostShown = 200 // messages that are kept
	mostLinks = 5   // of a message that are offered
)

// App is what the page asks of the product; [handlers.App] is one.
type App interface {
	Commands() []handlers.Command
	Suggest(ctx context.Context, place news.Place, command, option, typed string) ([]string, error)
	Serve(context.Context, handlers.Request) handlers.Reply
}

// Library gives an article that the place has, for the reading pane. The error wraps [news.ErrMissing].
type Library interface {
	Brief(ctx context.Context, place news.Place, article string) (*news.Brief, error)
}

// Finder finds what has been said, for the timeline of a speaker.
type Finder interface {
	Quotes(ctx context.Context, place news.Place, q news.QuoteQuery) (news.Sayings, error)
}

// Options say what the page is about. App, Library, Finder and Place are required.
type Options struct {
	App      App
	Library  Library
	Finder   Finder
	Place    news.Place
	Member   news.Member
	Password string   // "" where only this machine reaches the page
	Parts    []string // what is real and what is embedded, in sentences
	Tries    []string // lines that are offered to be tried
	Log      *slog.Logger
	Now      func() time.Time
}

// said is one message of the channel.
type said struct {
	ID    int
	Mine  bool
	Words string // of the one who typed
	Offer string // what can be done with them, where they are no command
	Reply handlers.Reply
	At    time.Time
}

// Page is the channel. It is safe for concurrent use.
type Page struct {
	o    Options
	tmpl *template.Template
	key  [32]byte // of the password

	mu   sync.Mutex
	next int
	log  []said
}

// New returns a page without messages.
func New(o Options) (*Page, error) {
	if o.App == nil || o.Library == nil || o.Finder == nil || o.Place == "" {
		return nil, errors.New("web: no app, library, finder or place")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	p := &Page{o: o, key: sha256.Sum256([]byte(o.Password))}
	t, err := template.New("").Funcs(template.FuncMap{
		"runs": p.runs, "clock": func(t time.Time) string { return t.Format("15:04") }, "safe": safeLink, "show": visible, "article": articleOf, "speaker": speakerOf,
		"encode": func(a handlers.Action) string { s, _ := a.Encode(); return s },
	}).ParseFS(files, "page/*.html")
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	p.tmpl = t
	return p, nil
}

// Handler serves the page.
func (p *Page) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.channel)
	mux.HandleFunc("POST /say", p.say)
	mux.HandleFunc("POST /press", p.press)
	mux.HandleFunc("POST /message", p.briefThis)
	mux.HandleFunc("GET /article/{id}", p.article)
	mux.HandleFunc("GET /speaker", p.speaker)
	mux.HandleFunc("GET /file/{id}", p.file)
	mux.HandleFunc("GET /commands", p.commands)
	mux.HandleFunc("GET /suggest", p.suggest)
	mux.Handle("GET /page/", http.FileServerFS(files))
	return p.guard(mux)
}

// policy lets the browser load nothing but what this server gives, and run nothing that stands in a page.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard turns away who comes from elsewhere: another site's script or form, a name that was pointed at this machine, or
// somebody without the password.
func (p *Page) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // without any, browsers hide where a form came from
		h.Set("Cache-Control", "no-store")
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(strings.Trim(host, "[]")); p.o.Password == "" && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "This page answers on this machine only.", http.StatusForbidden)
			return
		}
		if p.o.Password != "" {
			_, given, ok := r.BasicAuth()
			sum := sha256.Sum256([]byte(given))
			if subtle.ConstantTimeCompare(sum[:], p.key[:]) != 1 || !ok {
				h.Set("WWW-Authenticate", `Basic realm="OnRecord", charset="UTF-8"`)
				http.Error(w, "A password is needed.", http.StatusUnauthorized)
				return
			}
		}
		if r.Method != http.MethodGet && !sameOrigin(r) {
			http.Error(w, "That came from another page.", http.StatusForbidden)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		next.ServeHTTP(w, r)
	})
}

// sameOrigin reports whether a form was sent by a page of ours.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		return site == "same-origin"
	}
	u, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && u.Host == r.Host
}

// channel draws the page as a whole.
func (p *Page) channel(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	log := append([]said(nil), p.log...)
	p.mu.Unlock()
	p.draw(w, "channel.html", map[string]any{"Log": log, "Parts": p.o.Parts, "Tries": p.o.Tries})
}

func (p *Page) draw(w http.ResponseWriter, name string, data any) {
	var b strings.Builder
	if err := p.tmpl.ExecuteTemplate(&b, name, data); err != nil {
		p.o.Log.Error("page not drawn", "error", err)
		http.Error(w, "Something went wrong.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, b.String())
}

// Welcome briefs examples before anybody has come, so that the first page shows something.
func (p *Page) Welcome(ctx context.Context, examples ...string) {
	for _, name := range examples {
		p.add(said{Mine: true, Words: "/brief example:" + name})
		reply := p.o.App.Serve(ctx, handlers.Request{Command: "brief", Options: map[string]string{"example": name}, Place: p.o.Place, Member: p.o.Member, Admin: true})
		p.add(said{Reply: p.settled(ctx, reply)})
	}
}

// Secret is a password that nobody guesses.
func Secret() string { return rand.Text()[:16] }

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
	"strconv"
	"strings"
	"sync"
	"time"

	"onrecord/bot/typed"
	"onrecord/handlers"
	"onrecord/summarize/news"
)

//go:embed page
var files embed.FS

// Caps of what a browser may send.
const (
	maxForm   = 12 << 20 // a file and a little more
	maxTyped  = 64 << 10
	mostShown = 200 // messages that are kept
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

// Options say what the page is about. App, Library and Place are required.
type Options struct {
	App      App
	Library  Library
	Place    news.Place
	Member   news.Member
	Password string   // "" where only this machine reaches the page
	Parts    []string // what is real and what is embedded, in sentences
	Log      *slog.Logger
	Now      func() time.Time
}

// said is one message of the channel.
type said struct {
	ID    int
	Mine  bool
	Words string // of the one who typed
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
	if o.App == nil || o.Library == nil || o.Place == "" {
		return nil, errors.New("web: no app, library or place")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	p := &Page{o: o, key: sha256.Sum256([]byte(o.Password))}
	t, err := template.New("").Funcs(template.FuncMap{
		"runs": p.runs, "clock": func(t time.Time) string { return t.Format("15:04") }, "safe": safeLink, "show": visible, "article": articleOf,
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
	mux.HandleFunc("GET /article/{id}", p.article)
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
		h.Set("Referrer-Policy", "no-referrer")
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
	p.draw(w, "channel.html", map[string]any{"Log": log, "Parts": p.o.Parts, "Commands": p.o.App.Commands()})
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

// say answers what was typed, or a file that was given.
func (p *Page) say(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		http.Error(w, "That is larger than 10 MB.", http.StatusRequestEntityTooLarge)
		return
	}
	words := r.FormValue("words")
	if len(words) > maxTyped {
		http.Error(w, "That is too long to be typed; attach it as a file.", http.StatusRequestEntityTooLarge)
		return
	}
	req := handlers.Request{Place: p.o.Place, Member: p.o.Member, Admin: true, Locale: r.Header.Get("Accept-Language"), Thread: "web"}
	req.Locale, _, _ = strings.Cut(req.Locale, ",")
	line, err := typed.ParseLine(strings.ReplaceAll(words, "\r\n", "\n"), p.o.App.Commands())
	var problem *handlers.Problem
	switch {
	case errors.As(err, &problem):
		p.answer(w, r, words, handlers.Reply{Text: handlers.Text{{Words: strings.TrimSpace(problem.Text + " " + problem.Hint)}}, Failed: true})
		return
	case err != nil:
		http.Error(w, "That cannot be read.", http.StatusBadRequest)
		return
	}
	req.Command, req.Options = line.Command, line.Options
	if f, head, err := r.FormFile("file"); err == nil {
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, 10<<20+1))
		if err != nil || len(data) > 10<<20 {
			http.Error(w, "That is larger than 10 MB.", http.StatusRequestEntityTooLarge)
			return
		}
		req.File = &news.File{Name: head.Filename, Data: data}
		if req.Command == "" {
			req.Command, req.Options = "brief", map[string]string{}
		}
		words = strings.TrimSpace(words + " 📎 " + head.Filename)
	}
	if req.Command == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	p.answer(w, r, words, p.o.App.Serve(r.Context(), req))
}

// press answers a button or an entry of a menu.
func (p *Page) press(w http.ResponseWriter, r *http.Request) {
	action, err := handlers.DecodeAction(r.PostFormValue("action"))
	if err != nil {
		http.Error(w, "That button is from an earlier version.", http.StatusBadRequest)
		return
	}
	req := handlers.Request{Action: &action, Place: p.o.Place, Member: p.o.Member, Admin: true}
	req.Locale, _, _ = strings.Cut(r.Header.Get("Accept-Language"), ",")
	p.answer(w, r, "▸ "+r.PostFormValue("label"), p.o.App.Serve(r.Context(), req))
}

// answer adds both messages to the channel. A script gets them alone; a form is sent back to the page.
func (p *Page) answer(w http.ResponseWriter, r *http.Request, words string, reply handlers.Reply) {
	p.mu.Lock()
	p.next += 2
	added := []said{{ID: p.next - 1, Mine: true, Words: words, At: p.o.Now()}, {ID: p.next, Reply: reply, At: p.o.Now()}}
	p.log = append(p.log, added...)
	p.log = p.log[max(0, len(p.log)-mostShown):]
	p.mu.Unlock()
	if r.Header.Get("Accept") == "text/fragment" {
		p.draw(w, "messages", added)
		return
	}
	http.Redirect(w, r, fmt.Sprintf("/#m%d", added[1].ID), http.StatusSeeOther)
}

// file gives the file of a reply.
func (p *Page) file(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.PathValue("id"))
	p.mu.Lock()
	var found *news.File
	for _, s := range p.log {
		if s.ID == id {
			found = s.Reply.File
		}
	}
	p.mu.Unlock()
	if found == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(found.Name))
	w.Write(found.Data)
}

// Welcome briefs examples before anybody has come, so that the first page shows something.
func (p *Page) Welcome(ctx context.Context, examples ...string) {
	for _, name := range examples {
		reply := p.o.App.Serve(ctx, handlers.Request{Command: "brief", Options: map[string]string{"example": name}, Place: p.o.Place, Member: p.o.Member, Admin: true})
		p.mu.Lock()
		p.next += 2
		p.log = append(p.log, said{ID: p.next - 1, Mine: true, Words: "/brief example:" + name, At: p.o.Now()}, said{ID: p.next, Reply: reply, At: p.o.Now()})
		p.mu.Unlock()
	}
}

// Secret is a password that nobody guesses.
func Secret() string { return rand.Text()[:16] }

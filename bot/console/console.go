package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"onrecord/bot/typed"
	"onrecord/handlers"
	"onrecord/summarize/news"
)

// App is what the console asks; [handlers.App] is one.
type App interface {
	Commands() []handlers.Command
	Serve(ctx context.Context, r handlers.Request) handlers.Reply
}

// Options say whom a console serves and how it looks. App, In and Out are needed.
type Options struct {
	App    App
	In     io.Reader
	Out    io.Writer
	Place  news.Place
	Member news.Member
	Width  int              // columns to wrap at; 0 stands for 80
	Color  bool             // write styles and links as a terminal draws them
	Prompt bool             // write "> " where a line is awaited
	Echo   bool             // write each line before its answer, for a transcript
	Now    func() time.Time // in whose zone moments are written; nil for UTC

	// ReadFile reads a file that is named in a line; nil stands for the file system, up to 10 MiB.
	ReadFile func(name string) ([]byte, error)
}

// Console is a conversation of typed lines.
type Console struct {
	o    Options
	last []handlers.Button // of the last reply
}

// The sizes of what may be typed.
const (
	maxLine = 1 << 20
	maxFile = 10 << 20
)

// block opens and closes a text of several lines.
const block = `"""`

var errQuit = errors.New("quit")

// New returns a console that has not yet read anything.
func New(o Options) *Console {
	if o.ReadFile == nil {
		o.ReadFile = readFile
	}
	return &Console{o: o}
}

// Run answers line after line until the input ends, "/quit" is typed or the context ends, none of which is an error.
// A read that waits for input when the context ends is left behind with its goroutine.
func (c *Console) Run(ctx context.Context) error {
	lines, end := make(chan string), make(chan error, 1)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		in := bufio.NewScanner(c.o.In)
		in.Buffer(nil, maxLine)
		for in.Scan() {
			select {
			case lines <- in.Text():
			case <-ctx.Done():
				return
			}
		}
		end <- in.Err()
	}()
	var open *strings.Builder // the text of several lines that is being typed
	for {
		if err := c.prompt(open != nil); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case err := <-end:
			if err != nil {
				return fmt.Errorf("read line: %w", err)
			}
			if open != nil {
				return c.take(ctx, block, &open)
			}
			return nil
		case line := <-lines:
			switch err := c.take(ctx, line, &open); {
			case errors.Is(err, errQuit):
				return nil
			case err != nil:
				return err
			}
		}
	}
}

func (c *Console) prompt(more bool) error {
	sign := "> "
	if more {
		sign = ". "
	}
	if !c.o.Prompt {
		return nil
	}
	_, err := io.WriteString(c.o.Out, sign)
	return err
}

// take gathers a text of several lines, or answers a line.
func (c *Console) take(ctx context.Context, line string, open **strings.Builder) error {
	fence := strings.TrimSpace(line) == block
	switch {
	case *open == nil && fence:
		*open = &strings.Builder{}
		return nil
	case *open != nil && !fence:
		(*open).WriteString(line + "\n")
		return nil
	case fence:
		text := (*open).String()
		*open = nil
		return c.answer(ctx, typed.Line{Command: "brief", Options: map[string]string{"text": text}}, nil)
	}
	if c.o.Echo {
		if _, err := fmt.Fprintf(c.o.Out, "> %s\n", clean(line)); err != nil {
			return err
		}
	}
	meant, err := typed.ParseLine(line, c.o.App.Commands())
	return c.answer(ctx, meant, err)
}

// answer does what a line asks for and writes the reply.
func (c *Console) answer(ctx context.Context, l typed.Line, err error) error {
	r := handlers.Request{Command: l.Command, File: l.Pasted(), Options: l.Options, Place: c.o.Place, Member: c.o.Member}
	switch {
	case err != nil:
		return c.write(complaint(err))
	case l.Quit:
		return errQuit
	case l.Press > len(c.last):
		return c.write(complaint(refuse(fmt.Sprintf("There is no button %d under the last answer.", l.Press), "")))
	case l.Press > 0:
		b := c.last[l.Press-1]
		if b.Link != "" {
			return c.write(handlers.Reply{Text: handlers.Text{{Words: b.Label + ":", Link: b.Link}}, Buttons: c.last})
		}
		r = handlers.Request{Action: &b.Action, Place: c.o.Place, Member: c.o.Member}
	case l.Command == "":
		return nil
	}
	if l.File != "" {
		data, err := c.o.ReadFile(l.File)
		if err != nil {
			return c.write(complaint(refuse(fmt.Sprintf("I cannot read the file %s.", l.File), "Check its name and that it is no larger than 10 MiB.")))
		}
		r.File = &news.File{Name: filepath.Base(l.File), Data: data}
	}
	r.Admin = true
	return c.write(c.o.App.Serve(ctx, r))
}

// write draws a reply and what can be pressed under it. After a refusal the buttons of the answer before still work.
func (c *Console) write(r handlers.Reply) error {
	p := painter{width: c.o.Width, color: c.o.Color}
	if c.o.Now != nil {
		p.now = c.o.Now()
	}
	p.reply(r)
	keyed := pressable(r)
	if !r.Failed {
		c.last = keyed
	}
	if len(keyed) > 0 {
		var keys []string
		for i, b := range keyed {
			keys = append(keys, fmt.Sprintf("%d for %s", i+1, b.Label))
		}
		p.out.WriteByte('\n')
		p.text("", handlers.Text{{Words: "Type " + strings.Join(keys, ", ") + ".", Style: handlers.Subtle}})
	}
	p.out.WriteByte('\n')
	_, err := io.WriteString(c.o.Out, p.out.String())
	return err
}

// pressable is all that can be chosen under a reply: the entries of its menu, then its buttons.
func pressable(r handlers.Reply) []handlers.Button {
	if r.Menu == nil {
		return r.Buttons
	}
	var out []handlers.Button
	for _, item := range r.Menu.Items {
		out = append(out, handlers.Button{Label: strings.TrimSpace(item.Label + " " + item.Detail), Action: item.Action})
	}
	return append(out, r.Buttons...)
}

// complaint is a refusal of the console's own, as the App would word it.
func complaint(err error) handlers.Reply {
	text := err.Error()
	if p, ok := errors.AsType[*handlers.Problem](err); ok {
		text = strings.TrimSpace(p.Text + " " + p.Hint)
	}
	return handlers.Reply{Text: handlers.Text{{Words: text}}, Failed: true}
}

func refuse(text, hint string) error { return &handlers.Problem{Text: text, Hint: hint} }

// readFile reads a file of a size that can be an article.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = news.ErrTooLarge
	}
	return data, err
}

// Command onrecord keeps people's words on the record: it reads articles, finds who said what, writes checked briefs,
// and answers for them in a Discord server, in a terminal and on the command line.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // a container has no time zones of its own

	redislog "github.com/redis/go-redis/v9/logging"
)

func main() {
	redislog.Disable() // it writes past the logger what its errors say too
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(status(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr), os.Stderr))
}

// status reports err and returns the status to leave with: 0 for none, 2 for a command line that cannot be
// understood, else 1.
func status(err error, errw io.Writer) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errQuiet):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(errw, "onrecord: %v\nSee `onrecord help`.\n", err)
		return 2
	}
	fmt.Fprintf(errw, "onrecord: %v\n", err)
	return 1
}

// errQuiet is a failure that has been told already.
var errQuiet = errors.New("failed")

// usageError is a command line that cannot be understood.
type usageError string

func (e usageError) Error() string { return string(e) }

// run is the whole program.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out, errw io.Writer) error {
	p := &program{getenv: getenv, in: in, out: out, errw: errw, now: time.Now}
	return p.run(ctx, args)
}

// program is what a command has to work with.
type program struct {
	getenv    func(string) string
	in        io.Reader
	out, errw io.Writer
	now       func() time.Time
	patience  time.Duration // for an index to catch up; 0 where somebody waits for the answer
}

// command is a word of the command line.
type command struct {
	name, args, summary string
	run                 func(p *program, ctx context.Context, args []string) error
}

// commands lists the words of the command line in the order of the help.
func commands() []command {
	return []command{
		{"run", "[--role R] [--register]", "serve: the Discord bot if DISCORD_TOKEN is set, else the channel in the browser (what `onrecord` alone does)", (*program).serve},
		{"brief", "[--json] [--keep] SRC…", "read links, files, - for standard input or example:NAME, and print their briefs", (*program).brief},
		{"who-said", "[NAME] [--about W] [--since D] [--source O] [--json]", "look up what was said in what --keep has kept", lookUp("who-said")},
		{"check", "[--speaker S] [--json] QUOTE", "tell whether it was really said", lookUp("check")},
		{"ask", "[--json] QUESTION", "answer from what was kept", lookUp("ask")},
		{"people", "[NAME] [--json]", "list who is on the record", lookUp("people")},
		{"digest", "--now [--place P]", "print the briefing of what came in since yesterday", (*program).digest},
		{"export", "[NAME] [--format F] …", "write quotations to standard output: csv, jsonl or markdown", lookUp("export")},
		{"extract", "--jsonl", `pages in as {"id","html","url"}, articles out, one JSON object a line`, bulkOf(extractLine)},
		{"quotes", "--jsonl", `texts in as {"id","text"}, who said what out, one JSON object a line`, bulkOf(quotesLine)},
		{"issues", "[--topic T] [--since D] [--json]", "list what is at stake in what was kept", (*program).issues},
		{"issues", "--jsonl", `texts in as {"id","text"}, what is at stake out, one JSON object a line`, nil},
		{"web", "[--addr A] [--open]", "serve the channel in the browser; any address but this machine's needs ONRECORD_WEB_PASSWORD", (*program).web},
		{"console", "", "serve the channel in this terminal", (*program).console},
		{"eval", "[--model NAME] FOLDER", "measure a language model on the articles in a folder, side by side with the built-in engine", (*program).eval},
		{"setup", "[CHANNEL]", "print the link that invites the bot, and what is missing, in a channel too", (*program).setup},
		{"register", "", "tell Discord the commands, if they have changed (run --register does it too)", (*program).register},
		{"doctor", "[--quiet]", "check each part and say what is missing; status 1 if something is broken", (*program).doctor},
		{"version", "", "print the version", (*program).version},
		{"help", "", "print this", (*program).help},
	}
}

func (p *program) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return p.serve(ctx, nil)
	}
	name := strings.TrimLeft(args[0], "-")
	if name == "h" {
		name = "help"
	}
	all := commands()
	i := slices.IndexFunc(all, func(c command) bool { return c.name == name && c.run != nil })
	if i < 0 {
		return usageError(fmt.Sprintf("there is no command %q", args[0]))
	}
	return all[i].run(p, ctx, args[1:])
}

// helpColumn is how wide the left column of the help is.
const helpColumn = 30

func (p *program) help(context.Context, []string) error {
	var b strings.Builder
	b.WriteString("OnRecord keeps people's words on the record.\n\nUsage: onrecord [COMMAND]\n\n")
	for _, c := range commands() {
		line := strings.TrimSpace(c.name + " " + c.args)
		if len(line) > helpColumn {
			line += "\n" + strings.Repeat(" ", helpColumn+2)
		}
		fmt.Fprintf(&b, "  %-*s %s\n", helpColumn, line, c.summary)
	}
	b.WriteString("\nSettings are read from the environment; `onrecord doctor` shows them.\n")
	_, err := io.WriteString(p.out, b.String())
	return err
}

func (p *program) version(context.Context, []string) error {
	_, err := fmt.Fprintln(p.out, "onrecord", version())
	return err
}

// flags reads the switches of a command, which are all written --name, and returns what else stands on its line.
func flags(args []string, known ...string) (set map[string]bool, rest []string, err error) {
	set, _, rest, err = options(args, known, nil)
	return set, rest, err
}

// options reads the switches of a command and its options with a value, written --name value or --name=value.
func options(args, switches, valued []string) (set map[string]bool, values map[string]string, rest []string, err error) {
	set, values = map[string]bool{}, map[string]string{}
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			return set, values, append(rest, args[i+1:]...), nil
		}
		name, ok := strings.CutPrefix(a, "--")
		name, value, given := strings.Cut(name, "=")
		switch {
		case !ok:
			rest = append(rest, a)
		case slices.Contains(switches, name) && !given:
			set[name] = true
		case slices.Contains(valued, name):
			if !given {
				if i++; i == len(args) {
					return nil, nil, nil, usageError(a + " needs a value")
				}
				value = args[i]
			}
			values[name] = value
		default:
			return nil, nil, nil, usageError("there is no option " + a)
		}
	}
	return set, values, rest, nil
}

// bulkOf makes a command of work on one line.
func bulkOf(work func([]byte) (any, error)) func(*program, context.Context, []string) error {
	return func(p *program, ctx context.Context, args []string) error {
		set, rest, err := flags(args, "jsonl")
		if err != nil {
			return err
		}
		if !set["jsonl"] || len(rest) > 0 {
			return usageError("this command reads JSON lines from standard input: say --jsonl")
		}
		return bulk(ctx, p.in, p.out, p.errw, work)
	}
}

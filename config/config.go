package config

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/caarlos0/env/v11"
)

// Config holds the settings. The tag help says what one is for, expect what its value has to look like.
type Config struct {
	DiscordToken Token     `env:"DISCORD_TOKEN" help:"The bot's token: Discord Developer Portal, your application, Bot, Reset Token." expect:"a token without spaces"`
	DiscordAPI   Address   `env:"DISCORD_API_URL" envDefault:"https://discord.com/api" help:"Where Discord answers. Change it only to go through a proxy of yours, or to test." expect:"an http or https URL"`
	Mentions     bool      `env:"DISCORD_MENTIONS" help:"Whether to answer messages that mention the bot, as /ask does: true or false. Needs no privileged intent, but Discord then tells the bot of every message in its channels, without their words." expect:"true or false"`
	Content      bool      `env:"DISCORD_MESSAGE_CONTENT" help:"Whether to look after links in channels that a server has named with /settings: true or false. Needs the privileged intent Message Content: Discord Developer Portal, your application, Bot." expect:"true or false"`
	PublicKey    VerifyKey `env:"DISCORD_PUBLIC_KEY" help:"The application's public key: with it the program also answers commands that Discord sends as signed HTTPS requests, at /discord of ONRECORD_ADDR. Discord Developer Portal, your application, General Information." expect:"64 hexadecimal digits"`
	Gateway      bool      `env:"DISCORD_GATEWAY" envDefault:"true" help:"Whether to keep a connection to Discord's gateway: true or false. Only with DISCORD_PUBLIC_KEY can it be false; mentions and links in channels then go unheard." expect:"true, or false together with DISCORD_PUBLIC_KEY"`
	Addr         string    `env:"ONRECORD_ADDR" envDefault:":8080" help:"Where to listen for signed requests of Discord's." expect:"host:port or :port"`
	WebPassword  Secret    `env:"ONRECORD_WEB_PASSWORD" help:"The password of the page in the browser; needed where it listens on more than this machine." expect:"a password without spaces"`
	Redis        RedisURL  `env:"REDIS_URL" help:"The Redis that remembers. Without it one runs inside the program and is saved to the data folder." expect:"redis://host:6379/0, rediss:// for TLS, or unix:///path"`

	// Data is "" where nothing is to be kept on disk.
	Data string `env:"ONRECORD_DATA" help:"Folder of the search index, and of the Redis inside the program; with none the index is in memory and that Redis forgets everything at the end. By default the user's data folder." expect:"a folder, or none"`

	FeedSets     string     `env:"ONRECORD_FEED_SETS" help:"A JSON file with the sets of feeds that /feeds add topic: offers, in place of those that come along: {\"topic\": [\"https://…\"]}." expect:"the path of a JSON file"`
	OpsAddr      string     `env:"ONRECORD_OPS_ADDR" help:"Where to listen for /metrics, /healthz and /readyz; without it nowhere. Nothing there asks for a password: keep it inside." expect:"host:port or :port"`
	Profiles     bool       `env:"ONRECORD_PPROF" help:"Whether to serve Go's profiles at ONRECORD_OPS_ADDR too, under /debug/pprof: true or false. They can hold what people asked." expect:"true or false"`
	Traces       Address    `env:"OTEL_EXPORTER_OTLP_ENDPOINT" help:"A collector of OpenTelemetry, such as http://localhost:4318, that is sent traces of requests: names of commands and steps, times, outcomes, no words. Without it none are made." expect:"an http or https URL"`
	MemberRate   Uses       `env:"ONRECORD_RATE_MEMBER" envDefault:"30" help:"Requests that are taken from one member in a minute; 0 for no limit." expect:"a whole number of requests"`
	PlaceRate    Uses       `env:"ONRECORD_RATE_PLACE" envDefault:"300" help:"The same for everybody in one server." expect:"a whole number of requests"`
	TotalRate    Uses       `env:"ONRECORD_RATE_TOTAL" envDefault:"6000" help:"The same for everybody together." expect:"a whole number of requests"`
	Retention    Days       `env:"ONRECORD_RETENTION" envDefault:"30d" help:"How long an article is remembered after it was last shared." expect:"a length of time such as 30d, 4w or 72h, of an hour at least"`
	Allow        Hosts      `env:"ONRECORD_FETCH_ALLOW" help:"Hosts, addresses and ranges that links may lead to although they are not public, separated by commas." expect:"hosts, addresses or ranges separated by commas, such as wiki.internal,10.1.0.0/16"`
	Contact      Contact    `env:"ONRECORD_CONTACT" help:"A web page or e-mail address at which the owner of a site can reach you; sent with every request for a page." expect:"a web page or an e-mail address"`
	LogFormat    Format     `env:"ONRECORD_LOG" envDefault:"text" help:"How the log is written: text, or json for a collector." expect:"text or json"`
	LogLevel     slog.Level `env:"ONRECORD_LOG_LEVEL" envDefault:"info" help:"From which level on: debug, info, warn or error." expect:"debug, info, warn or error"`
	ModelKey     Secret     `env:"OPENAI_API_KEY" help:"Key of a language model's API. Without it and OPENAI_BASE_URL the built-in engine writes, and no article leaves the machine." expect:"a key without spaces"`
	ModelURL     Address    `env:"OPENAI_BASE_URL" help:"An OpenAI-compatible API other than OpenAI's own; one of your own machines needs no key." expect:"an http or https URL"`
	Model        string     `env:"OPENAI_MODEL" shown:"gpt-4o-mini" help:"Name of the model; has to be set with OPENAI_BASE_URL, whose models cannot be known." expect:"the name of a model that OPENAI_BASE_URL offers"`
	Embedding    string     `env:"OPENAI_EMBEDDING_MODEL" help:"Name of a model that turns texts into vectors; with it, /ask and /who-said about find what is worded differently. Never needed."`
	PlaceTokens  Tokens     `env:"ONRECORD_BUDGET_PLACE" envDefault:"200000" help:"Tokens of the model that one server may use in a day; 0 for no limit. Then the built-in engine writes." expect:"a whole number of tokens"`
	MemberTokens Tokens     `env:"ONRECORD_BUDGET_MEMBER" envDefault:"100000" help:"The same for one member in one server." expect:"a whole number of tokens"`
	TotalTokens  Tokens     `env:"ONRECORD_BUDGET_TOTAL" envDefault:"2000000" help:"The same for everybody together." expect:"a whole number of tokens"`
}

// openAIModel is the model at OpenAI where none is named: the cheapest that keeps to a strict JSON schema.
const openAIModel = "gpt-4o-mini"

// UsesModel reports whether a language model is to write. Articles are then sent to it.
func (c Config) UsesModel() bool { return c.ModelKey.Set() || c.ModelURL != "" }

// Fault is one setting that cannot be right.
type Fault struct {
	Name     string // of the variable
	Value    string // as it was given; empty where it was not, or is secret
	Secret   bool
	Expected string
}

func (f Fault) Error() string {
	switch {
	case f.Secret:
		return f.Name + " is not right (its value is not shown): expected " + f.Expected
	case f.Value == "":
		return f.Name + " is not set: expected " + f.Expected
	}
	return fmt.Sprintf("%s is %q: expected %s", f.Name, f.Value, f.Expected)
}

// Load reads all settings through getenv. Its error holds every [Fault], a line each, and never a secret.
func Load(getenv func(string) string) (Config, error) {
	given := map[string]string{}
	fields := map[string]reflect.StructField{}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		name := f.Tag.Get("env")
		fields[f.Name] = f
		// An empty variable is one that is not set, as in a .env file whose lines were left open.
		if v := pasted(getenv(name)); v != "" {
			given[name] = v
		}
	}
	c, err := env.ParseAsWithOptions[Config](env.Options{Environment: given, FuncMap: parsers()})
	var faults []error
	var all env.AggregateError
	if errors.As(err, &all) {
		for _, one := range all.Errors {
			var wrong env.ParseError
			if !errors.As(one, &wrong) {
				return Config{}, fmt.Errorf("read settings: %w", one)
			}
			faults = append(faults, fault(fields[wrong.Name], given))
		}
	} else if err != nil {
		return Config{}, fmt.Errorf("read settings: %w", err)
	}
	if !c.Gateway && c.PublicKey == nil {
		faults = append(faults, fault(fields["Gateway"], given))
	}
	if err := c.setData(getenv); err != nil {
		faults = append(faults, fault(fields["Data"], given))
	}
	if _, elsewhere := given["OPENAI_BASE_URL"]; elsewhere && c.Model == "" {
		faults = append(faults, fault(fields["Model"], given))
	} else if c.Model == "" && c.ModelKey.Set() {
		c.Model = openAIModel
	}
	if len(faults) > 0 {
		return Config{}, fmt.Errorf("some settings cannot be right:\n  %w", joined(faults))
	}
	return c, nil
}

// joined is several errors, a line each, indented below what introduces them.
type joined []error

func (j joined) Error() string {
	lines := make([]string, len(j))
	for i, err := range j {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n  ")
}

func (j joined) Unwrap() []error { return j }

// fault says what is wrong with the setting of a field.
func fault(f reflect.StructField, given map[string]string) Fault {
	name := f.Tag.Get("env")
	out := Fault{Name: name, Secret: secret(f.Type), Expected: f.Tag.Get("expect")}
	if value := given[name]; !out.Secret && utf8.RuneCountInString(value) > 80 {
		out.Value = string([]rune(value)[:80]) + "…"
	} else if !out.Secret {
		out.Value = value
	}
	return out
}

// setData works the data folder out. It fails where none is given, none is known, and one is needed.
func (c *Config) setData(getenv func(string) string) error {
	home := getenv("HOME")
	switch {
	case c.Data == "none":
		c.Data = ""
		return nil
	case strings.HasPrefix(c.Data, "~/") && home != "":
		c.Data = filepath.Join(home, c.Data[2:])
		return nil
	case c.Data != "":
		return nil
	}
	if c.Data = dataFolder(getenv, runtime.GOOS); c.Data == "" && !c.Redis.Set() {
		return errExpect
	}
	return nil
}

// dataFolder is where programs of this user keep their data, or "" where that cannot be known.
func dataFolder(getenv func(string) string, system string) string {
	const name = "onrecord"
	home := getenv("HOME")
	// A relative XDG_DATA_HOME is to be ignored, says the specification.
	if xdg := getenv("XDG_DATA_HOME"); filepath.IsAbs(xdg) {
		return filepath.Join(xdg, name)
	}
	switch local := getenv("LOCALAPPDATA"); {
	case system == "windows" && local != "":
		return filepath.Join(local, name)
	case home == "":
		return ""
	case system == "darwin":
		return filepath.Join(home, "Library", "Application Support", name)
	}
	return filepath.Join(home, ".local", "share", name)
}

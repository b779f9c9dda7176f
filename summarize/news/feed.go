package news

import "time"

// Feed is what is known of a feed that places subscribe to. One poll serves all of them.
type Feed struct {
	URL      string        `json:"url"` // where it is fetched, canonical
	Title    string        `json:"title,omitempty"`
	Had      Stamp         `json:"had"`
	Every    time.Duration `json:"every,omitempty"` // between polls, as its own pace suggests
	First    bool          `json:"first,omitempty"` // has not been read yet: its items will be recorded and not told
	Polled   time.Time     `json:"polled,omitzero"`
	Failing  time.Time     `json:"failing,omitzero"` // since when; zero where the last poll went well
	Failures int           `json:"failures,omitempty"`
	Reason   string        `json:"reason,omitempty"` // of the last failure, in a reader's words
	Paused   bool          `json:"paused,omitempty"` // has failed for so long that it is left alone
}

// Item is one entry of a feed.
type Item struct {
	ID        string    `json:"id,omitempty"` // as the feed gives it; feeds change these
	Link      string    `json:"link,omitempty"`
	Title     string    `json:"title,omitempty"`
	Author    string    `json:"author,omitempty"`
	Published time.Time `json:"published,omitzero"` // zero where the feed does not say
	HTML      string    `json:"html,omitempty"`     // what the feed says of the article
}

// Listing is what was read in a feed.
type Listing struct {
	Title string
	Lang  string
	Home  string // the page that the feed is of
	Items []Item // the newest first, as far as the feed dates them
}

// Subscription is a feed that a place has.
type Subscription struct {
	URL     string    `json:"url"`
	Title   string    `json:"title,omitempty"`
	By      Member    `json:"by"`
	At      time.Time `json:"at"`
	Channel string    `json:"channel,omitempty"` // where it was asked for; notices go there
}

// Digest is a briefing that a place has set up.
type Digest struct {
	ID       string   `json:"id"`
	Place    Place    `json:"place"`
	Channel  string   `json:"channel"`
	Schedule Schedule `json:"schedule"`
	Topics   []string `json:"topics,omitempty"` // words; empty for everything
	Size     int      `json:"size"`             // stories at most
	Empty    bool     `json:"empty,omitempty"`  // say so on a day without news, instead of nothing
	Publish  bool     `json:"publish,omitempty"`
	Paused   string   `json:"paused,omitempty"` // why it does not run, in a reader's words
	Last     string   `json:"last,omitempty"`   // local date of the last one that ran
	Trying   string   `json:"trying,omitempty"` // local date of one that was about to be posted
	From     string   `json:"from,omitempty"`   // "feeds" or "shared" alone; empty for both

	Told time.Time `json:"told,omitzero"` // until when what came in has been told
}

// Watch is what a place wants to be told of when it is said.
type Watch struct {
	ID      string    `json:"id"`
	Place   Place     `json:"place"`
	Channel string    `json:"channel"`
	Speaker string    `json:"speaker,omitempty"`
	About   string    `json:"about,omitempty"`
	By      Member    `json:"by"`
	Told    time.Time `json:"told,omitzero"`
	Held    int       `json:"held,omitempty"` // quotations that were not told, because others had just been
}

// Story is an event that several articles tell of.
type Story struct {
	Articles []int // indexes of the articles, the fullest first
	Copies   []int // of these, the ones that say what another says word for word
	Outlets  int
	Score    float64 // for ranking only
}

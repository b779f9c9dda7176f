package news

// Forgotten counts what was let go of.
type Forgotten struct {
	Articles int // with their quotations
	Names    int // places in which somebody's name or number stood: as who shared, watched or set something up
	Looks    int // notes of when somebody looked at something last
	Talks    int // conversations: questions that go on with each other
	Counts   int // days of counts of a model's use
	Filed    int // feeds, briefings and watches, and what else was set
}

// Entry is an article of a place, as a list of what is there shows it.
type Entry struct {
	Article string // Article.ID
	Title   string
	Outlet  string
	Link    string // "" for a text or a file
	Quotes  int
	Share   // who shared it first
}

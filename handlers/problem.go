package handlers

// Problem is an error whose words are for the reader: what happened and what to do next.
type Problem struct {
	Text string // what happened, one sentence
	Hint string // what to do, one sentence; may be empty
	Err  error  // what caused it, for the log
}

func (p *Problem) Error() string {
	if p.Err != nil {
		return p.Text + ": " + p.Err.Error()
	}
	return p.Text
}

func (p *Problem) Unwrap() error { return p.Err }

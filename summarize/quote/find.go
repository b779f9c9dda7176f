package quote

import "onrecord/summarize/news"

// Find returns the quotations of a, in the order of the text.
func Find(a *news.Article) []news.Quote {
	return nil
}

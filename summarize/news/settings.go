package news

// Settings are what a place has set for itself. The zero value is what everything starts with.
type Settings struct {
	Language string            `json:"language,omitempty"` // of briefs, as [Style.Language]
	Length   string            `json:"length,omitempty"`   // of briefs: "short", "standard", "deep"
	Links    map[string]string `json:"links,omitempty"`    // channel → what to do with links that are dropped there: "offer", "brief"
}

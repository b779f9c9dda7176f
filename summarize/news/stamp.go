package news

// Stamp is what a server said of the version of a page that it sent. It is opaque, and is given back to ask for a page
// only where it has changed. The zero Stamp asks for any version.
type Stamp struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"` // the Last-Modified header, letter for letter
}

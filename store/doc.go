// Package store is the door to Redis: it keeps briefs, and what each place has collected, and finds them again. It
// speaks to one server, to Sentinel, or to a Cluster; with no address it runs an embedded Redis in this process and
// saves it to a snapshot in a folder.
//
// It promises that what it hands out is what was kept, byte for byte (a stored brief carries the hash of itself, and
// one that does not match is a miss); that one place never sees what another has collected, pasted text above all;
// that the first to share an article stays the first, however many race; and that an article is either kept in a
// place or not, never half. Its errors wrap [news.ErrMissing] and [news.ErrUnavailable].
//
// The use cases call it through a port of their own. It refuses to know how a brief is made, who may ask, and how an
// answer is shown.
//
// # What is stored
//
// All keys begin with "or1:", which names this layout; another layout gets another number. Keys of one place carry
// the place as their hash tag, so that a Cluster holds them in one slot.
//
//	or1:brief:{hash}     string  a brief: zstd of JSON, named by the hash of the JSON, so it never changes
//	or1:link:{hash}      string  canonical link → brief, engine and end of life
//	or1:{place}:shelf    zset    articles by the time they were kept last
//	or1:{place}:first    hash    article → who shared it first, and when it was kept first
//	or1:{place}:cards    hash    article → hash of its brief and number of quotations
//	or1:{place}:changed  zset    article → number of the change that gave it its brief
//	or1:{place}:gone     zset    article → number of the change that let it go; the last thousand
//	or1:{place}:meta     hash    seq: number of the last change; epoch: random, of this life of the place; floor
//	or1:{place}:looks    hash    what was looked at and by whom → when, Unix milliseconds
//	or1:{place}:drawer:{kind} hash  what the place has filed, by id: feeds, digests, watches, inbox
//	or1:{}:drawer:feed   hash    feeds that somebody subscribes to
//	or1:{feed …}:drawer:readers  hash  places that subscribe to a feed
//	or1:{feed hash}:seen zset    marks of what a feed had, by when it was seen
//	or1:due              zset    feeds and digests by when they are due
//	or1:lease:{name}     string  who holds what only one process may hold
//	or1:attend:{group}   zset    processes of a group by when they were last heard of
//	or1:put:{name}       string  what a front end put down for a while, sealed by it
//	or1:{place}:settings string  JSON of what the place has set, until it is forgotten
//
// Everything else expires: [Options.Retention] after it was last kept.
package store

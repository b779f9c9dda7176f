package extract

import (
	"net/url"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// Fewer words than these are no article: of a page at all, and of one that says that there is more behind a wall.
const (
	minWords    = 20
	minUnlocked = 60
	mostConsent = 900 // a wall that lists its purposes and vendors is long
)

// What walls say, in lower case. Each list is matched against short blocks only, so that an article may speak of it.
var (
	payPhrases = []string{
		"subscribe to continue", "subscribe to read", "subscribe to keep reading", "subscribe now to", "already a subscriber", "subscribers only",
		"for subscribers", "exclusive to subscribers", "to continue reading", "to read the full", "to keep reading", "to unlock this", "unlock this article",
		"become a member to", "start your free trial", "register to read", "log in to read", "log in to continue", "sign in to continue", "create a free account to",
		"you have reached your limit", "you've reached your limit", "free articles", "réservé aux abonnés", "déjà abonné", "je m'abonne", "réservé à nos abonnés", "il vous reste", "abonnez-vous pour",
		"jetzt weiterlesen", "weiterlesen mit", "nur für abonnenten", "artikel nur mit", "suscríbete para", "solo para suscriptores", "contenuto riservato",
		"para assinantes", "exclusivo para assinantes", "по подписке", "оформите подписку", "この記事は有料", "会員限定",
	}
	consentPhrases = []string{
		"we value your privacy", "before you continue", "our partners", "store and/or access", "legitimate interest", "manage preferences", "manage options",
		"accept all", "reject all", "accept cookies", "use of cookies", "uses cookies", "use cookies", "cookie policy", "cookie settings", "your consent", "privacy choices", "withdraw your consent",
		"personalised ads", "personalized ads", "alle akzeptieren", "akzeptieren und weiter", "unsere partner", "einwilligung", "cookies zu", "tout accepter", "nos partenaires", "vos choix",
		"aceptar todo", "nuestros socios", "accetta tutto", "nostri partner", "alles accepteren", "onze partners", "принять все", "すべて同意",
	}
	scriptPhrases = []string{
		"enable javascript", "javascript is disabled", "requires javascript", "javascript is required", "javascript enabled", "without javascript", "javascript aktivieren", "javascript zu aktivieren",
		"activer javascript", "habilitar javascript", "turn on javascript", "javascriptを有効",
	}
	robotPhrases = []string{
		"checking your browser", "verify you are human", "verify that you are human", "are you a robot", "not a robot", "unusual traffic", "access denied", "just a moment", "request blocked", "captcha",
		"security check", "ray id",
	}
	loginPaths = []string{"/login", "/log-in", "/signin", "/sign-in", "/sso", "/oauth", "/auth/", "/anmelden", "/connexion", "/accounts/login"}
)

// wall says why the blocks that were found are no article, or how complete they are. src is everything that the
// page shows, over what stood in boxes over it, so what the article is taken for if it is one.
func (s *survey) wall(at *url.URL, src, over, blocks []block, so news.Notice) (news.Notice, error) {
	n, shown := total(blocks), total(src)
	if consentHost(at) && n < 400 || s.article() == nil && n < mostConsent && said(slices.Concat(src, over), consentPhrases) >= 3 && (n < minUnlocked || 10*aboutConsent(blocks) >= 3*n) {
		return 0, news.ErrConsent
	}
	if n < 120 && shown < 200 && said(src, robotPhrases) > 0 {
		return 0, news.ErrChallenge
	}
	asks, locked := said(src, payPhrases) > 0, s.locked()
	if (n < 2*minUnlocked || s.password && n < 5*minUnlocked) && s.login(at) {
		return 0, news.ErrLogin
	}
	if n < minUnlocked && (asks || locked || s.password) {
		return 0, news.PaywallError{Shown: n}
	}
	if n < minUnlocked && so != news.Transcript && s.isVideo() {
		return 0, news.ErrVideo
	}
	if n < 120 && shown < 200 && (said(src, scriptPhrases) > 0 || n < minWords && s.shell()) {
		return 0, news.ErrScript
	}
	if s.index(at, src, blocks) {
		return 0, news.ErrIndex
	}
	if n < minWords {
		return 0, news.ErrEmpty
	}
	if locked && (asks || n < 200) || asks && n < 400 {
		return news.Paywalled, nil
	}
	return so, nil
}

// aboutConsent counts the words of the blocks that speak of consent.
func aboutConsent(blocks []block) int {
	n := 0
	for _, b := range blocks {
		lower := strings.ToLower(b.text)
		if slices.ContainsFunc(consentWords, func(w string) bool { return strings.Contains(lower, w) }) {
			n += len(words(b.text))
		}
	}
	return n
}

// consentWords are parts of words that walls of consent are full of.
var consentWords = []string{"consent", "cookie", "vendor", "personal data", "privacy", "advertising", "tracking", "einwillig", "werbung", "datenschutz", "zwecke", "zustimm",
	"consentement", "données personnelles", "traceur", "consentimiento", "datos personales", "consenso", "dati personali"}

// login reports whether the page is there to be logged in at, rather than an article that asks for it.
func (s *survey) login(at *url.URL) bool {
	if s.article() != nil || s.first("og:type") == "article" {
		return false
	}
	path := ""
	if at != nil {
		path = strings.ToLower(at.Path) + "/"
	}
	there := slices.ContainsFunc(loginPaths, func(p string) bool { return strings.Contains(path, p) })
	return there || s.password && slices.ContainsFunc(append([]string{s.title}, s.headings...), func(title string) bool {
		return said([]block{{text: title}}, loginTitles) > 0
	})
}

// loginTitles are how pages to log in at are headed.
var loginTitles = []string{"log in", "login", "sign in", "signin", "welcome back", "members only", "anmelden", "einloggen", "connexion", "se connecter", "iniciar sesión", "accedi", "entrar", "вход", "войти", "ログイン"}

// shell reports whether the page leaves everything to a script: it says so where there is none, or has scripts and an
// empty element for them to fill.
func (s *survey) shell() bool {
	return s.scripts > 0 && s.hollow || said([]block{{text: s.noscript}}, scriptPhrases) > 0
}

// index reports whether the page is a list of links to articles: the front page of its site, or one whose headings are
// links with a line or two below each.
func (s *survey) index(at *url.URL, src, blocks []block) bool {
	if s.article() != nil || s.first("og:type") == "article" {
		return false
	}
	if s.front(at) && !slices.ContainsFunc(blocks, long) {
		return true
	}
	heads, paragraphs, linked, shown := 0, 0, 0, 0
	for _, b := range blocks {
		switch {
		case b.link && (b.kind == news.Heading || len(words(b.text)) >= 4):
			heads++
		case long(b):
			paragraphs++
		}
	}
	for _, b := range src {
		w := len(words(b.text))
		shown += w
		if b.link {
			linked += w
		}
	}
	if teasers(blocks) >= 3 {
		return true
	}
	return heads >= 5 && paragraphs < heads/2 || 2*linked > shown && shown >= 60 && paragraphs == 0 && total(blocks) < 120
}

// teasers counts the paragraphs that end where another page goes on.
func teasers(blocks []block) int {
	n := 0
	for _, b := range blocks {
		lower := strings.TrimRight(strings.ToLower(b.text), " .…»→>")
		if slices.ContainsFunc(goOn, func(w string) bool { return strings.HasSuffix(lower, w) }) {
			n++
		}
	}
	return n
}

var goOn = []string{"[…]", "[...]", "[…", "[..", "continue reading", "read more", "weiterlesen", "lire la suite", "leer más", "continua a leggere", "ler mais"}

// locked reports whether the page says of itself that it is not free.
func (s *survey) locked() bool {
	switch strings.ToLower(s.first("article:content_tier", "og:article:content_tier")) {
	case "locked", "metered", "paid", "subscription", "premium":
		return true
	}
	for _, o := range s.linked {
		switch v := o["isAccessibleForFree"].(type) {
		case bool:
			if !v && isArticle(o) {
				return true
			}
		case string:
			if strings.EqualFold(v, "false") && isArticle(o) {
				return true
			}
		}
	}
	return false
}

// front reports whether the page is the front page of its site.
func (s *survey) front(at *url.URL) bool { return at != nil && len(at.Path) <= 1 && at.RawQuery == "" }

func consentHost(at *url.URL) bool {
	return at != nil && (strings.HasPrefix(at.Hostname(), "consent.") || strings.HasPrefix(at.Hostname(), "guce.") || strings.HasPrefix(at.Path, "/consent"))
}

// beforeWall drops what stands below the first block that asks for money, where it is no article any more: offers,
// questions and answers, other stories.
func beforeWall(src []block, places []place) []place {
	if len(places) == 0 {
		return places
	}
	for i := places[0].at + 1; i < len(src); i++ {
		if len(src[i].text) >= 200 || said(src[i:i+1], payPhrases) == 0 {
			continue
		}
		n := slices.IndexFunc(places, func(p place) bool { return p.at >= i })
		if n < 0 || slices.ContainsFunc(places[n:], func(p place) bool { return long(p.block) }) {
			return places
		}
		return places[:n]
	}
	return places
}

// unwalled drops the blocks in which a wall asks for money.
func unwalled(blocks []block) []block {
	return slices.DeleteFunc(blocks, func(b block) bool { return said([]block{b}, payPhrases) > 0 && len(b.text) < 200 })
}

// said counts the phrases that stand in short blocks.
func said(blocks []block, phrases []string) int {
	found := map[string]bool{}
	for _, b := range blocks {
		if len(b.text) > 500 {
			continue
		}
		lower := strings.ToLower(strings.ReplaceAll(b.text, "’", "'"))
		for _, p := range phrases {
			if !found[p] && strings.Contains(lower, p) {
				found[p] = true
			}
		}
	}
	return len(found)
}

func total(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += len(words(b.text))
	}
	return n
}

// long reports whether a block is a paragraph, rather than a line of a list of headlines.
func long(b block) bool { return b.kind != news.Heading && len(words(b.text)) >= 30 }

package extract

import "testing"

func TestHidesKnowsAStyleThatShowsNothing(t *testing.T) {
	for style, want := range map[string]bool{
		"display:none":                true,
		"DISPLAY : None !important":   true,
		"color:red; display: none;":   true,
		"visibility:hidden":           true,
		"font-size:0px":               true,
		"font-size:0":                 true,
		"opacity:.0":                  true,
		"color:transparent":           true,
		"color:#FFF;background:white": true,
		"color:rgb(255, 255, 255);background-color:#ffffff":  true,
		"position:absolute;left:-10000px":                    true,
		"position:absolute;clip:rect(0 0 0 0)":               true,
		"clip-path: inset(100%)":                             true,
		"overflow:hidden;height:0":                           true,
		"width:1px;height:1px":                               true,
		"transform:scale(0)":                                 true,
		"display:/* shown */none":                            true,
		`display:no\6e e`:                                    true,
		`d\69splay:none`:                                     true,
		"display:none;display:no-such-thing":                 true,
		"display:none!important;display:block":               true,
		"font:0/0 a":                                         true,
		"font-size:1px":                                      true,
		"font-size:.05em":                                    true,
		"opacity:1%":                                         true,
		"filter:opacity(0)":                                  true,
		"color:#0000":                                        true,
		"color:#ffffff00":                                    true,
		"color:rgba(9, 9, 9, 0)":                             true,
		"color:hsl(0 0% 0% / 0%)":                            true,
		"-webkit-text-fill-color:transparent":                true,
		"color:#fefefe;background:#fff":                      true,
		"color:white;background:no-repeat rgb(255 255 255)":  true,
		"transform:translateX(-9999px)":                      true,
		"translate:-100vw 0":                                 true,
		"transform:scale(1,0)":                               true,
		"scale:0":                                            true,
		"zoom:0":                                             true,
		"position:fixed;left:100vw":                          true,
		"position:absolute;inset:-9999px":                    true,
		"position:absolute;left:calc(-9999px + 1em)":         true,
		"position:absolute;bottom:-99em":                     true,
		"overflow:clip;max-height:0":                         true,
		"clip-path:circle(0)":                                true,
		"clip-path:polygon(0 0, 0 0, 0px 0)":                 true,
		"clip-path:polygon(0 0, 100% 0, 50% 9%)":             false,
		"transform:translateX(-50%)":                         false,
		"transform:scale(.9)":                                false,
		"filter:opacity(.8)":                                 false,
		"font:bold 12px/1.5 serif":                           false,
		"font-size:62.5%":                                    false,
		"color:inherit;background:inherit":                   false,
		"color:#777;background:#fff":                         false,
		"color:#fff;background:url(dark.jpg) #fff":           false,
		"position:absolute;left:1200px":                      false,
		"":                                                   false,
		"display:block":                                      false,
		"color:#fff":                                         false,
		"color:#fff;background:#000":                         false,
		"opacity:0.5":                                        false,
		"font-size:0.9em":                                    false,
		"margin-left:-9999px":                                false,
		"position:relative;left:-10px":                       false,
		"left:-9999px":                                       false,
		"height:0;padding-bottom:56%":                        false,
		"overflow:hidden;height:400px":                       false,
		"text-indent:-1em":                                   false,
		"background:url(display:none.png)":                   false,
		"line-height:0":                                      false,
		"position:absolute;left:0;top:0;width:100%;height:3": false,
	} {
		if got := hides(style); got != want {
			t.Errorf("%q: %t", style, got)
		}
	}
}

func TestAStyleSheetHidesAClass(t *testing.T) {
	for css, want := range map[string]bool{
		".x{display:none}": true,
		"p.x , .y { color:red; display : none !important }":      true,
		"/* a comment */ .x{display:none}":                       true,
		"@import url(a.css); .x{display:none}":                   true,
		"@media print{.y{color:red}} .x{display:none}":           true,
		".x{display:none} .x{display:block}":                     false,
		"@media print{.x{display:none}}":                         false,
		".x{display:none} @media print{.x{display:block}}":       false,
		".closed .x{display:none}":                               false,
		".x:empty{display:none}":                                 false,
		".x .y{display:none}":                                    false,
		".x{display:none":                                        true,
		"}}}{{{.x{display:block}":                                false,
		".hall p{display:none}":                                  true,
		".hall > *{display:none}":                                true,
		"p{visibility:hidden}":                                   true,
		"p{opacity:0}":                                           false,
		"p{color:#fff} div{background:#fff}":                     false,
		"li{display:none}":                                       false,
		"p{display:none} .x{display:block}":                      false,
		".x{display:none!important} p.a.x{display:block}":        true,
		"/* } */ .x{/*}*/display:none}":                          true,
		"html body #hall .x{display:none}":                       true,
		"#x{display:none}":                                       false,
		".x{background:url('display:none')}":                     false,
		".hall .x{display:none}":                                 true,
		"p.x{display:none}":                                      true,
		"div.x{display:none}":                                    false,
		"#hall > .a.x{display:none}":                             true,
		".hall .b.x{display:none}":                               false,
		".x.a{display:none} .x{display:block}":                   true,
		".x{visibility:hidden}":                                  true,
		".x{opacity:0}":                                          true,
		".x{opacity:0} .hall .x{opacity:1}":                      false,
		".x{font-size:0}":                                        true,
		".x{position:absolute;clip:rect(0,0,0,0);width:1px}":     true,
		".x{color:#fff;background:#fff}":                         true,
		".x{color:#fff}":                                         false,
		".hall{background:#fff} .x{color:white}":                 true,
		".hall{background:#123} .x{color:white}":                 false,
		".hall{background:#fff} .x{color:white;background:#123}": false,
		".hall{background:#fff} .x{color:inherit}":               false,
		"@supports (x:y){@media all{.y{color:red}} .x{top:0}}.y": false,
	} {
		doc := parse([]byte("<style>" + css + "</style><div id=hall class='hall wide'><p class='a x'>Text.</p></div>"))
		scrub(doc)
		if got := len(render(doc)) == 0; got != want {
			t.Errorf("%s: hidden %t", css, got)
		}
	}
	for class, want := range map[string]bool{"x accordion-body": false, "x fade-in": false, "x note": true} {
		doc := parse([]byte("<style>.x{display:none}</style><p class='" + class + "'>Text."))
		scrub(doc)
		if got := len(render(doc)) == 0; got != want {
			t.Errorf("%s: hidden %t", class, got)
		}
	}
}

package quote_test

import (
	"testing"

	"onrecord/examples"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

func TestWhatIsLearntFromIsWhatIsDecidedOn(t *testing.T) {
	for _, name := range examples.Names() {
		a := example(t, name)
		choices, reports := quote.Choices(a), quote.Reports(a)
		if len(choices) == 0 && name != "lab.txt" {
			t.Errorf("%s: no choices", name)
		}
		for _, c := range choices {
			rules := 0
			for _, o := range c.Options {
				if a.At(o.Mention) == "" || len(o.Features) == 0 {
					t.Errorf("%s: an option for %q is empty: %+v", name, a.At(c.Quote), o)
				}
				for _, f := range o.Features {
					if f >= quote.TableSize {
						t.Fatalf("%s: feature %d is outside the table", name, f)
					}
				}
				if o.Rule {
					rules++
				}
			}
			if rules > 1 {
				t.Errorf("%s: the rules choose %d sources of %q", name, rules, a.At(c.Quote))
			}
		}
		for _, r := range reports {
			for _, x := range r.Readings {
				if a.At(x.Content) == "" || len(x.Features) == 0 {
					t.Errorf("%s: an empty reading: %+v", name, x)
				}
			}
		}
	}
}

func TestTheSpeakerFoundIsAmongTheOptions(t *testing.T) {
	a := prose.Article("Bo Tern, who met Ida Moreno on Monday, said, “The slip is a ruin.”")
	choices := quote.Choices(a)
	if len(choices) != 1 {
		t.Fatalf("%d choices, want 1", len(choices))
	}
	names := map[string]bool{}
	for _, o := range choices[0].Options {
		names[o.Name] = true
	}
	if !names["Bo Tern"] || !names["Ida Moreno"] {
		t.Errorf("the options are %v, want both people of the sentence", names)
	}
}

package quote_test

import "testing"

func TestThoseWhoSpeakTogetherAreNamedTogether(t *testing.T) {
	run(t, []row{
		{"two names", "Ida Moreno and Bo Tern said that the slip would close before the winter.", []string{
			"indirect | that the slip would close before the winter | Ida Moreno and Bo Tern"}},
		{"behind the verb", "“The slip is a ruin,” said Moreno and others.", []string{"direct | The slip is a ruin | Moreno and others"}},
		{"with an adverb", "Officials and even some residents said that the slip would close before the winter.", []string{
			"indirect | that the slip would close before the winter | Officials and even some residents"}},
		{"some of many", "Some of the deckhands said that the slip would close before the winter.", []string{
			"indirect | that the slip would close before the winter | Some of the deckhands"}},
		{"two clauses, not two speakers", "The slip closed in May, and Ida Moreno said, “It is a ruin.”", []string{"direct | It is a ruin. | Ida Moreno"}},
	})
}

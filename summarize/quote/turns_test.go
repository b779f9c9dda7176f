package quote_test

import "testing"

func TestEveryTurnOfATranscriptInOnePairOfMarksIsAQuotation(t *testing.T) {
	run(t, []row{
		{"two speakers", "Ida Moreno met Bo Tern. “MORENO: It is a ruin. TERN: It is not! MORENO: It must close.”", []string{
			"direct | It is a ruin. | Ida Moreno", "direct | It is not! | Bo Tern", "direct | It must close. | Ida Moreno"}},
		{"a stage direction", "“MORENO: It is a ruin. (LAUGHTER) BO TERN: It is not.”", []string{
			"direct | It is a ruin. (LAUGHTER) | MORENO", "direct | It is not. | BO TERN"}},
		{"capitals and a colon within a turn", "“MORENO: It says NOTE: keep out.”", []string{"direct | It says NOTE: keep out. | MORENO"}},
		{"no label in front", "“It says so. NOTE: keep out,” Ida Moreno said.", []string{"direct | It says so. NOTE: keep out | Ida Moreno"}},
	})
}

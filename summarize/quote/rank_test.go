package quote_test

import "testing"

func TestTheLikeliestOfSeveralIsChosen(t *testing.T) {
	run(t, []row{
		{"the tag rather than the last who spoke", "“It closes,” Ida Moreno said. “It does not,” Bo Tern said. “It must,” said Moreno.", []string{
			"direct | It closes | Ida Moreno", "direct | It does not | Bo Tern", "direct | It must | Ida Moreno"}},
		{"the subject of the sentence rather than its object", "Bo Tern accused Ida Moreno of “lying to every skipper in the harbour”.", []string{
			"mixed | Ida Moreno of “lying to every skipper in the harbour” | Bo Tern"}},
		{"the one who is defensive rather than the one who is defended",
			"Ida Moreno got defensive when she was asked about a builder who was cheated, saying, “He did a poor job on the slip.”", []string{
				"direct | He did a poor job on the slip. | Ida Moreno"}},
		{"the subject of a rare verb", "Ida Moreno blasted the plan as a “disgrace to the whole of Holm”.", []string{"mixed | the plan as a “disgrace to the whole of Holm” | Ida Moreno"}},
	})
}

package quote_test

import "testing"

func TestAClauseTellsWhatSomebodyIs(t *testing.T) {
	const said = " said the boat had sailed."
	run(t, []row{
		{"who served as", "Ida Moreno, who served as the mayor of Holm," + said, []string{"indirect | the boat had sailed | Ida Moreno | mayor of Holm"}},
		{"who was, without an article", "Ida Moreno, who was treasurer of the guild," + said, []string{"indirect | the boat had sailed | Ida Moreno | treasurer of the guild"}},
		{"who is something, after an age", "Ida Moreno, 51, who was the guild’s treasurer for two years," + said, []string{
			"indirect | the boat had sailed | Ida Moreno | guild’s treasurer for two years"}},
		{"who did something once", "Ida Moreno, who was late for the boat," + said, []string{"indirect | the boat had sailed | Ida Moreno | "}},
	})
}

func TestABodyStandsInForARole(t *testing.T) {
	const said = " said the boat had sailed."
	run(t, []row{
		{"of it", "Ida Moreno of the Holm Guild" + said, []string{"indirect | the boat had sailed | Ida Moreno | Holm Guild"}},
		{"of it, with a comma", "Ida Moreno, of the Holm Guild," + said, []string{"indirect | the boat had sailed | Ida Moreno | Holm Guild"}},
		{"its own", "The Holm Guild’s Ida Moreno" + said, []string{"indirect | the boat had sailed | Ida Moreno | Holm Guild"}},
		{"whose name goes on with for", "“The slip is a ruin that nobody will miss.” (Ida Moreno, Institute for Slow Boats)", []string{
			"direct | The slip is a ruin that nobody will miss. | Ida Moreno | Institute for Slow Boats"}},
		{"for a party", "Ida Moreno KC, for the claimant," + said, []string{"indirect | the boat had sailed | Ida Moreno | for the claimant"}},
		{"signed", "“The slip is a ruin that nobody will miss.” (Ida Moreno, Holm Guild)", []string{
			"direct | The slip is a ruin that nobody will miss. | Ida Moreno | Holm Guild"}},
		{"a role goes first", "Ida Moreno of the Holm Guild rose. Moreno, a pilot, sat down. “The boat had sailed,” Moreno said.", []string{
			"direct | The boat had sailed | Ida Moreno | pilot"}},
		{"a town is none", "Ida Moreno of Holm" + said, []string{"indirect | the boat had sailed | Ida Moreno | "}},
	})
}

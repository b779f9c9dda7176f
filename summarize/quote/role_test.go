package quote_test

import "testing"

func TestARoleIsWhatTheTextPutsNextToAName(t *testing.T) {
	const said = " said the boat had sailed."
	run(t, []row{
		{"behind it", "Ida Moreno, a spokeswoman for Tern Ferries," + said, []string{"indirect | the boat had sailed | Ida Moreno | spokeswoman for Tern Ferries"}},
		{"behind it, after an age", "Ida Moreno, 51, the harbour minister," + said, []string{"indirect | the boat had sailed | Ida Moreno | harbour minister"}},
		{"before it, as a title", "Harbour Minister Ida Moreno" + said, []string{"indirect | the boat had sailed | Ida Moreno | Harbour Minister"}},
		{"before it, with what qualifies it", "Former mayor Ana Ruiz" + said, []string{"indirect | the boat had sailed | Ana Ruiz | Former mayor"}},
		{"before it, with a comma", "Its director of operations, Giles Ward," + said, []string{"indirect | the boat had sailed | Giles Ward | director of operations"}},
		{"before it, by its ending", "The sculptor Rufina Bell" + said, []string{"indirect | the boat had sailed | Rufina Bell | sculptor"}},
		{"in a relative clause", "Ida Moreno, who is the chair of the board," + said, []string{"indirect | the boat had sailed | Ida Moreno | chair of the board"}},
		{"what somebody does", "Ida Moreno, who chairs the harbour board," + said, []string{"indirect | the boat had sailed | Ida Moreno | chairs the harbour board"}},
		{"in a sentence of its own", "Ida Moreno is a county road foreman. “The boat had sailed,” Moreno said.", []string{"direct | The boat had sailed | Ida Moreno | county road foreman"}},
		{"a form of address is none", "Dr. Ana Ruiz" + said, []string{"indirect | the boat had sailed | Ana Ruiz | "}},
		{"behind it, after an age of one word", "Ida Moreno, 19-year-old deckhand," + said, []string{"indirect | the boat had sailed | Ida Moreno | deckhand"}},
		{"behind it, after an age and a home", "Ida Moreno, 51, of Holm, a pilot," + said, []string{"indirect | the boat had sailed | Ida Moreno | pilot"}},
		{"behind it, in the past", "Ida Moreno, then senior pilot at Holm Bank," + said, []string{"indirect | the boat had sailed | Ida Moreno | senior pilot at Holm Bank"}},
		{"before it, with a body and a comma", "A spokeswoman for Tern Ferries, Ida Moreno," + said, []string{
			"indirect | the boat had sailed | Ida Moreno | spokeswoman for Tern Ferries"}},
		{"in a clause before, none", "If Bo Tern is the mayor, Ida Moreno will leave. “The boat had sailed,” Moreno said.", []string{"direct | The boat had sailed | Ida Moreno | "}},
		{"of many, none", "It met rivals Ida Moreno and Bo Tern. “The boat had sailed,” Moreno said.", []string{"direct | The boat had sailed | Ida Moreno | "}},
		{"what opens the clause behind it is none", "According to Ida Moreno, the skipper closed the slip.", []string{
			"indirect | the skipper closed the slip | Ida Moreno | "}},
		{"without the preposition that a title followed", "“The boat had sailed,” said Ida Moreno, the author of “The Slow Boat.”", []string{"direct | The boat had sailed | Ida Moreno | author"}},
		{"none is told", "Ida Moreno" + said, []string{"indirect | the boat had sailed | Ida Moreno | "}},
	})
}

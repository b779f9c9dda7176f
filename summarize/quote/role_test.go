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
		{"none is told", "Ida Moreno" + said, []string{"indirect | the boat had sailed | Ida Moreno | "}},
	})
}

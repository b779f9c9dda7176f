package quote_test

import "testing"

func TestARoleStandsForItsBearer(t *testing.T) {
	run(t, []row{
		{"a body by the end of its name", "The Averly Port Authority closed the slip. “We had no choice,” the port authority said.", []string{
			"direct | We had no choice | Averly Port Authority |  | the port authority"}},
		{"somebody whom the sentence before is about", "Sunniva Hale asked for calm. “Nobody hates fish,” said the mayor.", []string{
			"direct | Nobody hates fish | Sunniva Hale | mayor | the mayor"}},
		{"the one who was said to be it", "Ida Moreno is the coach of Holm. The game was long. “We were lucky,” the coach said.", []string{
			"direct | We were lucky | Ida Moreno | coach of Holm | the coach"}},
		{"the name that follows", "The harbour minister, Ida Moreno, said the slip would close in May.", []string{"indirect | the slip would close in May | Ida Moreno"}},
		{"the apposition of a name", "“The boat has sailed,” Ida Moreno, the director of the slip, told the guild. “It was late,” the director of the slip said.", []string{
			"direct | The boat has sailed | Ida Moreno | director of the slip", "direct | It was late | Ida Moreno"}},
		{"two bearers are nobody", "Ida Moreno, a pilot, and Bo Tern, a pilot, left Holm. The boat was late.\n\n“It was dark,” the pilot said.", []string{
			"direct | It was dark | the pilot"}},
	})
}

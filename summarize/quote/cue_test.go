package quote_test

import "testing"

func TestAWordThatReportsIsACueOnlyWhereItReports(t *testing.T) {
	run(t, []row{
		{"a noun", "There is a report on the slip, and the claim is old.", none},
		{"a passive", "Ida Moreno was accused of lying by Bo Tern.", none},
		{"a participle behind the verb", "Ida Moreno left early, saying that the slip was a ruin.", []string{"indirect | that the slip was a ruin | Ida Moreno |  | Ida Moreno | saying"}},
		{"said in the past", "The board had also said that the slip would close.", []string{"indirect | that the slip would close | The board |  | The board | said"}},
		{"according to", "According to Ida Moreno, the slip will close in May.", []string{"indirect | the slip will close in May | Ida Moreno"}},
	})
}

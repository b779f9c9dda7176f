package quote_test

import "testing"

func TestAMixedQuotationIsTheWholeClause(t *testing.T) {
	run(t, []row{
		{"two stretches", "The slip, Ida Moreno said, “is a ruin” that “nobody will miss”.", []string{
			"mixed | The slip, Ida Moreno said, “is a ruin” that “nobody will miss” | Ida Moreno"}},
		{"behind a tag in the middle", "The boats, Ida Moreno said, can “sail like ducks” and “sink like stones on a bad day”.", []string{
			"mixed | The boats, Ida Moreno said, can “sail like ducks” and “sink like stones on a bad day” | Ida Moreno"}},
		{"before its tag", "“The only way is if captains go to jail” for smuggling, Ida Moreno said.", []string{
			"mixed | “The only way is if captains go to jail” for smuggling | Ida Moreno"}},
		{"with that", "Ida Moreno rose. She’s claiming that the slip is “a danger to every boat”.", []string{
			"mixed | that the slip is “a danger to every boat” | Ida Moreno |  | She | claiming"}},
		{"nothing but the marks", "The slip is what Ida Moreno called “a ruin that nobody will miss”.", []string{
			"direct | a ruin that nobody will miss | Ida Moreno"}},
	})
}

func TestAnIndirectQuotationIsTheClauseThatIsReported(t *testing.T) {
	run(t, []row{
		{"with that", "Ida Moreno said that the slip would close in May.", []string{"indirect | that the slip would close in May | Ida Moreno |  | Ida Moreno | said"}},
		{"without that", "Ida Moreno said the slip would close in May.", []string{"indirect | the slip would close in May | Ida Moreno"}},
		{"with whether", "Ida Moreno asked whether the boat had sailed.", []string{"indirect | whether the boat had sailed | Ida Moreno"}},
		{"before its tag", "The slip would close in May, Ida Moreno said.", []string{"indirect | The slip would close in May | Ida Moreno"}},
		{"behind a listener", "Ida Moreno told Bo Tern that the boat had sailed.", []string{"indirect | that the boat had sailed | Ida Moreno"}},
		{"according to", "According to Ida Moreno, the slip will close in May.", []string{"indirect | the slip will close in May | Ida Moreno"}},
		{"of two clauses", "Ida Moreno warned that the slip was unsafe and that it would close.", []string{
			"indirect | that the slip was unsafe and that it would close | Ida Moreno"}},
		{"a pronoun reports", "Ida Moreno spoke for an hour. Asked about the slip, she said it was a ruin.", []string{"indirect | it was a ruin | Ida Moreno |  | she"}},
	})
}

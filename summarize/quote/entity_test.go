package quote_test

import "testing"

func TestTheFormsOfANameAreOneSpeaker(t *testing.T) {
	run(t, []row{
		{"a last name", "Ida Moreno rose. “The boat has sailed,” Moreno said.", []string{"direct | The boat has sailed | Ida Moreno |  | Moreno"}},
		{"a full name that comes later", "“He was never here at all,” Moreno said. Ida Moreno chairs the board.", []string{"direct | He was never here at all | Ida Moreno |  | Moreno"}},
		{"an acronym", "The Averly Port Authority (APA) closed the slip. “We had no choice,” the APA said.", []string{
			"direct | We had no choice | Averly Port Authority |  | APA"}},
		{"titles tell namesakes apart", "Robert Tern met Ada Tern. “She is late,” Mr. Tern said. “He is early,” Mrs. Tern said.", []string{
			"direct | She is late | Robert Tern", "direct | He is early | Ada Tern"}},
		{"a headline in capitals", "Tern Aims Insult At Moreno as Slip Closes.\n\nIda Moreno rose.\n\nBo Tern sat.\n\n“The boat has sailed,” Moreno said.", []string{
			"direct | The boat has sailed | Ida Moreno"}},
		{"a given name behind its title", "Sir Bo Tern met Ida Moreno on Monday. “The boat has sailed,” Sir Bo said.", []string{"direct | The boat has sailed | Bo Tern |  | Bo"}},
		{"titles alone", "Mr Finch and Ms Finch met. “It is a ruin,” Mr Finch said. “It is not,” Ms Finch said.", []string{
			"direct | It is a ruin | Mr Finch", "direct | It is not | Ms Finch"}},
		{"a peer", "Lord Tern met Ida Moreno. “It is a ruin,” Lord Tern said. “It is,” Tern said.", []string{"direct | It is a ruin | Lord Tern", "direct | It is | Lord Tern"}},
		{"relations are kept apart from names", "“It is a ruin,” his mother said. “It must close,” Bo Tern said.", []string{
			"direct | It is a ruin | his mother", "direct | It must close | Bo Tern"}},
		{"given names tell them apart", "Bill Tern runs the ferries. Ada Tern, his sister, runs the slip. “It is my slip, not his,” Ada Tern said. “She may keep it,” Bill Tern said.",
			[]string{"direct | It is my slip, not his | Ada Tern", "direct | She may keep it | Bill Tern"}},
	})
}

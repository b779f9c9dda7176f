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
		{"given names tell them apart", "Bill Tern runs the ferries. Ada Tern, his sister, runs the slip. “It is my slip, not his,” Ada Tern said. “She may keep it,” Bill Tern said.",
			[]string{"direct | It is my slip, not his | Ada Tern", "direct | She may keep it | Bill Tern"}},
	})
}

package quote_test

import "testing"

func TestATagNamesTheSpeaker(t *testing.T) {
	run(t, []row{
		{"behind", "“The slip closes,” Ida Moreno said.", []string{"direct | The slip closes | Ida Moreno |  | Ida Moreno | said"}},
		{"behind and turned", "“Does the slip close?” asked Ida Moreno.", []string{"direct | Does the slip close? | Ida Moreno |  | Ida Moreno | asked"}},
		{"before, with a colon", "Ida Moreno said: “The slip closes in May.”", []string{"direct | The slip closes in May. | Ida Moreno"}},
		{"before, with a comma", "Ida Moreno said, “The slip closes in May.”", []string{"direct | The slip closes in May. | Ida Moreno"}},
		{"a name and a colon", "Ida Moreno: “The slip is a ruin that nobody will miss.”", []string{"direct | The slip is a ruin that nobody will miss. | Ida Moreno"}},
		{"a name in capitals", "IDA MORENO: “The slip closes in May.”", []string{"direct | The slip closes in May. | IDA MORENO"}},
		{"as she put it", "As Ida Moreno put it, “the slip is a ruin that nobody will miss.”", []string{
			"direct | the slip is a ruin that nobody will miss. | Ida Moreno |  | Ida Moreno | put it"}},
		{"signed with a dash", "“The slip is a ruin that nobody will miss.” — Ida Moreno", []string{"direct | The slip is a ruin that nobody will miss. | Ida Moreno"}},
		{"signed in brackets", "“The slip is a ruin that nobody will miss.” (Ida Moreno, Holm)", []string{"direct | The slip is a ruin that nobody will miss. | Ida Moreno"}},
		{"in the middle", "“The slip,” Ida Moreno said, “closes in May whatever they say.”", []string{
			"direct | The slip | Ida Moreno", "direct | closes in May whatever they say. | Ida Moreno"}},
	})
}

func TestASpeakerCarriesOver(t *testing.T) {
	run(t, []row{
		{"within a paragraph", "“The slip closes,” Ida Moreno said. “Nobody will miss it at all.”", []string{
			"direct | The slip closes | Ida Moreno", "direct | Nobody will miss it at all. | Ida Moreno"}},
		{"to the next paragraph", "Ida Moreno said: “The slip is a ruin.”\n\n“Nobody will miss it when it goes.”", []string{
			"direct | The slip is a ruin. | Ida Moreno", "direct | Nobody will miss it when it goes. | Ida Moreno"}},
		{"from a colon at the end of a paragraph", "Ida Moreno made this comment:\n\n“The slip is a ruin that nobody will miss.”", []string{
			"direct | The slip is a ruin that nobody will miss. | Ida Moreno"}},
		{"from a newspaper that is quoted at length", "The Holm Courier reports:\n\n“In May the slip will close.\n\n“Nobody will miss it when it goes.”", []string{
			"direct | In May the slip will close. | Holm Courier", "direct | Nobody will miss it when it goes. | Holm Courier"}},
		{"not over a clock line", "9:41\n\nIda Moreno rose. “Nobody will miss it,” she said.\n\n9:58\n\n“The boat sails at noon whatever comes,” Bo Tern said.", []string{
			"direct | Nobody will miss it | Ida Moreno", "direct | The boat sails at noon whatever comes | Bo Tern"}},
		{"not over a rule", "Ida Moreno rose. “Nobody will miss it,” she said.\n\n___\n\n“The boat sails at noon whatever comes.”", []string{
			"direct | Nobody will miss it | Ida Moreno", "direct | The boat sails at noon whatever comes. | "}},
		{"over a short quotation, which is no rule", "“Nobody will miss it,” Ida Moreno said.\n\n“Yes.”\n\n“The boat sails at noon whatever comes.”", []string{
			"direct | Nobody will miss it | Ida Moreno", "direct | The boat sails at noon whatever comes. | Ida Moreno"}},
	})
}

func TestADecoyIsNotTheSpeaker(t *testing.T) {
	run(t, []row{
		{"somebody of whom she was asked", "Ida Moreno was asked about a builder who said he was cheated. “He did a poor job on the slip,” Moreno said.", []string{
			"direct | He did a poor job on the slip | Ida Moreno"}},
		{"in a relative clause", "Bo Tern, who met Ida Moreno on Monday, said, “The slip is a ruin.”", []string{"direct | The slip is a ruin. | Bo Tern"}},
		{"in a long apposition", "Ida Moreno, the chief executive of Tern Ferries -- the firm that owns two boats, which are moored at Holm -- told reporters, “We will sail again.”",
			[]string{"direct | We will sail again. | Ida Moreno | chief executive of Tern Ferries"}},
		{"the one who is spoken of", "“He was never here at all,” Moreno said of Bo Tern. Ida Moreno chairs the board.", []string{
			"direct | He was never here at all | Ida Moreno"}},
		{"half of a noun phrase, rather nobody", "The ministry has until May to decide. In a two-line reply to the council it said the plan was “complete but not yet convincing”.", []string{
			"mixed | the plan was “complete but not yet convincing” |  |  | it | said"}},
		{"somebody under whom it happened", "Bill Tern spoke under the portrait of Bo Hale. He laughed. “I am no longer in office,” he told the host.", []string{
			"direct | I am no longer in office | Bill Tern |  | he"}},
	})
}

package quote_test

import "testing"

func TestMarksOfManyHandsOpenAndCloseQuotations(t *testing.T) {
	run(t, []row{
		{"curly", "“The slip closes,” Ida Moreno said.", []string{"direct | The slip closes | Ida Moreno"}},
		{"straight", `"It's a ruin," Ida Moreno said. "Nobody will miss it."`, []string{
			"direct | It's a ruin | Ida Moreno", "direct | Nobody will miss it. | Ida Moreno"}},
		{"single among apostrophes", "‘It’s a ruin,’ Ida Moreno said. ‘Nobody’s going to miss it.’", []string{
			"direct | It’s a ruin | Ida Moreno", "direct | Nobody’s going to miss it. | Ida Moreno"}},
		{"single around a plural’s apostrophe", "‘The boats’ owners can stay until it closes,’ Ida Moreno said.", []string{
			"direct | The boats’ owners can stay until it closes | Ida Moreno"}},
		{"single and of several sentences", "‘It closes. It must. The boats’ owners know,’ Ida Moreno said.", []string{
			"direct | It closes. It must. The boats’ owners know | Ida Moreno"}},
		{"French", "«C’est une ruine», Ida Moreno said.", []string{"direct | C’est une ruine | Ida Moreno"}},
		{"German", "„The slip closes in May“, said Ida Moreno.", []string{"direct | The slip closes in May | Ida Moreno"}},
		{"Japanese", "「五月に閉まる」, Ida Moreno said.", []string{"direct | 五月に閉まる | Ida Moreno"}},
		{"typed twice", "``The slip closes in May,'' Ida Moreno said.", []string{"direct | The slip closes in May | Ida Moreno"}},
		{"a closing mark that opens", "”The slip closes in May,” said Ida Moreno.", []string{"direct | The slip closes in May | Ida Moreno"}},
		{"an opening mark that closes", "“The slip closes in May.“ said Ida Moreno.", []string{"direct | The slip closes in May. | Ida Moreno"}},
		{"one in another", "“Nobody will miss it, he told me ‘it is gone’ and left,” Ida Moreno said.", []string{
			"direct | Nobody will miss it, he told me ‘it is gone’ and left | Ida Moreno"}},
		{"inches", `Ida Moreno said the 6" pipe and the 7" pipe “will both be closed in May”.`, []string{
			`mixed | the 6" pipe and the 7" pipe “will both be closed in May” | Ida Moreno`}},
		{"a decade", "The '90s were kind to the slip, Ida Moreno said.", []string{"indirect | The '90s were kind to the slip | Ida Moreno"}},
		{"an empty pair", "“” Ida Moreno said.", none},
	})
}

func TestAQuotationGoesOnOverParagraphsThatOpenWithAMark(t *testing.T) {
	run(t, []row{
		{"the speaker comes last", "“It is a ruin and it always was.\n\n“Nobody will miss it when it goes,” Ida Moreno said.", []string{
			"direct | It is a ruin and it always was. | Ida Moreno", "direct | Nobody will miss it when it goes | Ida Moreno"}},
		{"the speaker comes first", "“It is a ruin,” Ida Moreno said. “It always was.\n\n“Nobody will miss it when it goes.”", []string{
			"direct | It is a ruin | Ida Moreno", "direct | It always was. | Ida Moreno", "direct | Nobody will miss it when it goes. | Ida Moreno"}},
	})
}

func TestTitlesAndNicknamesAreNotQuotations(t *testing.T) {
	run(t, []row{
		{"a song", "She whistled “The Slow Boat Home” and left.", none},
		{"a book", "Her new book, “The Slow Boat Home,” is out in May.", none},
		{"a word held at arm’s length", "The “mile” is shorter than that.", none},
		{"a name for it", "‘The mile’ was her word for it, and nobody laughed.", none},
	})
}

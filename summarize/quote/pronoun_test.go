package quote_test

import "testing"

func TestAPronounStandsForSomebodyWhomTheTextNames(t *testing.T) {
	run(t, []row{
		{"she", "Ida Moreno runs the harbour. “The slip closes in May,” she said.", []string{"direct | The slip closes in May | Ida Moreno |  | she | said"}},
		{"he, where a name leans the other way", "Robert Tern met Mary Hale. “The slip closes in May,” he said.", []string{"direct | The slip closes in May | Robert Tern |  | he"}},
		{"she, where a name leans the other way", "Robert Tern met Mary Hale. “The slip closes in May,” she said.", []string{"direct | The slip closes in May | Mary Hale |  | she"}},
		{"it", "The ministry said it regretted the closing of the slip. It added that nobody would lose a job.", []string{
			"indirect | it regretted the closing of the slip | The ministry", "indirect | that nobody would lose a job | The ministry |  | It | added"}},
		{"nobody is named", "The slip, he said, “is a ruin that nobody will miss”.", []string{
			"mixed | The slip, he said, “is a ruin that nobody will miss” |  |  | he | said"}},
		{"two at once are nobody", "Ida Moreno and Bo Tern met. “We agree on nothing at all,” they said.", []string{"direct | We agree on nothing at all |  |  | they"}},
	})
}

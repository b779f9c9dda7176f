package quote_test

import "testing"

func TestANounPhraseCanSpeak(t *testing.T) {
	run(t, []row{
		{"a body", "“We regret the closing of the slip,” the ministry said in a statement.", []string{
			"direct | We regret the closing of the slip | the ministry"}},
		{"somebody for a body", "“We regret the closing of the slip,” a spokesman for the ministry said.", []string{
			"direct | We regret the closing of the slip | a spokesman |  | a spokesman"}},
		{"many at once", "Officials said that the slip would close in May.", []string{"indirect | that the slip would close in May | Officials"}},
		{"critics", "Critics called the plan “a gift to the ferry lobby”.", []string{"mixed | the plan “a gift to the ferry lobby” | Critics"}},
		{"a document", "The report said that the slip had lost money for ten years.", []string{"indirect | that the slip had lost money for ten years | The report"}},
		{"somebody’s somebody", "Moreno’s lawyer said the boat had sailed.", []string{"indirect | the boat had sailed | Moreno’s lawyer"}},
		{"police", "Police said the boat had sailed.", []string{"indirect | the boat had sailed | Police"}},
	})
}

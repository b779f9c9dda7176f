package quote_test

import "testing"

func TestTheSubjectOfACueIsFoundBehindInsertions(t *testing.T) {
	run(t, []row{
		{"an age and a role", "Ida Moreno, 51, the harbour minister, said the slip would close in May.", []string{"indirect | the slip would close in May | Ida Moreno"}},
		{"a relative clause", "Ida Moreno, who chairs the harbour board, said the slip would close in May.", []string{"indirect | the slip would close in May | Ida Moreno"}},
		{"a bracket", "Senator Ida Moreno (Ind., Holm) said the boat had sailed.", []string{"indirect | the boat had sailed | Ida Moreno"}},
		{"a day", "Ida Moreno on Monday said the slip would close in May.", []string{"indirect | the slip would close in May | Ida Moreno"}},
		{"an opening phrase", "In May, after the vote, Ida Moreno said the slip would close.", []string{"indirect | the slip would close | Ida Moreno"}},
		{"a second verb", "Ida Moreno rose and said the slip would close in May.", []string{"indirect | the slip would close in May | Ida Moreno"}},
		{"a role and its name behind the verb", "“It closes,” said Tern’s director, Ida Moreno.", []string{"direct | It closes | Ida Moreno | Tern’s director"}},
	})
}

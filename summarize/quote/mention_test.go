package quote_test

import "testing"

func TestANameIsReadWhole(t *testing.T) {
	run(t, []row{
		{"hyphens and apostrophes", "“It closes,” said Jean-Luc O’Hara-Tern.", []string{"direct | It closes | Jean-Luc O’Hara-Tern"}},
		{"a suffix", "“It closes,” said Ida Moreno Jr. on Monday.", []string{"direct | It closes | Ida Moreno Jr"}},
		{"initials", "“It closes,” said J. K. Omond.", []string{"direct | It closes | J. K. Omond"}},
		{"a particle", "“It closes,” said Ida van Tern.", []string{"direct | It closes | Ida van Tern"}},
		{"without its title", "“It closes,” said Dr. Ida Moreno.", []string{"direct | It closes | Ida Moreno"}},
		{"a body of something", "“It closes,” the Bank of Averly said.", []string{"direct | It closes | Bank of Averly"}},
		{"letters that are not English", "“It closes,” said Ærø Ångström-Łukasz.", []string{"direct | It closes | Ærø Ångström-Łukasz"}},
	})
}

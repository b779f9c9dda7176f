package quote_test

import "testing"

func TestANameIsReadWhole(t *testing.T) {
	run(t, []row{
		{"hyphens and apostrophes", "“It closes,” said Jean-Luc O’Hara-Tern.", []string{"direct | It closes | Jean-Luc O’Hara-Tern"}},
		{"a suffix", "“It closes,” said Ida Moreno Jr. on Monday.", []string{"direct | It closes | Ida Moreno Jr"}},
		{"initials", "“It closes,” said J. K. Omond.", []string{"direct | It closes | J. K. Omond"}},
		{"a particle", "“It closes,” said Ida van Tern.", []string{"direct | It closes | Ida van Tern"}},
		{"two particles", "“It closes,” said Ida van der Tern.", []string{"direct | It closes | Ida van der Tern"}},
		{"two letters", "“It closes,” said Bo Xi. “It must,” Xi said.", []string{"direct | It closes | Bo Xi", "direct | It must | Bo Xi"}},
		{"a given name that is a month", "“It closes,” said April Hale.", []string{"direct | It closes | April Hale"}},
		{"a last name that is a trade", "“It closes,” said Teal Baker.", []string{"direct | It closes | Teal Baker"}},
		{"a last name that is a title", "“It closes,” said Mr. Prince.", []string{"direct | It closes | Mr. Prince"}},
		{"a last name that is a title, with a place behind it", "“It closes,” said Peter T. King of New York.", []string{"direct | It closes | Peter T. King"}},
		{"without its title", "“It closes,” said Dr. Ida Moreno.", []string{"direct | It closes | Ida Moreno"}},
		{"a body of something", "“It closes,” the Bank of Averly said.", []string{"direct | It closes | Bank of Averly"}},
		{"letters that are not English", "“It closes,” said Ærø Ångström-Łukasz.", []string{"direct | It closes | Ærø Ångström-Łukasz"}},
	})
}

package quote_test

import "testing"

func TestAClauseIsReportedOnlyIfItIsLikely(t *testing.T) {
	run(t, []row{
		{"said and that", "Ida Moreno said that the slip would close in May.", []string{"indirect | that the slip would close in May | Ida Moreno"}},
		{"a warning", "The union warned that jobs would be lost if the slip closed.", []string{"indirect | that jobs would be lost if the slip closed | The union"}},
		{"an order", "Ida Moreno told Bo Tern to leave.", none},
		{"around its tag", "The slip, Ida Moreno said, would close in May.", []string{"indirect | The slip, Ida Moreno said, would close in May | Ida Moreno"}},
		{"up to another clause", "Ida Moreno said the slip would close in May, but nobody believed her.", []string{
			"indirect | the slip would close in May | Ida Moreno"}},
		{"no clause", "Ida Moreno said so.", none},
	})
}

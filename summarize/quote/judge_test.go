package quote_test

import "testing"

func TestAClauseIsReportedOnlyIfItIsLikely(t *testing.T) {
	run(t, []row{
		{"said and that", "Ida Moreno said that the slip would close in May.", []string{"indirect | that the slip would close in May | Ida Moreno"}},
		{"a warning", "The union warned that jobs would be lost if the slip closed.", []string{"indirect | that jobs would be lost if the slip closed | The union"}},
		{"an order", "Ida Moreno told Bo Tern to leave.", none},
		{"no clause", "Ida Moreno said so.", none},
	})
}

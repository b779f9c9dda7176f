package verify

import "strings"

// numerals are the words for numbers in one language.
type numerals struct {
	ones, tens, scales map[string]float64
}

// numeralsBy language. The words of one are other words elsewhere: due, once, cent, sei. A word that is an article too
// is left out.
var numeralsBy = map[string]numerals{
	"en": {
		valued(numbered("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve dozen", "thirteen",
			"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")),
		tensOf("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
		valued(map[float64]string{1e2: "hundred", 1e3: "thousand k", 1e5: "lakh lakhs", 1e6: "million mn", 1e7: "crore crores", 1e9: "billion bn", 1e12: "trillion tn"}),
	},
	"de": {
		valued(numbered("null", "eins", "zwei zwo", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
			"vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")),
		tensOf("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"),
		valued(map[float64]string{1e2: "hundert", 1e3: "tausend", 1e6: "million millionen mio", 1e9: "milliarde milliarden mrd", 1e12: "billion billionen"}),
	},
	"fr": {
		valued(numbered("zéro", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize")),
		tensOf("vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "nonante"),
		valued(map[float64]string{1e2: "cent cents", 1e3: "mille", 1e6: "million millions", 1e9: "milliard milliards"}),
	},
	"es": {
		valued(numbered("cero", "", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce",
			"quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve")),
		tensOf("veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"),
		valued(map[float64]string{1e2: "cien ciento", 1e3: "mil", 1e6: "millón millones"}),
	},
	"it": {
		valued(numbered("zero", "", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici",
			"quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove")),
		tensOf("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"),
		valued(map[float64]string{1e2: "cento", 1e3: "mille mila", 1e6: "milione milioni", 1e9: "miliardo miliardi"}),
	},
	"pt": {
		valued(numbered("zero", "", "dois duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze", "catorze",
			"quinze", "dezesseis", "dezassete dezessete", "dezoito", "dezenove dezanove")),
		tensOf("vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"),
		valued(map[float64]string{1e2: "cem cento", 1e3: "mil", 1e6: "milhão milhões", 1e9: "bilhão bilhões"}),
	},
}

// numeralsOf returns those of a language, English ones where it is not known.
func numeralsOf(lang string) numerals {
	if m, ok := numeralsBy[lang]; ok {
		return m
	}
	return numeralsBy["en"]
}

// read reads a number in words: tens with a digit, hundreds.
func (m numerals) read(toks []string, i int) (v float64, n int) {
	if t, ok := m.tens[toks[i]]; ok {
		v, n = t, 1
		k := i + 1
		if k < len(toks) && toks[k] == "-" {
			k++
		}
		if k < len(toks) {
			if d, ok := m.ones[toks[k]]; ok && d > 0 && d < 10 {
				return v + d, k + 1 - i
			}
		}
		return v, n
	}
	if d, ok := m.ones[toks[i]]; ok {
		return d, 1
	}
	if (toks[i] == "hundred" || toks[i] == "thousand" || toks[i] == "million" || toks[i] == "billion") && i > 0 && (toks[i-1] == "a" || toks[i-1] == "per") {
		return m.scales[toks[i]], 1
	}
	return 0, 0
}

var ordinals = valued(numbered("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"))

// units are measures by the words for them.
var units = valued(map[string]string{
	"%": "% percent pct prozent", "$": "$ dollar dollars usd", "€": "€ euro euros eur", "£": "£ pound pounds gbp sterling pence", "¥": "¥ yen yuan renminbi", "₹": "₹ rupee rupees inr",
	"kr": "krone kroner kronor krona nok sek dkk", "chf": "franc francs franken chf", "pp": "point points percentage punkte",
	"mm": "mm millimetre millimetres millimeter millimeters", "cm": "cm centimetre centimetres centimeter centimeters zentimeter", "m": "m metre metres meter meters mètre mètres metro metros metri",
	"km": "km kilometre kilometres kilometer kilometers kilomètres kilómetros chilometri", "mi": "mile miles", "ft": "foot feet ft", "in": "inch inches", "ha": "hectare hectares ha hektar", "acre": "acre acres",
	"g": "gram grams gramme grammes", "kg": "kg kilo kilos kilogram kilograms kilogramm", "t": "tonne tonnes ton tons tonnen toneladas tonnellate", "l": "litre litres liter liters", "b": "barrel barrels",
	"sec": "seconds sekunden", "min": "minute minutes minuten minutos minuti", "h": "hour hours stunde stunden heure heures hora horas ora ore",
	"day": "day days tag tage tagen jour jours día días giorno giorni", "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane", "month": "month months monat monate monaten mois mes meses mese mesi mês",
	"year": "year years jahr jahre jahren ans année années año años anno anni ano anos", "decade": "decade decades", "century": "century centuries", "watt": "watt watts", "kw": "kw kilowatt kilowatts", "mw": "mw megawatt megawatts", "gw": "gw gigawatt gigawatts",
	"deg": "degree degrees celsius grad", "times": "times fold mal fois veces volte vezes", "bp": "bps basis",
})

// tensOf are the words for twenty to ninety.
func tensOf(words ...string) map[string]float64 {
	out := map[string]float64{}
	for n, w := range words {
		out[w] = float64(20 + 10*n)
	}
	return out
}

// valued turns lists of words by what they mean into what each word means.
func valued[V comparable](words map[V]string) map[string]V {
	out := map[string]V{}
	for v, list := range words {
		for _, w := range strings.Fields(list) {
			out[w] = v
		}
	}
	return out
}

// numbered gives each list of words its place as its number.
func numbered(words ...string) map[float64]string {
	out := map[float64]string{}
	for n, w := range words {
		out[float64(n)] = w
	}
	return out
}

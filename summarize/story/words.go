package story

import "strings"

// common are words that tell nothing of an event, in the languages that news comes in most.
var common = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a about after again against all also among an and another any are as at be because been before being between both but by can could did do does
during each even every few for from further had has have having he her here hers him his how i if in into is it its just may might more most much must my new no nor not now of off on once one only or other our
out over own per said same say says she should since so some such than that the their them then there these they this those through to too two three under until up upon us very was we were what when where which while who whom why will
with would yet you your year years day days week weeks month months today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday morning evening night first last people told according officials million billion percent
der die das und ist im den dem des ein eine einer eines einem einen zu mit auf für von nicht sich als auch es an werden aus er hat dass sie nach wird bei um am sind noch wie über so zum zur war haben nur oder aber vor bis mehr durch man sein wurde sei
le la les un une des du de et en est que qui dans pour pas sur au aux avec ce cette il elle sont par plus ne se son sa ses leur mais ou été ont
el los las una unos unas y que por con para su sus al lo como más pero ha fue son es se no o del
o os as um uma e do da dos das em no na nos nas por para com que se não mais foi ao`) {
		m[w] = true
	}
	return m
}()

// Package verify is the gate: nothing that an engine or a model wrote passes it that the code has not found in the
// source.
//
// Quotations, positions and labels are spans, which it checks against the text. Lines may be worded freely, by a model
// that a hostile page may have told what to say, so of a line it demands that every number with its unit, every date,
// name, role and quoted phrase stands in what the line cites, that nothing is denied there that the line affirms or the
// other way round, that whoever it makes speak is the one who speaks there, and that it holds nothing but plain words.
// What it cannot confirm it refuses: a true line lost costs less than a false one shown.
//
// Its callers are package summarize and the tests. It knows no model, no network and no clock.
package verify

package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"onrecord/summarize/news"
)

// print writes the table: a line an article, the sum, the sum by kind; and below it the confidences of the sum.
func print(out io.Writer, all []scored) error {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 1, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tlabels\tfound\tA: P\tR\tF1\tB: P\tR\tF1\t≥5: A F1\tB P\tR\tF1\tT: P\tR\tF1\tsure\tright\t")
	var sum kinds
	for _, s := range all {
		line(w, s.name, s.kinds.sum())
		for k := range sum {
			sum[k].add(s.kinds[k])
		}
	}
	total := sum.sum()
	line(w, "all", total)
	for k, c := range sum {
		line(w, news.QuoteKind(k).String(), c)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if total.lost > 0 {
		fmt.Fprintf(&b, "%d labels are not in their articles as extracted; they count as not found\n", total.lost)
	}
	calibration(&b, total.sure)
	_, err := out.Write(b.Bytes())
	return err
}

func line(w io.Writer, name string, c counts) {
	fmt.Fprintf(w, "%s\t%d\t%d\t", name, c.labelled, c.found.hit)
	three(w, c.found)
	three(w, c.speaker)
	_, _, f := c.longFound.percent()
	fmt.Fprintf(w, "%.1f\t", f)
	three(w, c.longSpeaker)
	three(w, c.role)
	mean, right := average(c.sure)
	fmt.Fprintf(w, "%.2f\t%.2f\t\n", mean, right)
}

func three(w io.Writer, r rate) {
	p, q, f := r.percent()
	fmt.Fprintf(w, "%.1f\t%.1f\t%.1f\t", p, q, f)
}

// average returns the mean confidence and the share of those that are right.
func average(all []belief) (mean, right float64) {
	for _, x := range all {
		mean += x.confidence
		if x.right {
			right++
		}
	}
	n := float64(max(1, len(all)))
	return mean / n, right / n
}

// bins are the confidences at which the lines of the calibration end.
var bins = []float64{.5, .6, .7, .8, .9, .95, math.Inf(1)}

// calibration writes how often the engine is right where it is how sure.
func calibration(out *bytes.Buffer, all []belief) {
	fmt.Fprintln(out, "\nconfidence  speakers  mean  right")
	from, gap := 0., 0.
	for _, to := range bins {
		var in []belief
		for _, x := range all {
			if from <= x.confidence && x.confidence < to {
				in = append(in, x)
			}
		}
		mean, right := average(in)
		gap += math.Abs(mean-right) * float64(len(in)) / float64(max(1, len(all)))
		fmt.Fprintf(out, "%.2f–%.2f   %8d  %.2f  %.2f\n", from, min(to, 1), len(in), mean, right)
		from = to
	}
	fmt.Fprintf(out, "expected calibration error %.3f\n", gap)
}

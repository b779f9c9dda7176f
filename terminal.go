package main

import (
	"os"
	"strconv"
)

// terminal reports whether a stream is a person at a terminal.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// columns is how wide to write: what the shell says, within what reads well, else 100.
func columns(getenv func(string) string) int {
	n, err := strconv.Atoi(getenv("COLUMNS"))
	if err != nil || n < 40 {
		return 100
	}
	return min(n, 120)
}

// Package rig holds what measurements of the program as processes share: a stand-in for Discord that keeps Discord's
// deadlines, the program and what it needs as processes that end with the measurement, and the requests that members
// make. It is for the commands in bench; it knows nothing of what they measure.
package rig

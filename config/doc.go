// Package config reads the settings of the program from its environment, once, and complains about everything that
// cannot be right at once.
//
// It promises that a [Config] without an error can be used as it is, and that no [Secret] is printed by whatever
// prints: formatting, logging, encoding. The table of settings in the documentation is derived from the same struct
// tags that the values are read by.
//
// Main calls it, and hands to each package what that package needs; no other package imports it. It reads nothing but
// the function that it is given, opens no file and reaches no network, so a setting that is well-formed may still be
// wrong.
package config

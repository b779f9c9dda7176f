// Package queue keeps work that must not be lost in Redis until it is done. It is the door to asynq.
//
// It promises that what [Queue.Put] took is run at least once, by whichever process works, also after the one that had
// begun it was killed; and that of two tasks with the same id one is taken. It refuses to know what the work is: a task
// is bytes.
//
// The front ends call it through ports of their own.
package queue

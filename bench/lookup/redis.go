package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"time"

	"onrecord/store"
)

// startRedis starts a redis-server that forgets everything, unless an address is given.
func startRedis(ctx context.Context, address string) (url string, stop func(), err error) {
	if address != "" {
		return address, func() {}, nil
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	cmd := exec.CommandContext(ctx, "redis-server", "--port", fmt.Sprint(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
	if err := cmd.Start(); err != nil {
		return "", nil, fmt.Errorf("redis-server: %w (give an address with -redis)", err)
	}
	stop = func() {
		cmd.Process.Kill()
		cmd.Wait()
	}
	url = fmt.Sprintf("redis://127.0.0.1:%d/0", port)
	for range 50 {
		s, e := store.Open(ctx, store.Options{URL: url})
		if err = e; e == nil {
			return url, stop, s.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	return "", nil, errors.Join(errors.New("redis-server does not answer"), err)
}

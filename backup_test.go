package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// finds reports whether a look-up finds what the example says.
func finds(t *testing.T, env settings) bool {
	t.Helper()
	got := onrecord(t, env, strings.NewReader(""), "who-said", "Moreno", "--about", "families")
	return got.status == 0 && strings.Contains(got.out, "This harbour feeds four hundred families")
}

func TestACopyOfTheDataFolderIsABackup(t *testing.T) {
	env := settings{"ONRECORD_DATA": filepath.Join(t.TempDir(), "data")}
	if got := onrecord(t, env, strings.NewReader(""), "brief", "--keep", "example:harbour"); got.status != 0 {
		t.Fatalf("nothing kept: %s", got.err)
	}
	backup := filepath.Join(t.TempDir(), "backup")
	if err := os.CopyFS(backup, os.DirFS(env["ONRECORD_DATA"])); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(env["ONRECORD_DATA"]); err != nil {
		t.Fatal(err)
	}
	if finds(t, env) {
		t.Fatal("what is lost is found")
	}
	if !finds(t, settings{"ONRECORD_DATA": backup}) {
		t.Error("the backup holds nothing")
	}
}

// redisIn starts a redis-server in a folder and returns its port.
func redisIn(t *testing.T, folder string, more ...string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := fmt.Sprint(l.Addr().(*net.TCPAddr).Port)
	l.Close()
	server := exec.Command("redis-server", append([]string{"--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--logfile", "redis.log"}, more...)...)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Process.Kill(); server.Wait() })
	for range 100 {
		if c, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			c.Close()
			return port
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("redis-server does not start")
	return ""
}

func TestADumpOfRedisIsABackup(t *testing.T) {
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Skip("there is no redis-server here")
	}
	port := redisIn(t, t.TempDir(), "--appendonly", "yes", "--repl-diskless-sync-delay", "0")
	env := settings{"ONRECORD_DATA": t.TempDir(), "REDIS_URL": "redis://127.0.0.1:" + port}
	if got := onrecord(t, env, strings.NewReader(""), "brief", "--keep", "example:harbour"); got.status != 0 {
		t.Fatalf("nothing kept: %s", got.err)
	}
	folder := t.TempDir()
	if out, err := exec.Command("redis-cli", "-p", port, "--rdb", filepath.Join(folder, "dump.rdb")).CombinedOutput(); err != nil {
		t.Fatalf("redis-cli --rdb: %v %s", err, out)
	}
	empty := settings{"ONRECORD_DATA": t.TempDir(), "REDIS_URL": "redis://127.0.0.1:" + redisIn(t, t.TempDir())}
	if finds(t, empty) {
		t.Fatal("an empty Redis finds something")
	}
	// As docs/hosting.md has it: the dump is read without the log, which is then written, so that the next start finds it.
	port = redisIn(t, folder, "--appendonly", "no")
	if !finds(t, settings{"ONRECORD_DATA": t.TempDir(), "REDIS_URL": "redis://127.0.0.1:" + port}) {
		t.Error("the backup holds nothing")
	}
	cli := func(args ...string) string {
		out, err := exec.Command("redis-cli", append([]string{"-p", port}, args...)...).CombinedOutput()
		if err != nil && args[0] != "shutdown" {
			t.Fatalf("%v: %v %s", args, err, out)
		}
		return string(out)
	}
	cli("config", "set", "appendonly", "yes")
	for n := 0; !strings.Contains(cli("info", "persistence"), "aof_rewrite_in_progress:0") && n < 200; n++ {
		time.Sleep(50 * time.Millisecond)
	}
	cli("shutdown", "nosave")
	if !finds(t, settings{"ONRECORD_DATA": t.TempDir(), "REDIS_URL": "redis://127.0.0.1:" + redisIn(t, folder, "--appendonly", "yes")}) {
		t.Error("the second start after the restore holds nothing")
	}
}

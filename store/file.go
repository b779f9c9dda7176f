package store

import (
	"errors"
	"os"
	"path/filepath"
)

// replace puts data in the place of the file. After a crash at any moment there is the old content or the new, whole.
func replace(file string, data []byte) error {
	tmp := file + ".new"
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	if err := os.Rename(tmp, file); err != nil {
		return err
	}
	// Without this the new name itself may be lost. Some file systems refuse to sync a folder, and do not need it.
	if dir, err := os.Open(filepath.Dir(file)); err == nil {
		_ = dir.Sync()
		return dir.Close()
	}
	return nil
}

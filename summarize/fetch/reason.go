package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"

	"onrecord/summarize/news"
)

// reason says in the words of package news why a fetch under the caller's ctx failed.
func reason(ctx context.Context, err error) error {
	for _, known := range []error{
		news.ErrNotALink, news.ErrForbidden, news.ErrRedirects, news.ErrTooLarge, news.ErrType,
		news.ErrUnchanged, news.ErrRobots,
	} {
		if errors.Is(err, known) {
			return err
		}
	}
	var status news.StatusError
	switch {
	case errors.As(err, &status):
		return err
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case timeout(err):
		return fmt.Errorf("%w: %w", news.ErrTimeout, err)
	case errors.Is(err, errPacked):
		return fmt.Errorf("%w: %w", news.ErrType, err)
	}
	return fmt.Errorf("%w: %w", news.ErrUnreachable, err)
}

func timeout(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}

// network reports whether err came from the connection rather than from what was sent over it.
func network(err error) bool {
	var n net.Error
	return timeout(err) || errors.Is(err, context.Canceled) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &n)
}

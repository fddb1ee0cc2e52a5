package core

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"
)

const (
	longestPause    = 8 * time.Second
	longestInterval = time.Duration(1<<63 - 1)
)

func isRetryableStatus(status int) bool {
	return slices.Contains([]int{408, 429, 502, 503, 504}, status)
}

func statusOf(err error) int {
	var problem *APIError
	var unexpected *StatusError
	switch {
	case errors.As(err, &problem):
		return problem.Status
	case errors.As(err, &unexpected):
		return unexpected.Status
	default:
		return 0
	}
}

// otherReasons are what a challenge says where the token is fine, but something else is missing (RFC 6750, RFC 9470).
var otherReasons = regexp.MustCompile(`\berror\s*=\s*"?(insufficient_scope|insufficient_user_authentication)\b`)

// refusesToken says whether an answer refuses the token itself. One that asks for more would refuse the next token, too.
func refusesToken(err error) bool {
	var answered interface{ Header() http.Header }
	if statusOf(err) != http.StatusUnauthorized || !errors.As(err, &answered) {
		return false
	}
	return !slices.ContainsFunc(answered.Header().Values("WWW-Authenticate"), otherReasons.MatchString)
}

// mayRetry says whether a call may be made again: safely, and with a chance to succeed.
func (c *call) mayRetry(err error) bool {
	if c.isConsumed() {
		return false
	}
	if wasNeverSent(err) {
		return true
	}
	isSafe := c.req.op.Retryable || c.req.op.IdempotencyHeader != ""
	return isSafe && Retryable(err)
}

// wasNeverSent says whether the connection was never made.
func wasNeverSent(err error) bool {
	var operation *net.OpError
	var lookup *net.DNSError
	return errors.As(err, &operation) && operation.Op == "dial" || errors.As(err, &lookup)
}

// pause returns how long to wait: as long as the service says, or longer each time.
func (c *Client) pause(err error, try int) time.Duration {
	var problem *APIError
	var unexpected *StatusError
	switch {
	case errors.As(err, &problem) && problem.RetryAfter > 0:
		return problem.RetryAfter
	case errors.As(err, &unexpected) && unexpected.RetryAfter > 0:
		return unexpected.RetryAfter
	}
	longest := min(c.config.backoff<<min(try, 10), longestPause)
	return longest/2 + time.Duration(mathrand.Int64N(int64(longest/2)+1))
}

// retryAfter reads the header Retry-After: seconds or a date.
func retryAfter(header http.Header) time.Duration {
	text := header.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && seconds >= 0 {
		if seconds > longestInterval.Seconds()/2 {
			return longestInterval / 2
		}
		return time.Duration(seconds * float64(time.Second))
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// sleep waits, and says false if the context ends first.
func sleep(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// newKey makes a random UUID.
func newKey() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

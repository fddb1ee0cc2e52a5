package core

import (
	"cmp"
	"fmt"
	"time"
)

// checkLimits says which setting of a client is out of range.
func (c *config) checkLimits(prefix string) error {
	return cmp.Or(
		aboveZero(fmt.Sprintf("the timeout (WithTimeout or %s_TIMEOUT_MS)", prefix), c.timeout),
		aboveZero(fmt.Sprintf("the total timeout (WithTotalTimeout or %s_TOTAL_TIMEOUT_MS)", prefix), c.totalTimeout),
		notNegative(fmt.Sprintf("the number of retries (WithMaxRetries or %s_MAX_RETRIES)", prefix), c.maxRetries),
		notNegative("the pause before a retry (WithBackoff)", c.backoff),
	)
}

// checkLimits says what is wrong with a call: an argument, or else an option that is out of range.
func (c *call) checkLimits() error {
	err := cmp.Or(
		aboveZero("the timeout (WithRequestTimeout)", c.timeout),
		notNegative("the number of retries (WithRequestRetries)", c.maxRetries),
	)
	if err != nil {
		c.req.fail("%s", err)
	}
	return c.req.err
}

func aboveZero(setting string, limit time.Duration) error {
	if limit > 0 {
		return nil
	}
	return &InputError{Message: setting + " must be above zero"}
}

func notNegative[T int | time.Duration](setting string, value T) error {
	if value >= 0 {
		return nil
	}
	return &InputError{Message: setting + " cannot be negative"}
}

// checkLogin says which half of a login is missing.
func (c credentials) checkLogin(prefix string) error {
	switch {
	case !c.isLogin && c.email == "" && c.password == "":
		return nil
	case c.email == "":
		return &InputError{Message: fmt.Sprintf("the login has no email or username (WithPassword or %s_EMAIL)", prefix)}
	case c.password == "":
		return &InputError{Message: fmt.Sprintf("the login has no password (WithPassword or %s_PASSWORD)", prefix)}
	default:
		return nil
	}
}

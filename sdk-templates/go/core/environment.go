package core

import (
	"fmt"
	"net/http"
	"os"
	"strconv"
	"time"
)

// environment reads variables that begin with the name of the service.
type environment struct{ prefix string }

func (e environment) get(name string) string { return os.Getenv(e.prefix + "_" + name) }

// number reads a whole number that is not negative; without the variable nothing changes.
func (e environment) number(name string, set func(int)) error {
	text := e.get(name)
	if text == "" {
		return nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < 0 {
		return &InputError{Message: fmt.Sprintf("%s_%s has to be a whole number", e.prefix, name)}
	}
	set(number)
	return nil
}

// duration reads a number of milliseconds.
func (e environment) duration(name string, into *time.Duration) error {
	return e.number(name, func(number int) { *into = time.Duration(number) * time.Millisecond })
}

func newConfig(settings Settings, options []Option) (*config, error) {
	c := &config{
		baseURL:      settings.BaseURL,
		timeout:      30 * time.Second,
		totalTimeout: 2 * time.Minute,
		maxRetries:   2,
		backoff:      250 * time.Millisecond,
		header:       http.Header{},
		userAgent:    settings.UserAgent,
	}
	variables := environment{settings.Name}
	err := c.readLimits(variables)
	for _, option := range options {
		option(c)
	}
	c.fillIn(variables)
	return c, err
}

// readLimits replaces what limits a call, before options have their say.
func (c *config) readLimits(variables environment) error {
	if err := variables.duration("TIMEOUT_MS", &c.timeout); err != nil {
		return err
	}
	if err := variables.duration("TOTAL_TIMEOUT_MS", &c.totalTimeout); err != nil {
		return err
	}
	return variables.number("MAX_RETRIES", func(number int) { c.maxRetries = number })
}

// fillIn takes what was not given. Credentials come from one source only.
func (c *config) fillIn(variables environment) {
	if address := variables.get("BASE_URL"); address != "" && !c.isOwnBaseURL {
		c.baseURL, c.isOwnBaseURL = address, true
	}
	if !c.credentials.isEmpty() || c.store != nil {
		return
	}
	c.credentials.token, c.credentials.apiKey = Secret(variables.get("TOKEN")), Secret(variables.get("API_KEY"))
	c.credentials.tokens = Tokens{Access: variables.get("ACCESS_TOKEN"), Refresh: variables.get("REFRESH_TOKEN")}
	c.credentials.email, c.credentials.password = variables.get("EMAIL"), Secret(variables.get("PASSWORD"))
}

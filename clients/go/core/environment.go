package core

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"os"
	"strconv"
	"time"
)

// environment reads variables that begin with the name of the service.
type environment struct{ prefix string }

func (e environment) get(name string) string { return os.Getenv(e.prefix + "_" + name) }

// number reads a whole number from least to most; without the variable nothing changes.
func (e environment) number(name string, least, most int64, set func(int64)) error {
	text := e.get(name)
	if text == "" {
		return nil
	}
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || number < least || number > most {
		return &InputError{Message: fmt.Sprintf("%s_%s must be a whole number from %d to %d", e.prefix, name, least, most)}
	}
	set(number)
	return nil
}

// duration reads a number of milliseconds.
func (e environment) duration(name string, into *time.Duration) error {
	longest := time.Duration(math.MaxInt64).Milliseconds()
	return e.number(name, 1, longest, func(number int64) { *into = time.Duration(number) * time.Millisecond })
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
		schemes:      map[string]credential{},
	}
	variables := environment{settings.Name}
	err := c.readLimits(variables)
	for _, option := range options {
		option(c)
	}
	err = cmp.Or(err, c.chooseServer(settings.Servers), c.checkSchemes(settings.Schemes))
	hasLogin := settings.Flow != nil && settings.Flow.Login != nil
	c.fillIn(variables, hasLogin)
	err = cmp.Or(err, c.checkLimits(settings.Name))
	if hasLogin {
		err = cmp.Or(err, c.credentials.checkLogin(settings.Name))
	}
	return c, err
}

// readLimits replaces what limits a call, before options have their say.
func (c *config) readLimits(variables environment) error {
	return cmp.Or(
		variables.duration("TIMEOUT_MS", &c.timeout),
		variables.duration("TOTAL_TIMEOUT_MS", &c.totalTimeout),
		variables.number("MAX_RETRIES", 0, math.MaxInt32, func(number int64) { c.maxRetries = int(number) }),
	)
}

// fillIn takes what was not given. Credentials come from one source only.
func (c *config) fillIn(variables environment, hasLogin bool) {
	if address := variables.get("BASE_URL"); address != "" && !c.isOwnBaseURL && c.server == nil {
		c.baseURL, c.isOwnBaseURL = address, true
	}
	if !c.credentials.isEmpty() || len(c.schemes) > 0 || c.store != nil {
		return
	}
	c.credentials.token, c.credentials.apiKey = Secret(variables.get("TOKEN")), Secret(variables.get("API_KEY"))
	c.credentials.tokens = Tokens{Access: variables.get("ACCESS_TOKEN"), Refresh: variables.get("REFRESH_TOKEN")}
	if hasLogin {
		c.credentials.email, c.credentials.password = variables.get("EMAIL"), Secret(variables.get("PASSWORD"))
	}
}

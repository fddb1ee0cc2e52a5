package core

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
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

const colonFault = "cannot have a name with a colon: it would end the name"

// checkSchemes says which credentials do not fit the scheme that they were given for.
func (c *config) checkSchemes(schemes []Scheme) error {
	if strings.Contains(c.credentials.user, ":") {
		return &InputError{Message: "basic authentication (WithBasicAuth) " + colonFault}
	}
	for _, id := range slices.Sorted(maps.Keys(c.schemes)) {
		i := slices.IndexFunc(schemes, func(scheme Scheme) bool { return scheme.ID == id })
		if i < 0 {
			return &InputError{Message: fmt.Sprintf("there is no security scheme %q; there are: %s", id, idsOf(schemes))}
		}
		if fault := schemes[i].faultOf(c.schemes[id]); fault != "" {
			return &InputError{Message: fmt.Sprintf("the security scheme %q %s", id, fault)}
		}
	}
	return nil
}

func idsOf(schemes []Scheme) string {
	ids := make([]string, len(schemes))
	for i, each := range schemes {
		ids[i] = each.ID
	}
	return firstOf(strings.Join(ids, ", "), "none")
}

func (s Scheme) faultOf(given credential) string {
	_, hasGrant := s.grantOf(given)
	switch isClient := given.clientID != "" || given.user != ""; {
	case s.Kind == "basic" && given.user == "":
		return "needs a name and a password (WithUser)"
	case s.Kind == "basic" && strings.Contains(given.user, ":"):
		return colonFault
	case s.Kind == "api_key" && given.secret == "":
		return "needs an API key (WithSecret)"
	case s.Kind == "bearer" && !isClient && given.secret == "":
		return "needs a token (WithSecret)"
	case s.Kind == "bearer" && isClient && !hasGrant && given.user != "":
		return "has no password flow to exchange a name and a password for a token"
	case s.Kind == "bearer" && isClient && !hasGrant:
		return "has no flow to exchange a client's id and secret for a token"
	default:
		return ""
	}
}

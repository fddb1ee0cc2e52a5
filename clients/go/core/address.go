package core

import (
	"fmt"
	"net/url"
	"strings"
)

// parseBaseURL reads where the service is. Errors name the part that is wrong and never repeat it: it may be a secret.
func parseBaseURL(text, prefix string) (*url.URL, error) {
	wrong := func(fault string) error {
		return &InputError{Message: fmt.Sprintf("the base URL %s (WithBaseURL or %s_BASE_URL)", fault, prefix)}
	}
	if text == "" {
		return nil, wrong("is missing")
	}
	scheme, rest, _ := strings.Cut(text, "://")
	if scheme := strings.ToLower(scheme); scheme != "http" && scheme != "https" {
		return nil, wrong("must begin with http:// or https://")
	}
	if fault := faultOf(rest); fault != "" {
		return nil, wrong(fault)
	}
	address, err := url.Parse(text)
	if err != nil {
		return nil, wrong("has a malformed host, port or path")
	}
	if address.Hostname() == "" {
		return nil, wrong("has no host")
	}
	return address, nil
}

// faultOf finds a part that a base URL cannot have, in what follows the scheme.
func faultOf(rest string) string {
	authority, _, _ := strings.Cut(rest, "/")
	user, _, hasUser := strings.Cut(authority, "@")
	switch {
	case hasUser && strings.Contains(user, ":"):
		return "cannot have a user and a password"
	case hasUser:
		return "cannot have a user"
	case strings.Contains(rest, "#"):
		return "cannot have a fragment"
	case strings.Contains(rest, "?"):
		return "cannot have a query"
	default:
		return ""
	}
}

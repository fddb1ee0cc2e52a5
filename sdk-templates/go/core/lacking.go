package core

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// CredentialsError is a call that needs credentials which the client does not have. Nothing was sent. It is an
// InputError as well.
type CredentialsError struct {
	Operation string
	Missing   []string // the schemes that there is nothing for, by their ids
	text      string
}

// Error says what is needed, and which options give it.
func (e *CredentialsError) Error() string { return e.Operation + " " + e.text }

// Unwrap returns the same as an InputError.
func (e *CredentialsError) Unwrap() error {
	return &InputError{Operation: e.Operation, Message: e.text}
}

// Retryable is false.
func (e *CredentialsError) Retryable() bool { return false }

// mayGoWithout says whether a call can be made without credentials of ours: it needs none, or the caller may
// have seen to them.
func (c *Client) mayGoWithout(call *call) bool {
	needsSome := len(call.req.op.Security) > 0
	for _, alternative := range call.req.op.Security {
		needsSome = needsSome && len(alternative) > 0
	}
	isPlain := c.config.httpClient == nil && c.config.transport == nil && c.config.middleware == nil
	return !needsSome || !isPlain || c.isElsewhere(call)
}

// isElsewhere says whether a header of the caller's is one that a scheme of the operation uses.
func (c *Client) isElsewhere(call *call) bool {
	return slices.ContainsFunc(slices.Concat(call.req.op.Security...), func(id string) bool {
		scheme := c.scheme(id)
		name := "Authorization"
		if scheme.Kind == "api_key" {
			name = map[string]string{"header": scheme.Name, "cookie": "Cookie"}[scheme.In]
		}
		return slices.ContainsFunc([]http.Header{c.config.header, call.req.header, call.header}, func(header http.Header) bool {
			return header.Get(name) != ""
		})
	})
}

// lacking says what an operation needs, and how to give what is missing.
func (c *Client) lacking(op *Operation) error {
	var needs, missing, options []string
	for _, alternative := range op.Security {
		needs = append(needs, described(alternative))
		for _, id := range alternative {
			if scheme := c.scheme(id); !c.isReady(scheme) && !slices.Contains(missing, id) {
				missing = append(missing, id)
				options = append(options, fmt.Sprintf("%s gives '%s'", c.optionsFor(scheme), id))
			}
		}
	}
	text := fmt.Sprintf("needs credentials for %s: %s", strings.Join(needs, ", or for "), strings.Join(options, ", "))
	return &CredentialsError{Operation: op.ID, Missing: missing, text: text}
}

func described(alternative []string) string {
	text := "'" + strings.Join(alternative, "' and '") + "'"
	if len(alternative) > 1 {
		text += " together"
	}
	return text
}

// isReady says whether credentials are held that need not be got from a store, which may have none.
func (c *Client) isReady(scheme Scheme) bool {
	_, isGiven := c.config.schemes[scheme.ID]
	return isGiven || c.holds(scheme) && (scheme.Kind != "bearer" || c.config.credentials.token != "")
}

func (c *Client) optionsFor(scheme Scheme) string {
	switch {
	case scheme.Kind == "basic":
		return "WithBasicAuth or WithUser"
	case scheme.Kind == "api_key":
		return "WithAPIKey or WithSecret"
	case len(scheme.Grants) > 0:
		return "WithOAuthClient, WithToken or WithSecret"
	case c.settings.Flow != nil && c.settings.Flow.Login != nil:
		return "WithPassword, WithToken or WithSecret"
	default:
		return "WithToken or WithSecret"
	}
}

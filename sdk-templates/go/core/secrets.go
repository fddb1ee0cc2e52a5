package core

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// usualSecrets are members that are hidden in whatever object they are.
var usualSecrets = []string{"password", "access_token", "refresh_token", "secret"}

// isSecret says whether a parameter or member of an operation is one that must not be shown.
func (o *Operation) isSecret(name string) bool {
	return slices.Contains(o.Secrets, name) || slices.Contains(usualSecrets, name)
}

// hide keeps a value out of errors.
func (r *Request) hide(value any) {
	switch value := value.(type) {
	case string:
		r.hidden = append(r.hidden, value, url.PathEscape(value), url.QueryEscape(value))
	case []string:
		for _, each := range value {
			r.hide(each)
		}
	}
}

// hideIn keeps the secrets that are somewhere in a JSON body out of errors.
func (r *Request) hideIn(data []byte) {
	var body any
	if json.Unmarshal(data, &body) == nil {
		r.hideMembers(body)
	}
}

func (r *Request) hideMembers(value any) {
	switch value := value.(type) {
	case map[string]any:
		for name, member := range value {
			if r.op.isSecret(name) {
				r.hide(member)
			}
			r.hideMembers(member)
		}
	case []any:
		for _, each := range value {
			r.hideMembers(each)
		}
	}
}

// secretsOf returns all texts that must not be shown in what is said about a request.
func (c *Client) secretsOf(r *Request) []string {
	told := *r
	told.hidden = append(c.secrets(), r.hidden...)
	if r.body != nil && r.body.isJSON {
		told.hideIn(r.body.data)
	}
	// a secret that is part of another one must not leave the rest of it behind
	slices.SortFunc(told.hidden, func(one, other string) int { return len(other) - len(one) })
	return told.hidden
}

// scrub takes secrets out of a text that somebody else wrote.
func scrub(text string, secrets []string) string {
	for _, secret := range secrets {
		if len(secret) >= 4 {
			text = strings.ReplaceAll(text, secret, redacted)
		}
	}
	return text
}

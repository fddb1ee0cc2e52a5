package verify

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Requirement is what a token needs for what is about to be done, besides being a good one.
type Requirement func(*requirements)

// Lists that were not given are nil; an empty one has nothing that is accepted.
type requirements struct {
	scopes, clients, acr []string
	maxAge               *time.Duration
}

// Scopes are those that the token needs, each of them.
func Scopes(names ...string) Requirement {
	return func(r *requirements) { r.scopes = append(r.scopes, names...) }
}

// Clients are the applications (client_id) that the token may be of.
func Clients(ids ...string) Requirement {
	return func(r *requirements) { r.clients = append([]string{}, ids...) }
}

// ACR is how the person may have signed in.
func ACR(values ...string) Requirement {
	return func(r *requirements) { r.acr = append([]string{}, values...) }
}

// MaxAge is how long ago the person may have signed in.
func MaxAge(limit time.Duration) Requirement {
	return func(r *requirements) { r.maxAge = &limit }
}

// Error is a token that is not accepted, for a Reason such as [ErrExpired]. The token itself is nowhere in it.
type Error struct {
	Reason error
	// Status is what to answer to who sent the token: 401, 403, or 503 where the keys cannot be fetched.
	Status int
	// Challenge is the header WWW-Authenticate that goes with it (RFC 6750, RFC 9470); empty with 503.
	Challenge string
}

func (e *Error) Error() string { return e.Reason.Error() }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Reason }

func (r *requirements) check(claims *Claims, leeway time.Duration, now time.Time) error {
	granted := strings.Split(claims.Scope, " ")
	missing := slices.DeleteFunc(slices.Clone(r.scopes), func(name string) bool { return slices.Contains(granted, name) })
	switch {
	case r.clients != nil && (claims.ClientID == "" || !slices.Contains(r.clients, claims.ClientID)):
		return ErrClient
	case len(missing) > 0:
		return fmt.Errorf("%w: %s", ErrScope, strings.Join(missing, " "))
	case r.acr != nil && (claims.ACR == "" || !slices.Contains(r.acr, claims.ACR)):
		return fmt.Errorf("%w: it has to be one of: %s", ErrAuthentication, strings.Join(r.acr, " "))
	case r.maxAge != nil && now.After(claims.AuthTime.Add(*r.maxAge+leeway)):
		return fmt.Errorf("%w: it must not be older than %s", ErrAuthentication, *r.maxAge)
	default:
		return nil
	}
}

func (r *requirements) refusal(err error) *Error {
	switch {
	case errors.Is(err, ErrUnavailable):
		return &Error{Reason: err, Status: http.StatusServiceUnavailable}
	case errors.Is(err, ErrClient):
		return &Error{Reason: err, Status: http.StatusForbidden, Challenge: `Bearer error="insufficient_scope"`}
	case errors.Is(err, ErrScope):
		challenge := fmt.Sprintf(`Bearer error="insufficient_scope", scope="%s"`, strings.Join(r.scopes, " "))
		return &Error{Reason: err, Status: http.StatusForbidden, Challenge: challenge}
	case errors.Is(err, ErrAuthentication):
		return &Error{Reason: err, Status: http.StatusUnauthorized, Challenge: r.stepUp()}
	default:
		return &Error{Reason: err, Status: http.StatusUnauthorized, Challenge: `Bearer error="invalid_token"`}
	}
}

// stepUp asks for another sign-in (RFC 9470).
func (r *requirements) stepUp() string {
	challenge := `Bearer error="insufficient_user_authentication"`
	if r.acr != nil {
		challenge += fmt.Sprintf(`, acr_values="%s"`, strings.Join(r.acr, " "))
	}
	if r.maxAge != nil {
		challenge += fmt.Sprintf(`, max_age="%.0f"`, r.maxAge.Seconds())
	}
	return challenge
}

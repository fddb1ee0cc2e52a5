// Package verify checks access tokens without asking the service: it fetches the service's keys, keeps them,
// and fetches them again when they have been rotated.
package verify

import (
	"context"
	"crypto"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// What can be wrong with a token; all of them are reasons to refuse it. They are in an [Error].
var (
	ErrMalformed = errors.New("the token is malformed")
	ErrAlgorithm = errors.New("the token's algorithm is not allowed")
	ErrType      = errors.New("the token is of another type")
	ErrKey       = errors.New("the token is signed with an unknown key")
	ErrSignature = errors.New("the token's signature is wrong")
	ErrIssuer    = errors.New("the token is from another issuer")
	ErrAudience  = errors.New("the token is for another audience")
	ErrExpired   = errors.New("the token has expired")
	ErrNotYet    = errors.New("the token is not valid yet")

	ErrClient         = errors.New("the token is of an application that is not accepted here")
	ErrScope          = errors.New("the token lacks a scope")
	ErrAuthentication = errors.New("the sign-in is too weak or too old")
)

// ErrUnavailable says nothing about the token: the service's keys cannot be fetched.
var ErrUnavailable = errors.New("the keys cannot be fetched")

// Claims are what a token says.
type Claims struct {
	Issuer   string
	Subject  string
	Audience []string
	ID       string
	Scope    string
	ClientID string
	// ACR, AMR and AuthTime are how and when a person signed in.
	ACR       string
	AMR       []string
	AuthTime  time.Time
	ExpiresAt time.Time
	IssuedAt  time.Time
	All       map[string]json.RawMessage
}

// Verifier checks tokens. It may be used by any number of goroutines.
type Verifier struct {
	// KeysURL is where the service publishes its keys.
	KeysURL string
	// Issuer and Audience are what tokens have to say.
	Issuer, Audience string
	// OtherAudiences are accepted as well.
	OtherAudiences []string
	// Type is the type of token; the default is at+jwt.
	Type string
	// Leeway is how far clocks may differ.
	Leeway time.Duration
	// MaxAge is how long keys are kept; the default is 10 minutes.
	MaxAge time.Duration
	// Pause is how long to wait before an unknown or old key makes us look again; the default is 30 seconds.
	Pause time.Duration
	// Client fetches the keys; the default is one with a timeout of 10 seconds.
	Client *http.Client

	mutex   sync.Mutex
	keys    map[string]crypto.PublicKey
	fetched time.Time
	tried   time.Time
}

// Verify checks a token and what is required of it, and returns its claims. What it refuses ends in an [*Error].
func (v *Verifier) Verify(ctx context.Context, token string, required ...Requirement) (*Claims, error) {
	var wanted requirements
	for _, add := range required {
		add(&wanted)
	}
	claims, err := v.signed(ctx, token)
	if err == nil {
		err = wanted.check(claims, v.Leeway, time.Now())
	}
	if err != nil {
		return nil, wanted.refusal(err)
	}
	return claims, nil
}

func (v *Verifier) signed(ctx context.Context, token string) (*Claims, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, ErrMalformed
	}
	var header struct {
		Alg, Typ, Kid string
		Crit          json.RawMessage // what a verifier has to understand; this one understands nothing beyond the standard
	}
	if err := decode(parts[0], &header); err != nil {
		return nil, err
	}
	if header.Crit != nil {
		return nil, ErrMalformed
	}
	if !strings.EqualFold(strings.TrimPrefix(header.Typ, "application/"), or(v.Type, "at+jwt")) {
		return nil, ErrType
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, ErrMalformed
	}
	key, err := v.key(ctx, header.Kid)
	if err != nil {
		return nil, err
	}
	if err := check(header.Alg, key, []byte(parts[0]+"."+parts[1]), signature); err != nil {
		return nil, err
	}
	claims, err := read(parts[1])
	if err != nil {
		return nil, err
	}
	return claims, v.accept(claims, time.Now())
}

func (v *Verifier) accept(claims *Claims, now time.Time) error {
	var notBefore float64
	_ = json.Unmarshal(claims.All["nbf"], &notBefore)
	switch {
	case claims.Issuer != v.Issuer:
		return ErrIssuer
	case !slices.ContainsFunc(claims.Audience, func(meant string) bool { return meant == v.Audience || slices.Contains(v.OtherAudiences, meant) }):
		return ErrAudience
	case !now.Before(claims.ExpiresAt.Add(v.Leeway)):
		return ErrExpired
	case now.Add(v.Leeway).Before(at(notBefore)):
		return ErrNotYet
	default:
		return nil
	}
}

func read(part string) (*Claims, error) {
	var all map[string]json.RawMessage
	var known struct {
		Iss, Sub, Jti, Scope, Acr string
		ClientID                  string `json:"client_id"`
		Amr                       []string
		Aud                       json.RawMessage
		Exp, Iat                  float64
		AuthTime                  float64 `json:"auth_time"`
	}
	if err := errors.Join(decode(part, &all), decode(part, &known)); err != nil {
		return nil, ErrMalformed
	}
	var one string
	var several []string
	if json.Unmarshal(known.Aud, &one) == nil {
		several = []string{one}
	} else if json.Unmarshal(known.Aud, &several) != nil && known.Aud != nil {
		return nil, ErrMalformed
	}
	return &Claims{
		Issuer: known.Iss, Subject: known.Sub, Audience: several, ID: known.Jti, Scope: known.Scope,
		ClientID: known.ClientID, ACR: known.Acr, AMR: known.Amr, AuthTime: at(known.AuthTime),
		ExpiresAt: at(known.Exp), IssuedAt: at(known.Iat), All: all,
	}, nil
}

func decode(part string, into any) error {
	data, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil || json.Unmarshal(data, into) != nil {
		return ErrMalformed
	}
	return nil
}

func at(seconds float64) time.Time { return time.Unix(int64(min(seconds, 1<<40)), 0) }

func or[T comparable](value, other T) T {
	var zero T
	if value == zero {
		return other
	}
	return value
}

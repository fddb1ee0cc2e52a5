// Package verify checks access tokens without asking the service: it fetches the service's keys, keeps them,
// and fetches them again when they have been rotated.
package verify

import (
	"context"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// What can be wrong with a token; all of them are reasons to refuse it.
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
)

// ErrUnavailable says nothing about the token: the service's keys cannot be fetched.
var ErrUnavailable = errors.New("the keys cannot be fetched")

// Claims are what a token says.
type Claims struct {
	Issuer    string
	Subject   string
	Audience  []string
	ID        string
	Scope     string
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

// Verify checks a token and returns its claims.
func (v *Verifier) Verify(ctx context.Context, token string) (*Claims, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, ErrMalformed
	}
	var header struct{ Alg, Typ, Kid string }
	if err := decode(parts[0], &header); err != nil {
		return nil, err
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
	case !slices.Contains(claims.Audience, v.Audience):
		return ErrAudience
	case !now.Before(claims.ExpiresAt.Add(v.Leeway)):
		return ErrExpired
	case now.Add(v.Leeway).Before(at(notBefore)):
		return ErrNotYet
	default:
		return nil
	}
}

// key returns a key, fetching keys when it is unknown or old. Where they cannot be fetched, old ones go on.
func (v *Verifier) key(ctx context.Context, id string) (crypto.PublicKey, error) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	key, known := v.keys[id]
	isFresh := known && time.Since(v.fetched) < or(v.MaxAge, 10*time.Minute)
	mayLook := v.keys == nil || time.Since(v.tried) > or(v.Pause, 30*time.Second)
	var err error
	if !isFresh && mayLook {
		v.tried = time.Now()
		err = v.fetch(ctx)
		key, known = v.keys[id]
	}
	switch {
	case known:
		return key, nil
	case err != nil:
		return nil, err
	default:
		return nil, ErrKey
	}
}

func (v *Verifier) fetch(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, v.KeysURL, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	client := v.Client
	if client == nil {
		client = &http.Client{Timeout: 10 * time.Second}
	}
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: status %d", ErrUnavailable, response.StatusCode)
	}
	var set struct{ Keys []jwk }
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&set); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	v.keys, v.fetched = map[string]crypto.PublicKey{}, time.Now()
	for _, each := range set.Keys {
		if key := each.public(); key != nil && (each.Use == "" || each.Use == "sig") {
			v.keys[each.Kid] = key
		}
	}
	return nil
}

type jwk struct{ Kty, Crv, Kid, Use, X, Y, N, E string }

// public returns the key, or nothing if it is of a kind that we do not know.
func (k jwk) public() crypto.PublicKey {
	switch {
	case k.Kty == "OKP" && k.Crv == "Ed25519":
		if x := number(k.X); len(x) == ed25519.PublicKeySize {
			return ed25519.PublicKey(x)
		}
	case k.Kty == "EC" && k.Crv == "P-256":
		point := slices.Concat([]byte{4}, number(k.X), number(k.Y))
		if _, err := ecdh.P256().NewPublicKey(point); err == nil {
			return &ecdsa.PublicKey{Curve: elliptic.P256(), X: new(big.Int).SetBytes(point[1:33]), Y: new(big.Int).SetBytes(point[33:])}
		}
	case k.Kty == "RSA":
		n, e := new(big.Int).SetBytes(number(k.N)), new(big.Int).SetBytes(number(k.E))
		if n.BitLen() >= 2048 && e.IsInt64() && e.Int64() > 1 && e.Int64() < 1<<31 {
			return &rsa.PublicKey{N: n, E: int(e.Int64())}
		}
	}
	return nil
}

// check checks a signature; the key decides which algorithm is right.
func check(algorithm string, key crypto.PublicKey, signed, signature []byte) error {
	digest := sha256.Sum256(signed)
	valid := false
	switch key := key.(type) {
	case ed25519.PublicKey:
		if algorithm != "EdDSA" && algorithm != "Ed25519" {
			return ErrAlgorithm
		}
		valid = ed25519.Verify(key, signed, signature)
	case *ecdsa.PublicKey:
		if algorithm != "ES256" {
			return ErrAlgorithm
		}
		valid = len(signature) == 64 && ecdsa.Verify(key, digest[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:]))
	case *rsa.PublicKey:
		if algorithm != "RS256" {
			return ErrAlgorithm
		}
		valid = rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) == nil
	}
	if !valid {
		return ErrSignature
	}
	return nil
}

func read(part string) (*Claims, error) {
	var all map[string]json.RawMessage
	var known struct {
		Iss, Sub, Jti, Scope string
		Aud                  json.RawMessage
		Exp, Iat             float64
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

func number(text string) []byte {
	data, _ := base64.RawURLEncoding.DecodeString(text)
	return data
}

func at(seconds float64) time.Time { return time.Unix(int64(min(seconds, 1<<40)), 0) }

func or[T comparable](value, other T) T {
	var zero T
	if value == zero {
		return other
	}
	return value
}

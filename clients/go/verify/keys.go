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
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"time"
)

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

func number(text string) []byte {
	data, _ := base64.RawURLEncoding.DecodeString(text)
	return data
}

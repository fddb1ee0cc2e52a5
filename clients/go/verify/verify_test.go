package verify

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"crypto/sha256"
)

func text(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

// signer signs tokens and publishes its key.
type signer struct {
	kid     string
	private ed25519.PrivateKey
	fetches atomic.Int32
	isDown  atomic.Bool
}

func newSigner(kid string) *signer {
	_, private, _ := ed25519.GenerateKey(rand.Reader)
	return &signer{kid: kid, private: private}
}

func (s *signer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	s.fetches.Add(1)
	if s.isDown.Load() {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	public := s.private.Public().(ed25519.PublicKey)
	_, _ = fmt.Fprintf(w, `{"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": %q, "x": %q, "use": "sig"}]}`, s.kid, text(public))
}

func (s *signer) sign(header, claims map[string]any) string {
	signed := unsigned(header, claims)
	return signed + "." + text(ed25519.Sign(s.private, []byte(signed)))
}

func unsigned(header, claims map[string]any) string {
	one, _ := json.Marshal(header)
	two, _ := json.Marshal(claims)
	return text(one) + "." + text(two)
}

func TestVerify(t *testing.T) {
	signer, other := newSigner("k1"), newSigner("k1")
	server := httptest.NewServer(signer)
	defer server.Close()
	verifier := &Verifier{KeysURL: server.URL, Issuer: "me", Audience: "you"}
	later, earlier := time.Now().Add(time.Hour).Unix(), time.Now().Add(-time.Hour).Unix()
	header := func(alg, typ, kid string) map[string]any { return map[string]any{"alg": alg, "typ": typ, "kid": kid} }
	good := header("EdDSA", "at+jwt", "k1")
	claims := func(iss string, aud any, exp int64) map[string]any {
		return map[string]any{"iss": iss, "aud": aud, "exp": exp, "sub": "s"}
	}
	fine := claims("me", "you", later)
	cases := []struct {
		token string
		want  error
	}{
		{signer.sign(good, fine), nil},
		{signer.sign(good, claims("me", []string{"x", "you"}, later)), nil},
		{signer.sign(good, claims("me", "you", earlier)), ErrExpired},
		{signer.sign(good, claims("them", "you", later)), ErrIssuer},
		{signer.sign(good, claims("me", "them", later)), ErrAudience},
		{signer.sign(good, map[string]any{"iss": "me", "aud": "you"}), ErrExpired},
		{signer.sign(good, map[string]any{"iss": "me", "aud": "you", "exp": later, "nbf": later}), ErrNotYet},
		{signer.sign(header("EdDSA", "rt+jwt", "k1"), fine), ErrType},
		{signer.sign(header("none", "at+jwt", "k1"), fine), ErrAlgorithm},
		{signer.sign(header("HS256", "at+jwt", "k1"), fine), ErrAlgorithm},
		{signer.sign(header("EdDSA", "at+jwt", "k2"), fine), ErrKey},
		{other.sign(good, fine), ErrSignature},
		{unsigned(good, fine) + ".", ErrSignature},
		{"a.b", ErrMalformed},
		{"..", ErrMalformed},
	}
	for _, each := range cases {
		if _, err := verifier.Verify(context.Background(), each.token); !errors.Is(err, each.want) {
			t.Errorf("got %v, not %v", err, each.want)
		}
	}
	if signer.fetches.Load() != 1 {
		t.Errorf("%d fetches", signer.fetches.Load())
	}
}

func TestRotatedKeysAreFetchedAgain(t *testing.T) {
	signer := newSigner("k1")
	server := httptest.NewServer(signer)
	defer server.Close()
	verifier := &Verifier{KeysURL: server.URL, Issuer: "me", Audience: "you", Pause: time.Nanosecond}
	for _, kid := range []string{"k1", "k2"} {
		signer.kid = kid
		token := signer.sign(map[string]any{"alg": "EdDSA", "typ": "at+jwt", "kid": kid}, map[string]any{"iss": "me", "aud": "you", "exp": time.Now().Unix() + 60})
		if claims, err := verifier.Verify(context.Background(), token); err != nil || claims.Issuer != "me" {
			t.Fatalf("got %v, %v", claims, err)
		}
	}
}

func TestOldKeysGoOnWhereNewOnesCannotBeFetched(t *testing.T) {
	signer := newSigner("k1")
	server := httptest.NewServer(signer)
	defer server.Close()
	header := map[string]any{"alg": "EdDSA", "typ": "at+jwt", "kid": "k1"}
	token := signer.sign(header, map[string]any{"iss": "me", "aud": "you", "exp": time.Now().Unix() + 60})
	for pause, fetches := range map[time.Duration]int32{time.Nanosecond: 3, time.Hour: 1} {
		verifier := &Verifier{KeysURL: server.URL, Issuer: "me", Audience: "you", MaxAge: time.Nanosecond, Pause: pause}
		signer.fetches.Store(0)
		for _, isDown := range []bool{false, true, true} {
			signer.isDown.Store(isDown)
			if _, err := verifier.Verify(context.Background(), token); err != nil {
				t.Fatalf("got %v", err)
			}
		}
		if signer.fetches.Load() != fetches {
			t.Errorf("%d fetches with a pause of %s, not %d", signer.fetches.Load(), pause, fetches)
		}
	}
	verifier := &Verifier{KeysURL: server.URL, Issuer: "me", Audience: "you"}
	if _, err := verifier.Verify(context.Background(), token); !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v, not %v", err, ErrUnavailable)
	}
}

func TestEllipticKeys(t *testing.T) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, _ := private.PublicKey.ECDH()
	bytes := point.Bytes()
	key := jwk{Kty: "EC", Crv: "P-256", X: text(bytes[1:33]), Y: text(bytes[33:])}.public()
	digest := sha256.Sum256([]byte("signed"))
	r, s, _ := ecdsa.Sign(rand.Reader, private, digest[:])
	signature := append(pad(r), pad(s)...)
	if err := check("ES256", key, []byte("signed"), signature); err != nil {
		t.Error(err)
	}
	if err := check("ES256", key, []byte("other"), signature); !errors.Is(err, ErrSignature) {
		t.Error(err)
	}
	if (jwk{Kty: "EC", Crv: "P-256", X: text(bytes[1:33]), Y: text(bytes[1:33])}).public() != nil {
		t.Error("that is no point of the curve")
	}
}

func pad(n *big.Int) []byte { return n.FillBytes(make([]byte, 32)) }

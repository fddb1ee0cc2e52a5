package core

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

func TestPathSegmentsStayWhereTheyAre(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, r.URL.EscapedPath()))
	})
	for value, want := range map[string]string{
		"a/b": "/things/a%2Fb", "a?b#c": "/things/a%3Fb%23c", "ü %": "/things/%C3%BC%20%25",
	} {
		req := NewRequest(&opGet)
		req.Path("id", value)
		if got, err := Fetch[thing](context.Background(), client, req, nil); err != nil || got.Name != want {
			t.Errorf("%q: got %v, %v", value, got, err)
		}
	}
	for _, value := range []string{"", ".", ".."} {
		req := NewRequest(&opGet)
		req.Path("id", value)
		var input *InputError
		if _, err := Fetch[thing](context.Background(), client, req, nil); !errors.As(err, &input) {
			t.Errorf("%q: got %v", value, err)
		}
	}
}

func TestRedirectsKeepCredentialsAtHome(t *testing.T) {
	var seen atomic.Value
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.Store(r.Header.Clone())
		reply(w, 200, `{"name": "elsewhere"}`)
	}))
	t.Cleanup(other.Close)
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	}, WithAPIKey("sesame-key"))
	if got, err := get(client); err != nil || got.Name != "elsewhere" {
		t.Fatalf("got %v, %v", got, err)
	}
	header := seen.Load().(http.Header)
	if header.Get("X-API-Key") != "" || header.Get("Authorization") != "" || header.Get("Referer") != "" {
		t.Fatalf("credentials went elsewhere: %v", header)
	}
	seen.Store(http.Header{"None": nil})
	if err := post(client, &opPost); statusOf(err) != 307 || seen.Load().(http.Header)["None"] != nil {
		t.Fatalf("got %v", err)
	}
}

func TestSecretsStayOutOfTexts(t *testing.T) {
	secret := "hunter2-very-secret"
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		reply(w, 404, fmt.Sprintf(`{"code": "x", "detail": "no %s"}`, secret))
	}, WithToken(secret))
	_, err := get(client)
	texts := []string{fmt.Sprintf("%v %+v %#v %s", client, client, client, client), fmt.Sprintf("%v %#v", err, err)}
	tokens := Tokens{Access: secret, Refresh: secret}
	texts = append(texts, fmt.Sprintf("%v %+v %#v", tokens, tokens, Some(tokens)))
	texts = append(texts, fmt.Sprintf("%v %#v", Secret(secret), Secret(secret)))
	var transport *TransportError
	broken := serve(t, nil, WithToken(secret), WithMaxRetries(0), WithTransport(RoundTripperFunc(
		func(*http.Request) (*http.Response, error) { return nil, errors.New("no way with " + secret) })))
	if _, err = get(broken); !errors.As(err, &transport) {
		t.Fatalf("got %v", err)
	}
	texts = append(texts, fmt.Sprintf("%v %+v %#v %+v", err, err, err, *transport))
	for _, text := range texts {
		if strings.Contains(text, secret) {
			t.Errorf("a secret shows in %q", text)
		}
	}
}

func TestCertificatesAreCheckedOnce(t *testing.T) {
	var tries atomic.Int32
	server := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	client, _ := NewClient(testSettings(), WithBaseURL(server.URL), WithMiddleware(counting(&tries)), WithBackoff(1))
	var transport *TransportError
	if _, err := get(client); !errors.As(err, &transport) || tries.Load() != 1 {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

func TestKeysInTheQueryStayAtHome(t *testing.T) {
	var elsewhere atomic.Value
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		elsewhere.Store(r.URL.RawQuery)
		reply(w, 200, `{"items": [], "next": null}`)
	}))
	t.Cleanup(other.Close)
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, fmt.Sprintf(`{"items": [{"name": %q}], "next": "%s/x?p=2"}`, r.URL.RawQuery, other.URL))
	}, WithAPIKey("sesame-key"))
	client.settings.Schemes = []Scheme{{ID: "bearer", Kind: "api_key", In: "query", Name: "key"}}
	paging := Paging{Style: "next_url", Items: []string{"items"}, Next: []string{"next"}}
	for item, err := range Pages[thing](context.Background(), client, NewRequest(&opList), paging, nil) {
		if err != nil || item.Name != "key=sesame-key" {
			t.Fatalf("got %v, %v", item, err)
		}
	}
	if elsewhere.Load() != "p=2" {
		t.Fatalf("got %v", elsewhere.Load())
	}
}

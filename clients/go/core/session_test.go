package core

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// issuer gives out tokens that are good until it is told otherwise.
type issuer struct {
	issued, logins, refreshes atomic.Int32
	valid                     atomic.Value
	expiresIn                 int
}

func (i *issuer) handle(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/login", "/refresh":
		if r.URL.Path == "/login" {
			i.logins.Add(1)
		} else {
			i.refreshes.Add(1)
		}
		token := fmt.Sprintf("access-%d", i.issued.Add(1))
		i.valid.Store(token)
		time.Sleep(10 * time.Millisecond)
		reply(w, 200, fmt.Sprintf(`{"access_token": %q, "refresh_token": "refresh", "expires_in": %d}`, token, i.expiresIn))
	default:
		if r.Header.Get("Authorization") != fmt.Sprintf("Bearer %v", i.valid.Load()) {
			reply(w, 401, `{"code": "invalid_token"}`)
			return
		}
		reply(w, 200, `{"name": "ok"}`)
	}
}

func all(t *testing.T, client *Client) {
	t.Helper()
	var group sync.WaitGroup
	for range 20 {
		group.Add(1)
		go func() {
			defer group.Done()
			if _, err := get(client); err != nil {
				t.Error(err)
			}
		}()
	}
	group.Wait()
}

func TestTokensAreHadOnceForAllCallers(t *testing.T) {
	issuer := &issuer{expiresIn: 3600}
	client := serve(t, issuer.handle, WithPassword("a@example.com", "password-1"))
	all(t, client)
	if issuer.logins.Load() != 1 {
		t.Fatalf("%d logins", issuer.logins.Load())
	}
	issuer.valid.Store("something else")
	all(t, client)
	if issuer.refreshes.Load() != 1 || issuer.logins.Load() != 1 {
		t.Fatalf("%d refreshes, %d logins", issuer.refreshes.Load(), issuer.logins.Load())
	}
}

func TestTokensAreRefreshedAheadOfExpiry(t *testing.T) {
	issuer := &issuer{expiresIn: 3600}
	store := &MemoryStore{tokens: Tokens{Access: "old", Refresh: "refresh", ExpiresAt: time.Now().Add(5 * time.Second)}}
	client := serve(t, issuer.handle, WithTokenStore(store))
	if _, err := get(client); err != nil || issuer.refreshes.Load() != 1 {
		t.Fatalf("%v after %d refreshes", err, issuer.refreshes.Load())
	}
	if tokens, _ := store.Load(context.Background()); tokens.Access != "access-1" {
		t.Fatal("the new tokens were not kept")
	}
}

func TestTokenThatStaysRefusedIsReportedOnce(t *testing.T) {
	var tries atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/refresh" {
			reply(w, 200, `{"access_token": "fresh"}`)
			return
		}
		tries.Add(1)
		reply(w, 401, `{"code": "invalid_token"}`)
	}, WithTokens(Tokens{Access: "a", Refresh: "b"}))
	if _, err := get(client); statusOf(err) != 401 || tries.Load() != 2 {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

func TestLogoutForgetsTheTokens(t *testing.T) {
	issuer := &issuer{expiresIn: 3600}
	client := serve(t, issuer.handle, WithPassword("a@example.com", "password-1"))
	client.settings.Flow.Logout = opPost.ID
	if _, err := get(client); err != nil {
		t.Fatal(err)
	}
	if err := post(client, &opPost); err != nil {
		t.Fatal(err)
	}
	if tokens, _ := client.session.load(context.Background()); tokens != (Tokens{}) {
		t.Fatal("the tokens are still there")
	}
}

func TestRefusedRenewalIsTheError(t *testing.T) {
	var calls, refreshes atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/refresh" {
			refreshes.Add(1)
			reply(w, 401, `{"code": "refresh_token_reused"}`)
			return
		}
		calls.Add(1)
		reply(w, 401, `{"code": "invalid_token"}`)
	}, WithTokens(Tokens{Access: "old-access", Refresh: "old-refresh"}))
	_, err := get(client)
	var problem *APIError
	if !errors.As(err, &problem) || problem.Code != "refresh_token_reused" || problem.Operation != "refresh" {
		t.Fatalf("got %v", err)
	}
	if calls.Load() != 1 || refreshes.Load() != 1 {
		t.Fatalf("%d calls, %d refreshes", calls.Load(), refreshes.Load())
	}
}

func TestRenewalThatFailsIsNotTriedAgainForTheCall(t *testing.T) {
	var refreshes atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/refresh" {
			refreshes.Add(1)
			w.WriteHeader(503)
			return
		}
		reply(w, 401, `{"code": "invalid_token"}`)
	}, WithTokens(Tokens{Access: "old-access", Refresh: "old-refresh"}))
	opRefresh.Retryable = true
	t.Cleanup(func() { opRefresh.Retryable = false })
	if _, err := get(client); statusOf(err) != 503 || refreshes.Load() != 3 {
		t.Fatalf("got %v after %d refreshes", err, refreshes.Load())
	}
}

func TestWithoutAWayToRenewTheRefusalIsTheError(t *testing.T) {
	for _, expires := range []time.Time{{}, time.Now().Add(-time.Hour)} {
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			reply(w, 401, fmt.Sprintf(`{"code": %q}`, r.Header.Get("Authorization")))
		}, WithTokens(Tokens{Access: "abc", ExpiresAt: expires}))
		if _, err := get(client); !errors.Is(err, Code("Bearer abc")) {
			t.Errorf("got %v", err)
		}
	}
}

func TestOneCallersCancellationLeavesTheRenewalToTheOthers(t *testing.T) {
	issuer := &issuer{expiresIn: 3600}
	asked, release := make(chan struct{}), make(chan struct{})
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/login" {
			close(asked)
			<-release
		}
		issuer.handle(w, r)
	}, WithPassword("a@example.com", "password-1"))
	ctx, cancel := context.WithCancel(context.Background())
	impatient, patient := make(chan error), make(chan error)
	go func() { impatient <- Send(ctx, client, NewRequest(&opList), nil) }()
	<-asked
	go func() { _, err := get(client); patient <- err }()
	cancel()
	if err := <-impatient; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(release)
	if err := <-patient; err != nil || issuer.logins.Load() != 1 {
		t.Errorf("got %v after %d logins", err, issuer.logins.Load())
	}
}

// brokenStore has lost its disk.
type brokenStore struct{}

func (brokenStore) Load(context.Context) (Tokens, error) { return Tokens{}, errors.New("no disk") }
func (brokenStore) Save(context.Context, Tokens) error   { return errors.New("no disk") }

func TestTokenStoreThatFailsIsAnInputError(t *testing.T) {
	client := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("something was sent") }, WithTokenStore(brokenStore{}))
	var input *InputError
	if _, err := get(client); !errors.As(err, &input) || !strings.Contains(err.Error(), "no disk") {
		t.Fatalf("got %v", err)
	}
}

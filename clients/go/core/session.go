package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// errNoCredentials means that there is neither a refresh token nor a password.
var errNoCredentials = errors.New("there are no credentials to log in with")

// session holds tokens and gets new ones, once for any number of callers.
type session struct {
	client   *Client
	op       *Operation // that tokens come from
	store    TokenStore
	initial  Tokens // where the store has none
	obtain   func(ctx context.Context, old Tokens) (Tokens, error)
	canBegin bool // without any tokens
	mutex    sync.Mutex
	flight   *flight
	last     atomic.Pointer[Tokens]
}

// flight is a renewal that callers wait for.
type flight struct {
	done   chan struct{}
	tokens Tokens
	err    error
}

func newSession(client *Client) *session {
	held, flow := client.config.credentials, client.settings.Flow
	made := &session{client: client, store: client.config.store, initial: held.tokens, canBegin: held.email != ""}
	if made.store == nil {
		made.store, made.initial = &MemoryStore{tokens: held.tokens}, Tokens{}
	}
	if flow != nil {
		made.op, made.obtain = flow.any(), made.logIn
	}
	return made
}

// isOpen says whether there are tokens, or a way to get some.
func (s *session) isOpen() bool {
	held := s.client.config.credentials
	return held.tokens != Tokens{} || held.email != "" || s.client.config.store != nil
}

// proof presents an access token; there is no secret in it if the session has none.
func (s *session) proof(ctx context.Context, scheme Scheme) (proof, error) {
	token, err := s.token(ctx)
	made := proof{Scheme: scheme, secret: token}
	if s.canRenew() {
		made.session = s
	}
	return made, err
}

// endsWith says whether an operation ends the session.
func (s *session) endsWith(op *Operation) bool {
	flow := s.client.settings.Flow
	return flow != nil && flow.Logout != "" && flow.Logout == op.ID
}

// close forgets the tokens.
func (s *session) close(ctx context.Context) error {
	s.last.Store(nil)
	if err := s.store.Save(ctx, Tokens{}); err != nil {
		return s.storeError("written", err)
	}
	return nil
}

// storeError describes a failure of the store, which may tell what it was to keep.
func (s *session) storeError(done string, err error) error {
	return &InputError{Message: fmt.Sprintf("the token store cannot be %s: %s", done, scrub(err.Error(), s.client.secrets()))}
}

func (s *session) canRenew() bool { return s.obtain != nil }

// token returns an access token that is good for some time yet.
func (s *session) token(ctx context.Context) (string, error) {
	tokens, err := s.load(ctx)
	if err != nil {
		return "", err
	}
	if tokens.Access != "" && !tokens.isStale(time.Now()) || !s.canRenew() {
		return tokens.Access, nil
	}
	if tokens == (Tokens{}) && !s.canBegin {
		return "", nil
	}
	fresh, err := s.renew(ctx, tokens.Access)
	isGoodYet := tokens.Access != "" && time.Now().Before(tokens.ExpiresAt)
	if errors.Is(err, errNoCredentials) || err != nil && isGoodYet {
		return tokens.Access, nil
	}
	return fresh, err
}

func (s *session) load(ctx context.Context) (Tokens, error) {
	tokens, err := s.store.Load(ctx)
	if err != nil {
		return tokens, s.storeError("read", err)
	}
	if tokens == (Tokens{}) && s.initial != (Tokens{}) {
		return s.initial, nil
	}
	s.last.Store(&tokens)
	return tokens, nil
}

// renew returns an access token other than the one that is no good any more.
func (s *session) renew(ctx context.Context, stale string) (string, error) {
	flight, err := s.join(ctx, stale)
	if err != nil {
		return "", err
	}
	select {
	case <-flight.done:
		return flight.tokens.Access, flight.err
	case <-ctx.Done():
		return "", s.client.transportError(ctx, NewRequest(s.op), ctx.Err())
	}
}

// join returns the renewal that is under way, or starts one unless somebody else has just finished it.
func (s *session) join(ctx context.Context, stale string) (*flight, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.flight != nil {
		return s.flight, nil
	}
	tokens, err := s.load(ctx)
	if err != nil {
		return nil, err
	}
	made := &flight{done: make(chan struct{}), tokens: tokens}
	if tokens.Access != stale && tokens.Access != "" {
		close(made.done)
		return made, nil
	}
	s.flight = made
	go s.fly(context.WithoutCancel(ctx), made, tokens)
	return made, nil
}

// fly gets tokens; no caller's cancellation stops it for the others.
func (s *session) fly(ctx context.Context, flight *flight, old Tokens) {
	flight.tokens, flight.err = s.obtain(ctx, old)
	if flight.err == nil {
		s.last.Store(&flight.tokens)
		if err := s.store.Save(ctx, flight.tokens); err != nil {
			flight.err = s.storeError("written", err)
		}
	}
	s.mutex.Lock()
	s.flight = nil
	s.mutex.Unlock()
	close(flight.done)
}

// logIn refreshes, and logs in where that is not possible.
func (s *session) logIn(ctx context.Context, old Tokens) (Tokens, error) {
	flow, held := s.client.settings.Flow, s.client.config.credentials
	err := errNoCredentials
	if flow.Refresh != nil && old.Refresh != "" {
		var tokens Tokens
		tokens, err = s.ask(ctx, flow.Refresh, map[string]string{flow.RefreshToken: old.Refresh}, old)
		if err == nil || statusOf(err)/100 != 4 {
			return tokens, err
		}
	}
	if flow.Login == nil || held.email == "" {
		return Tokens{}, err
	}
	return s.ask(ctx, flow.Login, map[string]string{flow.identity(held.email): held.email, flow.Password: string(held.password)}, Tokens{})
}

func (s *session) ask(ctx context.Context, op *Operation, fields map[string]string, old Tokens) (Tokens, error) {
	flow, req := s.client.settings.Flow, NewRequest(op)
	for _, secret := range fields {
		req.hide(secret)
	}
	if flow.IsForm {
		req.Form(fields, "application/x-www-form-urlencoded")
	} else {
		req.JSON(fields, "application/json")
	}
	return s.client.tokens(ctx, req, flow, old)
}

// tokens makes a request that answers tokens.
func (c *Client) tokens(ctx context.Context, req *Request, flow *Flow, old Tokens) (Tokens, error) {
	got, err := c.do(ctx, req, []RequestOption{WithoutCredentials()}, false)
	if err != nil {
		return Tokens{}, err
	}
	if token := flow.waiting(got.body); token != "" {
		return c.completed(ctx, *flow, &FactorRequiredError{Operation: req.op.ID, answer: got.body}, token)
	}
	tokens, err := flow.read(got.body, old)
	if err != nil {
		return Tokens{}, got.with(nil).undecodable(err)
	}
	return tokens, nil
}

func (f *Flow) read(body []byte, old Tokens) (Tokens, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return Tokens{}, err
	}
	tokens := Tokens{Refresh: old.Refresh}
	if err := json.Unmarshal(members[f.AccessToken], &tokens.Access); err != nil || tokens.Access == "" {
		return Tokens{}, fmt.Errorf("there is no %q", f.AccessToken)
	}
	_ = json.Unmarshal(members[f.RefreshToken], &tokens.Refresh)
	var seconds float64
	if json.Unmarshal(members[f.ExpiresIn], &seconds) == nil && seconds > 0 {
		tokens.ExpiresAt = time.Now().Add(time.Duration(seconds * float64(time.Second)))
	}
	return tokens, nil
}

// identity returns the member of the login's body that names an account; a text without an @ is no email address.
func (f *Flow) identity(name string) string {
	if f.Users[0] == "email" && len(f.Users) > 1 && !strings.Contains(name, "@") {
		return f.Users[1]
	}
	return f.Users[0]
}

func (f *Flow) any() *Operation {
	if f.Refresh != nil {
		return f.Refresh
	}
	return f.Login
}

package core

import (
	"context"
	"encoding/base64"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Scheme is a way to present credentials.
type Scheme struct {
	ID   string
	Kind string // bearer, basic, api_key
	In   string // for API keys: header, query or cookie
	Name string
}

// Flow says how tokens are had.
type Flow struct {
	Login        *Operation
	Refresh      *Operation
	Logout       string   // the operation that ends the session
	Users        []string // members of the login's body that can name an account, the best first
	Password     string
	IsForm       bool
	AccessToken  string // members of the answers, and of the refresh's body
	RefreshToken string
	ExpiresIn    string
}

// Tokens are what a login gives.
type Tokens struct {
	Access    string
	Refresh   string
	ExpiresAt time.Time
}

// String hides the tokens.
func (t Tokens) String() string {
	if t.Access == "" && t.Refresh == "" {
		return "no tokens"
	}
	return "tokens " + redacted
}

// GoString hides the tokens.
func (t Tokens) GoString() string { return t.String() }

// LogValue hides the tokens.
func (t Tokens) LogValue() slog.Value { return slog.StringValue(t.String()) }

// isStale says whether the access token is about to expire.
func (t Tokens) isStale(now time.Time) bool {
	return !t.ExpiresAt.IsZero() && now.Add(30*time.Second).After(t.ExpiresAt)
}

// TokenStore keeps tokens. Load returns no tokens if there are none.
type TokenStore interface {
	Load(ctx context.Context) (Tokens, error)
	Save(ctx context.Context, tokens Tokens) error
}

// MemoryStore keeps tokens for as long as the program runs.
type MemoryStore struct {
	mutex  sync.Mutex
	tokens Tokens
}

// Load returns the tokens.
func (s *MemoryStore) Load(context.Context) (Tokens, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.tokens, nil
}

// Save replaces the tokens.
func (s *MemoryStore) Save(_ context.Context, tokens Tokens) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.tokens = tokens
	return nil
}

// String hides the tokens.
func (s *MemoryStore) String() string { return "tokens in memory" }

// GoString hides the tokens.
func (s *MemoryStore) GoString() string { return s.String() }

type credentials struct {
	token, apiKey, userPassword, password Secret
	user, email                           string
	tokens                                Tokens
	isLogin                               bool // whether the login was given as an option
}

func (c credentials) isEmpty() bool { return c == credentials{} }

// secrets returns all texts that must not be shown.
func (c *Client) secrets() []string {
	held := c.config.credentials
	found := []string{string(held.token), string(held.apiKey), string(held.userPassword), string(held.password)}
	found = append(found, held.tokens.Access, held.tokens.Refresh)
	if tokens := c.session.last.Load(); tokens != nil {
		found = append(found, tokens.Access, tokens.Refresh)
	}
	return found
}

// credentialHeaders returns the headers that credentials travel in.
func (c *Client) credentialHeaders() []string {
	var names []string
	for _, scheme := range c.settings.Schemes {
		if scheme.In == "header" {
			names = append(names, scheme.Name)
		}
	}
	return names
}

// use is how one request presents credentials.
type use struct {
	schemes     []Scheme
	token       string
	isRenewable bool
	held        credentials
	query       []pair
}

// credentialsFor chooses the first way to authenticate that there are credentials for.
func (c *Client) credentialsFor(ctx context.Context, call *call) (use, error) {
	chosen := use{held: c.config.credentials}
	if call.isAnonymous {
		return chosen, nil
	}
	chosen.schemes = c.schemesFor(call.req.op)
	isBearer := slices.ContainsFunc(chosen.schemes, func(scheme Scheme) bool { return scheme.Kind == "bearer" })
	if isBearer && c.config.credentials.token == "" {
		token, err := c.session.token(ctx)
		if err != nil {
			return chosen, err
		}
		chosen.token, chosen.isRenewable = token, c.session.canRenew()
	} else if isBearer {
		chosen.token = string(c.config.credentials.token)
	}
	for _, scheme := range chosen.schemes {
		if scheme.Kind == "api_key" && scheme.In == "query" {
			chosen.query = append(chosen.query, pair{name: scheme.Name, value: string(chosen.held.apiKey)})
		}
	}
	return chosen, nil
}

func (c *Client) schemesFor(op *Operation) []Scheme {
	for _, alternative := range op.Security {
		var schemes []Scheme
		for _, id := range alternative {
			i := slices.IndexFunc(c.settings.Schemes, func(scheme Scheme) bool { return scheme.ID == id })
			if i >= 0 && c.has(c.settings.Schemes[i]) {
				schemes = append(schemes, c.settings.Schemes[i])
			}
		}
		if len(schemes) > 0 && len(schemes) == len(alternative) {
			return schemes
		}
	}
	return nil
}

// has says whether there are credentials for a scheme.
func (c *Client) has(scheme Scheme) bool {
	held := c.config.credentials
	switch scheme.Kind {
	case "bearer":
		return held.token != "" || c.session.isOpen()
	case "basic":
		return held.user != ""
	default:
		return held.apiKey != ""
	}
}

func (u use) apply(request *http.Request) {
	for _, scheme := range u.schemes {
		switch scheme.Kind + scheme.In {
		case "bearer":
			if u.token != "" {
				request.Header.Set("Authorization", "Bearer "+u.token)
			}
		case "basic":
			pair := u.held.user + ":" + string(u.held.userPassword)
			request.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(pair)))
		case "api_keyheader":
			request.Header.Set(scheme.Name, string(u.held.apiKey))
		case "api_keycookie":
			request.AddCookie(&http.Cookie{Name: scheme.Name, Value: string(u.held.apiKey)})
		}
	}
}

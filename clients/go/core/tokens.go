package core

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

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

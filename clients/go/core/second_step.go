package core

import (
	"context"
	"encoding/json"
)

// SecondFactor finds out the code of a second factor, for example by asking a person.
type SecondFactor func(ctx context.Context, due *FactorRequiredError) (code string, err error)

// FactorRequiredError is a login that waits for a code of a second factor, while the client has nobody to ask for one.
type FactorRequiredError struct {
	Operation string
	answer    []byte
}

// Error says what is needed.
func (e *FactorRequiredError) Error() string {
	return e.Operation + ": signing in needs a code of a second factor: choose WithSecondFactor, or complete the sign-in yourself"
}

// Decode reads the login's answer. Who has its token and a code is signed in: keep it as you keep a password.
func (e *FactorRequiredError) Decode(into any) error { return json.Unmarshal(e.answer, into) }

// Retryable is false.
func (e *FactorRequiredError) Retryable() bool { return false }

// GoString is Error; the answer stays out of logs.
func (e *FactorRequiredError) GoString() string { return e.Error() }

// WithSecondFactor is asked for a code when logging in needs a second factor.
func WithSecondFactor(ask SecondFactor) Option {
	return func(c *config) { c.secondFactor = ask }
}

// waiting returns the token of an answer that waits for a code; empty if it does not.
func (f *Flow) waiting(body []byte) string {
	if f.SecondStep == nil {
		return ""
	}
	var members map[string]json.RawMessage
	var token string
	if json.Unmarshal(body, &members) != nil || json.Unmarshal(members[f.LoginToken], &token) != nil {
		return ""
	}
	return token
}

// completed makes the second step of a login; its answer is not asked to wait again.
func (c *Client) completed(ctx context.Context, flow Flow, due *FactorRequiredError, token string) (Tokens, error) {
	if c.config.secondFactor == nil {
		return Tokens{}, due
	}
	code, err := c.config.secondFactor(ctx, due)
	if err != nil {
		return Tokens{}, err
	}
	req := NewRequest(flow.SecondStep)
	req.hide(token)
	req.hide(code)
	req.JSON(map[string]string{flow.LoginToken: token, flow.Code: code}, "application/json")
	flow.SecondStep = nil
	return c.tokens(ctx, req, &flow, Tokens{})
}

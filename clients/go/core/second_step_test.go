package core

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// guarded wants a code of a second factor.
func guarded(w http.ResponseWriter, r *http.Request) {
	body := make([]byte, 1000)
	size, _ := r.Body.Read(body)
	switch {
	case r.URL.Path == "/login":
		reply(w, 200, `{"status": "factor_required", "login_token": "very-secret-token"}`)
	case r.URL.Path == "/second" && strings.Contains(string(body[:size]), `"code":"492039"`):
		reply(w, 200, `{"access_token": "a-1", "refresh_token": "r-1", "expires_in": 900}`)
	case r.URL.Path == "/second":
		reply(w, 403, `{"code": "factor_code_invalid"}`)
	default:
		reply(w, 200, `{"name": "ok"}`)
	}
}

func TestASecondStepTakesTheCodeThatSomebodyFindsOut(t *testing.T) {
	var asked struct {
		Token string `json:"login_token"`
	}
	client := serve(t, guarded, WithPassword("a@example.com", "password-1"),
		WithSecondFactor(func(_ context.Context, due *FactorRequiredError) (string, error) {
			return "492039", due.Decode(&asked)
		}))
	if _, err := get(client); err != nil || asked.Token != "very-secret-token" {
		t.Fatal(err, asked)
	}
}

func TestAWrongCodeIsTheErrorOfTheCall(t *testing.T) {
	client := serve(t, guarded, WithPassword("a@example.com", "password-1"),
		WithSecondFactor(func(context.Context, *FactorRequiredError) (string, error) { return "000000", nil }))
	if _, err := get(client); !errors.Is(err, Code("factor_code_invalid")) {
		t.Fatal(err)
	}
}

func TestWithoutAnybodyToAskTheErrorTellsNoToken(t *testing.T) {
	_, err := get(serve(t, guarded, WithPassword("a@example.com", "password-1")))
	var due *FactorRequiredError
	if !errors.As(err, &due) || Retryable(err) {
		t.Fatal(err)
	}
	if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, "very-secret-token") {
		t.Fatal(text)
	}
}

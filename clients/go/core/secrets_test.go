package core

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// secretive is a call whose arguments have secrets in every place.
func secretive(secret string) *Request {
	op := Operation{ID: "things.reset", Method: "POST", Path: "/reset/{token}", Secrets: []string{"token", "new_password"}}
	req := NewRequest(&op)
	req.Path("token", secret+"/path")
	req.Query("token", secret+" query")
	req.JSON(map[string]any{"deep": []any{map[string]string{"new_password": secret + "-body"}}}, "application/json")
	return req
}

func TestSecretArgumentsStayOutOfErrors(t *testing.T) {
	secret := "SECRETQ"
	said := []string{secret + "/path", url.PathEscape(secret + "/path"), secret + " query", secret + "-body"}
	text := strings.Join(said, " ")
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		reply(w, 422, fmt.Sprintf(`{"code": "weak_password", "detail": %q, "errors": [{"pointer": "/token", "detail": %q}]}`, text, text))
	})
	problem := Send(context.Background(), client, secretive(secret), nil)
	broken := serve(t, nil, WithTransport(RoundTripperFunc(
		func(*http.Request) (*http.Response, error) { return nil, errors.New(text) })))
	transport := Send(context.Background(), broken, secretive(secret), nil)
	for _, err := range []error{problem, transport} {
		for _, shown := range []string{fmt.Sprintf("%v %+v", err, err), fmt.Sprintf("%#v", err)} {
			if strings.Contains(shown, secret) || !strings.Contains(shown, redacted) {
				t.Errorf("got %q", shown)
			}
		}
	}
}

func TestSecretsInFormsStayOutOfErrors(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		reply(w, 400, `{"error": "invalid_grant", "error_description": "not SECRETQ or SECRETP"}`)
	})
	fields := map[string]string{"password": "SECRETQ", "refresh_token": "SECRETP"}
	for _, write := range []func(*Request){
		func(r *Request) { r.Form(fields, "application/x-www-form-urlencoded") },
		func(r *Request) { r.Multipart(fields, "multipart/form-data") },
	} {
		req := NewRequest(&opPost)
		write(req)
		if err := Send(context.Background(), client, req, nil); statusOf(err) != 400 || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("got %v", err)
		}
	}
}

func TestACodeIsNoSecret(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 422, `{"code": "weak_password"}`) })
	req := NewRequest(&opPost)
	req.JSON(map[string]string{"password": "password"}, "application/json")
	if err := Send(context.Background(), client, req, nil); !errors.Is(err, Code("weak_password")) {
		t.Fatalf("got %v", err)
	}
}

// chattyStore tells what it could not keep.
type chattyStore struct{}

func (chattyStore) Load(context.Context) (Tokens, error) { return Tokens{}, nil }
func (chattyStore) Save(_ context.Context, tokens Tokens) error {
	return fmt.Errorf("cannot keep %s", tokens.Access)
}

func TestTokensStayOutOfWhatTheStoreSays(t *testing.T) {
	issuer := &issuer{expiresIn: 3600}
	client := serve(t, issuer.handle, WithTokenStore(chattyStore{}), WithPassword("a@example.com", "password-1"))
	if _, err := get(client); err == nil || err.Error() != "the token store cannot be written: cannot keep "+redacted {
		t.Fatalf("got %v", err)
	}
}

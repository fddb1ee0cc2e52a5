package core

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"
)

var (
	opGet = Operation{
		ID: "things.get", Method: "GET", Path: "/things/{id}", Accept: "application/json",
		Security: [][]string{{"bearer"}, {"key"}, {}}, Retryable: true,
	}
	opList    = Operation{ID: "things.list", Method: "GET", Path: "/things", Security: [][]string{{"bearer"}, {}}, Retryable: true}
	opPost    = Operation{ID: "things.post", Method: "POST", Path: "/things", Security: [][]string{{"bearer"}, {}}}
	opCreate  = Operation{ID: "things.create", Method: "POST", Path: "/things", IdempotencyHeader: "Idempotency-Key"}
	opLogin   = Operation{ID: "login", Method: "POST", Path: "/login"}
	opSecond  = Operation{ID: "second", Method: "POST", Path: "/second"}
	opRefresh = Operation{ID: "refresh", Method: "POST", Path: "/refresh"}
)

type thing struct {
	Name string `json:"name"`
}

func testSettings() Settings {
	return Settings{
		Name: "TESTING", UserAgent: "testing-go/1", CodeField: "code",
		Schemes: []Scheme{{ID: "bearer", Kind: "bearer"}, {ID: "key", Kind: "api_key", In: "header", Name: "X-API-Key"}},
		Flow: &Flow{
			Login: &opLogin, Refresh: &opRefresh, Users: []string{"email"}, Password: "password",
			AccessToken: "access_token", RefreshToken: "refresh_token", ExpiresIn: "expires_in",
			SecondStep: &opSecond, LoginToken: "login_token", Code: "code",
		},
	}
}

// serve starts a service and returns a client for it that does not wait long.
func serve(t *testing.T, handler http.HandlerFunc, options ...Option) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	options = append([]Option{WithBaseURL(server.URL), WithBackoff(time.Millisecond)}, options...)
	client, err := NewClient(testSettings(), options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func reply(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

func get(c *Client, options ...RequestOption) (*thing, error) {
	req := NewRequest(&opGet)
	req.Path("id", 1)
	return Fetch[thing](context.Background(), c, req, options)
}

func post(c *Client, op *Operation, options ...RequestOption) error {
	req := NewRequest(op)
	req.JSON(thing{"x"}, "application/json")
	return Send(context.Background(), c, req, options)
}

// counting is a middleware that counts tries.
func counting(tries *atomic.Int32) Middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			tries.Add(1)
			return next.RoundTrip(r)
		})
	}
}

package core

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestEnvironment(t *testing.T) {
	t.Setenv("TESTING_BASE_URL", "")
	var input *InputError
	if _, err := NewClient(testSettings()); !errors.As(err, &input) {
		t.Fatalf("got %v", err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, r.Header.Get("X-API-Key")))
	}))
	t.Cleanup(server.Close)
	t.Setenv("TESTING_BASE_URL", server.URL)
	t.Setenv("TESTING_API_KEY", "from the environment")
	client, err := NewClient(testSettings())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := get(client); err != nil || got.Name != "from the environment" {
		t.Fatalf("got %v, %v", got, err)
	}
}

func TestMiddlewareRunsInOrder(t *testing.T) {
	var order bytes.Buffer
	named := func(name string) Middleware {
		return func(next http.RoundTripper) http.RoundTripper {
			return RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
				order.WriteString(name)
				return next.RoundTrip(r)
			})
		}
	}
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, `{}`) }, WithMiddleware(named("a"), named("b")))
	if _, err := get(client); err != nil || order.String() != "ab" {
		t.Fatalf("got %v, %q", err, order.String())
	}
}

func TestDo(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, r.Method+" "+r.URL.RequestURI()+" "+string(body)))
	})
	var got thing
	err := client.Do(context.Background(), "PUT", "/new", map[string]int{"a": 1}, &got, WithQuery("q", "1 2"), WithBodyField("b", 2))
	if want := `PUT /new?q=1%202 {"a":1,"b":2}`; err != nil || got.Name != want {
		t.Fatalf("got %v, %v", got, err)
	}
}

func TestHeadersOfACall(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var found []string
		for _, name := range []string{"User-Agent", "X-All", "X-One", "If-Match", "If-None-Match", "Idempotency-Key"} {
			found = append(found, r.Header.Get(name))
		}
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, strings.Join(found, "|")))
	}, WithUserAgent("me/1"), WithDefaultHeader("X-All", "a"))
	got, err := Fetch[thing](context.Background(), client, NewRequest(&opCreate), []RequestOption{
		WithHeader("X-One", "b"), WithIfMatch(`"1"`), WithIfNoneMatch(`"2"`), WithIdempotencyKey("mine"),
	})
	if want := `me/1|a|b|"1"|"2"|mine`; err != nil || got.Name != want {
		t.Fatalf("got %v, %v", got, err)
	}
	got, err = get(client, WithIdempotencyKey("no use"))
	if want := "me/1|a||||"; err != nil || got.Name != want {
		t.Fatalf("got %v, %v", got, err)
	}
}

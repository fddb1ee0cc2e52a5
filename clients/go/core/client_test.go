package core

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	opGet     = Operation{ID: "things.get", Method: "GET", Path: "/things/{id}", Accept: "application/json", Security: [][]string{{"bearer"}, {"key"}}, Errors: []string{"404", "401"}, Retryable: true}
	opList    = Operation{ID: "things.list", Method: "GET", Path: "/things", Security: [][]string{{"bearer"}}, Retryable: true}
	opPost    = Operation{ID: "things.post", Method: "POST", Path: "/things", Security: [][]string{{"bearer"}}}
	opCreate  = Operation{ID: "things.create", Method: "POST", Path: "/things", IdempotencyHeader: "Idempotency-Key"}
	opLogin   = Operation{ID: "login", Method: "POST", Path: "/login", Errors: []string{"401"}}
	opRefresh = Operation{ID: "refresh", Method: "POST", Path: "/refresh", Errors: []string{"401"}}
)

type thing struct {
	Name string `json:"name"`
}

func testSettings() Settings {
	return Settings{
		Name: "TESTING", UserAgent: "testing-go/1", CodeField: "code",
		Schemes: []Scheme{{ID: "bearer", Kind: "bearer"}, {ID: "key", Kind: "api_key", In: "header", Name: "X-API-Key"}},
		Flow: &Flow{
			Login: &opLogin, Refresh: &opRefresh, User: "email", Password: "password",
			AccessToken: "access_token", RefreshToken: "refresh_token", ExpiresIn: "expires_in",
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

func TestAnswerIsDecoded(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/things/1" || r.Header.Get("Accept") != "application/json" || r.UserAgent() != "testing-go/1" {
			t.Errorf("unexpected request: %s %v", r.URL, r.Header)
		}
		w.Header().Set("ETag", `"7"`)
		reply(w, 200, `{"name": "one", "new": true}`)
	})
	var response Response
	got, err := get(client, WithResponse(&response))
	if err != nil || got.Name != "one" || response.ETag() != `"7"` || response.Status != 200 {
		t.Fatalf("got %v, %v, %v", got, err, response.Header)
	}
}

func TestDeclaredProblemIsAnAPIError(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		reply(w, 404, `{"code": "thing_not_found", "detail": "No.", "request_id": "r1", "errors": [{"pointer": "/a", "code": "b", "detail": "c"}]}`)
	})
	_, err := get(client)
	var problem *APIError
	if !errors.As(err, &problem) || !errors.Is(err, Code("thing_not_found")) || errors.Is(err, Code("other")) {
		t.Fatalf("got %v", err)
	}
	if problem.Status != 404 || problem.RequestID != "r1" || len(problem.Fields) != 1 || problem.Retryable() {
		t.Fatalf("got %+v", problem)
	}
	if want := "things.get: status 404, thing_not_found, No.; /a: c (request r1)"; err.Error() != want {
		t.Fatalf("got %q", err)
	}
}

func TestUndeclaredStatusIsAStatusError(t *testing.T) {
	for _, body := range []string{"<html>", `{"a": 1}`, ""} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 418, body) })
		_, err := get(client)
		var status *StatusError
		if !errors.As(err, &status) || status.Status != 418 || string(status.Body()) != body {
			t.Fatalf("got %v", err)
		}
	}
}

func TestAnswersThatCannotBeReadAreDecodeErrors(t *testing.T) {
	for _, body := range []string{"<html>", "", `{"name": 7}`, "[]"} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, body) })
		_, err := get(client)
		var decode *DecodeError
		if !errors.As(err, &decode) || Retryable(err) || strings.Contains(err.Error(), "<html>") {
			t.Fatalf("%q: got %v", body, err)
		}
	}
}

func TestTruncatedAnswerIsATransportError(t *testing.T) {
	var tries atomic.Int32
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		tries.Add(1)
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"name":`)
	})
	_, err := get(client)
	var transport *TransportError
	if !errors.As(err, &transport) || tries.Load() != 3 {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

func TestRetries(t *testing.T) {
	cases := []struct {
		status, want int
		send         func(*Client) error
	}{
		{503, 3, func(c *Client) error { _, err := get(c); return err }},
		{429, 3, func(c *Client) error { _, err := get(c); return err }},
		{408, 3, func(c *Client) error { return post(c, &opCreate) }},
		{500, 1, func(c *Client) error { _, err := get(c); return err }},
		{503, 1, func(c *Client) error { return post(c, &opPost) }},
		{503, 1, func(c *Client) error { _, err := get(c, WithRequestRetries(0)); return err }},
	}
	for _, each := range cases {
		var tries atomic.Int32
		keys := sync.Map{}
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			tries.Add(1)
			keys.Store(r.Header.Get("Idempotency-Key"), true)
			w.WriteHeader(each.status)
		})
		if err := each.send(client); statusOf(err) != each.status || int(tries.Load()) != each.want {
			t.Errorf("%d: %v after %d tries, not %d", each.status, err, tries.Load(), each.want)
		}
		count := 0
		keys.Range(func(any, any) bool { count++; return true })
		if count != 1 {
			t.Errorf("%d: %d idempotency keys", each.status, count)
		}
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	var tries atomic.Int32
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if tries.Add(1) == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(429)
			return
		}
		reply(w, 200, `{}`)
	})
	start := time.Now()
	if _, err := get(client); err != nil || time.Since(start) < time.Second {
		t.Fatalf("got %v after %s", err, time.Since(start))
	}
	tries.Store(0)
	start = time.Now()
	late := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(429)
	})
	if _, err := get(late); statusOf(err) != 429 || time.Since(start) > time.Second {
		t.Fatalf("got %v after %s", err, time.Since(start))
	}
}

func TestRefusedConnectionIsRetriedEvenForPost(t *testing.T) {
	var tries atomic.Int32
	count := func(next http.RoundTripper) http.RoundTripper {
		return RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			tries.Add(1)
			return next.RoundTrip(r)
		})
	}
	client, err := NewClient(testSettings(), WithBaseURL("http://127.0.0.1:1"), WithMiddleware(count), WithBackoff(1))
	if err != nil {
		t.Fatal(err)
	}
	var transport *TransportError
	if err := post(client, &opPost); !errors.As(err, &transport) || tries.Load() != 3 || !Retryable(err) {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

func TestTimeoutsAndCancellation(t *testing.T) {
	release := make(chan struct{})
	client := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}, WithTimeout(20*time.Millisecond))
	t.Cleanup(func() { close(release) })
	var timeout *TimeoutError
	if _, err := get(client); !errors.As(err, &timeout) || timeout.Total || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
	client.config.timeout, client.config.totalTimeout = 0, 20*time.Millisecond
	if _, err := get(client); !errors.As(err, &timeout) || !timeout.Total {
		t.Fatalf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(10*time.Millisecond, cancel)
	client.config.totalTimeout = 0
	req := NewRequest(&opList)
	if err := Send(ctx, client, req, nil); !errors.Is(err, context.Canceled) || Retryable(err) {
		t.Fatalf("got %v", err)
	}
}

func TestStreamedBodyIsNeverSentTwice(t *testing.T) {
	var tries atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		tries.Add(1)
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(503)
	})
	req := NewRequest(&opCreate)
	req.Stream(io.MultiReader(strings.NewReader("data")), "text/plain")
	if err := Send(context.Background(), client, req, nil); statusOf(err) != 503 || tries.Load() != 1 {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

func TestPathSegmentsStayWhereTheyAre(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, r.URL.EscapedPath()))
	})
	for value, want := range map[string]string{"a/b": "/things/a%2Fb", "a?b#c": "/things/a%3Fb%23c", "ü %": "/things/%C3%BC%20%25"} {
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

func TestPagesByCursor(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Query().Get("cursor") {
		case "":
			reply(w, 200, `{"items": [{"name": "a"}, {"name": "b"}], "next": "n&1"}`)
		case "n&1":
			reply(w, 200, `{"items": [{"name": "c"}], "next": null}`)
		}
	})
	paging := Paging{Style: "cursor", Items: []string{"items"}, Next: []string{"next"}, Parameter: "cursor"}
	var names string
	for item, err := range Pages[thing](context.Background(), client, NewRequest(&opList), paging, nil) {
		if err != nil {
			t.Fatal(err)
		}
		names += item.Name
	}
	if names != "abc" {
		t.Fatalf("got %q", names)
	}
}

func TestPagesThatLeadBackEnd(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, `{"items": [{}], "next": "x"}`) })
	paging := Paging{Style: "cursor", Items: []string{"items"}, Next: []string{"next"}, Parameter: "cursor"}
	var last error
	for _, err := range Pages[thing](context.Background(), client, NewRequest(&opList), paging, nil) {
		last = err
	}
	var decode *DecodeError
	if !errors.As(last, &decode) {
		t.Fatalf("got %v", last)
	}
}

func TestPagesByLinkOffsetAndNumber(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		switch {
		case query.Get("offset") == "2", query.Get("page") == "2", query.Get("link") == "2":
			reply(w, 200, `[{"name": "c"}]`)
		case query.Get("offset") == "3", query.Get("page") == "3":
			reply(w, 200, `[]`)
		default:
			w.Header().Set("Link", `</first>; rel="first", </things?link=2>; rel="next"`)
			reply(w, 200, `[{"name": "a"}, {"name": "b"}]`)
		}
	})
	pagings := []Paging{{Style: "link"}, {Style: "offset", Parameter: "offset"}, {Style: "page", Parameter: "page", First: 1}}
	for _, paging := range pagings {
		var names string
		for item, err := range Pages[thing](context.Background(), client, NewRequest(&opList), paging, nil) {
			if err != nil {
				t.Fatal(err)
			}
			names += item.Name
		}
		if names != "abc" {
			t.Errorf("%s: got %q", paging.Style, names)
		}
	}
}

func TestEventsAndLines(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("lines") {
			_, _ = io.WriteString(w, "{\"name\": \"a\"}\n\n{\"name\": \"b\"}")
			return
		}
		_, _ = io.WriteString(w, ": hello\r\ndata: {\"name\":\r\ndata: \"a\"}\r\n\r\nevent: x\n\ndata: {\"name\": \"b\"}\n\ndata: [DONE]\n\n")
	})
	read := func(events *Events[thing], err error) string {
		var names string
		if err != nil {
			t.Fatal(err)
		}
		for event, err := range events.All() {
			if err != nil {
				t.Fatal(err)
			}
			names += event.Name
		}
		return names
	}
	if got := read(OpenEvents[thing](context.Background(), client, NewRequest(&opList), nil)); got != "ab" {
		t.Errorf("got %q", got)
	}
	lines := []RequestOption{WithQuery("lines", "1")}
	if got := read(OpenLines[thing](context.Background(), client, NewRequest(&opList), lines)); got != "ab" {
		t.Errorf("got %q", got)
	}
}

func TestMultipartAndForm(t *testing.T) {
	type upload struct {
		Title string           `json:"title"`
		Tags  []string         `json:"tags"`
		File  Optional[File]   `json:"file,omitzero"`
		Meta  map[string]int   `json:"meta"`
		Other Nullable[string] `json:"other"`
	}
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			t.Error(err)
			return
		}
		file, header, err := r.FormFile("file")
		if err != nil {
			t.Error(err)
			return
		}
		content, _ := io.ReadAll(file)
		form, _ := json.Marshal(r.MultipartForm.Value)
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, header.Filename+string(content)+string(form)))
	})
	req := NewRequest(&opPost)
	value := upload{Title: "t", Tags: []string{"a", "b"}, File: Some(FileOf("f.txt", []byte("data"))), Meta: map[string]int{"x": 1}}
	req.Multipart(value, "multipart/form-data")
	got, err := Fetch[thing](context.Background(), client, req, nil)
	if want := `f.txtdata{"meta":["{\"x\":1}"],"tags":["a","b"],"title":["t"]}`; err != nil || got.Name != want {
		t.Fatalf("got %v, %v", got, err)
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
	texts = append(texts, fmt.Sprintf("%v %+v %#v", tokens, tokens, Some(tokens)), fmt.Sprintf("%v %#v", Secret(secret), Secret(secret)))
	unreachable, _ := NewClient(testSettings(), WithBaseURL("http://127.0.0.1:1/?key="+secret), WithToken(secret), WithMaxRetries(0))
	_, err = get(unreachable)
	texts = append(texts, fmt.Sprintf("%v %+v %#v", err, err, err))
	for _, text := range texts {
		if strings.Contains(text, secret) {
			t.Errorf("a secret shows in %q", text)
		}
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

func TestCertificatesAreCheckedOnce(t *testing.T) {
	var tries atomic.Int32
	server := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	count := func(next http.RoundTripper) http.RoundTripper {
		return RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
			tries.Add(1)
			return next.RoundTrip(r)
		})
	}
	client, _ := NewClient(testSettings(), WithBaseURL(server.URL), WithMiddleware(count), WithBackoff(1))
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

package core

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

func shopSettings() Settings {
	grants := []Grant{
		{Type: clientCredentials, TokenURL: "/token"},
		{Type: passwordGrant, TokenURL: "token", RefreshURL: "refresh"},
	}
	return Settings{
		Name: "SHOP",
		Schemes: []Scheme{
			{ID: "token", Kind: "bearer"}, {ID: "basic", Kind: "basic"}, {ID: "oauth", Kind: "bearer", Grants: grants},
			{ID: "key", Kind: "api_key", In: "header", Name: "X-Key"},
			{ID: "tenant", Kind: "api_key", In: "query", Name: "tenant"},
			{ID: "session", Kind: "api_key", In: "cookie", Name: "session"},
		},
	}
}

// shop starts a service and returns a client for it whose base URL has a path.
func shop(t *testing.T, handler http.HandlerFunc, options ...Option) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := NewClient(shopSettings(), append([]Option{WithBaseURL(server.URL + "/v1")}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func callWith(c *Client, security [][]string, options ...RequestOption) error {
	op := Operation{ID: "shop.get", Method: "GET", Path: "/things", Security: security}
	return Send(context.Background(), c, NewRequest(&op), options)
}

// presented returns what arrives of the credentials.
func presented(seen *string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*seen = strings.Trim(fmt.Sprintf("%s %s %s %s", r.Header.Get("Authorization"), r.Header.Get("X-Key"),
			r.URL.RawQuery, r.Header.Get("Cookie")), " ")
		w.WriteHeader(204)
	}
}

func TestTheFirstAlternativeThatIsFullyHeldIsPresented(t *testing.T) {
	all := [][]string{{"key", "tenant"}, {"token", "session"}, {"basic"}}
	for _, each := range []struct {
		options  []Option
		security [][]string
		wanted   string
	}{
		{[]Option{WithSecret("key", "k"), WithSecret("tenant", "t")}, all, "k tenant=t"},
		{[]Option{WithSecret("tenant", "t"), WithSecret("token", "b"), WithSecret("session", "s")}, all, "Bearer b   session=s"},
		{[]Option{WithSecret("key", "k"), WithBasicAuth("u", "p")}, all, "Basic dTpw"},
		{[]Option{WithUser("basic", "u", "p")}, all, "Basic dTpw"},
		{[]Option{WithAPIKey("k")}, all, "k tenant=k"},
		{[]Option{WithAPIKey("k;=")}, [][]string{{"session"}}, "session=k%3B%3D"},
		{[]Option{WithAPIKey("k==")}, [][]string{{"session"}}, "session=k=="},
		{[]Option{WithAPIKey("k"), WithSecret("tenant", "t")}, all, "k tenant=t"},
		{nil, [][]string{{}, {"key"}}, ""},
		{[]Option{WithAPIKey("k")}, [][]string{{}, {"key"}}, "k"},
		{nil, nil, ""},
	} {
		seen := "nothing"
		client := shop(t, presented(&seen), each.options...)
		if err := callWith(client, each.security); err != nil || seen != each.wanted {
			t.Errorf("%v: got %q, %v instead of %q", each.security, seen, err, each.wanted)
		}
	}
}

func TestWithoutCredentialsNothingIsSent(t *testing.T) {
	seen := "nothing"
	client := shop(t, presented(&seen), WithSecret("tenant", "SECRETQ"))
	err := callWith(client, [][]string{{"key"}, {"oauth", "tenant"}, {"token"}})
	var lacking *CredentialsError
	var input *InputError
	if !errors.As(err, &lacking) || !errors.As(err, &input) || seen != "nothing" || Retryable(err) {
		t.Fatalf("got %v, and %q", err, seen)
	}
	wanted := "shop.get needs credentials for 'key', or for 'oauth' and 'tenant' together, or for 'token': " +
		"WithAPIKey or WithSecret gives 'key', WithOAuthClient, WithToken or WithSecret gives 'oauth', WithToken or WithSecret gives 'token'"
	if err.Error() != wanted || fmt.Sprint(lacking.Missing) != "[key oauth token]" {
		t.Errorf("got %v, %v", err, lacking.Missing)
	}
}

func TestCallersMayAuthenticateElsewhere(t *testing.T) {
	pass := func(next http.RoundTripper) http.RoundTripper { return next }
	for _, each := range []struct {
		option Option
		call   RequestOption
	}{
		{WithMiddleware(pass), WithHeader("A", "b")},
		{WithTransport(http.DefaultTransport), WithHeader("A", "b")},
		{WithHTTPClient(http.DefaultClient), WithHeader("A", "b")},
		{WithDefaultHeader("authorization", "x"), WithHeader("A", "b")},
		{WithMaxRetries(0), WithHeader("x-key", "k")},
		{WithMaxRetries(0), WithHeader("Cookie", "session=1")},
		{WithMaxRetries(0), WithoutCredentials()},
	} {
		seen := "nothing"
		client := shop(t, presented(&seen), each.option)
		if err := callWith(client, [][]string{{"key"}, {"token"}, {"session"}}, each.call); err != nil || seen == "nothing" {
			t.Errorf("got %v, %q", err, seen)
		}
	}
}

func TestCredentialsThatDoNotFitAreRefused(t *testing.T) {
	for text, option := range map[string]Option{
		`there is no security scheme "keys"; there are: token, basic, oauth, key, tenant, session`:       WithSecret("keys", "k"),
		`the security scheme "basic" needs a name and a password (WithUser)`:                             WithSecret("basic", "k"),
		`the security scheme "basic" cannot have a name with a colon: it would end the name`:             WithUser("basic", "a:b", "p"),
		"basic authentication (WithBasicAuth) cannot have a name with a colon: it would end the name":    WithBasicAuth("a:b", "p"),
		`the security scheme "key" needs an API key (WithSecret)`:                                        WithSecret("key", ""),
		`the security scheme "token" needs a token (WithSecret)`:                                         WithSecret("token", ""),
		`the security scheme "token" has no flow to exchange a client's id and secret for a token`:       WithOAuthClient("token", "i", "s"),
		`the security scheme "token" has no password flow to exchange a name and a password for a token`: WithUser("token", "u", "p"),
	} {
		_, err := NewClient(shopSettings(), WithBaseURL("http://localhost"), option)
		var input *InputError
		if !errors.As(err, &input) || err.Error() != text {
			t.Errorf("got %v instead of %s", err, text)
		}
	}
}

// authority is an OAuth 2 server beside a service that takes the tokens it gave last.
type authority struct {
	expires  string
	asked    atomic.Int32
	last     atomic.Value
	requests chan string
}

func (a *authority) handle(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		body, _ := io.ReadAll(r.Body)
		a.requests <- r.URL.Path + " " + r.Header.Get("Authorization") + " " + string(body)
		token := fmt.Sprintf("a-%d", a.asked.Add(1))
		a.last.Store("Bearer " + token)
		reply(w, 200, fmt.Sprintf(`{"access_token": %q, "refresh_token": "r-1"%s}`, token, a.expires))
		return
	}
	if r.Header.Get("Authorization") != a.last.Load() {
		reply(w, 401, `{}`)
		return
	}
	w.WriteHeader(204)
}

func TestTokensOfAnAuthorizationServer(t *testing.T) {
	for _, each := range []struct {
		options []Option
		first   string
		second  string
	}{
		{
			[]Option{WithOAuthClient("oauth", "i d", "s:1", "read", "write")},
			"/token Basic " + strings.TrimPrefix(basic("i+d", "s%3A1"), "Basic ") + " grant_type=client_credentials&scope=read+write",
			"/token Basic " + strings.TrimPrefix(basic("i+d", "s%3A1"), "Basic ") + " grant_type=refresh_token&refresh_token=r-1",
		},
		{
			[]Option{WithUser("oauth", "ada", "p w")},
			"/v1/token  grant_type=password&password=p+w&username=ada",
			"/v1/refresh  grant_type=refresh_token&refresh_token=r-1",
		},
	} {
		server := &authority{expires: `, "expires_in": 3600`, requests: make(chan string, 9)}
		client := shop(t, server.handle, each.options...)
		for range 2 {
			if err := callWith(client, [][]string{{"oauth"}}); err != nil {
				t.Fatal(err)
			}
		}
		if asked := <-server.requests; asked != each.first || len(server.requests) != 0 {
			t.Errorf("got %q instead of %q", asked, each.first)
		}
		server.last.Store("Bearer none")
		if err := callWith(client, [][]string{{"oauth"}}); err != nil {
			t.Fatal(err)
		}
		if asked := <-server.requests; asked != each.second {
			t.Errorf("got %q instead of %q", asked, each.second)
		}
	}
}

func TestTokensAreAskedForOnceAndRenewedAhead(t *testing.T) {
	server := &authority{requests: make(chan string, 99)}
	client := shop(t, server.handle, WithOAuthClient("oauth", "id", "secret"))
	done := make(chan error)
	for range 8 {
		go func() { done <- callWith(client, [][]string{{"oauth"}}) }()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if server.asked.Load() != 1 {
		t.Errorf("asked %d times", server.asked.Load())
	}
	server.expires = `, "expires_in": 20`
	client = shop(t, server.handle, WithOAuthClient("oauth", "id", "secret"))
	for range 2 {
		if err := callWith(client, [][]string{{"oauth"}}); err != nil {
			t.Error(err)
		}
	}
	if server.asked.Load() != 3 {
		t.Errorf("asked %d times", server.asked.Load())
	}
}

func TestErrorsOfAnAuthorizationServer(t *testing.T) {
	client := shop(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		form, _ := url.ParseQuery(string(body))
		reply(w, 400, fmt.Sprintf(`{"error": "invalid_client", "error_description": "not %s"}`, form.Get("password")))
	}, WithUser("oauth", "ada", "SECRETQ"), WithOAuthClient("oauth", "id", "SECRETP"))
	err := callWith(client, [][]string{{"oauth"}})
	var refused *StatusError
	if !errors.As(err, &refused) || refused.Status != 400 || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("got %v", err)
	}
	if text := fmt.Sprintf("%v %+v %#v", client, client, client); strings.Contains(text, "SECRET") {
		t.Errorf("got %s", text)
	}
}

package core

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"time"
)

// Settings are what a generated client knows about its service.
type Settings struct {
	Name      string // the prefix of environment variables
	BaseURL   string
	UserAgent string
	Servers   []Server
	Schemes   []Scheme
	CodeField string
	Flow      *Flow
}

// config is what a client is told.
type config struct {
	baseURL      string
	isOwnBaseURL bool
	server       *choice
	credentials  credentials
	schemes      map[string]credential
	store        TokenStore
	secondFactor SecondFactor
	timeout      time.Duration
	totalTimeout time.Duration
	maxRetries   int
	httpClient   *http.Client
	transport    http.RoundTripper
	middleware   []Middleware
	header       http.Header
	userAgent    string
	backoff      time.Duration
}

// Option sets something up when a client is made.
type Option func(*config)

// Middleware wraps what sends requests; it sees every try.
type Middleware func(next http.RoundTripper) http.RoundTripper

// RoundTripperFunc makes an http.RoundTripper of a function.
type RoundTripperFunc func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f RoundTripperFunc) RoundTrip(request *http.Request) (*http.Response, error) { return f(request) }

// WithBaseURL says where the service is.
func WithBaseURL(address string) Option {
	return func(c *config) { c.baseURL, c.isOwnBaseURL = address, true }
}

// WithServer chooses among the service's addresses, counted from 0, and fills in their variables; the first one
// with its defaults is the usual one.
func WithServer(index int, variables map[string]string) Option {
	return func(c *config) { c.server = &choice{index, variables} }
}

// WithToken sets a bearer token that never changes.
func WithToken(token string) Option { return func(c *config) { c.credentials.token = Secret(token) } }

// WithAPIKey sets an API key.
func WithAPIKey(key string) Option { return func(c *config) { c.credentials.apiKey = Secret(key) } }

// WithBasicAuth sets a name and a password that are sent with every request.
func WithBasicAuth(user, password string) Option {
	return func(c *config) { c.credentials.user, c.credentials.userPassword = user, Secret(password) }
}

// WithSecret sets a token or an API key for one security scheme.
func WithSecret(scheme, secret string) Option {
	return give(scheme, func(held *credential) { held.secret = Secret(secret) })
}

// WithUser sets a name and a password for one security scheme. For OAuth 2 they are exchanged for a token, which
// has the given scopes.
func WithUser(scheme, name, password string, scopes ...string) Option {
	return give(scheme, func(held *credential) {
		held.user, held.password, held.scopes = name, Secret(password), append(held.scopes, scopes...)
	})
}

// WithOAuthClient sets a client of an OAuth 2 server for one security scheme: its id and secret are exchanged for
// a token, which has the given scopes.
func WithOAuthClient(scheme, id, secret string, scopes ...string) Option {
	return give(scheme, func(held *credential) {
		held.clientID, held.clientSecret, held.scopes = id, Secret(secret), append(held.scopes, scopes...)
	})
}

// WithOAuthClientFunc does the same with a secret that is exchanged now and then: the function is asked for it whenever
// a token is had.
func WithOAuthClientFunc(scheme, id string, secret func(context.Context) (string, error), scopes ...string) Option {
	return give(scheme, func(held *credential) {
		held.clientID, held.secretSource, held.scopes = id, secret, append(held.scopes, scopes...)
	})
}

func give(scheme string, set func(*credential)) Option {
	return func(c *config) {
		held := c.schemes[scheme]
		set(&held)
		c.schemes[scheme] = held
	}
}

// WithPassword logs in when the first request needs it, and again when there is no other way.
func WithPassword(email, password string) Option {
	return func(c *config) {
		c.credentials.email, c.credentials.password, c.credentials.isLogin = email, Secret(password), true
	}
}

// WithTokens begins with tokens of an earlier login.
func WithTokens(tokens Tokens) Option { return func(c *config) { c.credentials.tokens = tokens } }

// WithTokenStore keeps tokens somewhere else than in memory.
func WithTokenStore(store TokenStore) Option { return func(c *config) { c.store = store } }

// WithTimeout limits each try of a request; it must be above zero.
func WithTimeout(limit time.Duration) Option { return func(c *config) { c.timeout = limit } }

// WithTotalTimeout limits a call with all its tries; it must be above zero.
func WithTotalTimeout(limit time.Duration) Option { return func(c *config) { c.totalTimeout = limit } }

// WithMaxRetries says how often a request is tried again.
func WithMaxRetries(times int) Option { return func(c *config) { c.maxRetries = times } }

// WithBackoff sets the pause before the first retry; it doubles with each further one.
func WithBackoff(pause time.Duration) Option { return func(c *config) { c.backoff = pause } }

// WithHTTPClient sends requests with a client of yours. Its redirects are still watched.
func WithHTTPClient(client *http.Client) Option { return func(c *config) { c.httpClient = client } }

// WithTransport sends requests by a transport of yours.
func WithTransport(transport http.RoundTripper) Option {
	return func(c *config) { c.transport = transport }
}

// WithMiddleware wraps what sends requests; the first one is the outermost.
func WithMiddleware(middleware ...Middleware) Option {
	return func(c *config) { c.middleware = append(c.middleware, middleware...) }
}

// WithDefaultHeader adds a header to every request.
func WithDefaultHeader(name, value string) Option {
	return func(c *config) { c.header.Set(name, value) }
}

// WithUserAgent replaces the user agent.
func WithUserAgent(name string) Option { return func(c *config) { c.userAgent = name } }

// call is what a single call is told.
type call struct {
	req          *Request
	header       http.Header
	query        []pair
	fields       map[string]any
	timeout      time.Duration
	totalTimeout time.Duration
	deadline     time.Time // of all tries together
	maxRetries   int
	response     *Response
	isAnonymous  bool
}

// RequestOption changes a single call.
type RequestOption func(*call)

// WithHeader adds a header to a call.
func WithHeader(name, value string) RequestOption {
	return func(c *call) { c.header.Set(name, value) }
}

// WithQuery adds a parameter to the query of a call.
func WithQuery(name, value string) RequestOption {
	return func(c *call) { c.query = append(c.query, pair{name: name, value: value}) }
}

// WithBodyField sets a member of a JSON body that its type does not have.
func WithBodyField(name string, value any) RequestOption {
	return func(c *call) { c.fields = withField(c.fields, name, value) }
}

func withField(fields map[string]any, name string, value any) map[string]any {
	changed := maps.Clone(fields)
	if changed == nil {
		changed = map[string]any{}
	}
	changed[name] = value
	return changed
}

// WithIdempotencyKey makes repeating a call safe, where the operation takes such a key. Without it, calls of
// such operations make a key of their own.
func WithIdempotencyKey(key string) RequestOption {
	return func(c *call) {
		if name := c.req.op.IdempotencyHeader; name != "" {
			c.header.Set(name, key)
		}
	}
}

// WithIfMatch makes a call succeed only if what it changes still has this ETag.
func WithIfMatch(etag string) RequestOption { return WithHeader("If-Match", etag) }

// WithIfNoneMatch makes a call succeed only if what it asks for no longer has this ETag.
func WithIfNoneMatch(etag string) RequestOption { return WithHeader("If-None-Match", etag) }

// WithRequestTimeout limits each try of a call.
func WithRequestTimeout(limit time.Duration) RequestOption {
	return func(c *call) { c.timeout = limit }
}

// WithRequestRetries says how often a call is tried again.
func WithRequestRetries(times int) RequestOption { return func(c *call) { c.maxRetries = times } }

// WithoutCredentials sends a call without credentials.
func WithoutCredentials() RequestOption { return func(c *call) { c.isAnonymous = true } }

// WithResponse stores status, headers and body of the answer.
func WithResponse(into *Response) RequestOption { return func(c *call) { c.response = into } }

// Response is an answer as it came.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// ETag returns the version of what was answered, for WithIfMatch.
func (r Response) ETag() string { return r.Header.Get("ETag") }

// RequestID returns the identifier of the request.
func (r Response) RequestID() string { return r.Header.Get("X-Request-ID") }

// String tells the status; the body stays out of logs.
func (r Response) String() string { return http.StatusText(r.Status) }

// GoString is String.
func (r Response) GoString() string { return r.String() }

// LogValue is String.
func (r Response) LogValue() slog.Value { return slog.StringValue(r.String()) }

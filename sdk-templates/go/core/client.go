package core

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Client sends requests. It may be used by any number of goroutines.
type Client struct {
	settings Settings
	config   *config
	http     *http.Client
	origin   *url.URL
	session  *session            // of the login
	sessions map[string]*session // of schemes whose tokens an OAuth 2 server gives
}

// NewClient returns a client for a service.
func NewClient(settings Settings, options ...Option) (*Client, error) {
	config, err := newConfig(settings, options)
	if err != nil {
		return nil, err
	}
	origin, err := parseBaseURL(config.baseURL, settings.Name)
	if err != nil {
		return nil, err
	}
	client := &Client{settings: settings, config: config, origin: origin}
	client.http = client.newHTTP()
	client.session, client.sessions = newSession(client), map[string]*session{}
	for _, scheme := range settings.Schemes {
		if grant, ok := scheme.grantOf(config.schemes[scheme.ID]); ok && scheme.Kind == "bearer" {
			client.sessions[scheme.ID] = newGrantSession(client, scheme, grant)
		}
	}
	return client, nil
}

func (c *Client) newHTTP() *http.Client {
	made := http.Client{}
	if c.config.httpClient != nil {
		made = *c.config.httpClient
	}
	if c.config.transport != nil {
		made.Transport = c.config.transport
	}
	if made.Transport == nil {
		made.Transport = http.DefaultTransport
	}
	for _, wrap := range slices.Backward(c.config.middleware) {
		made.Transport = wrap(made.Transport)
	}
	made.CheckRedirect = c.checkRedirect(made.CheckRedirect)
	return &made
}

// String names the service; credentials do not show.
func (c *Client) String() string {
	return fmt.Sprintf("%s client for %s", strings.ToLower(c.settings.Name), c.origin)
}

// GoString is String.
func (c *Client) GoString() string { return c.String() }

// LogValue is String.
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Do calls something that the document does not describe. The body is written as JSON, the answer is read
// as JSON; either may be nil.
func (c *Client) Do(ctx context.Context, method, path string, body, into any, options ...RequestOption) error {
	name, _, _ := strings.Cut(path, "?")
	op := &Operation{ID: method + " " + name, Method: method, Path: path, Accept: "application/json"}
	op.Retryable = slices.Contains([]string{"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}, method)
	for _, scheme := range c.settings.Schemes {
		op.Security = append(op.Security, []string{scheme.ID})
	}
	op.Security = append(op.Security, nil)
	req := NewRequest(op)
	if body != nil {
		req.JSON(body, "application/json")
	}
	got, err := c.do(ctx, req, options, false)
	if err != nil || into == nil {
		return err
	}
	return got.decode(into)
}

// Send makes a call that answers nothing.
func Send(ctx context.Context, c *Client, req *Request, options []RequestOption) error {
	_, err := c.do(ctx, req, options, false)
	return err
}

// Fetch makes a call that answers an object; nil if the answer has no body and need not have one.
func Fetch[T any](ctx context.Context, c *Client, req *Request, options []RequestOption) (*T, error) {
	got, err := c.do(ctx, req, options, false)
	if err != nil || got.isEmpty() {
		return nil, err
	}
	if isNull(got.body) {
		return nil, got.undecodable(errors.New("null where an object was expected"))
	}
	into := new(T)
	if err := got.decodeOwn(into); err != nil {
		return nil, err
	}
	return into, nil
}

// FetchValue makes a call that answers a list, a map or a plain value.
func FetchValue[T any](ctx context.Context, c *Client, req *Request, options []RequestOption) (T, error) {
	var into T
	got, err := c.do(ctx, req, options, false)
	if err != nil || got.isEmpty() {
		return into, err
	}
	err = got.decodeOwn(&into)
	return into, err
}

// FetchText makes a call that answers text.
func FetchText(ctx context.Context, c *Client, req *Request, options []RequestOption) (string, error) {
	got, err := c.do(ctx, req, options, false)
	if err != nil {
		return "", err
	}
	return string(got.body), nil
}

// FetchBytes makes a call that answers something that is not decoded.
func FetchBytes(ctx context.Context, c *Client, req *Request, options []RequestOption) ([]byte, error) {
	got, err := c.do(ctx, req, options, false)
	if err != nil {
		return nil, err
	}
	return got.body, nil
}

// Open makes a call that answers bytes, and leaves them to be read.
func Open(ctx context.Context, c *Client, req *Request, options []RequestOption) (*Download, error) {
	got, err := c.do(ctx, req, options, true)
	if err != nil {
		return nil, err
	}
	return &Download{ReadCloser: got.stream, ContentType: got.header.Get("Content-Type"), Header: got.header}, nil
}

// Download is an answer that is read piece by piece. It must be closed.
type Download struct {
	io.ReadCloser
	ContentType string
	Header      http.Header
}

// answer is what a successful call got: a body, or with a stream what is still to be read of it.
type answer struct {
	op     *Operation
	status int
	header http.Header
	from   *url.URL
	body   []byte
	stream io.ReadCloser
}

// with returns an answer with another body.
func (a *answer) with(body []byte) *answer {
	changed := *a
	changed.body = body
	return &changed
}

func (a *answer) isEmpty() bool {
	isNoContent := a.status == http.StatusNoContent || a.status == http.StatusNotModified
	return len(bytes.TrimSpace(a.body)) == 0 && (isNoContent || a.op.MayBeEmpty)
}

func (a *answer) decode(into any) error {
	var err error
	if byStatus, ok := into.(StatusDecoder); ok {
		err = byStatus.DecodeStatus(a.status, a.body)
	} else {
		err = json.Unmarshal(a.body, into)
	}
	if err == nil {
		return nil
	}
	return a.undecodable(err)
}

// decodeOwn reads into a type of ours; those take for granted that all is well-formed.
func (a *answer) decodeOwn(into any) error {
	if _, isByStatus := into.(StatusDecoder); isByStatus || !json.Valid(a.body) {
		return a.decode(into)
	}
	if err := decodeValue(bytes.TrimSpace(a.body), into); err != nil {
		return a.undecodable(err)
	}
	return nil
}

func (a *answer) undecodable(err error) error {
	return &DecodeError{
		Operation: a.op.ID, Status: a.status, RequestID: a.header.Get("X-Request-ID"),
		ContentType: a.header.Get("Content-Type"), cause: err, body: a.body,
	}
}

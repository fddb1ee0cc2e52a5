package core

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
)

var (
	errTry   = errors.New("one try took too long")
	errTotal = errors.New("all tries took too long")
)

// do makes a call: it sends the request as often as need be, and turns what went wrong into errors.
func (c *Client) do(ctx context.Context, req *Request, options []RequestOption, streaming bool) (*answer, error) {
	call, err := c.newCall(req, options)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	stop := after(call.totalTimeout, func() { cancel(errTotal) })
	got, err := c.attempts(ctx, call, streaming)
	stop()
	if err == nil && c.session.endsWith(req.op) {
		err = c.session.close(ctx)
	}
	if err != nil || !streaming {
		cancel(nil)
		return got, err
	}
	got.stream = &stream{ReadCloser: got.stream, op: req.op, ctx: ctx, done: func() { cancel(nil) }, secrets: c.secrets()}
	return got, nil
}

func (c *Client) newCall(req *Request, options []RequestOption) (*call, error) {
	made := &call{
		req: req, header: http.Header{}, timeout: c.config.timeout,
		totalTimeout: c.config.totalTimeout, maxRetries: c.config.maxRetries,
	}
	if name := req.op.IdempotencyHeader; name != "" && req.header.Get(name) == "" {
		made.header.Set(name, newKey())
	}
	for _, option := range options {
		option(made)
	}
	if req.err == nil && made.fields != nil {
		req.addFields(made.fields)
	}
	return made, req.err
}

// addFields puts members into a JSON body that its type does not have.
func (r *Request) addFields(fields map[string]any) {
	if r.body == nil {
		r.JSON(fields, "application/json")
		return
	}
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(r.body.data))
	decoder.UseNumber()
	if !r.body.isJSON || decoder.Decode(&object) != nil || object == nil {
		r.fail("members can be added to a JSON object only")
		return
	}
	maps.Copy(object, fields)
	r.JSON(object, r.body.contentType)
}

// attempts tries until something is final.
func (c *Client) attempts(ctx context.Context, call *call, streaming bool) (*answer, error) {
	deadline := time.Now().Add(call.totalTimeout)
	for try := 0; ; try++ {
		got, err := c.authorized(ctx, call, streaming)
		if err == nil || ctx.Err() != nil || try >= call.maxRetries || !call.mayRetry(err) {
			return got, err
		}
		pause := c.pause(err, try)
		if call.totalTimeout > 0 && time.Now().Add(pause).After(deadline) {
			return nil, err
		}
		if !sleep(ctx, pause) {
			return nil, c.transportError(ctx, call.req.op, ctx.Err())
		}
	}
}

// authorized tries once; if the token is refused it gets a new one and tries once more.
func (c *Client) authorized(ctx context.Context, call *call, streaming bool) (*answer, error) {
	use, err := c.credentialsFor(ctx, call)
	if err != nil {
		return nil, err
	}
	got, err := c.try(ctx, call, use, streaming)
	if statusOf(err) != http.StatusUnauthorized || !use.isRenewable || call.isConsumed() {
		return got, err
	}
	token, renewal := c.session.renew(ctx, use.token)
	if renewal != nil {
		return nil, err
	}
	use.token = token
	return c.try(ctx, call, use, streaming)
}

// try sends a request once.
func (c *Client) try(ctx context.Context, call *call, use use, streaming bool) (*answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := after(call.timeout, func() { cancel(errTry) })
	request, err := c.newHTTPRequest(ctx, call, use)
	if err != nil {
		cancel(nil)
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		defer cancel(nil)
		stop()
		return nil, c.transportError(ctx, call.req.op, err)
	}
	got := &answer{op: call.req.op, status: response.StatusCode, header: response.Header, from: response.Request.URL}
	if streaming && got.status/100 == 2 {
		stop()
		got.stream = &closer{response.Body, func() { cancel(nil) }}
		call.keep(got)
		return got, nil
	}
	defer cancel(nil)
	defer stop()
	got.body, err = io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return nil, c.transportError(ctx, call.req.op, err)
	}
	call.keep(got)
	return got, c.failure(got)
}

func (c *Client) newHTTPRequest(ctx context.Context, call *call, use use) (*http.Request, error) {
	req := call.req
	address, err := req.url(c.baseFor(req.op), call.query)
	if err != nil {
		return nil, err
	}
	isOurs := !call.isAnonymous && c.isOurs(address, req.op)
	if isOurs && use.query != nil {
		address.RawQuery = strings.TrimPrefix(address.RawQuery+"&"+encodeQuery(use.query, nil), "&")
	}
	request, err := http.NewRequestWithContext(ctx, req.op.Method, address.String(), nil)
	if err != nil {
		return nil, &InputError{Operation: req.op.ID, Message: "the request is malformed"}
	}
	c.setHeaders(request, call)
	if req.body != nil {
		req.body.attach(request)
	}
	if isOurs {
		use.apply(request)
	}
	return request, nil
}

func (c *Client) setHeaders(request *http.Request, call *call) {
	request.Header.Set("User-Agent", c.config.userAgent)
	if call.req.op.Accept != "" {
		request.Header.Set("Accept", call.req.op.Accept)
	}
	for _, header := range []http.Header{c.config.header, call.req.header, call.header} {
		maps.Copy(request.Header, header)
	}
	for _, each := range call.req.cookies {
		request.AddCookie(&http.Cookie{Name: each.name, Value: each.value})
	}
}

func (b *body) attach(request *http.Request) {
	if request.Header.Get("Content-Type") == "" {
		request.Header.Set("Content-Type", b.contentType)
	}
	if b.stream != nil {
		request.Body = io.NopCloser(b.stream)
		return
	}
	request.ContentLength = int64(len(b.data))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.data)), nil }
	request.Body, _ = request.GetBody()
}

// baseFor returns the address of an operation; one that was given explicitly holds for all of them.
func (c *Client) baseFor(op *Operation) string {
	if op.Server != "" && !c.config.isOwnBaseURL {
		return op.Server
	}
	return c.config.baseURL
}

// isOurs says whether credentials may go to an address.
func (c *Client) isOurs(address *url.URL, op *Operation) bool {
	base, err := url.Parse(c.baseFor(op))
	return err == nil && sameOrigin(base, address)
}

func sameOrigin(one, other *url.URL) bool {
	return strings.EqualFold(one.Scheme, other.Scheme) && strings.EqualFold(one.Host, other.Host)
}

// checkRedirect lets credentials, and bodies, which may contain some, go to their own host only.
func (c *Client) checkRedirect(next func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(request *http.Request, via []*http.Request) error {
		if len(via) >= 10 {
			return http.ErrUseLastResponse
		}
		if !sameOrigin(request.URL, via[0].URL) {
			if request.Body != nil && request.Body != http.NoBody {
				return http.ErrUseLastResponse
			}
			for _, name := range append(c.credentialHeaders(), "Authorization", "Cookie", "Referer") {
				request.Header.Del(name)
			}
		}
		if next != nil {
			return next(request, via)
		}
		return nil
	}
}

// failure makes an error of an answer that is not a success.
func (c *Client) failure(got *answer) error {
	if got.status/100 == 2 {
		return nil
	}
	if problem := c.problem(got); problem != nil {
		return problem
	}
	return &StatusError{
		Operation: got.op.ID, Status: got.status, RequestID: got.header.Get("X-Request-ID"),
		ContentType: got.header.Get("Content-Type"), RetryAfter: retryAfter(got.header),
		header: got.header, body: got.body,
	}
}

// problem reads an error that the document describes, or one with a code wherever it occurs.
func (c *Client) problem(got *answer) *APIError {
	var members map[string]json.RawMessage
	if !strings.Contains(got.header.Get("Content-Type"), "json") || json.Unmarshal(got.body, &members) != nil {
		return nil
	}
	text := func(name string) string {
		var found string
		_ = json.Unmarshal(members[name], &found)
		return scrub(found, c.secrets())
	}
	isCoded := c.settings.CodeField != ""
	code := text("error")
	if isCoded {
		code = firstOf(text(c.settings.CodeField), code)
	}
	if got.status < 400 || code == "" && (isCoded || !OfStatus(got.status, got.op.Errors...)) {
		return nil
	}
	var fields []FieldError
	_ = json.Unmarshal(members["errors"], &fields)
	for i := range fields {
		fields[i].Detail = scrub(fields[i].Detail, c.secrets())
	}
	return &APIError{
		Operation: got.op.ID, Status: got.status, Code: Code(code),
		Title: text("title"), Detail: firstOf(text("detail"), text("error_description"), text("message")),
		RequestID: firstOf(text("request_id"), got.header.Get("X-Request-ID")),
		Fields:    fields, RetryAfter: retryAfter(got.header), header: got.header, body: got.body,
	}
}

// transportError tells timeouts from other failures.
func (c *Client) transportError(ctx context.Context, op *Operation, err error) error {
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errTotal):
		return &TimeoutError{Operation: op.ID, Total: true}
	case errors.Is(cause, errTry):
		return &TimeoutError{Operation: op.ID}
	case errors.Is(cause, context.DeadlineExceeded):
		return &TimeoutError{Operation: op.ID, Total: true}
	case cause != nil:
		return &TransportError{Operation: op.ID, cause: cause, secrets: c.secrets()}
	default:
		return &TransportError{Operation: op.ID, cause: err, secrets: c.secrets()}
	}
}

// withoutAddress takes the address off an error of net/http: its query may have secrets.
func withoutAddress(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

func (c *call) keep(got *answer) {
	if c.response != nil {
		*c.response = Response{Status: got.status, Header: got.header, Body: got.body}
	}
}

// isConsumed says whether the body has been sent and cannot be sent again.
func (c *call) isConsumed() bool { return c.req.body != nil && c.req.body.stream != nil }

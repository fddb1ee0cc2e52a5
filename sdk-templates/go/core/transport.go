package core

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net/http"
	"strings"
	"time"
)

// try sends a request once.
func (c *Client) try(ctx context.Context, call *call, proofs []proof, streaming bool) (*answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(call.timeout, func() { cancel(errTry) })
	request, err := c.newHTTPRequest(ctx, call, proofs)
	if err != nil {
		timer.Stop()
		cancel(nil)
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		defer cancel(nil)
		timer.Stop()
		return nil, c.transportError(ctx, call.req, err)
	}
	got := &answer{op: call.req.op, status: response.StatusCode, header: response.Header, from: response.Request.URL}
	if streaming && got.status/100 == 2 {
		timer.Stop()
		got.stream = &closer{response.Body, func() { cancel(nil) }}
		call.keep(got)
		return got, nil
	}
	defer cancel(nil)
	defer timer.Stop()
	got.body, err = io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return nil, c.transportError(ctx, call.req, err)
	}
	call.keep(got)
	return got, c.failure(got, call.req)
}

func (c *Client) newHTTPRequest(ctx context.Context, call *call, proofs []proof) (*http.Request, error) {
	req := call.req
	address, err := req.url(c.baseFor(req.op), call.query)
	if err != nil {
		return nil, err
	}
	isOurs := !call.isAnonymous && c.isOurs(address, req.op)
	if query := inQuery(proofs); isOurs && query != nil {
		address.RawQuery = strings.TrimPrefix(address.RawQuery+"&"+encodeQuery(query), "&")
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
		apply(proofs, request)
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
	if len(call.req.cookies) > 0 {
		request.Header.Set("Cookie", strings.Join(call.req.cookies, "; "))
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

package core

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
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
	timer := time.AfterFunc(call.totalTimeout, func() { cancel(errTotal) })
	got, err := c.authorized(ctx, call, streaming)
	timer.Stop()
	if err == nil && c.session.endsWith(req.op) {
		err = c.session.close(ctx)
	}
	if err != nil || !streaming {
		cancel(nil)
		return got, err
	}
	fail := func(err error) error { return c.transportError(ctx, req, err) }
	got.stream = &stream{ReadCloser: got.stream, fail: fail, done: func() { cancel(nil) }}
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
	made.deadline = time.Now().Add(made.totalTimeout)
	if req.err == nil && made.fields != nil {
		req.addFields(made.fields)
	}
	return made, made.checkLimits()
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

// authorized makes a call; if the token is refused it gets a new one and makes the call once more.
func (c *Client) authorized(ctx context.Context, call *call, streaming bool) (*answer, error) {
	proofs, err := c.proofsFor(ctx, call)
	if err != nil {
		return nil, err
	}
	got, err := c.attempts(ctx, call, proofs, streaming)
	isRenewable := slices.ContainsFunc(proofs, func(each proof) bool { return each.session != nil })
	if !refusesToken(err) || !isRenewable || call.isConsumed() {
		return got, err
	}
	renewal := renew(ctx, proofs)
	if errors.Is(renewal, errNoCredentials) {
		return nil, err
	}
	if renewal != nil {
		return nil, renewal
	}
	return c.attempts(ctx, call, proofs, streaming)
}

// renew replaces the tokens that can be replaced.
func renew(ctx context.Context, proofs []proof) error {
	for i, each := range proofs {
		if each.session == nil {
			continue
		}
		token, err := each.session.renew(ctx, each.secret)
		if err != nil {
			return err
		}
		proofs[i].secret = token
	}
	return nil
}

// attempts tries until something is final.
func (c *Client) attempts(ctx context.Context, call *call, proofs []proof, streaming bool) (*answer, error) {
	for try := 0; ; try++ {
		got, err := c.try(ctx, call, proofs, streaming)
		if err == nil || ctx.Err() != nil || try >= call.maxRetries || !call.mayRetry(err) {
			return got, err
		}
		pause := c.pause(err, try)
		if time.Now().Add(pause).After(call.deadline) {
			return nil, err
		}
		if !sleep(ctx, pause) {
			return nil, c.transportError(ctx, call.req, ctx.Err())
		}
	}
}

func (c *call) keep(got *answer) {
	if c.response != nil {
		*c.response = Response{Status: got.status, Header: got.header, Body: got.body}
	}
}

// isConsumed says whether the body has been sent and cannot be sent again.
func (c *call) isConsumed() bool { return c.req.body != nil && c.req.body.stream != nil }

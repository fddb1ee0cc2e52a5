package core

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
)

// failure makes an error of an answer that is not a success.
func (c *Client) failure(got *answer, req *Request) error {
	if got.status/100 == 2 {
		return nil
	}
	if problem := c.problem(got, c.secretsOf(req)); problem != nil && !got.op.isGrant {
		return got.typed(problem)
	}
	return got.typed(&StatusError{
		Operation: got.op.ID, Status: got.status, RequestID: got.header.Get("X-Request-ID"),
		ContentType: got.header.Get("Content-Type"), RetryAfter: retryAfter(got.header),
		header: got.header, body: got.body,
	})
}

// problem reads an error that says its code, whatever else is described; without a code it is none. What the caller
// sent is not taken out of the code: weak_password is one even if the password was "password".
func (c *Client) problem(got *answer, secrets []string) *APIError {
	var members map[string]json.RawMessage
	isJSON := strings.Contains(strings.ToLower(got.header.Get("Content-Type")), "json")
	if got.status < 400 || !isJSON || json.Unmarshal(got.body, &members) != nil {
		return nil
	}
	text := func(name string) string { return scrub(textOf(members[name]), secrets) }
	code := scrub(firstOf(codeOf(members[c.settings.CodeField]), textOf(members["error"])), c.secrets())
	if code == "" {
		return nil
	}
	return &APIError{
		Operation: got.op.ID, Status: got.status, Code: Code(code),
		Title: text("title"), Detail: firstOf(text("detail"), text("error_description"), text("message")),
		RequestID: firstOf(text("request_id"), got.header.Get("X-Request-ID")),
		Fields:    fieldErrors(members["errors"], secrets), RetryAfter: retryAfter(got.header), header: got.header, body: got.body,
	}
}

func fieldErrors(data json.RawMessage, secrets []string) []FieldError {
	var fields []FieldError
	_ = json.Unmarshal(data, &fields)
	for i := range fields {
		fields[i].Detail = scrub(fields[i].Detail, secrets)
	}
	return fields
}

// textOf reads a text; anything else is none.
func textOf(data json.RawMessage) string {
	var found string
	_ = json.Unmarshal(data, &found)
	return found
}

// codeOf reads a code: a text or a number.
func codeOf(data json.RawMessage) string {
	var number json.Number
	if text := textOf(data); text != "" {
		return text
	}
	_ = json.Unmarshal(data, &number)
	return number.String()
}

// transportError tells timeouts from other failures.
func (c *Client) transportError(ctx context.Context, req *Request, err error) error {
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errTotal):
		return &TimeoutError{Operation: req.op.ID, Total: true}
	case errors.Is(cause, errTry):
		return &TimeoutError{Operation: req.op.ID}
	case errors.Is(cause, context.DeadlineExceeded):
		return &TimeoutError{Operation: req.op.ID, Total: true}
	case cause != nil:
		return c.broken(req, cause)
	default:
		return c.broken(req, err)
	}
}

// broken describes a failure once and for all, so that the error need not hold secrets.
func (c *Client) broken(req *Request, err error) error {
	cause := withoutAddress(err)
	return &TransportError{Operation: req.op.ID, cause: cause, text: scrub(cause.Error(), c.secretsOf(req))}
}

// withoutAddress takes the address off an error of net/http: its query may have secrets.
func withoutAddress(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

package core

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
)

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

// problem reads an error that says its code, whatever else is described; without a code it is none.
func (c *Client) problem(got *answer) *APIError {
	var members map[string]json.RawMessage
	isJSON := strings.Contains(strings.ToLower(got.header.Get("Content-Type")), "json")
	if got.status < 400 || !isJSON || json.Unmarshal(got.body, &members) != nil {
		return nil
	}
	text := func(name string) string { return scrub(textOf(members[name]), c.secrets()) }
	code := firstOf(scrub(codeOf(members[c.settings.CodeField]), c.secrets()), text("error"))
	if code == "" {
		return nil
	}
	return &APIError{
		Operation: got.op.ID, Status: got.status, Code: Code(code),
		Title: text("title"), Detail: firstOf(text("detail"), text("error_description"), text("message")),
		RequestID: firstOf(text("request_id"), got.header.Get("X-Request-ID")),
		Fields:    c.fieldErrors(members["errors"]), RetryAfter: retryAfter(got.header), header: got.header, body: got.body,
	}
}

func (c *Client) fieldErrors(data json.RawMessage) []FieldError {
	var fields []FieldError
	_ = json.Unmarshal(data, &fields)
	for i := range fields {
		fields[i].Detail = scrub(fields[i].Detail, c.secrets())
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

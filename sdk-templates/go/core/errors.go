package core

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// mostFaults is how many faults of single fields the text of an error tells.
const mostFaults = 3

// Code is the code of a problem. It is an error of its own, so that errors.Is(err, code) works.
type Code string

// Error names the code.
func (c Code) Error() string { return string(c) }

// FieldError is one fault of a request.
type FieldError struct {
	Pointer string `json:"pointer"`
	Code    string `json:"code"`
	Detail  string `json:"detail"`
}

// APIError is an error with a code: the service has read the request and says what is wrong.
type APIError struct {
	Operation  string
	Status     int
	Code       Code
	Title      string
	Detail     string
	RequestID  string
	Fields     []FieldError
	RetryAfter time.Duration
	header     http.Header
	body       []byte
}

// Error says what went wrong, with which fields, and which request it was.
func (e *APIError) Error() string {
	text := fmt.Sprintf("%d %s", e.Status, e.Code)
	if detail := firstOf(e.Detail, e.Title); detail != "" {
		text += ": " + detail
	}
	var facts []string
	for _, field := range e.Fields[:min(len(e.Fields), mostFaults)] {
		facts = append(facts, field.Pointer+": "+firstOf(field.Detail, field.Code))
	}
	facts = append(facts, origin(e.Operation, e.RequestID))
	return text + " (" + strings.Join(facts, "; ") + ")"
}

// origin says which call it was, for looking it up in logs.
func origin(operation, requestID string) string {
	if requestID == "" {
		return operation
	}
	return operation + ", request id " + requestID
}

// Is says whether the error has a code: errors.Is(err, ErrNotFound).
func (e *APIError) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == e.Code
}

// Retryable says whether the same request may succeed later.
func (e *APIError) Retryable() bool { return isRetryableStatus(e.Status) }

// Header returns the headers of the answer.
func (e *APIError) Header() http.Header { return e.header }

// Decode reads the body of the answer into a type of the caller's choice.
func (e *APIError) Decode(into any) error { return json.Unmarshal(e.body, into) }

// GoString is Error; the answer's body stays out of logs.
func (e *APIError) GoString() string { return e.Error() }

// StatusError is any other answer that is no success, such as one of a proxy.
type StatusError struct {
	Operation   string
	Status      int
	RequestID   string
	ContentType string
	RetryAfter  time.Duration
	header      http.Header
	body        []byte
}

// Error says which status it was.
func (e *StatusError) Error() string {
	return fmt.Sprintf("unexpected status %d (%s)", e.Status, origin(e.Operation, e.RequestID))
}

// Retryable says whether the same request may succeed later.
func (e *StatusError) Retryable() bool { return isRetryableStatus(e.Status) }

// Header returns the headers of the answer.
func (e *StatusError) Header() http.Header { return e.header }

// Body returns the body of the answer.
func (e *StatusError) Body() []byte { return e.body }

// Decode reads the body of the answer into a type of the caller's choice.
func (e *StatusError) Decode(into any) error { return json.Unmarshal(e.body, into) }

// GoString is Error; the answer's body stays out of logs.
func (e *StatusError) GoString() string { return e.Error() }

// TransportError is a request that got no complete answer.
type TransportError struct {
	Operation string
	cause     error
	text      string
}

// Error says what went wrong on the way.
func (e *TransportError) Error() string {
	return e.Operation + ": " + e.text
}

// Unwrap returns the cause.
func (e *TransportError) Unwrap() error { return e.cause }

// Retryable says whether the same request may succeed later.
func (e *TransportError) Retryable() bool {
	var untrusted *tls.CertificateVerificationError
	return !errors.Is(e.cause, context.Canceled) && !errors.As(e.cause, &untrusted)
}

// GoString is Error.
func (e *TransportError) GoString() string { return e.Error() }

// TimeoutError is a request that took too long: one try of it, or with Total all of them.
type TimeoutError struct {
	Operation string
	Total     bool
}

// Error says which of the timeouts it was.
func (e *TimeoutError) Error() string {
	if e.Total {
		return e.Operation + ": no answer within the total timeout"
	}
	return e.Operation + ": no answer within the timeout"
}

// Unwrap makes errors.Is(err, context.DeadlineExceeded) true.
func (e *TimeoutError) Unwrap() error { return context.DeadlineExceeded }

// Timeout is true; package net asks for it.
func (e *TimeoutError) Timeout() bool { return true }

// Retryable says whether the same request may succeed later.
func (e *TimeoutError) Retryable() bool { return true }

// DecodeError is an answer, or the message of a webhook, that is not what the document says.
type DecodeError struct {
	Operation   string
	Status      int
	RequestID   string
	ContentType string
	cause       error
	body        []byte
}

// Error says what does not fit. It does not repeat the answer.
func (e *DecodeError) Error() string {
	if e.Status == 0 {
		return fmt.Sprintf("%s: cannot decode the message: %s", e.Operation, reason(e.cause))
	}
	return fmt.Sprintf("%s: cannot decode the answer (status %d, %s): %s",
		e.Operation, e.Status, firstOf(e.ContentType, "no content type"), reason(e.cause))
}

// Unwrap returns the cause.
func (e *DecodeError) Unwrap() error { return e.cause }

// Retryable is false: the service would answer the same.
func (e *DecodeError) Retryable() bool { return false }

// Body returns the body of the answer.
func (e *DecodeError) Body() []byte { return e.body }

// GoString is Error; the answer's body stays out of logs.
func (e *DecodeError) GoString() string { return e.Error() }

// InputError is a request that cannot be made of what the caller gave. Nothing was sent.
type InputError struct {
	Operation string
	Message   string
}

// Error says what is wrong with the input.
func (e *InputError) Error() string {
	return strings.TrimPrefix(e.Operation+": "+e.Message, ": ")
}

// Retryable is false.
func (e *InputError) Retryable() bool { return false }

// Retryable says whether the same call may succeed later.
func Retryable(err error) bool {
	var known interface{ Retryable() bool }
	return errors.As(err, &known) && known.Retryable()
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// reason describes an error of encoding/json without the values that it quotes.
func reason(err error) string {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	var when *time.ParseError
	switch {
	case errors.As(err, &wrong):
		kind, _, _ := strings.Cut(wrong.Value, " ")
		return fmt.Sprintf("%s where %s was expected, at %q", kind, wrong.Type, wrong.Field)
	case errors.As(err, &syntax):
		return fmt.Sprintf("invalid JSON at byte %d", syntax.Offset)
	case errors.As(err, &when):
		return "not a date and time"
	default:
		return err.Error()
	}
}

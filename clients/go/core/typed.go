package core

import (
	"encoding/json"
	"strconv"
)

// ErrorType says what the body of an error is: Error is a nil pointer to a TypedError, or nothing. Status is a
// code, a range such as 4XX, or default.
type ErrorType struct {
	Status string
	Error  error
}

// TypedError is an APIError or a StatusError whose body has the type that is declared for its status.
type TypedError[T any] struct {
	Status int
	Body   T
	cause  error
}

// Error says the same as the error without a type.
func (e *TypedError[T]) Error() string { return e.cause.Error() }

// GoString is Error; the answer's body stays out of logs.
func (e *TypedError[T]) GoString() string { return e.Error() }

// Unwrap returns the error without a type.
func (e *TypedError[T]) Unwrap() error { return e.cause }

// Retryable says whether the same request may succeed later.
func (e *TypedError[T]) Retryable() bool { return Retryable(e.cause) }

// Value returns the body, for those who do not know its type.
func (e *TypedError[T]) Value() any { return e.Body }

// with returns an error with the body of an answer, or the cause if the body is of another type.
func (*TypedError[T]) with(got *answer, cause error) error {
	made := &TypedError[T]{Status: got.status, cause: cause}
	if isNull(got.body) || json.Unmarshal(got.body, &made.Body) != nil {
		return cause
	}
	return made
}

// typed gives an error the body that is declared for its status: for the code, or else its range, or else all.
func (a *answer) typed(cause error) error {
	code := strconv.Itoa(a.status)
	for _, status := range []string{code, code[:1] + "XX", "default"} {
		for _, each := range a.op.Errors {
			if each.Status != status {
				continue
			}
			if maker, ok := each.Error.(interface{ with(*answer, error) error }); ok {
				return maker.with(a, cause)
			}
			return cause
		}
	}
	return cause
}

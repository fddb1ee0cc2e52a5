package core

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Optional is a value that may be absent. The zero Optional is absent.
type Optional[T any] struct {
	value T
	set   bool
}

// Some returns an Optional with a value.
func Some[T any](value T) Optional[T] { return Optional[T]{value: value, set: true} }

// Get returns the value and whether there is one.
func (o Optional[T]) Get() (T, bool) { return o.value, o.set }

// Or returns the value, or another one if it is absent.
func (o Optional[T]) Or(other T) T {
	if o.set {
		return o.value
	}
	return other
}

// IsZero says whether the value is absent; encoding/json asks for it.
func (o Optional[T]) IsZero() bool { return !o.set }

// MarshalJSON writes the value, or null if it is absent.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.set {
		return []byte("null"), nil
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads a value; null is taken for absent.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	*o = Optional[T]{}
	if isNull(data) {
		return nil
	}
	o.set = true
	return decodeValue(data, &o.value)
}

// String describes the value in the way it describes itself.
func (o Optional[T]) String() string {
	if !o.set {
		return "absent"
	}
	return fmt.Sprint(o.value)
}

// GoString is String; it keeps secrets of the value out of %#v.
func (o Optional[T]) GoString() string { return o.String() }

type state uint8

const (
	absent state = iota
	null
	given
)

// Nullable is a value that may be null, and in some places absent as well. The zero Nullable is absent;
// where a member must be there, it is written as null.
type Nullable[T any] struct {
	value T
	state state
}

// Value returns a Nullable with a value.
func Value[T any](value T) Nullable[T] { return Nullable[T]{value: value, state: given} }

// Null returns a Nullable that is null.
func Null[T any]() Nullable[T] { return Nullable[T]{state: null} }

// Get returns the value and whether there is one.
func (n Nullable[T]) Get() (T, bool) { return n.value, n.state == given }

// Or returns the value, or another one if it is null or absent.
func (n Nullable[T]) Or(other T) T {
	if n.state == given {
		return n.value
	}
	return other
}

// IsNull says whether the value is null. A value that is absent is not.
func (n Nullable[T]) IsNull() bool { return n.state == null }

// IsZero says whether the value is absent; encoding/json asks for it.
func (n Nullable[T]) IsZero() bool { return n.state == absent }

// MarshalJSON writes the value or null.
func (n Nullable[T]) MarshalJSON() ([]byte, error) {
	if n.state != given {
		return []byte("null"), nil
	}
	return json.Marshal(n.value)
}

// UnmarshalJSON reads a value or null.
func (n *Nullable[T]) UnmarshalJSON(data []byte) error {
	*n = Nullable[T]{state: null}
	if isNull(data) {
		return nil
	}
	n.state = given
	return decodeValue(data, &n.value)
}

// String describes the value in the way it describes itself.
func (n Nullable[T]) String() string {
	switch n.state {
	case absent:
		return "absent"
	case null:
		return "null"
	default:
		return fmt.Sprint(n.value)
	}
}

// GoString is String; it keeps secrets of the value out of %#v.
func (n Nullable[T]) GoString() string { return n.String() }

func isNull(data []byte) bool { return bytes.Equal(bytes.TrimSpace(data), []byte("null")) }

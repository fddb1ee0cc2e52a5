package core

import (
	"encoding/json"
	"errors"
)

// Webhook is the name of a message that the service sends by itself, with the type of what is in it.
type Webhook[T any] string

// Decode reads the body of such a message.
func (w Webhook[T]) Decode(body []byte) (T, error) {
	var message T
	_, mayBeNull := any(message).(interface{ IsNull() bool })
	err := errors.New("null where a value was expected")
	if mayBeNull || !isNull(body) {
		err = json.Unmarshal(body, &message)
	}
	if err != nil {
		return message, &DecodeError{Operation: string(w), cause: err, body: body}
	}
	return message, nil
}

// DecodeTo reads the body of such a message into a new value.
func (w Webhook[T]) DecodeTo(into **T, body []byte) error {
	message, err := w.Decode(body)
	if err == nil {
		*into = &message
	}
	return err
}

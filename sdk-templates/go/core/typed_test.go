package core

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
)

type conflict struct {
	Holder string `json:"holder"`
}

type gone struct {
	Since int `json:"since"`
}

func TestErrorsHaveTheTypeOfTheirStatus(t *testing.T) {
	op := Operation{ID: "things.take", Method: "POST", Path: "/things", Errors: []ErrorType{
		{Status: "default", Error: (*TypedError[thing])(nil)}, {Status: "409", Error: (*TypedError[conflict])(nil)},
		{Status: "4XX", Error: (*TypedError[gone])(nil)}, {Status: "404"},
	}}
	for _, each := range []struct {
		status int
		body   string
		wanted string
	}{
		{409, `{"holder": "ada"}`, "{ada}"},
		{410, `{"since": 3}`, "{3}"},
		{500, `{"name": "x"}`, "{x}"},
		{404, `{"since": 3}`, "nothing"},
		{409, `null`, "nothing"},
		{409, `<html>`, "nothing"},
		{410, `{"since": "long"}`, "nothing"},
		{409, `{"holder": "ada", "code": "taken"}`, "{ada}"},
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, each.status, each.body) }, WithMaxRetries(0))
		err := Send(context.Background(), client, NewRequest(&op), nil)
		got := "nothing"
		var typed interface{ Value() any }
		if errors.As(err, &typed) {
			got = fmt.Sprint(typed.Value())
		}
		if got != each.wanted || statusOf(err) != each.status {
			t.Errorf("%d %s: got %s, %v", each.status, each.body, got, err)
		}
	}
}

func TestTypedErrorsAreFoundByTheirType(t *testing.T) {
	op := Operation{ID: "things.take", Path: "/", Errors: []ErrorType{
		{Status: "409", Error: (*TypedError[conflict])(nil)}, {Status: "410", Error: (*TypedError[gone])(nil)},
	}}
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 409, `{"holder": "SECRETQ"}`) })
	err := Send(context.Background(), client, NewRequest(&op), nil)
	var one *TypedError[conflict]
	var other *TypedError[gone]
	var plain *StatusError
	if !errors.As(err, &one) || one.Body.Holder != "SECRETQ" || errors.As(err, &other) || !errors.As(err, &plain) || Retryable(err) {
		t.Errorf("got %v", err)
	}
	if text := fmt.Sprintf("%v %+v %#v", err, err, err); text != fmt.Sprintf("%v %v %v", plain, plain, plain) {
		t.Errorf("got %s", text)
	}
}

package core

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

func TestAnswerIsDecoded(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/things/1" || r.Header.Get("Accept") != "application/json" || r.UserAgent() != "testing-go/1" {
			t.Errorf("unexpected request: %s %v", r.URL, r.Header)
		}
		w.Header().Set("ETag", `"7"`)
		reply(w, 200, `{"name": "one", "new": true}`)
	})
	var response Response
	got, err := get(client, WithResponse(&response))
	if err != nil || got.Name != "one" || response.ETag() != `"7"` || response.Status != 200 {
		t.Fatalf("got %v, %v, %v", got, err, response.Header)
	}
}

func TestDeclaredProblemIsAnAPIError(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		reply(w, 404, `{
			"code": "thing_not_found", "detail": "No.", "request_id": "r1",
			"errors": [
				{"pointer": "/a", "code": "b", "detail": "c"}, {"pointer": "/d", "code": "e"},
				{"pointer": "/f", "detail": "g"}, {"pointer": "/h", "detail": "the fourth"}
			]
		}`)
	})
	_, err := get(client)
	var problem *APIError
	if !errors.As(err, &problem) || !errors.Is(err, Code("thing_not_found")) || errors.Is(err, Code("other")) {
		t.Fatalf("got %v", err)
	}
	if problem.Status != 404 || problem.RequestID != "r1" || len(problem.Fields) != 4 || problem.Retryable() {
		t.Fatalf("got %+v", problem)
	}
	if want := "404 thing_not_found: No. (/a: c; /d: e; /f: g; things.get, request id r1)"; err.Error() != want {
		t.Fatalf("got %q", err)
	}
}

func TestTextOfAProblemHasNoEmptyParts(t *testing.T) {
	problem := &APIError{Operation: "things.get", Status: 404, Code: "thing_not_found", Detail: "No."}
	if want := "404 thing_not_found: No. (things.get)"; problem.Error() != want {
		t.Errorf("got %q", problem.Error())
	}
	problem.Detail = ""
	if want := "404 thing_not_found (things.get)"; problem.Error() != want {
		t.Errorf("got %q", problem.Error())
	}
}

func TestErrorsWithACodeAreAPIErrors(t *testing.T) {
	for body, want := range map[string]Code{
		`{"code": "broken", "error": "other"}`: "broken",
		`{"code": 7}`:                          "7",
		`{"error": "invalid_grant", "error_description": "No such token."}`: "invalid_grant",
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 418, body) })
		_, err := get(client)
		if !errors.Is(err, want) || statusOf(err) != 418 || Retryable(err) {
			t.Errorf("%s: got %v", body, err)
		}
	}
}

func TestErrorsWithoutACodeAreStatusErrors(t *testing.T) {
	for _, body := range []string{"<html>", `{"a": 1}`, `{"code": null}`, `{"error": {"code": "x"}}`, `[]`, ""} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 404, body) })
		_, err := get(client)
		var status *StatusError
		if !errors.As(err, &status) || status.Status != 404 || string(status.Body()) != body {
			t.Errorf("%q: got %v", body, err)
		}
	}
}

func TestStatusErrorsCanBeDecoded(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 503, `{"name": "down"}`) })
	_, err := get(client, WithRequestRetries(0))
	var status *StatusError
	var got thing
	if !errors.As(err, &status) || status.Decode(&got) != nil || got.Name != "down" || !Retryable(err) {
		t.Fatalf("got %v, %v", err, got)
	}
}

func TestAnswersThatCannotBeReadAreDecodeErrors(t *testing.T) {
	for _, body := range []string{"<html>", "", `{"name": 7}`, "[]"} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, body) })
		_, err := get(client)
		var decode *DecodeError
		if !errors.As(err, &decode) || Retryable(err) || strings.Contains(err.Error(), "<html>") {
			t.Fatalf("%q: got %v", body, err)
		}
	}
}

func TestTruncatedAnswerIsATransportError(t *testing.T) {
	var tries atomic.Int32
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		tries.Add(1)
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"name":`)
	})
	_, err := get(client)
	var transport *TransportError
	if !errors.As(err, &transport) || tries.Load() != 3 {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

package core

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestPagesByCursor(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Query().Get("cursor") {
		case "":
			reply(w, 200, `{"items": [{"name": "a"}, {"name": "b"}], "next": "n&1"}`)
		case "n&1":
			reply(w, 200, `{"items": [{"name": "c"}], "next": null}`)
		}
	})
	paging := Paging{Style: "cursor", Items: []string{"items"}, Next: []string{"next"}, Parameter: "cursor"}
	var names string
	for item, err := range Pages[thing](context.Background(), client, NewRequest(&opList), paging, nil) {
		if err != nil {
			t.Fatal(err)
		}
		names += item.Name
	}
	if names != "abc" {
		t.Fatalf("got %q", names)
	}
}

func TestPagesThatLeadBackEnd(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, `{"items": [{}], "next": "x"}`) })
	paging := Paging{Style: "cursor", Items: []string{"items"}, Next: []string{"next"}, Parameter: "cursor"}
	var last error
	for _, err := range Pages[thing](context.Background(), client, NewRequest(&opList), paging, nil) {
		last = err
	}
	var decode *DecodeError
	if !errors.As(last, &decode) {
		t.Fatalf("got %v", last)
	}
}

func TestPagesByLinkOffsetAndNumber(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		switch {
		case query.Get("offset") == "2", query.Get("page") == "2", query.Get("link") == "2":
			reply(w, 200, `[{"name": "c"}]`)
		case query.Get("offset") == "3", query.Get("page") == "3":
			reply(w, 200, `[]`)
		default:
			w.Header().Set("Link", `</first>; rel="first", </things?link=2>; rel="next"`)
			reply(w, 200, `[{"name": "a"}, {"name": "b"}]`)
		}
	})
	pagings := []Paging{{Style: "link"}, {Style: "offset", Parameter: "offset"}, {Style: "page", Parameter: "page", First: 1}}
	for _, paging := range pagings {
		var names string
		for item, err := range Pages[thing](context.Background(), client, NewRequest(&opList), paging, nil) {
			if err != nil {
				t.Fatal(err)
			}
			names += item.Name
		}
		if names != "abc" {
			t.Errorf("%s: got %q", paging.Style, names)
		}
	}
}

func TestPagesByAMemberOfTheBody(t *testing.T) {
	var asked string
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked += string(body) + "\n"
		if strings.Contains(asked, "b") {
			reply(w, 200, `{"items": [{}]}`)
			return
		}
		reply(w, 200, `{"items": [{}], "next": "b"}`)
	})
	paging := Paging{Style: "cursor", Items: []string{"items"}, Next: []string{"next"}, Member: []string{"page", "at"}}
	given := map[string]any{"n": 9007199254740993, "page": map[string]string{"at": "a", "size": "1"}}
	request := NewRequest(&opList)
	request.JSON(given, "application/json")
	for range Pages[thing](context.Background(), client, request, paging, nil) {
	}
	want := `{"n":9007199254740993,"page":{"at":"a","size":"1"}}` + "\n" + `{"n":9007199254740993,"page":{"at":"b","size":"1"}}` + "\n"
	if asked != want {
		t.Fatalf("got %s", asked)
	}
}

package core

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"strconv"
)

// Paging says how one page leads to the next. Paths of member names lead into the answer.
type Paging struct {
	Style     string // cursor, next_url, link, offset, page
	Items     []string
	Next      []string
	More      []string
	Parameter string
	First     int // the number of the first page
}

// Pages yields all items of a list, getting one page after the other as they are needed.
func Pages[T any](
	ctx context.Context, c *Client, req *Request, paging Paging, options []RequestOption,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		page := *req
		walk := &walk{paging: paging, seen: map[string]bool{}, number: paging.First}
		walk.start(&page)
		for {
			got, err := c.do(ctx, &page, options, false)
			if err != nil {
				yield(none, err)
				return
			}
			items, err := itemsOf[T](got, paging)
			if err != nil {
				yield(none, err)
				return
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			again, err := walk.advance(&page, got, len(items))
			if err != nil {
				yield(none, err)
			}
			if err != nil || !again {
				return
			}
		}
	}
}

func itemsOf[T any](got *answer, paging Paging) ([]T, error) {
	var items []T
	if got.isEmpty() {
		return nil, nil
	}
	raw, err := at(got.body, paging.Items)
	if err != nil {
		return nil, got.undecodable(err)
	}
	if raw == nil {
		return nil, nil
	}
	err = got.with(raw).decode(&items)
	return items, err
}

// at follows a path of member names; where it leads nowhere there is nothing.
func at(data []byte, path []string) ([]byte, error) {
	for _, name := range path {
		var members map[string]json.RawMessage
		if err := json.Unmarshal(data, &members); err != nil {
			return nil, err
		}
		data = members[name]
		if data == nil {
			return nil, nil
		}
	}
	return data, nil
}

// walk remembers where in a list we are.
type walk struct {
	paging Paging
	seen   map[string]bool
	number int
}

// start begins where the caller wants to.
func (w *walk) start(req *Request) {
	for _, each := range req.query {
		if number, err := strconv.Atoi(each.value); err == nil && each.name == w.paging.Parameter {
			w.number = number
		}
	}
}

// advance turns a request into that for the next page, if there is one.
func (w *walk) advance(req *Request, got *answer, count int) (bool, error) {
	next := ""
	switch w.paging.Style {
	case "offset":
		w.number += count
	case "page":
		w.number++
	case "link":
		next = linkOf(got)
	default:
		next = w.nextOf(got)
	}
	if w.paging.Style == "offset" || w.paging.Style == "page" {
		req.replace(w.paging.Parameter, strconv.Itoa(w.number))
		return count > 0, nil
	}
	if next == "" {
		return false, nil
	}
	if w.seen[next] {
		return false, got.undecodable(fmt.Errorf("a page leads back to an earlier one"))
	}
	w.seen[next] = true
	if w.paging.Style == "cursor" {
		req.replace(w.paging.Parameter, next)
		return true, nil
	}
	return true, req.moveTo(next, got)
}

func (w *walk) nextOf(got *answer) string {
	if len(w.paging.More) > 0 {
		if more, _ := at(got.body, w.paging.More); string(more) == "false" {
			return ""
		}
	}
	raw, err := at(got.body, w.paging.Next)
	if err != nil || raw == nil || isNull(raw) {
		return ""
	}
	return plain(raw)
}

var linkPattern = regexp.MustCompile(`<([^>]*)>\s*;[^,]*\brel="?next"?`)

func linkOf(got *answer) string {
	for _, header := range got.header.Values("Link") {
		if found := linkPattern.FindStringSubmatch(header); found != nil {
			return found[1]
		}
	}
	return ""
}

// replace sets a parameter of the query.
func (r *Request) replace(name, value string) {
	var query []pair
	for _, each := range r.query {
		if each.name != name {
			query = append(query, each)
		}
	}
	r.query = append(query, pair{name: name, value: value})
}

// moveTo makes a request for an address that the service gave.
func (r *Request) moveTo(address string, got *answer) error {
	next, err := url.Parse(address)
	if err != nil {
		return got.undecodable(fmt.Errorf("the address of the next page is malformed"))
	}
	r.query, r.address = nil, got.from.ResolveReference(next).String()
	return nil
}

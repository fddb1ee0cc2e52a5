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
	Member    []string // leads into the body of the request, in place of Parameter
	First     int      // the number of the first page
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
	err = got.with(raw).decodeOwn(&items)
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
	given := req.position(w.paging)
	if number, err := strconv.Atoi(given); err == nil {
		w.number = number
	}
	w.seen[given] = w.paging.Style == "cursor"
}

// position is what a request says about the page that it wants.
func (r *Request) position(paging Paging) string {
	if len(paging.Member) > 0 && r.body != nil {
		if raw, err := at(r.body.data, paging.Member); err == nil && raw != nil {
			return plain(raw)
		}
	}
	for _, each := range r.query {
		if each.name == paging.Parameter && len(paging.Member) == 0 {
			return each.value
		}
	}
	return ""
}

// advance turns a request into that for the next page, if there is one.
func (w *walk) advance(req *Request, got *answer, count int) (bool, error) {
	next, raw := "", []byte(nil)
	switch w.paging.Style {
	case "offset":
		w.number += count
	case "page":
		w.number++
	case "link":
		next = linkOf(got)
	default:
		raw = w.nextOf(got)
		next = plain(raw)
	}
	if w.paging.Style == "offset" || w.paging.Style == "page" {
		number := strconv.Itoa(w.number)
		return count > 0, req.ask(w.paging, number, []byte(number))
	}
	if next == "" {
		return false, nil
	}
	if w.seen[next] {
		return false, got.undecodable(fmt.Errorf("a page leads back to an earlier one"))
	}
	w.seen[next] = true
	if w.paging.Style == "cursor" {
		return true, req.ask(w.paging, next, raw)
	}
	return true, req.moveTo(next, got)
}

func (w *walk) nextOf(got *answer) []byte {
	if len(w.paging.More) > 0 {
		if more, _ := at(got.body, w.paging.More); string(more) == "false" {
			return nil
		}
	}
	raw, err := at(got.body, w.paging.Next)
	if err != nil || isNull(raw) {
		return nil
	}
	return raw
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

// ask makes a request for a page, which is told as a text for the query, and as JSON for a body.
func (r *Request) ask(paging Paging, text string, raw []byte) error {
	if len(paging.Member) == 0 {
		r.replace(paging.Parameter, text)
		return nil
	}
	changed := body{contentType: "application/json", isJSON: true}
	if r.body != nil {
		changed = *r.body
	}
	data, err := withMember(changed.data, paging.Member, raw)
	changed.data = data
	r.body = &changed
	return err
}

// withMember returns a copy of an object with a member, however deep, set.
func withMember(data []byte, path []string, value []byte) ([]byte, error) {
	if len(path) == 0 {
		return value, nil
	}
	var members map[string]json.RawMessage
	if len(data) > 0 {
		if err := json.Unmarshal(data, &members); err != nil {
			return nil, err
		}
	}
	inner, err := withMember(members[path[0]], path[1:], value)
	if err != nil {
		return nil, err
	}
	if members == nil {
		members = map[string]json.RawMessage{}
	}
	members[path[0]] = inner
	return json.Marshal(members)
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

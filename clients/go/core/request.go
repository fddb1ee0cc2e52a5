package core

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Operation is what is the same for every call of an operation.
type Operation struct {
	ID                string
	Method            string
	Path              string
	Server            string     // where the operation is, if it has an address of its own
	Accept            string     // the media type of the answer
	Security          [][]string // alternatives of schemes that are needed together
	Secrets           []string   // parameters and members of the body that are not to be shown
	Errors            []ErrorType
	MayBeEmpty        bool
	Retryable         bool
	IdempotencyHeader string
	isGrant           bool // of an OAuth 2 server
}

// Request is one call before it is sent. What is wrong with it shows when it is.
type Request struct {
	op      *Operation
	path    string
	query   []pair
	header  http.Header
	cookies []string
	body    *body
	address string
	hidden  []string // what errors must not show
	err     error
}

// body is what a request carries. A body with a stream can be sent once only.
type body struct {
	contentType string
	data        []byte
	stream      io.Reader
	isJSON      bool
}

// NewRequest begins a call of an operation.
func NewRequest(op *Operation) *Request {
	return &Request{op: op, path: op.Path, header: http.Header{}}
}

func (r *Request) fail(message string, parts ...any) {
	if r.err == nil {
		r.err = &InputError{Operation: r.op.ID, Message: fmt.Sprintf(message, parts...)}
	}
}

// Path fills a blank in the path. What is filled in stays within its segment.
func (r *Request) Path(name string, value any, styles ...Style) {
	style := styleOf(styles)
	parts, there, err := tree(value)
	if err != nil || !there {
		r.fail("the parameter %q is missing", name)
		return
	}
	if r.op.isSecret(name) {
		r.hide(parts)
	}
	text := writePath(name, parts, style)
	if text == "" || text == "." || text == ".." {
		r.fail("the parameter %q cannot be %q", name, text)
		return
	}
	r.path = strings.ReplaceAll(r.path, "{"+name+"}", text)
}

// Query adds a parameter to the query, unless it is absent.
func (r *Request) Query(name string, value any, styles ...Style) {
	style := styleOf(styles)
	parts, there := r.parts(name, value, style)
	if !there {
		return
	}
	escape := escapeQuery
	if style.Reserved {
		escape = escapeMost
	}
	r.query = append(r.query, writeForm(name, parts, style, escape)...)
}

// Header adds a header, unless it is absent.
func (r *Request) Header(name string, value any, styles ...Style) {
	style := styleOf(styles)
	parts, there := r.parts(name, value, style)
	if !there {
		return
	}
	text := writeSimple(parts, style.Explode, func(text string) string { return text }, ",")
	if strings.ContainsAny(text, "\r\n\x00") {
		r.fail("the header %q cannot have a line break", name)
		return
	}
	r.header.Set(name, text)
}

// Cookie adds a cookie, unless it is absent.
func (r *Request) Cookie(name string, value any, styles ...Style) {
	style := styleOf(styles)
	if parts, there := r.parts(name, value, style); there {
		text := writeSimple(parts, false, escapeQuery, ",")
		r.cookies = append(r.cookies, name+"="+text)
	}
}

func (r *Request) parts(name string, value any, style Style) (any, bool) {
	parts, there, err := tree(value)
	if err != nil {
		r.fail("the parameter %q cannot be written: %s", name, err)
		return nil, false
	}
	if there && style.JSON {
		data, _ := json.Marshal(value)
		return string(data), true
	}
	if r.op.isSecret(name) {
		r.hide(parts)
	}
	return parts, there
}

func styleOf(styles []Style) Style {
	if len(styles) == 0 {
		return Style{}
	}
	return styles[0]
}

// JSON sets a body that is written as JSON.
func (r *Request) JSON(value any, contentType string) {
	data, err := json.Marshal(value)
	if err != nil {
		r.fail("the body cannot be written: %s", err)
	}
	r.body = &body{contentType: contentType, data: data, isJSON: true}
}

// Text sets a body of text.
func (r *Request) Text(value any, contentType string) {
	r.body = &body{contentType: contentType, data: fmt.Append(nil, value)}
}

// Stream sets a body that is read while it is sent. It can be sent again if it can be read again.
func (r *Request) Stream(content io.Reader, contentType string) {
	switch content := content.(type) {
	case nil:
	case *bytes.Reader, *strings.Reader, *bytes.Buffer:
		data, err := io.ReadAll(content)
		if err != nil {
			r.fail("the body cannot be read: %s", err)
		}
		r.body = &body{contentType: contentType, data: data}
	default:
		r.body = &body{contentType: contentType, stream: content}
	}
}

// url puts the address of a request together.
func (r *Request) url(base string, extra []pair) (*url.URL, error) {
	address := r.address
	if address == "" {
		address = strings.TrimRight(base, "/") + r.path
	}
	found, err := url.Parse(address)
	if err != nil {
		return nil, &InputError{Operation: r.op.ID, Message: "the address of the request is malformed"}
	}
	query := encodeQuery(append(append([]pair{}, r.query...), extra...))
	if found.RawQuery != "" && query != "" {
		query = found.RawQuery + "&" + query
	}
	found.RawQuery = firstOf(query, found.RawQuery)
	return found, nil
}

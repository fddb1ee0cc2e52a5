package core

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
)

// stream is the body of an answer that is still arriving.
type stream struct {
	io.ReadCloser
	fail func(error) error
	done func()
}

// Read reads on; what goes wrong is an error of ours.
func (s *stream) Read(into []byte) (int, error) {
	n, err := s.ReadCloser.Read(into)
	if err == nil || errors.Is(err, io.EOF) {
		return n, err
	}
	return n, s.fail(err)
}

// Close ends the answer.
func (s *stream) Close() error {
	s.done()
	return s.ReadCloser.Close()
}

type closer struct {
	io.ReadCloser
	done func()
}

// Close closes the body and frees what belongs to it.
func (c *closer) Close() error {
	defer c.done()
	return c.ReadCloser.Close()
}

// Events are pieces of an answer, decoded as they arrive. They must be read to the end, or closed.
type Events[T any] struct {
	answer *answer
	next   func(*lines, *heading) ([]byte, error)
}

// ServerEvent is a piece of an answer with what the service says about it.
type ServerEvent[T any] struct {
	Name  string        // message, if the service does not say
	ID    string        // of this or the last event that had one, for the header Last-Event-ID
	Retry time.Duration // how long to wait before asking again, if the service has said so
	Data  T
}

// heading is what is said about an event. All but its name goes on being true for those that follow.
type heading struct {
	name, id string
	retry    time.Duration
}

// OpenEvents makes a call that answers server-sent events.
func OpenEvents[T any](ctx context.Context, c *Client, req *Request, options []RequestOption) (*Events[T], error) {
	got, err := c.do(ctx, req, options, true)
	if err != nil {
		return nil, err
	}
	return &Events[T]{got, nextEvent}, nil
}

// OpenLines makes a call that answers a JSON value per line.
func OpenLines[T any](ctx context.Context, c *Client, req *Request, options []RequestOption) (*Events[T], error) {
	got, err := c.do(ctx, req, options, true)
	if err != nil {
		return nil, err
	}
	return &Events[T]{got, nextLine}, nil
}

// Close ends the answer early.
func (e *Events[T]) Close() error { return e.answer.stream.Close() }

// All yields the pieces. It can be used once, and closes the answer when the loop ends.
func (e *Events[T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for event, err := range e.ServerEvents() {
			if !yield(event.Data, err) {
				return
			}
		}
	}
}

// ServerEvents is All with the names and ids of the events.
func (e *Events[T]) ServerEvents() iter.Seq2[ServerEvent[T], error] {
	return func(yield func(ServerEvent[T], error) bool) {
		defer func() { _ = e.Close() }()
		lines, heading := &lines{Reader: bufio.NewReader(e.answer.stream)}, &heading{}
		for {
			data, err := e.next(lines, heading)
			if errors.Is(err, io.EOF) {
				return
			}
			event := ServerEvent[T]{Name: heading.name, ID: heading.id, Retry: heading.retry}
			if err == nil {
				err = e.answer.with(data).decode(&event.Data)
			}
			if !yield(event, err) || err != nil {
				return
			}
		}
	}
}

// lines reads lines that end with LF, CR or both.
type lines struct {
	*bufio.Reader
	isAfterCR bool
}

func (l *lines) next() (string, error) {
	var line []byte
	for {
		char, err := l.ReadByte()
		if err != nil {
			return string(line), err
		}
		isRest := l.isAfterCR && char == '\n'
		l.isAfterCR = char == '\r'
		switch {
		case isRest:
		case char == '\r', char == '\n':
			return string(line), nil
		default:
			line = append(line, char)
		}
	}
}

// nextEvent reads the data of one event. Events without data mean nothing; [DONE] is the end.
func nextEvent(lines *lines, heading *heading) ([]byte, error) {
	var data []string
	heading.name = "message"
	for {
		line, err := lines.next()
		if line != "" && err == nil {
			data = heading.read(line, data)
			continue
		}
		if text := strings.Join(data, "\n"); text == "[DONE]" {
			return nil, io.EOF
		} else if len(data) > 0 && line == "" {
			return []byte(text), nil
		}
		if err != nil {
			return nil, err
		}
		data, heading.name = nil, "message"
	}
}

// read takes in one line of an event.
func (h *heading) read(line string, data []string) []string {
	field, value, _ := strings.Cut(strings.TrimPrefix(line, "\ufeff"), ":")
	value = strings.TrimPrefix(value, " ")
	switch field {
	case "data":
		return append(data, value)
	case "event":
		h.name = firstOf(value, "message")
	case "id":
		if !strings.Contains(value, "\x00") {
			h.id = value
		}
	case "retry":
		if pause, err := strconv.ParseUint(value, 10, 31); err == nil {
			h.retry = time.Duration(pause) * time.Millisecond
		}
	}
	return data
}

// nextLine reads one line that is not blank.
func nextLine(lines *lines, _ *heading) ([]byte, error) {
	for {
		line, err := lines.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 && json.Valid(line) {
			return line, nil
		}
		if err != nil || len(line) > 0 {
			return line, err
		}
	}
}

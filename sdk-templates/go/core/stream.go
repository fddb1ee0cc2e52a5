package core

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
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
	next   func(*bufio.Reader) ([]byte, error)
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
		defer func() { _ = e.Close() }()
		reader := bufio.NewReader(e.answer.stream)
		for {
			data, err := e.next(reader)
			if errors.Is(err, io.EOF) {
				return
			}
			var value T
			if err == nil {
				err = e.answer.with(data).decode(&value)
			}
			if !yield(value, err) || err != nil {
				return
			}
		}
	}
}

// nextEvent reads the data of one event. Events without data mean nothing; [DONE] is the end.
func nextEvent(reader *bufio.Reader) ([]byte, error) {
	var data []string
	for {
		line, err := reader.ReadString('\n')
		line = strings.TrimRight(line, "\r\n")
		if rest, isData := strings.CutPrefix(line, "data:"); isData {
			data = append(data, strings.TrimPrefix(rest, " "))
		}
		if line != "" && err == nil {
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
		data = nil
	}
}

// nextLine reads one line that is not blank.
func nextLine(reader *bufio.Reader) ([]byte, error) {
	for {
		line, err := reader.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 && json.Valid(line) {
			return line, nil
		}
		if err != nil || len(line) > 0 {
			return line, err
		}
	}
}

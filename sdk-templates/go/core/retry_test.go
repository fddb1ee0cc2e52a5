package core

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestRetries(t *testing.T) {
	cases := []struct {
		status, want int
		send         func(*Client) error
	}{
		{503, 3, func(c *Client) error { _, err := get(c); return err }},
		{429, 3, func(c *Client) error { _, err := get(c); return err }},
		{408, 3, func(c *Client) error { return post(c, &opCreate) }},
		{500, 1, func(c *Client) error { _, err := get(c); return err }},
		{503, 1, func(c *Client) error { return post(c, &opPost) }},
		{503, 1, func(c *Client) error { _, err := get(c, WithRequestRetries(0)); return err }},
	}
	for _, each := range cases {
		var tries atomic.Int32
		keys := sync.Map{}
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			tries.Add(1)
			keys.Store(r.Header.Get("Idempotency-Key"), true)
			w.WriteHeader(each.status)
		})
		if err := each.send(client); statusOf(err) != each.status || int(tries.Load()) != each.want {
			t.Errorf("%d: %v after %d tries, not %d", each.status, err, tries.Load(), each.want)
		}
		count := 0
		keys.Range(func(any, any) bool { count++; return true })
		if count != 1 {
			t.Errorf("%d: %d idempotency keys", each.status, count)
		}
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	var tries atomic.Int32
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if tries.Add(1) == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(429)
			return
		}
		reply(w, 200, `{}`)
	})
	start := time.Now()
	if _, err := get(client); err != nil || time.Since(start) < time.Second {
		t.Fatalf("got %v after %s", err, time.Since(start))
	}
	tries.Store(0)
	start = time.Now()
	late := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(429)
	})
	if _, err := get(late); statusOf(err) != 429 || time.Since(start) > time.Second {
		t.Fatalf("got %v after %s", err, time.Since(start))
	}
}

func TestRefusedConnectionIsRetriedEvenForPost(t *testing.T) {
	var tries atomic.Int32
	client, err := NewClient(testSettings(), WithBaseURL("http://127.0.0.1:1"), WithMiddleware(counting(&tries)), WithBackoff(1))
	if err != nil {
		t.Fatal(err)
	}
	var transport *TransportError
	if err := post(client, &opPost); !errors.As(err, &transport) || tries.Load() != 3 || !Retryable(err) {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

func TestTimeoutsAndCancellation(t *testing.T) {
	release := make(chan struct{})
	client := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}, WithTimeout(20*time.Millisecond))
	t.Cleanup(func() { close(release) })
	var timeout *TimeoutError
	if _, err := get(client); !errors.As(err, &timeout) || timeout.Total || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
	client.config.timeout, client.config.totalTimeout = time.Minute, 20*time.Millisecond
	if _, err := get(client); !errors.As(err, &timeout) || !timeout.Total {
		t.Fatalf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(10*time.Millisecond, cancel)
	client.config.totalTimeout = time.Minute
	req := NewRequest(&opList)
	if err := Send(ctx, client, req, nil); !errors.Is(err, context.Canceled) || Retryable(err) {
		t.Fatalf("got %v", err)
	}
}

func TestStreamedBodyIsNeverSentTwice(t *testing.T) {
	var tries atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		tries.Add(1)
		_, _ = io.Copy(io.Discard, r.Body)
		w.WriteHeader(503)
	})
	req := NewRequest(&opCreate)
	req.Stream(io.MultiReader(strings.NewReader("data")), "text/plain")
	if err := Send(context.Background(), client, req, nil); statusOf(err) != 503 || tries.Load() != 1 {
		t.Fatalf("got %v after %d tries", err, tries.Load())
	}
}

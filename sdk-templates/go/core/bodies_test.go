package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
)

func TestEventsAndLines(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("lines") {
			_, _ = io.WriteString(w, "{\"name\": \"a\"}\n\n{\"name\": \"b\"}")
			return
		}
		_, _ = io.WriteString(w, ": hello\r\ndata: {\"name\":\r\ndata: \"a\"}\r\n\r\nevent: x\n\ndata: {\"name\": \"b\"}\n\ndata: [DONE]\n\n")
	})
	read := func(events *Events[thing], err error) string {
		var names string
		if err != nil {
			t.Fatal(err)
		}
		for event, err := range events.All() {
			if err != nil {
				t.Fatal(err)
			}
			names += event.Name
		}
		return names
	}
	if got := read(OpenEvents[thing](context.Background(), client, NewRequest(&opList), nil)); got != "ab" {
		t.Errorf("got %q", got)
	}
	lines := []RequestOption{WithQuery("lines", "1")}
	if got := read(OpenLines[thing](context.Background(), client, NewRequest(&opList), lines)); got != "ab" {
		t.Errorf("got %q", got)
	}
}

func TestMultipartAndForm(t *testing.T) {
	type upload struct {
		Title string           `json:"title"`
		Tags  []string         `json:"tags"`
		File  Optional[File]   `json:"file,omitzero"`
		Meta  map[string]int   `json:"meta"`
		Other Nullable[string] `json:"other"`
	}
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			t.Error(err)
			return
		}
		file, header, err := r.FormFile("file")
		if err != nil {
			t.Error(err)
			return
		}
		content, _ := io.ReadAll(file)
		form, _ := json.Marshal(r.MultipartForm.Value)
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, header.Filename+string(content)+string(form)))
	})
	req := NewRequest(&opPost)
	value := upload{Title: "t", Tags: []string{"a", "b"}, File: Some(FileOf("f.txt", []byte("data"))), Meta: map[string]int{"x": 1}}
	req.Multipart(value, "multipart/form-data")
	got, err := Fetch[thing](context.Background(), client, req, nil)
	if want := `f.txtdata{"meta":["{\"x\":1}"],"tags":["a","b"],"title":["t"]}`; err != nil || got.Name != want {
		t.Fatalf("got %v, %v", got, err)
	}
}

func TestDownloadsArrivePieceByPiece(t *testing.T) {
	release := make(chan struct{})
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = io.WriteString(w, "first")
		w.(http.Flusher).Flush()
		<-release
		_, _ = io.WriteString(w, "second")
	})
	download, err := Open(context.Background(), client, NewRequest(&opList), nil)
	if err != nil || download.ContentType != "image/png" {
		t.Fatalf("got %v, %v", download, err)
	}
	first := make([]byte, 5)
	if _, err := io.ReadFull(download, first); err != nil || string(first) != "first" {
		t.Fatalf("got %q, %v", first, err)
	}
	close(release)
	rest, err := io.ReadAll(download)
	if err != nil || string(rest) != "second" || download.Close() != nil {
		t.Fatalf("got %q, %v", rest, err)
	}
}

func TestBrokenDownloadIsATransportError(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "first")
	})
	download, err := Open(context.Background(), client, NewRequest(&opList), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = download.Close() }()
	var transport *TransportError
	if _, err := io.ReadAll(download); !errors.As(err, &transport) || transport.Operation != "things.list" {
		t.Fatalf("got %v", err)
	}
}

func TestUploadsAreSentWhileTheyAreRead(t *testing.T) {
	content, source := io.Pipe()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		parts, err := r.MultipartReader()
		if err != nil {
			t.Error(err)
			return
		}
		part, err := parts.NextPart()
		if err != nil {
			t.Error(err)
			return
		}
		first := make([]byte, 5)
		_, _ = io.ReadFull(part, first)
		_, _ = io.WriteString(source, "second")
		_ = source.Close()
		rest, _ := io.ReadAll(part)
		reply(w, 200, fmt.Sprintf(`{"name": %q}`, string(first)+"|"+string(rest)))
	})
	go func() { _, _ = io.WriteString(source, "first") }()
	req := NewRequest(&opPost)
	value := struct {
		File File `json:"file"`
	}{File{Name: "f", Content: content}}
	req.Multipart(value, "multipart/form-data")
	if got, err := Fetch[thing](context.Background(), client, req, nil); err != nil || got.Name != "first|second" {
		t.Fatalf("got %v, %v", got, err)
	}
}

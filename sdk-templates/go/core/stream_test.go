package core

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"
)

func eventsOf(t *testing.T, text string) *Events[any] {
	t.Helper()
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) })
	op := Operation{ID: "things.watch", Method: "GET", Path: "/watch", Accept: "text/event-stream"}
	events, err := OpenEvents[any](context.Background(), client, NewRequest(&op), nil)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func TestEventsHaveNamesAndIDs(t *testing.T) {
	text := "\ufeffevent: made\nid: 1\nretry: 1500\ndata: {\"a\":\ndata: 1}\n\n" + // two lines of data
		": a comment\r\n\r\nevent: lost\r\n\r\ndata:2\r\rid\nretry: soon\ndata: 3\n\ndata: [DONE]\n\ndata: 4\n\n"
	found := []string{}
	for event, err := range eventsOf(t, text).ServerEvents() {
		found = append(found, fmt.Sprintf("%s %s %s %v %v", event.Name, event.ID, event.Retry, event.Data, err))
	}
	wanted := fmt.Sprint([]string{"made 1 1.5s map[a:1] <nil>", "message 1 1.5s 2 <nil>", "message  1.5s 3 <nil>"})
	if fmt.Sprint(found) != wanted {
		t.Errorf("got %v instead of %v", found, wanted)
	}
}

func TestEventsAreDeliveredAsTheyArrive(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "data: 1\r\r")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}, WithTotalTimeout(10*time.Second))
	op := Operation{ID: "things.watch", Method: "GET", Path: "/watch"}
	events, err := OpenEvents[int](context.Background(), client, NewRequest(&op), nil)
	if err != nil {
		t.Fatal(err)
	}
	for event, err := range events.All() {
		if event != 1 || err != nil {
			t.Errorf("got %d, %v", event, err)
		}
		return
	}
	t.Error("there was no event")
}

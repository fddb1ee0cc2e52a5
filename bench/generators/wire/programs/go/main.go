// Calls operations as it is told, through a generated client: a line of JSON comes in, a line goes out.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
)

type input struct {
	Path, Query, Headers, Cookies map[string]json.RawMessage
	Body                          json.RawMessage
}

type answer map[string]any

var errMissing = errors.New("the client has no way to say that")

// all returns the parameters of all places by their names.
func (i input) all() map[string]json.RawMessage {
	found := map[string]json.RawMessage{}
	for _, place := range []map[string]json.RawMessage{i.Path, i.Query, i.Headers, i.Cookies} {
		for name, value := range place {
			found[name] = value
		}
	}
	return found
}

// pascal writes a name as Go exports it.
func pascal(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("_-[].", r) })
	for index, word := range words {
		words[index] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, "")
}

func outcome(line []byte) answer {
	var request struct {
		ID, Operation string
		BaseURL       string `json:"base_url"`
		Input         input
	}
	if err := json.Unmarshal(line, &request); err != nil {
		return answer{"id": "", "error": answer{"kind": "failed", "message": err.Error()}}
	}
	status, err := call(strings.TrimPrefix(request.Operation, "rules."), request.BaseURL, request.Input)
	switch {
	case errors.Is(err, errMissing):
		return answer{"id": request.ID, "error": answer{"kind": "missing", "message": err.Error()}}
	case err != nil:
		return answer{"id": request.ID, "error": answer{"kind": "failed", "message": err.Error()}}
	case status >= 300:
		return answer{"id": request.ID, "error": answer{"kind": "status", "status": status}}
	}
	return answer{"id": request.ID, "value": nil}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		text, _ := json.Marshal(outcome(lines.Bytes()))
		fmt.Println(string(text))
	}
}

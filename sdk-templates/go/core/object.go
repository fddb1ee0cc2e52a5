package core

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// DecodeObject reads an object into a struct that plain points to, and the members that the struct does not
// know into extra.
func DecodeObject[E any](data []byte, plain any, extra *map[string]E) error {
	if err := json.Unmarshal(data, plain); err != nil {
		return err
	}
	*extra = nil
	known := members(reflect.TypeOf(plain).Elem())
	if !hasOthers(data, known) {
		return nil
	}
	var rest map[string]json.RawMessage
	if err := json.Unmarshal(data, &rest); err != nil {
		return err
	}
	for name, raw := range rest {
		if known[name] {
			continue
		}
		var value E
		if err := json.Unmarshal(raw, &value); err != nil {
			return err
		}
		if *extra == nil {
			*extra = make(map[string]E, len(rest))
		}
		(*extra)[name] = value
	}
	return nil
}

// hasOthers says whether a well-formed object may have members that are not known. Answers seldom do, and
// reading all members once more, to find that out, would cost more than reading the struct.
func hasOthers(object []byte, known map[string]bool) bool {
	depth, isName := 0, false
	for i := 0; i < len(object); i++ {
		switch object[i] {
		case '{', '[':
			depth++
			isName = depth == 1
		case '}', ']':
			depth--
		case ',':
			isName = depth == 1
		case '"':
			end := endOfText(object, i)
			if isName && !known[string(object[i+1:end])] {
				return true
			}
			isName, i = false, end
		}
	}
	return false
}

// endOfText returns where a text ends that begins at start.
func endOfText(data []byte, start int) int {
	for i := start + 1; ; i++ {
		i += bytes.IndexByte(data[i:], '"')
		escapes := len(data[:i]) - len(bytes.TrimRight(data[:i], `\`))
		if escapes%2 == 0 {
			return i
		}
	}
}

// EncodeObject writes a struct, and after its own members those of extra.
func EncodeObject[E any](plain any, extra map[string]E) ([]byte, error) {
	data, err := json.Marshal(plain)
	if err != nil || len(extra) == 0 {
		return data, err
	}
	more, err := json.Marshal(extra)
	if err != nil {
		return nil, err
	}
	return join(data, more), nil
}

func join(one, other []byte) []byte {
	if len(one) <= len("{}") {
		return other
	}
	return bytes.Join([][]byte{one[:len(one)-1], other[1:]}, []byte(","))
}

// List returns a list that is written as [] and not as null when it is empty.
func List[S ~[]E, E any](list S) S {
	if list == nil {
		return S{}
	}
	return list
}

// Map returns a map that is written as {} and not as null when it is empty.
func Map[M ~map[K]V, K comparable, V any](values M) M {
	if values == nil {
		return M{}
	}
	return values
}

var memberCache sync.Map

// members returns the names of a struct's members in JSON.
func members(t reflect.Type) map[string]bool {
	if found, ok := memberCache.Load(t); ok {
		return found.(map[string]bool)
	}
	names := map[string]bool{}
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("json")
		if name, _, _ := strings.Cut(tag, ","); tag != "-" && name != "" {
			names[name] = true
		}
	}
	memberCache.Store(t, names)
	return names
}

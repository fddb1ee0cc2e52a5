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
	known := members(reflect.TypeOf(plain).Elem())
	data, err := renamed(data, known.standIns)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, plain); err != nil || extra == nil {
		return err
	}
	*extra = nil
	if !hasOthers(data, known.names) {
		return nil
	}
	var rest map[string]json.RawMessage
	if err := json.Unmarshal(data, &rest); err != nil {
		return err
	}
	for name, raw := range rest {
		if known.names[name] {
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
	if err != nil {
		return nil, err
	}
	data, err = renamed(data, members(reflect.TypeOf(plain)).wire)
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

// renamed gives members of an object other names; without any it is the object as it was.
func renamed(object []byte, names map[string]string) ([]byte, error) {
	if len(names) == 0 {
		return object, nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(object, &members); err != nil {
		return nil, err
	}
	for from, to := range names {
		if value, ok := members[from]; ok {
			delete(members, from)
			members[to] = value
		}
	}
	return json.Marshal(members)
}

// known has the names that a struct's members have for encoding/json. Where that cannot be what a member is
// called, wire has its name by the one that stands for it, and standIns has the opposite.
type known struct {
	names          map[string]bool
	wire, standIns map[string]string
}

var memberCache sync.Map

// members returns the names of a struct's members in JSON.
func members(t reflect.Type) known {
	if found, ok := memberCache.Load(t); ok {
		return found.(known)
	}
	found := known{names: map[string]bool{}, wire: map[string]string{}, standIns: map[string]string{}}
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		if tag.Get("json") != "-" && name != "" {
			found.names[name] = true
		}
		if wire, ok := tag.Lookup("wire"); ok {
			found.wire[name], found.standIns[wire] = wire, name
		}
	}
	memberCache.Store(t, found)
	return found
}

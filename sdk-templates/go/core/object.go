package core

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
)

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

// known has the names that the fields of a struct have as members; fields that are none have no name. Where
// encoding/json cannot give a member its name, wire has that name by the one that stands for it.
type known struct {
	names   []string
	indexes map[string]int
	wire    map[string]string
}

var memberCache sync.Map

// members returns what a struct's members are called in JSON.
func members(t reflect.Type) known {
	if found, ok := memberCache.Load(t); ok {
		return found.(known)
	}
	found := known{make([]string, t.NumField()), map[string]int{}, map[string]string{}}
	for i := range found.names {
		tag := t.Field(i).Tag
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		if tag.Get("json") == "-" || name == "" {
			continue
		}
		if wire, ok := tag.Lookup("wire"); ok {
			found.wire[name] = wire
			name = wire
		}
		found.names[i], found.indexes[name] = name, i
	}
	memberCache.Store(t, found)
	return found
}

// index returns which field a member belongs to. As with encoding/json, that may be one whose name differs in
// case; it does not count as known then.
func (k known) index(name []byte) (index int, isKnown bool) {
	if index, isKnown = k.indexes[string(name)]; isKnown {
		return index, true
	}
	return slices.IndexFunc(k.names, func(each string) bool {
		return each != "" && strings.EqualFold(each, string(name))
	}), false
}

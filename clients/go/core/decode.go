package core

import (
	"bytes"
	"cmp"
	"encoding"
	"encoding/json"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What is here reads JSON that is known to be well-formed, as what UnmarshalJSON is given has to be. For each object
// with such a method, encoding/json looks for its end and whether it is well-formed before it reads it, and that
// takes as long again as reading it.

// DecodeObject reads an object into a struct that plain points to, and the members that the struct does not
// know into extra.
func DecodeObject[E any](data []byte, plain any, extra *map[string]E) error {
	others, err := decodeMembers(bytes.TrimSpace(data), plain)
	if err != nil || extra == nil {
		return err
	}
	*extra = nil
	for name, raw := range others {
		var value E
		if err := decodeValue(raw, &value); err != nil {
			return err
		}
		if *extra == nil {
			*extra = make(map[string]E, len(others))
		}
		(*extra)[name] = value
	}
	return nil
}

// decodeMembers reads the members that a struct knows, and returns the others. It reads on after an error, as
// encoding/json does.
func decodeMembers(data []byte, plain any) (others map[string][]byte, wrong error) {
	if !bytes.HasPrefix(data, []byte("{")) {
		return nil, json.Unmarshal(data, plain)
	}
	object := reflect.ValueOf(plain).Elem()
	known := members(object.Type())
	for item := range items(data) {
		name, raw := member(item)
		index, isKnown := known.index(name)
		if !isKnown {
			if others == nil {
				others = map[string][]byte{}
			}
			others[string(name)] = raw
		}
		if index >= 0 {
			err := decodeValue(raw, object.Field(index).Addr().Interface())
			wrong = cmp.Or(wrong, placed(err, object.Type(), known.names[index]))
		}
	}
	return others, wrong
}

// placed says where a value was that is of another type than its member.
func placed(err error, object reflect.Type, name string) error {
	if wrong, ok := err.(*json.UnmarshalTypeError); ok {
		wrong.Struct = cmp.Or(wrong.Struct, object.Name())
		wrong.Field = strings.TrimSuffix(name+"."+wrong.Field, ".")
	}
	return err
}

// decodeValue reads a value into what a pointer points to. For what is short, json.Unmarshal would take longer to
// get ready than to read it.
func decodeValue(data []byte, into any) error {
	switch into := into.(type) {
	case json.Unmarshaler:
		return into.UnmarshalJSON(data)
	case encoding.TextUnmarshaler:
		return json.Unmarshal(data, into)
	}
	switch target := reflect.ValueOf(into).Elem(); target.Kind() {
	case reflect.String:
		if isPlainText(data) {
			target.SetString(string(data[1 : len(data)-1]))
			return nil
		}
	case reflect.Int32, reflect.Int64:
		if number, err := strconv.ParseInt(string(data), 10, target.Type().Bits()); err == nil {
			target.SetInt(number)
			return nil
		}
	case reflect.Bool:
		if text := string(data); text == "true" || text == "false" {
			target.SetBool(text == "true")
			return nil
		}
	case reflect.Slice:
		if item := target.Type().Elem(); bytes.HasPrefix(data, []byte("[")) && isOwn(item) {
			return decodeList(data, target)
		}
	}
	return json.Unmarshal(data, into)
}

// isOwn says whether decodeValue reads values of a type without json.Unmarshal.
func isOwn(t reflect.Type) bool {
	return t.Kind() == reflect.String || reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]())
}

// decodeList reads a list of what reads itself. As with encoding/json, elements that are there are read into.
func decodeList(data []byte, list reflect.Value) error {
	found := slices.Collect(items(data))
	if len(found) == 0 {
		list.Set(reflect.MakeSlice(list.Type(), 0, 0))
		return nil
	}
	list.Grow(max(0, len(found)-list.Len()))
	list.SetLen(len(found))
	for i, item := range found {
		if err := decodeValue(item, list.Index(i).Addr().Interface()); err != nil {
			return err
		}
	}
	return nil
}

// items yields what is between the commas of a list or an object.
func items(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for start := 1; start < len(data); {
			end := endOfItem(data, start)
			item := bytes.TrimSpace(data[start:end])
			if len(item) > 0 && !yield(item) {
				return
			}
			start = end + 1
		}
	}
}

func endOfItem(data []byte, start int) int {
	depth := 0
	for i := start; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = endOfText(data, i) - 1
		case '{', '[':
			depth++
		case ',', '}', ']':
			if depth == 0 {
				return i
			}
			if data[i] != ',' {
				depth--
			}
		}
	}
	return len(data)
}

// endOfText returns where a text ends that begins at start.
func endOfText(data []byte, start int) int {
	for end := start + 1; ; end++ {
		length := bytes.IndexByte(data[end:], '"')
		if length < 0 {
			return len(data)
		}
		end += length
		escapes := end - len(bytes.TrimRight(data[:end], `\`))
		if escapes%2 == 0 {
			return end + 1
		}
	}
}

// member splits a member of an object into its name and its value.
func member(item []byte) (name, raw []byte) {
	end := endOfText(item, 0)
	name, raw = item[:end], bytes.TrimSpace(item[end:])
	raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte(":")))
	if isPlainText(name) {
		return name[1 : end-1], raw
	}
	var text string
	_ = json.Unmarshal(name, &text)
	return []byte(text), raw
}

// isPlainText says whether what a JSON text means is exactly what is between its quotes.
func isPlainText(data []byte) bool {
	isText := len(data) > 1 && data[0] == '"' && data[len(data)-1] == '"'
	return isText && bytes.IndexByte(data, '\\') < 0 && utf8.Valid(data)
}

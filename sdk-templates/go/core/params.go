package core

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// Style says how a parameter is written. The zero Style is the usual one of its place.
type Style struct {
	Name     string // simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject
	Flat     bool   // a list or object is one value, and not exploded into several
	Explode  bool   // for styles that are flat unless told otherwise
	JSON     bool   // the value is written as JSON
	Reserved bool   // reserved characters stay as they are
}

type pair struct{ name, value string }

// tree turns a value into text, lists and pairs, by way of JSON. It says false for what is absent.
func tree(value any) (any, bool, error) {
	if zero, ok := value.(interface{ IsZero() bool }); ok && zero.IsZero() {
		if reflect.TypeOf(value).PkgPath() != "time" {
			return nil, false, nil
		}
	}
	switch kind := reflect.ValueOf(value); kind.Kind() {
	case reflect.Invalid:
		return nil, false, nil
	case reflect.Slice, reflect.Map, reflect.Pointer:
		if kind.IsNil() {
			return nil, false, nil
		}
	}
	data, err := json.Marshal(value)
	if err != nil {
		return nil, false, err
	}
	return parse(data)
}

func parse(data []byte) (any, bool, error) {
	switch data[0] {
	case '{':
		object, err := pairs(data)
		return object, true, err
	case '[':
		var items []json.RawMessage
		if err := json.Unmarshal(data, &items); err != nil {
			return nil, false, err
		}
		texts := make([]string, len(items))
		for i, item := range items {
			texts[i] = plain(item)
		}
		return texts, true, nil
	default:
		return plain(data), true, nil
	}
}

// pairs reads the members of an object in their order.
func pairs(data []byte) ([]pair, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	found := []pair{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return nil, err
		}
		found = append(found, pair{fmt.Sprint(name), plain(raw)})
	}
	return found, nil
}

// plain writes a scalar without quotes, and anything else as JSON.
func plain(data []byte) string {
	var text string
	if json.Unmarshal(data, &text) == nil {
		return text
	}
	return string(data)
}

// writeSimple writes a value for a path or header: a,b or k,v or k=v.
func writeSimple(value any, explode bool, escape func(string) string, separator string) string {
	switch value := value.(type) {
	case []string:
		return joined(value, escape, separator)
	case []pair:
		return joinedPairs(value, explode, escape, separator)
	default:
		return escape(fmt.Sprint(value))
	}
}

func joined(texts []string, escape func(string) string, separator string) string {
	escaped := make([]string, len(texts))
	for i, text := range texts {
		escaped[i] = escape(text)
	}
	return strings.Join(escaped, separator)
}

func joinedPairs(object []pair, explode bool, escape func(string) string, separator string) string {
	between := separator
	if explode {
		between = "="
	}
	texts := make([]string, len(object))
	for i, each := range object {
		texts[i] = escape(each.name) + between + escape(each.value)
	}
	return strings.Join(texts, separator)
}

// writePath writes a value for a path in any of its styles.
func writePath(name string, value any, style Style) string {
	switch style.Name {
	case "label":
		separator := ","
		if style.Explode {
			separator = "."
		}
		return "." + writeSimple(value, style.Explode, url.PathEscape, separator)
	case "matrix":
		return writeMatrix(name, value, style.Explode)
	default:
		return writeSimple(value, style.Explode, url.PathEscape, ",")
	}
}

func writeMatrix(name string, value any, explode bool) string {
	if !explode {
		return ";" + name + "=" + writeSimple(value, false, url.PathEscape, ",")
	}
	switch value := value.(type) {
	case []string:
		return joined(value, func(text string) string { return ";" + name + "=" + url.PathEscape(text) }, "")
	case []pair:
		return ";" + joinedPairs(value, true, url.PathEscape, ";")
	default:
		return ";" + name + "=" + url.PathEscape(fmt.Sprint(value))
	}
}

// writeForm writes a value for a query or form as pairs.
func writeForm(name string, value any, style Style) []pair {
	switch value := value.(type) {
	case []string:
		return formList(name, value, style)
	case []pair:
		return formObject(name, value, style)
	default:
		return []pair{{name, fmt.Sprint(value)}}
	}
}

func formList(name string, texts []string, style Style) []pair {
	if style.Flat {
		separators := map[string]string{"spaceDelimited": " ", "pipeDelimited": "|"}
		return []pair{{name, strings.Join(texts, firstOf(separators[style.Name], ","))}}
	}
	found := make([]pair, len(texts))
	for i, text := range texts {
		found[i] = pair{name, text}
	}
	return found
}

func formObject(name string, object []pair, style Style) []pair {
	if style.Name == "deepObject" {
		found := make([]pair, len(object))
		for i, each := range object {
			found[i] = pair{name + "[" + each.name + "]", each.value}
		}
		return found
	}
	if !style.Flat {
		return object
	}
	texts := make([]string, 0, 2*len(object))
	for _, each := range object {
		texts = append(texts, each.name, each.value)
	}
	return []pair{{name, strings.Join(texts, ",")}}
}

// encodeQuery writes pairs as a query; those whose names are in reserved keep reserved characters.
func encodeQuery(query []pair, reserved []string) string {
	texts := make([]string, len(query))
	for i, each := range query {
		value := strings.ReplaceAll(url.QueryEscape(each.value), "+", "%20")
		if slices.Contains(reserved, each.name) {
			value = keepReserved(value)
		}
		texts[i] = strings.ReplaceAll(url.QueryEscape(each.name), "+", "%20") + "=" + value
	}
	return strings.Join(texts, "&")
}

var reservedCharacters = strings.NewReplacer(
	"%3A", ":", "%2F", "/", "%3F", "?", "%40", "@", "%21", "!", "%24", "$", "%27", "'",
	"%28", "(", "%29", ")", "%2A", "*", "%2C", ",", "%3B", ";",
)

func keepReserved(text string) string { return reservedCharacters.Replace(text) }

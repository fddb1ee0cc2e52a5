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

// pair is a name and a value; one that is written is escaped already. raw is the value as JSON.
type pair struct {
	name, value string
	written     bool
	raw         json.RawMessage
}

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
		return slices.DeleteFunc(object, func(each pair) bool { return isNull(each.raw) }), true, err
	case '[':
		var items []json.RawMessage
		if err := json.Unmarshal(data, &items); err != nil {
			return nil, false, err
		}
		texts := make([]string, 0, len(items))
		for _, item := range items {
			if !isNull(item) {
				texts = append(texts, plain(item))
			}
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
		found = append(found, pair{name: fmt.Sprint(name), value: plain(raw), raw: raw})
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

// writeForm writes a value for a query or form as pairs, whose values are escaped.
func writeForm(name string, value any, style Style, escape func(string) string) []pair {
	switch value := value.(type) {
	case []string:
		return formList(name, value, style, escape)
	case []pair:
		return formObject(name, value, style, escape)
	default:
		return []pair{{name: name, value: escape(fmt.Sprint(value)), written: true}}
	}
}

func formList(name string, texts []string, style Style, escape func(string) string) []pair {
	if style.Flat && len(texts) > 0 {
		separators := map[string]string{"spaceDelimited": "%20", "pipeDelimited": "%7C"}
		text := joined(texts, escape, firstOf(separators[style.Name], ","))
		return []pair{{name: name, value: text, written: true}}
	}
	found := make([]pair, len(texts))
	for i, text := range texts {
		found[i] = pair{name: name, value: escape(text), written: true}
	}
	return found
}

func formObject(name string, object []pair, style Style, escape func(string) string) []pair {
	if style.Name != "deepObject" && style.Flat {
		if len(object) == 0 {
			return nil
		}
		return []pair{{name: name, value: joinedPairs(object, false, escape, ","), written: true}}
	}
	var found []pair
	for _, each := range object {
		if style.Name != "deepObject" {
			found = append(found, pair{name: each.name, value: escape(each.value), written: true})
		} else if inner, _, err := parse(each.raw); err == nil {
			found = append(found, writeForm(name+"["+each.name+"]", inner, Style{Name: style.Name}, escape)...)
		}
	}
	return found
}

// encodeQuery writes pairs as a query.
func encodeQuery(query []pair) string {
	texts := make([]string, len(query))
	for i, each := range query {
		value := each.value
		if !each.written {
			value = escapeQuery(value)
		}
		texts[i] = escapeQuery(each.name) + "=" + value
	}
	return strings.Join(texts, "&")
}

func escapeQuery(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

var reservedCharacters = strings.NewReplacer(
	"%3A", ":", "%2F", "/", "%3F", "?", "%40", "@", "%21", "!", "%24", "$",
	"%28", "(", "%29", ")", "%2A", "*", "%2C", ",", "%3B", ";", "%3D", "=",
)

// escapeMost keeps reserved characters, except those that would begin another parameter or a fragment, or mean a space.
func escapeMost(text string) string { return reservedCharacters.Replace(escapeQuery(text)) }

package core

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
)

// Match says how an arm of a union is recognised; each test that is given has to hold.
type Match struct {
	Types     []string
	Property  string
	Tags      []any
	Constants []Constant
	Field     string
	Literals  []any
}

// Constant is a member that can have only certain values in an arm.
type Constant struct {
	Property string
	Values   []any
	Optional bool
}

// Arm is one possibility of a union.
type Arm struct {
	match  Match
	decode func([]byte) error
}

// ArmOf returns an arm that decodes into target, the address of a pointer. It has no type parameter, as
// large documents have thousands of arms, and each would be compiled anew.
func ArmOf(target any, match Match) Arm {
	return Arm{match, func(data []byte) error {
		pointer := reflect.ValueOf(target).Elem()
		value := reflect.New(pointer.Type().Elem())
		if err := json.Unmarshal(data, value.Interface()); err != nil {
			return err
		}
		pointer.Set(value)
		return nil
	}}
}

// DecodeUnion decodes the first arm that matches. With inOrder, a match is a hint, and an arm that fails to
// decode gives way to the next. What no arm takes is kept in unknown.
func DecodeUnion(data []byte, unknown *json.RawMessage, inOrder bool, arms ...Arm) error {
	seen, err := look(data)
	if err != nil {
		return err
	}
	for _, arm := range arms {
		if !seen.matches(arm.match) {
			continue
		}
		if err := arm.decode(data); err == nil || !inOrder {
			return err
		}
	}
	*unknown = slices.Clone(data)
	return nil
}

// EncodeUnion writes the arm that is set.
func EncodeUnion(unknown json.RawMessage, arms ...any) ([]byte, error) {
	for _, arm := range arms {
		if value := reflect.ValueOf(arm); value.Kind() != reflect.Pointer || !value.IsNil() {
			return json.Marshal(arm)
		}
	}
	if unknown == nil {
		return []byte("null"), nil
	}
	return unknown, nil
}

// Tagged is an arm that may lack the member that tells arms apart, or has it empty.
func Tagged[T any](arm *T, property string, tag any) any {
	if arm == nil {
		return arm
	}
	return tagged{arm, property, tag}
}

type tagged struct {
	arm      any
	property string
	tag      any
}

// MarshalJSON adds the tag, unless the arm has one.
func (t tagged) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(t.arm)
	if err != nil {
		return nil, err
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(data, &object) != nil {
		return data, nil
	}
	if own := object[t.property]; own != nil && string(own) != `""` {
		return data, nil
	}
	if object[t.property] != nil {
		delete(object, t.property)
		if data, err = json.Marshal(object); err != nil {
			return nil, err
		}
	}
	tag, err := json.Marshal(map[string]any{t.property: t.tag})
	if err != nil {
		return nil, err
	}
	if len(object) == 0 {
		return tag, nil
	}
	return join(tag, data), nil
}

// OfStatus says whether a status is among the given ones: codes, ranges such as 2XX, or default.
func OfStatus(status int, among ...string) bool {
	code := strconv.Itoa(status)
	return slices.ContainsFunc(among, func(each string) bool {
		return each == "default" || each == code || len(each) == 3 && each[1:] == "XX" && each[0] == code[0]
	})
}

// StatusDecoder is a union over the statuses of an answer.
type StatusDecoder interface {
	DecodeStatus(status int, data []byte) error
}

// sight is what there is to know about a value before it is decoded.
type sight struct {
	kind   string
	scalar any
	object map[string]json.RawMessage
}

func look(data []byte) (sight, error) {
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		return sight{}, fmt.Errorf("there is nothing to decode")
	}
	switch data[0] {
	case '{':
		seen := sight{kind: "object"}
		return seen, json.Unmarshal(data, &seen.object)
	case '[':
		return sight{kind: "array"}, nil
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return sight{}, err
	}
	return sight{kind: kindOf(value), scalar: value}, nil
}

func kindOf(value any) string {
	switch value := value.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64:
		if value == math.Trunc(value) {
			return "integer"
		}
		return "number"
	default:
		return "null"
	}
}

func (s sight) matches(match Match) bool {
	isOfType := slices.Contains(match.Types, s.kind) || s.kind == "integer" && slices.Contains(match.Types, "number")
	if !isOfType || match.Literals != nil && s.object == nil && !among(s.scalar, match.Literals) {
		return false
	}
	if s.object == nil {
		return true
	}
	if match.Property != "" && !s.has(match.Property, match.Tags, false) {
		return false
	}
	if _, there := s.object[match.Field]; match.Field != "" && !there {
		return false
	}
	return !slices.ContainsFunc(match.Constants, func(each Constant) bool {
		return !s.has(each.Property, each.Values, each.Optional)
	})
}

func (s sight) has(property string, values []any, optional bool) bool {
	raw, there := s.object[property]
	if !there {
		return optional
	}
	var value any
	return json.Unmarshal(raw, &value) == nil && among(value, values)
}

func among(value any, values []any) bool {
	return slices.ContainsFunc(values, func(each any) bool {
		number, isNumber := value.(float64)
		if whole, isWhole := each.(int); isWhole && isNumber {
			return number == float64(whole)
		}
		return reflect.DeepEqual(each, value)
	})
}

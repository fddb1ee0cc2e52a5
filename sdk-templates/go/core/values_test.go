package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"
)

func TestPresence(t *testing.T) {
	type patch struct {
		A Optional[int]    `json:"a,omitzero"`
		B Nullable[string] `json:"b,omitzero"`
		C Nullable[string] `json:"c"`
	}
	cases := map[string]patch{
		`{"c":null}`:                   {},
		`{"a":0,"c":""}`:               {A: Some(0), C: Value("")},
		`{"b":null,"c":"x"}`:           {B: Null[string](), C: Value("x")},
		`{"a":1,"b":"y","c":"x"}`:      {A: Some(1), B: Value("y"), C: Value("x")},
		`{"a":-1,"b":"","c":"\u00fc"}`: {A: Some(-1), B: Value(""), C: Value("ü")},
	}
	for text, value := range cases {
		var got patch
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		direct, _ := json.Marshal(value)
		if string(again) != string(direct) {
			t.Errorf("%s: %s is not %s", text, again, direct)
		}
	}
	if _, ok := Null[int]().Get(); ok || !Null[int]().IsNull() || !(Nullable[int]{}).IsZero() || Some(3).Or(4) != 3 {
		t.Error("presence is mixed up")
	}
}

func TestExtraMembersAreKept(t *testing.T) {
	type named struct {
		Name  string                     `json:"name"`
		Extra map[string]json.RawMessage `json:"-"`
	}
	var value named
	if err := DecodeObject([]byte(`{"name": "a", "new": [1], "other": null}`), &value, &value.Extra); err != nil {
		t.Fatal(err)
	}
	data, err := EncodeObject(value, value.Extra)
	if want := `{"name":"a","new":[1],"other":null}`; err != nil || string(data) != want {
		t.Fatalf("got %s, %v", data, err)
	}
}

func TestOnlyUnknownMembersAreExtra(t *testing.T) {
	for text, want := range map[string]string{
		`{}`:            `{}`,
		`null`:          `{}`,
		`{"name": "a"}`: `{}`,
		`{"name": "a\\", "list": ["x", {"y": "z"}]}`: `{}`,
		`{"name": "\"},{\"x", "list": [], "x": 1}`:   `{"x":1}`,
		`{"n\u0061me": "a"}`:                         `{}`,
		`{"Name": "a"}`:                              `{"Name":"a"}`,
		`{"list": [{"x": 1}], "\"": {"name": 2}}`:    `{"\"":{"name":2}}`,
	} {
		var value struct {
			Name  string         `json:"name"`
			List  []any          `json:"list"`
			Extra map[string]any `json:"-"`
		}
		if err := DecodeObject([]byte(text), &value, &value.Extra); err != nil {
			t.Fatal(err)
		}
		if got, _ := json.Marshal(Map(value.Extra)); string(got) != want {
			t.Errorf("%s: got %s", text, got)
		}
	}
}

func TestTextsThatMayBeNull(t *testing.T) {
	for _, text := range []string{`""`, `"a"`, `"ä"`, `"\""`, `"\u00e4\\"`, "\"a\xff\""} {
		var want string
		var got Nullable[string]
		if err := errors.Join(json.Unmarshal([]byte(text), &want), json.Unmarshal([]byte(text), &got)); err != nil {
			t.Fatal(err)
		}
		if got != Value(want) {
			t.Errorf("%s: got %q, not %q", text, got, want)
		}
	}
	var number Nullable[string]
	if json.Unmarshal([]byte(`1`), &number) == nil {
		t.Error("that is no text")
	}
}

type shape struct {
	Circle  *circle
	Number  *float64
	Unknown json.RawMessage
}

type circle struct {
	Radius int `json:"radius"`
}

func (s *shape) UnmarshalJSON(data []byte) error {
	return DecodeUnion(data, &s.Unknown, false,
		ArmOf(&s.Circle, Match{Types: []string{"object"}, Property: "kind", Tags: []any{"circle", 1}}),
		ArmOf(&s.Number, Match{Types: []string{"number"}}))
}

func (s shape) MarshalJSON() ([]byte, error) {
	return EncodeUnion(s.Unknown, Tagged(s.Circle, "kind", "circle"), s.Number)
}

func TestUnions(t *testing.T) {
	for text, want := range map[string]string{
		`{"kind":"circle","radius":2}`: `{"kind":"circle","radius":2}`,
		`{"kind":1,"radius":2}`:        `{"kind":"circle","radius":2}`,
		`3`:                            `3`,
		`2.5`:                          `2.5`,
		`{"kind":"square","side":1}`:   `{"kind":"square","side":1}`,
		`"text"`:                       `"text"`,
		`[1]`:                          `[1]`,
	} {
		var value shape
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(value); err != nil || string(got) != want {
			t.Errorf("%s: got %s, %v", text, got, err)
		}
	}
}

func TestParameterStyles(t *testing.T) {
	type pairOf struct {
		A int `json:"a"`
		B int `json:"b"`
	}
	cases := []struct {
		value any
		style Style
		want  string
	}{
		{[]string{"x", "y z"}, Style{}, "p=x&p=y%20z"},
		{[]string{"x", "y"}, Style{Flat: true}, "p=x,y"},
		{[]string{"x", "y"}, Style{Name: "pipeDelimited", Flat: true}, "p=x%7Cy"},
		{pairOf{1, 2}, Style{}, "a=1&b=2"},
		{pairOf{1, 2}, Style{Flat: true}, "p=a,1,b,2"},
		{pairOf{1, 2}, Style{Name: "deepObject"}, "p%5Ba%5D=1&p%5Bb%5D=2"},
		{pairOf{1, 2}, Style{JSON: true}, "p=%7B%22a%22%3A1%2C%22b%22%3A2%7D"},
		{"a/b", Style{Reserved: true}, "p=a/b"},
		{Optional[int]{}, Style{}, ""},
		{Some(true), Style{}, "p=true"},
		{Date{2026, 1, 2}, Style{}, "p=2026-01-02"},
		{[]string(nil), Style{}, ""},
	}
	for _, each := range cases {
		req := NewRequest(&Operation{Path: "/"})
		req.Query("p", each.value, each.style)
		if got := encodeQuery(req.query); got != each.want {
			t.Errorf("%v %+v: got %s, not %s", each.value, each.style, got, each.want)
		}
	}
	for _, each := range []struct {
		style Style
		want  string
	}{
		{Style{}, "x,y"},
		{Style{Name: "label"}, ".x,y"},
		{Style{Name: "label", Explode: true}, ".x.y"},
		{Style{Name: "matrix"}, ";p=x,y"},
		{Style{Name: "matrix", Explode: true}, ";p=x;p=y"},
	} {
		req := NewRequest(&Operation{Path: "/{p}"})
		req.Path("p", []string{"x", "y"}, each.style)
		if req.path != "/"+each.want {
			t.Errorf("%+v: got %s", each.style, req.path)
		}
	}
}

func TestDatesAndIdentifiers(t *testing.T) {
	date, err := ParseDate("2026-11-20")
	if err != nil || DateOf(date.Time(time.UTC)) != date || date.String() != "2026-11-20" {
		t.Fatalf("got %v, %v", date, err)
	}
	if _, err := ParseDate("20.11.2026"); err == nil {
		t.Error("that is no date")
	}
	if _, err := ParseUUID("3f8d6c52-6c1b-4f0e-9a57-1f3f0f2f7c9d"); err != nil {
		t.Error(err)
	}
	if _, err := ParseUUID("3f8d6c52"); err == nil {
		t.Error("that is no UUID")
	}
}

func TestDescribeHidesSecrets(t *testing.T) {
	got := Describe("Login", map[string]string{"email": "a", "password": "b"}, "password")
	if want := `Login{"email":"a","password":"[redacted]"}`; got != want {
		t.Errorf("got %s", got)
	}
	if text := fmt.Sprintf("%v %#v", Some(Secret("x")), Value(Secret("x"))); text != "[redacted] [redacted]" {
		t.Errorf("got %s", text)
	}
	if !reflect.DeepEqual(List([]int(nil)), []int{}) || Map(map[string]int(nil)) == nil {
		t.Error("empty is not nil")
	}
}

func TestTagsOfArms(t *testing.T) {
	type arm struct {
		Kind   string `json:"kind"`
		Radius int    `json:"radius"`
	}
	for want, value := range map[string]arm{
		`{"kind":"circle","radius":2}`: {Radius: 2},
		`{"kind":"round","radius":2}`:  {Kind: "round", Radius: 2},
	} {
		data, err := json.Marshal(Tagged(&value, "kind", "circle"))
		if err != nil || string(data) != want {
			t.Errorf("got %s, %v instead of %s", data, err, want)
		}
	}
}

package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
)

type leaf struct {
	ID    int64                      `json:"id"`
	Small int32                      `json:"small"`
	On    bool                       `json:"on"`
	Kind  UUID                       `json:"kind"`
	Name  Nullable[string]           `json:"name"`
	Day   Optional[Date]             `json:"day,omitzero"`
	Tags  []string                   `json:"tags"`
	Data  map[string]any             `json:"data"`
	Leafs []leaf                     `json:"leafs,omitzero"`
	Extra map[string]json.RawMessage `json:"-"`
}

func (v leaf) MarshalJSON() ([]byte, error) {
	type plain leaf
	return EncodeObject(plain(v), v.Extra)
}

func (v *leaf) UnmarshalJSON(data []byte) error {
	type plain leaf
	return DecodeObject(data, (*plain)(v), &v.Extra)
}

var readable = []string{
	`{}`,
	`null`,
	" {\n\"id\" : 9223372036854775807 ,\t\"on\":true , \"tags\" : [ \"a\" , \"b\\n\" ] } ",
	`{"id":1,"id":2,"data":{"a":1},"data":{"b":[null]}}`,
	`{"id":null,"small":-0,"on":null,"kind":null,"name":null,"tags":null,"data":null,"leafs":null}`,
	`{"\u0069d":1,"kind":"\u00e4\ud83d\ude00","name":"\\\"","tags":["]","},{","\\"]}`,
	`{"ID":1,"Tags":[],"day":"2026-01-02"}`,
	`{"leafs":[{"id":1,"leafs":[{"name":"a"}]},{"name":null},null],"tags":[]}`,
}

// TestObjectsAreReadAsByEncodingJSON reads into a struct that has the same fields and no method.
func TestObjectsAreReadAsByEncodingJSON(t *testing.T) {
	type plain leaf
	for _, text := range readable {
		var got leaf
		var want plain
		if err := errors.Join(json.Unmarshal([]byte(text), &got), json.Unmarshal([]byte(text), &want)); err != nil {
			t.Fatal(err)
		}
		got.Extra = nil
		if fmt.Sprintf("%+v", plain(got)) != fmt.Sprintf("%+v", want) {
			t.Errorf("%s: got %+v, not %+v", text, got, want)
		}
	}
}

func TestListsAreReadIntoWhatIsThere(t *testing.T) {
	value := leaf{Leafs: []leaf{{ID: 1, Small: 2}, {ID: 3}}}
	if err := json.Unmarshal([]byte(`{"leafs":[{"id":4}]}`), &value); err != nil {
		t.Fatal(err)
	}
	if len(value.Leafs) != 1 || value.Leafs[0].ID != 4 || value.Leafs[0].Small != 2 {
		t.Errorf("got %+v", value.Leafs)
	}
}

func TestWrongTypesHaveTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		`[]`:                                `array where core.plain was expected, at ""`,
		`{"id":"a"}`:                        `string where int64 was expected, at "id"`,
		`{"id":1.5}`:                        `number where int64 was expected, at "id"`,
		`{"id":9223372036854775808}`:        `number where int64 was expected, at "id"`,
		`{"small":2147483648}`:              `number where int32 was expected, at "small"`,
		`{"on":0,"id":"a"}`:                 `number where bool was expected, at "on"`,
		`{"tags":[1]}`:                      `number where string was expected, at "tags"`,
		`{"tags":"a"}`:                      `string where []string was expected, at "tags"`,
		`{"name":{}}`:                       `object where string was expected, at "name"`,
		`{"leafs":[{"leafs":[{"ID":[]}]}]}`: `array where int64 was expected, at "leafs.leafs.id"`,
		`{"leafs":[1]}`:                     `number where core.plain was expected, at "leafs"`,
	} {
		var value leaf
		if err := json.Unmarshal([]byte(text), &value); err == nil || reason(err) != want {
			t.Errorf("%s: got %v, not %s", text, err, want)
		}
	}
}

func TestReadingOnAfterAWrongType(t *testing.T) {
	var value leaf
	err := json.Unmarshal([]byte(`{"id":"a","on":true,"name":1,"kind":"b"}`), &value)
	if err == nil || !value.On || value.Kind != "b" {
		t.Errorf("got %+v, %v", value, err)
	}
}

// TestMalformedObjectsDoNoHarm is about calls of UnmarshalJSON that encoding/json did not make.
func TestMalformedObjectsDoNoHarm(t *testing.T) {
	for _, text := range readable {
		for end := range len(text) {
			var value leaf
			_ = value.UnmarshalJSON([]byte(text[:end]))
			_ = value.UnmarshalJSON([]byte(text[:end] + `]}:",` + text[end:]))
		}
	}
}

package core

import (
	"encoding/json"
	"testing"
)

type oddlyNamed struct {
	Plain string                     `json:"plain"`
	Odd   string                     "json:\"~it~27~s,omitzero\" wire:\"it's\""
	Extra map[string]json.RawMessage `json:"-"`
}

func (v oddlyNamed) MarshalJSON() ([]byte, error) {
	type plain oddlyNamed
	return EncodeObject(plain(v), v.Extra)
}

func (v *oddlyNamed) UnmarshalJSON(data []byte) error {
	type plain oddlyNamed
	return DecodeObject(data, (*plain)(v), &v.Extra)
}

func TestMembersThatNoTagCanNameTravel(t *testing.T) {
	const text = `{"it's":"odd","plain":"yes","more":1}`
	var value oddlyNamed
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	if value.Odd != "odd" || value.Plain != "yes" || len(value.Extra) != 1 {
		t.Errorf("read %+v", value)
	}
	written, err := json.Marshal(value)
	if err != nil || string(written) != text {
		t.Errorf("wrote %s, %v", written, err)
	}
}

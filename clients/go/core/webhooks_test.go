package core

import (
	"errors"
	"strings"
	"testing"
)

const webhook Webhook[thing] = "thing.made"

func TestWebhooksAreDecoded(t *testing.T) {
	got, err := webhook.Decode([]byte(`{"name": "x"}`))
	if err != nil || got.Name != "x" {
		t.Errorf("got %v, %v", got, err)
	}
	var into *thing
	if err := webhook.DecodeTo(&into, []byte(`{"name": "y"}`)); err != nil || into.Name != "y" {
		t.Errorf("got %v, %v", into, err)
	}
}

func TestWebhooksThatDoNotFitAreErrors(t *testing.T) {
	for _, body := range []string{`null`, `[]`, `{`, ``} {
		_, err := webhook.Decode([]byte(body))
		var wrong *DecodeError
		if !errors.As(err, &wrong) || string(wrong.Body()) != body || !strings.HasPrefix(err.Error(), "thing.made: cannot decode the message: ") {
			t.Errorf("%s: got %v", body, err)
		}
	}
	if got, err := Webhook[Nullable[thing]]("thing.gone").Decode([]byte(`null`)); err != nil || !got.IsNull() {
		t.Errorf("got %v, %v", got, err)
	}
}

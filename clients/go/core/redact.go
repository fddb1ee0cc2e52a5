package core

import (
	"encoding/json"
	"log/slog"
	"slices"
)

const redacted = "[redacted]"

// Secret is text that does not show when it is printed or logged.
type Secret string

// String hides the secret.
func (Secret) String() string { return redacted }

// GoString hides the secret.
func (Secret) GoString() string { return redacted }

// LogValue hides the secret.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText hides the secret.
func (Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// Describe writes a value for people, with the named members hidden, however deep they are.
func Describe(name string, value any, secrets ...string) string {
	data, err := json.Marshal(value)
	if err != nil {
		return name + "{?}"
	}
	var members any
	if json.Unmarshal(data, &members) != nil {
		return name + "{?}"
	}
	text, err := json.Marshal(hidden(members, append(secrets, usualSecrets...)))
	if err != nil {
		return name + "{?}"
	}
	return name + string(text)
}

func hidden(value any, secrets []string) any {
	switch value := value.(type) {
	case map[string]any:
		for member := range value {
			value[member] = hidden(value[member], secrets)
			if _, isText := value[member].(string); isText && slices.Contains(secrets, member) {
				value[member] = redacted
			}
		}
	case []any:
		for i := range value {
			value[i] = hidden(value[i], secrets)
		}
	}
	return value
}

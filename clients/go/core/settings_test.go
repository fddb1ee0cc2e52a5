package core

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// refused checks that a client or call was refused for a reason that names what the caller has to change.
func refused(t *testing.T, err error, names ...string) {
	t.Helper()
	var input *InputError
	if !errors.As(err, &input) {
		t.Errorf("got %v", err)
		return
	}
	for _, name := range names {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%q does not tell of %s", err, name)
		}
	}
}

func TestBaseURLIsAHostAndAPath(t *testing.T) {
	for address, fault := range map[string]string{
		"": "missing", "localhost:8000": "http://", "ftp://SECRETQ": "http://", "http://": "no host", "http://:80": "no host",
		"http://SECRETQ@host": "a user", "http://me:SECRETQ@host/x": "a password", "https://host?token=SECRETQ": "a query", // scan: allow
		"https://host/x?": "a query", "https://host/#SECRETQ": "a fragment", "http://host:SECRETQ": "port", "http://ho st": "host",
	} {
		_, err := NewClient(testSettings(), WithBaseURL(address))
		refused(t, err, fault, "WithBaseURL", "TESTING_BASE_URL")
		t.Setenv("TESTING_BASE_URL", address)
		_, fromVariable := NewClient(testSettings())
		refused(t, fromVariable, fault, "TESTING_BASE_URL")
		if strings.Contains(err.Error()+fromVariable.Error(), "SECRETQ") {
			t.Errorf("a part of the address shows in %q", err)
		}
	}
	for _, address := range []string{"http://localhost:8000", "HTTPS://example.com/gate/", "http://[::1]:80/a@b"} {
		if _, err := NewClient(testSettings(), WithBaseURL(address)); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestLimitsFromTheEnvironment(t *testing.T) {
	t.Setenv("TESTING_BASE_URL", "http://localhost")
	t.Setenv("TESTING_TIMEOUT_MS", "1500")
	t.Setenv("TESTING_TOTAL_TIMEOUT_MS", "")
	t.Setenv("TESTING_MAX_RETRIES", "0")
	client, err := NewClient(testSettings())
	if err != nil || client.config.timeout != 1500*time.Millisecond || client.config.totalTimeout != 2*time.Minute {
		t.Fatalf("got %v, %+v", err, client.config)
	}
	chosen, err := NewClient(testSettings(), WithMaxRetries(1))
	if err != nil || client.config.maxRetries != 0 || chosen.config.maxRetries != 1 {
		t.Fatal("an option has to win over the environment")
	}
	for name, texts := range map[string][]string{
		"TESTING_TIMEOUT_MS": {"0", "-1", "2s", "1.5", "9999999999999999"}, "TESTING_TOTAL_TIMEOUT_MS": {"0"},
		"TESTING_MAX_RETRIES": {"-1", "many"},
	} {
		for _, text := range texts {
			t.Run(name+text, func(t *testing.T) {
				t.Setenv(name, text)
				_, err := NewClient(testSettings())
				refused(t, err, name)
			})
		}
	}
}

func TestLimitsFromOptions(t *testing.T) {
	t.Setenv("TESTING_BASE_URL", "http://127.0.0.1:1")
	for name, option := range map[string]Option{
		"WithTimeout": WithTimeout(0), "WithTotalTimeout": WithTotalTimeout(-1), "WithMaxRetries": WithMaxRetries(-1),
		"WithBackoff": WithBackoff(-1),
	} {
		_, err := NewClient(testSettings(), option)
		refused(t, err, name)
	}
	client, err := NewClient(testSettings(), WithMaxRetries(0), WithBackoff(0))
	if err != nil {
		t.Fatal(err)
	}
	for name, option := range map[string]RequestOption{
		"WithRequestTimeout": WithRequestTimeout(0), "WithRequestRetries": WithRequestRetries(-1),
	} {
		refused(t, Send(context.Background(), client, NewRequest(&opList), []RequestOption{option}), "things.list", name)
	}
}

func TestHalfALoginIsRefused(t *testing.T) {
	t.Setenv("TESTING_BASE_URL", "http://localhost")
	noEmail, noPassword := []string{"WithPassword", "TESTING_EMAIL"}, []string{"WithPassword", "TESTING_PASSWORD"}
	_, err := NewClient(testSettings(), WithPassword("", "SECRETQ"))
	refused(t, err, noEmail...)
	_, err = NewClient(testSettings(), WithPassword("", ""))
	refused(t, err, noEmail...)
	_, err = NewClient(testSettings(), WithPassword("ada@example.com", ""))
	refused(t, err, noPassword...)
	t.Setenv("TESTING_EMAIL", "ada@example.com")
	t.Setenv("TESTING_PASSWORD", "")
	_, err = NewClient(testSettings())
	refused(t, err, noPassword...)
	if _, err := NewClient(testSettings(), WithToken("other")); err != nil {
		t.Errorf("options win over variables: %v", err)
	}
	without := testSettings()
	without.Flow = nil
	if client, err := NewClient(without); err != nil || client.config.credentials.email != "" {
		t.Errorf("without a login its variables mean nothing: %v", err)
	}
}

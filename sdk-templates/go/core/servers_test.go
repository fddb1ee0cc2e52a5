package core

import (
	"errors"
	"testing"
)

func severalServers() Settings {
	port := Variable{Name: "port", Default: "443", Values: []string{"443", "8443"}}
	return Settings{
		Name: "SHOP", BaseURL: "https://one.example",
		Servers: []Server{
			{URL: "https://one.example/"},
			{URL: "https://{name}.example:{port}/v1/", Variables: []Variable{{Name: "name", Default: "two"}, port}},
			{URL: "/v2"},
		},
	}
}

func TestServersAreChosen(t *testing.T) {
	t.Setenv("SHOP_BASE_URL", "")
	for _, each := range []struct {
		options []Option
		wanted  string
	}{
		{nil, "https://one.example"},
		{[]Option{WithServer(0, nil)}, "https://one.example"},
		{[]Option{WithServer(1, nil)}, "https://two.example:443/v1"},
		{[]Option{WithServer(1, map[string]string{"port": "8443", "name": "x"})}, "https://x.example:8443/v1"},
	} {
		client, err := NewClient(severalServers(), each.options...)
		if err != nil || client.config.baseURL != each.wanted {
			t.Errorf("got %v, %v instead of %s", client, err, each.wanted)
		}
	}
	t.Setenv("SHOP_BASE_URL", "https://env.example")
	if client, err := NewClient(severalServers(), WithServer(0, nil)); err != nil || client.config.baseURL != "https://one.example" {
		t.Errorf("got %v, %v", client, err)
	}
}

func TestServersThatCannotBeAreRefused(t *testing.T) {
	for text, options := range map[string][]Option{
		"there is no server 3 (WithServer); there are: 0 https://one.example/, 1 https://{name}.example:{port}/v1/, 2 /v2": {WithServer(3, nil)},
		`the variable "port" of https://{name}.example:{port}/v1/ cannot be "80" (WithServer); it is one of: 443, 8443`:    {WithServer(1, map[string]string{"port": "80"})},
		`https://{name}.example:{port}/v1/ has no variable "host" (WithServer); it has: name, port`:                        {WithServer(1, map[string]string{"host": "x"})},
		"the server /v2 is no whole address (WithServer): give a base URL (WithBaseURL)":                                   {WithServer(2, nil)},
		"give a base URL (WithBaseURL) or choose a server (WithServer), not both":                                          {WithServer(0, nil), WithBaseURL("http://localhost")},
	} {
		_, err := NewClient(severalServers(), options...)
		var input *InputError
		if !errors.As(err, &input) || err.Error() != text {
			t.Errorf("got %v instead of %s", err, text)
		}
	}
}

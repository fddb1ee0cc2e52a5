package core

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Server is an address of a service; in its URL are the names of variables in braces.
type Server struct {
	URL       string
	Variables []Variable
}

// Variable is a blank in the address of a server. Where there are values, it has to be one of them.
type Variable struct {
	Name    string
	Default string
	Values  []string
}

// choice is the server that the caller chose.
type choice struct {
	index     int
	variables map[string]string
}

// chooseServer makes the base URL of the server that the caller chose.
func (c *config) chooseServer(servers []Server) error {
	if c.server == nil {
		return nil
	}
	if c.isOwnBaseURL {
		return &InputError{Message: "give a base URL (WithBaseURL) or choose a server (WithServer), not both"}
	}
	if c.server.index < 0 || c.server.index >= len(servers) {
		return &InputError{Message: fmt.Sprintf("there is no server %d (WithServer); there are: %s", c.server.index, listed(servers))}
	}
	address, err := servers[c.server.index].fill(c.server.variables)
	c.baseURL = address
	return err
}

func listed(servers []Server) string {
	texts := make([]string, len(servers))
	for i, each := range servers {
		texts[i] = fmt.Sprintf("%d %s", i, each.URL)
	}
	return strings.Join(texts, ", ")
}

// fill puts the values of variables into the address.
func (s Server) fill(values map[string]string) (string, error) {
	address := s.URL
	var names []string
	for _, each := range s.Variables {
		value, isGiven := values[each.Name]
		if !isGiven {
			value = each.Default
		}
		if isGiven && len(each.Values) > 0 && !slices.Contains(each.Values, value) {
			return "", &InputError{Message: fmt.Sprintf("the variable %q of %s cannot be %q (WithServer); it is one of: %s",
				each.Name, s.URL, value, strings.Join(each.Values, ", "))}
		}
		address = strings.ReplaceAll(address, "{"+each.Name+"}", value)
		names = append(names, each.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(names, name) {
			return "", &InputError{Message: fmt.Sprintf("%s has no variable %q (WithServer); it has: %s",
				s.URL, name, firstOf(strings.Join(names, ", "), "none"))}
		}
	}
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		return "", &InputError{Message: fmt.Sprintf("the server %s is no whole address (WithServer): give a base URL (WithBaseURL)", s.URL)}
	}
	return strings.TrimRight(address, "/"), nil
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/ogen-go/ogen/validate"

	"bench.example/client/client"
)

// The client of ogen has a method for each operation that it knows, with a struct of parameters and one of the body.
func call(operation, base string, given input) (int, error) {
	made, err := client.NewClient(base)
	if err != nil {
		return 0, err
	}
	name := map[string]string{"json": "JSON"}[operation]
	if name == "" {
		name = pascal(operation)
	}
	method := reflect.ValueOf(made).MethodByName("Rules" + name)
	if !method.IsValid() {
		return 0, fmt.Errorf("%w: no method for %s", errMissing, operation)
	}
	arguments := []reflect.Value{reflect.ValueOf(context.Background())}
	for index := 1; index < method.Type().NumIn(); index++ {
		argument := reflect.New(method.Type().In(index)).Elem()
		if err := argue(argument, given); err != nil {
			return 0, err
		}
		arguments = append(arguments, argument)
	}
	found := method.Call(arguments)
	err, _ = found[len(found)-1].Interface().(error)
	var status *validate.UnexpectedStatusCodeError
	if errors.As(err, &status) {
		return status.StatusCode, nil
	}
	return 200, err
}

func argue(argument reflect.Value, given input) error {
	if strings.HasSuffix(argument.Type().Name(), "Params") {
		return parameters(argument, given.all())
	}
	if argument.Kind() == reflect.Pointer {
		argument.Set(reflect.New(argument.Type().Elem()))
		return body(argument.Elem(), given.Body)
	}
	return body(argument, given.Body)
}

// body fills a body: some are text to read, some are JSON, and forms are structs of what can be absent.
func body(argument reflect.Value, given json.RawMessage) error {
	if data := argument.FieldByName("Data"); data.IsValid() {
		var text string
		err := json.Unmarshal(given, &text)
		data.Set(reflect.ValueOf(io.Reader(strings.NewReader(text))))
		return err
	}
	if value, isJSON := argument.Addr().Interface().(json.Unmarshaler); isJSON {
		return value.UnmarshalJSON(given)
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(given, &fields); err != nil {
		return err
	}
	return parameters(argument, fields)
}

func parameters(into reflect.Value, given map[string]json.RawMessage) error {
	for wire, value := range given {
		field := into.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, pascal(wire)) })
		if !field.IsValid() {
			return fmt.Errorf("%w: no parameter %s", errMissing, wire)
		}
		if err := fill(field, value); err != nil {
			return err
		}
	}
	return nil
}

// fill sets a field from JSON; one that can be absent is a struct of a value and whether it is set, or null.
func fill(field reflect.Value, given json.RawMessage) error {
	if !strings.HasPrefix(field.Type().Name(), "Opt") {
		return json.Unmarshal(given, field.Addr().Interface())
	}
	field.FieldByName("Set").SetBool(true)
	if null := field.FieldByName("Null"); null.IsValid() && string(given) == "null" {
		null.SetBool(true)
		return nil
	}
	value := field.FieldByName("Value")
	switch field.Type().Name() {
	case "OptDate":
		given = []byte(strings.TrimSuffix(string(given), `"`) + `T00:00:00Z"`)
	case "OptMultipartFile":
		var content []byte // which JSON has as base64
		err := json.Unmarshal(given, &content)
		value.FieldByName("Name").SetString("file")
		value.FieldByName("File").Set(reflect.ValueOf(io.Reader(bytes.NewReader(content))))
		return err
	}
	return json.Unmarshal(given, value.Addr().Interface())
}

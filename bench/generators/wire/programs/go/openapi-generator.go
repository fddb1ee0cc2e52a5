package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"reflect"

	"bench.example/client/client"
)

// The client of openapi-generator has a builder for each operation, with a method for each parameter that can be absent.
func call(operation, base string, given input) (int, error) {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: base}}
	service := reflect.ValueOf(openapi.NewAPIClient(configuration).DefaultAPI)
	method := service.MethodByName("Rules" + pascal(operation))
	if !method.IsValid() {
		return 0, fmt.Errorf("%w: no method for %s", errMissing, operation)
	}
	arguments := []reflect.Value{reflect.ValueOf(context.Background())}
	for index, name := range []string{"simple", "label", "matrix"}[4-max(1, method.Type().NumIn()):] {
		value, err := typed(method.Type().In(index+1), given.Path[name])
		if err != nil {
			return 0, err
		}
		arguments = append(arguments, value)
	}
	request := method.Call(arguments)[0]
	given.Path = nil
	for name, value := range named(operation, given) {
		setter := request.MethodByName(pascal(name))
		if !setter.IsValid() {
			return 0, fmt.Errorf("%w: no parameter %s", errMissing, name)
		}
		argument, err := typed(setter.Type().In(0), value)
		if err != nil {
			return 0, err
		}
		request = setter.Call([]reflect.Value{argument})[0]
	}
	return sent(request.MethodByName("Execute").Call(nil))
}

// sent returns the status of the answer, which comes with an error if it is none that was asked for.
func sent(found []reflect.Value) (int, error) {
	err, _ := found[len(found)-1].Interface().(error)
	response, _ := found[len(found)-2].Interface().(*http.Response)
	if response != nil && response.StatusCode >= 300 {
		return response.StatusCode, nil
	}
	return 200, err
}

// named returns parameters, and bodies by the names that the builder has for them.
func named(operation string, given input) map[string]json.RawMessage {
	found := given.all()
	switch operation {
	case "json":
		found["Pair"] = given.Body
	case "plain", "markup":
		found["Body"] = given.Body
	case "form", "parts":
		fields := map[string]json.RawMessage{}
		_ = json.Unmarshal(given.Body, &fields)
		for name, value := range fields {
			found[name] = value
		}
	}
	return found
}

func typed(wanted reflect.Type, given json.RawMessage) (reflect.Value, error) {
	if wanted == reflect.TypeFor[*os.File]() {
		return file(given)
	}
	value := reflect.New(wanted)
	err := json.Unmarshal(given, value.Interface())
	return value.Elem(), err
}

func file(given json.RawMessage) (reflect.Value, error) {
	var content []byte // which JSON has as base64
	if err := json.Unmarshal(given, &content); err != nil {
		return reflect.Value{}, err
	}
	made, err := os.CreateTemp("", "file")
	if err != nil {
		return reflect.Value{}, err
	}
	if _, err := made.Write(content); err != nil {
		return reflect.Value{}, err
	}
	_, err = made.Seek(0, 0)
	return reflect.ValueOf(made), err
}

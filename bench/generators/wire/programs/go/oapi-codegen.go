package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"bench.example/client/client"
)

// The client of oapi-codegen has a method for each operation, with a struct of parameters that reads JSON.
func call(operation, base string, given input) (int, error) {
	made, err := client.NewClientWithResponses(base)
	if err != nil {
		return 0, err
	}
	found, err := send(made, operation, given)
	if err != nil {
		return 0, err
	}
	return found.StatusCode(), nil
}

type response interface{ StatusCode() int }

func send(to *client.ClientWithResponses, operation string, given input) (response, error) {
	ctx, path := context.Background(), given.Path
	switch operation {
	case "query":
		parameters, err := read[client.RulesQueryParams](given.all())
		return or(err, func() (response, error) { return to.RulesQueryWithResponse(ctx, &parameters) })
	case "cookies":
		parameters, err := read[client.RulesCookiesParams](given.all())
		return or(err, func() (response, error) { return to.RulesCookiesWithResponse(ctx, &parameters) })
	case "headers":
		parameters, err := read[client.RulesHeadersParams](given.all())
		return or(err, func() (response, error) { return to.RulesHeadersWithResponse(ctx, &parameters) })
	case "path":
		return to.RulesPathWithResponse(ctx, texts(path["simple"]), texts(path["label"]), texts(path["matrix"]))
	case "flat_path":
		return to.RulesFlatPathWithResponse(ctx, texts(path["label"]), texts(path["matrix"]))
	case "one":
		simple, _ := read[string](path["simple"])
		label, _ := read[string](path["label"])
		matrix, err := read[int](path["matrix"])
		return or(err, func() (response, error) { return to.RulesOneWithResponse(ctx, simple, label, matrix) })
	case "objects":
		return to.RulesObjectsWithResponse(ctx, pair(path["simple"]), pair(path["label"]), pair(path["matrix"]))
	case "json":
		return to.RulesJsonWithApplicationVndRulesPlusJSONBodyWithResponse(ctx, pair(given.Body))
	case "form":
		body, err := read[client.Form](given.Body)
		return or(err, func() (response, error) { return to.RulesFormWithFormdataBodyWithResponse(ctx, body) })
	case "plain":
		body, err := read[string](given.Body)
		return or(err, func() (response, error) { return to.RulesPlainWithTextBodyWithResponse(ctx, body) })
	case "markup":
		body, _ := read[string](given.Body)
		return to.RulesMarkupWithBodyWithResponse(ctx, "application/xml", strings.NewReader(body))
	}
	return nil, fmt.Errorf("%w: %s takes bytes that the caller has to write", errMissing, operation)
}

func or(err error, next func() (response, error)) (response, error) {
	if err != nil {
		return nil, err
	}
	return next()
}

func read[T any](given any) (T, error) {
	var value T
	text, err := json.Marshal(given)
	if err != nil {
		return value, err
	}
	return value, json.Unmarshal(text, &value)
}

func texts(given json.RawMessage) client.Texts {
	value, _ := read[client.Texts](given)
	return value
}

func pair(given json.RawMessage) client.Pair {
	value, _ := read[client.Pair](given)
	return value
}

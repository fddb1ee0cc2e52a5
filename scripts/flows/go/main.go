// Command flow registers, signs in (which the client does when a call needs it) and reads the account; it prints
// the account as JSON.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	gatehouse "gatehouse.example/client"
)

func main() {
	ctx := context.Background()
	client, err := gatehouse.New()
	if err != nil {
		log.Fatal(err)
	}
	request := gatehouse.RegisterRequest{
		Email:    os.Getenv("GATEHOUSE_EMAIL"),
		Username: os.Getenv("FLOW_USERNAME"),
		Password: os.Getenv("GATEHOUSE_PASSWORD"),
	}
	if _, err = client.Auth.Register(ctx, request); err != nil {
		log.Fatal(err)
	}
	account, err := client.Me.Get(ctx)
	if err != nil {
		log.Fatal(err)
	}
	if err = json.NewEncoder(os.Stdout).Encode(account); err != nil {
		log.Fatal(err)
	}
}

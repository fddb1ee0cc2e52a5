// A program on the machine of the person who signs in with go-oidc; so it has no secret.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

type wiki struct {
	home     string
	provider *oidc.Provider
	config   oauth2.Config
	state    string
	nonce    string
	verifier string
	device   *oauth2.DeviceAuthResponse
	token    *oauth2.Token
	idToken  string
}

func main() {
	home := os.Getenv("HOME_URL")
	provider, err := oidc.NewProvider(context.Background(), os.Getenv("ISSUER"))
	if err != nil {
		log.Fatal(err)
	}
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	wiki := &wiki{home: home, provider: provider, config: oauth2.Config{
		ClientID:    os.Getenv("CLIENT_ID"),
		Endpoint:    endpoint,
		RedirectURL: home + "/callback",
		Scopes:      []string{oidc.ScopeOpenID, "profile", "email"},
	}}
	http.HandleFunc("/{$}", wiki.show)
	http.HandleFunc("/callback", wiki.callback)
	http.HandleFunc("/refresh", wiki.refresh)
	http.HandleFunc("/device", wiki.startDevice)
	http.HandleFunc("/device/wait", wiki.waitForDevice)
	http.HandleFunc("/sign-out", wiki.signOut)
	http.HandleFunc("/signed-out", func(w http.ResponseWriter, _ *http.Request) { write(w, "signed out") })
	log.Fatal(http.ListenAndServe(strings.TrimPrefix(home, "http://"), nil))
}

func (wiki *wiki) show(w http.ResponseWriter, r *http.Request) {
	if wiki.token == nil {
		wiki.state, wiki.nonce, wiki.verifier = oauth2.GenerateVerifier(), oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
		to := wiki.config.AuthCodeURL(wiki.state, oidc.Nonce(wiki.nonce), oauth2.S256ChallengeOption(wiki.verifier))
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	userInfo, err := wiki.provider.UserInfo(r.Context(), oauth2.StaticTokenSource(wiki.token))
	if err != nil {
		wiki.token = nil
		write(w, map[string]any{"refused": err.Error()})
		return
	}
	var claims, told map[string]any
	idToken, err := wiki.verify(r.Context())
	if err = errors.Join(err, userInfo.Claims(&told)); err == nil {
		err = idToken.Claims(&claims)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	write(w, map[string]any{"claims": claims, "userinfo": told})
}

func (wiki *wiki) callback(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if query.Get("state") != wiki.state {
		http.Error(w, "another state", http.StatusBadRequest)
		return
	}
	token, err := wiki.config.Exchange(r.Context(), query.Get("code"), oauth2.VerifierOption(wiki.verifier))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	wiki.keep(w, r, token)
}

func (wiki *wiki) keep(w http.ResponseWriter, r *http.Request, token *oauth2.Token) {
	wiki.token = token
	wiki.idToken, _ = token.Extra("id_token").(string)
	http.Redirect(w, r, wiki.home, http.StatusSeeOther)
}

func (wiki *wiki) startDevice(w http.ResponseWriter, r *http.Request) {
	device, err := wiki.config.DeviceAuth(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	wiki.device, wiki.nonce = device, ""
	write(w, device.VerificationURIComplete)
}

func (wiki *wiki) waitForDevice(w http.ResponseWriter, r *http.Request) {
	token, err := wiki.config.DeviceAccessToken(r.Context(), wiki.device)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	wiki.keep(w, r, token)
}

func (wiki *wiki) refresh(w http.ResponseWriter, r *http.Request) {
	former := wiki.token.RefreshToken
	token, err := wiki.config.TokenSource(r.Context(), &oauth2.Token{RefreshToken: former}).Token()
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		write(w, map[string]any{"refused": refused.ErrorCode})
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	wiki.token = token
	write(w, map[string]any{"rotated": token.RefreshToken != former})
}

func (wiki *wiki) signOut(w http.ResponseWriter, r *http.Request) {
	var metadata struct {
		EndSession string `json:"end_session_endpoint"`
	}
	if err := wiki.provider.Claims(&metadata); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	ended := url.Values{"id_token_hint": {wiki.idToken}, "post_logout_redirect_uri": {wiki.home + "/signed-out"}}
	wiki.token = nil
	http.Redirect(w, r, metadata.EndSession+"?"+ended.Encode(), http.StatusSeeOther)
}

func (wiki *wiki) verify(ctx context.Context) (*oidc.IDToken, error) {
	idToken, err := wiki.provider.Verifier(&oidc.Config{ClientID: wiki.config.ClientID}).Verify(ctx, wiki.idToken)
	if err == nil && idToken.Nonce != wiki.nonce {
		err = errors.New("another nonce")
	}
	return idToken, err
}

func write(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}

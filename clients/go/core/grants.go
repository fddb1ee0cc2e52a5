package core

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

const (
	clientCredentials = "client_credentials"
	passwordGrant     = "password"
)

// Grant is a way to get tokens from an OAuth 2 server.
type Grant struct {
	Type       string // client_credentials or password
	TokenURL   string
	RefreshURL string
}

// grantFlow is where the tokens are in the answers of such servers.
var grantFlow = &Flow{AccessToken: "access_token", RefreshToken: "refresh_token", ExpiresIn: "expires_in"}

// grantOf returns the way to get tokens with what was given, if there is one.
func (s Scheme) grantOf(given credential) (Grant, bool) {
	wanted := clientCredentials
	if given.user != "" {
		wanted = passwordGrant
	}
	i := slices.IndexFunc(s.Grants, func(grant Grant) bool { return grant.Type == wanted })
	if i < 0 || given.user == "" && given.clientID == "" {
		return Grant{}, false
	}
	return s.Grants[i], true
}

// granted is a scheme whose tokens an OAuth 2 server gives.
type granted struct {
	client *Client
	op     *Operation
	grant  Grant
	given  credential
}

func newGrantSession(client *Client, scheme Scheme, grant Grant) *session {
	op := &Operation{ID: "token for " + scheme.ID, Method: "POST", Path: grant.TokenURL, Accept: "application/json", isGrant: true}
	source := &granted{client: client, op: op, grant: grant, given: client.config.schemes[scheme.ID]}
	return &session{client: client, op: op, store: &MemoryStore{}, obtain: source.obtain, canBegin: true}
}

// obtain refreshes, and begins anew where that is not possible.
func (g *granted) obtain(ctx context.Context, old Tokens) (Tokens, error) {
	if old.Refresh != "" {
		fields := map[string]string{"grant_type": "refresh_token", "refresh_token": old.Refresh}
		tokens, err := g.ask(ctx, firstOf(g.grant.RefreshURL, g.grant.TokenURL), fields, old)
		if err == nil || statusOf(err)/100 != 4 {
			return tokens, err
		}
	}
	fields := map[string]string{"grant_type": g.grant.Type}
	if g.grant.Type == passwordGrant {
		fields["username"], fields["password"] = g.given.user, string(g.given.password)
	}
	if len(g.given.scopes) > 0 {
		fields["scope"] = strings.Join(g.given.scopes, " ")
	}
	return g.ask(ctx, g.grant.TokenURL, fields, Tokens{})
}

func (g *granted) ask(ctx context.Context, address string, fields map[string]string, old Tokens) (Tokens, error) {
	req := NewRequest(g.op)
	where, err := g.client.beneath(address)
	if err != nil {
		return Tokens{}, err
	}
	req.address = where
	if g.given.clientID != "" {
		secret, err := g.secret(ctx)
		if err != nil {
			return Tokens{}, err
		}
		user, password := url.QueryEscape(g.given.clientID), url.QueryEscape(secret)
		req.hide(secret)
		req.hide(basic(user, password))
		req.Header("Authorization", basic(user, password))
	}
	req.Form(fields, "application/x-www-form-urlencoded")
	return g.client.tokens(ctx, req, grantFlow, old)
}

// secret returns the client's secret as it is now.
func (g *granted) secret(ctx context.Context) (string, error) {
	if g.given.secretSource == nil {
		return string(g.given.clientSecret), nil
	}
	secret, err := g.given.secretSource(ctx)
	if err != nil {
		return "", &InputError{Message: fmt.Sprintf("the secret of the client %q cannot be had: %s", g.given.clientID, err)}
	}
	return secret, nil
}

// beneath returns a whole address; one that is not is beneath the base URL.
func (c *Client) beneath(address string) (string, error) {
	base := *c.origin
	base.Path = strings.TrimRight(base.Path, "/") + "/"
	found, err := base.Parse(address)
	if err != nil {
		return "", &InputError{Message: fmt.Sprintf("the document's token address %q is malformed", address)}
	}
	return found.String(), nil
}

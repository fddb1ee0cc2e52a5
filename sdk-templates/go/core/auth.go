package core

import (
	"context"
	"encoding/base64"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// Scheme is a way to present credentials.
type Scheme struct {
	ID     string
	Kind   string // bearer, basic, api_key
	In     string // for API keys: header, query or cookie
	Name   string
	Grants []Grant // how to get tokens for it
}

// Flow says how tokens are had.
type Flow struct {
	Login        *Operation
	SecondStep   *Operation // completes a login that waits for a second factor
	Refresh      *Operation
	Logout       string   // the operation that ends the session
	Users        []string // members of the login's body that can name an account, the best first
	Password     string
	IsForm       bool
	AccessToken  string // members of the answers, and of the refresh's body
	RefreshToken string
	ExpiresIn    string
	LoginToken   string // members of the second step's body, and of the answer that waits for it
	Code         string
}

type credentials struct {
	token, apiKey, userPassword, password Secret
	user, email                           string
	tokens                                Tokens
	isLogin                               bool // whether the login was given as an option
}

func (c credentials) isEmpty() bool { return c == credentials{} }

// credential is what the client was given for one scheme.
type credential struct {
	secret       Secret
	user         string
	password     Secret
	clientID     string
	clientSecret Secret
	secretSource func(context.Context) (string, error) // in place of a secret that stays
	scopes       []string
}

// secrets returns all texts that must not be shown.
func (c *Client) secrets() []string {
	held := c.config.credentials
	found := []string{string(held.token), string(held.apiKey), string(held.userPassword), string(held.password)}
	found = append(found, held.tokens.Access, held.tokens.Refresh)
	for _, each := range c.config.schemes {
		found = append(found, string(each.secret), string(each.password), string(each.clientSecret))
	}
	for _, session := range append(slices.Collect(maps.Values(c.sessions)), c.session) {
		if tokens := session.last.Load(); tokens != nil {
			found = append(found, tokens.Access, tokens.Refresh)
		}
	}
	return found
}

// credentialHeaders returns the headers that credentials travel in.
func (c *Client) credentialHeaders() []string {
	var names []string
	for _, scheme := range c.settings.Schemes {
		if scheme.In == "header" {
			names = append(names, scheme.Name)
		}
	}
	return names
}

// proof is what a request presents for one scheme. A token that is from a session can be renewed.
type proof struct {
	Scheme
	user    string
	secret  string
	session *session
}

// proofsFor chooses the first alternative that there are all credentials for. One that needs none comes last.
func (c *Client) proofsFor(ctx context.Context, call *call) ([]proof, error) {
	if call.isAnonymous {
		return nil, nil
	}
	for _, alternative := range call.req.op.Security {
		proofs, err := c.proofs(ctx, alternative)
		if err != nil || len(proofs) > 0 {
			return proofs, err
		}
	}
	if c.mayGoWithout(call) {
		return nil, nil
	}
	return nil, c.lacking(call.req.op)
}

// proofs returns what is presented for all schemes of an alternative; nothing if any of them is lacking.
func (c *Client) proofs(ctx context.Context, alternative []string) ([]proof, error) {
	var found []proof
	for _, id := range alternative {
		if !c.holds(c.scheme(id)) {
			return nil, nil
		}
	}
	for _, id := range alternative {
		proof, err := c.proof(ctx, c.scheme(id))
		if err != nil || proof.secret == "" && proof.user == "" {
			return nil, err
		}
		found = append(found, proof)
	}
	return found, nil
}

func (c *Client) scheme(id string) Scheme {
	i := slices.IndexFunc(c.settings.Schemes, func(scheme Scheme) bool { return scheme.ID == id })
	if i < 0 {
		return Scheme{ID: id}
	}
	return c.settings.Schemes[i]
}

// holds says whether there are credentials for a scheme.
func (c *Client) holds(scheme Scheme) bool {
	held := c.config.credentials
	if _, isGiven := c.config.schemes[scheme.ID]; isGiven {
		return true
	}
	switch scheme.Kind {
	case "bearer":
		return held.token != "" || c.session.isOpen()
	case "basic":
		return held.user != ""
	case "api_key":
		return held.apiKey != ""
	default:
		return false
	}
}

// proof returns what is presented for a scheme: what was given for it, or else for all of its kind.
func (c *Client) proof(ctx context.Context, scheme Scheme) (proof, error) {
	given, held := c.config.schemes[scheme.ID], c.config.credentials
	switch {
	case scheme.Kind == "basic" && given.user != "":
		return proof{Scheme: scheme, user: given.user, secret: string(given.password)}, nil
	case scheme.Kind == "basic":
		return proof{Scheme: scheme, user: held.user, secret: string(held.userPassword)}, nil
	case given.secret != "":
		return proof{Scheme: scheme, secret: string(given.secret)}, nil
	case scheme.Kind == "api_key":
		return proof{Scheme: scheme, secret: string(held.apiKey)}, nil
	case c.sessions[scheme.ID] != nil:
		return c.sessions[scheme.ID].proof(ctx, scheme)
	case held.token != "":
		return proof{Scheme: scheme, secret: string(held.token)}, nil
	default:
		return c.session.proof(ctx, scheme)
	}
}

// apply presents credentials, all but those that are in the query.
func apply(proofs []proof, request *http.Request) {
	for _, each := range proofs {
		switch each.Kind + each.In {
		case "bearer":
			request.Header.Set("Authorization", "Bearer "+each.secret)
		case "basic":
			request.Header.Set("Authorization", basic(each.user, each.secret))
		case "api_keyheader":
			request.Header.Set(each.Name, each.secret)
		case "api_keycookie":
			cookies := append(request.Header["Cookie"], each.Name+"="+cookieValue(each.secret))
			request.Header.Set("Cookie", strings.Join(cookies, "; "))
		}
	}
}

// cookieValue escapes a value that cannot be in a cookie as it is.
func cookieValue(text string) string {
	isForbidden := func(char rune) bool { return char <= ' ' || char > '~' || strings.ContainsRune("\",;\\", char) }
	if strings.ContainsFunc(text, isForbidden) {
		return escapeQuery(text)
	}
	return text
}

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

// inQuery returns the credentials that are in the query.
func inQuery(proofs []proof) []pair {
	var query []pair
	for _, each := range proofs {
		if each.Kind == "api_key" && each.In == "query" {
			query = append(query, pair{name: each.Name, value: each.secret})
		}
	}
	return query
}

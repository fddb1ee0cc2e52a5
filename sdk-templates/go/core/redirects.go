package core

import (
	"net/http"
	"net/url"
	"strings"
)

// isOurs says whether credentials may go to an address.
func (c *Client) isOurs(address *url.URL, op *Operation) bool {
	base, err := url.Parse(c.baseFor(op))
	return err == nil && sameOrigin(base, address)
}

func sameOrigin(one, other *url.URL) bool {
	return strings.EqualFold(one.Scheme, other.Scheme) && strings.EqualFold(one.Host, other.Host)
}

// redirectCheck is what http.Client asks before it follows a redirect.
type redirectCheck = func(request *http.Request, via []*http.Request) error

// checkRedirect lets credentials, and bodies, which may contain some, go to their own host only.
func (c *Client) checkRedirect(next redirectCheck) redirectCheck {
	return func(request *http.Request, via []*http.Request) error {
		if len(via) >= 10 {
			return http.ErrUseLastResponse
		}
		if !sameOrigin(request.URL, via[0].URL) {
			if request.Body != nil && request.Body != http.NoBody {
				return http.ErrUseLastResponse
			}
			for _, name := range append(c.credentialHeaders(), "Authorization", "Cookie", "Referer") {
				request.Header.Del(name)
			}
		}
		if next != nil {
			return next(request, via)
		}
		return nil
	}
}

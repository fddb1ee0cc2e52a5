# Tokens of OAuth 2: had from the token endpoint of a flow, kept in memory, and had anew before they expire.

use answers.nu [refusal text]
use problems.nu [fail kind-of scrub]
use session.nu [alone is-fresh recall remember-as secrets]
use transport.nu [resolve send]
use wire.nu [escape form-body]

# An access token of a flow. `grant` has client_id and client_secret, or username and password, or all of them. A secret
# that is exchanged now and then is a closure: it is asked whenever a token is had.
export def flow-token [client: record, scheme: record, grant: record, rejected: list<string>]: nothing -> string {
  let flow = flow-of $client $scheme $grant
  let key = $"($client.id) flow ($scheme.id) (fingerprint $grant)"
  let kept = recall $key
  if (is-fresh $kept) and $kept.access not-in $rejected { return $kept.access }
  alone $key $client.timeout {||
    let again = recall $key
    if (is-fresh $again) and $again.access not-in $rejected { $again.access } else { obtain $client $scheme $flow $grant $key $again }
  }
}

def fingerprint [grant: record]: nothing -> string {
  let lasting = if (kind-of $grant.client_secret?) == "closure" { $grant | reject client_secret } else { $grant }
  $lasting | to nuon | hash sha256
}

def flow-of [client: record, scheme: record, grant: record]: nothing -> record {
  let wanted = if ($grant.username? | default "") == "" { "client_credentials" } else { "password" }
  let found = $scheme.flows? | default [] | where grant == $wanted | get 0?
  if $found == null {
    fail $client.service.name {kind: "input" message: $"the security scheme '($scheme.id)' has no flow ($wanted)"} --help-text "Give a token as text."
  }
  $found
}

def obtain [client: record, scheme: record, flow: record, grant: record, key: string, before: any]: nothing -> string {
  if ($before.refresh? | default "") != "" {
    let url = if $flow.refresh_url == "" { $flow.token_url } else { $flow.refresh_url }
    let answer = ask $client $scheme $grant $url {grant_type: "refresh_token" refresh_token: $before.refresh}
    if $answer.failure? == null and $answer.status < 300 { return (keep $client $scheme $key $answer $before) }
  }
  let who = if $flow.grant == "password" { {username: $grant.username password: $grant.password} } else { {} }
  let scopes = $grant.scopes? | default [] | str join " "
  let more = if $scopes == "" { {} } else { {scope: $scopes} }
  let answer = ask $client $scheme $grant $flow.token_url ({grant_type: $flow.grant} | merge $who | merge $more)
  if $answer.failure? != null {
    let message = $"($scheme.id): ($answer.message | scrub (secrets $client))"
    fail $client.service.name {kind: $answer.failure retryable: true message: $message}
  }
  if $answer.status >= 300 {
    # Its codes are those of RFC 6749, and none of the service's own.
    fail $client.service.name (refusal $answer "error" $scheme.id (secrets $client) | merge {kind: "status" code: null})
  }
  keep $client $scheme $key $answer null
}

# A form for the token endpoint, with the client in HTTP Basic as RFC 6749 2.3.1 says.
def ask [client: record, scheme: record, grant: record, url: string, form: record]: nothing -> record {
  let headers = {Accept: "application/json" User-Agent: $client.service.user_agent}
  let id = $grant.client_id? | default ""
  let given = $grant.client_secret?
  let secret = if (kind-of $given) == "closure" { do $given } else { $given | default "" }
  let basic = $"(escape $id):(escape $secret)" | encode base64
  send $client {
    method: "POST"
    url: (resolve $"($client.base_url)/" $url)
    headers: (if $id == "" { $headers } else { $headers | insert Authorization $"Basic ($basic)" })
    body: (form-body [] $form)
    content_type: "application/x-www-form-urlencoded"
    retryable: false
    operation: $scheme.id
  }
}

def keep [client: record, scheme: record, key: string, answer: record, before: any]: nothing -> string {
  let found = try { text $answer | from json } catch { {} }
  let access = if ($found | describe) =~ '^record' { $found.access_token? } else { null }
  if ($access | default "") == "" {
    fail $client.service.name {kind: "decode" status: $answer.status message: $"($scheme.id): the token endpoint gave no access token"}
  }
  remember-as $key $access ($found.refresh_token? | default $before.refresh?) $found.expires_in?
  $access
}

# Access tokens, checked without asking the service about them. Signatures are OpenSSL's work: Nushell has no such command.

use problems.nu fail
use signatures.nu is-signed

const ANSWERS = {
  client: {status: 403 error: "insufficient_scope"}
  scope: {status: 403 error: "insufficient_scope"}
  authentication: {status: 401 error: "insufficient_user_authentication"}
}

# What a token says if it is signed with one of the keys and has what is required of it.
#
# `rules` has issuer, audiences, type and leeway, and may have scopes, clients, acr and max_age.
export def verified [service: string, token: string, keys: list, rules: record]: nothing -> record {
  let parts = $token | split row "."
  if ($parts | length) != 3 or "" in $parts { refuse $service "malformed" "the token does not have three parts" }
  let header = $parts.0 | part $service
  if "crit" in $header { refuse $service "malformed" "the token asks for more than a verifier understands" }
  if ($header.alg? not-in ["EdDSA" "ES256" "RS256"]) {
    refuse $service "algorithm" "the token is signed in a way that is not accepted"
  }
  if ($"($header.typ?)" | str lowercase | str replace "application/" "") != $rules.type {
    refuse $service "type" "the token is of another type"
  }
  let key = $keys | where {|each| is-key $each $header } | get 0?
  if $key == null { refuse $service "key" "the service has no such key" }
  let signature = $parts.2 | bytes-of $service
  if not (is-signed $header.alg $key ($"($parts.0).($parts.1)" | into binary) $signature) {
    refuse $service "signature" "the signature is wrong"
  }
  let claims = $parts.1 | part $service
  check-claims $service $claims $rules
  check-required $service $claims $rules
  $claims
}

def is-key [key: record, header: record]: nothing -> bool {
  let kinds = {EdDSA: ["OKP" "Ed25519"] ES256: ["EC" "P-256"] RS256: ["RSA" null]}
  let is_named = $header.kid? == null or $key.kid? == $header.kid
  [$key.kty? $key.crv?] == ($kinds | get $header.alg) and $key.use? != "enc" and $is_named
}

def check-claims [service: string, claims: record, rules: record]: nothing -> nothing {
  let meant = $claims.aud? | append []
  if $claims.iss? != $rules.issuer { refuse $service "issuer" "the token was issued by somebody else" }
  if not ($meant | any {|each| $each in $rules.audiences }) { refuse $service "audience" "the token is meant for somebody else" }
  if (seconds $claims.exp? 0) + $rules.leeway <= (now) { refuse $service "expired" "the token has expired" }
  if "nbf" in $claims and (seconds $claims.nbf Infinity) - $rules.leeway > (now) {
    refuse $service "early" "the token is not valid yet"
  }
}

def check-required [service: string, claims: record, rules: record]: nothing -> nothing {
  if $rules.clients? != null and $claims.client_id? not-in $rules.clients {
    refuse $service "client" "the token is of an application that is not accepted here"
  }
  let granted = $"($claims.scope?)" | split row " "
  let missing = $rules.scopes? | default [] | where {|each| $each not-in $granted }
  if ($missing | is-not-empty) {
    refuse $service "scope" $"the token lacks: ($missing | str join ' ')" $', scope="($rules.scopes | str join " ")"'
  }
  if $rules.acr? != null and $claims.acr? not-in $rules.acr {
    refuse $service "authentication" $"the sign-in has to be one of: ($rules.acr | str join ' ')" (asked $rules)
  }
  if $rules.max_age? != null and (seconds $claims.auth_time? 0) + $rules.max_age + $rules.leeway < (now) {
    refuse $service "authentication" $"the sign-in must not be older than ($rules.max_age) seconds" (asked $rules)
  }
}

# What a challenge says of the sign-in that is wanted (RFC 9470).
def asked [rules: record]: nothing -> string {
  let values = if $rules.acr? == null { "" } else { $', acr_values="($rules.acr | str join " ")"' }
  let age = if $rules.max_age? == null { "" } else { $', max_age="($rules.max_age)"' }
  $values + $age
}

def refuse [service: string, reason: string, message: string, details: string = ""]: nothing -> error {
  let answer = $ANSWERS | get --optional $reason | default {status: 401 error: "invalid_token"}
  fail $service {
    kind: "token"
    code: $reason
    status: $answer.status
    message: $message
    challenge: $'Bearer error="($answer.error)"($details)'
  } --help-text "Answer with this status, and the challenge as WWW-Authenticate."
}

def now []: nothing -> float { (date now | into int) / 1_000_000_000 }

def seconds [value: any, otherwise: any]: nothing -> any {
  if ($value | describe) in ["int" "float"] { $value } else { $otherwise }
}

def part [service: string]: string -> record {
  let bytes = $in | bytes-of $service
  let value = try { $bytes | decode utf-8 | from json } catch { null }
  if ($value | describe) !~ '^record' { refuse $service "malformed" "the token is not JSON" }
  $value
}

def bytes-of [service: string]: string -> binary {
  let text = $in
  if $text !~ '^[A-Za-z0-9_-]+$' { refuse $service "malformed" "the token is not base64url" }
  try { $text | decode base64 --url --nopad } catch { refuse $service "malformed" "the token is not base64url" }
}

# Errors: one machine-readable code for each, and never a secret in their text.

use loops.nu [compact-record each-item each-member over-members]

const KINDS = ["problem" "status" "transport" "timeout" "decode" "input" "factor_required" "token"]
const SECRET = '(?i)passw|secret|token|api[-_]?key|authorization|cookie|credential'

# Whether a value of this name has to stay hidden.
export def is-secret [name: string]: nothing -> bool {
  $name =~ $SECRET
}

# Hide the members of a value whose names say that they are secret, however deep.
export def redact [value: any]: nothing -> any {
  match (kind-of $value) {
    "record" => (each-member $value {|name, member| if (is-secret $name) and $member != null { "[redacted]" } else { redact $member } })
    "list" | "table" => (each-item $value {|item, _| redact $item })
    "binary" => $"[($value | bytes length) bytes]"
    _ => $value
  }
}

# The texts under names that say that they are secret, however deep.
export def secrets-in [value: any]: nothing -> list<string> {
  match (kind-of $value) {
    "record" => (over-members $value {|name, member| if (is-secret $name) and (kind-of $member) == "string" { [$member] } else { secrets-in $member } })
    "list" | "table" => (each-item $value {|item, _| secrets-in $item } | flatten)
    _ => []
  }
}

# The bare name of a value's type: `record`, `list`, `string`.
export def kind-of [value: any]: nothing -> string {
  # `describe` goes through all of a record, and its pipeline costs more than the match.
  match $value {
    {} => "record"
    [..] => ($value | describe | split row '<' | first)
    _ => ($value | describe)
  }
}

# Replace known secrets in a text.
export def scrub [secrets: list<string>]: string -> string {
  let text = $in
  $secrets | where ($it | str length) >= 6 | reduce --fold $text {|secret, found|
    $found | str replace --all $secret "[redacted]"
  }
}

# End with an error. `facts` are what `problem` gives back to those who catch it.
#
# It has no labels: they would show the line that was typed, with every secret in it.
export def fail [
  service: string # The name of the service, which error codes begin with.
  facts: record # What is known: kind, message, and more.
  --help-text: string = "" # What to do about it.
]: nothing -> error {
  let more = unsaid $facts
  error make --unspanned {
    msg: $facts.message
    code: ([$service $facts.kind $facts.code?] | compact | str join "::")
    help: (if $help_text == "" { hint $facts } else { $help_text })
    inner: (if ($more | is-empty) { [] } else { [{msg: ($more | to nuon) code: $"($service)::facts"}] })
  }
}

# What neither the text nor the code of an error says. Nushell shows it below them, so it is kept short.
def unsaid [facts: record]: nothing -> record {
  compact-record {
    status: $facts.status?
    request_id: $facts.request_id?
    retryable: (if $facts.retryable? == true { true })
    errors: (if ($facts.errors? | is-not-empty) { $facts.errors })
    body: $facts.body?
    text: $facts.text?
    challenge: $facts.challenge?
  }
}

def hint [facts: record]: nothing -> string {
  if $facts.challenge? != null { return $"The service asks for more: ($facts.challenge)" }
  match $facts.status? {
    401 => "Sign in, or give a token or an API key."
    403 => "The credentials do not allow this."
    429 | 503 => "Try again later."
    _ => (if $facts.retryable? == true { "Trying again may help." } else { "Catch it and hand it to `problem` to see the facts." })
  }
}

# The facts of a caught error: kind, status, code, request_id, retryable, message, errors, body, text, challenge.
#
# `body` is what the service said, read as the document describes it for this status; `text` is the beginning of what
# is not described or does not fit.
# Kinds are `problem` (the service said no and why), `status`, `transport`, `timeout`, `decode`, `input`, and `token` of a
# token that is not accepted: `challenge` is what to answer as WWW-Authenticate.
export def problem [
  caught: any # What `catch` was given.
]: nothing -> record {
  let words = $caught.details?.code? | default "" | split row "::"
  let is_ours = ($words | get 1?) in $KINDS
  let inner = $caught.details?.inner? | default [] | where ($it.code? | default "" | str ends-with "::facts")
  let more = if ($inner | is-empty) { {} } else { $inner | first | get msg | from nuon }
  {
    kind: (if $is_ours { $words.1 } else { "input" })
    status: $more.status?
    code: (if $is_ours and ($words | length) > 2 { $words | skip 2 | str join "::" })
    request_id: $more.request_id?
    retryable: ($more.retryable? | default false)
    message: ($caught.msg? | default "something went wrong")
    errors: ($more.errors? | default [])
    body: $more.body?
    text: $more.text?
    challenge: $more.challenge?
  }
}

# Errors: one machine-readable code for each, and never a secret in their text.

use loops.nu [each-item each-member over-members]

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
  $value | describe | split row '<' | first
}

# Replace known secrets in a text.
export def scrub [secrets: list<string>]: string -> string {
  let text = $in
  $secrets | where ($it | str length) >= 6 | reduce --fold $text {|secret, found|
    $found | str replace --all $secret "[redacted]"
  }
}

# End with an error. `facts` are what `problem` gives back to those who catch it.
export def fail [
  service: string # The name of the service, which error codes begin with.
  facts: record # What is known: kind, message, and more.
  --help-text: string = "" # What to do about it.
  --span: any # Where the argument that is to blame was written.
]: nothing -> error {
  let known = {
    kind: $facts.kind
    status: $facts.status?
    code: $facts.code?
    request_id: $facts.request_id?
    retryable: ($facts.retryable? | default false)
    message: $facts.message
    errors: ($facts.errors? | default [])
  }
  let code = [$service $known.kind $known.code] | compact | str join "::"
  let report = {
    msg: $known.message
    code: $code
    help: (if $help_text == "" { hint $known } else { $help_text })
    inner: [{msg: ($known | to nuon) code: $"($service)::facts"}]
  }
  if $span == null {
    error make --unspanned $report
  }
  error make ($report | insert labels [{text: "this one" span: $span}])
}

def hint [known: record]: nothing -> string {
  match $known.status {
    401 => "Sign in, or give a token or an API key."
    403 => "The credentials do not allow this."
    429 | 503 => "Try again later."
    _ => (if $known.retryable { "Trying again may help." } else { "Catch it and hand it to `problem` to see the facts." })
  }
}

# The facts of a caught error: kind, status, code, request_id, retryable, message, errors.
#
# Kinds are `problem` (the service said no and why), `status`, `transport`, `timeout`, `decode` and `input`.
export def problem [
  caught: any # What `catch` was given.
]: nothing -> record {
  let facts = $caught.details?.inner? | default [] | where ($it.code? | default "" | str ends-with "::facts")
  if ($facts | is-not-empty) {
    return ($facts | first | get msg | from nuon)
  }
  {
    kind: "input"
    status: null
    code: null
    request_id: null
    retryable: false
    message: ($caught.msg? | default "something went wrong")
    errors: []
  }
}

# What an answer says: its text, its headers, and, if it is no success, why not.

use loops.nu [each-item each-member]
use problems.nu [kind-of scrub]
use transport.nu header

const RETRYABLE = [408 429 502 503 504]
const MOST_FAULTS = 3

# The body as text.
export def text [answer: record]: nothing -> string {
  match ($answer.body | describe) {
    "string" => $answer.body
    "binary" => ($answer.body | decode utf-8)
    _ => ($answer.body | default "" | into string)
  }
}

# The headers as a record; those that come more than once are joined.
export def header-record [answer: record]: nothing -> record {
  $answer.headers | reduce --fold {} {|each, found|
    let before = $found | get -o $each.name
    $found | upsert $each.name (if $before == null { $each.value } else { $"($before), ($each.value)" })
  }
}

# Whether an answer refuses the token itself. One that asks for more (RFC 6750, RFC 9470) would refuse the next token, too.
export def refuses-token [answer: record]: nothing -> bool {
  $answer.status == 401 and not (asks-for-more $answer)
}

def asks-for-more [answer: record]: nothing -> bool {
  (header $answer "www-authenticate" | default "") =~ '\berror\s*=\s*"?(insufficient_scope|insufficient_user_authentication)\b'
}

def first-text [values: list]: nothing -> any {
  $values | where (kind-of $it) == "string" and $it != "" | get 0?
}

# The facts of an answer that is no success. Its code is the service's own, or that of RFC 6749.
export def refusal [
  answer: record
  code_field: string # The member of a problem that has its code.
  subject: string # What was answered so.
  hidden: list<string> # Secrets that the answer may repeat, but no error.
]: nothing -> record {
  let data = try { text $answer | from json --strict } catch { null }
  let body = if (kind-of $data) == "record" { $data } else { {} }
  let code = code-of $body $code_field $hidden
  let detail = first-text [$body.detail? $body.error_description? $body.message? $body.title?]
  let errors = if (kind-of $body.errors?) in ["list" "table"] { scrub-deep $body.errors $hidden } else { [] }
  let summary = [$answer.status $code] | compact | str join " "
  let said = [$summary (if $detail != null { $detail | scrub $hidden })] | compact | str join ": "
  let request_id = $body.request_id? | default (header $answer "x-request-id")
  let origin = [$subject (if $request_id != null { $"request id ($request_id)" })] | compact | str join ", "
  let facts = faults $errors | append $origin | str join "; "
  {
    kind: (if $code == null { "status" } else { "problem" })
    status: $answer.status
    code: $code
    request_id: $request_id
    retryable: ($answer.status in $RETRYABLE)
    challenge: (if (asks-for-more $answer) { header $answer "www-authenticate" })
    message: $"($said) \(($facts)\)"
    errors: $errors
  }
}

# A code is one word, and stays as it is: `weak_password` is one even where the password was `password`.
def code-of [body: record, code_field: string, hidden: list<string>]: nothing -> any {
  let found = first-text [($body | get -o $code_field) $body.error?]
  if $found == null or $found =~ '^[a-z][a-z0-9_.-]*$' { $found } else { $found | scrub $hidden }
}

# What is wrong with the first fields, for the text of an error.
def faults [errors: list]: nothing -> list<string> {
  each-item ($errors | first $MOST_FAULTS) {|error, _|
    if (kind-of $error) == "record" {
      [(first-text [$error.pointer?]) (first-text [$error.detail? $error.message? $error.code?])] | compact | str join ": "
    } else { "" }
  } | where $it != ""
}

# Hide known secrets in a value, however deep.
export def scrub-deep [value: any, hidden: list<string>]: nothing -> any {
  match (kind-of $value) {
    "string" => ($value | scrub $hidden)
    "list" | "table" => (each-item $value {|item, _| scrub-deep $item $hidden })
    "record" => (each-member $value {|_, member| scrub-deep $member $hidden })
    _ => $value
  }
}

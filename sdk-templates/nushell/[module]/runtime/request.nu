# From arguments to a request: path, query, headers, body.

use loops.nu [compact-record over-members]
use problems.nu [fail kind-of is-secret redact]
use settings.nu [address revealed]
use shapes.nu to-wire
use wire.nu [escape form-body header-value multipart-body pairs path-value text-of]

# Refuse what was given.
export def refuse [call: record, message: string, help_text: string = ""]: nothing -> error {
  let facts = {kind: "input" message: $"($call.operation.id): ($message)"}
  let advice = if $help_text == "" { "See the command's --help." } else { $help_text }
  fail $call.client.service.name $facts --help-text $advice
}

# What a call says about its parameters, ready to be sent: `{parameter, value}`.
def given [call: record]: nothing -> list {
  mut found: list<any> = []
  for parameter in $call.operation.parameters {
    let value = $call.arguments | get -o $parameter.key
    if $value != null {
      let written = try { to-wire $call.types $parameter.type $value $parameter.flag } catch {|caught| refuse $call $caught.msg }
      if $parameter.place == "path" and (text-of $written) == "" { refuse $call $"($parameter.flag) is empty" }
      $found ++= [{parameter: $parameter value: $written}]
    } else if $parameter.required {
      refuse $call $"($parameter.flag) is missing"
    }
  }
  $found
}

# The `name=value` pairs of all parameters of a place.
def pairs-of [given: list, place: string]: nothing -> list<string> {
  mut found: list<any> = []
  for each in $given {
    if $each.parameter.place == $place { $found ++= (pairs $each.parameter $each.value) }
  }
  $found
}

# The request of a call, without credentials.
export def build [call: record]: nothing -> record {
  if $call.operation.method == "TRACE" { refuse $call "Nushell cannot send TRACE" "Use another program for this operation." }
  let given = given $call
  let operation = $call.operation
  let path = path-of $call $given
  let extra = over-members ($call.options.query? | default {}) {|name, value| pairs {wire: $name style: "form" explode: true} $value }
  let body = body-of $call
  {
    method: $operation.method
    url: (where-to $call $path)
    query: [...(pairs-of $given "query") ...$extra]
    headers: (headers-of $call $given)
    body: $body.content
    content_type: $body.content_type
    retryable: $operation.retryable
    operation: $operation.id
  }
}

# The path with its blanks filled. Servers and proxies take `.` and `..` as steps to somewhere else, however escaped.
def path-of [call: record, given: list]: nothing -> string {
  mut path = $call.operation.path
  for each in $given {
    if $each.parameter.place == "path" {
      $path = $path | str replace --all $"{($each.parameter.wire)}" (path-value $each.parameter $each.value)
    }
  }
  let steps = $path | split row "/"
  for dots in ["." ".."] {
    if $dots in $steps and $dots not-in ($call.operation.path | split row "/") {
      refuse $call "a step of the path cannot be `.` or `..`"
    }
  }
  $path
}

def where-to [call: record, path: string]: nothing -> string {
  let own = $call.operation.server? | default ""
  if $own != "" { ($own | str trim --right --char "/") + $path } else { address $call.client $path }
}

def headers-of [call: record, given: list]: nothing -> record {
  let operation = $call.operation
  let accept = $operation.accept? | default "application/json"
  mut headers: record = {Accept: $accept User-Agent: $call.client.service.user_agent}
  for each in $given {
    if $each.parameter.place == "header" {
      $headers = $headers | upsert $each.parameter.wire (header-value $each.parameter $each.value)
    }
  }
  let cookies = pairs-of $given "cookie"
  if ($cookies | is-not-empty) { $headers = $headers | upsert Cookie ($cookies | str join "; ") }
  let key = $operation.idempotency? | default ""
  if $key != "" and $key not-in ($headers | columns) { $headers = $headers | insert $key (random uuid) }
  $headers | merge (revealed $call.client.headers) | merge ($call.options.headers? | default {})
}

# The body of a call: what its flags say, or else what comes through the pipeline.
def body-of [call: record]: nothing -> record {
  let body = $call.operation.body?
  let none = {content: null content_type: ""}
  if $body == null { return $none }
  let fields = compact-record ($call.body.fields? | default {})
  let value = if ($fields | is-empty) { $call.body.input? } else { $fields }
  if $value == null {
    if $body.required { refuse $call "the body is missing" "Pipe a record into the command, or use its flags." }
    return $none
  }
  let content = content-of $call $body
  let written = try { written-body $call $content $value } catch {|caught| refuse $call $caught.msg (advice $call $fields) }
  {content: $written.content content_type: $written.content_type}
}

# A record that was not looked at may well have what is missing.
def advice [call: record, fields: record]: nothing -> string {
  if ($fields | is-empty) or (kind-of $call.body.input?) != "record" { return "" }
  "Flags were given, so the pipeline was not read: use either."
}

def content-of [call: record, body: record]: nothing -> record {
  let wanted = $call.options.content_type? | default ""
  if $wanted == "" { return ($body.contents | first) }
  let found = $body.contents | where media_type == $wanted
  if ($found | is-empty) { refuse $call $"($wanted) is no media type of its body" }
  $found | first
}

def written-body [call: record, content: record, value: any]: nothing -> record {
  let wire = if $content.type == null { $value } else { to-wire $call.types $content.type $value }
  match $content.kind {
    "json" => {content: ($wire | to json --raw) content_type: $content.media_type}
    "form" => {content: (form-body $content.parts $wire) content_type: $content.media_type}
    "multipart" => {
      let boundary = $"boundary-(random chars --length 24)"
      {content: (multipart-body $content.parts $wire $boundary) content_type: $"($content.media_type); boundary=($boundary)"}
    }
    "json_lines" => {content: ($wire | each {|line| $line | to json --raw } | str join "\n") content_type: $content.media_type}
    _ => {content: (if (kind-of $wire) == "binary" { $wire } else { text-of $wire }) content_type: $content.media_type}
  }
}

# A request with credentials, ready to go.
export def sealed-request [request: record, credentials: record]: nothing -> record {
  let query = $request.query | append $credentials.query
  let url = if ($query | is-empty) { $request.url } else { $"($request.url)?($query | str join '&')" }
  let cookie = [$request.headers.Cookie? $credentials.headers.Cookie?] | compact | str join "; "
  let headers = $credentials.headers | merge $request.headers
  let headers = if $cookie == "" { $headers } else { $headers | upsert Cookie $cookie }
  $request | reject query | upsert url $url | upsert headers $headers
}

# What would be sent, without its secrets.
export def preview [call: record, request: record]: nothing -> record {
  let secret_paths = $call.operation.parameters | where {|each| $each.place == "path" and (is-secret $each.wire) }
  let url = if ($secret_paths | is-empty) { $request.url } else { where-to $call $call.operation.path }
  let query = $request.query | each {|pair|
    let name = $pair | split row "=" | first
    if (is-secret $name) and $name !~ '(?i)cursor|page' { $"($name)=[redacted]" } else { $pair }
  }
  let wants = $call.client.service.schemes | get -o ($call.operation.security | flatten | get -o 0 | default "")
  {
    method: $request.method
    url: (if ($query | is-empty) { $url } else { $"($url)?($query | str join '&')" })
    headers: (redact $request.headers)
    credentials: (if $wants == null { "none" } else { $"[($wants.kind)]" })
    content_type: $request.content_type
    body: (preview-body $request)
  }
}

def preview-body [request: record]: nothing -> any {
  if $request.body == null { return null }
  if $request.content_type =~ 'json$' { return (redact ($request.body | from json)) }
  if $request.content_type =~ 'form-urlencoded$' { return ($request.body | url split-query | each {|pair| if (is-secret $pair.key) { $pair | upsert value "[redacted]" } else { $pair } }) }
  redact ($request.body | into binary)
}

# What every command does: build the request, send it, read the answer.

use answers.nu [header-record refusal refuses-token scrub-deep text]
use checks.nu [check-identity check-patience]
use authorize.nu credentials
use contracts.nu contract
use loops.nu each-item
use problems.nu [fail kind-of scrub secrets-in]
use request.nu [build preview refuse sealed-request]
use session.nu secrets
use settings.nu [revealed settle]
use shapes.nu from-wire
use transport.nu [header resolve send]
use wire.nu escape

const LONGEST = 2_000 # characters of an error's text

# Call an operation.
export def call [
  folder: string # Where the contract of the command's group is.
  line: int # Where in it the operation is.
  arguments: record # Parameters by key.
  body: record # `input`, what came through the pipeline, and `fields`, what the flags say.
  options: record # The flags that all commands have.
]: nothing -> any {
  let contract = contract $folder $line
  let client = patient (settle $options.client?) $options
  check-identity $client
  let call = {
    client: $client
    operation: $contract.operation
    types: $contract.types
    arguments: $arguments
    body: $body
    options: $options
  }
  let request = build $call
  if $options.dry_run? == true { return (preview $call $request) }
  if $options.all? == true { return (all-pages $call $request) }
  outcome $call (perform $call $request)
}

def patient [client: record, options: record]: nothing -> record {
  if $options.timeout? == null { return $client }
  let hurried = $client | upsert timeout $options.timeout
  check-patience $hurried
  $hurried | upsert total_timeout ([$client.total_timeout $options.timeout] | math max)
}

# Send a request with credentials; once more with fresh ones if the service does not take them.
def perform [call: record, request: record]: nothing -> record {
  let held = credentials $call
  let answer = send $call.client (sealed-request $request $held)
  if $answer.failure? != null or not (refuses-token $answer) or ($held.renewable | is-empty) { return $answer }
  let fresh = credentials $call $held.renewable
  if ($fresh.renewable | is-empty) or ($fresh.renewable | any {|token| $token in $held.renewable }) { return $answer }
  send $call.client (sealed-request $request $fresh)
}

# The value of an answer, or an error.
def outcome [call: record, answer: record]: nothing -> any {
  ensure-success $call $answer
  if $call.options.raw? == true { return $answer.body }
  let value = value-of $call $answer
  if $call.options.full? != true { return $value }
  {status: $answer.status headers: (header-record $answer) value: $value}
}

def ensure-success [call: record, answer: record]: nothing -> nothing {
  let operation = $call.operation
  if $answer.failure? != null {
    let message = $"($operation.id): ($answer.message | scrub (hidden $call))"
    let facts = {kind: $answer.failure retryable: ($operation.retryable or not $answer.connected) message: $message}
    fail $call.client.service.name $facts --help-text "Check the base URL and the network."
  }
  if $answer.status < 200 or $answer.status >= 300 {
    let field = $call.client.service.problems.code_field
    let facts = refusal $answer $field $operation.id (hidden $call)
    fail $call.client.service.name ($facts | merge (declared $call $answer $facts.kind))
  }
}

# What an error says as the document describes it for its status; its text where that does not fit, or nothing is described.
def declared [call: record, answer: record, kind: string]: nothing -> record {
  let said = text $answer
  let shape = error-shape ($call.operation.errors? | default {}) $answer.status
  let hidden = hidden $call
  let body = if $shape == null { null } else {
    try { {body: (scrub-deep (from-wire $call.types $shape ($said | from json --strict)) $hidden)} } catch { null }
  }
  if $body != null { return $body }
  if ($shape == null and $kind == "problem") or $said == "" { return {} }
  {text: ($said | scrub $hidden | shortened)}
}

# The shape for a status: its own, or that of its range, or the default.
def error-shape [errors: record, status: int]: nothing -> any {
  [$"($status)" $"($status // 100)XX" "default"] | each {|key| $errors | get -o $key } | get 0?
}

def shortened []: string -> string {
  let text = $in
  if ($text | str length) > $LONGEST { $"($text | str substring 0..<$LONGEST)..." } else { $text }
}

# What an error must not repeat: the client's secrets, and those that the call itself sends, also as parts of a URL.
def hidden [call: record]: nothing -> list<string> {
  let given = [$call.arguments $call.body (revealed $call.client.headers) $call.options.headers? $call.options.query?]
  let plain = secrets $call.client | append (secrets-in $given)
  $plain | append (each-item $plain {|secret, _| escape $secret }) | uniq
}

# Read the body of a successful answer.
def value-of [call: record, answer: record]: nothing -> any {
  let success = $call.operation.success
  if $success.type == null and $success.kind in ["" "json"] { return null }
  match $success.kind {
    "json" => (json-of $call $answer)
    "events" => (events-of $call (text $answer))
    "json_lines" => (text $answer | lines | where $it != "" | each --keep-empty {|line| decoded $call $success.type (parsed $call $answer $line) $answer.status })
    "binary" => (if (kind-of $answer.body) == "binary" { $answer.body } else { $answer.body | encode utf-8 })
    _ => (text $answer)
  }
}

def json-of [call: record, answer: record]: nothing -> any {
  let success = $call.operation.success
  let text = try { text $answer } catch { undecodable $call $answer "it is not UTF-8" }
  if $text !~ '\S' {
    if $success.may_be_empty or $answer.status in [204 205] { return null }
    undecodable $call $answer "it is empty"
  }
  let may_stream = $call.operation.event_type? != null
  if $may_stream and (header $answer "content-type" | default "") =~ '^text/event-stream' { return (events-of $call $text) }
  decoded $call $success.type (parsed $call $answer $text) $answer.status
}

def parsed [call: record, answer: record, text: string]: nothing -> any {
  try { $text | from json --strict } catch { undecodable $call $answer "it is not JSON" }
}

def decoded [call: record, shape: any, data: any, status: int]: nothing -> any {
  try { from-wire $call.types $shape $data "answer" $status } catch {|caught|
    undecodable $call {status: $status headers: []} $caught.msg
  }
}

def undecodable [call: record, answer: record, reason: string]: nothing -> error {
  fail $call.client.service.name {
    kind: "decode"
    status: $answer.status
    request_id: (header $answer "x-request-id")
    message: $"($call.operation.id): the answer cannot be read: ($reason)"
  } --help-text "Use --raw to see it as it is."
}

# Server-sent events as records; their data is read as JSON where it is some.
def events-of [call: record, text: string]: nothing -> list {
  let shape = $call.operation.event_type? | default "any"
  $text | str replace --all --regex '\r\n?' "\n" | split row "\n\n" | each {|block|
    let fields = $block | lines | where $it !~ '^:' | parse --regex '^(?<name>[^:]+):? ?(?<value>.*)$'
    let data = $fields | where name == "data" | get value | str join "\n"
    if $data in ["" "[DONE]"] { null } else {
      let parsed = try { from-wire $call.types $shape ($data | from json --strict) } catch { $data }
      {event: ($fields | where name == "event" | get 0?.value? | default "message") id: ($fields | where name == "id" | get 0?.value?) data: $parsed}
    }
  } | compact
}

# What is at a path of member names.
def at [value: any, steps: list<string>]: nothing -> any {
  $steps | reduce --fold $value {|step, found| if (kind-of $found) == "record" { $found | get -o $step } else { null } }
}

# All items of a list, page by page.
def all-pages [call: record, first: record]: nothing -> list {
  let paging = $call.operation.pagination
  mut request = $first
  mut found = []
  loop {
    let answer = perform $call $request
    ensure-success $call $answer
    let page = value-of $call $answer
    let items = at $page $paging.items | default []
    $found ++= $items
    let next = following $call $request $answer $page ($items | length)
    if $next == null { return $found }
    if $next == $request { undecodable $call $answer "the next page is the same as this one" }
    $request = $next
  }
  $found
}

# The request for the page after; null if there is none.
def following [call: record, request: record, answer: record, page: any, count: int]: nothing -> any {
  let paging = $call.operation.pagination
  match $paging.style {
    "cursor" => {
      let cursor = at $page $paging.next
      let is_last = $cursor in [null ""] or ($paging.more | is-not-empty) and (at $page $paging.more) == false
      if $is_last { null } else { moved $request $paging $cursor }
    }
    "next_url" => (next-url $call $request (at $page $paging.next))
    "link" => (next-url $call $request (next-link (header $answer "link")))
    _ => {
      if $count == 0 { return null }
      let before = position $call $request $paging | default (if $paging.style == "page" { 1 } else { 0 })
      let after = if $paging.style == "page" { $before + 1 } else { $before + $count }
      moved $request $paging $after | upsert position $after
    }
  }
}

# What a request says about the page that it wants.
def position [call: record, request: record, paging: record]: nothing -> any {
  if ($paging.member | is-empty) { return ($request.position? | default ($call.arguments | get -o $"query:($paging.parameter)")) }
  if $request.body != null { at ($request.body | from json) $paging.member }
}

# The request for another page.
def moved [request: record, paging: record, position: any]: nothing -> record {
  if ($paging.member | is-empty) { return (with-query $request $paging.parameter ($position | into string)) }
  let body = with-member ($request.body | default "{}" | from json) $paging.member $position
  let content_type = if $request.content_type == "" { "application/json" } else { $request.content_type }
  $request | merge {body: ($body | to json --raw) content_type: $content_type}
}

# A record with a member, however deep, set.
def with-member [whole: any, path: list<string>, value: any]: nothing -> any {
  if ($path | is-empty) { return $value }
  let members = if (kind-of $whole) == "record" { $whole } else { {} }
  let name = $path | first
  $members | upsert $name (with-member ($members | get -o $name) ($path | skip 1) $value)
}

def with-query [request: record, name: string, value: string]: nothing -> record {
  let key = $name | url encode --all
  let rest = $request.query | where {|pair| ($pair | split row "=" | first) not-in [$key $name] }
  $request | upsert query ($rest | append $"($name)=($value | url encode --all)")
}

# Addresses that lead to another host are not followed: they would get the credentials.
def next-url [call: record, request: record, location: any]: nothing -> any {
  if $location in [null ""] { return null }
  let url = resolve $request.url $location
  let ours = $request.url | url parse | select scheme host port
  if ($url | url parse | select scheme host port) != $ours { refuse $call "the next page is at another host" }
  $request | upsert url $url | upsert query []
}

def next-link [value: any]: nothing -> any {
  $value | default "" | parse --regex '<(?<url>[^>]*)>(?<rest>[^<]*)' | where rest =~ 'rel="?next"?' | get 0?.url?
}

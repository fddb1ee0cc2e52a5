# One request, and as many more as it takes: timeouts, retries, redirects.

use loops.nu compact-record

const RETRIED = [408 429 502 503 504]
const UNCONNECTED = ["connection_refused" "dns" "host_unreachable" "network_unreachable" "address_not_available"]
const REDIRECTS = 5
const UNTRUSTED = "the certificate is not trusted, or is not for this host and time; SSL_CERT_FILE can name the file of an authority to trust"

# Send a request and return `{status, headers, body}`, or `{failure, message, connected}` if there is no answer.
export def try-once [client: record, request: record, patience: duration]: nothing -> record {
  try {
    if ($client.middleware | is-empty) { return (send-plain $client $request $patience) }
    let send = $client.middleware | reverse | reduce --fold {|each| send-plain $client $each $patience } {|layer, next|
      {|each| do $layer $each $next }
    }
    do $send $request
  } catch {|caught| failure $caught $request.url }
}

def send-plain [client: record, request: record, patience: duration]: nothing -> record {
  if $client.transport != null { return (do $client.transport $request) }
  let type = $request.content_type? | default ""
  let headers = if $type == "" { $request.headers } else { $request.headers | upsert Content-Type $type }
  let url = $request.url
  # Bytes are sent as they are; of text `http` would make what the media type seems to ask for.
  let body = if ($request.body | describe) == "string" { $request.body | encode utf-8 } else { $request.body | default "" }
  if $request.method == "HEAD" { return (send-head $url $headers $patience) }
  if $request.method == "OPTIONS" { return (send-options $url $headers $patience) }
  let answer = match $request.method {
    "GET" => (http get --full --raw --allow-errors --redirect-mode manual --max-time $patience --headers $headers $url)
    "DELETE" if $type == "" => (http delete --full --raw --allow-errors --redirect-mode manual --max-time $patience --headers $headers $url)
    "DELETE" => (http delete --full --raw --allow-errors --redirect-mode manual --max-time $patience --headers $headers --data $body $url)
    "PUT" => (http put --full --raw --allow-errors --redirect-mode manual --max-time $patience --headers $headers $url $body)
    "PATCH" => (http patch --full --raw --allow-errors --redirect-mode manual --max-time $patience --headers $headers $url $body)
    "POST" => (http post --full --raw --allow-errors --redirect-mode manual --max-time $patience --headers $headers $url $body)
    _ => (error make --unspanned {msg: $"Nushell cannot send ($request.method)"})
  }
  {status: $answer.status headers: $answer.headers.response body: $answer.body}
}

# `http head` says nothing of the status unless it is an error.
def send-head [url: string, headers: record, patience: duration]: nothing -> record {
  try {
    {status: 200 headers: (http head --redirect-mode manual --max-time $patience --headers $headers $url) body: ""}
  } catch {|caught|
    let status = $caught.msg | parse --regex 'HTTP Error (?<status>\d{3})' | get 0?.status?
    if $status == null { error make $caught.raw }
    {status: ($status | into int) headers: [] body: ""}
  }
}

# `http options` gives the headers only.
def send-options [url: string, headers: record, patience: duration]: nothing -> record {
  let found = http options --allow-errors --max-time $patience --headers $headers $url
  {status: 200 headers: $found body: ""}
}

def failure [caught: any, url: string]: nothing -> record {
  let code = $caught.details?.code? | default "" | str replace --regex '^nu::shell::(io::|network::)?' "" | split row "::" | first
  let text = $caught.details?.labels? | default [] | get 0?.text? | default ""
  let is_untrusted = $code == "invalid_data" and $url =~ '(?i)^https:'
  let said = if $is_untrusted { $UNTRUSTED } else if $code in ["error" "type_mismatch" ""] { $caught.msg } else { $text }
  {
    failure: (if $code == "timed_out" { "timeout" } else { "transport" })
    message: (if $said == "" { $code } else { $said })
    connected: ($code not-in $UNCONNECTED)
    again: ($code != "invalid_data")
  }
}

# A header of an answer, or null.
export def header [answer: record, name: string]: nothing -> any {
  let wanted = $name | str lowercase
  for each in $answer.headers {
    if ($each.name | str lowercase) == $wanted { return $each.value }
  }
  null
}

# Send a request, again where that is safe and may help, for as long as the client's patience lasts.
export def send [client: record, request: record]: nothing -> record {
  let deadline = (date now) + $client.total_timeout
  mut attempt = 0
  loop {
    let left = $deadline - (date now)
    if $left <= 0sec { return (out-of-time) }
    let answer = follow $client $request ([$client.timeout $left] | math min)
    let pause = pause-after $client $request $answer $attempt
    if $pause == null { return $answer }
    if (date now) + $pause >= $deadline {
      return (if $answer.failure? == null { $answer } else { out-of-time })
    }
    sleep $pause
    $attempt += 1
  }
  out-of-time
}

def out-of-time []: nothing -> record {
  {failure: "timeout" message: "the time for the whole call is over" connected: true again: true}
}

# How long to wait before the next attempt; null if there is none.
def pause-after [client: record, request: record, answer: record, attempt: int]: nothing -> any {
  if $attempt >= $client.max_retries { return null }
  let failed = $answer.failure? != null
  let worth_it = if $failed { $answer.again } else { $answer.status in $RETRIED }
  let is_safe = $request.retryable or ($failed and not $answer.connected)
  if not ($worth_it and $is_safe) { return null }
  let stated = if $failed { null } else { retry-after (header $answer "retry-after") }
  if $stated != null { return $stated }
  let ceiling = [(500ms * (2 ** $attempt)) 8sec] | math min
  $ceiling * (random float 0.5..1.0)
}

# The pause that `Retry-After` asks for: seconds or a date.
def retry-after [value: any]: nothing -> any {
  if $value == null { return null }
  if $value =~ '^\d{1,9}$' { return (($value | into int) * 1sec) }
  try { [(($value | into datetime) - (date now)) 0sec] | math max } catch { null }
}

def origin [url: string]: nothing -> record {
  let parts = $url | url parse
  let port = if $parts.port == "" { if $parts.scheme == "https" { "443" } else { "80" } } else { $parts.port }
  {scheme: $parts.scheme host: $parts.host port: $port}
}

# Follow redirects of reading requests. Another host gets no credentials, nor does plain HTTP after HTTPS.
def follow [client: record, request: record, patience: duration, steps: int = 0]: nothing -> record {
  let answer = try-once $client $request $patience
  if $answer.failure? != null or $answer.status not-in [301 302 303 307 308] { return $answer }
  let location = header $answer "location"
  if $location == null or $request.method not-in ["GET" "HEAD"] or $steps >= $REDIRECTS { return $answer }
  let url = try { resolve $request.url $location } catch { null }
  if $url == null { return $answer }
  let stays = (origin $url) == (origin $request.url)
  let headers = if $stays { $request.headers } else { compact-record ($request.headers | select -o Accept User-Agent) }
  follow $client ($request | upsert url $url | upsert headers $headers) $patience ($steps + 1)
}

# The absolute address of a location.
export def resolve [base: string, location: string]: nothing -> string {
  if $location =~ '^https?://' { return $location }
  let parts = $base | url parse
  let port = if $parts.port == "" { "" } else { $":($parts.port)" }
  let root = $"($parts.scheme)://($parts.host)($port)"
  if ($location | str starts-with "//") { return $"($parts.scheme):($location)" }
  if ($location | str starts-with "/") { return $"($root)($location)" }
  let folder = $parts.path | str replace --regex '[^/]*$' ""
  if ($location | str starts-with "?") { $"($root)($parts.path)($location)" } else { $"($root)($folder)($location)" }
}

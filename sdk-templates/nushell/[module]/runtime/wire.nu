# How values are written into addresses, headers and bodies.

use loops.nu [each-item over-members]
use problems.nu kind-of

# Percent-encode a text; only unreserved characters stay.
export def escape [text: string]: nothing -> string {
  if $text =~ '^[A-Za-z0-9._~-]*$' { return $text }
  $text
  | url encode --all
  | str replace --all "%2D" "-"
  | str replace --all "%2E" "."
  | str replace --all "%5F" "_"
  | str replace --all "%7E" "~"
}

# Escape a text for a query, except for reserved characters that neither end the value nor mean a space.
def escape-most [text: string]: nothing -> string {
  mut found = escape $text
  for char in [":" "/" "?" "@" "!" "$" "(" ")" "*" "," ";" "="] {
    $found = $found | str replace --all (escape $char) $char
  }
  $found
}

# Write a scalar as text.
export def text-of [value: any]: nothing -> string {
  match (kind-of $value) {
    "string" => $value
    "datetime" => ($value | date to-timezone UTC | format date "%Y-%m-%dT%H:%M:%S%.fZ")
    "binary" => ($value | decode utf-8)
    "nothing" => ""
    "record" | "list" | "table" => ($value | to json --raw)
    _ => ($value | into string)
  }
}

def pieces [value: any]: nothing -> list<string> {
  match (kind-of $value) {
    "list" | "table" => (each-item $value {|item, _| text-of $item })
    "record" => (over-members $value {|name, member| if $member == null { [] } else { [$name (text-of $member)] } })
    _ => [(text-of $value)]
  }
}

# Write a path parameter in its style: simple, label or matrix.
export def path-value [parameter: record, value: any]: nothing -> string {
  let is_record = (kind-of $value) == "record"
  let exploded = $parameter.explode and $is_record
  let steps = if $exploded {
    over-members $value {|name, member| [$"(escape $name)=(escape (text-of $member))"] }
  } else {
    each-item (pieces $value) {|piece, _| escape $piece }
  }
  match $parameter.style {
    "label" => ("." + ($steps | str join (if $parameter.explode { "." } else { "," })))
    "matrix" => (matrix $parameter $steps $exploded)
    _ => ($steps | str join ",")
  }
}

def matrix [parameter: record, steps: list<string>, exploded: bool]: nothing -> string {
  let name = escape $parameter.wire
  if $exploded {
    $steps | each {|step| $";($step)" } | str join
  } else if $parameter.explode {
    $steps | each {|step| $";($name)=($step)" } | str join
  } else {
    $";($name)=($steps | str join ',')"
  }
}

# The `name=value` pairs of a query or form parameter, encoded.
export def pairs [parameter: record, value: any]: nothing -> list<string> {
  let name = escape $parameter.wire
  if ($parameter.media_type? | default "") != "" or ($parameter.content_type? | default "") =~ "json" {
    return [$"($name)=(escape ($value | to json --raw))"]
  }
  let write = if ($parameter.allow_reserved? | default false) {
    {|text| escape-most $text }
  } else {
    {|text| escape $text }
  }
  match (kind-of $value) {
    "list" | "table" => (list-pairs $parameter $name $value $write)
    "record" => (record-pairs $parameter $name $value $write)
    _ => [$"($name)=(do $write (text-of $value))"]
  }
}

def separator [style: string]: nothing -> string {
  match $style {
    "spaceDelimited" => "%20"
    "pipeDelimited" => "%7C"
    _ => ","
  }
}

def list-pairs [parameter: record, name: string, value: list, write: closure]: nothing -> list<string> {
  let written = each-item $value {|item, _| do $write (text-of $item) }
  if $parameter.style == "deepObject" {
    return (each-item $written {|item, _| $"($name)%5B%5D=($item)" })
  }
  if $parameter.explode {
    return (each-item $written {|item, _| $"($name)=($item)" })
  }
  if ($written | is-empty) { return [] }
  [$"($name)=($written | str join (separator $parameter.style))"]
}

def record-pairs [parameter: record, name: string, value: record, write: closure]: nothing -> list<string> {
  if $parameter.style == "deepObject" {
    return (over-members $value {|key, member| deep $"($name)%5B(escape $key)%5D" $member $write })
  }
  if $parameter.explode {
    return (over-members $value {|key, member| if $member == null { [] } else { [$"(escape $key)=(do $write (text-of $member))"] } })
  }
  [$"($name)=(each-item (pieces $value) {|piece, _| do $write $piece } | str join (separator $parameter.style))"]
}

def deep [name: string, value: any, write: closure]: nothing -> list<string> {
  match (kind-of $value) {
    "record" => (over-members $value {|key, member| deep $"($name)%5B(escape $key)%5D" $member $write })
    "list" | "table" => (each-item $value {|item, _| $"($name)=(do $write (text-of $item))" })
    "nothing" => []
    _ => [$"($name)=(do $write (text-of $value))"]
  }
}

# A header's value.
export def header-value [parameter: record, value: any]: nothing -> string {
  let text = if ($parameter.media_type? | default "") != "" {
    $value | to json --raw
  } else if (kind-of $value) == "record" and $parameter.explode {
    over-members $value {|name, member| [$"($name)=(text-of $member)"] } | str join ","
  } else {
    pieces $value | str join ","
  }
  $text | str replace --all --regex '[\r\n]' " "
}

# A form body.
export def form-body [parts: list, value: record]: nothing -> string {
  $value
  | items {|name, member|
    let part = $parts | where wire == $name | get 0? | default {wire: $name style: "form" explode: true}
    if $member == null { [] } else { pairs $part $member }
  }
  | flatten
  | str join "&"
}

# A multipart body, as bytes.
export def multipart-body [parts: list, value: record, boundary: string]: nothing -> binary {
  let written = $value | items {|name, member|
    let part = $parts | where wire == $name | get 0? | default {wire: $name content_type: "" is_file: false}
    let members = if (kind-of $member) in ["list" "table"] { $member } else if $member == null { [] } else { [$member] }
    $members | each {|each| one-part $part $each $boundary }
  } | flatten
  $written | append ($"--($boundary)--\r\n" | encode utf-8) | bytes collect
}

def one-part [part: record, value: any, boundary: string]: nothing -> binary {
  let name = quoted $part.wire
  let is_file = ($part.is_file? | default false) or (kind-of $value) == "binary"
  let file_name = if $is_file { $"; filename=\"(quoted $part.wire)\"" } else { "" }
  let type = $part.content_type? | default "" | split row "," | first | str trim
  let type_line = if $type == "" { "" } else { $"Content-Type: ($type)\r\n" }
  let head = $"--($boundary)\r\nContent-Disposition: form-data; name=\"($name)\"($file_name)\r\n($type_line)\r\n"
  let content = if (kind-of $value) == "binary" { $value } else { text-of $value | encode utf-8 }
  [($head | encode utf-8) $content ("\r\n" | encode utf-8)] | bytes collect
}

def quoted [text: string]: nothing -> string {
  $text | str replace --all '"' "%22" | str replace --all --regex '[\r\n]' " "
}

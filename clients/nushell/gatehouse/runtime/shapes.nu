# Values between Nushell and JSON: requests are checked strictly, answers are read leniently.
#
# A shape is the name of a primitive, or a record with one of `list`, `map`, `ref`, `nullable` and `const`.

use loops.nu [each-item each-member]
use problems.nu kind-of
use wire.nu text-of

const TEXTS = ["string" "date" "uuid" "uri" "decimal"]
const WHOLE = ["integer" "int32" "int64"]

# Make JSON data of a value. Fails, naming the place, if it is not what the service takes.
export def to-wire [types: record, shape: any, value: any, place: string = "body"]: nothing -> any {
  if (kind-of $shape) == "string" {
    return (primitive-to-wire $shape $value $place)
  }
  match ($shape | columns | first) {
    "list" => (list-to-wire $types $shape.list $value $place)
    "map" => (map-to-wire $types $shape.map $value $place)
    "nullable" => (if $value == null { null } else { to-wire $types $shape.nullable $value $place })
    "ref" => (named-to-wire $types ($types | get $shape.ref) $value $place)
    _ => (plain $value)
  }
}

def expected [what: string, value: any, place: string]: nothing -> error {
  error make --unspanned {msg: $"($place) must be ($what), not (kind-of $value)"}
}

def primitive-to-wire [shape: string, value: any, place: string]: nothing -> any {
  let kind = kind-of $value
  if $kind in ["record" "list" "table" "closure" "nothing"] and $shape not-in ["any" "binary" "null"] { expected $shape $value $place }
  match $shape {
    "any" => (plain $value)
    "boolean" => (if $kind == "bool" { $value } else { expected "true or false" $value $place })
    "date" => (if $kind == "datetime" { $value | format date "%Y-%m-%d" } else { $value })
    "datetime" => (text-of $value)
    "bytes" => (if $kind == "binary" { $value | encode base64 } else { $value })
    "binary" => $value
    _ => {
      if $shape in $WHOLE and $kind != "int" { expected "a whole number" $value $place }
      if $shape in ["float" "double"] and $kind not-in ["int" "float"] { expected "a number" $value $place }
      if $shape in $TEXTS and $kind != "string" { expected "text" $value $place }
      $value
    }
  }
}

def list-to-wire [types: record, items: any, value: any, place: string]: nothing -> list {
  if (kind-of $value) not-in ["list" "table"] { expected "a list" $value $place }
  each-item $value {|item, index| to-wire $types $items $item $"($place)/($index)" }
}

def map-to-wire [types: record, values: any, value: any, place: string]: nothing -> record {
  if (kind-of $value) != "record" { expected "a record" $value $place }
  each-member $value {|name, member| to-wire $types $values $member $"($place)/($name)" }
}

def named-to-wire [types: record, named: record, value: any, place: string]: nothing -> any {
  match $named.kind {
    "object" => (object-to-wire $types $named $value $place)
    "alias" => (to-wire $types $named.target $value $place)
    "union" => {
      let arm = find-arm $named (plain $value)
      if $arm == null { plain $value } else { try { to-wire $types $arm.type $value $place } catch { plain $value } }
    }
    _ => (primitive-to-wire $named.base $value $place)
  }
}

def object-to-wire [types: record, named: record, value: any, place: string]: nothing -> record {
  if (kind-of $value) != "record" { expected "a record" $value $place }
  let names = $value | columns
  for field in $named.required {
    if $field not-in $names { error make --unspanned {msg: $"($place) lacks ($field)"} }
  }
  each-member $value {|name, member|
    let shape = $named.fields | get -o $name | default $named.extra?
    if $shape == null { error make --unspanned {msg: $"($place) has no member ($name)"} }
    to-wire $types $shape $member $"($place)/($name)"
  }
}

# Values without a shape: only what JSON does not have is changed.
export def plain [value: any]: nothing -> any {
  match (kind-of $value) {
    "datetime" => (text-of $value)
    "binary" => ($value | encode base64)
    "list" | "table" => (each-item $value {|item, _| plain $item })
    "record" => (each-member $value {|_, member| plain $member })
    _ => $value
  }
}

# Read JSON data: times become datetimes, base64 becomes binary; what is not described stays as it is.
#
# Services leave members empty that they say are never empty, so a member may be null; anything else only where null is
# described.
export def from-wire [types: record, shape: any, value: any, place: string = "answer", status: int = 0]: nothing -> any {
  if (kind-of $shape) == "string" {
    return (primitive-from-wire $shape $value $place)
  }
  match ($shape | columns | first) {
    "list" => (list-from-wire $types $shape.list $value $place)
    "map" => {
      if (kind-of $value) != "record" { expected "a record" $value $place }
      each-member $value {|name, member| from-wire $types $shape.map $member $"($place)/($name)" }
    }
    "nullable" => (if $value == null { null } else { from-wire $types $shape.nullable $value $place })
    "ref" => (named-from-wire $types ($types | get $shape.ref) $value $place $status)
    _ => $value
  }
}

def list-from-wire [types: record, items: any, value: any, place: string]: nothing -> list {
  let kind = kind-of $value
  if $kind not-in ["list" "table"] { expected "a list" $value $place }
  let named = if (kind-of $items) == "record" and "ref" in $items { $types | get $items.ref }
  if $kind == "table" and $named.kind? == "object" {
    # Rows that are not all alike, or have something wrong, are read one by one, which also says where.
    try { return (table-from-wire $types $named $value $place) }
  }
  each-item $value {|item, index| from-wire $types $items $item $"($place)/($index)" }
}

# Read objects by column: most columns are as they should be, which their type tells for all rows at once.
def table-from-wire [types: record, named: record, rows: list, place: string]: nothing -> list {
  mut made = $rows
  for name in ($rows | columns) {
    let shape = bare $types ($named.fields | get -o $name | default $named.extra? | default "any")
    let cells = $rows | get $name
    let kind = if (kind-of $cells) == "table" { "record" } else { $cells | describe | items-of }
    if (is-settled $types $shape $kind) { continue }
    let read = if $shape == "datetime" and $kind == "string" { times $cells } else {
      each-item $cells {|cell, index| if $cell != null { from-wire $types $shape $cell $"($place)/($index)/($name)" } }
    }
    $made = $made | merge ($read | wrap $name)
  }
  $made
}

# `into datetime` raises no errors for items of a list, it puts them in.
def times [texts: list<string>]: nothing -> list<datetime> {
  let read = $texts | into datetime
  if ($read | describe) !~ '^list<datetime>' { error make --unspanned {msg: "not all are times"} }
  $read
}

# The type of items in a type of lists, apart from null.
def items-of []: string -> string {
  str replace --regex '^list<(.*)>$' '$1' | str replace --regex '^oneof<(\w+), nothing>$|^oneof<nothing, (\w+)>$' '$1$2'
}

# A shape without its name, and without saying that it may be null.
def bare [types: record, shape: any]: nothing -> any {
  if (kind-of $shape) == "string" { return $shape }
  match ($shape | columns | first) {
    "nullable" => (bare $types $shape.nullable)
    "ref" => {
      let named = $types | get $shape.ref
      match $named.kind {
        "alias" => (bare $types $named.target)
        "object" | "union" => $shape
        _ => $named.base
      }
    }
    _ => $shape
  }
}

# Whether values of a type are what a bare shape describes, and stay as they are.
def is-settled [types: record, shape: any, kind: string]: nothing -> bool {
  if (kind-of $shape) == "string" {
    return ($shape in ["any" "binary" "null"]
      or ($kind == "string" and $shape in $TEXTS)
      or ($kind == "bool" and $shape == "boolean")
      or ($kind == "int" and $shape in [...$WHOLE "float" "double"])
      or ($kind == "float" and $shape in ["float" "double"]))
  }
  match ($shape | columns | first) {
    "list" => ($kind =~ '^list<\w+>$' and (is-settled $types (bare $types $shape.list) ($kind | items-of)))
    "map" => ($kind == "record" and $shape.map == "any")
    _ => false
  }
}

def primitive-from-wire [shape: string, value: any, place: string]: nothing -> any {
  let kind = kind-of $value
  if $shape in ["any" "binary" "null"] { return $value }
  if $shape == "boolean" and $kind != "bool" { expected "true or false" $value $place }
  if $shape in $WHOLE and not ($kind == "int" or ($kind == "float" and $value == ($value | math floor))) {
    expected "a whole number" $value $place
  }
  if $shape in ["float" "double"] and $kind not-in ["int" "float"] { expected "a number" $value $place }
  if $shape in [...$TEXTS "datetime" "bytes"] and $kind != "string" { expected "text" $value $place }
  match $shape {
    "datetime" => (try { $value | into datetime } catch { expected "a time" $value $place })
    "bytes" => (try { $value | decode base64 } catch { expected "base64" $value $place })
    _ => $value
  }
}

def named-from-wire [types: record, named: record, value: any, place: string, status: int]: nothing -> any {
  match $named.kind {
    "object" => (object-from-wire $types $named $value $place)
    "alias" => (from-wire $types $named.target $value $place)
    "union" => (union-from-wire $types $named $value $place $status)
    _ => (primitive-from-wire $named.base $value $place)
  }
}

def object-from-wire [types: record, named: record, value: any, place: string]: nothing -> record {
  if (kind-of $value) != "record" { expected "a record" $value $place }
  each-member $value {|name, member|
    let shape = $named.fields | get -o $name | default $named.extra?
    if $shape == null or $member == null { $member } else { from-wire $types $shape $member $"($place)/($name)" }
  }
}

def union-from-wire [types: record, named: record, value: any, place: string, status: int]: nothing -> any {
  if $named.strategy == "status" {
    let range = $"($status // 100)XX"
    let arm = $named.arms | where ($it.statuses | any {|each| $each == ($status | into string) or $each == $range }) | get 0?
    return (if $arm == null { $value } else { from-wire $types $arm.type $value $place })
  }
  if $named.strategy == "ordered" {
    for arm in $named.arms {
      if (matches $named $arm $value) { try { return (from-wire $types $arm.type $value $place) } catch { } }
    }
    return $value
  }
  let arm = find-arm $named $value
  if $arm == null { $value } else { from-wire $types $arm.type $value $place }
}

def find-arm [named: record, value: any]: nothing -> any {
  for arm in $named.arms {
    if (matches $named $arm $value) { return $arm }
  }
  null
}

def matches [named: record, arm: record, value: any]: nothing -> bool {
  let kind = kind-of $value
  let types = match $kind {
    "record" => ["object"]
    "list" | "table" => ["array"]
    "bool" => ["boolean"]
    "int" => ["integer" "number"]
    "float" => ["number"]
    "nothing" => ["null"]
    _ => ["string"]
  }
  let match = $arm.match
  if ($types.0 not-in $match.json_types) and ($types | last) not-in $match.json_types { return false }
  if ($match.literals? | is-not-empty) and $value not-in $match.literals { return false }
  if $kind != "record" { return true }
  let has_tags = ($named.property? | default "") != "" and ($match.tags? | is-not-empty)
  if $has_tags and ($value | get -o $named.property) not-in $match.tags { return false }
  if ($match.field? | default "") != "" and $match.field not-in ($value | columns) { return false }
  for constant in ($match.constants? | default []) {
    let is_there = $constant.property in ($value | columns)
    let holds = if $is_there { ($value | get $constant.property) in $constant.values } else { not $constant.required }
    if not $holds { return false }
  }
  true
}

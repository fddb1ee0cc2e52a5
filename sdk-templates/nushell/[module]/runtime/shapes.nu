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
  error make --unspanned {msg: $"($place) has to be ($what), not (kind-of $value)"}
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
    "list" => {
      if (kind-of $value) not-in ["list" "table"] { expected "a list" $value $place }
      each-item $value {|item, index| from-wire $types $shape.list $item $"($place)/($index)" }
    }
    "map" => {
      if (kind-of $value) != "record" { expected "a record" $value $place }
      each-member $value {|name, member| from-wire $types $shape.map $member $"($place)/($name)" }
    }
    "nullable" => (if $value == null { null } else { from-wire $types $shape.nullable $value $place })
    "ref" => (named-from-wire $types ($types | get $shape.ref) $value $place $status)
    _ => $value
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
  if ($types.0 not-in $arm.json_types) and ($types | last) not-in $arm.json_types { return false }
  if ($arm.literals? | is-not-empty) and $value not-in $arm.literals { return false }
  if $kind != "record" { return true }
  let has_tags = ($named.property? | default "") != "" and ($arm.tags? | is-not-empty)
  if $has_tags and ($value | get -o $named.property) not-in $arm.tags { return false }
  if ($arm.field? | default "") != "" and $arm.field not-in ($value | columns) { return false }
  for constant in ($arm.constants? | default []) {
    let is_there = $constant.property in ($value | columns)
    let holds = if $is_there { ($value | get $constant.property) in $constant.values } else { not $constant.required }
    if not $holds { return false }
  }
  true
}

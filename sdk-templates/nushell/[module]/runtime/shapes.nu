# Values between Nushell and JSON: requests are checked strictly, answers are read leniently.
#
# A shape is the name of a primitive, or a record with one of `list`, `map`, `ref`, `nullable` and `const`; `ref` is the id
# of an object, of a union, or of an alias that leads back to itself.

use loops.nu [each-item each-member]
use problems.nu kind-of
use wire.nu text-of

# Make JSON data of a value. Fails, naming the place, if it is not what the service takes.
export def to-wire [types: record, shape: any, value: any, place: string = "body"]: nothing -> any {
  match $shape {
    {list: $items} => (list-to-wire $types $items $value $place)
    {map: $values} => (map-to-wire $types $values $value $place)
    {nullable: $inner} => (if $value == null { null } else { to-wire $types $inner $value $place })
    {ref: $id} => (named-to-wire $types ($types | get $id) $value $place)
    {const: _} => (plain $value)
    _ => (primitive-to-wire $shape $value $place)
  }
}

def expected [what: string, value: any, place: string]: nothing -> error {
  error make --unspanned {msg: $"($place) must be ($what), not (kind-of $value)"}
}

def primitive-to-wire [shape: string, value: any, place: string]: nothing -> any {
  let kind = kind-of $value
  if (is-primitive-settled $shape $kind) { return (if $shape == "any" { plain $value } else { $value }) }
  match $kind { "record" | "list" | "table" | "closure" | "nothing" => (expected $shape $value $place), _ => null }
  match $shape {
    "boolean" => (expected "true or false" $value $place)
    "date" => (if $kind == "datetime" { $value | format date "%Y-%m-%d" } else { $value })
    "datetime" => (text-of $value)
    "bytes" => (if $kind == "binary" { $value | encode base64 } else { $value })
    "integer" | "int32" | "int64" => (expected "a whole number" $value $place)
    "float" | "double" => (expected "a number" $value $place)
    _ => (expected "text" $value $place)
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
  match $shape {
    {list: $items} => (list-from-wire $types $items $value $place)
    {map: $values} => (map-from-wire $types $values $value $place)
    {nullable: $inner} => (if $value == null { null } else { from-wire $types $inner $value $place })
    {ref: $id} => (named-from-wire $types ($types | get $id) $value $place $status)
    {const: _} => $value
    _ => (primitive-from-wire $shape $value $place)
  }
}

def list-from-wire [types: record, items: any, value: any, place: string]: nothing -> list {
  match $value { [..] => null, _ => (expected "a list" $value $place) }
  match $items {
    {ref: $id} if ($types | get $id).kind == "object" => {
      # Rows that are not all alike, or have something wrong, are read one by one, which also says where.
      try { return (table-from-wire $types ($types | get $id) $value $place) }
    }
    _ => { if (is-settled {list: $items} ($value | describe)) { return $value } }
  }
  each-item $value {|item, index| from-wire $types $items $item $"($place)/($index)" }
}

def map-from-wire [types: record, values: any, value: any, place: string]: nothing -> record {
  if (kind-of $value) != "record" { expected "a record" $value $place }
  if $values == "any" { return $value }
  each-member $value {|name, member| from-wire $types $values $member $"($place)/($name)" }
}

# Read objects by column: most columns are as they should be, which their type tells for all rows at once.
def table-from-wire [types: record, named: record, rows: list, place: string]: nothing -> list {
  let columns = $rows | columns
  let names = if (are-columns-settled $named $rows) { $named.others } else { $columns }
  mut made = $rows
  mut times: list<string> = []
  for name in $names {
    if $name not-in $columns { continue }
    let shape = bare ($named.fields | get -o $name | default $named.extra? | default "any")
    let cells = $rows | get $name
    let type = $cells | describe
    let kind = if $type =~ '^table' { "record" } else { $type | items-of }
    if $kind == "nothing" or (is-settled $shape $kind) { continue }
    if $shape == "datetime" and $type == "list<string>" { $times ++= [$name]; continue }
    let read = each-item $cells {|cell, index| if $cell != null { from-wire $types $shape $cell $"($place)/($index)/($name)" } }
    $made = $made | merge ($read | wrap $name)
  }
  if ($times | is-empty) { $made } else { with-times $made $times }
}

# Whether the columns that stay as they are have the types that they should, so that only the others need a look.
def are-columns-settled [named: record, rows: list]: nothing -> bool {
  if $named.extra? != null { return false }
  for kind in ($named.settled | columns) {
    for name in ($named.settled | get $kind) {
      if not (are $kind ($rows | get -o $name)) { return false }
    }
  }
  true
}

# The same of the members of one object.
def are-members-settled [named: record, value: record]: nothing -> bool {
  if $named.extra? != null { return false }
  for kind in ($named.settled | columns) {
    let members = $value | select -o ...($named.settled | get $kind) | values
    if not (are $kind $members) { return false }
  }
  true
}

# Whether each of some values is of a type, or null.
def are [kind: string, values: list]: nothing -> bool {
  let type = $values | describe
  $type == $"list<($kind)>" or $type == "list<nothing>" or $type in [$"list<oneof<($kind), nothing>>" $"list<oneof<nothing, ($kind)>>"]
}

# Times are mostly written as RFC 3339 says, and read much sooner with a format. What is wrong with a row is an error only
# where it is assigned.
def with-times [rows: list, names: list<string>]: nothing -> list {
  try {
    let read = $rows | into datetime --format "%+" ...$names
    $read
  } catch {
    let read = $rows | into datetime ...$names
    $read
  }
}

# The type of items in a type of lists, apart from null.
def items-of []: string -> string {
  str replace --regex '^list<(.*)>$' '$1' | str replace --regex '^oneof<(\w+), nothing>$|^oneof<nothing, (\w+)>$' '$1$2'
}

# A shape without saying that it may be null.
def bare [shape: any]: nothing -> any {
  match $shape { {nullable: $inner} => (bare $inner), _ => $shape }
}

# Whether values of a type are what a bare shape describes, and stay as they are.
def is-settled [shape: any, type: string]: nothing -> bool {
  match $shape {
    {list: $items} => (($type | str starts-with "list<") and (is-settled (bare $items) ($type | str substring 5..<-1)))
    {map: $values} => ($type == "record" and $values == "any")
    _ => (is-primitive-settled $shape $type)
  }
}

def is-primitive-settled [shape: any, type: string]: nothing -> bool {
  match $shape {
    "any" | "binary" | "null" => true
    "string" | "date" | "uuid" | "uri" | "decimal" => ($type == "string")
    "integer" | "int32" | "int64" => ($type == "int")
    "boolean" => ($type == "bool")
    "float" | "double" => ($type == "float" or $type == "int")
    _ => false
  }
}

def primitive-from-wire [shape: string, value: any, place: string]: nothing -> any {
  let kind = kind-of $value
  if (is-primitive-settled $shape $kind) { return $value }
  match $shape {
    "boolean" => (expected "true or false" $value $place)
    "integer" | "int32" | "int64" => (if $kind == "float" and $value == ($value | math floor) { $value } else { expected "a whole number" $value $place })
    "float" | "double" => (expected "a number" $value $place)
    _ if $kind != "string" => (expected "text" $value $place)
    "datetime" => (try { $value | into datetime } catch { expected "a time" $value $place })
    "bytes" => (try { $value | decode base64 } catch { expected "base64" $value $place })
  }
}

def named-from-wire [types: record, named: record, value: any, place: string, status: int]: nothing -> any {
  match $named.kind {
    "object" => (object-from-wire $types $named $value $place)
    "alias" => (from-wire $types $named.target $value $place)
    "union" => (union-from-wire $types $named $value $place $status)
  }
}

def object-from-wire [types: record, named: record, value: any, place: string]: nothing -> record {
  if (kind-of $value) != "record" { expected "a record" $value $place }
  mut made = $value
  for name in (if (are-members-settled $named $value) { $named.others } else { $value | columns }) {
    let member = $value | get -o $name
    let shape = $named.fields | get -o $name | default $named.extra?
    if $member == null or $shape == null { continue }
    $made = $made | upsert $name (from-wire $types $shape $member $"($place)/($name)")
  }
  $made
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

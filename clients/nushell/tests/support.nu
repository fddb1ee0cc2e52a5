# What tests of the runtime share.

use ../gatehouse/runtime/calling.nu call
use ../gatehouse/runtime/problems.nu problem
use ../gatehouse/runtime/settings.nu service

export const BASE = "http://service.test"
export const LINE = 2 # of the operation in its contract

export def answer [status: int, body: any, headers: list = []]: nothing -> record {
  {status: $status headers: $headers body: (if ($body | describe) == "string" { $body } else { $body | to json --raw })}
}

# A contract on disk with one operation, and what it is called with.
export def contract [operation: record, types: record = {}]: nothing -> string {
  let folder = mktemp --directory --tmpdir
  let base = {
    id: "things.list" method: "GET" path: "/things" parameters: [] body: null accept: "application/json"
    success: {type: "any" kind: "json" may_be_empty: false} security: [] retryable: true idempotency: "" server: ""
  }
  let names = $types | columns
  let first = $LINE + 3
  let needs = $names | enumerate | each {|row| $row.index + $first }
  let lines = $names | each {|name| $"($name | to json): ($types | get $name | to json --raw)" } | str join ",\n"
  let described = $base | merge $operation | insert types $needs | to json --raw
  $"{\n\"operations\": {\n\"things.list\": ($described)\n},\n\"types\": {\n($lines)\n}\n}" | save ($folder | path join "contract.json")
  $folder
}

export def ask [operation: record, client: record, arguments: record = {}, options: record = {}, body: record = {}, types: record = {}]: nothing -> any {
  let folder = contract $operation $types
  call $folder $LINE $arguments $body ($options | insert client ({base_url: $BASE} | merge $client))
}

export def counter []: nothing -> string {
  let file = mktemp --tmpdir
  $file
}

export def count [file: string]: nothing -> int {
  "x" | save --append $file
  open --raw $file | str length
}

export def caught [work: closure]: nothing -> record {
  let found = try { do $work; null } catch {|caught| problem $caught }
  if $found == null { error make --unspanned {msg: "nothing was caught"} }
  $found
}

# The service as if its document had these security schemes.
export def with-schemes [schemes: record]: nothing -> record {
  service | upsert schemes $schemes
}

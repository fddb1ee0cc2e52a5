# What the document says of operations.

# An operation and the types that it needs. Only their lines are read: JSON takes Nushell a millisecond for each 10 kB.
export def contract [folder: string, line: int]: nothing -> record {
  let lines = open --raw ($folder | path join "contract.json") | lines
  let operation = members $lines [$line] | values | first
  {operation: $operation types: (if ($operation.types | is-empty) { {} } else { members $lines $operation.types })}
}

# Members of a record that has one on each line.
def members [lines: list<string>, numbers: list<int>]: nothing -> record {
  $"{($lines | select ...$numbers | str join | str trim --right --char ',')}" | from json --strict
}

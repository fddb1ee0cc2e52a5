# Which of the document's servers a client is for.

use problems.nu fail

# The address of a server with its blanks filled. What is wrong with the choice is told with what there is.
export def server-address [service: record, index: any, variables: any]: nothing -> string {
  let number = try { $index | default 0 | into int } catch { -1 }
  let last = ($service.servers | length) - 1
  if $number < 0 or $number > $last {
    let there = if $last < 0 { "the document has none" } else { $"there are 0 to ($last)" }
    refuse $service $"there is no server ($index): ($there)"
  }
  let server = $service.servers | get $number
  let given = record-of $service $variables
  for name in ($given | columns) { check $service $server $name ($given | get $name | into string) }
  $server.variables | reduce --fold $server.url {|variable, url|
    $url | str replace --all $"{($variable.wire)}" ($given | get -o $variable.wire | default $variable.default | into string)
  } | str trim --right --char "/"
}

# Variables come as a record, or from outside of Nushell as text.
def record-of [service: record, variables: any]: nothing -> record {
  let found = if ($variables | describe) == "string" { try { $variables | from nuon } catch { null } } else { $variables | default {} }
  if ($found | describe) !~ '^record' { refuse $service "the variables of a server must be a record" }
  $found
}

def check [service: record, server: record, name: string, value: string]: nothing -> nothing {
  let known = $server.variables | where wire == $name | get 0?
  let names = $server.variables | get wire
  if $known == null {
    let there = if ($names | is-empty) { "it has none" } else { $"it has ($names | str join ', ')" }
    refuse $service $"the server ($server.url) has no variable '($name)': ($there)"
  }
  let allowed = $known.values? | default []
  if ($allowed | is-not-empty) and $value not-in $allowed {
    refuse $service $"the variable '($name)' of the server ($server.url) must be one of ($allowed | str join ', ')"
  }
}

def refuse [service: record, message: string]: nothing -> error {
  fail $service.name {kind: "input" message: $message} --help-text $"Correct --server or --server-variables of `client`, or ($service.prefix)_SERVER or ($service.prefix)_SERVER_VARIABLES."
}

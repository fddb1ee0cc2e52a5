#!/usr/bin/env -S nu --no-config-file
# Outdated and vulnerable dependencies of all environments.

use lib/dependencies.nu dependencies-of
use lib/entry.nu dispatch
use lib/state.nu [now remember]

const ROOT = path self ..
const ORDER = ["vulnerable" "outdated" "not checked"]

# Outdated and vulnerable dependencies of Python, npm, Rust and Go, as their own tools see them.
#
# Asks uv and pip-audit, npm, cargo and cargo deny, go and govulncheck; they ask their registries. What is not installed
# or could not be reached is a row that says so. Ends with 1 if something is vulnerable.
@example "This repository" { nu scripts/dependency-monitor.nu }
@example "What is vulnerable, for a program" { nu scripts/dependency-monitor.nu --vulnerable --format json | from json | where state == vulnerable }
def "dependency-monitor" [
  --dir: path # The folder to look at; this repository without it.
  --vulnerable (-v) # Only what is vulnerable; do not ask what is outdated.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let folder = $dir | default $ROOT | path expand
  if ($folder | path type) != "dir" { error make --unspanned {msg: $"'($folder)' is not a folder"} }
  let rows = dependencies-of $folder --outdated=(not $vulnerable) | sort-by {|row| $ORDER | enumerate | where item == $row.state | get 0.index } environment package
  let counts = $ORDER | each {|state| {name: ($state | str replace " " "_") value: ($rows | where state == $state | length)} } | transpose --as-record --header-row
  remember "dependencies" {at: (now) folder: $folder ...$counts}
  {value: $rows findings: ($counts.vulnerable > 0)}
}

# Outdated and vulnerable dependencies; see dependency-monitor --help.
def --wrapped main [...words: string] {
  dispatch dependency-monitor $words {
    "": {|given| dependency-monitor --dir $given.dir --vulnerable=$given.vulnerable }
  }
}

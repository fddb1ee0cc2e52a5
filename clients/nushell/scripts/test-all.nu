# Tests everything there is: the files, the runtime, and, if GATEHOUSE_BASE_URL is set, the service.

use ../gatehouse
use check.nu

const ROOT = path self ..

# Ask the service everything that can be asked without arguments, and time it.
export def probe []: nothing -> table {
  [
    {operation: "auth.me", call: {|| gatehouse auth me }}
    {operation: "auth.policy", call: {|| gatehouse auth policy }}
    {operation: "me.get", call: {|| gatehouse me get }}
    {operation: "me.list_sessions", call: {|| gatehouse me list-sessions }}
    {operation: "me.list_api_keys", call: {|| gatehouse me list-api-keys }}
    {operation: "me.export", call: {|| gatehouse me export }}
    {operation: "users.list", call: {|| gatehouse users list }}
    {operation: "users.stats", call: {|| gatehouse users stats }}
    {operation: "roles.list", call: {|| gatehouse roles list }}
    {operation: "roles.list_permissions", call: {|| gatehouse roles list-permissions }}
    {operation: "audit.list", call: {|| gatehouse audit list }}
    {operation: "system.root", call: {|| gatehouse system root }}
    {operation: "system.health", call: {|| gatehouse system health }}
    {operation: "system.live", call: {|| gatehouse system live }}
    {operation: "system.ready", call: {|| gatehouse system ready }}
    {operation: "system.jwks", call: {|| gatehouse system jwks }}
  ] | each {|each|
    let begin = date now
    let outcome = try { do $each.call | ignore; "ok" } catch {|caught| gatehouse problem $caught | get message }
    {operation: $each.operation outcome: $outcome time: ((date now) - $begin)}
  }
}

def step [name: string, work: closure]: nothing -> record {
  let begin = date now
  let outcome = try { do $work } catch {|caught| $caught.msg }
  {step: $name outcome: $outcome time: ((date now) - $begin)}
}

def main [] {
  let steps = [
    (step "files" {|| let found = check faults; if ($found | is-empty) { "ok" } else { $found | to text } })
    (step "runtime" {||
      let done = ^$nu.current-exe --no-config-file ($ROOT | path join "tests" "run.nu") | complete
      if $done.exit_code == 0 { "ok" } else { $done.stdout + $done.stderr }
    })
  ]
  print $steps
  let probes = if ($env.GATEHOUSE_BASE_URL? | default "") == "" { [] } else { probe }
  if ($probes | is-not-empty) { print $probes }
  let failed = ($steps | where outcome != "ok" | length) + ($probes | where outcome =~ '^(GET|HEAD) .*: 5\d\d|refused|timed out' | length)
  if $failed > 0 { exit 1 }
}

#!/usr/bin/env -S nu --no-config-file
# Load on a service for a while, and how it took it.

use lib/entry.nu dispatch
use lib/figures.nu [percentile period-of]
use lib/load.nu [operations put-load stopwatch timed]
use lib/service.nu service-at
use lib/state.nu [now remember]

# Call operations over and over: rate, p50, p95, p99 and errors of each.
#
# Only operations that read are called. Without credentials (GATEHOUSE_TOKEN, GATEHOUSE_API_KEY, or signed in with the
# Nushell client) only those that anybody may call; with them, those that the credentials allow. A p95 over 200 ms, over
# 500 ms for searches, or any error is a finding. This is a probe, with one connection for each call: it says how long
# answers take, not how many the service could give.
@example "Ten seconds of the service on this machine" { nu scripts/performance.nu }
@example "A minute, eight at once" { nu scripts/performance.nu --duration 1min --concurrency 8 --url https://accounts.example.com }
@example "Two operations only" { nu scripts/performance.nu --operations users.list,users.search }
def "performance" [
  --duration: string = "10s" # For how long.
  --concurrency: int = 4 # How many calls at once.
  --operations: string # Only these, separated by commas.
  --url: string # The service; GATEHOUSE_BASE_URL or http://127.0.0.1:8000 without it.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let length = period-of "--duration" $duration
  if $concurrency not-in 1..64 { error make --unspanned {msg: "--concurrency must be 1 to 64"} }
  let client = service-at $url --max-retries 0 --middleware [(stopwatch)]
  let wanted = chosen $operations
  let first = $wanted | each {|operation| {operation: $operation trial: (timed $client $operation)} }
  let allowed = $first | where {|row| $operations != null or $row.trial.error not-in ["unauthenticated" "forbidden"] } | get operation
  let broken = $first | where trial.error in ["transport" "timeout"] | get 0?
  if $broken != null { error make --unspanned {msg: $"($client.base_url) does not answer"} }
  let begin = date now
  let rows = put-load $client $allowed $length $concurrency
  let seconds = ((date now) - $begin | into int) / 1_000_000_000
  let report = $allowed | each {|operation| summary $operation ($rows | where operation == $operation.operation) $seconds }
  remember "loads" {at: (now) url: $client.base_url seconds: ($seconds | math round --precision 2) concurrency: $concurrency operations: $report}
  {value: $report findings: ($report | any {|row| $row.too_slow or $row.errors > 0 })}
}

def chosen [names: any]: nothing -> table {
  if $names == null { return (operations) }
  let wanted = $names | split row "," | str trim | where $it != ""
  let unknown = $wanted | where $it not-in (operations).operation
  if ($unknown | is-not-empty) { error make --unspanned {msg: $"--operations: unknown '($unknown.0)'; choose from ((operations).operation | str join ', ')"} }
  operations | where operation in $wanted
}

def summary [operation: record, rows: table, seconds: float]: nothing -> record {
  let times = $rows | where error == null | get ms
  let p95 = $times | percentile 95.0 | rounded
  let errors = $rows | get error | compact
  {
    operation: $operation.operation
    calls: ($rows | length)
    rate_per_second: (($rows | length) / $seconds | math round --precision 1)
    p50_ms: ($times | percentile 50.0 | rounded)
    p95_ms: $p95
    p99_ms: ($times | percentile 99.0 | rounded)
    limit_ms: $operation.limit_ms
    too_slow: ($p95 != null and $p95 > $operation.limit_ms)
    errors: ($errors | length)
    codes: ($errors | uniq)
  }
}

def rounded []: any -> any {
  if $in == null { null } else { $in | math round --precision 2 }
}

# Put load on a service for a while; see performance --help.
def --wrapped main [...words: string] {
  dispatch performance $words --switch PERFORMANCE_TRACKING {
    "": {|given| performance --duration $given.duration --concurrency $given.concurrency --operations $given.operations --url $given.url }
  }
}

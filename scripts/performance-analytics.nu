#!/usr/bin/env -S nu --no-config-file
# Measured operations: recorded one by one, and compared with what they took before.

use lib/entry.nu dispatch
use lib/figures.nu [duration-of milliseconds number-of percentile since-of]
use lib/state.nu [now recall remember]

const KIND = "performance"
const FEWEST = 4 # Runs before there is a trend; half of them are what the others are compared with.

# Append one measured operation.
@example "A run that went well" { nu scripts/performance-analytics.nu record "api-test" "python-env" "30s" }
@example "One that did not" { nu scripts/performance-analytics.nu record api-test python-env 3s --status failure }
def "performance-analytics record" [
  name: string # What was done.
  environment: string # Where.
  duration: string # How long it took: 250ms, 30s, 2min.
  --status: string = "success" # success or failure.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  if ($name | str trim) == "" or ($environment | str trim) == "" { error make --unspanned {msg: "NAME and ENVIRONMENT must not be empty"} }
  if $status not-in ["success" "failure"] { error make --unspanned {msg: $"--status must be success or failure, not '($status)'"} }
  let row = {at: (now) name: $name env: $environment ms: (duration-of "DURATION" $duration | milliseconds) status: $status}
  remember $KIND $row
  {value: $row findings: false}
}

# Count, failure rate and percentiles of each operation, with its trend.
#
# The trend is the median of the newer half of the runs against that of the older half. A rise above the threshold is a
# regression, and makes the exit code 1. Runs that failed count for the failure rate only.
@example "Everything" { nu scripts/performance-analytics.nu report }
@example "One operation, for a program" { nu scripts/performance-analytics.nu report --name api-test --env python-env --format json }
def "performance-analytics report" [
  --since: string # Only runs since then: 7d, or a date.
  --name: string # Only this operation.
  --environment: string # Only this environment; --env will do.
  --threshold: string = "20" # From how many percent more a rise is a regression.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let limit = number-of "--threshold" $threshold
  let rows = recall $KIND (since-of $since)
  | where {|row| ($name == null or $row.name == $name) and ($environment == null or $row.env == $environment) }
  let report = $rows | group-by --to-table name env | each {|group| summary $group $limit } | sort-by name env
  {value: $report findings: ($report | any {|row| $row.regression })}
}

def summary [group: record, limit: float]: nothing -> record {
  let runs = $group.items | where status == "success" | sort-by at | get ms
  let failures = $group.items | where status == "failure" | length
  let trend = trend $runs
  {
    name: $group.name
    env: $group.env
    count: ($group.items | length)
    failure_rate: ($failures / ($group.items | length) | math round --precision 4)
    p50_ms: ($runs | percentile 50.0)
    p95_ms: ($runs | percentile 95.0)
    p99_ms: ($runs | percentile 99.0)
    trend_percent: $trend
    regression: ($trend != null and $trend > $limit)
  }
}

# By how many percent the newer half is slower than the older one; null if there are too few runs.
def trend [runs: list]: nothing -> any {
  let count = $runs | length
  if $count < $FEWEST { return null }
  let older = $runs | first ($count // 2) | math median
  if $older == 0 { return null }
  let newer = $runs | skip ($count // 2) | math median
  ($newer - $older) / $older * 100 | math round --precision 1
}

# Record how long operations took, and see how that changes.
#
# Records are JSON lines in performance.jsonl below GATEHOUSE_STATE. Switched off by PERFORMANCE_TRACKING=false.
@example "Record one run" { nu scripts/performance-analytics.nu record api-test python-env 30s }
@example "What changed within a week" { nu scripts/performance-analytics.nu report --since 7d }
def --wrapped main [
  ...words: string # A command and its arguments; --help after a command explains it.
] {
  dispatch performance-analytics $words --switch PERFORMANCE_TRACKING {
    record: {|given| performance-analytics record $given.name $given.environment $given.duration --status $given.status }
    report: {|given| performance-analytics report --since $given.since --name $given.name --environment $given.environment --threshold $given.threshold }
  }
}

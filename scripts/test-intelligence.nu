#!/usr/bin/env -S nu --no-config-file
# What repeated test runs say: which tests are slow, became slow, are flaky, or fail together.

use lib/entry.nu dispatch
use lib/figures.nu [number-of percentile since-of]
use lib/state.nu [now recall remember-all]

const KIND = "tests"
const NOTICED = 50 # milliseconds that a test has to be slower by, at least
const FEWEST = 3 # runs before a test can have become slow

# Read a JUnit report, as pytest --junit-xml writes it, and keep the result of each test.
#
# A file is read once: the same content again changes nothing.
@example "After a run of pytest" { nu scripts/test-intelligence.nu ingest junit.xml }
def "test-intelligence ingest" [
  file: path # The report.
  --commit: string # What was tested; the commit checked out here without it.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  if ($file | path type) != "file" { error make --unspanned {msg: $"'($file)' is not a file"} }
  let commit = if $commit == null { checked-out } else { $commit }
  let run = open --raw $file | hash sha256 | str substring 0..15
  let rows = cases $file | each {|case| {at: (now) run: $run commit: $commit ...$case} }
  if ($rows | is-empty) { error make --unspanned {msg: $"($file) has no test cases"} }
  let is_known = recall $KIND | any {|row| $row.run == $run }
  if not $is_known { remember-all $KIND $rows }
  let counts = {run: $run commit: $commit tests: ($rows | length) failed: ($rows | where result == failed | length)}
  {value: ($counts | insert new (not $is_known)) findings: false}
}

# Slowest, newly slow, flaky tests, and those that fail together.
#
# Newly slow is a test whose last run took more than the threshold longer than the median of its runs before. Flaky is one
# that both passed and failed on one commit. Together fail tests that failed in the same runs, at least two. Anything but
# a slow test makes the exit code 1.
@example "Everything" { nu scripts/test-intelligence.nu report }
@example "This month, for a program" { nu scripts/test-intelligence.nu report --since 30d --format json }
def "test-intelligence report" [
  --since: string # Only runs since then: 7d, or a date.
  --slowest: int = 10 # How many of the slowest tests to list.
  --threshold: string = "50" # From how many percent more a test is newly slow.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let limit = number-of "--threshold" $threshold
  let rows = recall $KIND (since-of $since) | where result != "skipped" | sort-by at
  let tests = $rows | group-by --to-table test
  let report = {
    runs: ($rows | get run | uniq | length)
    tests: ($tests | length)
    slowest: ($tests | each {|group| {test: $group.test p50_ms: ($group.items.ms | percentile 50.0) max_ms: ($group.items.ms | math max) runs: ($group.items | length)} } | sort-by --reverse p50_ms | first $slowest)
    newly_slow: ($tests | each {|group| slower $group $limit } | sort-by --reverse percent)
    flaky: ($tests | each {|group| flaky $group } | sort-by --reverse failure_rate)
    failing_together: (together $rows)
  }
  {value: $report findings: ([$report.newly_slow $report.flaky $report.failing_together] | any {|part| $part | is-not-empty })}
}

# The test cases of a report, wherever they are in it.
def cases [file: path]: nothing -> table {
  let document = try { open --raw $file | from xml } catch { error make --unspanned {msg: $"($file) is no XML; give the report that --junit-xml writes"} }
  below $document | each {|case|
    let tags = $case.content | get --optional tag | compact
    {
      test: ([$case.attributes.classname? $case.attributes.name?] | compact | str join "::")
      ms: ($case.attributes.time? | default "0" | into float | $in * 1000 | math round --precision 3)
      result: (if ($tags | any {|tag| $tag in ["failure" "error"] }) { "failed" } else if "skipped" in $tags { "skipped" } else { "passed" })
    }
  }
}

def below [node: record]: nothing -> list {
  if $node.tag == "testcase" { return [$node] }
  $node.content | where ($it.tag? | describe) == "string" | each {|child| below $child } | flatten
}

def checked-out []: nothing -> string {
  let done = do { ^git rev-parse HEAD } | complete
  if $done.exit_code != 0 { error make --unspanned {msg: "no git commit here; say with --commit what was tested"} }
  $done.stdout | str trim
}

def slower [group: record, limit: float]: nothing -> any {
  let times = $group.items | where result == "passed" | get ms
  if ($times | length) <= $FEWEST { return null }
  let before = $times | drop 1 | math median
  let last = $times | last
  if $before <= 0 or $last - $before < $NOTICED { return null }
  let percent = ($last - $before) / $before * 100 | math round --precision 1
  if $percent > $limit { {test: $group.test before_ms: $before now_ms: $last percent: $percent} }
}

def flaky [group: record]: nothing -> any {
  let mixed = $group.items | group-by --to-table commit | where ($it.items.result | uniq | length) > 1
  if ($mixed | is-empty) { return null }
  let runs = $mixed | get items | flatten
  let failed = $runs | where result == "failed" | length
  {test: $group.test failure_rate: ($failed / ($runs | length) | math round --precision 4) failed: $failed runs: ($runs | length) commits: ($mixed | length)}
}

def together [rows: table]: nothing -> table {
  $rows
  | where result == "failed"
  | group-by --to-table test
  | each {|group| {test: $group.test runs: ($group.items.run | uniq | sort)} }
  | where ($it.runs | length) > 1
  | group-by --to-table {|row| $row.runs | str join " " }
  | each {|group| {tests: $group.items.test times: ($group.items.0.runs | length)} }
  | where ($it.tests | length) > 1
  | sort-by --reverse times
}

# Learn from repeated test runs.
#
# Results are JSON lines in tests.jsonl below GATEHOUSE_STATE.
@example "Read a report" { nu scripts/test-intelligence.nu ingest junit.xml }
@example "What was learnt" { nu scripts/test-intelligence.nu report --since 30d }
def --wrapped main [
  ...words: string # A command and its arguments; --help after a command explains it.
] {
  dispatch test-intelligence $words {
    ingest: {|given| test-intelligence ingest $given.file --commit $given.commit }
    report: {|given| test-intelligence report --since $given.since --slowest $given.slowest --threshold $given.threshold }
  }
}

#!/usr/bin/env -S nu --no-config-file
# Tests every environment against one service: builds, tests, and a live flow.

use lib/entry.nu dispatch
use lib/health.nu asked
use lib/languages.nu known-languages
use lib/service.nu service-at
use lib/state.nu [now remember]
use lib/trials.nu [missing-of trial]

const STEPS = [builds tests live]

# Build and test Python, TypeScript, Rust, Go and Nushell, and with each register, sign in and read the account.
#
# All use one service, on which this leaves accounts called flow-*, so take one for tests. An environment whose tools are
# not installed is said, and is no failure. The first run compiles much and takes minutes. Ends with 1 if a step failed, or
# none could be run.
@example "Everything" { nu scripts/test-all.nu --url http://127.0.0.1:8000 }
@example "The live flow of two environments" { nu scripts/test-all.nu --only python,nushell --steps live }
def "test-all" [
  --only: string # Only these environments, separated by commas.
  --steps: string = "builds,tests,live" # Only these steps.
  --url: string # The service; GATEHOUSE_BASE_URL or http://127.0.0.1:8000 without it.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let known = known-languages
  let names = chosen "--only" $only $known.name
  let steps = chosen "--steps" $steps $STEPS
  let client = service-at $url --max-retries 0
  if "live" in $steps {
    let answer = asked $client
    if $answer.ready != "ready" { error make --unspanned {msg: $"($client.base_url) is not ready: ($answer.error | default $answer.ready)"} }
  }
  let rows = $known | where name in $names | each {|language| row $language $steps $client.base_url }
  remember "environments" {at: (now) url: $client.base_url rows: $rows}
  let results = $rows | each {|row| $STEPS | each {|step| $row | get $step } } | flatten
  {value: $rows findings: ("failed" in $results or "ok" not-in $results)}
}

def chosen [flag: string, text: any, known: list<string>]: nothing -> list<string> {
  if $text == null { return $known }
  let wanted = $text | split row "," | str trim | where $it != ""
  let unknown = $wanted | where $it not-in $known
  if ($unknown | is-not-empty) or ($wanted | is-empty) { error make --unspanned {msg: $"($flag): unknown '($unknown.0? | default '')'; choose from ($known | str join ', ')"} }
  $wanted
}

def row [language: record, steps: list<string>, url: string]: nothing -> record {
  let missing = missing-of $language
  let found = $STEPS | each {|step|
    if $step not-in $steps { {result: "not asked" seconds: null said: ""} } else if ($missing | is-not-empty) {
      {result: "not run" seconds: null said: $"($missing | str join ' and ') not installed"}
    } else {
      let done = trial $language $step $url
      print --stderr $"($language.name) ($step): ($done.result), ($done.seconds) s"
      $done
    }
  }
  {
    environment: $language.name
    builds: $found.0.result
    tests: $found.1.result
    live: $found.2.result
    builds_seconds: $found.0.seconds
    tests_seconds: $found.1.seconds
    live_seconds: $found.2.seconds
    said: ($found.said | uniq | where $it != "" | str join "; ")
  }
}

# Test every environment against one service; see test-all --help.
def --wrapped main [...words: string] {
  dispatch test-all $words {
    "": {|given| test-all --only $given.only --steps $given.steps --url $given.url }
  }
}

#!/usr/bin/env -S nu --no-config-file
# How a service is: health, traffic, resources. Once, or live in the terminal.

use lib/entry.nu dispatch
use lib/exposition.nu metrics-address
use lib/figures.nu period-of
use lib/health.nu [asked summary]
use lib/sampling.nu [sample sources]
use lib/screen.nu dashboard
use lib/service.nu service-at

# Health of the database and other dependencies, rate, errors, p95 and resources of a service.
#
# Traffic comes from the metrics at --metrics or METRICS_LISTEN, between two looks; without them it is unknown. Resources
# come from them too and, if the service runs on this machine, from its processes. Ends with 1 if something is wrong: no
# answer, not ready, more than 1 percent errors, a p95 over 500 ms, or requests that wait for the database.
@example "One look" { nu scripts/monitor.nu }
@example "Live in the terminal" { nu scripts/monitor.nu --dashboard --metrics 127.0.0.1:9464 }
@example "For a program" { nu scripts/monitor.nu --url https://accounts.example.com --format json }
def "monitor" [
  --dashboard # Live in the terminal, until q is pressed.
  --interval: string = "1s" # The time between two looks.
  --metrics: string # Where the metrics are: host:port or an address.
  --url: string # The service; GATEHOUSE_BASE_URL or http://127.0.0.1:8000 without it.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let pause = period-of "--interval" $interval
  let client = service-at $url --max-retries 0
  let metrics = metrics-address $metrics
  let look = {|wait|
    let found = sources $metrics $client.base_url null
    let before = sample $found
    let answer = asked $client # before the pause, since metrics tell of requests a moment later
    sleep $wait
    summary $client $answer $before (sample $found)
  }
  if $dashboard {
    dashboard ($pause / 2) {|| do $look ($pause / 2) }
    return {value: null findings: false}
  }
  let state = do $look $pause
  {value: $state findings: ($state.problems | is-not-empty)}
}

# How a service is; see monitor --help.
def --wrapped main [...words: string] {
  dispatch monitor $words --switch MONITORING_ENABLED {
    "": {|given| monitor --dashboard=$given.dashboard --interval $given.interval --metrics $given.metrics --url $given.url }
  }
}

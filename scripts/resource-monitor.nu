#!/usr/bin/env -S nu --no-config-file
# What a service uses while something happens: CPU, memory, connections and its database pool.

use lib/entry.nu dispatch
use lib/exposition.nu metrics-address
use lib/figures.nu [period-of spread]
use lib/sampling.nu [cpu-percent sample sources]
use lib/service.nu service-at
use lib/state.nu [now remember]

const MEASURES = [cpu_percent memory_mib connections pool_in_use pool_idle pool_waiting]

# Follow a service for a while: a series, with minimum, mean and maximum of each measure.
#
# Looks at the metrics at --metrics or METRICS_LISTEN and, if the service runs here, at its processes, which are those
# that listen at its port. CPU is in percent of one core. Ends with 1 if the service was not there all the time.
@example "Half a minute" { nu scripts/resource-monitor.nu track nightly-import }
@example "A minute, from metrics of another machine" { nu scripts/resource-monitor.nu track load --duration 1min --interval 5s --metrics 10.0.0.5:9464 }
def "resource-monitor track" [
  name: string # What is going on meanwhile.
  --duration: string = "30s" # For how long.
  --interval: string = "1s" # How often.
  --metrics: string # Where the metrics are: host:port or an address.
  --url: string # The service; GATEHOUSE_BASE_URL or http://127.0.0.1:8000 without it.
  --pid: int # The process, if it is not the one that listens there.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let length = period-of "--duration" $duration
  let pause = period-of "--interval" $interval
  if $pause > $length { error make --unspanned {msg: "--interval must not be longer than --duration"} }
  let found = sources (metrics-address $metrics) (service-at $url).base_url $pid
  let begin = sample $found
  if ($begin.values | is-empty) { error make --unspanned {msg: "nothing to look at: no metrics answer, and no process here listens at the service's port; set METRICS_LISTEN or give --metrics or --pid"} }
  let samples = follow $found $begin $length $pause
  let series = $samples | window 2 | each {|pair| point $pair.0 $pair.1 }
  let missed = $samples | where not is_complete | length
  let report = {name: $name samples: ($series | length) missed: $missed summary: (summaries $series) series: $series}
  remember "resources" {at: (now) ...$report}
  {value: $report findings: ($missed > 0)}
}

def follow [sources: record, begin: record, length: duration, pause: duration]: nothing -> list<record> {
  mut samples = [$begin]
  let count = [($length / $pause | math floor) 1] | math max
  for number in 1..$count {
    let wait = $begin.at + $pause * $number - (date now)
    if $wait > 0sec { sleep $wait }
    $samples ++= [(sample $sources)]
  }
  $samples
}

def point [before: record, after: record]: nothing -> record {
  let values = $after.values | insert cpu_percent (cpu-percent $before $after)
  let measures = $MEASURES | reduce --fold {} {|measure, found| $found | insert $measure ($values | get --optional $measure) }
  {at: ($after.at | date to-timezone UTC | format date "%Y-%m-%dT%H:%M:%S%.3fZ") ...$measures}
}

def summaries [series: table]: nothing -> table {
  $MEASURES | each {|measure|
    let values = $series | get $measure | compact
    if ($values | is-not-empty) { {measure: $measure ...($values | spread)} }
  }
}

# Follow what a service uses.
#
# Series are JSON lines in resources.jsonl below GATEHOUSE_STATE. Switched off by RESOURCE_MONITORING=false.
@example "Half a minute of a service on this machine" { nu scripts/resource-monitor.nu track nightly-import --duration 30s }
def --wrapped main [
  ...words: string # A command and its arguments; --help after a command explains it.
] {
  dispatch resource-monitor $words --switch RESOURCE_MONITORING {
    track: {|given| (resource-monitor track $given.name --duration $given.duration --interval $given.interval
      --metrics $given.metrics --url $given.url --pid $given.pid) }
  }
}

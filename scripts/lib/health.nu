# The state of a service in one record, and what is wrong with it.

use ../../clients/nushell/gatehouse
use exposition.nu traffic
use sampling.nu cpu-percent

const MOST_ERRORS = 1.0 # percent of requests
const SLOW_MS = 500
const ABSENT = {rate_per_second: null error_percent: null p95_ms: null in_flight: null}

# What the service says of itself; `error` if it says nothing.
export def asked [client: record]: nothing -> record {
  let ready = try { gatehouse system ready --client $client | get status } catch {|caught|
    let facts = gatehouse problem $caught
    $facts.code | default $facts.kind
  }
  try { {health: (reported $client) ready: $ready error: null} } catch {|caught|
    {health: null ready: $ready error: (gatehouse problem $caught | get message)}
  }
}

# The health report, which is the body of a 503 too when the database is away.
def reported [client: record]: nothing -> record {
  try { gatehouse system health --client $client } catch {|caught|
    let facts = gatehouse problem $caught
    if $facts.status != 503 { error make $caught.raw }
    try { http get --raw --allow-errors --max-time 10sec $"($client.base_url)/health" | from json } catch { error make $caught.raw }
  }
}

# Everything about a service, from what it says and two samples of it.
export def summary [client: record, answer: record, before: record, after: record]: nothing -> record {
  let flow = if $before.scrape == null or $after.scrape == null { $ABSENT } else { traffic $before.scrape $after.scrape }
  let state = {
    at: (date now | date to-timezone UTC | format date "%Y-%m-%dT%H:%M:%SZ")
    url: $client.base_url
    status: ($answer.health?.status? | default "unreachable")
    ready: ($answer.ready == "ready")
    version: $answer.health?.version?
    dependencies: ($answer.health?.dependencies? | default {} | transpose name state | each {|row| {name: $row.name ...$row.state} })
    traffic: $flow
    resources: ($after.values | reject --optional cpu_seconds | insert cpu_percent (cpu-percent $before $after))
  }
  $state | insert problems (problems $state $answer $after)
}

def problems [state: record, answer: record, after: record]: nothing -> list<string> {
  [
    (if $answer.error != null { $"the service does not answer: ($answer.error)" })
    (if $answer.error == null and $state.status != "ok" { $"the service is ($state.status)" })
    (if $answer.error == null and not $state.ready { $"the service is not ready: ($answer.ready)" })
    (if not $after.is_complete { "the metrics or processes are gone" })
    (if ($state.traffic.error_percent | default 0) > $MOST_ERRORS { $"($state.traffic.error_percent) percent of requests fail" })
    (if ($state.traffic.p95_ms | default 0) > $SLOW_MS { $"p95 is ($state.traffic.p95_ms) ms" })
    (if ($state.resources.pool_waiting? | default 0) > 0 { $"($state.resources.pool_waiting) requests wait for a database connection" })
  ] | compact
}

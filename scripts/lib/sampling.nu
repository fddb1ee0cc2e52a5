# Measures of a service at one moment: from its metrics and, where it runs here, from its processes.

use exposition.nu [resources scrape]
use processes.nu [listeners local-port usage]

# Where to look: `{metrics, port, pids}`.
export def sources [metrics: any, url: string, pid: any]: nothing -> record {
  let port = local-port $url
  let pids = if $pid != null { [$pid] } else if $port == null { [] } else { listeners $port }
  {metrics: $metrics port: $port pids: $pids}
}

# What is seen now. Processes win over metrics where both know something; `scrape` is kept for rates.
export def sample [sources: record]: nothing -> record {
  let scrape = if $sources.metrics == null { null } else { scrape $sources.metrics }
  let told = if $scrape == null { {} } else { $scrape | resources }
  let seen = if ($sources.pids | is-empty) { null } else { usage $sources.pids $sources.port }
  {
    at: (date now)
    scrape: $scrape
    is_complete: (($sources.metrics == null or $scrape != null) and (($sources.pids | is-empty) or $seen != null))
    values: ($told | merge ($seen | default {}))
  }
}

# What the processes used between two samples, in percent of one core; null if they were not seen.
export def cpu-percent [before: record, after: record]: nothing -> any {
  let used = [$before $after] | each {|each| $each.values.cpu_seconds? }
  if ($used | length) < 2 or $used.1 < $used.0 { return null }
  ($used.1 - $used.0) / ((($after.at - $before.at) | into int) / 1_000_000_000) * 100 | math round --precision 1
}

# Prometheus' text format, and what two scrapes of Gatehouse's metrics say about the time between them.

use settings.nu setting

# The address of the metrics: as given, or where METRICS_LISTEN says; null if neither says anything.
export def metrics-address [given: any]: nothing -> any {
  let found = if $given != null { $given } else { setting "METRICS_LISTEN" }
  if $found == null { return null }
  let url = if $found =~ '^https?://' { $found } else { $"http://($found)" }
  if $url !~ '^https?://[^/\s]+(/\S*)?$' { error make --unspanned {msg: $"the address of metrics must be such as 127.0.0.1:9464, not '($found)'"} }
  if ($url | url parse | get path) in ["" "/"] { $"($url | str trim --right --char '/')/metrics" } else { $url }
}

# The samples of a scrape: `{at, samples: [{name, labels, value}]}`, labels as they are written; null without an answer.
export def scrape [url: string]: nothing -> any {
  let text = try { http get --raw --max-time 5sec $url } catch { return null }
  {at: (date now) samples: (parsed $text)}
}

# Samples out of text.
export def parsed [text: string]: nothing -> table {
  $text | lines | where $it !~ '^\s*(#|$)' | parse --regex '^(?<name>[A-Za-z_:][\w:]*)(?:\{(?<labels>.*)\})?\s+(?<value>\S+)'
  | update value {|row| number $row.value }
  | default "" labels
}

def number [text: string]: nothing -> float {
  match $text {
    "+Inf" | "Inf" => 1.0e308
    "-Inf" => -1.0e308
    "NaN" | "Nan" => 0.0
    _ => ($text | into float)
  }
}

# The sum of all samples of a name, with this label; null if there are none.
export def total [name: string, label: string = ""]: record -> any {
  let pattern = if $label == "" { "" } else { '(^|,)' + $label + '(,|$)' }
  let found = $in.samples | where name == $name and labels =~ $pattern
  if ($found | is-empty) { null } else { $found.value | math sum }
}

# Requests per second, share of server errors, and p95 between two scrapes; of one operation or of all.
export def traffic [before: record, after: record]: nothing -> record {
  let seconds = (($after.at - $before.at) | into int) / 1_000_000_000
  let all = growth $before $after "gatehouse_request_duration_seconds_count"
  let errors = growth $before $after "gatehouse_request_duration_seconds_count" 'status="5xx"'
  {
    rate_per_second: ($all / $seconds | math round --precision 2)
    error_percent: (if $all == 0 { 0.0 } else { $errors / $all * 100 | math round --precision 2 })
    p95_ms: (quantile $before $after 0.95)
    in_flight: ($after | total "gatehouse_requests_in_flight")
  }
}

# By how much a counter grew; from nothing if it began anew.
def growth [before: record, after: record, name: string, label: string = ""]: nothing -> float {
  grown ($before | total $name $label | default 0.0) ($after | total $name $label | default 0.0)
}

def grown [then: float, now: float]: nothing -> float {
  if $now < $then { $now } else { $now - $then }
}

# How many requests took so long at most, by that bound.
def by-bound [scrape: record]: nothing -> record {
  let buckets = $scrape.samples | where name == "gatehouse_request_duration_seconds_bucket"
  if ($buckets | is-empty) { return {} }
  let bounds = $buckets.labels | parse --regex '(?:^|,)le="(?<le>[^"]+)"'
  $bounds | merge ($buckets | select value) | group-by le | items {|le, rows| {le: $le count: ($rows.value | math sum)} } | transpose --header-row --as-record
}

# A quantile of the request durations between two scrapes, as Prometheus estimates it; null without requests.
def quantile [before: record, after: record, share: float]: nothing -> any {
  let then = by-bound $before
  let now = by-bound $after
  let buckets = $now | columns | each {|le| {le: (number $le) count: (grown ($then | get --optional $le | default 0.0) ($now | get $le))} } | sort-by le
  let all = $buckets | get count | append 0 | math max
  if $all == 0 { return null }
  let rank = $all * $share
  let index = $buckets | enumerate | where $it.item.count >= $rank | get 0.index
  let low = if $index == 0 { {le: 0.0 count: 0.0} } else { $buckets | get ($index - 1) }
  let high = $buckets | get $index
  let seconds = if $high.le > 1.0e300 { $low.le } else { $low.le + ($high.le - $low.le) * ($rank - $low.count) / ($high.count - $low.count) }
  $seconds * 1000 | math round --precision 2
}

# What a scrape says about the processes and the database pool.
export def resources []: record -> record {
  let scrape = $in
  {
    cpu_seconds: ($scrape | total "process_cpu_seconds_total")
    memory_mib: ($scrape | total "process_resident_memory_bytes" | if $in == null { null } else { $in / 1048576 | math round --precision 1 })
    pool_in_use: ($scrape | total "gatehouse_database_connections" 'state="in_use"')
    pool_idle: ($scrape | total "gatehouse_database_connections" 'state="idle"')
    pool_waiting: ($scrape | total "gatehouse_database_waiting")
  }
}

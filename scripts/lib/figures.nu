# Durations as people write them, and the figures of many of them.

const UNITS = {ms: 1ms s: 1sec sec: 1sec m: 1min min: 1min h: 1hr hr: 1hr d: 1day day: 1day w: 1wk wk: 1wk}

# A duration such as 30s, 1.5s, 250ms, 2min, 7d.
export def duration-of [
  subject: string # What it is for, as a message names it.
  text: any # What was written.
]: nothing -> duration {
  let found = $text | into string | parse --regex '^(?<number>\d{1,9}(?:\.\d{1,6})?)(?<unit>ms|s|sec|m|min|h|hr|d|day|w|wk)$' | get 0?
  if $found == null { error make --unspanned {msg: $"($subject) must be a duration such as 250ms, 30s or 7d, not '($text)'"} }
  (($found.number | into float) * ($UNITS | get $found.unit | into int) | math round) * 1ns
}

# A positive duration.
export def period-of [subject: string, text: any]: nothing -> duration {
  let found = duration-of $subject $text
  if $found <= 0sec { error make --unspanned {msg: $"($subject) must be more than nothing"} }
  $found
}

# The moment that `--since` means: a duration before now, or a date; null for always.
export def since-of [text: any]: nothing -> any {
  if $text == null { return null }
  if $text =~ '^\d{4}-\d\d-\d\d' { return (try { $text | into datetime } catch { error make --unspanned {msg: $"--since: '($text)' is no date"} }) }
  (date now) - (duration-of "--since" $text)
}

# A number of the flag's, above nothing.
export def number-of [subject: string, text: any]: nothing -> float {
  let found = try { $text | into float } catch { null }
  if $found == null or $found <= 0 { error make --unspanned {msg: $"($subject) must be a number above 0, not '($text)'"} }
  $found
}

# The smallest value that so many percent of the values do not exceed; null if there are none.
export def percentile [share: float]: list -> any {
  let sorted = $in | sort
  let count = $sorted | length
  if $count == 0 { return null }
  $sorted | get ([(($count * $share / 100 | math ceil) - 1) 0] | math max)
}

# Milliseconds of a duration, with three digits.
export def milliseconds []: duration -> float {
  ($in | into int) / 1_000_000 | math round --precision 3
}

# Smallest, mean and largest of numbers.
export def spread []: list -> record {
  let values = $in
  {min: ($values | math min) mean: ($values | math avg | math round --precision 3) max: ($values | math max)}
}

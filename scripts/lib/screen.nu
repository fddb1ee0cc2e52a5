# A dashboard in the terminal: the last states of a service, redrawn in place.

const BARS = ["▁" "▂" "▃" "▄" "▅" "▆" "▇" "█"]
const HISTORY = 60

# Show states until somebody presses q, Escape or Ctrl-C. `look` gives the state after the one before it.
export def dashboard [pause: duration, look: closure]: nothing -> nothing {
  if not ((is-terminal --stdout) and (is-terminal --stdin)) { error make --unspanned {msg: "--dashboard needs a terminal; leave it out for one look"} }
  print --no-newline (ansi --escape "?1049h") (ansi cursor_off)
  mut states = []
  loop {
    $states = $states | append (do $look) | last $HISTORY
    print --no-newline (ansi home) (drawn $states (term size).columns | lines | each {|line| $line + (ansi erase_line_from_cursor_to_end) } | str join "\r\n") (ansi --escape "J")
    if (left $pause) { break }
  }
  print --no-newline (ansi cursor_on) (ansi --escape "?1049l")
}

# Wait for a key; whether it was one that ends the dashboard.
def left [pause: duration]: nothing -> bool {
  let pressed = try { input listen --types [key] --timeout $pause } catch { return false }
  $pressed.code? in ["q" "esc"] or ($pressed.code? == "c" and "keymodifiers(control)" in ($pressed.modifiers? | default []))
}

# The screen as text.
export def drawn [states: list<record>, width: int]: nothing -> string {
  let state = $states | last
  let color = if ($state.problems | is-empty) { "green" } else { "red" }
  [
    $"(ansi attr_bold)Gatehouse(ansi reset) ($state.url)  (ansi $color)● ($state.status)(if $state.ready { ', ready' } else { ', not ready' })(ansi reset)  ($state.version | default '')  ($state.at)"
    ""
    ...($state.dependencies | each {|row| $"  ($row.name | fill --width 14) ($row.state)  ($row.latency_ms? | default '-') ms" })
    ""
    (row "requests/s" ($states.traffic.rate_per_second))
    (row "errors %" ($states.traffic.error_percent))
    (row "p95 ms" ($states.traffic.p95_ms))
    (row "CPU %" ($states | get resources.cpu_percent))
    (row "memory MiB" ($states | each {|each| $each.resources.memory_mib? }))
    (row "connections" ($states | each {|each| $each.resources.connections? }))
    (row "pool in use" ($states | each {|each| $each.resources.pool_in_use? }))
    (row "pool waiting" ($states | each {|each| $each.resources.pool_waiting? }))
    ""
    ...(if ($state.problems | is-empty) { ["  no problems"] } else { $state.problems | each {|text| $"  (ansi red)! ($text | str substring 0..($width - 6))(ansi reset)" } })
    ""
    "  q quits"
  ] | str join "\n"
}

# A measure: its last value and how it got there.
def row [name: string, values: list]: nothing -> string {
  let last = $values | last
  let shown = if $last == null { "-" } else { $last | into string }
  $"  ($name | fill --width 14) ($shown | fill --width 10 --alignment right)  ($values | sparkline)"
}

export def sparkline []: list -> string {
  let values = $in
  let top = $values | compact | append 0 | math max
  $values | each --keep-empty {|value|
    if $value == null { " " } else if $top <= 0 { $BARS.0 } else { $BARS | get ([($value / $top * 7 | math round | into int) 0] | math max) }
  } | str join
}

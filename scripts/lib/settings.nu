# Settings of the scripts: the environment, then `.env` in the current folder, then defaults.

# What a setting says; empty is as good as not set.
export def setting [name: string, fallback: any = null]: nothing -> any {
  let found = $env | get --optional $name | default ""
  let value = if $found != "" { $found } else { written | get --optional $name | default "" }
  if $value == "" { $fallback } else { $value }
}

# Whether a setting, which is true by default, says no.
export def switched-off [name: string]: nothing -> bool {
  if $name == "" { return false }
  match (setting $name "true" | into string | str lowercase) {
    "true" | "1" | "yes" | "on" => false
    "false" | "0" | "no" | "off" => true
    _ => (error make --unspanned {msg: $"($name) must be true or false"})
  }
}

# The folder where scripts keep what they record.
export def state-folder []: nothing -> path {
  let home = setting "XDG_STATE_HOME" ($nu.home-dir | path join ".local" "state")
  setting "GATEHOUSE_STATE" ($home | path join "gatehouse") | path expand
}

def written []: nothing -> record {
  if not (".env" | path exists) { return {} }
  open --raw ".env" | lines | parse --regex '^\s*(?:export\s+)?(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>.*?)\s*$' | reduce --fold {} {|row, found|
    $found | upsert $row.name ($row.value | str trim --char '"' | str trim --char "'")
  }
}

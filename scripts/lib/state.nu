# What scripts record: one file of JSON lines for each kind of thing, in a folder that only you can read.

use settings.nu state-folder

# Append a record; lines of processes that write at once do not mix.
export def remember [kind: string, row: record]: nothing -> nothing {
  remember-all $kind [$row]
}

# Append records in one write.
export def remember-all [kind: string, rows: list<record>]: nothing -> nothing {
  if ($rows | is-empty) { return }
  let folder = state-folder
  try {
    mkdir $folder
    ^chmod 700 $folder
    $rows | each {|row| $row | to json --raw } | str join "\n" | $"($in)\n" | save --append --raw (file-of $kind)
  } catch { error make --unspanned {msg: $"cannot write to ($folder); set GATEHOUSE_STATE to a folder of yours"} }
}

# All records of a kind since a moment, oldest first. Lines that are not JSON, as a full disk leaves them, are skipped.
export def recall [kind: string, since: any = null]: nothing -> list {
  let file = file-of $kind
  if not ($file | path exists) { return [] }
  let text = open --raw $file | lines | where $it != ""
  let rows = $text | each {|line| try { $line | from json | update at { into datetime } } catch { null } } | compact
  let lost = ($text | length) - ($rows | length)
  if $lost > 0 { print --stderr $"($file): ($lost) unreadable lines were skipped" }
  if $since == null { $rows } else { $rows | where at >= $since }
}

# This moment, as it is recorded.
export def now []: nothing -> string {
  date now | date to-timezone UTC | format date "%Y-%m-%dT%H:%M:%S%.6fZ"
}

def file-of [kind: string]: nothing -> path {
  state-folder | path join $"($kind).jsonl"
}

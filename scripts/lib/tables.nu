# Values as people read them, in as many columns as there are.

const WIDTH = 100 # where there is no terminal to ask
const LONG = 30 # characters of a text that is worth breaking

# A value as text: what is in a record, then each list of rows in it under its name.
export def shown [value: any]: nothing -> string {
  let width = if (is-terminal --stdout) { (term size).columns } else { $WIDTH }
  if ($value | describe) !~ '^record' { return (as-table $value $width) }
  let names = $value | columns | where {|name| is-rows ($value | get $name) }
  let sections = $names | each {|name| $"($name)\n(as-table ($value | get $name) $width)" }
  [(as-table ($value | reject ...$names) $width) ...$sections] | str join "\n"
}

def is-rows [value: any]: nothing -> bool {
  ($value | describe) =~ '^(table|list)' and ($value | is-not-empty) and ($value | all {|row| ($row | describe) =~ '^record' })
}

def as-table [value: any, width: int]: nothing -> string {
  let text = if (is-rows $value) { fitted $value $width } else { $value }
  # Where there is no terminal, a table that is too wide is better than one without its last columns.
  $text | table --expand --index false --width (if (is-terminal --stdout) or not (is-rows $value) { $width } else { 1000 })
}

# Rows without columns that say nothing, and with long texts broken into lines, since Nushell hides columns instead.
def fitted [rows: table, width: int]: nothing -> table {
  let columns = $rows | columns | each {|name|
    let cells = $rows | get --optional $name
    let widest = $cells | each {|cell| $cell | to text | str trim | str length } | append ($name | str length) | math max
    {name: $name is_empty: ($cells | all {|cell| $cell in [null "" []] }) is_text: ($cells | all {|cell| ($cell | describe) in [string nothing] }) width: $widest}
  } | where not is_empty
  let long = $columns | where is_text and width > $LONG
  let taken = $columns | where name not-in $long.name | get width | append 0 | math sum
  let room = [(($width - 1 - $taken - 3 * ($columns | length)) // ([($long | length) 1] | math max)) 10] | math max
  $long.name | reduce --fold ($rows | select --optional ...$columns.name) {|name, found| $found | update $name {|row| broken ($row | get $name) $room } }
}

# A text in lines of at most so many characters; words that are longer are broken, too.
def broken [text: any, width: int]: nothing -> any {
  if $text == null { return null }
  $text | str replace --all --regex $"\(.{1,($width)})\(?:\\s+|$)|\(\\S{($width)})" "${1}${2}\n" | str trim --right
}

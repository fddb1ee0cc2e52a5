# How every script begins and ends: words become arguments, values are printed, exit codes say what came of it.
#
# Nushell itself ends with 1 when a flag is unknown, which means findings here; so words are checked by what the
# command's own signature says, and misuse ends with 2 and one line.

use settings.nu switched-off
use tables.nu shown

# Run the command that the words ask for, and end the process with its exit code.
#
# A command gives `{value, findings}`: what to print, and whether it is something to act upon.
export def dispatch [
  script: string # The name of the script, which the names of its commands begin with.
  words: list<string> # What came after it.
  commands: record # A closure for each subcommand, or one called "" for all; it gets the arguments by name.
  --switch: string = "" # The setting that switches the script off.
]: nothing -> nothing {
  let is_single = "" in $commands
  let name = if $is_single { "" } else { $words | get 0? | default "" }
  if $name in ["--help" "-h"] and not $is_single {
    help-of $"($script).nu" $script
    print "" "Commands:"
    for name in ($commands | columns) { print $"  nu scripts/($script).nu ($name): (said-of $"($script) ($name)")" }
    exit 0
  }
  if $name not-in $commands {
    let said = if $name == "" { "no command" } else { $"unknown command '($name)'" }
    misuse $script $"($said); choose from ($commands | columns | str join ', ')"
  }
  let rest = if $is_single { $words } else { $words | skip 1 }
  let command = [$script $name] | where $it != "" | str join " "
  if ($rest | any {|word| $word in ["--help" "-h"] }) {
    help-of $command $script
    exit 0
  }
  let outcome = try {
    if (switched-off $switch) {
      print --stderr $"($script).nu: switched off by ($switch); set it to true to switch it on"
      exit 0
    }
    let given = arguments (signature $command) $rest
    let format = $given.format? | default "table"
    if $format not-in ["table" "json"] { error make --unspanned {msg: $"--format must be table or json, not '($format)'"} }
    do ($commands | get $name) $given | insert format $format
  } catch {|caught| misuse $command (reason $caught.msg ($caught.details?.inner? | default [])) }
  present $outcome.value $outcome.format
  exit (if $outcome.findings { 1 } else { 0 })
}

# What went wrong inside the blocks that Nushell says have failed.
def reason [message: string, inner: list]: nothing -> string {
  if $message !~ '^Eval block failed' or ($inner | is-empty) { return $message }
  reason $inner.0.msg ($inner.0.inner? | default [])
}

# End with 2 and one line about what was asked for.
def misuse [subject: string, message: string]: nothing -> nothing {
  print --stderr $"($subject | str replace --regex '^\S+' '$0.nu'): ($message | str replace --all --regex '\s*\n\s*' ' ')"
  exit 2
}

def help-of [command: string, script: string]: nothing -> nothing {
  help $command
  | ansi strip
  | str replace --all --regex '(?s)\n(Command Type|Input/output types):.*?(?=\n[A-Z][a-z]+:|$)' ""
  | str replace --all --regex ('(?m)^(\s+(?:> )?)' + $script + '(?:\.nu)? ') ("${1}nu scripts/" + $script + ".nu ")
  | str trim --right
  | print
}

# The first line about a command.
def said-of [command: string]: nothing -> string {
  scope commands | where name == $command | get 0.description
}

# Print a value for people or for programs.
export def present [value: any, format: string]: nothing -> nothing {
  if $format == "json" { return (print ($value | to json)) }
  if ($value | describe) == "nothing" { return }
  if ($value | describe) =~ '^(list|table)' and ($value | is-empty) { return (print "nothing found") }
  if ($value | describe) !~ '^(list|table|record)' { return (print $value) }
  print (shown $value)
}

# What the command says of its parameters.
def signature [command: string]: nothing -> table {
  scope commands | where name == $command | first | get signatures | values | first | where parameter_type not-in ["input" "output"]
}

# The arguments by name, each of its type; flags that were not given are null, or false for switches.
def arguments [parameters: table, words: list<string>]: nothing -> record {
  let flags = $parameters | where parameter_type in ["named" "switch"]
  let places = $parameters | where parameter_type == "positional"
  let rest = $parameters | where parameter_type == "rest" | get 0?
  let read = read-words $flags $words
  let extra = $read.plain | skip ($places | length)
  if $rest == null and ($extra | is-not-empty) { error make --unspanned {msg: $"unexpected argument '($extra.0)'"} }
  let positional = $places | enumerate | reduce --fold {} {|row, found|
    let word = $read.plain | get --optional $row.index
    if $word == null and not $row.item.is_optional { error make --unspanned {msg: $"missing argument ($row.item.parameter_name | str uppercase)"} }
    $found | insert (key $row.item) (typed $row.item $word)
  }
  let named = $flags | reduce --fold {} {|flag, found|
    let word = $read.flags | get --optional $flag.parameter_name
    $found | insert (key $flag) (if $flag.parameter_type == "switch" { $word != null } else { typed $flag $word })
  }
  let remaining = if $rest == null { {} } else { {} | insert (key $rest) $extra }
  $positional | merge $named | merge $remaining
}

# Words apart into flags and others. `--name value` and `--name=value` are the same; after `--` nothing is a flag.
def read-words [flags: table, words: list<string>]: nothing -> record {
  mut left = $words
  mut given = {}
  mut plain = []
  while ($left | is-not-empty) {
    let word = $left.0
    $left = $left | skip 1
    if $word == "--" {
      $plain ++= $left
      break
    }
    if $word !~ '^-[-a-zA-Z]' {
      $plain ++= [$word]
      continue
    }
    let parts = $word | parse --regex '^(?<name>-[^=]*)(?<value>(?:=.*)?)$' | first
    let flag = flag-of $flags $parts.name
    let is_switch = $flag.parameter_type == "switch"
    if not $is_switch and $parts.value == "" and ($left | is-empty) { error make --unspanned {msg: $"($parts.name) needs a value"} }
    if $is_switch and $parts.value != "" { error make --unspanned {msg: $"($parts.name) takes no value"} }
    let value = if $is_switch { "true" } else if $parts.value != "" { $parts.value | str substring 1.. } else { $left.0 }
    if not $is_switch and $parts.value == "" { $left = $left | skip 1 }
    $given = $given | upsert $flag.parameter_name $value
  }
  {flags: $given plain: $plain}
}

# The flag of this name, of this letter, or the only one that begins so.
def flag-of [flags: table, name: string]: nothing -> record {
  let exact = $flags | where $"--($it.parameter_name)" == $name or $"-($it.short_flag)" == $name
  let found = if ($exact | is-empty) { $flags | where $"--($it.parameter_name)" starts-with $name and $name =~ '^--..' } else { $exact }
  if ($found | length) != 1 { error make --unspanned {msg: $"unknown flag ($name); --help lists those there are"} }
  $found.0
}

def key [parameter: record]: nothing -> string {
  $parameter.parameter_name | str replace --all "-" "_"
}

def typed [parameter: record, word: any]: nothing -> any {
  if $word == null { return $parameter.parameter_default? }
  let name = if $parameter.parameter_type == "named" { $"--($parameter.parameter_name)" } else { $parameter.parameter_name | str uppercase }
  match $parameter.syntax_shape {
    "int" => {
      if $word !~ '^\d{1,9}$' { error make --unspanned {msg: $"($name) must be a whole number, not '($word)'"} }
      $word | into int
    }
    "path" | "directory" => ($word | path expand --no-symlink)
    _ => $word
  }
}

# Other people's tools: found where they usually are, run, and their output read.

const OWN = [(path self ../../.venv/bin) (path self ../../node_modules/.bin)]

# The path of a tool: of this repository, or of the whole machine; null if there is none.
export def find-tool [name: string]: nothing -> any {
  let own = $OWN | each {|folder| $folder | path join $name } | where ($it | path exists)
  $own | append (which $name | get path) | get 0?
}

# Run a tool in a folder; `{code, out, all, error}`, where `error` is the line that says what it complained about.
export def run-tool [folder: path, tool: string, arguments: list<string>]: nothing -> record {
  cd $folder
  let done = do { ^$tool ...$arguments } | complete
  {code: $done.exit_code out: $done.stdout all: ($done.stdout + $done.stderr) error: (complaint $done.stderr)}
}

# The first line about an error, or the last one of all.
export def complaint [text: string]: nothing -> string {
  let said = $text | ansi strip | lines | str trim | where $it != ""
  $said | where $it =~ '(?i)^(npm )?error' | append ($said | last 1) | get 0? | default "no reason given"
}

# Writes clients with sdkgen and shows which files changed.

# The files of a folder with what is in them, as a record.
def contents [folder: path]: nothing -> record {
  if not ($folder | path exists) { return {} }
  cd $folder
  glob "**/*" --no-dir --exclude [**/node_modules/** **/target/**]
  | each {|file| {name: ($file | path relative-to (pwd)) hash: (open --raw $file | hash sha256)} }
  | reduce --fold {} {|row, found| $found | insert $row.name $row.hash }
}

# What became of each file, as a table.
def changes [before: record, after: record]: nothing -> table {
  $before | columns | append ($after | columns) | uniq | sort | each {|name|
    let pair = [($before | get -o $name) ($after | get -o $name)]
    if $pair.0 != $pair.1 {
      {file: $name change: (if $pair.0 == null { "added" } else if $pair.1 == null { "deleted" } else { "changed" })}
    }
  }
}

# Where sdkgen writes to if it is not told: what [tool.sdkgen] says.
def configured [config: path]: nothing -> path {
  try { open $config | get -o tool.sdkgen.out | default (open $config | get -o out) } catch { null } | default "clients"
}

# The words that run sdkgen here.
def generator []: nothing -> list<string> {
  if (which sdkgen | is-not-empty) { return ["sdkgen"] }
  let python = ["python3" "python"] | where (which $it | is-not-empty) | get 0?
  if $python == null {
    error make --unspanned {msg: "sdkgen is not installed" help: "Install it with pip, or activate the environment that has it."}
  }
  [$python "-m" "sdkgen"]
}

# Write clients of an OpenAPI document with sdkgen, and show which files changed.
#
# Without arguments, [tool.sdkgen] of pyproject.toml says everything. Ends with sdkgen's own exit code: with --check
# that is 1 if the clients are not what the document makes.
@example "All clients of this repository" { nu scripts/generate-clients.nu }
@example "Two clients of another document" { nu scripts/generate-clients.nu acme.yaml clients --name acme --language go,rust }
def main [
  spec?: path # The OpenAPI document.
  out?: path # The folder to write to.
  --name (-n): string # What packages are called.
  --language (-l): string # Which languages, separated by commas; all without it.
  --config (-c): path # A file with the settings of [tool.sdkgen].
  --check # Write nothing; say whether anything would change.
] {
  let flags = [[flag value]; ["--out" $out] ["--name" $name] ["--config" $config]]
  let languages = $language | default "" | split row "," | where $it != "" | each {|each| {flag: "--language" value: ($each | str trim)} }
  let arguments = [...$flags ...$languages] | where value != null | each {|row| [$row.flag $row.value] } | flatten
  let folder = $out | default (configured ($config | default "pyproject.toml")) | path expand
  let before = if $check { {} } else { contents $folder }
  let begin = date now
  let command = [...(generator) (if $check { "check" } else { "generate" }) ...([$spec] | compact) ...$arguments]
  let code = try { run-external ...$command; 0 } catch {|caught|
    if $caught.exit_code? == null { error make $caught.raw }
    $caught.exit_code
  }
  if not $check { report (changes $before (contents $folder)) ((date now) - $begin) }
  if $code != 0 { exit $code }
}

def report [changed: table, time: duration]: nothing -> nothing {
  if ($changed | is-not-empty) { print ($changed | table --width 120) }
  print $"($changed | length) files changed in ($time)"
}

# What each language's own tools know about dependencies: `{environment, folder, package, current, latest, state, message}`.

use tools.nu [find-tool run-tool]

const SECONDS = 120 # a registry that does not answer is given up

# Every row about the projects below a folder.
export def dependencies-of [root: path]: nothing -> list {
  [[environment marker look];
    [python "pyproject.toml" {|folder| python $folder }]
    [npm "package.json" {|folder| npm $folder }]
    [rust "Cargo.toml" {|folder| rust $folder }]
    [go "go.mod" {|folder| go $folder }]
  ] | each {|language|
    let folders = [$root ...(glob ($root | path join "clients" "*") --no-file)] | where ($it | path join $language.marker | path exists)
    if ($folders | is-empty) { [(unseen $"no ($language.marker) here or below clients/")] | named $language.environment $root } else {
      $folders | each {|folder| do $language.look $folder | named $language.environment ($folder | path relative-to $root | if $in == "" { "." } else { $in }) } | flatten
    }
  } | flatten
}

def named [environment: string, folder: string]: list -> list {
  each {|row| {environment: $environment folder: $folder ...$row} }
}

def unseen [message: string]: nothing -> record {
  {package: null current: null latest: null state: "not checked" message: $message}
}

def outdated [package: string, current: any, latest: string]: nothing -> record {
  {package: $package current: $current latest: $latest state: "outdated" message: ""}
}

def vulnerable [package: string, current: any, message: string]: nothing -> record {
  {package: $package current: $current latest: null state: "vulnerable" message: $message}
}

# Ask a tool, and read its answer with a closure; one row about why if it is missing or fails.
def ask [folder: path, tool: string, arguments: list<string>, read: closure]: nothing -> list {
  let found = find-tool $tool
  if $found == null { return [(unseen $"($tool) is not installed")] }
  let patience = find-tool "timeout"
  let words = if $patience == null { [$found ...$arguments] } else { [$patience ($SECONDS | into string) $found ...$arguments] }
  let done = run-tool $folder ($words | first) ($words | skip 1)
  if $done.code == 124 { return [(unseen $"($tool) got no answer within ($SECONDS) s")] }
  try { do $read $done } catch { [(unseen $"($tool) ($arguments.0): ($done.error)")] }
}

def python [folder: path]: nothing -> list {
  let place = $folder | path join ".venv"
  if not ($place | path exists) { return [(unseen "no .venv here: uv sync makes it")] }
  let old = ask $folder "uv" [pip list --outdated --format json --python $place] {|done|
    $done.out | from json | where editable_project_location? == null | each {|row| outdated $row.name $row.version $row.latest_version }
  }
  let packages = glob ($place | path join "lib" "python*" "site-packages") | first
  $old | append (ask $folder "pip-audit" [--format json --progress-spinner off --path $packages] {|done|
    $done.out | from json | get dependencies | where ($it.vulns? | default [] | is-not-empty) | each {|row|
      $row.vulns | each {|fault| vulnerable $row.name $row.version $"($fault.id), fixed in ($fault.fix_versions | str join ' or ')" }
    } | flatten
  })
}

def npm [folder: path]: nothing -> list {
  let old = ask $folder "npm" [outdated --json] {|done|
    $done.out | from json | items {|name, row| outdated $name ($row.current? | default $row.wanted) $row.latest }
  }
  if not ($folder | path join "package-lock.json" | path exists) { return ($old | append (unseen "npm audit needs a package-lock.json")) }
  $old | append (ask $folder "npm" [audit --json] {|done|
    $done.out | from json | get vulnerabilities | items {|name, row| vulnerable $name $row.range $"($row.severity)(if $row.fixAvailable != false { ', a fix is available' })" }
  })
}

# cargo finds its subcommands by their names.
def audit-of-cargo [folder: path, read: closure]: nothing -> list {
  if not ($folder | path join "Cargo.lock" | path exists) { return [(unseen "cargo audit needs a Cargo.lock")] }
  ask $folder "cargo-audit" [audit --json] $read
}

def rust [folder: path]: nothing -> list {
  let old = ask $folder "cargo" [update --dry-run --verbose] {|done|
    if $done.code != 0 { error make --unspanned {msg: $done.error} }
    $done.all | parse --regex '(?m)^\s*(?:Adding|Unchanged|Updating)\s+(?<name>\S+) v(?<current>\S+)(?: -> v\S+)? \(available: v(?<latest>[^,)\s]+)' | each {|row| outdated $row.name $row.current $row.latest }
  }
  $old | append (audit-of-cargo $folder {|done|
    $done.out | from json | get vulnerabilities.list | each {|row| vulnerable $row.package.name $row.package.version $"($row.advisory.id) ($row.advisory.title)" }
  })
}

def go [folder: path]: nothing -> list {
  let old = ask $folder "go" [list -m -u -json all] {|done|
    if $done.code != 0 { error make --unspanned {msg: $done.error} }
    $done.out | str replace --all --regex '(?m)^\}\n\{' "}\u{1e}{" | split row "\u{1e}" | where ($it | str trim) != "" | each {|text| $text | from json }
    | where Update? != null | each {|row| outdated $row.Path $row.Version $row.Update.Version }
  }
  $old | append (ask $folder "govulncheck" [-format json ./...] {|done|
    if $done.code != 0 { error make --unspanned {msg: $done.error} }
    $done.out | parse --regex '"osv": "(?<id>GO-\d+-\d+)"' | get id | uniq | each {|id| vulnerable $id null "see pkg.go.dev/vuln" }
  })
}

# What each language's own tools know about dependencies: `{environment, folder, package, current, latest, state, message}`.

use python-code.nu read-audit
use tools.nu [find-tool run-tool]

const SECONDS = 120 # a registry that does not answer is given up

# Every row about the projects below a folder: what is vulnerable and, if asked for, what is outdated.
export def dependencies-of [root: path, --outdated]: nothing -> list {
  [[environment marker old faulty];
    [python "pyproject.toml" {|folder| old-python $folder } {|folder| faulty-python $folder }]
    [npm "package.json" {|folder| old-npm $folder } {|folder| faulty-npm $folder }]
    [rust "Cargo.toml" {|folder| old-rust $folder } {|folder| faulty-rust $folder }]
    [go "go.mod" {|folder| old-go $folder } {|folder| faulty-go $folder }]
  ] | each {|language|
    let folders = [$root ...(glob ($root | path join "clients" "*") --no-file)] | where ($it | path join $language.marker | path exists)
    if ($folders | is-empty) { [(unseen $"no ($language.marker) here or below clients/")] | named $language.environment $root } else {
      $folders | each {|folder|
        let old = if $outdated { do $language.old $folder } else { [] }
        let name = $folder | path relative-to $root | if $in == "" { "." } else { $in }
        $old | append (do $language.faulty $folder) | named $language.environment $name
      } | flatten
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

def in-venv [folder: path, asking: closure]: nothing -> list {
  let place = $folder | path join ".venv"
  if ($place | path exists) { do $asking $place } else { [(unseen "no .venv here: uv sync makes it")] }
}

def old-python [folder: path]: nothing -> list {
  in-venv $folder {|place| ask $folder "uv" [pip list --outdated --format json --python $place] {|done|
    $done.out | from json | where editable_project_location? == null | each {|row| outdated $row.name $row.version $row.latest_version }
  } }
}

def faulty-python [folder: path]: nothing -> list {
  in-venv $folder {|place|
    let packages = glob ($place | path join "lib" "python*" "site-packages") | first
    ask $folder "pip-audit" [--format json --progress-spinner off --path $packages] {|done|
      let audit = read-audit $done.out
      $audit.faults | each {|row| vulnerable $row.package $row.version $"($row.id), ($row.cure)" } | append ($audit.unseen | each {|reason| unseen $reason })
    }
  }
}

def old-npm [folder: path]: nothing -> list {
  ask $folder "npm" [outdated --json] {|done|
    $done.out | from json | items {|name, row| outdated $name ($row.current? | default $row.wanted) $row.latest }
  }
}

def faulty-npm [folder: path]: nothing -> list {
  if not ($folder | path join "package-lock.json" | path exists) { return [(unseen "npm audit needs a package-lock.json")] }
  ask $folder "npm" [audit --json] {|done|
    $done.out | from json | get vulnerabilities | items {|name, row| vulnerable $name $row.range $"($row.severity)(if $row.fixAvailable != false { ', a fix is available' })" }
  }
}

def old-rust [folder: path]: nothing -> list {
  ask $folder "cargo" [update --dry-run --verbose] {|done|
    if $done.code != 0 { error make --unspanned {msg: $done.error} }
    $done.all | parse --regex '(?m)^\s*(?:Adding|Unchanged|Updating)\s+(?<name>\S+) v(?<current>\S+)(?: -> v\S+)? \(available: v(?<latest>[^,)\s]+)' | each {|row| outdated $row.name $row.current $row.latest }
  }
}

def faulty-rust [folder: path]: nothing -> list {
  if not ($folder | path join "Cargo.lock" | path exists) { return [(unseen "cargo deny needs a Cargo.lock")] }
  ask $folder "cargo-deny" [--format json check advisories] {|done| advisories $done }
}

# cargo deny prints a line of JSON for each thing it says; failing without an advisory is being unable to look.
def advisories [done: record]: nothing -> list {
  let said = $done.all | lines | where $it starts-with "{" | each {|line| $line | from json | get fields }
  let found = $said | where advisory? != null
  if $done.code != 0 and ($found | is-empty) {
    let reason = $said | where level? == ERROR or severity? == error | get 0?.message? | default $done.error | lines | first
    return [(unseen $"cargo deny: ($reason)")]
  }
  $found | each {|row|
    let crate = $row.graphs.0.Krate
    vulnerable $crate.name $crate.version $"($row.advisory.id) ($row.advisory.title)"
  }
}

def old-go [folder: path]: nothing -> list {
  ask $folder "go" [list -m -u -json all] {|done|
    if $done.code != 0 { error make --unspanned {msg: $done.error} }
    $done.out | str replace --all --regex '(?m)^\}\n\{' "}\u{1e}{" | split row "\u{1e}" | where ($it | str trim) != "" | each {|text| $text | from json }
    | where Update? != null | each {|row| outdated $row.Path $row.Version $row.Update.Version }
  }
}

def faulty-go [folder: path]: nothing -> list {
  ask $folder "govulncheck" [-format json ./...] {|done|
    if $done.code != 0 { error make --unspanned {msg: $done.error} }
    $done.out | parse --regex '"osv": "(?<id>GO-\d+-\d+)"' | get id | uniq | each {|id| vulnerable $id null "see pkg.go.dev/vuln" }
  }
}

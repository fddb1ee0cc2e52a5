# Unsafe Python and vulnerable packages, as other tools see them.

use tools.nu [find-tool run-tool]

const HIGH = [S102 S202 S301 S302 S307 S323 S501 S502 S506 S507 S601 S602 S604 S605 S608 S609 S610 S611 S701 S702]
const LOW = [S101 S110 S112 S311 S404 S603 S606 S607]

# What ruff's S rules find, by the rules of the project that the files belong to.
export def unsafe-code [folder: path, targets: list<path>]: nothing -> table {
  let ruff = find-tool "ruff"
  if $ruff == null { return [(not-checked $folder "ruff is not installed, so Python code was not checked; pip install ruff")] }
  let done = run-tool $folder $ruff [check --select S --output-format json --no-cache --force-exclude --quiet ...$targets]
  let rows = try { $done.out | from json } catch { null }
  if $rows == null { return [(not-checked $folder $"ruff failed: ($done.error)")] }
  $rows | each {|row|
    {file: $row.filename line: $row.location.row rule: $row.code severity: (severity $row.code) message: $row.message}
  }
}

def severity [code: any]: nothing -> string {
  if $code in $HIGH { "high" } else if $code in $LOW { "low" } else { "medium" }
}

# What pip-audit knows about the packages in the folder's virtual environment.
export def vulnerable-packages [folder: path]: nothing -> table {
  let place = glob ($folder | path join ".venv" "lib" "python*" "site-packages") | get 0?
  if $place == null { return [(not-checked $folder "no .venv here, so dependencies were not checked")] }
  let tool = find-tool "pip-audit"
  if $tool == null { return [(not-checked $folder "pip-audit is not installed, so dependencies were not checked; pip install pip-audit")] }
  let done = run-tool $folder $tool [--format json --progress-spinner off --path $place]
  let audit = try { read-audit $done.out } catch { return [(not-checked $folder $"pip-audit failed: ($done.error)")] }
  $audit.faults | each {|fault|
    {file: $place line: 0 rule: $fault.id severity: "high" message: $"($fault.package) ($fault.version): ($fault.cure)"}
  } | append ($audit.unseen | each {|reason| not-checked $folder $reason })
}

# What pip-audit answered: faults, and a sentence if there are packages that it could not look up.
export def read-audit [answer: string]: nothing -> record {
  let packages = $answer | from json | get dependencies
  let skipped = $packages | where skip_reason? != null
  {
    faults: ($packages | each {|package| $package.vulns? | default [] | each {|fault|
      let cure = if ($fault.fix_versions | is-empty) { "no fixed version yet" } else { $"fixed in ($fault.fix_versions | str join ' or ')" }
      {package: $package.name version: $package.version id: $fault.id cure: $cure}
    } } | flatten)
    unseen: ($skipped | first 1 | each {|first| $"pip-audit could not look up ($skipped | length) of ($packages | length) packages; ($first.name): ($first.skip_reason)" })
  }
}

export def not-checked [folder: path, message: string]: nothing -> record {
  {file: $folder line: 0 rule: "not-checked" severity: "info" message: $message}
}

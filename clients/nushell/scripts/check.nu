# Checks every Nushell file of the package: `nu --ide-check` finds nothing, and every module loads.

const ROOT = path self ..

# What is wrong with a file, as a table.
export def findings [file: path]: nothing -> table {
  let done = ^$nu.current-exe --no-config-file --ide-check 100 $file | complete
  if $done.exit_code != 0 { return [{file: $file severity: "Error" message: $done.stderr start: 0}] }
  # It exits with 0 whatever it finds.
  $done.stdout
  | lines
  | each {|line| $line | from json }
  | where type == "diagnostic"
  | each {|row| {file: $file severity: $row.severity message: $row.message start: $row.span.start} }
}

# All Nushell files of the package.
export def files []: nothing -> list<path> {
  glob ($ROOT | path join "**" "*.nu") | sort
}

# Check everything; gives what was found.
export def faults []: nothing -> table {
  let found = files | par-each --keep-order {|file| findings $file } | flatten
  let modules = glob ($ROOT | path join "*" "mod.nu") | each {|file| $file | path dirname }
  let broken = $modules | each {|folder|
    let done = ^$nu.current-exe --no-config-file --commands $"use '($folder)'" | complete
    if $done.exit_code == 0 { null } else { {file: $folder severity: "Error" message: ($done.stderr | str trim) start: 0} }
  }
  $found | append $broken | compact
}

def main [] {
  let found = faults
  if ($found | is-not-empty) {
    print ($found | table --expand)
    exit 1
  }
  print $"(files | length) files are clean"
}

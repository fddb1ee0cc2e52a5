# Runs every exported command of the files in here whose name begins with "test ".

const HERE = path self .

def main [] {
  let files = glob ($HERE | path join "*.nu") | where ($it | path basename) != "run.nu" | sort
  let results = $files | each {|file|
    let listing = $"use '($file)' *; scope commands | where name starts-with 'test ' and type == 'custom' | get name | to json"
    let names = ^$nu.current-exe --no-config-file --commands $listing | from json
    $names | each {|name|
      let done = ^$nu.current-exe --no-config-file --commands $"use '($file)' *; ($name)" | complete
      {file: ($file | path basename) test: $name passed: ($done.exit_code == 0) said: ($done.stderr | str trim)}
    }
  } | flatten
  for failed in ($results | where not passed) {
    print $"($failed.file): ($failed.test)\n($failed.said)\n"
  }
  print $"($results | where passed | length) of ($results | length) tests passed"
  if ($results | is-empty) or ($results | any {|each| not $each.passed }) { exit 1 }
}

# One step of one environment: run it, and say how it went.

use tools.nu [complaint find-tool]

const PASSWORD = "Analytical-Engine-1"

# What is missing for an environment.
export def missing-of [language: record]: nothing -> list<string> {
  $language.tools | where (find-tool $it) == null
}

# A step: `{result, seconds, said}`.
export def trial [language: record, step: string, url: string]: nothing -> record {
  let begin = date now
  let said = match $step {
    "builds" => (all-of $language.folder $language.builds)
    "tests" => (all-of $language.folder $language.tests)
    _ => (live $language $url)
  }
  {result: (if $said == "" { "ok" } else { "failed" }) seconds: (((date now) - $begin | into int) / 1_000_000_000 | math round --precision 1) said: $said}
}

# Run commands until one fails, and give what that complained about.
def all-of [folder: path, commands: list]: nothing -> string {
  for command in $commands {
    let done = execute $folder $command {}
    if $done.exit_code != 0 { return $"($command | last 2 | str join ' '): (complaint ($done.stdout + $done.stderr))" }
  }
  ""
}

# Register, sign in, and read the account, as somebody new. The account that is read must be theirs.
def live [language: record, url: string]: nothing -> string {
  let name = $"flow-($language.name)-(random chars --length 8 | str lowercase)"
  let variables = {
    GATEHOUSE_BASE_URL: $url
    GATEHOUSE_EMAIL: $"($name)@example.com"
    GATEHOUSE_PASSWORD: $PASSWORD
    FLOW_USERNAME: $name
    GATEHOUSE_TOKEN_FILE: ($nu.temp-dir | path join $"($name).json")
  }
  let done = execute $language.live.folder $language.live.command $variables
  if $done.exit_code != 0 { return (complaint ($done.stdout + $done.stderr)) }
  let account = try { $done.stdout | lines | last | from json } catch { {} }
  if $account.username? == $name { "" } else { "the account that was read is not the one that was registered" }
}

def execute [folder: path, command: list<string>, variables: record]: nothing -> record {
  cd $folder
  let words = $command | each {|word| if ($word | str starts-with "@") { find-tool ($word | str substring 1..) } else { $word } }
  let own = $env | columns | where $it starts-with "GATEHOUSE_" # of whoever runs this
  hide-env --ignore-errors ...$own
  with-env $variables { do { ^($words | first) ...($words | skip 1) } | complete }
}

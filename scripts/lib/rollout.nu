# Rolling out step by step: each is a row of what was done; the first that fails ends the row of steps.

use ../../clients/nushell/gatehouse
use environments.nu [commands-of variables-of]
use service.nu service-at

const PAUSE = 300ms
const ANSWERS = 3 # in a row, since one may come from a process that is about to stop

# What has to be installed and is not.
export def missing-tools [environment: record]: nothing -> list<string> {
  $environment.steps.tools? | default [] | where (which $it | is-empty)
}

# The rows of a step without doing anything.
export def planned [environment: record, step: string, image: string]: nothing -> table {
  commands-of $environment $step $image | each {|command| {step: $step command: ($command | str join " ") result: "not run" seconds: null said: ""} }
}

# Run the commands of a step until one fails.
export def perform [environment: record, step: string, image: string]: nothing -> table {
  mut rows = []
  for command in (commands-of $environment $step $image) {
    let row = run-command $environment $step $command $image
    say $row
    $rows ++= [$row]
    if $row.result != "ok" { break }
  }
  $rows
}

export def went-well [rows: table]: nothing -> bool {
  $rows | all {|row| $row.result == "ok" }
}

# The image that is rolled out now; null if there is none, or it cannot be told.
export def current-image [environment: record]: nothing -> any {
  let done = execute $environment (commands-of $environment "current" "" | first) ""
  let said = $done.stdout | lines | str trim | where $it != "" | get 0?
  if $done.exit_code == 0 { $said } else { null }
}

# Wait until the service says that it is ready, several times in a row.
export def wait-until-ready [environment: record]: nothing -> table {
  let begin = date now
  let patience = ($environment.ready_seconds? | default 60) * 1sec
  let client = service-at $environment.url --max-retries 0
  mut well = 0
  mut said = "no answer"
  while $well < $ANSWERS and (date now) - $begin < $patience {
    $said = is-ready $client
    $well = if $said == "" { $well + 1 } else { 0 }
    sleep $PAUSE
  }
  let row = {step: "ready" command: $"GET ($environment.url)/health/ready" result: (if $well == $ANSWERS { "ok" } else { "failed" }) seconds: (since $begin) said: $said}
  say $row
  [$row]
}

# Why the service is not ready; empty if it is.
def is-ready [client: record]: nothing -> string {
  try {
    gatehouse system ready --client $client --timeout 5sec | ignore
    ""
  } catch {|caught| gatehouse problem $caught | get message }
}

def run-command [environment: record, step: string, command: list<string>, image: string]: nothing -> record {
  let begin = date now
  let done = execute $environment $command $image
  let said = $done.stderr | lines | append ($done.stdout | lines) | str trim | where $it != "" | get 0? | default ""
  let is_well = $done.exit_code == 0
  let reason = $done.stderr | lines | append "" | str trim | where $it != "" | last 1 | get 0? | default $said
  {
    step: $step
    command: ($command | str join " ")
    result: (if $is_well { "ok" } else { "failed" })
    seconds: (since $begin)
    said: (if $is_well { "" } else { $reason | str replace --all --regex '://[^@/\s]+@' '://...@' })
  }
}

def execute [environment: record, command: list<string>, image: string]: nothing -> record {
  cd $environment.folder
  with-env (variables-of $environment $image) {
    try { do { ^($command | first) ...($command | skip 1) } | complete } catch {|caught| {exit_code: 127 stdout: "" stderr: $"($command | first): ($caught.msg)"} }
  }
}

def since [begin: datetime]: nothing -> float {
  ((date now) - $begin | into int) / 1_000_000_000 | math round --precision 1
}

def say [row: record]: nothing -> nothing {
  print --stderr $"($row.step): ($row.command): ($row.result)(if $row.said == '' { '' } else { $', ($row.said)' })"
}

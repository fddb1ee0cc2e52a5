# Load on a service: operations that read, called over and over, each request timed where it is sent.

use ../../clients/nushell/gatehouse

const ELAPSED = "x-elapsed-ns"

# The operations there are to try: what to call, how long 95 percent of the answers may take, and whether anybody may.
export def operations []: nothing -> table {
  [
    [operation limit_ms anonymous call];
    ["system.live" 200 true {|client| gatehouse system live --client $client --full }]
    ["system.ready" 200 true {|client| gatehouse system ready --client $client --full }]
    ["auth.policy" 200 true {|client| gatehouse auth policy --client $client --full }]
    ["system.jwks" 200 true {|client| gatehouse system jwks --client $client --full }]
    ["me.get" 200 false {|client| gatehouse me get --client $client --full }]
    ["me.list_sessions" 200 false {|client| gatehouse me list-sessions --client $client --full }]
    ["users.list" 200 false {|client| gatehouse users list --limit 50 --client $client --full }]
    ["users.search" 500 false {|client| gatehouse users list --search example --client $client --full }]
    ["users.stats" 500 false {|client| gatehouse users stats --client $client --full }]
  ]
}

# A step that every request goes through: its answer says how long it took.
export def stopwatch []: nothing -> closure {
  {|request, next|
    let begin = date now
    let answer = do $next $request
    $answer | upsert headers ($answer.headers | append {name: $ELAPSED value: ((date now) - $begin | into int | into string)})
  }
}

# Call the operations in turn until the time is over, so many at once: one row for each call.
export def put-load [client: record, operations: table, length: duration, workers: int]: nothing -> table {
  let deadline = (date now) + $length
  let count = $operations | length
  0..<$workers | par-each --threads $workers {|worker|
    mut rows = []
    mut turn = $worker
    while (date now) < $deadline {
      $rows ++= [(timed $client ($operations | get ($turn mod $count)))]
      $turn += 1
    }
    $rows
  } | flatten
}

# One call: how long the service took, and why it said no, if it did.
export def timed [client: record, operation: record]: nothing -> record {
  let begin = date now
  try {
    let answer = do $operation.call $client
    {operation: $operation.operation ms: (($answer.headers | get $ELAPSED | into int) / 1_000_000) error: null}
  } catch {|caught|
    let problem = gatehouse problem $caught
    let ms = ((date now) - $begin | into int) / 1_000_000
    {operation: $operation.operation ms: $ms error: ($problem.code | default $problem.kind)}
  }
}

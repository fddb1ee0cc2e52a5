# Calls by hand and by our client, in turn: `nu calls.nu BASE_URL TOKEN IDS CALLS ROUNDS`.

use ../../../clients/nushell/gatehouse

const PAGE = 50

def main [base_url: string, token: string, ids: string, calls: int, rounds: int]: nothing -> nothing {
  let headers = {Accept: "application/json" User-Agent: "by-hand/1.0.0" Authorization: $"Bearer ($token)"}
  let client = gatehouse client --base-url $base_url --token $token
  let ids = $ids | split row "," | into int
  let ways = [
    [
      {call: "get" way: "hand" make: {|id| http get --headers $headers $"($base_url)/users/($id)" }}
      {call: "list" way: "hand" make: {|_| http get --headers $headers $"($base_url)/users?limit=($PAGE)" }}
    ]
    [
      {call: "get" way: "sdk" make: {|id| gatehouse users get $id --client $client }}
      {call: "list" way: "sdk" make: {|_| gatehouse users list --limit $PAGE --client $client }}
    ]
  ]
  for each in ($ways | flatten) {
    print ({call: $each.call way: $each.way value: (do $each.make $ids.0 | shown)} | to json --raw)
  }
  for round in 0..<$rounds {
    let first = $round mod 2
    for each in [...($ways | get $first) ...($ways | get (1 - $first))] { measure $each $ids $calls }
  }
}

# A user or a page of them, with times as our client reads them: `http get` leaves them as text.
def shown []: record -> record {
  let answer = $in
  if "items" in $answer { $answer | update items {|page| $page.items | timed } } else { $answer | timed }
}

def timed []: [record -> record, table -> table] {
  into datetime created_at updated_at last_login_at
}

def measure [each: record, ids: list<int>, calls: int]: nothing -> nothing {
  let took = timeit {
    for number in 0..<$calls { do $each.make ($ids | get ($number mod ($ids | length))) | ignore }
  }
  print ({call: $each.call way: $each.way wall_us: (($took | into int) / 1000 / $calls)} | to json --raw)
}

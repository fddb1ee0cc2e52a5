# Tests of the runtime. Answers come from closures in place of `http`.

use std/assert
use support.nu *
use ../gatehouse/runtime/calling.nu call
use ../gatehouse/runtime/problems.nu *
use ../gatehouse/runtime/settings.nu *
use ../gatehouse/runtime/session.nu

export def "test a problem is told by its code" [] {
  let client = {transport: {|request| answer 409 {code: "taken" detail: "It is taken." request_id: "r1"} }}
  let found = caught {|| ask {} $client }
  assert equal ($found | select kind status code request_id retryable) {kind: "problem" status: 409 code: "taken" request_id: "r1" retryable: false}
}

export def "test an error of RFC 6749 is a problem" [] {
  let client = {transport: {|request| answer 400 {error: "invalid_grant" error_description: "They are not valid."} }}
  let found = caught {|| ask {method: "POST"} $client }
  assert equal ($found | select kind code) {kind: "problem" code: "invalid_grant"}
  assert str contains $found.message "They are not valid."
}

export def "test dots are no step of a path" [] {
  let operation = {path: "/things/{id}/x.{id}" parameters: [{key: "path:id" wire: "id" flag: "--id" place: "path" type: "string" required: true style: "simple" explode: false}]}
  let client = {transport: {|request| answer 200 {url: $request.url} }}
  for dots in ["." ".."] { assert equal (caught {|| ask $operation $client {"path:id": $dots} }).kind "input" }
  assert equal (ask $operation $client {"path:id": "..a"}).url $"($BASE)/things/..a/x...a"
}

export def "test a problem tells up to three faults" [] {
  let errors = [{pointer: "/email" detail: "It is too short."} {pointer: "/username" code: "required"} {detail: "No."} {pointer: "/d"}]
  let told = {|body| (caught {|| ask {} {transport: {|request| answer 422 $body }} }).message }
  let body = {code: "validation_failed" detail: "The request is not valid."}
  assert equal (do $told ($body | insert errors $errors)) "422 validation_failed: The request is not valid. (/email: It is too short.; /username: required; No.; things.list)"
  assert equal (do $told ($body | insert errors [])) "422 validation_failed: The request is not valid. (things.list)"
  assert equal (do $told {}) "422 (things.list)"
  let facts = caught {|| ask {} {transport: {|request| answer 422 ($body | insert errors $errors) }} }
  assert equal $facts.errors $errors
}

export def "test a record that was not read is explained" [] {
  let body = {required: true contents: [{media_type: "application/json" kind: "json" type: {ref: "Thing"} parts: []}]}
  let types = {Thing: {kind: "object" fields: {a: "string" b: "string"} required: ["a"] settled: {string: ["a" "b"]} others: []}}
  let help_of = {|given| try { ask {method: "POST" body: $body} {} {} {} $given $types } catch {|caught| $caught.details.help } }
  assert str contains (do $help_of {input: {a: "x"} fields: {b: "y"}}) "Flags were given, so the pipeline was not read"
  assert not ((do $help_of {input: null fields: {b: "y"}}) =~ "pipeline")
}

export def "test an unexpected status and an unreadable answer" [] {
  assert equal (caught {|| ask {} {transport: {|request| answer 418 "tea" }} }).kind "status"
  assert equal (caught {|| ask {} {transport: {|request| answer 200 "<html>" }} }).kind "decode"
  assert equal (caught {|| ask {} {transport: {|request| answer 200 "" }} }).kind "decode"
}

export def "test an error has the body that is declared for its status" [] {
  let types = {Busy: {kind: "object" fields: {until: "datetime" by: "string"} required: [] settled: {string: ["by"]} others: ["until"]} Gone: {kind: "object" fields: {since: "integer"} required: [] settled: {int: ["since"]} others: []}}
  let operation = {errors: {"409": {ref: "Busy"} "4XX": {ref: "Gone"} default: "string"}}
  let told = {|status, body| caught {|| ask $operation {transport: {|_| answer $status $body }} {} {} {} $types } | select kind status body text }
  assert equal (do $told 409 {until: "2026-01-01T00:00:00Z" by: "ada"}) {kind: "status" status: 409 body: {until: 2026-01-01T00:00:00Z by: "ada"} text: null}
  assert equal (do $told 410 {since: 5}) {kind: "status" status: 410 body: {since: 5} text: null}
  assert equal (do $told 500 '"down"') {kind: "status" status: 500 body: "down" text: null}
  assert equal (do $told 410 '{"since":"long"}') {kind: "status" status: 410 body: null text: '{"since":"long"}'}
  assert equal (do $told 409 "<html>") {kind: "status" status: 409 body: null text: "<html>"}
  let echo = {token: "secret-token" transport: {|_| answer 409 {by: "secret-token"} }}
  assert equal (caught {|| ask $operation $echo {} {} {} $types }).body {by: "[redacted]"}
}

export def "test retries obey Retry-After" [] {
  let file = counter
  let client = {transport: {|request| if (count $file) < 3 { answer 503 {} [{name: "retry-after" value: "0"}] } else { answer 200 {a: 1} } }}
  assert equal (ask {} $client) {a: 1}
  assert equal (open --raw $file | str length) 3
}

export def "test a POST is not repeated" [] {
  let file = counter
  let client = {transport: {|request| count $file; answer 503 {} [{name: "retry-after" value: "0"}] }}
  let found = caught {|| ask {method: "POST" retryable: false} $client }
  assert equal $found.status 503
  assert $found.retryable
  assert equal (open --raw $file | str length) 1
}

export def "test an idempotency key is made once" [] {
  let file = counter
  let client = {transport: {|request| $"($request.headers.Idempotency-Key)\n" | save --append $file; if (open --raw $file | lines | length) < 2 { answer 503 {} [{name: "retry-after" value: "0"}] } else { answer 200 {} } }}
  ask {method: "POST" idempotency: "Idempotency-Key"} $client
  let keys = open --raw $file | lines
  assert equal ($keys | length) 2
  assert equal ($keys | uniq | length) 1
}

export def "test redirects carry no credentials to another host" [] {
  let file = counter
  let client = {
    token: "secret-token"
    transport: {|request|
      $"($request | to json --raw)\n" | save --append $file
      if ($request.url | str starts-with $BASE) { answer 302 "" [{name: "location" value: "http://other.test/x"}] } else { answer 200 {} }
    }
  }
  ask {security: [["b"]]} ($client | insert service (with-schemes {b: {kind: "bearer"}}))
  let seen = open --raw $file | lines | each {|line| $line | from json }
  assert equal $seen.0.headers.Authorization "Bearer secret-token"
  assert equal $seen.1.headers.Authorization? null
}

export def "test secrets do not show" [] {
  let client = settle {base_url: $BASE token: "secret-token" password: "secret-word"}
  assert not (($client | table --expand) =~ "secret-")
  let preview = ask {method: "POST" body: {required: true contents: [{media_type: "application/json" kind: "json" type: "any" parts: []}]}} {token: "secret-token"} {} {dry_run: true} {input: {password: "secret-word"}}
  assert not (($preview | to json) =~ "secret-word")
  let echo = {token: "secret-token" transport: {|request| answer 400 {code: "no" detail: "secret-token is bad"} }}
  assert not ((caught {|| ask {} $echo }).message =~ "secret-token")
  let body = {required: true contents: [{media_type: "application/json" kind: "json" type: "any" parts: []}]}
  let parrot = {transport: {|request| answer 422 {code: "no" detail: "secret-word is bad" errors: [{input: "secret-word"}]} }}
  assert not ((caught {|| ask {method: "POST" body: $body} $parrot {} {} {input: {password: "secret-word"}} } | to json) =~ "secret-word")
  let operation = {path: "/things/{token}" parameters: [{key: "path:token" wire: "token" flag: "--token" place: "path" type: "string" required: true style: "simple" explode: false}]}
  let mirror = {transport: {|request| answer 422 {code: "no" detail: $"($request.url), secret/word" errors: [{pointer: "/secret%2Fword"}]} }}
  assert not ((caught {|| ask $operation $mirror {"path:token": "secret/word"} } | to json) =~ "secret(/|%2F)word")
  let keyed = settle {service: (with-schemes {b: {kind: "bearer"}}) base_url: $BASE credentials: {b: "secret-key"} headers: {X-Api-Key: "secret-key"} transport: {|request| answer 400 {code: "no" detail: $"not ($request.headers.X-Api-Key)"} }}
  assert not (($keyed | table --expand) =~ "secret-key")
  assert equal (caught {|| ask {} $keyed }).message "400 no: not [redacted] (things.list)"
  let sent = {headers: {X-Api-Key: "secret-key"}}
  assert not ((caught {|| ask {} {transport: {|request| answer 400 {code: "no" detail: "secret-key"} }} {} $sent }).message =~ "secret-key")
}

export def "test pages are put together" [] {
  let paging = {style: "cursor" items: ["items"] next: ["next"] more: [] parameter: "cursor" member: []}
  let client = {transport: {|request| if ($request.url =~ "cursor=two") { answer 200 {items: [{n: 3}] next: null} } else { answer 200 {items: [{n: 1} {n: 2}] next: "two"} } }}
  assert equal (ask {pagination: $paging} $client {} {all: true}) [{n: 1} {n: 2} {n: 3}]
}

export def "test a member of the body leads on" [] {
  let paging = {style: "cursor" items: ["items"] next: ["next"] more: [] parameter: "" member: ["page" "at"]}
  let body = {required: true contents: [{media_type: "application/json" kind: "json" type: "any" parts: []}]}
  let client = {transport: {|request|
    let asked = $request.body | from json
    assert equal $asked.n 9007199254740993
    if $asked.page.at == "b" { answer 200 {items: [{n: 3}]} } else { answer 200 {items: [{n: 1}] next: "b"} }
  }}
  let given = {input: {n: 9007199254740993, page: {at: "a" size: 1}}}
  assert equal (ask {method: "POST" body: $body pagination: $paging} $client {} {all: true} $given) [{n: 1} {n: 3}]
  let circular = {transport: {|request| answer 200 {items: [] next: "a"} }}
  assert equal (caught {|| ask {method: "POST" body: $body pagination: $paging} $circular {} {all: true} $given }).kind "decode"
}

export def "test offsets and links" [] {
  let paging = {style: "offset" items: [] next: [] more: [] parameter: "skip" member: []}
  let client = {transport: {|request| if ($request.url =~ "skip=2") { answer 200 [] } else { answer 200 [1 2] } }}
  assert equal (ask {pagination: $paging} $client {} {all: true}) [1 2]
  let link = {style: "link" items: [] next: [] more: [] parameter: "" member: []}
  let linked = {transport: {|request| if ($request.url =~ "p=2") { answer 200 [3] } else { answer 200 [1] [{name: "link" value: '</things?p=2>; rel="next"'}] } }}
  assert equal (ask {pagination: $link} $linked {} {all: true}) [1 3]
}

export def "test an address that cannot be is explained without showing it" [] {
  let wrong = [
    ["nonsense-hunter2" "must begin with http:// or https://"]
    ["ftp://hunter2.test" "must begin with http:// or https://"]
    ["https://ada:hunter2@a.test/x" "must not have a user and a password"]
    ["https://hunter2@a.test" "must not have a user"]
    ["https://a.test/x?key=hunter2" "must not have a query"]
    ["https://a.test/#hunter2" "must not have a fragment"]
    ["https://" "has no host"]
    ["https:///hunter2" "has no host"]
    ["https://a.test:hunter2" "is not an address"]
  ]
  for case in $wrong {
    let found = caught {|| settle {base_url: $case.0} }
    assert equal $found.kind "input"
    assert str contains $found.message $"_BASE_URL) ($case.1)"
    assert not ($found.message =~ "hunter2")
  }
  for right in ["http://a.test" "https://a.test:8443/v1/" "HTTP://[::1]:80"] { settle {base_url: $right} }
  let changed = settle {base_url: $BASE} | reject service | upsert base_url "https://ada:hunter2@a.test"
  assert equal (caught {|| settle $changed }).kind "input"
}

export def "test a missing address is explained" [] {
  let service = service | upsert base_url ""
  let found = caught {|| address {base_url: "" service: $service} "/things" }
  assert equal $found.kind "input"
  assert equal $found.message $"no address: set ($service.prefix)_BASE_URL, or --base-url"
}

export def "test patience is above zero" [] {
  let prefix = (service).prefix
  for case in [[{timeout: 0sec} "_TIMEOUT_MS"] [{timeout: -1sec} "_TIMEOUT_MS"] [{total_timeout: 0sec} "_TOTAL_TIMEOUT_MS"] [{max_retries: -1} "_MAX_RETRIES"]] {
    let found = caught {|| ask {} $case.0 }
    assert equal $found.kind "input"
    assert str contains $found.message $case.1
  }
  assert str contains (caught {|| ask {} {} {} {timeout: 0sec} }).message "--timeout"
  with-env {($prefix + "_TIMEOUT_MS"): "0"} { assert str contains (caught {|| settle {base_url: $BASE} }).message "_TIMEOUT_MS" }
  assert equal (settle {base_url: $BASE max_retries: 0}).max_retries 0
}

export def "test empty variables are not set" [] {
  let prefix = (service).prefix
  with-env {($prefix + "_TIMEOUT_MS"): "" ($prefix + "_TOKEN"): "" ($prefix + "_EMAIL"): "" XDG_STATE_HOME: ""} {
    let client = settle {base_url: $BASE email: ""}
    assert equal [$client.timeout $client.token $client.email] [30sec null null]
    assert str contains $client.token_file $nu.home-dir
  }
}

export def "test a client without credentials uses the file" [] {
  assert equal (settle {base_url: $BASE timeout: 1sec} | select store id) {store: "file" id: "default"}
  assert equal (settle {base_url: $BASE token: "t"}).store "memory"
  assert equal (settle {service: (with-schemes {b: {kind: "bearer"}}) base_url: $BASE credentials: {b: "t"}}).store "memory"
}

export def "test numbers in the environment" [] {
  let prefix = (service).prefix
  with-env {($prefix + "_TIMEOUT_MS"): "1500" ($prefix + "_MAX_RETRIES"): "5"} {
    let client = settle {base_url: $BASE}
    assert equal [$client.timeout $client.max_retries] [1500ms 5]
  }
  with-env {($prefix + "_TIMEOUT_MS"): "soon"} {
    assert ((caught {|| settle {base_url: $BASE} }).message =~ "_TIMEOUT_MS must be a whole number")
  }
}

export def "test middleware wraps the transport" [] {
  let client = {
    transport: {|request| answer 200 $request.headers.X-Seen }
    middleware: [{|request, next| do $next ($request | upsert headers.X-Seen '"yes"') }]
  }
  assert equal (ask {} $client) "yes"
}

export def "test half of a sign-in is refused" [] {
  let prefix = (service).prefix
  assert str contains (caught {|| ask {} {password: "secret-word"} }).message $"--email, ($prefix)_EMAIL"
  assert str contains (caught {|| ask {} {email: "a@example.com"} }).message $"--password, ($prefix)_PASSWORD"
  assert str contains (caught {|| ask {} {username: "a"} }).message $"($prefix)_PASSWORD"
}

export def "test tokens are refreshed once by many callers" [] {
  let file = counter
  let folder = contract {security: [["b"]]}
  let client = settle {
    base_url: $BASE
    access_token: "old-token"
    refresh_token: "old-refresh"
    transport: {|request|
      if $request.operation != "things.list" {
        count $file
        answer 200 {access_token: "new-token" refresh_token: "new-refresh" expires_in: 900}
      } else if $request.headers.Authorization == "Bearer new-token" { answer 200 "1" } else { answer 401 {code: "expired"} }
    }
    service: (with-schemes {b: {kind: "bearer"}})
  }
  let found = 1..6 | par-each {|_| call $folder $LINE {} {} {client: $client} }
  assert equal $found [1 1 1 1 1 1]
  assert equal (open --raw $file | str length) 1
}

export def "test the token file is for its owner only" [] {
  let file = mktemp --directory --tmpdir | path join "sub" "tokens.json"
  let client = settle {base_url: $BASE store: "file" token_file: $file}
  session keep $client {access: "a" refresh: "b" expires: null}
  assert equal (session load $client).access "a"
  if $nu.os-info.family == "unix" { assert equal (ls --long $file | get 0.mode) "rw-------" }
  session keep $client null
  assert equal (session load $client) null
}

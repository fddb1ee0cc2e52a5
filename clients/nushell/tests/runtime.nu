# Tests of the runtime. Answers come from closures in place of `http`.

use std/assert
use ../gatehouse/runtime/calling.nu call
use ../gatehouse/runtime/problems.nu *
use ../gatehouse/runtime/settings.nu *
use ../gatehouse/runtime/session.nu
use ../gatehouse/runtime/shapes.nu *
use ../gatehouse/runtime/transport.nu *
use ../gatehouse/runtime/wire.nu *

const BASE = "http://service.test"

def answer [status: int, body: any, headers: list = []]: nothing -> record {
  {status: $status headers: $headers body: (if ($body | describe) == "string" { $body } else { $body | to json --raw })}
}

# A contract on disk with one operation, and what it is called with.
def contract [operation: record, types: record = {}]: nothing -> string {
  let folder = mktemp --directory --tmpdir
  let base = {
    id: "things.list" method: "GET" path: "/things" parameters: [] body: null accept: "application/json"
    success: {type: "any" kind: "json" may_be_empty: false} security: [] retryable: true idempotency: "" server: ""
  }
  {operations: {"things.list": ($base | merge $operation)} types: $types} | to json | save ($folder | path join "contract.json")
  $folder
}

def ask [operation: record, client: record, arguments: record = {}, options: record = {}, body: record = {}, types: record = {}]: nothing -> any {
  let folder = contract $operation $types
  call $folder "things.list" $arguments $body ($options | insert client ({base_url: $BASE} | merge $client))
}

def counter []: nothing -> string {
  let file = mktemp --tmpdir
  $file
}

def count [file: string]: nothing -> int {
  "x" | save --append $file
  open --raw $file | str length
}

def caught [work: closure]: nothing -> record {
  let found = try { do $work; null } catch {|caught| problem $caught }
  if $found == null { error make --unspanned {msg: "nothing was caught"} }
  $found
}

export def "test path segments are escaped" [] {
  let simple = {wire: "id" style: "simple" explode: false}
  assert equal (path-value $simple "a/b?c d") "a%2Fb%3Fc%20d"
  assert equal (path-value $simple "..") "%2E%2E"
  assert equal (path-value ($simple | upsert style "label") [1 2]) ".1,2"
  assert equal (path-value ($simple | upsert style "matrix") 3) ";id=3"
  assert equal (path-value {wire: "id" style: "matrix" explode: true} {a: 1 b: 2}) ";a=1;b=2"
}

export def "test query styles" [] {
  let form = {wire: "f" style: "form" explode: true}
  assert equal (pairs $form [1 "a b"]) ["f=1" "f=a%20b"]
  assert equal (pairs ($form | upsert explode false) [1 2]) ["f=1,2"]
  assert equal (pairs ($form | upsert explode false | upsert style "pipeDelimited") [1 2]) ["f=1%7C2"]
  assert equal (pairs ($form | upsert style "deepObject") {a: 1 b: {c: 2}}) ["f%5Ba%5D=1" "f%5Bb%5D%5Bc%5D=2"]
  assert equal (pairs $form {a: 1 b: true}) ["a=1" "b=true"]
  assert equal (pairs $form 2026-01-02T03:04:05Z) ["f=2026-01-02T03%3A04%3A05Z"]
}

export def "test multipart bodies" [] {
  let parts = [{wire: "file" content_type: "application/octet-stream" is_file: true is_list: false}]
  let body = multipart-body $parts {file: 0x[00 01] name: "x"} "b" | decode latin1
  assert str contains $body "name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n"
  assert ($body | str ends-with "name=\"name\"\r\n\r\nx\r\n--b--\r\n")
}

export def "test requests are checked" [] {
  let types = {Thing: {kind: "object" fields: {at: "datetime" n: "integer"} required: ["n"]}}
  assert equal (to-wire $types {ref: "Thing"} {n: 1 at: 2026-01-01T00:00:00Z}) {n: 1 at: "2026-01-01T00:00:00Z"}
  assert equal (to-wire $types {ref: "Thing"} {n: null}) {n: null}
  assert error {|| to-wire $types {ref: "Thing"} {} }
  assert error {|| to-wire $types {ref: "Thing"} {n: 1 other: 2} }
  assert error {|| to-wire $types {ref: "Thing"} {n: "1"} }
}

export def "test answers are read leniently" [] {
  let types = {
    Thing: {kind: "object" fields: {at: "datetime" kind: {ref: "Kind"} raw: "bytes"} required: ["at"]}
    Kind: {kind: "enum" base: "string"}
  }
  let value = from-wire $types {list: {ref: "Thing"}} [{at: "2026-01-01T00:00:00Z" kind: "new" more: 1 raw: "AAE="} {kind: null}]
  assert equal $value.0.at 2026-01-01T00:00:00Z
  assert equal $value.0.raw 0x[00 01]
  assert equal $value.0.more 1
  assert equal $value.1 {kind: null}
  assert error {|| from-wire $types {ref: "Thing"} {at: 5} }
  assert error {|| from-wire $types {ref: "Thing"} [] }
}

export def "test unions find their arm or keep the value" [] {
  let types = {
    Pet: {kind: "union" strategy: "discriminator" property: "type" arms: [
      {type: {ref: "Cat"} statuses: [] json_types: ["object"] tags: ["cat"]}
      {type: {ref: "Dog"} statuses: [] json_types: ["object"] tags: ["dog"]}
    ]}
    Cat: {kind: "object" fields: {type: "string" born: "datetime"} required: []}
    Dog: {kind: "object" fields: {type: "string" born: "string"} required: []}
  }
  assert equal (from-wire $types {ref: "Pet"} {type: "cat" born: "2026-01-01T00:00:00Z"}).born 2026-01-01T00:00:00Z
  assert equal (from-wire $types {ref: "Pet"} {type: "dog" born: "2026"}).born "2026"
  assert equal (from-wire $types {ref: "Pet"} {type: "fish" born: 7}).born 7
}

export def "test a problem is told by its code" [] {
  let client = {transport: {|request| answer 409 {code: "taken" detail: "It is taken." request_id: "r1"} }}
  let found = caught {|| ask {} $client }
  assert equal ($found | select kind status code request_id retryable) {kind: "problem" status: 409 code: "taken" request_id: "r1" retryable: false}
}

export def "test an unexpected status and an unreadable answer" [] {
  assert equal (caught {|| ask {} {transport: {|request| answer 418 "tea" }} }).kind "status"
  assert equal (caught {|| ask {} {transport: {|request| answer 200 "<html>" }} }).kind "decode"
  assert equal (caught {|| ask {} {transport: {|request| answer 200 "" }} }).kind "decode"
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
  ask {security: [[{scheme: "b" kind: "bearer" place: "" wire: ""}]]} $client
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
}

export def "test pages are put together" [] {
  let paging = {style: "cursor" items: ["items"] next: ["next"] more: [] parameter: "cursor"}
  let client = {transport: {|request| if ($request.url =~ "cursor=two") { answer 200 {items: [{n: 3}] next: null} } else { answer 200 {items: [{n: 1} {n: 2}] next: "two"} } }}
  assert equal (ask {pagination: $paging} $client {} {all: true}) [{n: 1} {n: 2} {n: 3}]
}

export def "test offsets and links" [] {
  let paging = {style: "offset" items: [] next: [] more: [] parameter: "skip"}
  let client = {transport: {|request| if ($request.url =~ "skip=2") { answer 200 [] } else { answer 200 [1 2] } }}
  assert equal (ask {pagination: $paging} $client {} {all: true}) [1 2]
  let link = {style: "link" items: [] next: [] more: [] parameter: ""}
  let linked = {transport: {|request| if ($request.url =~ "p=2") { answer 200 [3] } else { answer 200 [1] [{name: "link" value: '</things?p=2>; rel="next"'}] } }}
  assert equal (ask {pagination: $link} $linked {} {all: true}) [1 3]
}

export def "test a missing base URL is explained" [] {
  let found = caught {|| ask {} {base_url: "nonsense"} }
  assert equal $found.kind "input"
}

export def "test middleware wraps the transport" [] {
  let client = {
    transport: {|request| answer 200 $request.headers.X-Seen }
    middleware: [{|request, next| do $next ($request | upsert headers.X-Seen '"yes"') }]
  }
  assert equal (ask {} $client) "yes"
}

export def "test tokens are refreshed once by many callers" [] {
  let file = counter
  let folder = contract {security: [[{scheme: "b" kind: "bearer" place: "" wire: ""}]]}
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
  }
  let found = 1..6 | par-each {|_| call $folder "things.list" {} {} {client: ($client | reject service)} }
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

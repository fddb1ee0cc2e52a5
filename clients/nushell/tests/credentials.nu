# Tests of credentials and servers.

use std/assert
use support.nu *
use ../gatehouse/runtime/calling.nu call
use ../gatehouse/runtime/problems.nu *
use ../gatehouse/runtime/servers.nu *
use ../gatehouse/runtime/settings.nu *

const SCHEMES = {
  key: {kind: "api_key" place: "header" wire: "X-Key"}
  tenant: {kind: "api_key" place: "query" wire: "tenant"}
  first: {kind: "api_key" place: "cookie" wire: "first"}
  second: {kind: "api_key" place: "cookie" wire: "second"}
  token: {kind: "bearer"}
  pair: {kind: "basic"}
  flow: {kind: "oauth2" flows: [
    {grant: "client_credentials" token_url: "/token" refresh_url: ""}
    {grant: "password" token_url: "token" refresh_url: "http://id.test/refresh"}
  ]}
}

# What is sent by a client with these credentials; the service says nothing but yes.
def sent [security: list, client: record]: nothing -> record {
  let seen = mktemp --tmpdir
  let transport = {|request| $request | to json --raw | save --force $seen; answer 200 {} }
  ask {security: $security} ({service: (with-schemes $SCHEMES) transport: $transport store: "memory"} | merge $client)
  open --raw $seen | from json
}

# What is refused where nothing is listening, and no transport of one's own.
def refused [security: list, client: record]: nothing -> record {
  let nowhere = {service: (with-schemes $SCHEMES) base_url: "http://127.0.0.1:1" store: "memory" max_retries: 0}
  caught {|| ask {security: $security} ($nowhere | merge $client) }
}

export def "test credentials of an alternative go together" [] {
  let held = {credentials: {key: "k-1" tenant: "t 1" first: "f-1" second: "s-1" token: "b-1"}}
  let request = sent [["key" "tenant" "first" "second" "token"]] $held
  assert equal ($request.headers | select X-Key Cookie Authorization) {X-Key: "k-1" Cookie: "first=f-1; second=s-1" Authorization: "Bearer b-1"}
  assert str contains $request.url "?tenant=t%201"
}

export def "test the first alternative that is held in full is used" [] {
  let request = sent [["key" "tenant"] ["token"] []] {credentials: {key: "k-1" token: "b-1"}}
  assert equal [$request.headers.X-Key? $request.headers.Authorization?] [null "Bearer b-1"]
  assert equal (sent [[] ["token"]] {token: "b-1"}).headers.Authorization? "Bearer b-1"
  assert equal (sent [[] ["token"]] {}).headers.Authorization? null
  assert equal (sent [["key"]] {api_key: "k-1"}).headers.X-Key "k-1"
  assert str contains (refused [["pair"]] {username: "ada:b" password: "pw"}).message "must not have a colon"
  assert equal (sent [["pair"]] {credentials: {pair: {username: "ada" password: "pw:1"}}}).headers.Authorization $"Basic ('ada:pw:1' | encode base64)"
}

export def "test half of an alternative is refused before anything is sent" [] {
  let found = refused [["key"] ["first" "second"]] {credentials: {first: "secret-first"}}
  assert equal [$found.kind $found.code] ["input" "missing_credentials"]
  assert str contains $found.message "things.list needs credentials for 'key', or for 'first' and 'second' together: give --api-key"
  assert not ($found.message =~ "secret-first")
}

export def "test a caller may see to credentials elsewhere" [] {
  assert equal (refused [["key"]] {headers: {x-key: "k-1"}}).kind "transport"
  let client = {service: (with-schemes $SCHEMES) base_url: "http://127.0.0.1:1" max_retries: 0 api_key: "k-1"}
  assert equal (caught {|| ask {security: [["token"]]} $client {} {without_credentials: true} }).kind "transport"
  let request = mktemp --tmpdir
  ask {security: [["key"]]} ($client | merge {transport: {|sent| $sent | to json --raw | save --force $request; answer 200 {} }}) {} {without_credentials: true}
  assert equal (open --raw $request | from json).headers.X-Key? null
}

export def "test credentials are for schemes that there are" [] {
  for case in [
    [{nope: "x"} "there is no security scheme 'nope': there are key, tenant"]
    [{pair: "x"} "'pair' takes {username, password}"]
    [{key: {username: "a" password: "b"}} "'key' takes a text"]
    [{flow: {client_id: "a"}} "'flow' takes a token, {client_id, client_secret} or {username, password}"]
  ] {
    let found = refused [] {credentials: $case.0}
    assert equal $found.kind "input"
    assert str contains $found.message $case.1
  }
  let service = with-schemes $SCHEMES
  with-env {($service.prefix + "_CREDENTIALS"): '{"key": "from-outside"}'} { assert equal (sent [["key"]] {}).headers.X-Key "from-outside" }
  with-env {($service.prefix + "_CREDENTIALS"): {key: "from-inside"}} { assert equal (sent [["key"]] {}).headers.X-Key "from-inside" }
}

# A client whose transport is a token endpoint as well; it notes what that one was sent.
def flowing [credential: record, token: closure, notes: string]: nothing -> record {
  {
    service: (with-schemes $SCHEMES)
    store: "memory"
    credentials: {flow: $credential}
    transport: {|request|
      if $request.operation == "flow" {
        $"($request | to json --raw)\n" | save --append $notes
        do $token (open --raw $notes | lines | length)
      } else if $request.headers.Authorization == "Bearer stale-token" { answer 401 {} } else { answer 200 $request.headers }
    }
  }
}

export def "test client credentials are exchanged once for many callers" [] {
  let notes = mktemp --tmpdir
  let credential = {client_id: "id:1" client_secret: "s ecret" scopes: ["read" "write"]}
  let client = settle (flowing $credential {|_| answer 200 {access_token: "flow-token" expires_in: 900} } $notes | insert base_url $"($BASE)/gate")
  let folder = contract {security: [["flow"]]}
  let found = 1..5 | par-each {|_| call $folder $LINE {} {} {client: $client} }
  assert equal ($found | get Authorization | uniq) ["Bearer flow-token"]
  let asked = open --raw $notes | lines | each {|line| $line | from json }
  assert equal ($asked | length) 1
  assert equal $asked.0.url $"($BASE)/token"
  assert equal $asked.0.body "grant_type=client_credentials&scope=read%20write"
  assert equal $asked.0.headers.Authorization $"Basic ('id%3A1:s%20ecret' | encode base64)"
}

export def "test tokens of a flow are had anew" [] {
  let notes = mktemp --tmpdir
  let given = {|count| answer 200 {access_token: (if $count == 1 { "stale-token" } else { "new-token" }) refresh_token: "again"} }
  let client = flowing {username: "ada" password: "secret-word"} $given $notes
  assert equal (ask {security: [["flow"]]} $client).Authorization "Bearer new-token"
  let asked = open --raw $notes | lines | each {|line| $line | from json }
  assert equal ($asked | get url) [$"($BASE)/token" "http://id.test/refresh"]
  assert equal ($asked | get body) ["grant_type=password&username=ada&password=secret-word" "grant_type=refresh_token&refresh_token=again"]
  assert equal $asked.0.headers.Authorization? null
}

export def "test a token endpoint that refuses is an error like any other" [] {
  let notes = mktemp --tmpdir
  let client = flowing {client_id: "a" client_secret: "secret-secret"} {|_| answer 400 {error: "invalid_client" error_description: "not secret-secret"} } $notes
  let found = caught {|| ask {security: [["flow"]]} $client }
  assert equal ($found | select kind status code) {kind: "status" status: 400 code: null}
  assert str contains $found.message "400 invalid_client"
  assert not (($found | to json) =~ "secret-secret")
  assert str contains (refused [["flow"]] {service: (with-schemes {flow: {kind: "oauth2"}}) credentials: {flow: {client_id: "a" client_secret: "b"}}}).message "has no flow client_credentials"
}

export def "test a server is chosen" [] {
  let servers = [
    {url: "http://one.test" variables: []}
    {url: "http://{region}.test:{port}/" variables: [{wire: "region" default: "eu" values: ["eu" "us"]} {wire: "port" default: "80"}]}
  ]
  let service = service | upsert servers $servers | upsert base_url "http://one.test"
  assert equal (settle {service: $service}).base_url "http://one.test"
  assert equal (settle {service: $service server: 1}).base_url "http://eu.test:80"
  assert equal (settle {service: $service server: 1 server_variables: {region: "us" port: 8080}}).base_url "http://us.test:8080"
  with-env {($service.prefix + "_SERVER"): "1" ($service.prefix + "_SERVER_VARIABLES"): "{region: us}"} {
    assert equal (settle {service: $service}).base_url "http://us.test:80"
    assert equal (settle {service: $service base_url: $BASE}).base_url $BASE
  }
  for case in [
    [{server: 2} "there is no server 2: there are 0 to 1"]
    [{server: 1 server_variables: {zone: "a"}} "has no variable 'zone': it has region, port"]
    [{server: 1 server_variables: {region: "moon"}} "must be one of eu, us"]
    [{server: 1 base_url: $BASE} "there is both a base URL and a server"]
  ] {
    let found = caught {|| settle ({service: $service} | merge $case.0) }
    assert equal $found.kind "input"
    assert str contains $found.message $case.1
  }
}

# Signing in, and staying so: tokens are kept in a store, refreshed ahead of time, one refresh at a time.

use answers.nu [refusal text]
use problems.nu [fail scrub secrets-in]
use settings.nu [address unseal]
use transport.nu send
use wire.nu form-body

const LEEWAY = 30sec
const STALE = 30sec

# Whether a client can have a session: the service has sign-in, and there is something to start from.
export def has-session [client: record]: nothing -> bool {
  if ($client.service.auth?.access_token? | default "") == "" { return false }
  if $client.access_token != null or $client.refresh_token != null { return true }
  if $client.password != null and ($client.email != null or $client.username != null) { return true }
  (load $client) != null
}

# The tokens in the store, or null.
export def load [client: record]: nothing -> any {
  if ($client.store | describe) != "string" { return (do $client.store.load) }
  if $client.store == "file" {
    let kept = try { open --raw $client.token_file | from json } catch { {} }
    return ($kept | get -o $client.base_url)
  }
  recall $client.id
}

# What this process keeps under a key, or null.
export def recall [key: string]: nothing -> any {
  prepare
  let rows = stor open | query db "select value from sessions where id = ?" --params [$key]
  if ($rows | is-empty) { null } else { $rows | first | get value | from json }
}

def memorise [key: string, tokens: any]: nothing -> nothing {
  prepare
  stor open | query db "insert or replace into sessions values (?, ?)" --params [$key ($tokens | to json --raw)] | ignore
}

# Keep the tokens of an answer under a key, in this process.
export def remember-as [key: string, access: string, refresh: any, seconds: any]: nothing -> nothing {
  memorise $key {access: $access refresh: $refresh expires: (expiry $seconds)}
}

def expiry [seconds: any]: nothing -> any {
  if $seconds == null { null } else { (date now) + ($seconds * 1sec) | format date "%+" }
}

# Put tokens into the store; null takes them out.
export def keep [client: record, tokens: any]: nothing -> nothing {
  if ($client.store | describe) != "string" {
    do $client.store.save $tokens
  } else if $client.store == "file" {
    keep-in-file $client $tokens
  } else {
    memorise $client.id $tokens
  }
}

# Only the owner can read the file, from the moment that it exists.
def keep-in-file [client: record, tokens: any]: nothing -> nothing {
  let folder = $client.token_file | path dirname
  mkdir $folder
  let kept = try { open --raw $client.token_file | from json } catch { {} }
  let changed = if $tokens == null { $kept | reject -o $client.base_url } else { $kept | upsert $client.base_url $tokens }
  let fresh = mktemp --tmpdir-path $folder "tokens.XXXXXXXX"
  $changed | to json --raw | save --raw --force $fresh
  mv --force $fresh $client.token_file
}

def prepare []: nothing -> nothing {
  stor open | query db "create table if not exists sessions (id text primary key, value text)" | ignore
  stor open | query db "create table if not exists locks (id text primary key, since integer)" | ignore
}

# Take the lock of a client. A row comes back only if it is new: a broken constraint is no error to `query db`.
def lock [key: string, expired: int]: nothing -> bool {
  try {
    stor open | query db "delete from locks where id = ? and since < ?" --params [$key $expired] | ignore
    let taken = stor open | query db "insert or ignore into locks values (?, ?) returning id" --params [$key (date now | into int)]
    $taken | is-not-empty
  } catch { false }
}

# Run a closure while nobody else in this process does so for the same key.
export def alone [key: string, patience: duration, work: closure]: nothing -> any {
  prepare
  for _ in 1..3000 {
    let expired = (date now) - $STALE - $patience | into int
    if (lock $key $expired) { break }
    sleep 20ms
  }
  let outcome = try { {value: (do $work)} } catch {|caught| {caught: $caught.raw} }
  release $key
  if "caught" in ($outcome | columns) { error make $outcome.caught }
  $outcome.value
}

def release [key: string]: nothing -> nothing {
  for _ in 1..50 {
    try {
      stor open | query db "delete from locks where id = ?" --params [$key] | ignore
      return
    } catch { sleep 10ms }
  }
}

def current [client: record]: nothing -> any {
  let kept = load $client
  if $kept != null { return $kept }
  if $client.access_token == null and $client.refresh_token == null { return null }
  {access: (unseal $client.access_token) refresh: (unseal $client.refresh_token) expires: null}
}

# Whether tokens are good for a while.
export def is-fresh [tokens: any]: nothing -> bool {
  if ($tokens.access? | default "") == "" { return false }
  $tokens.expires? == null or ($tokens.expires | into datetime) - $LEEWAY > (date now)
}

# An access token that is good for a while. `rejected` are those that the service did not take.
export def access-token [client: record, rejected: list<string> = []]: nothing -> any {
  let tokens = current $client
  if (is-fresh $tokens) and $tokens.access not-in $rejected { return $tokens.access }
  alone $"($client.base_url) ($client.id)" $client.timeout {||
    let again = current $client
    if (is-fresh $again) and $again.access not-in $rejected { $again.access } else { renew $client $again }
  }
}

def renew [client: record, tokens: any]: nothing -> any {
  let auth = $client.service.auth
  if ($tokens.refresh? | default "") != "" and $auth.refresh? != null {
    let body = {} | insert $auth.refresh.refresh_token $tokens.refresh
    let answer = ask $client $auth.refresh $body
    if $answer.failure? == null and $answer.status < 300 { return (remember $client $answer $tokens) }
    if $client.password == null or ($answer.failure? == null and $answer.status not-in [400 401 403]) {
      if $answer.failure? == null and $answer.status in [400 401 403] { keep $client null }
      refuse $client $auth.refresh $answer
    }
  }
  if $client.password == null { return ($tokens.access? | default null) }
  sign-in $client
}

# The password for signing in: what the client knows, or what somebody types.
export def password [client: record]: nothing -> string {
  if $client.password != null { return (unseal $client.password) }
  if not (is-terminal --stdin) {
    let message = $"no terminal to ask on: give --password or set ($client.service.prefix)_PASSWORD"
    fail $client.service.name {kind: "input" message: $message} --help-text "See the command's --help."
  }
  input --suppress-output "Password: "
}

# Sign in with what the client knows, and keep the tokens.
export def sign-in [client: record]: nothing -> string {
  let login = $client.service.auth.login
  let named = if $client.email != null { $client.email } else { $client.username }
  let field = if $client.email != null { $login.email } else { $login.username }
  let body = {} | insert $field $named | insert $login.password (unseal $client.password)
  let answer = ask $client $login $body
  if $answer.failure? != null or $answer.status >= 300 { refuse $client $login $answer }
  remember $client (completed $client $answer) null
}

# The answer of signing in, or of its second step if it needs one.
def completed [client: record, answer: record]: nothing -> record {
  let step = $client.service.auth.second_step?
  let due = members-of $answer
  if $step == null or ($due | get -o $step.login_token | default "") == "" { return $answer }
  let body = {} | insert $step.login_token ($due | get $step.login_token) | insert $step.code (code $client $due)
  let last = ask $client $step $body
  if $last.failure? != null or $last.status >= 300 { refuse $client $step $last }
  $last
}

# The code of a second factor: what the client has a closure for, or what somebody types.
def code [client: record, due: record]: nothing -> string {
  if $client.second_factor? != null { return (do $client.second_factor $due) }
  if not (is-terminal --stdin) {
    let message = "signing in needs a code of a second factor, and there is no terminal to ask on: give --second-factor"
    fail $client.service.name {kind: "factor_required" message: $message} --help-text "See the command's --help."
  }
  input "Code: "
}

# The members of an answer; none if it is no JSON object.
def members-of [answer: record]: nothing -> record {
  let found = try { text $answer | from json } catch { {} }
  if ($found | describe) =~ '^record' { $found } else { {} }
}

def ask [client: record, operation: record, body: record]: nothing -> record {
  let is_form = $operation.kind == "form"
  let headers = {Accept: "application/json" User-Agent: $client.service.user_agent}
  let key = $operation.idempotency? | default ""
  send $client {
    method: $operation.method
    url: (address $client $operation.path)
    headers: (if $key == "" { $headers } else { $headers | insert $key (random uuid) })
    body: (if $is_form { form-body [] $body } else { $body | to json --raw })
    content_type: $operation.media_type
    retryable: ($key != "")
    operation: $operation.id
  }
}

def remember [client: record, answer: record, before: any]: nothing -> string {
  let auth = $client.service.auth
  let found = members-of $answer
  let access = $found | get -o $auth.access_token
  if ($access | default "") == "" {
    fail $client.service.name {kind: "decode" status: $answer.status message: "signing in gave no access token"}
  }
  keep $client {
    access: $access
    refresh: ($found | get -o $auth.refresh_token | default $before.refresh?)
    expires: (expiry ($found | get -o $auth.expires_in))
  }
  $access
}

def refuse [client: record, operation: record, answer: record]: nothing -> error {
  let service = $client.service
  if $answer.failure? != null {
    fail $service.name {kind: $answer.failure retryable: true message: $"($operation.id): ($answer.message | scrub (secrets $client))"}
  }
  fail $service.name (refusal $answer $service.problems.code_field $operation.id (secrets $client))
}

# Every secret that a client holds, for keeping them out of texts.
export def secrets [client: record]: nothing -> list<string> {
  let tokens = if ($client.service.auth?.access_token? | default "") == "" { null } else { load $client }
  [$client.token $client.api_key $client.password $client.access_token $client.refresh_token]
  | append ($client.credentials | values)
  | compact
  | each {|seal| secret-texts (unseal $seal) }
  | flatten
  | append (flow-tokens $client)
  | append [$tokens.access? $tokens.refresh?]
  | compact
}

# What of a credential is secret: a text, or of a record what its name says.
def secret-texts [given: any]: nothing -> list<string> {
  if ($given | describe) == "string" { [$given] } else { secrets-in $given }
}

def flow-tokens [client: record]: nothing -> list<any> {
  if ($client.credentials | is-empty) { return [] }
  prepare
  stor open
  | query db "select value from sessions where id like ?" --params [$"($client.id) flow %"]
  | each {|row| let tokens = $row.value | from json; [$tokens.access $tokens.refresh?] }
  | flatten
}

# With which credentials a call goes: those of the first alternative that the client holds in full, or none at all.

use flows.nu flow-token
use problems.nu [fail kind-of]
use session.nu [access-token has-session]
use settings.nu unseal
use wire.nu escape

const NOTHING = {headers: {} query: [] renewable: []}

# The credentials of a call, as headers and query pairs. `renewable` are tokens that may be had anew, `rejected` those
# that the service did not take.
export def credentials [call: record, rejected: list<string> = []]: nothing -> record {
  if $call.options.without_credentials? == true { return $NOTHING }
  let alternatives = alternatives $call
  let is_session = is-session $call.client $alternatives
  for uses in $alternatives {
    if ($uses | is-not-empty) and (has-all $call.client $uses $is_session) {
      mut found: record = $NOTHING
      for use in $uses { $found = present $call.client $use $found $rejected }
      return $found
    }
  }
  if ([] not-in $alternatives) and ($alternatives | is-not-empty) and not (is-elsewhere $call $alternatives) { refuse-missing $call $alternatives }
  $NOTHING
}

# The alternatives of a call with their schemes. A service that says nothing of security may take a bearer token.
def alternatives [call: record]: nothing -> list {
  let schemes = $call.client.service.schemes
  if ($schemes | is-empty) { return [[{id: "" kind: "bearer"}] []] }
  mut found: list<any> = []
  for ids in $call.operation.security {
    mut uses: list<any> = []
    for id in $ids { $uses ++= [($schemes | get $id | insert id $id)] }
    $found ++= [$uses]
  }
  $found
}

def is-token [use: record]: nothing -> bool {
  $use.kind in ["bearer" "oauth2" "openid"]
}

# Whether the tokens of signing in do for the schemes that take a token.
def is-session [client: record, alternatives: list]: nothing -> bool {
  $client.token == null and ($alternatives | flatten | any {|use| is-token $use }) and (has-session $client)
}

def has-all [client: record, uses: list, is_session: bool]: nothing -> bool {
  for use in $uses {
    if not (has-credentials $client $use $is_session) { return false }
  }
  true
}

def has-credentials [client: record, use: record, is_session: bool]: nothing -> bool {
  if $use.id in ($client.credentials | columns) { return true }
  match $use.kind {
    "api_key" => ($client.api_key != null)
    "basic" => ($client.username != null and $client.password != null)
    _ => ($client.token != null or $is_session)
  }
}

# Whether the caller may have seen to credentials by other means.
def is-elsewhere [call: record, alternatives: list]: nothing -> bool {
  if $call.client.transport != null or ($call.client.middleware | is-not-empty) { return true }
  let names = $alternatives | flatten | each {|use| if $use.kind == "api_key" { $use.wire } else { "authorization" } | str lowercase }
  let given = $call.client.headers | columns | append ($call.options.headers? | default {} | columns)
  $given | any {|name| ($name | str lowercase) in $names }
}

def refuse-missing [call: record, alternatives: list]: nothing -> error {
  let prefix = $call.client.service.prefix
  let wanted = $alternatives | each {|uses|
    let names = $uses | each {|use| $"'($use.id)'" } | str join " and "
    if ($uses | length) > 1 { $"for ($names) together" } else { $"for ($names)" }
  } | str join ", or "
  let options = $alternatives | flatten | get kind | uniq | each {|kind|
    match $kind {
      "api_key" => $"--api-key \(($prefix)_API_KEY)"
      "basic" => $"--username and --password \(($prefix)_USERNAME, ($prefix)_PASSWORD)"
      _ => $"--token \(($prefix)_TOKEN)"
    }
  } | uniq | append $"--credentials \(($prefix)_CREDENTIALS) with a secret for each scheme"
  fail $call.client.service.name {
    kind: "input"
    code: "missing_credentials"
    message: $"($call.operation.id) needs credentials ($wanted): give ($options | str join ', or ')"
  } --help-text "They are flags of `client`. A command with --without-credentials goes without."
}

def present [client: record, use: record, found: record, rejected: list<string>]: nothing -> record {
  let own = unseal ($client.credentials | get -o $use.id)
  match $use.kind {
    "api_key" => (present-key $use ($own | default (unseal $client.api_key)) $found)
    "basic" => {
      let pair = $own | default {username: $client.username password: (unseal $client.password)}
      if ($pair.username | str contains ":") {
        let facts = {kind: "input" message: $"the user name for '($use.id)' must not have a colon"}
        fail $client.service.name $facts --help-text "HTTP Basic ends the user name at the first one."
      }
      $found | upsert headers.Authorization $"Basic ($'($pair.username):($pair.password)' | encode base64)"
    }
    _ => (present-token $found (token-of $client $use $own $rejected))
  }
}

def present-key [use: record, key: string, found: record]: nothing -> record {
  match $use.place {
    "query" => ($found | upsert query ($found.query | append $"(escape $use.wire)=(escape $key)"))
    "cookie" => ($found | upsert headers.Cookie ([$found.headers.Cookie? $"($use.wire)=(escape $key)"] | compact | str join "; "))
    _ => ($found | upsert headers ($found.headers | upsert $use.wire $key))
  }
}

# The token for a scheme: a fixed one, one of a flow, or one of signing in.
def token-of [client: record, use: record, own: any, rejected: list<string>]: nothing -> record {
  if (kind-of $own) == "record" { return {token: (flow-token $client $use $own $rejected) renewable: true} }
  let fixed = $own | default (unseal $client.token)
  if $fixed != null { {token: $fixed renewable: false} } else { {token: (access-token $client $rejected) renewable: true} }
}

def present-token [found: record, had: record]: nothing -> record {
  if $had.token == null { return $found }
  let renewable = if $had.renewable { $found.renewable | append $had.token } else { $found.renewable }
  $found | upsert headers.Authorization $"Bearer ($had.token)" | upsert renewable $renewable
}

# Where a call goes, with which credentials, and how patiently: arguments, then the environment, then defaults.

use checks.nu [check-address check-credentials check-patience refuse-both refuse-credentials refuse-no-address]
use loops.nu each-member
use problems.nu [fail is-secret kind-of]
use servers.nu server-address

const HERE = path self .
const OWN = ["token" "api_key" "email" "username" "password" "access_token" "refresh_token" "credentials"]

# What the service is: its name, servers, security and sign-in operations.
export def service []: nothing -> record {
  open --raw ($HERE | path join ".." "service.json") | from json --strict
}

# Keep a secret so that printing or serialising the record does not show it.
def sealed [secret: any]: nothing -> any {
  if ($secret | describe) == "closure" { return $secret }
  if ($secret | default "") == "" { null } else { {|| $secret } }
}

# The secret in a seal, or null.
export def unseal [seal: any]: nothing -> any {
  if $seal == null { null } else { do $seal }
}

# Headers with the secret ones sealed.
def concealed [headers: record]: nothing -> record {
  each-member $headers {|name, value| if (is-secret $name) { sealed $value } else { $value } }
}

# The same headers as they are sent.
export def revealed [headers: record]: nothing -> record {
  each-member $headers {|_, value| if (kind-of $value) == "closure" { do $value } else { $value } }
}

def variable [service: record, name: string]: nothing -> any {
  filled ($env | get -o $"($service.prefix)_($name)")
}

# An empty text is as good as none.
def filled [value: any]: nothing -> any {
  if $value == "" { null } else { $value }
}

# Complete what is known of a client, and refuse what cannot be. `given` may be null, for what the environment says.
export def settle [given: any]: nothing -> record {
  let service = if $given.service? == null { service } else { $given.service }
  let client = if ($given.settled? | default false) { $given | upsert service $service } else { complete $service ($given | default {}) }
  check-address $client
  check-patience $client
  check-credentials $client
  $client
}

def complete [service: record, known: record]: nothing -> record {
  let is_own = $OWN | any {|name| ($known | get -o $name | is-not-empty) }
  let secret = {|name, variable| sealed ($known | get -o $name | default (variable $service $variable)) }
  {
    settled: true
    id: ($known.id? | default (if $is_own { random uuid } else { "default" }))
    base_url: (where-from $service $known | str replace --regex '([^:/])/+$' '${1}')
    token: (do $secret "token" "TOKEN")
    api_key: (do $secret "api_key" "API_KEY")
    password: (do $secret "password" "PASSWORD")
    access_token: (do $secret "access_token" "ACCESS_TOKEN")
    refresh_token: (do $secret "refresh_token" "REFRESH_TOKEN")
    email: (filled $known.email? | default (variable $service "EMAIL"))
    username: (filled $known.username? | default (variable $service "USERNAME"))
    credentials: (each-member (as-record $service ($known.credentials? | default (variable $service "CREDENTIALS"))) {|_, value| sealed $value })
    timeout: ($known.timeout? | default (milliseconds $service "TIMEOUT_MS") | default 30sec)
    total_timeout: ($known.total_timeout? | default (milliseconds $service "TOTAL_TIMEOUT_MS") | default 2min)
    max_retries: ($known.max_retries? | default (number $service "MAX_RETRIES") | default 2)
    store: ($known.store? | default (if $is_own { "memory" } else { "file" }))
    token_file: ($known.token_file? | default (variable $service "TOKEN_FILE") | default (token-file $service))
    headers: (concealed ($known.headers? | default {}))
    transport: $known.transport?
    middleware: ($known.middleware? | default [])
    second_factor: $known.second_factor?
  } | insert service $service
}

# The address of a client: its own, or a server of the document; what it says itself wins over the environment.
def where-from [service: record, known: record]: nothing -> string {
  let said = {base_url: (filled $known.base_url?) server: $known.server? variables: $known.server_variables?}
  let found = if ($said | values | compact | is-not-empty) { $said } else {
    {base_url: (variable $service "BASE_URL") server: (variable $service "SERVER") variables: (variable $service "SERVER_VARIABLES")}
  }
  let is_chosen = $found.server != null or $found.variables != null
  if $found.base_url != null and $is_chosen { refuse-both $service }
  if $is_chosen { server-address $service $found.server $found.variables } else { $found.base_url | default $service.base_url }
}

# From outside of Nushell, a record comes as text.
def as-record [service: record, value: any]: nothing -> record {
  let found = if (kind-of $value) == "string" { try { $value | from nuon } catch { null } } else { $value | default {} }
  if (kind-of $found) != "record" { refuse-credentials $service "credentials must be a record of secrets by security scheme" }
  $found
}

# What a variable says, which must be a whole number.
def number [service: record, name: string]: nothing -> any {
  let value = variable $service $name
  if $value == null { return null }
  if ($value | into string) !~ '^\d{1,9}$' {
    fail $service.name {kind: "input" message: $"($service.prefix)_($name) must be a whole number"}
  }
  $value | into int
}

def milliseconds [service: record, name: string]: nothing -> any {
  let found = number $service $name
  if $found == null { null } else { $found * 1ms }
}

def token-file [service: record]: nothing -> string {
  let home = filled $env.XDG_STATE_HOME? | default ($nu.home-dir | path join ".local" "state")
  $home | path join $service.name "tokens.json"
}

# The address of a path at the service.
export def address [client: record, path: string]: nothing -> string {
  if $client.base_url == "" { refuse-no-address $client }
  $client.base_url + $path
}

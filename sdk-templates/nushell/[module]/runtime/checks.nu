# What a client must not be: errors name the setting and what is wrong with it, never its value.

use problems.nu [fail kind-of]

# Refuse an address that is not http or https, a host, and maybe a path. None at all may do for an operation.
export def check-address [client: record]: nothing -> nothing {
  if $client.base_url == "" { return }
  let wrong = wrong-with $client.base_url
  if $wrong != null { refuse-address $client $wrong }
}

def wrong-with [address: string]: nothing -> any {
  if $address !~ '(?i)^https?://' { return "must begin with http:// or https://" }
  if $address =~ '\s' { return "must not have spaces" }
  let rest = $address | str replace --regex '^[^/]*//' ""
  let authority = $rest | split row --regex '[/?#\\]' | first
  if $authority =~ ':.*@' { return "must not have a user and a password" }
  if ($authority | str contains "@") { return "must not have a user" }
  if $authority =~ '^(:|$)' { return "has no host" }
  if ($rest | str contains "#") { return "must not have a fragment" }
  if ($rest | str contains "?") { return "must not have a query" }
  try { $address | url parse; null } catch { "is not an address" }
}

# End with an error where neither a client nor the environment nor the service's document has an address.
export def refuse-no-address [client: record]: nothing -> error {
  let facts = {kind: "input" message: $"no address: set ($client.service.prefix)_BASE_URL, or --base-url"}
  fail $client.service.name $facts --help-text "--base-url is a flag of `client`."
}

def refuse-address [client: record, wrong: string]: nothing -> error {
  let variable = $"($client.service.prefix)_BASE_URL"
  let facts = {kind: "input" message: $"the base URL \(--base-url, ($variable)) ($wrong)"}
  fail $client.service.name $facts --help-text $"Give --base-url to `client`, or set ($variable)."
}

# Refuse an address and a server at once.
export def refuse-both [service: record]: nothing -> error {
  let message = "there is both a base URL and a server: give one of them"
  fail $service.name {kind: "input" message: $message} --help-text $"See --base-url, --server and --server-variables of `client`, and ($service.prefix)_BASE_URL, ($service.prefix)_SERVER and ($service.prefix)_SERVER_VARIABLES."
}

# Refuse secrets for schemes that the service does not have, or of another form than a scheme takes.
export def check-credentials [client: record]: nothing -> nothing {
  let schemes = $client.service.schemes
  for id in ($client.credentials | columns) {
    let wrong = if $id not-in ($schemes | columns) { $"there is no security scheme '($id)': there are ($schemes | columns | str join ', ')" } else {
      wrong-secret $id ($schemes | get $id).kind (do ($client.credentials | get $id))
    }
    if $wrong != null { refuse-credentials $client.service $wrong }
  }
}

export def refuse-credentials [service: record, wrong: string]: nothing -> error {
  fail $service.name {kind: "input" message: $wrong} --help-text $"Correct --credentials of `client`, or ($service.prefix)_CREDENTIALS."
}

def wrong-secret [id: string, kind: string, secret: any]: nothing -> any {
  let names = if (kind-of $secret) == "record" { $secret | columns } else { [] }
  let is_pair = ["username" "password"] | all {|name| $name in $names }
  match $kind {
    "basic" => (if not $is_pair { $"the security scheme '($id)' takes {username, password}" })
    "oauth2" => (if not ((kind-of $secret) == "string" or $is_pair or ("client_id" in $names and "client_secret" in $names)) {
      $"the security scheme '($id)' takes a token, {client_id, client_secret} or {username, password}"
    })
    _ => (if (kind-of $secret) != "string" { $"the security scheme '($id)' takes a text" })
  }
}

# Refuse timeouts and retries with which no call is possible.
export def check-patience [client: record]: nothing -> nothing {
  check-duration $client "the timeout" "timeout" "TIMEOUT_MS"
  check-duration $client "the total timeout" "total_timeout" "TOTAL_TIMEOUT_MS"
  if (kind-of $client.max_retries) != "int" or $client.max_retries < 0 {
    refuse-setting $client "the number of retries" "max_retries" "MAX_RETRIES" "must be a whole number, 0 or more"
  }
}

def check-duration [client: record, what: string, name: string, variable: string]: nothing -> nothing {
  let value = $client | get $name
  if (kind-of $value) != "duration" or $value <= 0sec {
    refuse-setting $client $what $name $variable "must be a duration above zero"
  }
}

def refuse-setting [client: record, what: string, name: string, variable: string, wrong: string]: nothing -> error {
  let flag = $"--($name | str replace '_' '-')"
  let variable = $"($client.service.prefix)_($variable)"
  let facts = {kind: "input" message: $"($what) \(($flag), ($variable)) ($wrong)"}
  fail $client.service.name $facts --help-text $"Correct ($flag) or ($variable)."
}

# Refuse half of what it takes to sign in, where the service has sign-in.
export def check-identity [client: record]: nothing -> nothing {
  if $client.service.auth?.login? == null { return }
  let has_name = $client.email != null or $client.username != null
  let has_password = $client.password != null
  let prefix = $client.service.prefix
  if $has_name and not $has_password {
    refuse-half $client $"there is no password for signing in \(--password, ($prefix)_PASSWORD)"
  }
  if $has_password and not $has_name {
    refuse-half $client $"there is no email or username for signing in \(--email, ($prefix)_EMAIL, --username, ($prefix)_USERNAME)"
  }
}

def refuse-half [client: record, message: string]: nothing -> error {
  fail $client.service.name {kind: "input" message: $message} --help-text "Give both to `client`, or set both variables, or neither."
}

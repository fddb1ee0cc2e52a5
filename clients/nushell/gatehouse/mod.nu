# Gatehouse 0.1.0: `use gatehouse`, then `gatehouse <group> <command> --help`.
#
# A single group loads faster: `use gatehouse/<group> *` gives `<group> <command>`.

export use auth *
export use me *
export use factors *
export use users *
export use roles *
export use applications *
export use openid *
export use audit *
export use system *
export use runtime/problems.nu problem
use runtime/session.nu
use runtime/settings.nu settle
use runtime/verify.nu verified

# The groups of commands, and how to go on.
#
# Gatehouse 0.1.0: gatehouse <group> <command>
#
#   auth          Registration, sign-in, tokens, and password recovery.
#   me            Your own account.
#   factors       Your second factors: what signing in asks for besides the password.
#   users         Administration of users.
#   roles         Roles and permissions.
#   applications  Programs that are known by name: their secrets, their permissions, and what they may do themselves.
#   openid        Signing in to applications with OpenID Connect, as programs see it.
#   audit         Who did what to whom.
#   system        Version, health and public keys of the service.
#
# `gatehouse <group> <Tab>` completes commands, and --help after one explains it.
@category "gatehouse"
@example "The groups of commands" { gatehouse }
export def main []: nothing -> string {
  "Gatehouse 0.1.0: gatehouse <group> <command>\n\n  auth          Registration, sign-in, tokens, and password recovery.\n  me            Your own account.\n  factors       Your second factors: what signing in asks for besides the password.\n  users         Administration of users.\n  roles         Roles and permissions.\n  applications  Programs that are known by name: their secrets, their permissions, and what they may do themselves.\n  openid        Signing in to applications with OpenID Connect, as programs see it.\n  audit         Who did what to whom.\n  system        Version, health and public keys of the service.\n\n`gatehouse <group> <Tab>` completes commands, and --help after one explains it."
}

# What calls need to know: where to go, as whom, and how patiently.
#
# Whatever is left out comes from GATEHOUSE_* variables, and credentials from the token file, as for calls without
# `--client`. Hand it to commands with `--client`. Secrets in it do not show when it is printed.
@category "gatehouse"
@example "A client for a service on this machine" { gatehouse client --base-url http://127.0.0.1:8000 --token $env.TOKEN }
export def client [
  --base-url: string # The address of the service (GATEHOUSE_BASE_URL).
  --token: string # An access token that is never refreshed (GATEHOUSE_TOKEN).
  --api-key: string # An API key (GATEHOUSE_API_KEY).
  --email: string # Whom to sign in as (GATEHOUSE_EMAIL).
  --username: string # Whom to sign in as, by name (GATEHOUSE_USERNAME).
  --password: string # The password for that (GATEHOUSE_PASSWORD).
  --access-token: string # An access token to begin with (GATEHOUSE_ACCESS_TOKEN).
  --refresh-token: string # A refresh token to go on with (GATEHOUSE_REFRESH_TOKEN).
  --credentials: record # Secrets by security scheme: texts, {username, password}, or {client_id, client_secret, scopes} (GATEHOUSE_CREDENTIALS).
  --server: int # Which server of the document, from 0, in place of an address (GATEHOUSE_SERVER).
  --server-variables: record # Values for the variables in its address (GATEHOUSE_SERVER_VARIABLES).
  --timeout: duration # How long one attempt may take: 30sec (GATEHOUSE_TIMEOUT_MS).
  --total-timeout: duration # How long a call may take with all its attempts: 2min (GATEHOUSE_TOTAL_TIMEOUT_MS).
  --max-retries: int # How often to try again: 2 (GATEHOUSE_MAX_RETRIES).
  --headers: record # Headers for every request.
  --store: oneof<string, record> # Where tokens are kept: memory if it has credentials of its own, file, or a record of closures load and save.
  --token-file: string # The file for that (GATEHOUSE_TOKEN_FILE).
  --transport: closure # Sends a request record, gives {status, headers, body}.
  --middleware: list<closure> # Each gets a request and the next step as a closure.
  --second-factor: closure # Gives the code of a second factor, from what sign-in answered; without it, you are asked on a terminal.
]: nothing -> record {
  settle {
    base_url: $base_url
    token: $token
    api_key: $api_key
    email: $email
    username: $username
    password: $password
    access_token: $access_token
    refresh_token: $refresh_token
    credentials: $credentials
    server: $server
    server_variables: $server_variables
    timeout: $timeout
    total_timeout: $total_timeout
    max_retries: $max_retries
    headers: $headers
    store: $store
    token_file: $token_file
    transport: $transport
    middleware: $middleware
    second_factor: $second_factor
  } | reject service
}

# Sign in and keep the tokens, by default in a file that only you can read.
#
# Later calls without `--client` use these tokens and refresh them. An account with a second factor needs a code, too.
@category "gatehouse"
@example "Sign in; without --password it is asked for" { gatehouse sign-in ada@example.com }
export def sign-in [
  email: string # Whom to sign in as.
  --password: string # The password; without it, you are asked, or GATEHOUSE_PASSWORD says it.
  --client (-c): record # Where to go; see the command `client`.
]: nothing -> nothing {
  let known = settle $client
  let password = if $password != null { $password } else { session password $known }
  session sign-in ($known | merge {email: $email, password: {|| $password}}) | ignore
}

# Forget the tokens. The session at the service ends with its own command.
@category "gatehouse"
export def sign-out [
  --client (-c): record # Whose; see the command `client`.
]: nothing -> nothing {
  session keep (settle $client) null
}

# Check an access token without asking the service about it: only its public keys are fetched. Needs OpenSSL.
#
# Gives what the token says if its signature, issuer, audience and time are right, and it has what is required. Otherwise
# the error is of the kind `token`, with what to answer: `status`, and `challenge` for WWW-Authenticate. The service is
# asked for its keys each time, so with many tokens at once give them with `--keys`.
@category "gatehouse"
@example "Check a token for an audience and a scope" { $env.TOKEN | gatehouse verify --issuer gatehouse --audience [gatehouse] --scopes [invoices.read] }
export def verify [
  --issuer: string # Who has to have issued it.
  --audience: list<string> # Whom it must be meant for; of several, one.
  --scopes: list<string> # Scopes, of which it needs each.
  --clients: list<string> # The applications (client_id) that it may be of.
  --acr: list<string> # How the person may have signed in.
  --max-age: duration # How long ago the person may have signed in.
  --leeway: duration = 30sec # By how much clocks may differ.
  --type: string = "at+jwt" # The kind of token, by the header `typ`.
  --keys: list # The public keys; without them, the service is asked.
  --client (-c): record # Where the service is; see the command `client`.
]: string -> record {
  let token = $in
  if $issuer == null or $audience == null { error make --unspanned {msg: "--issuer and --audience are needed"} }
  let known = if $keys != null { $keys } else { system jwks --client $client | get keys }
  verified "gatehouse" $token $known {
    issuer: $issuer
    audiences: $audience
    scopes: $scopes
    clients: $clients
    acr: $acr
    max_age: (if $max_age != null { $max_age / 1sec | into int })
    leeway: ($leeway / 1sec)
    type: $type
  }
}

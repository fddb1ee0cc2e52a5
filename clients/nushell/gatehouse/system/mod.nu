# What the service is, how it is doing, and its public keys.

const RUNTIME = path self ../runtime
use $RUNTIME [call]

const HERE = path self .

# Say what this service is
#
# The name and version of the service, where to go from here, and the client packages made for it.
#
# Sends `GET /`.
@category "gatehouse"
@example "Say what this service is" { gatehouse system root }
export def "system root" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "system.root" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Report the health of the service
#
# The state of the service and of everything it depends on. 200 while requests can be served, even if
# `degraded`; 503 with the same body when they cannot.
#
# Sends `GET /health`.
@category "gatehouse"
@example "Report the health of the service" { gatehouse system health }
export def "system health" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "system.health" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Tell whether the process is alive
#
# For liveness probes. It looks at nothing outside the process, so it also answers during an outage.
#
# Sends `GET /health/live`.
@category "gatehouse"
@example "Tell whether the process is alive" { gatehouse system live }
export def "system live" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "system.live" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Tell whether requests can be served
#
# For readiness probes and load balancers: 503 while the database is out of reach or the process is starting or
# stopping.
#
# Sends `GET /health/ready`.
@category "gatehouse"
@example "Tell whether requests can be served" { gatehouse system ready }
export def "system ready" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "system.ready" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get the public signing keys
#
# The keys that access tokens are signed with (RFC 7517), for services that verify tokens offline. Keys that are
# about to be used and keys whose tokens are still valid are included, so a copy may be cached for as long as
# the headers say.
#
# Sends `GET /.well-known/jwks.json`.
@category "gatehouse"
@example "Get the public signing keys" { gatehouse system jwks }
export def "system jwks" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "system.jwks" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

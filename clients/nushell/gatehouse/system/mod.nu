# Version, health and public keys of the service.

const RUNTIME = path self ../runtime
use $RUNTIME [call]

const HERE = path self .

# Get the service's name, version and links
#
# Name and version of the service, where to go from here, and the SDKs for this version.
#
# Sends `GET /`.
@category "gatehouse"
@example "Get the service's name, version and links" { gatehouse system root }
export def "system root" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 2 {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Get the health of the service
#
# The state of the service and of each dependency. 200 as long as requests can be served, even if `degraded`; 503
# with the same body otherwise.
#
# Sends `GET /health`.
@category "gatehouse"
@example "Get the health of the service" { gatehouse system health }
export def "system health" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 3 {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Liveness probe
#
# Checks nothing outside the process, so it also succeeds during an outage of the database.
#
# Sends `GET /health/live`.
@category "gatehouse"
@example "Liveness probe" { gatehouse system live }
export def "system live" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 4 {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Readiness probe
#
# For load balancers: 503 while the database is unreachable, or the process is starting or stopping.
#
# Sends `GET /health/ready`.
@category "gatehouse"
@example "Readiness probe" { gatehouse system ready }
export def "system ready" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 5 {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Get the public signing keys
#
# The keys that verify tokens offline (RFC 7517): current, upcoming and recent ones. Gatehouse signs its own access
# tokens with EdDSA, and what it issues for an application with the algorithm that the application has chosen. Cache
# them as long as `Cache-Control` says.
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
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 6 {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

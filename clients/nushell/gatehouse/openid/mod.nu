# Signing in to applications with OpenID Connect, as programs see it.

const RUNTIME = path self ../runtime
use $RUNTIME [call]

const HERE = path self .

# Get the OpenID configuration
#
# What programs read before people sign in with them (OpenID Connect Discovery 1.0). People sign in at
# `authorization_endpoint` with a browser: it is a page, and no operation of this document.
#
# Sends `GET /.well-known/openid-configuration`.
@category "gatehouse"
@example "Get the OpenID configuration" { gatehouse openid get-configuration }
export def "openid get-configuration" [
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

# Get the OAuth metadata
#
# The same as `openid.get_configuration`, where OAuth 2.0 looks for it (RFC 8414).
#
# Sends `GET /.well-known/oauth-authorization-server`.
@category "gatehouse"
@example "Get the OAuth metadata" { gatehouse openid get-metadata }
export def "openid get-metadata" [
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

# Begin on a device
#
# For devices without a browser (RFC 8628). The device shows `user_code` and `verification_uri`, where somebody enters
# the code with a browser of their own, and meanwhile asks `auth.token` for tokens, with the grant
# `urn:ietf:params:oauth:grant-type:device_code` and every `interval` seconds at most. Until somebody has decided, the
# error is `authorization_pending`; `slow_down` adds five seconds to the interval. The application authenticates as
# for a code. One that cannot is limited as strangers are.
#
# Sends `POST /oauth/device_authorization`.
@category "gatehouse"
@example "Begin on a device" { gatehouse openid authorize-device --client-id app_3f9a1c0b7d52e684 --scope "openid profile" }
export def "openid authorize-device" [
  --scope: string # What the application wants, separated by spaces.
  --client-id: string # The application.
  --client-secret: string # A secret of it.
  --client-assertion: string # In place of a secret: a JWT that the application signed (RFC 7523).
  --client-assertion-type: string # `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 4 {} {
    input: $in
    fields: {
      scope: $scope
      client_id: $client_id
      client_secret: $client_secret
      client_assertion: $client_assertion
      client_assertion_type: $client_assertion_type
    }
  } {
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

# Get claims about a person
#
# Claims about the person who has signed in to an application, for the access token that it got (OpenID Connect
# Core 1.0). `scope` decides which: `profile` and `email`. A token without the scope `openid` is 403. With a token
# of your own session, all claims about you.
#
# Sends `GET /oauth/userinfo`.
@category "gatehouse"
@example "Get claims about a person" { gatehouse openid get-userinfo }
export def "openid get-userinfo" [
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

# Get claims about a person, by POST
#
# The same as `openid.get_userinfo`.
#
# Sends `POST /oauth/userinfo`.
@category "gatehouse"
@example "Get claims about a person, by POST" { gatehouse openid post-userinfo }
export def "openid post-userinfo" [
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

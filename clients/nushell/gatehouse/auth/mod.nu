# Registration, sign-in, token renewal, and recovery of access.

const RUNTIME = path self ../runtime
use $RUNTIME [call]

const HERE = path self .

# Open an account
#
# Creates an account with the role `user`. Where addresses have to be confirmed first, the answer is 202 whether
# or not the address was free, and the rest happens by mail. Otherwise it is 201 with the new user, or 409
# `email_taken`. A username that somebody has is 409 `username_taken` either way. Letter case and Unicode form
# do not make two addresses or usernames different. 403 `registration_closed` means that accounts are opened by administrators only; `auth.policy`
# tells beforehand.
#
# Sends `POST /auth/register`.
@category "gatehouse"
@example "Open an account" { gatehouse auth register --email "ada@example.com" --username ada --password "correct-horse-battery-staple" --full-name "Ada Lovelace" }
export def "auth register" [
  --idempotency-key: string # A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept apart by operation and caller.
  --email: string
  --username: string
  --password: string
  --full-name: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> any, record -> any] {
  call $HERE "auth.register" {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {
      email: $email
      username: $username
      password: $password
      full_name: $full_name
    }
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Sign in with a password
#
# Takes either `email` or `username`, and the password, and starts a session. A wrong password, an unknown
# account and an account locked after too many failures all give the same 401 `invalid_credentials`. Only
# a right password reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`.
# `remember_me` gives both tokens a longer life; `auth.policy` has the figures.
#
# Sends `POST /auth/login`.
@category "gatehouse"
@example "Sign in with a password" { gatehouse auth login --email "ada@example.com" --password "correct-horse-battery-staple" --remember-me false }
export def "auth login" [
  --email: string # The email address of the account.
  --username: string # The username of the account.
  --password: string
  --remember-me: oneof<bool> # Whether the tokens should live longer.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "auth.login" {} {
    input: $in
    fields: {
      email: $email
      username: $username
      password: $password
      remember_me: $remember_me
    }
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get tokens the OAuth 2.0 way
#
# The token endpoint of RFC 6749 for clients that speak OAuth, such as the sign-in button of an API browser. The
# grants `password` (with `username`, which may be an email address, and `password`) and `refresh_token` do the
# same as `auth.login` and `auth.refresh`, under the same limits. `client_id` and `client_secret` are accepted
# and not looked at, as are fields that are not listed here. What is wrong with the grant or the credentials is a
# 400 with an OAuth error body; a form that does not fit its schema is a 422 problem.
#
# Sends `POST /auth/token`.
@category "gatehouse"
@example "Get tokens the OAuth 2.0 way" { gatehouse auth token --grant-type password --username ada --password "correct-horse-battery-staple" }
export def "auth token" [
  --grant-type: string # Which credentials follow: `password` or `refresh_token`.
  --username: string # An email address or a username. For the password grant.
  --password: string # For the password grant.
  --refresh-token: string # For the refresh grant.
  --scope: string # Permissions asked for, separated by spaces. Tokens always carry what the user may do.
  --client-id: string # Not looked at.
  --client-secret: string # Not looked at.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "auth.token" {} {
    input: $in
    fields: {
      grant_type: $grant_type
      username: $username
      password: $password
      refresh_token: $refresh_token
      scope: $scope
      client_id: $client_id
      client_secret: $client_secret
    }
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Renew a token pair
#
# Spends a refresh token and returns the next pair of the same session. Requests that present one token at the
# same moment all receive the same next pair. A token presented again later counts as stolen: the whole session
# ends and the answer is 401 `refresh_token_reused`. An unknown, expired or ended one is 401
# `refresh_token_invalid`.
#
# Sends `POST /auth/refresh`.
@category "gatehouse"
@example "Renew a token pair" { gatehouse auth refresh --refresh-token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE }
export def "auth refresh" [
  --idempotency-key: string # A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept apart by operation and caller.
  --refresh-token: string # The latest refresh token of the session.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "auth.refresh" {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {refresh_token: $refresh_token}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Sign out
#
# Ends this session, the caller's other sessions, or all of them. Their access and refresh tokens stop working
# with the next request. Without a body it ends this session. API keys are not affected.
#
# Sends `POST /auth/logout`.
@category "gatehouse"
@example "Sign out" { gatehouse auth logout --scope this }
export def "auth logout" [
  --scope: string@["this" "others" "all"] # This session, the caller's other sessions, or all of them.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE "auth.logout" {} {
    input: $in
    fields: {scope: $scope}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get the signed-in user
#
# Answers exactly what `me.get` does, at the address where many clients look for it.
#
# Sends `GET /auth/me`.
@category "gatehouse"
@example "Get the signed-in user" { gatehouse auth me }
export def "auth me" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "auth.me" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Ask for a password reset
#
# Sends a message with a one-time token to the address if it belongs to an account that can use it. The answer and
# the time it takes are the same for any address, so it cannot be used to find out who has an account.
#
# Sends `POST /auth/password/reset`.
@category "gatehouse"
@example "Ask for a password reset" { gatehouse auth request-password-reset --email "ada@example.com" }
export def "auth request-password-reset" [
  --email: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "auth.request_password_reset" {} {
    input: $in
    fields: {email: $email}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Set a new password with a reset token
#
# Sets the password and ends every session of the account. The token works once; a spent, expired or unknown one
# is 422 `one_time_token_invalid`. A password against the policy is 422 `weak_password` and leaves the token
# usable. Prefer this over `auth.reset_password`: it keeps the token out of addresses, and so out of logs.
#
# Sends `POST /auth/password/reset/confirm`.
@category "gatehouse"
@example "Set a new password with a reset token" { gatehouse auth confirm-password-reset --token "9vTqJm2xKfYb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB" --new-password "tulip-orbit-lantern-42" }
export def "auth confirm-password-reset" [
  --token: string
  --new-password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE "auth.confirm_password_reset" {} {
    input: $in
    fields: {token: $token, new_password: $new_password}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Set a new password with a reset token in the path
#
# The same as `auth.confirm_password_reset`, for clients that have the token in the address. The token works once,
# and every session of the account ends.
#
# Sends `PUT /auth/password/reset/{token}`.
@category "gatehouse"
@example "Set a new password with a reset token in the path" { gatehouse auth reset-password "9vTqJm2xKfYb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB" --new-password "tulip-orbit-lantern-42" }
export def "auth reset-password" [
  token: string # The one-time token from the message.
  --new-password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE "auth.reset_password" {"path:token": $token} {
    input: $in
    fields: {new_password: $new_password}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Ask for another verification message
#
# Sends a fresh verification token to the address if it belongs to an account that still waits for one. The answer
# is the same in every other case too.
#
# Sends `POST /auth/email/verify/request`.
@category "gatehouse"
@example "Ask for another verification message" { gatehouse auth request-email-verification --email "ada@example.com" }
export def "auth request-email-verification" [
  --email: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "auth.request_email_verification" {} {
    input: $in
    fields: {email: $email}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Confirm an email address
#
# Marks the address of the account as verified. The token comes from the verification message and works once; any
# other is 422 `one_time_token_invalid`.
#
# Sends `POST /auth/email/verify`.
@category "gatehouse"
@example "Confirm an email address" { gatehouse auth verify-email --token Yb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB9vTqJm2xKf }
export def "auth verify-email" [
  --token: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE "auth.verify_email" {} {
    input: $in
    fields: {token: $token}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Ask whether a token is in force
#
# Token introspection after RFC 7662, for services that cannot verify tokens themselves or that must know about a
# revocation at once. A token that is unknown, expired, revoked or not ours is just `{"active": false}`.
#
# Sends `POST /auth/introspect`. Needs tokens:introspect.
@category "gatehouse"
@example "Ask whether a token is in force" { gatehouse auth introspect --token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE --token-type-hint refresh_token }
export def "auth introspect" [
  --token: string # An access or refresh token.
  --token-type-hint: string # `access_token` or `refresh_token`; other hints are passed over.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "auth.introspect" {} {
    input: $in
    fields: {token: $token, token_type_hint: $token_type_hint}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Give a token back
#
# Token revocation after RFC 7009: ends the session that the access or refresh token belongs to. Holding the
# token is the proof that one may, so no other credentials are needed. The answer is 200 for tokens that mean
# nothing to the service as well.
#
# Sends `POST /auth/revoke`.
@category "gatehouse"
@example "Give a token back" { gatehouse auth revoke --token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE --token-type-hint refresh_token }
export def "auth revoke" [
  --token: string # An access or refresh token.
  --token-type-hint: string # `access_token` or `refresh_token`; other hints are passed over.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE "auth.revoke" {} {
    input: $in
    fields: {token: $token, token_type_hint: $token_type_hint}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get the rules for passwords and sign-in
#
# The rules in effect on this installation, so that a form can show them before anything is submitted: password
# strength, lockout after failures, who may register, and how long tokens live.
#
# Sends `GET /auth/policy`.
@category "gatehouse"
@example "Get the rules for passwords and sign-in" { gatehouse auth policy }
export def "auth policy" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "auth.policy" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

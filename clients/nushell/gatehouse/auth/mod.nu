# Registration, sign-in, tokens, and password recovery.

const RUNTIME = path self ../runtime
use $RUNTIME [call]

const HERE = path self .

# Register an account
#
# Creates your account, with the role `user`. Where email addresses must be verified first (see `auth.policy`),
# the response is 202 whether or not the address is taken, and instructions are emailed; the password to sign in
# with is then chosen, again or anew, in `auth.verify_email`, within 30 days. Otherwise the response is 201 with the new user, or
# 409 `email_taken`.
#
# A username that is taken is 409 `username_taken` in both cases. Email addresses and usernames are compared
# without regard to case or Unicode form. 403 `registration_closed` means that only administrators create
# accounts.
#
# Sends `POST /auth/register`.
@category "gatehouse"
@example "Register an account" { gatehouse auth register --email "ada@example.com" --username ada --password "correct-horse-battery-staple" --full-name "Ada Lovelace" }
export def "auth register" [
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --email: string
  --username: string
  --password: string
  --full-name: string
  --bio: string
  --avatar-url: string
  --metadata: record
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> any, record -> any] {
  call $HERE 2 {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {
      email: $email
      username: $username
      password: $password
      full_name: $full_name
      bio: $bio
      avatar_url: $avatar_url
      metadata: $metadata
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

# Sign in
#
# Starts a session. Send a password and an email or username; the response holds an access token, a refresh token
# and the user. With `remember_me`, both tokens last longer; `auth.policy` says how long.
#
# If the account has a second factor, the response is a `FactorRequired` instead, with no tokens: send its
# `login_token` and a code to `auth.complete_login`, or to `auth.complete_by_passkey` with a passkey. `status` tells
# the two apart.
#
# A wrong password and an unknown user get the same 401 `invalid_credentials`. Too many of them lock the name,
# whether or not an account has it, for the network they came from: 429 `too_many_attempts`, even with the right
# password, until `Retry-After` has passed. Only the right password reveals more: 403 `account_inactive`,
# `email_not_verified` or `password_reset_required`.
#
# The same fields can be sent as a form.
#
# Sends `POST /auth/login`.
@category "gatehouse"
@example "Sign in" { gatehouse auth login --email "ada@example.com" --password "correct-horse-battery-staple" --remember-me false }
export def "auth login" [
  --email: string # The email address of the account. Or send `username`.
  --username: string # The username of the account. Or send `email`.
  --password: string
  --remember-me: oneof<bool> # Keep me signed in: both tokens last longer.
  --content-type: string@["application/json" "application/x-www-form-urlencoded"] # The media type of the body.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> any, record -> any] {
  call $HERE 3 {} {
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
    without_credentials: $without_credentials
    raw: $raw
    full: $full
    content_type: $content_type
  }
}

# Complete a sign-in with a second factor
#
# Send the `login_token` of a `FactorRequired` and a code: the six digits that an authenticator app shows, or a
# recovery code. Spaces, hyphens and letter case make no difference. Each code works once, and so does the
# `login_token`; a wrong code leaves it usable.
#
# A `login_token` that is unknown, used or expired, or that a new password or the like has voided, is 401
# `login_token_invalid`: sign in with the password again. A wrong or used code is 403 `factor_code_invalid`. Too many
# lock this account's codes for the network they came from: 429 `too_many_attempts`, until `Retry-After` has passed.
#
# Sends `POST /auth/login/factor`.
@category "gatehouse"
@example "Complete a sign-in with a second factor" { gatehouse auth complete-login --login-token gl_Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n --code "492039" }
export def "auth complete-login" [
  --login-token: string
  --code: string
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
    fields: {login_token: $login_token, code: $code}
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

# Ask for a passkey to complete a sign-in
#
# Send the `login_token` of a `FactorRequired` whose `factors` have `passkey`. A page of this service's own domain
# passes the `options` to `navigator.credentials.get()`, and what that returns to `auth.complete_by_passkey`. The
# challenge in them works once, for five minutes; asking again replaces it.
#
# A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`. Without any passkey: 409
# `no_factor`.
#
# Sends `POST /auth/login/passkey/options`.
@category "gatehouse"
@example "Ask for a passkey to complete a sign-in" { gatehouse auth begin-passkey --login-token gl_Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n }
export def "auth begin-passkey" [
  --login-token: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 5 {} {
    input: $in
    fields: {login_token: $login_token}
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

# Complete a sign-in with a passkey
#
# Send the `login_token`, and as `credential` what `navigator.credentials.get()` returned for the options of
# `auth.begin_passkey`, by its `toJSON()`. The challenge is used up whether or not the passkey is right; the
# `login_token` only if it is.
#
# A passkey of somebody else, a wrong signature, page or challenge, and a sign count that went back are all 403
# `passkey_invalid`. They are counted with wrong codes: too many are 429 `too_many_attempts`, until `Retry-After` has
# passed. A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`.
#
# Sends `POST /auth/login/passkey`.
@category "gatehouse"
@example "Complete a sign-in with a passkey" { gatehouse auth complete-by-passkey --login-token gl_Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ", "signature": "MEUCIQDx"}, "clientExtensionResults": {}} }
export def "auth complete-by-passkey" [
  --login-token: string
  --credential: record
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 6 {} {
    input: $in
    fields: {login_token: $login_token, credential: $credential}
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

# Ask for a passkey to sign in
#
# A page of this service's own domain passes the `options` to `navigator.credentials.get()`, which offers the passkeys
# that it has for this domain, and what that returns to `auth.login_by_passkey`. No name and no password is needed. The
# challenge in them works once, for five minutes.
#
# Sends `POST /auth/passkey/options`.
@category "gatehouse"
@example "Ask for a passkey to sign in" { gatehouse auth begin-login-by-passkey }
export def "auth begin-login-by-passkey" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 7 {} {} {
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

# Sign in with a passkey alone
#
# Send as `credential` what `navigator.credentials.get()` returned for the options of `auth.begin_login_by_passkey`, by
# its `toJSON()`. A passkey that was unlocked by PIN or biometrics is two factors in one: the session is as strong as one
# with password and second factor, and no password was sent. With `remember_me`, tokens last longer.
#
# A passkey that is unknown, was not unlocked or does not name its account, a wrong signature, page or challenge, and a
# sign count that went back are all 403 `passkey_invalid`; the challenge is used up all the same. Only the right passkey
# reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`. Wrong passwords do not lock it.
#
# Sends `POST /auth/passkey`.
@category "gatehouse"
@example "Sign in with a passkey alone" { gatehouse auth login-by-passkey --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ", "signature": "MEUCIQDx", "userHandle": "0ZG3zLqQTqOHr6p7y1X2Wg"}, "clientExtensionResults": {}} --remember-me false }
export def "auth login-by-passkey" [
  --credential: record
  --remember-me: oneof<bool> # Keep me signed in: both tokens last longer.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 8 {} {
    input: $in
    fields: {credential: $credential, remember_me: $remember_me}
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

# Show a second factor again
#
# After 401 `step_up_required`: send a code as to `auth.complete_login`, and repeat what was refused. From now on, and
# for as long as `auth.policy` says, this session may do what needs a recent second factor. The new tokens say so to
# other services, too (`acr`, `amr`, `auth_time`); the refresh token is the one that the session has.
#
# A wrong or used code is 403 `factor_code_invalid`. Wrong ones are counted as at sign-in: too many are 429
# `too_many_attempts`, until `Retry-After` has passed, and end the session that they came from. Without a second factor
# nothing asks for one: 409 `no_factor`.
#
# Sends `POST /auth/step-up`.
@category "gatehouse"
@example "Show a second factor again" { gatehouse auth step-up --code "492039" }
export def "auth step-up" [
  --code: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 9 {} {
    input: $in
    fields: {code: $code}
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

# Ask for a passkey to step up
#
# A page of this service's own domain passes the `options` to `navigator.credentials.get()`, and what that returns to
# `auth.step_up_by_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
# replaces it. Without any passkey: 409 `no_factor`.
#
# Sends `POST /auth/step-up/passkey/options`.
@category "gatehouse"
@example "Ask for a passkey to step up" { gatehouse auth begin-step-up }
export def "auth begin-step-up" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 10 {} {} {
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

# Show a passkey again
#
# Does the same as `auth.step_up`. Send as `credential` what `navigator.credentials.get()` returned for the options of
# `auth.begin_step_up`, by its `toJSON()`; the challenge is used up whether or not the passkey is right.
#
# A refused passkey is 403 `passkey_invalid` and counts as a wrong code.
#
# Sends `POST /auth/step-up/passkey`.
@category "gatehouse"
@example "Show a passkey again" { gatehouse auth step-up-by-passkey --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ", "signature": "MEUCIQDx"}, "clientExtensionResults": {}} }
export def "auth step-up-by-passkey" [
  --credential: record
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 11 {} {
    input: $in
    fields: {credential: $credential}
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

# OAuth 2.0 token endpoint
#
# For OAuth clients (RFC 6749), such as the Authorize button of Swagger UI. The grants `password`, where
# `username` may be an email address, and `refresh_token` do the same as `auth.login` and `auth.refresh`, under
# the same limits. Without `grant_type`, the grant is `password`. Both ignore `client_id` and `client_secret`, and
# unknown fields are ignored.
#
# With `client_credentials`, an application gets a token of its own. It shows a secret, as `Authorization: Basic` or
# in the form, or an assertion that it signed (RFC 7523: `iss` and `sub` are its `client_id`, `aud` is the address of
# this service or of this endpoint, `exp` is at most five minutes ahead, and a `jti` works once). `resource` is the
# audience of another application (RFC 8707); without it, the token is for the application that `scope` belongs to,
# and without that for this service. Without `scope`, it says all that the application may do there. An
# application that shows a right secret is not limited; a wrong one is 401 `invalid_client`, and counted as wrong
# passwords are.
#
# With `authorization_code`, an application gets the tokens of somebody who has signed in to it at the
# `authorization_endpoint` of `openid.get_configuration`. A code works once, for a minute, and only together with its
# `code_verifier` and `redirect_uri`; using it again ends the session that it gave. Refresh tokens of such a session
# work for this application only, which authenticates as it did for the code.
#
# While sign-in is locked, the response is a 429 problem, `too_many_attempts`. A refused grant is 400 with an
# OAuth error body; a form that does not match its schema is a 422 problem. If the account has a second factor, the
# error is `mfa_required` and has a `login_token` for `auth.complete_login`.
#
# Sends `POST /auth/token`.
@category "gatehouse"
@example "OAuth 2.0 token endpoint" { gatehouse auth token --grant-type password --username ada --password "correct-horse-battery-staple" }
export def "auth token" [
  --grant-type: string # `password`, `refresh_token`, `client_credentials`, `authorization_code` or `urn:ietf:params:oauth:grant-type:device_code`.
  --device-code: string # For `urn:ietf:params:oauth:grant-type:device_code`, see `openid.authorize_device`.
  --username: string # Email address or username. For the `password` grant.
  --password: string # For the `password` grant.
  --refresh-token: string # For the `refresh_token` grant.
  --scope: string # For `client_credentials`: permissions, separated by spaces. Otherwise ignored: tokens always carry all permissions of the user.
  --client-id: string # For `client_credentials`.
  --client-secret: string # For `client_credentials`: a secret of the application.
  --client-assertion: string # In place of a secret: a JWT that the application signed (RFC 7523).
  --client-assertion-type: string # `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
  --code: string # For `authorization_code`.
  --code-verifier: string # For `authorization_code`: what `code_challenge` was made of (RFC 7636).
  --redirect-uri: string # For `authorization_code`: the same as in the request for the code.
  --resource: string # For `client_credentials`: the audience that the token is for (RFC 8707).
  --audience: string # The same, as older clients call it.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 12 {} {
    input: $in
    fields: {
      grant_type: $grant_type
      device_code: $device_code
      username: $username
      password: $password
      refresh_token: $refresh_token
      scope: $scope
      client_id: $client_id
      client_secret: $client_secret
      client_assertion: $client_assertion
      client_assertion_type: $client_assertion_type
      code: $code
      code_verifier: $code_verifier
      redirect_uri: $redirect_uri
      resource: $resource
      audience: $audience
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

# Refresh your tokens
#
# Exchanges a refresh token for the next token pair of the same session. Each refresh token works once. Parallel
# requests with the same token all get the same new pair; using it again later is treated as theft, ends the
# session and returns 401 `refresh_token_reused`. A token that is unknown or expired, or whose session has ended,
# is 401 `refresh_token_invalid`.
#
# Sends `POST /auth/refresh`.
@category "gatehouse"
@example "Refresh your tokens" { gatehouse auth refresh --refresh-token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE }
export def "auth refresh" [
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --refresh-token: string # The latest refresh token of the session.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 13 {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {refresh_token: $refresh_token}
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

# Sign out
#
# Ends this session (the default), your other sessions, or all of them. Their access and refresh tokens stop
# working immediately. API keys are not affected.
#
# Sends `POST /auth/logout`.
@category "gatehouse"
@example "Sign out" { gatehouse auth logout --scope this }
export def "auth logout" [
  --scope: string@["this" "others" "all"] # This session, your other sessions, or all of them.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE 14 {} {
    input: $in
    fields: {scope: $scope}
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

# Get your account (same as me.get)
#
# Returns exactly what `me.get` returns, at the path where many clients look for it.
#
# Sends `GET /auth/me`.
@category "gatehouse"
@example "Get your account (same as me.get)" { gatehouse auth me }
export def "auth me" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 15 {} {} {
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

# Request a password reset
#
# Emails a one-time token if the address belongs to an account that can use it. The response, and the time it
# takes, are the same for every address, so they do not reveal who has an account. An address is sent three of
# these emails at once, and then one every 20 minutes; the token in the newest one replaces those before.
#
# Sends `POST /auth/password/reset`.
@category "gatehouse"
@example "Request a password reset" { gatehouse auth request-password-reset --email "ada@example.com" }
export def "auth request-password-reset" [
  --email: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 16 {} {
    input: $in
    fields: {email: $email}
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

# Reset your password
#
# Sets a new password with the one-time token from the email, and ends all sessions and API keys of the account. A
# used, expired or unknown token is 422 `one_time_token_invalid`. A password that breaks the policy is 422
# `weak_password`, and the token can be used again.
#
# Prefer this to `auth.reset_password`: it keeps the token out of URLs, and so out of logs.
#
# Sends `POST /auth/password/reset/confirm`.
@category "gatehouse"
@example "Reset your password" { gatehouse auth confirm-password-reset --token "9vTqJm2xKfYb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB" --new-password "tulip-orbit-lantern-42" }
export def "auth confirm-password-reset" [
  --token: string
  --new-password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE 17 {} {
    input: $in
    fields: {token: $token, new_password: $new_password}
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

# Reset your password, with the token in the URL
#
# Same as `auth.confirm_password_reset`, for clients that take the token from the URL.
#
# Sends `PUT /auth/password/reset/{token}`.
@category "gatehouse"
@example "Reset your password, with the token in the URL" { gatehouse auth reset-password "9vTqJm2xKfYb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB" --new-password "tulip-orbit-lantern-42" }
export def "auth reset-password" [
  token: string # The one-time token from the email.
  --new-password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE 18 {"path:token": $token} {
    input: $in
    fields: {new_password: $new_password}
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

# Request another verification email
#
# Emails a new one-time token if the address belongs to an account that is not verified yet. The response is the
# same for every address. An address is sent three of these emails at once, and then one every 20 minutes; the
# token in the newest one replaces those before.
#
# Sends `POST /auth/email/verify/request`.
@category "gatehouse"
@example "Request another verification email" { gatehouse auth request-email-verification --email "ada@example.com" }
export def "auth request-email-verification" [
  --email: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 19 {} {
    input: $in
    fields: {email: $email}
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

# Verify your email address
#
# Marks the email address as verified, with the one-time token from the verification email. A used, expired or
# unknown token is 422 `one_time_token_invalid`.
#
# An account that was registered and waits for this (`pending_verification`) gets the `password` sent here, in
# place of the one that it was registered with: whoever registered it need not be the holder of the address.
# Without `password`, the first sign-in is 403 `password_reset_required`. For any other account, a `password` is
# 422 `validation_failed`. In both this case and 422 `weak_password`, the token can be used again.
#
# Sends `POST /auth/email/verify`.
@category "gatehouse"
@example "Verify your email address" { gatehouse auth verify-email --token Yb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB9vTqJm2xKf --password "tulip-orbit-lantern-42" }
export def "auth verify-email" [
  --token: string
  --password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE 20 {} {
    input: $in
    fields: {token: $token, password: $password}
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

# Introspect a token
#
# Token introspection (RFC 7662), for services that cannot verify tokens themselves or must learn of a revocation
# immediately. A token that is unknown, expired or revoked is just `{"active": false}`.
#
# Sends `POST /auth/introspect`. Needs tokens:introspect.
@category "gatehouse"
@example "Introspect a token" { gatehouse auth introspect --token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE --token-type-hint refresh_token }
export def "auth introspect" [
  --token: string # An access or refresh token.
  --token-type-hint: string # `access_token` or `refresh_token`; others are ignored.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 21 {} {
    input: $in
    fields: {token: $token, token_type_hint: $token_type_hint}
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

# Revoke a token
#
# Token revocation (RFC 7009): ends the session of an access or refresh token; for a token that an application has
# for itself, all tokens that it has. The token is its own proof, so no other credentials are needed. Unknown
# tokens get 200 too.
#
# Sends `POST /auth/revoke`.
@category "gatehouse"
@example "Revoke a token" { gatehouse auth revoke --token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE --token-type-hint refresh_token }
export def "auth revoke" [
  --token: string # An access or refresh token.
  --token-type-hint: string # `access_token` or `refresh_token`; others are ignored.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE 22 {} {
    input: $in
    fields: {token: $token, token_type_hint: $token_type_hint}
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

# Get the password and sign-in policy
#
# The rules of this installation, so that a form can show them up front: password strength, lockout, who may
# register, second factors, and how long tokens last.
#
# Sends `GET /auth/policy`.
@category "gatehouse"
@example "Get the password and sign-in policy" { gatehouse auth policy }
export def "auth policy" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 23 {} {} {
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

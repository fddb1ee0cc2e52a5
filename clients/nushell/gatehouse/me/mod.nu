# Your own account.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "me complete session-id" []: nothing -> list {
  ids $HERE 9 ["items"] "id" "id"
}

def "me complete client-id" []: nothing -> list {
  ids $HERE 11 ["items"] "client_id" "client_id"
}

def "me complete key-id" []: nothing -> list {
  ids $HERE 13 ["items"] "id" "name"
}

# Get your account
#
# Returns the user that the credentials belong to. An API key needs no permission for this.
#
# Sends `GET /users/me`.
@category "gatehouse"
@example "Get your account" { gatehouse me get }
export def "me get" [
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

# Update your profile (PUT)
#
# Same as `me.update`, for clients that send PUT: fields left out keep their value.
#
# Sends `PUT /users/me`.
@category "gatehouse"
@example "Update your profile (PUT)" { gatehouse me replace --bio "Writes programs for engines yet to be built." --avatar-url "https://images.example.com/ada.png" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "me replace" [
  --if-match: string # The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has changed since.
  --username: string
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
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 3 {"header:If-Match": $if_match} {
    input: $in
    fields: {
      username: $username
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

# Update your profile
#
# Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
# stored value. Email address and password have operations of their own; roles and status are up to
# administrators. A username that is taken is 409 `username_taken`.
#
# Sends `PATCH /users/me`.
@category "gatehouse"
@example "Update your profile" { gatehouse me update --bio "Writes programs for engines yet to be built." --avatar-url "https://images.example.com/ada.png" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "me update" [
  --if-match: string # The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has changed since.
  --username: string
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
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 4 {"header:If-Match": $if_match} {
    input: $in
    fields: {
      username: $username
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

# Deactivate your account
#
# Signs you out everywhere, revokes your API keys and blocks sign-in. Nothing is erased; an administrator can
# activate the account again. 409 `last_admin` if you are the last superuser.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `DELETE /users/me`.
@category "gatehouse"
@example "Deactivate your account" { gatehouse me deactivate }
export def "me deactivate" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
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

# Change your password
#
# Ends your other sessions and revokes your API keys. A wrong current password is 403 `current_password_invalid`,
# and counts as a failed sign-in; too many are 429 `too_many_attempts`. A new password that breaks the policy is 422
# `weak_password`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/change-password`.
@category "gatehouse"
@example "Change your password" { gatehouse me change-password --current-password "correct-horse-battery-staple" --new-password "tulip-orbit-lantern-42" }
export def "me change-password" [
  --current-password: string
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
  call $HERE 6 {} {
    input: $in
    fields: {current_password: $current_password, new_password: $new_password}
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

# Change your email address
#
# Emails a one-time token to the new address, and a notice to the current one. The address changes once
# `me.confirm_email_change` receives the token. A wrong password is 403 `current_password_invalid`, too
# many are 429 `too_many_attempts`; an address that is taken is 409 `email_taken`. An address is sent three of
# these emails at once, and then one every 20 minutes; more are 429 `rate_limited`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/change-email`.
@category "gatehouse"
@example "Change your email address" { gatehouse me change-email --new-email "ada.lovelace@example.com" --password "correct-horse-battery-staple" }
export def "me change-email" [
  --new-email: string
  --password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 7 {} {
    input: $in
    fields: {new_email: $new_email, password: $password}
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

# Confirm your new email address
#
# Makes the new address the verified email address of the account. Needs no sign-in, as the email may be opened on
# another device. A used, expired or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if another
# account has taken the address since.
#
# Sends `POST /users/me/change-email/confirm`.
@category "gatehouse"
@example "Confirm your new email address" { gatehouse me confirm-email-change --token Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n }
export def "me confirm-email-change" [
  --token: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE 8 {} {
    input: $in
    fields: {token: $token}
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

# List your sessions
#
# Where you are signed in: this session first, then the most recently used.
#
# Sends `GET /users/me/sessions`.
@category "gatehouse"
@example "List your sessions" { gatehouse me list-sessions }
export def "me list-sessions" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 9 {} {} {
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

# End one of your sessions
#
# Its tokens stop working immediately. 404 `session_not_found` if it has ended already or is not yours.
#
# Sends `DELETE /users/me/sessions/{session_id}`.
@category "gatehouse"
@example "End one of your sessions" { gatehouse me revoke-session "d20c5b7f-18e4-4a6d-b3c9-7f4e8a15c602" }
export def "me revoke-session" [
  session_id: string@"me complete session-id" # The `id` of a session.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 10 {"path:session_id": $session_id} {} {
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

# List what you have allowed applications
#
# What applications may know and do that you have signed in to, by the name of the application.
#
# Sends `GET /users/me/consents`.
@category "gatehouse"
@example "List what you have allowed applications" { gatehouse me list-consents }
export def "me list-consents" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 11 {} {} {
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

# Withdraw what you have allowed an application
#
# Your sessions at the application end, and it asks again when you next sign in to it. 404 `application_not_found` if
# you have allowed it nothing.
#
# Sends `DELETE /users/me/consents/{client_id}`.
@category "gatehouse"
@example "Withdraw what you have allowed an application" { gatehouse me withdraw-consent app_4f9a2c1e7b3d8a60 }
export def "me withdraw-consent" [
  client_id: string@"me complete client-id" # The `client_id` of an application.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 12 {"path:client_id": $client_id} {} {
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

# List your API keys
#
# Your active keys, newest first. The keys themselves are never shown again; tell them apart by name and prefix.
#
# Sends `GET /users/me/api-keys`.
@category "gatehouse"
@example "List your API keys" { gatehouse me list-api-keys }
export def "me list-api-keys" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 13 {} {} {
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

# Create an API key
#
# The response is the only place where the key is shown. It allows what its scopes allow, as long as you hold
# those permissions yourself, and changes only users whose permissions are all among its scopes, never a superuser. A
# scope that you do not hold is 403 `privilege_escalation`; too many keys is 409 `api_key_limit`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/api-keys`.
@category "gatehouse"
@example "Create an API key" { gatehouse me create-api-key --name "nightly report" --scopes ["users:read"] --expires-in-days 90 }
export def "me create-api-key" [
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --name: string # A name, to tell your keys apart.
  --scopes: list<string> # Permissions of the key. With none, it can only read your account.
  --expires-in-days: int # Days until it expires. Null or left out means never.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 14 {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {name: $name, scopes: $scopes, expires_in_days: $expires_in_days}
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

# Revoke one of your API keys
#
# The key stops working immediately. 404 `api_key_not_found` if you have no such key.
#
# Sends `DELETE /users/me/api-keys/{key_id}`.
@category "gatehouse"
@example "Revoke one of your API keys" { gatehouse me revoke-api-key "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" }
export def "me revoke-api-key" [
  key_id: string@"me complete key-id" # The `id` of an API key, not the key itself.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 15 {"path:key_id": $key_id} {} {
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

# Export your data
#
# Everything stored about you in one document: account, sessions, API keys, second factors and audit entries, but no
# secrets or their hashes. Only the newest audit entries are included if there are very many; `audit_truncated` says so.
#
# Sends `GET /users/me/export`.
@category "gatehouse"
@example "Export your data" { gatehouse me export }
export def "me export" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 16 {} {} {
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

# What signed-in users do with their own account.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "me complete session-id" []: nothing -> list {
  ids $HERE "me.list_sessions" ["items"] "id" "id"
}

def "me complete key-id" []: nothing -> list {
  ids $HERE "me.list_api_keys" ["items"] "id" "name"
}

# Get the own account
#
# Returns the account that the credentials belong to. An API key needs no particular permission for it.
#
# Sends `GET /users/me`.
@category "gatehouse"
@example "Get the own account" { gatehouse me get }
export def "me get" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "me.get" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Change the own profile (PUT)
#
# For clients that send PUT; it does the same as `me.update`. Only the fields in the body change, `null` clears
# those that may be empty, and `metadata` is merged into what is there. 409 `username_taken` if the new username
# belongs to someone else.
#
# Sends `PUT /users/me`.
@category "gatehouse"
@example "Change the own profile (PUT)" { gatehouse me replace --bio "Writes programs for engines yet to be built." --avatar-url "https://images.example.com/ada.png" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "me replace" [
  --if-match: string # The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "me.replace" {"header:If-Match": $if_match} {
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
    raw: $raw
    full: $full
  }
}

# Change the own profile
#
# Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged into what
# is there. The email address, the password and everything an administrator decides have operations of their
# own. 409 `username_taken` if the new username belongs to someone else.
#
# Sends `PATCH /users/me`.
@category "gatehouse"
@example "Change the own profile" { gatehouse me update --bio "Writes programs for engines yet to be built." --avatar-url "https://images.example.com/ada.png" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "me update" [
  --if-match: string # The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "me.update" {"header:If-Match": $if_match} {
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
    raw: $raw
    full: $full
  }
}

# Switch the own account off
#
# Signs the account out everywhere, stops its API keys and refuses further sign-in. Nothing is erased: an
# administrator can switch it on again. 409 `last_admin` if nobody would be left to administer the service.
#
# Sends `DELETE /users/me`.
@category "gatehouse"
@example "Switch the own account off" { gatehouse me deactivate }
export def "me deactivate" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE "me.deactivate" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Change the own password
#
# Needs the current password, and ends all sessions but this one. 403 `current_password_invalid` if the current
# password is wrong, which counts as a failed sign-in; 422 `weak_password` if the new one is against the policy.
#
# Sends `POST /users/me/change-password`.
@category "gatehouse"
@example "Change the own password" { gatehouse me change-password --current-password "correct-horse-battery-staple" --new-password "tulip-orbit-lantern-42" }
export def "me change-password" [
  --current-password: string
  --new-password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE "me.change_password" {} {
    input: $in
    fields: {current_password: $current_password, new_password: $new_password}
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

# Ask for another email address
#
# Sends a token to the new address and a notice to the old one. The address changes when `me.confirm_email_change`
# receives the token. 403 `current_password_invalid` if the password is wrong; 409 `email_taken` if another
# account has the address.
#
# Sends `POST /users/me/change-email`.
@category "gatehouse"
@example "Ask for another email address" { gatehouse me change-email --new-email "ada.lovelace@example.com" --password "correct-horse-battery-staple" }
export def "me change-email" [
  --new-email: string
  --password: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "me.change_email" {} {
    input: $in
    fields: {new_email: $new_email, password: $password}
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

# Confirm the new email address
#
# Makes the new address the address of the account, and verified. No sign-in is needed, as the message may be
# opened on another device. A spent or unknown token is 422 `one_time_token_invalid`; 409 `email_taken` if
# someone else took the address in the meantime.
#
# Sends `POST /users/me/change-email/confirm`.
@category "gatehouse"
@example "Confirm the new email address" { gatehouse me confirm-email-change --token Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n }
export def "me confirm-email-change" [
  --token: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string, nothing>, record -> oneof<record, string, nothing>] {
  call $HERE "me.confirm_email_change" {} {
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

# List the own sessions
#
# The places where the account is signed in. The session that makes the request comes first, the others follow by
# their last use, newest first.
#
# Sends `GET /users/me/sessions`.
@category "gatehouse"
@example "List the own sessions" { gatehouse me list-sessions }
export def "me list-sessions" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "me.list_sessions" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# End one of the own sessions
#
# Its tokens stop working with the next request. 404 `session_not_found` for a session that has ended and for
# one of somebody else alike.
#
# Sends `DELETE /users/me/sessions/{session_id}`.
@category "gatehouse"
@example "End one of the own sessions" { gatehouse me revoke-session "d20c5b7f-18e4-4a6d-b3c9-7f4e8a15c602" }
export def "me revoke-session" [
  session_id: string@"me complete session-id" # The `id` of a session.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE "me.revoke_session" {"path:session_id": $session_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# List the own API keys
#
# Shows what is known about each key except the key itself; the prefix tells them apart.
#
# Sends `GET /users/me/api-keys`.
@category "gatehouse"
@example "List the own API keys" { gatehouse me list-api-keys }
export def "me list-api-keys" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "me.list_api_keys" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Create an API key
#
# The answer is the only place where the key is ever shown. A key can do no more than its scopes and no more
# than its owner may at the time of use: asking for a permission the caller lacks is 403 `privilege_escalation`.
# 409 `api_key_limit` when the account has as many keys as it may have.
#
# Sends `POST /users/me/api-keys`.
@category "gatehouse"
@example "Create an API key" { gatehouse me create-api-key --name "nightly report" --scopes ["users:read"] --expires-in-days 90 }
export def "me create-api-key" [
  --idempotency-key: string # A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept apart by operation and caller.
  --name: string # What to call it.
  --scopes: list<string> # What it should allow. With none it can only read the account of its owner.
  --expires-in-days: int # After how many days it stops working. Never, if null or left out.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "me.create_api_key" {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {name: $name, scopes: $scopes, expires_in_days: $expires_in_days}
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

# Revoke an API key
#
# The key stops working with the next request. 404 `api_key_not_found` if the caller has no such key.
#
# Sends `DELETE /users/me/api-keys/{key_id}`.
@category "gatehouse"
@example "Revoke an API key" { gatehouse me revoke-api-key "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" }
export def "me revoke-api-key" [
  key_id: string@"me complete key-id" # The `id` of an API key, which is not the key itself.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE "me.revoke_api_key" {"path:key_id": $key_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Export everything about oneself
#
# One document with the account, its sessions, its API keys and the audit entries about it. Secrets and
# their hashes are not part of it. Of a very long audit trail only the newest entries are included, and
# `audit_truncated` says so.
#
# Sends `GET /users/me/export`.
@category "gatehouse"
@example "Export everything about oneself" { gatehouse me export }
export def "me export" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "me.export" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

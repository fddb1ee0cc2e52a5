# Administration of users.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "users complete user-id" []: nothing -> list {
  ids $HERE 2 ["items"] "id" "email"
}

# List users
#
# By default all users except deleted ones, whatever their status, oldest first. Pass `is_active=true` for active
# users only, and `sort=-created_at` for newest first.
#
# Filters narrow the list, and users must match all of them. `email`, `username` and `role` match whole values,
# `search` matches parts of the email address, username or full name; case and Unicode form do not matter. Page
# with `cursor`; `skip` jumps to a page by number.
#
# With filters or a search that many match, a page looks at the next 5,000 users in the order of the list and
# no further. If few of them match, it is short, or empty, and `next_cursor` goes on from there: only a
# `next_cursor` of `null` says that this is the end. A page by `skip` is always full, and can take long.
#
# Sends `GET /users`. Needs users:read.
@category "gatehouse"
@example "List users" { gatehouse users list --all }
export def "users list" [
  --limit: int # Maximum number of items per page.
  --cursor: string # The `next_cursor` of the previous page. Send the same filters and sort order. Cannot be combined with a `skip` above 0.
  --skip: int # How many items to skip. Cannot be combined with `cursor`, unless 0.
  --sort: string@["created_at" "-created_at" "updated_at" "-updated_at" "email" "-email" "username" "-username" "full_name" "-full_name"] # Sort order; a leading `-` means descending. By default oldest first.
  --search: string # Text to find in the email address, username or full name, ignoring case. The whole address of somebody finds only them.
  --include-total: oneof<bool> # Also say how many users match, as `total`. With more than 20,000 users, what many match is estimated from a sample of them; `total_is_estimate` says so.
  --email: string # Only the user with this email address, ignoring case.
  --username: string # Only the user with this username, ignoring case.
  --role: string # Only users with this role. An unknown role matches nobody.
  --is-active: oneof<bool> # `true` for active users only, `false` for all others. By default both.
  --is-verified: oneof<bool> # `true` for users with a verified email address only, `false` for all others. By default both.
  --created-from: oneof<datetime, string> # Only items created at this time or later.
  --created-to: oneof<datetime, string> # Only items created before this time.
  --all # All pages, as one table.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, table, list<any>> {
  call $HERE 2 {
    "query:limit": $limit
    "query:cursor": $cursor
    "query:skip": $skip
    "query:sort": $sort
    "query:search": $search
    "query:include_total": $include_total
    "query:email": $email
    "query:username": $username
    "query:role": $role
    "query:is_active": $is_active
    "query:is_verified": $is_verified
    "query:created_from": $created_from
    "query:created_to": $created_to
  } {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
    all: $all
  }
}

# Create a user
#
# Creates an account for someone else, with the role `user` unless `roles` says otherwise. Without `password`, the
# user is emailed an invitation to choose one. 403 `privilege_escalation` if a role has a permission that the
# caller does not hold; 404 `role_not_found`; 409 `email_taken` or `username_taken`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users`. Needs users:write.
@category "gatehouse"
@example "Create a user" { gatehouse users create --email "grace@example.com" --username grace --full-name "Grace Hopper" --roles ["user", "auditor"] }
export def "users create" [
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --email: string
  --username: string
  --password: string
  --full-name: string
  --bio: string
  --avatar-url: string
  --metadata: record
  --roles: list<string> # Initial roles; `user` if left out.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 3 {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {
      email: $email
      username: $username
      password: $password
      full_name: $full_name
      bio: $bio
      avatar_url: $avatar_url
      metadata: $metadata
      roles: $roles
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

# Count users
#
# How many users there are by status, and how many registered on each of the last `days` days (UTC).
#
# Sends `GET /users/stats/count`. Needs users:read.
@category "gatehouse"
@example "Count users" { gatehouse users stats }
export def "users stats" [
  --days: int # Number of days to count registrations for, including today.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 4 {"query:days": $days} {} {
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

# Get a user by UUID
#
# For services that store the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is no
# such user, or it was deleted. Nobody needs a permission for the user that their credentials belong to.
#
# Sends `GET /users/uuid/{user_uuid}`. Needs users:read.
@category "gatehouse"
@example "Get a user by UUID" { gatehouse users get-by-uuid "0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11" }
export def "users get-by-uuid" [
  user_uuid: string # The `uuid` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 5 {"path:user_uuid": $user_uuid} {} {
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

# Get a user
#
# Returns one user. 404 `user_not_found` if there is no such user, or it was deleted. Nobody needs a permission for
# the user that their credentials belong to.
#
# Sends `GET /users/{user_id}`. Needs users:read.
@category "gatehouse"
@example "Get a user" { gatehouse users get 42 }
export def "users get" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 6 {"path:user_id": $user_id} {} {
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

# Update a user (PUT)
#
# Same as `users.update`, for clients that send PUT: fields left out keep their value.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `PUT /users/{user_id}`. Needs users:write.
@category "gatehouse"
@example "Update a user (PUT)" { gatehouse users replace 42 --full-name "Ada Lovelace" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "users replace" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --if-match: string # The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has changed since.
  --email: string
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
  call $HERE 7 {"path:user_id": $user_id, "header:If-Match": $if_match} {
    input: $in
    fields: {
      email: $email
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

# Update a user
#
# Changes only the fields in the body. `null` clears a field that may be empty, and `metadata` is merged into the
# stored value. Roles, status and password have operations of their own. A new email address has to be verified
# again, and gets no password reset before; the former one is told. Nobody changes their own here (403 `forbidden`),
# but with `me.change_email`. 403 `privilege_escalation` for a user with permissions that the caller does not hold;
# 409 `email_taken` or `username_taken`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `PATCH /users/{user_id}`. Needs users:write.
@category "gatehouse"
@example "Update a user" { gatehouse users update 42 --full-name "Ada Lovelace" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "users update" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --if-match: string # The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has changed since.
  --email: string
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
  call $HERE 8 {"path:user_id": $user_id, "header:If-Match": $if_match} {
    input: $in
    fields: {
      email: $email
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

# Delete a user
#
# Signs the user out everywhere, revokes their API keys and hides the account; `users.restore` undoes that. With
# `erase=true`, personal data is removed for good. 409 `cannot_delete_self` for your own account, 409 `last_admin`
# for the last superuser.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `DELETE /users/{user_id}`. Needs users:delete.
@category "gatehouse"
@example "Delete a user" { gatehouse users delete 42 }
export def "users delete" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --erase: oneof<bool> # Remove personal data for good. Cannot be undone.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 9 {"path:user_id": $user_id, "query:erase": $erase} {} {
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

# Activate an account
#
# Makes a deactivated account usable again. Does nothing if it is active already.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/{user_id}/activate`. Needs users:write.
@category "gatehouse"
@example "Activate an account" { gatehouse users activate 42 }
export def "users activate" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 10 {"path:user_id": $user_id} {} {
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

# Deactivate an account
#
# Signs the user out everywhere, revokes their API keys and blocks sign-in until `users.activate`. 409
# `last_admin` for the last superuser.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/{user_id}/deactivate`. Needs users:write.
@category "gatehouse"
@example "Deactivate an account" { gatehouse users deactivate 42 }
export def "users deactivate" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 11 {"path:user_id": $user_id} {} {
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

# Restore a deleted user
#
# Undoes `users.delete`; the user has to sign in again. Does nothing if the user is not deleted. 404
# `user_not_found` if the account was erased.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/{user_id}/restore`. Needs users:write.
@category "gatehouse"
@example "Restore a deleted user" { gatehouse users restore 42 }
export def "users restore" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 12 {"path:user_id": $user_id} {} {
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

# Unlock an account
#
# Clears failed sign-ins, so that the user can try again without waiting.
#
# Sends `POST /users/{user_id}/unlock`. Needs users:write.
@category "gatehouse"
@example "Unlock an account" { gatehouse users unlock 42 }
export def "users unlock" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 13 {"path:user_id": $user_id} {} {
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

# Force a password reset
#
# Ends all sessions and API keys of the user, blocks their password (403 `password_reset_required` at sign-in),
# and emails them a token to set a new one. If an administrator has changed their address and it is not verified
# yet, they are emailed a token to verify it instead, and can then request the reset.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/{user_id}/force-password-reset`. Needs users:write.
@category "gatehouse"
@example "Force a password reset" { gatehouse users force-password-reset 42 }
export def "users force-password-reset" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 14 {"path:user_id": $user_id} {} {
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

# List a user's sessions
#
# Where the user is signed in, most recently used first. `is_current` is true only for the session making the
# request. 403 `privilege_escalation` for a user with permissions that the caller does not hold.
#
# Sends `GET /users/{user_id}/sessions`. Needs users:write.
@category "gatehouse"
@example "List a user's sessions" { gatehouse users list-sessions 42 }
export def "users list-sessions" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 15 {"path:user_id": $user_id} {} {
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

# End all sessions of a user
#
# Signs the user out everywhere, immediately. They can sign in again, and their API keys keep working.
#
# Sends `DELETE /users/{user_id}/sessions`. Needs users:write.
@category "gatehouse"
@example "End all sessions of a user" { gatehouse users revoke-sessions 42 }
export def "users revoke-sessions" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 16 {"path:user_id": $user_id} {} {
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

# Remove all second factors of a user
#
# For somebody who has lost their phone and their recovery codes. Removes both, ends the user's sessions, and tells them
# by email; API keys keep working. Be sure who asks: from then on the password alone signs in. 403
# `privilege_escalation` for a user with permissions that the caller does not hold, 403 `forbidden` for yourself: remove
# your own with `factors.remove`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `DELETE /users/{user_id}/factors`. Needs users:write.
@category "gatehouse"
@example "Remove all second factors of a user" { gatehouse users reset-factors 42 }
export def "users reset-factors" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 17 {"path:user_id": $user_id} {} {
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

# Grant a role
#
# Ends the user's sessions and API keys, so that none outlives the change. Does nothing if the user has the role
# already. 403 `privilege_escalation` if the role has a permission that the caller does not hold; 404
# `user_not_found` or `role_not_found`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `PUT /users/{user_id}/roles/{role}`. Needs roles:assign.
@category "gatehouse"
@example "Grant a role" { gatehouse users grant-role 42 auditor }
export def "users grant-role" [
  user_id: int@"users complete user-id" # The `id` of a user.
  role: string # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 18 {"path:user_id": $user_id, "path:role": $role} {} {
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

# Revoke a role
#
# Ends the user's sessions and API keys. Does nothing if the user does not have the role. 403
# `privilege_escalation` if the role has a permission that the caller does not hold; 409 `last_admin` for the last
# superuser.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `DELETE /users/{user_id}/roles/{role}`. Needs roles:assign.
@category "gatehouse"
@example "Revoke a role" { gatehouse users revoke-role 42 auditor }
export def "users revoke-role" [
  user_id: int@"users complete user-id" # The `id` of a user.
  role: string # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 19 {"path:user_id": $user_id, "path:role": $role} {} {
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

# Get a reference to a user
#
# The few fields that another service needs to point at a user. Nobody needs a permission for the user that their
# credentials belong to.
#
# Sends `GET /users/{user_id}/cross-env-ref`. Needs users:read.
@category "gatehouse"
@example "Get a reference to a user" { gatehouse users reference 42 }
export def "users reference" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 20 {"path:user_id": $user_id} {} {
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

# Looking up and administering accounts.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "users complete user-id" []: nothing -> list {
  ids $HERE "users.list" ["items"] "id" "email"
}

# List users
#
# All users that match every filter given. `email`, `username` and `role` match exactly, apart from letter case
# and Unicode form; `search` finds parts of the email address, the username or the full name. Page with
# `cursor`; `skip` exists for jumping to a page by number and, above 0, cannot be combined with a cursor. Deleted users
# are left out.
#
# Sends `GET /users`. Needs users:read.
@category "gatehouse"
@example "List users" { gatehouse users list --all }
export def "users list" [
  --limit: int # How many items a page has at most.
  --cursor: string # The `next_cursor` of the page before. Repeat the filters and the sort order that it came from. Not together with `skip`.
  --skip: int # How many items to pass over. Anything above 0 together with `cursor` is refused with 422.
  --sort: string@["created_at" "-created_at" "updated_at" "-updated_at" "email" "-email" "username" "-username" "full_name" "-full_name"] # The order of the list; a leading minus reverses it.
  --search: string # Text to find in the email address, the username or the full name, in any letter case.
  --include-total: oneof<bool> # Whether to count all matching users and answer `total`, which costs more than the page itself.
  --email: string # Only the user with this email address.
  --username: string # Only the user with this username.
  --role: string # Only users with this role. A role that does not exist matches nobody.
  --is-active: oneof<bool> # Only users that are, or are not, active.
  --is-verified: oneof<bool> # Only users whose email address is, or is not, verified.
  --created-from: oneof<datetime, string> # Only what was created at this time or later.
  --created-to: oneof<datetime, string> # Only what was created before this time.
  --all # All pages, as one table.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, table, list<any>> {
  call $HERE "users.list" {
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
    raw: $raw
    full: $full
    all: $all
  }
}

# Create a user
#
# Creates an account for somebody else. Without `roles` it gets the role `user`; without `password` its owner
# receives a message with a link for choosing one. 403 `privilege_escalation` if a role holds a permission that
# the caller does not, 404 `role_not_found` for a role that does not exist, 409 `email_taken` or
# `username_taken`.
#
# Sends `POST /users`. Needs users:write.
@category "gatehouse"
@example "Create a user" { gatehouse users create --email "grace@example.com" --username grace --full-name "Grace Hopper" --roles ["user", "auditor"] }
export def "users create" [
  --idempotency-key: string # A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept apart by operation and caller.
  --email: string
  --username: string
  --password: string
  --full-name: string
  --bio: string
  --avatar-url: string
  --metadata: record
  --roles: list<string> # The roles to start with.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "users.create" {"header:Idempotency-Key": $idempotency_key} {
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
    raw: $raw
    full: $full
  }
}

# Count users
#
# How many users there are, by state, and how many registered on each of the last `days` days (UTC).
#
# Sends `GET /users/stats/count`. Needs users:read.
@category "gatehouse"
@example "Count users" { gatehouse users stats }
export def "users stats" [
  --days: int # How many days of registrations to count, today included.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.stats" {"query:days": $days} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get a user by UUID
#
# For services that keep the UUID, which is also the subject of access tokens. 404 `user_not_found` if there is
# none.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.get_by_uuid" {"path:user_uuid": $user_uuid} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get a user
#
# Returns one user. 404 `user_not_found` if there is none with this id, or it was deleted.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.get" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Change a user (PUT)
#
# For clients that send PUT; it does the same as `users.update`. Only the fields in the body change, `null` clears
# those that may be empty, and `metadata` is merged. 403 `privilege_escalation` for an account with more
# permissions than the caller has; 409 `email_taken` or `username_taken`.
#
# Sends `PUT /users/{user_id}`. Needs users:write.
@category "gatehouse"
@example "Change a user (PUT)" { gatehouse users replace 42 --full-name "Ada Lovelace" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "users replace" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --if-match: string # The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "users.replace" {"path:user_id": $user_id, "header:If-Match": $if_match} {
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
    raw: $raw
    full: $full
  }
}

# Change a user
#
# Changes only the fields in the body; `null` clears those that may be empty, and `metadata` is merged. Roles,
# state and password have operations of their own. 403 `privilege_escalation` for an account with more
# permissions than the caller has; 409 `email_taken` or `username_taken`.
#
# Sends `PATCH /users/{user_id}`. Needs users:write.
@category "gatehouse"
@example "Change a user" { gatehouse users update 42 --full-name "Ada Lovelace" --metadata {"team": "analytics", "locale": "en-GB"} }
export def "users update" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --if-match: string # The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "users.update" {"path:user_id": $user_id, "header:If-Match": $if_match} {
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
    raw: $raw
    full: $full
  }
}

# Delete a user
#
# Signs the account out everywhere, stops its API keys and hides it; `users.restore` brings it back. With
# `erase=true` personal data is removed for good. 409 `cannot_delete_self` for the caller's own account, 409
# `last_admin` if nobody would be left to administer the service.
#
# Sends `DELETE /users/{user_id}`. Needs users:delete.
@category "gatehouse"
@example "Delete a user" { gatehouse users delete 42 }
export def "users delete" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --erase: oneof<bool> # Whether to remove personal data for good instead of hiding the account.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE "users.delete" {"path:user_id": $user_id, "query:erase": $erase} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Switch an account on
#
# Makes a deactivated or suspended account usable again. Changes nothing on an account that is active already.
#
# Sends `POST /users/{user_id}/activate`. Needs users:write.
@category "gatehouse"
@example "Switch an account on" { gatehouse users activate 42 }
export def "users activate" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.activate" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Switch an account off
#
# Signs the account out everywhere, stops its API keys and refuses sign-in until `users.activate`. 409
# `last_admin` if nobody would be left to administer the service.
#
# Sends `POST /users/{user_id}/deactivate`. Needs users:write.
@category "gatehouse"
@example "Switch an account off" { gatehouse users deactivate 42 }
export def "users deactivate" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.deactivate" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Bring a deleted account back
#
# Undoes `users.delete`; its owner has to sign in anew. 404 `user_not_found` for an account whose data was erased.
# Changes nothing on an account that is not deleted.
#
# Sends `POST /users/{user_id}/restore`. Needs users:write.
@category "gatehouse"
@example "Bring a deleted account back" { gatehouse users restore 42 }
export def "users restore" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.restore" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Lift a lockout
#
# Forgets the failed sign-ins of the account, so that its owner can try again without waiting.
#
# Sends `POST /users/{user_id}/unlock`. Needs users:write.
@category "gatehouse"
@example "Lift a lockout" { gatehouse users unlock 42 }
export def "users unlock" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.unlock" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Make a user choose a new password
#
# Ends all sessions of the account, refuses its password from now on (403 `password_reset_required` at sign-in),
# and mails a reset token to its owner.
#
# Sends `POST /users/{user_id}/force-password-reset`. Needs users:write.
@category "gatehouse"
@example "Make a user choose a new password" { gatehouse users force-password-reset 42 }
export def "users force-password-reset" [
  user_id: int@"users complete user-id" # The `id` of a user.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.force_password_reset" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# List a user's sessions
#
# Where the user is signed in, last used first. `is_current` is true only for the session making the request.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.list_sessions" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# End all sessions of a user
#
# Signs the user out everywhere with the next request. The user can sign in again; API keys stay.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE "users.revoke_sessions" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Give a user a role
#
# Granting a role that the user already has changes nothing. 403 `privilege_escalation` if the role holds a
# permission that the caller does not; 404 `user_not_found` or `role_not_found`.
#
# Sends `PUT /users/{user_id}/roles/{role}`. Needs roles:assign.
@category "gatehouse"
@example "Give a user a role" { gatehouse users grant-role 42 auditor }
export def "users grant-role" [
  user_id: int@"users complete user-id" # The `id` of a user.
  role: string # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.grant_role" {"path:user_id": $user_id, "path:role": $role} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Take a role from a user
#
# Takes effect with the user's next request. Revoking a role that the user does not have changes nothing. 403
# `privilege_escalation` if the role holds a permission that the caller does not; 409 `last_admin` if nobody would
# be left to administer the service.
#
# Sends `DELETE /users/{user_id}/roles/{role}`. Needs roles:assign.
@category "gatehouse"
@example "Take a role from a user" { gatehouse users revoke-role 42 auditor }
export def "users revoke-role" [
  user_id: int@"users complete user-id" # The `id` of a user.
  role: string # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.revoke_role" {"path:user_id": $user_id, "path:role": $role} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get a reference to a user
#
# The few fields another service needs to keep a pointer to a user: the stable UUID, and what to show for it.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "users.reference" {"path:user_id": $user_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Your second factors: what signing in asks for besides the password.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "factors complete factor-id" []: nothing -> list {
  ids $HERE 2 ["items"] "id" "name"
}

# List your second factors
#
# The confirmed ones, oldest first, and how many recovery codes are left.
#
# Sends `GET /users/me/factors`.
@category "gatehouse"
@example "List your second factors" { gatehouse factors list }
export def "factors list" [
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

# Enrol an authenticator app
#
# Returns a new secret, also as an `otpauth` URI and as a QR code to scan. It counts only once `factors.confirm`
# receives a code that was made with it, within 15 minutes; enrolling again replaces it.
#
# A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
# `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/factors/totp`.
@category "gatehouse"
@example "Enrol an authenticator app" { gatehouse factors enrol-totp --password "correct-horse-battery-staple" --name phone }
export def "factors enrol-totp" [
  --password: string
  --name: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 3 {} {
    input: $in
    fields: {password: $password, name: $name}
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

# Begin to make a passkey
#
# A page of this service's own domain passes the `options` to `navigator.credentials.create()`, and what that returns to
# `factors.add_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
# replaces it.
#
# A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
# `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/factors/passkey/options`.
@category "gatehouse"
@example "Begin to make a passkey" { gatehouse factors begin-passkey --password "correct-horse-battery-staple" }
export def "factors begin-passkey" [
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
  call $HERE 4 {} {
    input: $in
    fields: {password: $password}
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

# Add a passkey
#
# Send as `credential` what `navigator.credentials.create()` returned for the options of `factors.begin_passkey`, by
# its `toJSON()`. From now on, signing in asks for it. With your first factor you get ten recovery codes, each of
# which stands in for it once; they are shown only here. You are told by email.
#
# 403 `passkey_invalid` if page, domain or challenge are not those of the options; the challenge is used up all the
# same. A passkey that some account has already is 409 `passkey_exists`, an eleventh factor 409 `factor_limit`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/factors/passkey`.
@category "gatehouse"
@example "Add a passkey" { gatehouse factors add-passkey --name laptop --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0", "attestationObject": "o2NmbXRkbm9uZQ", "transports": ["internal"]}, "clientExtensionResults": {}} }
export def "factors add-passkey" [
  --credential: record
  --name: string
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
    fields: {credential: $credential, name: $name}
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

# Rename one of your second factors
#
# 404 `factor_not_found` if you have no such confirmed factor.
#
# Sends `PATCH /users/me/factors/{factor_id}`.
@category "gatehouse"
@example "Rename one of your second factors" { gatehouse factors rename "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" --name "old phone" }
export def "factors rename" [
  factor_id: string@"factors complete factor-id" # The `id` of the factor.
  --name: string
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 6 {"path:factor_id": $factor_id} {
    input: $in
    fields: {name: $name}
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

# Confirm a second factor
#
# From now on, signing in asks for a code. With your first factor you get ten recovery codes, each of which stands in
# for a code once; they are shown only here. You are told by email.
#
# A wrong code is 403 `factor_code_invalid`; too many are 429 `too_many_attempts`. 404 `factor_not_found` if no such
# factor waits to be confirmed.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/factors/{factor_id}/confirm`.
@category "gatehouse"
@example "Confirm a second factor" { gatehouse factors confirm "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" --code "492039" }
export def "factors confirm" [
  factor_id: string@"factors complete factor-id" # The `id` of the factor.
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
  call $HERE 7 {"path:factor_id": $factor_id} {
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

# Remove one of your second factors
#
# With the last one your recovery codes go too, and the password alone signs you in again. You are told by email. A wrong
# password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. 404
# `factor_not_found` if you have no such confirmed factor.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/factors/{factor_id}/remove`.
@category "gatehouse"
@example "Remove one of your second factors" { gatehouse factors remove "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" --password "correct-horse-battery-staple" }
export def "factors remove" [
  factor_id: string@"factors complete factor-id" # The `id` of the factor.
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
  call $HERE 8 {"path:factor_id": $factor_id} {
    input: $in
    fields: {password: $password}
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

# Make new recovery codes
#
# Ten new codes, shown only here; the old ones are void. You are told by email. A wrong password is 403
# `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. Without a second
# factor there is nothing to recover: 409 `no_factor`.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /users/me/recovery-codes`.
@category "gatehouse"
@example "Make new recovery codes" { gatehouse factors make-recovery-codes --password "correct-horse-battery-staple" }
export def "factors make-recovery-codes" [
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
  call $HERE 9 {} {
    input: $in
    fields: {password: $password}
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

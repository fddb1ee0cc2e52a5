# Runs calls for the conformance tests: one JSON object a line in, one a line out.

use ../gatehouse

# A body whose files are bytes; a case has them in base64.
def with-files [names: list<string>]: any -> any {
  let body = $in
  $names | where $it in ($body | default {} | columns) | reduce --fold $body {|name, found|
    $found | upsert $name (bytes-of ($body | get $name))
  }
}

def bytes-of [value: any]: nothing -> any {
  if ($value | describe) == "string" { $value | decode base64 } else { $value | each {|text| $text | decode base64 } }
}

def perform [case: record, client: record]: nothing -> any {
  let path = $case.input?.path? | default {}
  let query = $case.input?.query? | default {}
  let headers = $case.input?.headers? | default {}
  let cookies = $case.input?.cookies? | default {}
  let body = $case.input?.body?
  let bare = $case.options?.without_credentials? | default false
  let all = $case.options?.all_pages? | default false
  match $case.operation {
    "auth.register" => ($body | gatehouse auth register --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "auth.login" => ($body | gatehouse auth login --without-credentials=$bare --client $client)
    "auth.complete_login" => ($body | gatehouse auth complete-login --without-credentials=$bare --client $client)
    "auth.begin_passkey" => ($body | gatehouse auth begin-passkey --without-credentials=$bare --client $client)
    "auth.complete_by_passkey" => ($body | gatehouse auth complete-by-passkey --without-credentials=$bare --client $client)
    "auth.begin_login_by_passkey" => (gatehouse auth begin-login-by-passkey --without-credentials=$bare --client $client)
    "auth.login_by_passkey" => ($body | gatehouse auth login-by-passkey --without-credentials=$bare --client $client)
    "auth.step_up" => ($body | gatehouse auth step-up --without-credentials=$bare --client $client)
    "auth.begin_step_up" => (gatehouse auth begin-step-up --without-credentials=$bare --client $client)
    "auth.step_up_by_passkey" => ($body | gatehouse auth step-up-by-passkey --without-credentials=$bare --client $client)
    "auth.token" => ($body | gatehouse auth token --without-credentials=$bare --client $client)
    "auth.refresh" => ($body | gatehouse auth refresh --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "auth.logout" => ($body | gatehouse auth logout --without-credentials=$bare --client $client)
    "auth.me" => (gatehouse auth me --without-credentials=$bare --client $client)
    "auth.request_password_reset" => ($body | gatehouse auth request-password-reset --without-credentials=$bare --client $client)
    "auth.confirm_password_reset" => ($body | gatehouse auth confirm-password-reset --without-credentials=$bare --client $client)
    "auth.reset_password" => ($body | gatehouse auth reset-password $path."token"? --without-credentials=$bare --client $client)
    "auth.request_email_verification" => ($body | gatehouse auth request-email-verification --without-credentials=$bare --client $client)
    "auth.verify_email" => ($body | gatehouse auth verify-email --without-credentials=$bare --client $client)
    "auth.introspect" => ($body | gatehouse auth introspect --without-credentials=$bare --client $client)
    "auth.revoke" => ($body | gatehouse auth revoke --without-credentials=$bare --client $client)
    "auth.policy" => (gatehouse auth policy --without-credentials=$bare --client $client)
    "me.get" => (gatehouse me get --without-credentials=$bare --client $client)
    "me.replace" => ($body | gatehouse me replace --if-match $headers."If-Match"? --without-credentials=$bare --client $client)
    "me.update" => ($body | gatehouse me update --if-match $headers."If-Match"? --without-credentials=$bare --client $client)
    "me.deactivate" => (gatehouse me deactivate --without-credentials=$bare --client $client)
    "me.change_password" => ($body | gatehouse me change-password --without-credentials=$bare --client $client)
    "me.change_email" => ($body | gatehouse me change-email --without-credentials=$bare --client $client)
    "me.confirm_email_change" => ($body | gatehouse me confirm-email-change --without-credentials=$bare --client $client)
    "me.list_sessions" => (gatehouse me list-sessions --without-credentials=$bare --client $client)
    "me.revoke_session" => (gatehouse me revoke-session $path."session_id"? --without-credentials=$bare --client $client)
    "me.list_consents" => (gatehouse me list-consents --without-credentials=$bare --client $client)
    "me.withdraw_consent" => (gatehouse me withdraw-consent $path."client_id"? --without-credentials=$bare --client $client)
    "me.list_api_keys" => (gatehouse me list-api-keys --without-credentials=$bare --client $client)
    "me.create_api_key" => ($body | gatehouse me create-api-key --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "me.revoke_api_key" => (gatehouse me revoke-api-key $path."key_id"? --without-credentials=$bare --client $client)
    "me.export" => (gatehouse me export --without-credentials=$bare --client $client)
    "factors.list" => (gatehouse factors list --without-credentials=$bare --client $client)
    "factors.enrol_totp" => ($body | gatehouse factors enrol-totp --without-credentials=$bare --client $client)
    "factors.begin_passkey" => ($body | gatehouse factors begin-passkey --without-credentials=$bare --client $client)
    "factors.add_passkey" => ($body | gatehouse factors add-passkey --without-credentials=$bare --client $client)
    "factors.rename" => ($body | gatehouse factors rename $path."factor_id"? --without-credentials=$bare --client $client)
    "factors.confirm" => ($body | gatehouse factors confirm $path."factor_id"? --without-credentials=$bare --client $client)
    "factors.remove" => ($body | gatehouse factors remove $path."factor_id"? --without-credentials=$bare --client $client)
    "factors.make_recovery_codes" => ($body | gatehouse factors make-recovery-codes --without-credentials=$bare --client $client)
    "users.list" => (gatehouse users list --limit $query."limit"? --cursor $query."cursor"? --skip $query."skip"? --sort $query."sort"? --search $query."search"? --include-total $query."include_total"? --email $query."email"? --username $query."username"? --role $query."role"? --is-active $query."is_active"? --is-verified $query."is_verified"? --created-from $query."created_from"? --created-to $query."created_to"? --all=$all --without-credentials=$bare --client $client)
    "users.create" => ($body | gatehouse users create --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "users.stats" => (gatehouse users stats --days $query."days"? --without-credentials=$bare --client $client)
    "users.get_by_uuid" => (gatehouse users get-by-uuid $path."user_uuid"? --without-credentials=$bare --client $client)
    "users.get" => (gatehouse users get $path."user_id"? --without-credentials=$bare --client $client)
    "users.replace" => ($body | gatehouse users replace $path."user_id"? --if-match $headers."If-Match"? --without-credentials=$bare --client $client)
    "users.update" => ($body | gatehouse users update $path."user_id"? --if-match $headers."If-Match"? --without-credentials=$bare --client $client)
    "users.delete" => (gatehouse users delete $path."user_id"? --erase $query."erase"? --without-credentials=$bare --client $client)
    "users.activate" => (gatehouse users activate $path."user_id"? --without-credentials=$bare --client $client)
    "users.deactivate" => (gatehouse users deactivate $path."user_id"? --without-credentials=$bare --client $client)
    "users.restore" => (gatehouse users restore $path."user_id"? --without-credentials=$bare --client $client)
    "users.unlock" => (gatehouse users unlock $path."user_id"? --without-credentials=$bare --client $client)
    "users.force_password_reset" => (gatehouse users force-password-reset $path."user_id"? --without-credentials=$bare --client $client)
    "users.list_sessions" => (gatehouse users list-sessions $path."user_id"? --without-credentials=$bare --client $client)
    "users.revoke_sessions" => (gatehouse users revoke-sessions $path."user_id"? --without-credentials=$bare --client $client)
    "users.reset_factors" => (gatehouse users reset-factors $path."user_id"? --without-credentials=$bare --client $client)
    "users.grant_role" => (gatehouse users grant-role $path."user_id"? $path."role"? --without-credentials=$bare --client $client)
    "users.revoke_role" => (gatehouse users revoke-role $path."user_id"? $path."role"? --without-credentials=$bare --client $client)
    "users.reference" => (gatehouse users reference $path."user_id"? --without-credentials=$bare --client $client)
    "roles.list" => (gatehouse roles list --limit $query."limit"? --cursor $query."cursor"? --all=$all --without-credentials=$bare --client $client)
    "roles.create" => ($body | gatehouse roles create --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "roles.get" => (gatehouse roles get $path."role"? --without-credentials=$bare --client $client)
    "roles.update" => ($body | gatehouse roles update $path."role"? --if-match $headers."If-Match"? --without-credentials=$bare --client $client)
    "roles.delete" => (gatehouse roles delete $path."role"? --without-credentials=$bare --client $client)
    "roles.list_permissions" => (gatehouse roles list-permissions --without-credentials=$bare --client $client)
    "applications.list" => (gatehouse applications list --limit $query."limit"? --cursor $query."cursor"? --all=$all --without-credentials=$bare --client $client)
    "applications.create" => ($body | gatehouse applications create --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "applications.get" => (gatehouse applications get $path."client_id"? --without-credentials=$bare --client $client)
    "applications.update" => ($body | gatehouse applications update $path."client_id"? --if-match $headers."If-Match"? --without-credentials=$bare --client $client)
    "applications.delete" => (gatehouse applications delete $path."client_id"? --without-credentials=$bare --client $client)
    "applications.list_secrets" => (gatehouse applications list-secrets $path."client_id"? --without-credentials=$bare --client $client)
    "applications.create_secret" => ($body | gatehouse applications create-secret $path."client_id"? --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "applications.revoke_secret" => (gatehouse applications revoke-secret $path."client_id"? $path."secret_id"? --without-credentials=$bare --client $client)
    "applications.list_keys" => (gatehouse applications list-keys $path."client_id"? --without-credentials=$bare --client $client)
    "applications.add_key" => ($body | gatehouse applications add-key $path."client_id"? --idempotency-key $headers."Idempotency-Key"? --without-credentials=$bare --client $client)
    "applications.remove_key" => (gatehouse applications remove-key $path."client_id"? $path."key_id"? --without-credentials=$bare --client $client)
    "applications.grant_role" => (gatehouse applications grant-role $path."client_id"? $path."role"? --without-credentials=$bare --client $client)
    "applications.revoke_role" => (gatehouse applications revoke-role $path."client_id"? $path."role"? --without-credentials=$bare --client $client)
    "openid.get_configuration" => (gatehouse openid get-configuration --without-credentials=$bare --client $client)
    "openid.get_metadata" => (gatehouse openid get-metadata --without-credentials=$bare --client $client)
    "openid.authorize_device" => ($body | gatehouse openid authorize-device --without-credentials=$bare --client $client)
    "openid.get_userinfo" => (gatehouse openid get-userinfo --without-credentials=$bare --client $client)
    "openid.post_userinfo" => (gatehouse openid post-userinfo --without-credentials=$bare --client $client)
    "audit.list" => (gatehouse audit list --limit $query."limit"? --cursor $query."cursor"? --action $query."action"? --actor $query."actor"? --target $query."target"? --request-id $query."request_id"? --created-from $query."created_from"? --created-to $query."created_to"? --all=$all --without-credentials=$bare --client $client)
    "system.root" => (gatehouse system root --without-credentials=$bare --client $client)
    "system.health" => (gatehouse system health --without-credentials=$bare --client $client)
    "system.live" => (gatehouse system live --without-credentials=$bare --client $client)
    "system.ready" => (gatehouse system ready --without-credentials=$bare --client $client)
    "system.jwks" => (gatehouse system jwks --without-credentials=$bare --client $client)
    _ => (error make --unspanned {msg: $"there is no operation ($case.operation)"})
  }
}

# A credential whose secrets are asked for one after the other.
def changing [given: any]: nothing -> any {
  if ($given | describe) !~ '^record' or "client_secrets" not-in $given { return $given }
  let secrets = $given.client_secrets
  let asked = mktemp --tmpdir
  let next = {||
    "x" | save --append $asked
    $secrets | get ((open --raw $asked | str length) - 1)
  }
  $given | reject client_secrets | merge {client_secret: $next} # insert would call it
}

def client-of [case: record]: nothing -> record {
  let options = $case.options? | default {}
  let span = {|name| let value = $options | get -o $name; if $value != null { $value * 1ms } }
  let given = $options | select -o token api_key email password access_token refresh_token max_retries credentials
  let known = $given | columns | where {|name| ($given | get $name) != null } | reduce --fold {} {|name, found| $found | insert $name ($given | get $name) }
  let code = $options.code?
  let known = if $code == null { $known } else { $known | merge {second_factor: {|_| $code}} }
  let known = if $known.credentials? == null { $known } else {
    $known | update credentials { items {|id, each| {id: $id each: (changing $each)} } | reduce --fold {} {|it, found| $found | insert $it.id $it.each } }
  }
  $known | merge {base_url: $case.base_url?, server: $options.server?.index?, server_variables: $options.server?.variables?, timeout: (do $span "timeout_ms"), total_timeout: (do $span "total_timeout_ms"), store: "memory", id: (random uuid)}
}

# Answers as JSON: times in UTC, bytes in base64.
def plain [value: any]: nothing -> any {
  match ($value | describe | split row "<" | first) {
    "datetime" => ($value | date to-timezone UTC | format date "%Y-%m-%dT%H:%M:%S%.fZ")
    "binary" => ($value | encode base64)
    "list" | "table" => ($value | each --keep-empty {|item| plain $item })
    "record" => ($value | columns | reduce --fold {} {|name, found| $found | insert $name (plain ($value | get $name)) })
    _ => $value
  }
}

# What a token says that is held against rules.
def checked [case: record]: nothing -> record {
  let rules = $case.verify
  let span = {|seconds| if $seconds != null { $seconds * 1sec } }
  let client = {base_url: $case.base_url max_retries: 0}
  let about = {issuer: $rules.issuer audience: $rules.audiences scopes: $rules.scopes? clients: $rules.clients? acr: $rules.acr?}
  $rules.token | gatehouse verify --issuer $about.issuer --audience $about.audience --scopes $about.scopes --clients $about.clients --acr $about.acr --max-age (do $span $rules.max_age?) --client $client
}

# The value of a case; as many as are asked for, at once, by one client.
def value-of [case: record]: nothing -> any {
  if $case.verify? != null { return (checked $case) }
  let client = client-of $case
  let times = $case.options?.concurrent?
  if $times == null { return (plain (perform $case $client)) }
  1..$times | par-each --threads $times {|_| plain (perform $case $client) }
}

def main [] {
  open --raw /dev/stdin | lines | each {|line|
    let case = $line | from json
    let outcome = try { {id: $case.id value: (value-of $case)} } catch {|caught|
      let facts = gatehouse problem $caught
      let known = $facts | reject errors text | merge {body: (plain $facts.body)}
      {id: $case.id error: ($known | columns | reduce --fold {} {|name, found| let value = $known | get $name; if $value == null { $found } else { $found | insert $name $value } })}
    }
    print ($outcome | to json --raw)
  } | ignore
}

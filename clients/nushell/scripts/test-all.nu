# Tests everything there is: the files of this package, its runtime, and every operation of a running service.

use ../gatehouse
use check.nu

const ROOT = path self ..

# Every operation with a call of it; those that change nothing come first, and signing out comes last.
def trials [client: record]: nothing -> table {
  [
    {operation: "auth.me" method: GET statuses: ["200", "400", "401", "422", "503"] call: {|bare| gatehouse auth me --client $client --full --without-credentials=$bare }}
    {operation: "auth.policy" method: GET statuses: ["200", "400", "422"] call: {|bare| gatehouse auth policy --client $client --full --without-credentials=$bare }}
    {operation: "me.get" method: GET statuses: ["200", "400", "401", "422", "503"] call: {|bare| gatehouse me get --client $client --full --without-credentials=$bare }}
    {operation: "me.list_sessions" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse me list-sessions --client $client --full --without-credentials=$bare }}
    {operation: "me.list_consents" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse me list-consents --client $client --full --without-credentials=$bare }}
    {operation: "me.list_api_keys" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse me list-api-keys --client $client --full --without-credentials=$bare }}
    {operation: "me.export" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse me export --client $client --full --without-credentials=$bare }}
    {operation: "factors.list" method: GET statuses: ["200", "400", "401", "422", "503"] call: {|bare| gatehouse factors list --client $client --full --without-credentials=$bare }}
    {operation: "users.list" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse users list --client $client --full --without-credentials=$bare }}
    {operation: "users.stats" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse users stats --client $client --full --without-credentials=$bare }}
    {operation: "users.get_by_uuid" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users get-by-uuid "0b0e3a52-7a0e-4d0c-9c1f-5c2f1d9a6e11" --client $client --full --without-credentials=$bare }}
    {operation: "users.get" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users get 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.list_sessions" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users list-sessions 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.reference" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users reference 42 --client $client --full --without-credentials=$bare }}
    {operation: "roles.list" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse roles list --client $client --full --without-credentials=$bare }}
    {operation: "roles.get" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse roles get auditor --client $client --full --without-credentials=$bare }}
    {operation: "roles.list_permissions" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse roles list-permissions --client $client --full --without-credentials=$bare }}
    {operation: "applications.list" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse applications list --client $client --full --without-credentials=$bare }}
    {operation: "applications.get" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse applications get app_4f9a2c1e7b3d8a60 --client $client --full --without-credentials=$bare }}
    {operation: "applications.list_secrets" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse applications list-secrets app_4f9a2c1e7b3d8a60 --client $client --full --without-credentials=$bare }}
    {operation: "applications.list_keys" method: GET statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse applications list-keys app_4f9a2c1e7b3d8a60 --client $client --full --without-credentials=$bare }}
    {operation: "openid.get_configuration" method: GET statuses: ["200", "400", "422"] call: {|bare| gatehouse openid get-configuration --client $client --full --without-credentials=$bare }}
    {operation: "openid.get_metadata" method: GET statuses: ["200", "400", "422"] call: {|bare| gatehouse openid get-metadata --client $client --full --without-credentials=$bare }}
    {operation: "openid.get_userinfo" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse openid get-userinfo --client $client --full --without-credentials=$bare }}
    {operation: "audit.list" method: GET statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse audit list --client $client --full --without-credentials=$bare }}
    {operation: "system.root" method: GET statuses: ["200", "400", "422"] call: {|bare| gatehouse system root --client $client --full --without-credentials=$bare }}
    {operation: "system.health" method: GET statuses: ["200", "400", "422", "503"] call: {|bare| gatehouse system health --client $client --full --without-credentials=$bare }}
    {operation: "system.live" method: GET statuses: ["200", "400", "422"] call: {|bare| gatehouse system live --client $client --full --without-credentials=$bare }}
    {operation: "system.ready" method: GET statuses: ["200", "400", "422", "503"] call: {|bare| gatehouse system ready --client $client --full --without-credentials=$bare }}
    {operation: "system.jwks" method: GET statuses: ["200", "400", "422", "503"] call: {|bare| gatehouse system jwks --client $client --full --without-credentials=$bare }}
    {operation: "auth.register" method: POST statuses: ["201", "202", "400", "403", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth register --email "ada@example.com" --username ada --password "correct-horse-battery-staple" --full-name "Ada Lovelace" --client $client --full --without-credentials=$bare }}
    {operation: "auth.login" method: POST statuses: ["200", "400", "401", "403", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth login --email "ada@example.com" --password "correct-horse-battery-staple" --remember-me false --client $client --full --without-credentials=$bare }}
    {operation: "auth.complete_login" method: POST statuses: ["200", "400", "401", "403", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth complete-login --login-token gl_Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n --code "492039" --client $client --full --without-credentials=$bare }}
    {operation: "auth.begin_passkey" method: POST statuses: ["200", "400", "401", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth begin-passkey --login-token gl_Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n --client $client --full --without-credentials=$bare }}
    {operation: "auth.complete_by_passkey" method: POST statuses: ["200", "400", "401", "403", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth complete-by-passkey --login-token gl_Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ", "signature": "MEUCIQDx"}, "clientExtensionResults": {}} --client $client --full --without-credentials=$bare }}
    {operation: "auth.begin_login_by_passkey" method: POST statuses: ["200", "400", "422", "429", "503"] call: {|bare| gatehouse auth begin-login-by-passkey --client $client --full --without-credentials=$bare }}
    {operation: "auth.login_by_passkey" method: POST statuses: ["200", "400", "403", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth login-by-passkey --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ", "signature": "MEUCIQDx", "userHandle": "0ZG3zLqQTqOHr6p7y1X2Wg"}, "clientExtensionResults": {}} --remember-me false --client $client --full --without-credentials=$bare }}
    {operation: "auth.step_up" method: POST statuses: ["200", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth step-up --code "492039" --client $client --full --without-credentials=$bare }}
    {operation: "auth.begin_step_up" method: POST statuses: ["200", "400", "401", "403", "409", "422", "503"] call: {|bare| gatehouse auth begin-step-up --client $client --full --without-credentials=$bare }}
    {operation: "auth.step_up_by_passkey" method: POST statuses: ["200", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth step-up-by-passkey --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ", "signature": "MEUCIQDx"}, "clientExtensionResults": {}} --client $client --full --without-credentials=$bare }}
    {operation: "auth.token" method: POST statuses: ["200", "400", "401", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth token --grant-type password --username ada --password "correct-horse-battery-staple" --client $client --full --without-credentials=$bare }}
    {operation: "auth.refresh" method: POST statuses: ["200", "400", "401", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth refresh --refresh-token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE --client $client --full --without-credentials=$bare }}
    {operation: "auth.request_password_reset" method: POST statuses: ["202", "400", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth request-password-reset --email "ada@example.com" --client $client --full --without-credentials=$bare }}
    {operation: "auth.confirm_password_reset" method: POST statuses: ["204", "400", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth confirm-password-reset --token "9vTqJm2xKfYb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB" --new-password "tulip-orbit-lantern-42" --client $client --full --without-credentials=$bare }}
    {operation: "auth.request_email_verification" method: POST statuses: ["202", "400", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth request-email-verification --email "ada@example.com" --client $client --full --without-credentials=$bare }}
    {operation: "auth.verify_email" method: POST statuses: ["204", "400", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth verify-email --token Yb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB9vTqJm2xKf --password "tulip-orbit-lantern-42" --client $client --full --without-credentials=$bare }}
    {operation: "auth.introspect" method: POST statuses: ["200", "400", "401", "403", "408", "413", "415", "422", "503"] call: {|bare| gatehouse auth introspect --token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE --token-type-hint refresh_token --client $client --full --without-credentials=$bare }}
    {operation: "auth.revoke" method: POST statuses: ["200", "400", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth revoke --token Kq3vX0m8T1rZy7uWb5nHc2LdJf9sPgAe4oQiRkVtMwE --token-type-hint refresh_token --client $client --full --without-credentials=$bare }}
    {operation: "me.change_password" method: POST statuses: ["204", "400", "401", "403", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse me change-password --current-password "correct-horse-battery-staple" --new-password "tulip-orbit-lantern-42" --client $client --full --without-credentials=$bare }}
    {operation: "me.change_email" method: POST statuses: ["202", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse me change-email --new-email "ada.lovelace@example.com" --password "correct-horse-battery-staple" --client $client --full --without-credentials=$bare }}
    {operation: "me.confirm_email_change" method: POST statuses: ["204", "400", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse me confirm-email-change --token Hc2LdJf9sPgAe4oQiRkVtMwEKq3vX0m8T1rZy7uWb5n --client $client --full --without-credentials=$bare }}
    {operation: "me.create_api_key" method: POST statuses: ["201", "400", "401", "403", "408", "409", "413", "415", "422", "503"] call: {|bare| gatehouse me create-api-key --name "nightly report" --scopes ["users:read"] --expires-in-days 90 --client $client --full --without-credentials=$bare }}
    {operation: "factors.enrol_totp" method: POST statuses: ["201", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse factors enrol-totp --password "correct-horse-battery-staple" --name phone --client $client --full --without-credentials=$bare }}
    {operation: "factors.begin_passkey" method: POST statuses: ["200", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse factors begin-passkey --password "correct-horse-battery-staple" --client $client --full --without-credentials=$bare }}
    {operation: "factors.add_passkey" method: POST statuses: ["201", "400", "401", "403", "408", "409", "413", "415", "422", "503"] call: {|bare| gatehouse factors add-passkey --name laptop --credential {"id": "4tQw9sXbRk2mVzLr7cYnUg", "rawId": "4tQw9sXbRk2mVzLr7cYnUg", "type": "public-key", "response": {"clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0", "attestationObject": "o2NmbXRkbm9uZQ", "transports": ["internal"]}, "clientExtensionResults": {}} --client $client --full --without-credentials=$bare }}
    {operation: "factors.confirm" method: POST statuses: ["200", "400", "401", "403", "404", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse factors confirm "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" --code "492039" --client $client --full --without-credentials=$bare }}
    {operation: "factors.remove" method: POST statuses: ["204", "400", "401", "403", "404", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse factors remove "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" --password "correct-horse-battery-staple" --client $client --full --without-credentials=$bare }}
    {operation: "factors.make_recovery_codes" method: POST statuses: ["200", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503"] call: {|bare| gatehouse factors make-recovery-codes --password "correct-horse-battery-staple" --client $client --full --without-credentials=$bare }}
    {operation: "users.create" method: POST statuses: ["201", "400", "401", "403", "404", "408", "409", "413", "415", "422", "503"] call: {|bare| gatehouse users create --email "grace@example.com" --username grace --full-name "Grace Hopper" --roles ["user", "auditor"] --client $client --full --without-credentials=$bare }}
    {operation: "users.activate" method: POST statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users activate 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.deactivate" method: POST statuses: ["200", "400", "401", "403", "404", "409", "422", "503"] call: {|bare| gatehouse users deactivate 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.restore" method: POST statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users restore 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.unlock" method: POST statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users unlock 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.force_password_reset" method: POST statuses: ["202", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users force-password-reset 42 --client $client --full --without-credentials=$bare }}
    {operation: "roles.create" method: POST statuses: ["201", "400", "401", "403", "408", "409", "413", "415", "422", "503"] call: {|bare| gatehouse roles create --name auditor --description "Views users and the audit trail." --permissions ["users:read", "audit:read"] --client $client --full --without-credentials=$bare }}
    {operation: "applications.create" method: POST statuses: ["201", "400", "401", "403", "408", "409", "413", "415", "422", "503"] call: {|bare| gatehouse applications create --name Billing --kind service --audience "https://billing.example.com" --permissions [{"name": "billing:invoices.read", "description": "View invoices."}] --client $client --full --without-credentials=$bare }}
    {operation: "applications.create_secret" method: POST statuses: ["201", "400", "401", "403", "404", "408", "409", "413", "415", "422", "503"] call: {|bare| gatehouse applications create-secret app_4f9a2c1e7b3d8a60 --name production --expires-in-days 90 --client $client --full --without-credentials=$bare }}
    {operation: "applications.add_key" method: POST statuses: ["201", "400", "401", "403", "404", "408", "409", "413", "415", "422", "503"] call: {|bare| gatehouse applications add-key app_4f9a2c1e7b3d8a60 --name "laptop of the deployment" --jwk {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "2026-03"} --client $client --full --without-credentials=$bare }}
    {operation: "openid.authorize_device" method: POST statuses: ["200", "400", "401", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse openid authorize-device --client-id app_3f9a1c0b7d52e684 --scope "openid profile" --client $client --full --without-credentials=$bare }}
    {operation: "openid.post_userinfo" method: POST statuses: ["200", "400", "401", "403", "422", "503"] call: {|bare| gatehouse openid post-userinfo --client $client --full --without-credentials=$bare }}
    {operation: "auth.reset_password" method: PUT statuses: ["204", "400", "408", "413", "415", "422", "429", "503"] call: {|bare| gatehouse auth reset-password "9vTqJm2xKfYb7LrWc0HsZp5NdEg8UaQi3oXkVtRwMyB" --new-password "tulip-orbit-lantern-42" --client $client --full --without-credentials=$bare }}
    {operation: "me.replace" method: PUT statuses: ["200", "400", "401", "403", "408", "409", "412", "413", "415", "422", "503"] call: {|bare| gatehouse me replace --bio "Writes programs for engines yet to be built." --avatar-url "https://images.example.com/ada.png" --metadata {"team": "analytics", "locale": "en-GB"} --client $client --full --without-credentials=$bare }}
    {operation: "users.replace" method: PUT statuses: ["200", "400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"] call: {|bare| gatehouse users replace 42 --full-name "Ada Lovelace" --metadata {"team": "analytics", "locale": "en-GB"} --client $client --full --without-credentials=$bare }}
    {operation: "users.grant_role" method: PUT statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users grant-role 42 auditor --client $client --full --without-credentials=$bare }}
    {operation: "applications.grant_role" method: PUT statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse applications grant-role app_4f9a2c1e7b3d8a60 auditor --client $client --full --without-credentials=$bare }}
    {operation: "me.update" method: PATCH statuses: ["200", "400", "401", "403", "408", "409", "412", "413", "415", "422", "503"] call: {|bare| gatehouse me update --bio "Writes programs for engines yet to be built." --avatar-url "https://images.example.com/ada.png" --metadata {"team": "analytics", "locale": "en-GB"} --client $client --full --without-credentials=$bare }}
    {operation: "factors.rename" method: PATCH statuses: ["200", "400", "401", "403", "404", "408", "413", "415", "422", "503"] call: {|bare| gatehouse factors rename "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" --name "old phone" --client $client --full --without-credentials=$bare }}
    {operation: "users.update" method: PATCH statuses: ["200", "400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"] call: {|bare| gatehouse users update 42 --full-name "Ada Lovelace" --metadata {"team": "analytics", "locale": "en-GB"} --client $client --full --without-credentials=$bare }}
    {operation: "roles.update" method: PATCH statuses: ["200", "400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"] call: {|bare| gatehouse roles update auditor --description "Views users and the audit trail." --permissions ["users:read", "audit:read"] --client $client --full --without-credentials=$bare }}
    {operation: "applications.update" method: PATCH statuses: ["200", "400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "503"] call: {|bare| gatehouse applications update app_4f9a2c1e7b3d8a60 --name "Billing and dunning" --is-active true --client $client --full --without-credentials=$bare }}
    {operation: "me.deactivate" method: DELETE statuses: ["204", "400", "401", "403", "409", "422", "503"] call: {|bare| gatehouse me deactivate --client $client --full --without-credentials=$bare }}
    {operation: "me.revoke_session" method: DELETE statuses: ["204", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse me revoke-session "d20c5b7f-18e4-4a6d-b3c9-7f4e8a15c602" --client $client --full --without-credentials=$bare }}
    {operation: "me.withdraw_consent" method: DELETE statuses: ["204", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse me withdraw-consent app_4f9a2c1e7b3d8a60 --client $client --full --without-credentials=$bare }}
    {operation: "me.revoke_api_key" method: DELETE statuses: ["204", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse me revoke-api-key "c7e0b1d4-52a9-4f36-8d1e-90f3a6b7c214" --client $client --full --without-credentials=$bare }}
    {operation: "users.delete" method: DELETE statuses: ["204", "400", "401", "403", "404", "409", "422", "503"] call: {|bare| gatehouse users delete 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.revoke_sessions" method: DELETE statuses: ["204", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users revoke-sessions 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.reset_factors" method: DELETE statuses: ["204", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse users reset-factors 42 --client $client --full --without-credentials=$bare }}
    {operation: "users.revoke_role" method: DELETE statuses: ["200", "400", "401", "403", "404", "409", "422", "503"] call: {|bare| gatehouse users revoke-role 42 auditor --client $client --full --without-credentials=$bare }}
    {operation: "roles.delete" method: DELETE statuses: ["204", "400", "401", "403", "404", "409", "422", "503"] call: {|bare| gatehouse roles delete auditor --client $client --full --without-credentials=$bare }}
    {operation: "applications.delete" method: DELETE statuses: ["204", "400", "401", "403", "404", "409", "422", "503"] call: {|bare| gatehouse applications delete app_4f9a2c1e7b3d8a60 --client $client --full --without-credentials=$bare }}
    {operation: "applications.revoke_secret" method: DELETE statuses: ["204", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse applications revoke-secret app_4f9a2c1e7b3d8a60 "0c4d7e1f-9b2a-4d63-a5c8-7f6e1b3d2a90" --client $client --full --without-credentials=$bare }}
    {operation: "applications.remove_key" method: DELETE statuses: ["204", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse applications remove-key app_4f9a2c1e7b3d8a60 "5b1f0c9e-6a34-4f2b-8d17-3e9c0a7b4d22" --client $client --full --without-credentials=$bare }}
    {operation: "applications.revoke_role" method: DELETE statuses: ["200", "400", "401", "403", "404", "422", "503"] call: {|bare| gatehouse applications revoke-role app_4f9a2c1e7b3d8a60 auditor --client $client --full --without-credentials=$bare }}
    {operation: "auth.logout" method: POST statuses: ["204", "400", "401", "408", "413", "415", "422", "503"] call: {|bare| gatehouse auth logout --scope this --client $client --full --without-credentials=$bare }}
  ]
}

# Whether the document says that an operation answers with this status.
def is-described [statuses: list<string>, status: int]: nothing -> bool {
  let range = $"($status // 100)XX"
  $statuses | any {|each| $each in [$"($status)" $range "default"] }
}

def verdict [trial: record, facts: record]: nothing -> string {
  if $facts.kind not-in ["ok" "problem" "status"] { return $"($facts.kind): ($facts.message)" }
  if $facts.status >= 500 { return $"the service failed: ($facts.message)" }
  if not (is-described $trial.statuses $facts.status) { return $"($facts.status) is not in the document: ($facts.message)" }
  "ok"
}

def facts-of [trial: record, bare: bool]: nothing -> record {
  try {
    {kind: "ok" status: (do $trial.call $bare).status code: null message: ""}
  } catch {|caught| gatehouse problem $caught }
}

# Call an operation, and hold the answer against the document.
def attempt [trial: record]: nothing -> record {
  let begin = date now
  let first = facts-of $trial false
  # Without credentials, what is asked for them has to be in the document.
  let facts = if $first.code == "missing_credentials" { facts-of $trial true } else { $first }
  {
    operation: $trial.operation
    method: $trial.method
    status: $facts.status
    code: $facts.code
    time: ((date now) - $begin)
    verdict: (verdict $trial $facts)
  }
}

# Try operations one after another, saying how far it is.
def attempts [chosen: table]: nothing -> table {
  let total = $chosen | length
  $chosen | enumerate | each {|row|
    let found = attempt $row.item
    print --stderr $"($row.index + 1)/($total) ($found.operation): ($found.status | default '') ($found.verdict)"
    $found
  }
}

def step [name: string, work: closure]: nothing -> record {
  let begin = date now
  let verdict = try { do $work } catch {|caught| $caught.msg }
  {step: $name time: ((date now) - $begin) verdict: $verdict}
}

# The files and the runtime, which need no service.
def checks []: nothing -> table {
  [
    (step "files" {|| let found = check faults; if ($found | is-empty) { "ok" } else { $found | to text } })
    (step "runtime" {||
      let done = ^$nu.current-exe --no-config-file ($ROOT | path join "tests" "run.nu") | complete
      if $done.exit_code == 0 { "ok" } else { $done.stdout + $done.stderr }
    })
  ]
}

def choose [only: string, reading: bool, client: record]: nothing -> table {
  let found = trials $client | where operation =~ $only and (not $reading or $it.method in [GET HEAD OPTIONS])
  if ($found | is-empty) {
    error make --unspanned {msg: $"no operation is called like ($only)" help: "REFERENCE.md lists them all; --only takes a regular expression."}
  }
  $found
}

def show [rows: table, as_json: bool]: nothing -> nothing {
  if $as_json { print ($rows | to json) } else { print ($rows | table --width 160) }
}

# Test the files, the runtime, and every operation of a running service.
#
# Every operation is called once, with the examples of the document or what it makes up. That creates, changes and
# deletes things, so let it loose on a service for tests, or use --read-only. Credentials come from GATEHOUSE_*
# variables. An answer is right if the document describes its status and what comes with it; wrong are statuses that it
# does not describe, bodies that do not fit it, no answer at all, and all from 500 upwards. Without an address, only
# the files and the runtime are tested. Ends with 1 if anything is wrong, or if not a single operation succeeds.
@example "Everything, against a service on this machine" { nu scripts/test-all.nu --base-url http://127.0.0.1:8000 }
@example "What can be tried on a service in use" { nu scripts/test-all.nu --read-only --only "list" }
def main [
  --only (-o): string # Only operations whose id matches this regular expression, and no other checks.
  --read-only (-r) # Only operations that change nothing: GET, HEAD and OPTIONS.
  --base-url (-b): string # The address of the service (GATEHOUSE_BASE_URL).
  --timeout (-t): duration = 10sec # How long each answer may take.
  --json (-j) # Print JSON in place of tables.
] {
  let address = $base_url | default $env.GATEHOUSE_BASE_URL? | default ""
  if $only != null and $address == "" {
    error make --unspanned {msg: "there is no service to ask" help: "Give --base-url, or set GATEHOUSE_BASE_URL."}
  }
  let checked = if $only == null { checks } else { [] }
  if ($checked | is-not-empty) and not $json { show $checked false }
  let tried = if $address == "" { [] } else {
    let client = gatehouse client --base-url $address --timeout $timeout --max-retries 0 --store memory
    attempts (choose ($only | default "") $read_only $client)
  }
  let succeeded = $tried | where ($it.status | default 500) < 300 | length
  let wrong = [...$checked ...$tried] | where verdict != "ok" | length
  if $json { show [...$checked ...$tried] true } else if $address != "" { show $tried false }
  print --stderr (if $address == "" {
    "The service was not asked: give --base-url, or set GATEHOUSE_BASE_URL."
  } else {
    $"($tried | length) operations tried, ($succeeded) succeeded, ($wrong) wrong."
  })
  if $wrong > 0 or ($succeeded == 0 and ($tried | is-not-empty)) { exit 1 }
}

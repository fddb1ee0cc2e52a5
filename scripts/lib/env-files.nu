# Settings in .env files that weaken an installation.

const PLACEHOLDER = '(?i)your[-_ ]|change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)|example|placeholder|secret[-_ ]?key|super[-_ ]?secret|insecure|password|0123456789|abcdefghij|<.*>|\.\.\.'

# Whether a file holds settings.
export def is-settings [file: path]: nothing -> bool {
  ($file | path basename) =~ '^(\.env|\.env\..+|.+\.env)$' and ($file | path basename) !~ '\.(example|sample|template|dist)$'
}

# Weak settings in this file, as findings. Values are never repeated.
export def weak-settings [file: path, text: string]: nothing -> table {
  let rows = $text | lines | enumerate | each {|line|
    $line.item | parse --regex '^\s*(?:export\s+)?(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>.*?)\s*$' | insert line ($line.index + 1)
  } | flatten | update value {|row| $row.value | str trim --char '"' | str trim --char "'" } | update name { str uppercase }
  let environment = $rows | where name == ENVIRONMENT | get value | last 1 | get 0? | default "development" | str lowercase
  let is_live = $environment != "development"
  let weak = $rows | each {|row| weakness $row.name $row.value $is_live | each {|fault| {file: $file line: $row.line ...$fault} } } | flatten
  $weak | append (readable-by-others $file $rows)
}

def fault [severity: string, message: string, name: string]: nothing -> list<record> {
  [{rule: $"weak-($name | str lowercase | str replace --all '_' '-')" severity: $severity message: $"($name) ($message)"}]
}

# What is wrong with a setting; `is_live` if people rely on the installation.
def weakness [name: string, value: string, is_live: bool]: nothing -> list<record> {
  let severe = if $is_live { "high" } else { "low" }
  let is_off = ($value | str lowercase) in ["false" "0" "no" "off"]
  match $name {
    "SECRET_KEY" if ($value | str length) in 1..31 => (fault "high" "is shorter than 32 characters; make a random one" $name)
    "SECRET_KEY" if $value =~ $PLACEHOLDER => (fault (if $is_live { "critical" } else { "medium" }) "is a placeholder; make a random one" $name)
    "DATABASE_URL" if $value =~ '://[^:/@]+:(postgres|password|secret|admin|changeme|gatehouse|123456)?@' => (fault $severe "has a password that anybody guesses" $name)
    "DATABASE_URL" if $is_live and $value =~ 'sslmode=(disable|allow)' => (fault "medium" "sends everything unencrypted; use sslmode=verify-full" $name)
    "ALLOWED_HOSTS" if $value =~ '(^|[,"\s])\*($|[,"\s])' => (fault (if $is_live { "high" } else { "low" }) "answers to every host name; list yours" $name)
    "ALLOWED_ORIGINS" if $value =~ '\*' => (fault "high" "lets every web page call the service; list yours" $name)
    "TRUSTED_PROXIES" if $value =~ '(0\.0\.0\.0|::)/0' => (fault "high" "believes everybody's X-Forwarded-For, so that limits do not count; list your proxies" $name)
    "PUBLIC_URL" if $is_live and $value =~ '^http://' => (fault "high" "is not https" $name)
    "FRONTEND_URL" if $is_live and $value =~ '^http://' => (fault "high" "sends people with tokens to a page that is not https" $name)
    "RATE_LIMIT_ENABLED" if $is_off => (fault $severe "lets anyone send any number of requests" $name)
    "SMTP_SECURITY" if ($value | str lowercase) == "none" => (fault (if $is_live { "medium" } else { "low" }) "sends tokens unencrypted; use starttls or tls" $name)
    "PASSWORD_REQUIRE_MIX" if $is_off => (fault "low" "allows short passwords of one kind of characters" $name)
    "PASSWORD_MIN_SCORE" if $value in ["0" "1"] => (fault "medium" "allows passwords that are guessed quickly; use 2 or more" $name)
    "LOGIN_MAX_FAILURES" if (above $value 20) => (fault "medium" "lets an address guess often; use 20 or less" $name)
    "ACCESS_TOKEN_EXPIRE_MINUTES" if (above $value 60) => (fault "medium" "lets a stolen token work for long elsewhere; use 60 or less" $name)
    "REFRESH_GRACE_SECONDS" if (above $value 600) => (fault "medium" "lets a stolen refresh token be used unnoticed; use 600 or less" $name)
    "LOG_LEVEL" if $is_live and ($value | str lowercase) == "debug" => (fault "low" "logs much more than needed" $name)
    _ => []
  }
}

def above [value: string, limit: int]: nothing -> bool {
  $value =~ '^\d{1,9}$' and ($value | into int) > $limit
}

# A file with secrets that others on this machine can read.
def readable-by-others [file: path, rows: table]: nothing -> list<record> {
  let has_secrets = $rows | any {|row| $row.name in ["SECRET_KEY" "SMTP_PASSWORD" "DATABASE_URL"] and $row.value != "" }
  if not $has_secrets or (ls --directory --long $file | get 0.mode | str ends-with "---") { return [] }
  [{file: $file line: 1 rule: "readable-by-others" severity: "medium" message: "others on this machine can read its secrets; chmod 600"}]
}

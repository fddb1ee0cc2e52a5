# Secrets in files, by rules of our own.

const LARGEST = 1_000_000 # bytes of a file that is read; larger ones are data
const ALLOWED = "scan: allow" # a line that says so was looked at
const PLACEHOLDER = '(?i)example|placeholder|change[-_ ]?me|your[-_ ]|dummy|redacted|not[-_]a[-_]|\.\.\.|<[^>]*>|\$\{|\{\{|\{[a-z_.]+\}|%s|xxxx|^(?:pass|secret|passw(?:or)?d|postgres|gatehouse|hunter2|s3cret)[0-9]?$|0123456789|1234567890|abcdefghij'

# Each rule with what a line that breaks it looks like. Those with a group `secret` look at it for placeholders too.
def rules []: nothing -> table {
  [
    [rule severity pattern message];
    [private-key critical '-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----' "a private key; keep it outside the repository, and replace it"]
    [aws-key critical '\b(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16})\b' "an AWS access key; revoke it"]
    [github-token critical '\b(?<secret>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})' "a GitHub token; revoke it"]
    [gitlab-token critical '\b(?<secret>glpat-[A-Za-z0-9_-]{20,})' "a GitLab token; revoke it"]
    [slack-token critical '\b(?<secret>xox[abeoprs]-[A-Za-z0-9-]{20,})' "a Slack token; revoke it"]
    [stripe-key critical '\b(?<secret>[rs]k_live_[A-Za-z0-9]{20,})' "a Stripe key; revoke it"]
    [google-key critical '\b(?<secret>AIza[0-9A-Za-z_-]{35})\b' "a Google API key; revoke it"]
    [package-token critical '\b(?<secret>npm_[A-Za-z0-9]{36}|pypi-AgE[A-Za-z0-9_-]{50,}|cio[A-Za-z0-9]{32})\b' "a token of a package registry; revoke it"]
    [gatehouse-key critical '\b(?<secret>gk_[0-9a-f]{8,}_[A-Za-z0-9_-]{40,})' "an API key of Gatehouse; revoke it"]
    [jwt high '\b(?<secret>eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,})' "a signed token; end its session"]
    [url-password high '[a-z][a-z0-9+.-]*://[^/\s:@"''`]+:(?<secret>[^/\s:@"''`{}$<>*]{6,})@[a-z0-9\[]' "a password in a URL; read it from a setting"]
    [assigned-secret high '(?i)(?:secret|token|api[-_]?key|passw(?:or)?d|credential)[a-z_]*["'']?\s*(?::=|=>|[:=])\s*["''](?<secret>[A-Za-z0-9+/_=.-]{24,})["'']' "what looks like a secret; read it from a setting"]
  ]
}

# Secrets in these files, as findings `{file, line, rule, severity, message}`. What is found is never repeated.
export def secrets-in [files: list<path>]: nothing -> table {
  let rules = rules
  let any = $rules.pattern | each {|pattern| $pattern | str replace "?<secret>" "?:" } | each {|pattern| $"\(?:($pattern)\)" } | str join "|"
  $files | par-each --keep-order {|file|
    let text = text-of $file
    if $text !~ $any { return [] }
    $text | lines | enumerate | where $it.item =~ $any and not ($it.item | str contains $ALLOWED) | each {|line|
      $rules | each {|rule| if (breaks $line.item $rule) { {file: $file line: ($line.index + 1) ...($rule | select rule severity message)} } } | compact | first 1
    } | flatten
  } | flatten
}

# The text of a file; nothing of one that is large, or no text.
export def text-of [file: path]: nothing -> string {
  if (try { ls --directory $file | get 0.size | into int } catch { $LARGEST + 1 }) > $LARGEST { return "" }
  try { open --raw $file | into binary | decode utf-8 } catch { "" } | if ($in | str contains (char nul)) { "" } else { $in }
}

# Whether a line breaks a rule: the secret is no placeholder, and one that only looks like it is random enough.
def breaks [line: string, rule: record]: nothing -> bool {
  if $rule.pattern !~ 'secret>' { return ($line =~ $rule.pattern) }
  $line | parse --regex $rule.pattern | get secret | any {|secret|
    $secret !~ $PLACEHOLDER and ($rule.rule != "assigned-secret" or (is-random $secret))
  }
}

# Random texts mix kinds of characters and repeat few of them; names and sentences do not.
def is-random [text: string]: nothing -> bool {
  let kinds = ['[a-z]' '[A-Z]' '[0-9]'] | where $text =~ $it | length
  $kinds >= 2 and $text =~ '[0-9]' and (entropy $text) > 3.6
}

# Bits per character.
def entropy [text: string]: nothing -> float {
  let size = $text | str length
  $text | split chars | uniq --count | get count | each {|count|
    let share = $count / $size
    0 - $share * ($share | math log 2)
  } | math sum
}

# The service that scripts look at, through the generated client.

use ../../clients/nushell/gatehouse

const LOCAL = "http://127.0.0.1:8000"

# A client for the service at this address, where the environment says, or on this machine. Credentials come from the
# environment too.
export def service-at [
  url: any # The address, or null.
  --max-retries: int # How often calls that fail are repeated.
  --middleware: list<closure> # What every request goes through.
  --token: string # An access token instead of other credentials.
]: nothing -> record {
  if $url != null and $url !~ '^https?://[^/\s]+' { error make --unspanned {msg: $"--url must be an address such as https://accounts.example.com, not '($url)'"} }
  gatehouse client --base-url ($url | default $env.GATEHOUSE_BASE_URL? | default --empty $LOCAL) --max-retries $max_retries --middleware $middleware --token $token
}

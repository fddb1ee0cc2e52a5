# The service that scripts look at, through the generated client.

use ../../clients/nushell/gatehouse

# A client for the service at this address, or where the environment says; credentials come from the environment too.
export def service-at [
  url: any # The address, or null.
  --max-retries: int # How often calls that fail are repeated.
  --middleware: list<closure> # What every request goes through.
  --token: string # An access token instead of other credentials.
]: nothing -> record {
  if $url != null and $url !~ '^https?://[^/\s]+' { error make --unspanned {msg: $"--url must be an address such as https://accounts.example.com, not '($url)'"} }
  gatehouse client --base-url $url --max-retries $max_retries --middleware $middleware --token $token
}

# Signatures of tokens, checked with OpenSSL, which wants keys and some signatures in DER (X.690).

const ED25519 = 0x[302a300506032b6570032100]
const P256 = 0x[3059301306072a8648ce3d020106082a8648ce3d03010703420004]
const RSA = 0x[300d06092a864886f70d0101010500]

# Whether a key has signed something.
export def is-signed [algorithm: string, key: record, signed: binary, signature: binary]: nothing -> bool {
  if (which openssl | is-empty) {
    error make --unspanned {msg: "tokens are checked with OpenSSL" help: "Install openssl, or ask the service about the token."}
  }
  let proof = if $algorithm == "ES256" { pair $signature } else { $signature }
  let public = public-key $algorithm $key
  if $proof == null or $public == null { return false }
  let folder = mktemp --directory --tmpdir
  $public | save ($folder | path join "key")
  $signed | save ($folder | path join "signed")
  $proof | save ($folder | path join "proof")
  let digest = if $algorithm == "EdDSA" { [] } else { ["-digest" "sha256"] }
  let files = ["-inkey" "key" "-in" "signed" "-sigfile" "proof"]
  let done = do { cd $folder; ^openssl pkeyutl -verify -pubin -keyform DER -rawin ...$digest ...$files | complete }
  rm --recursive $folder
  $done.exit_code == 0
}

def public-key [algorithm: string, key: record]: nothing -> any {
  match $algorithm {
    "EdDSA" => (let x = raw $key.x?; if ($x | bytes length) == 32 { bytes build $ED25519 $x })
    "ES256" => (let point = bytes build (raw $key.x?) (raw $key.y?); if ($point | bytes length) == 64 { bytes build $P256 $point })
    _ => (der 0x[30] $RSA (der 0x[03] 0x[00] (der 0x[30] (integer (raw $key.n?)) (integer (raw $key.e?)))))
  }
}

# The two numbers of a signature on a curve, as OpenSSL reads them.
def pair [signature: binary]: nothing -> any {
  if ($signature | bytes length) != 64 { return null }
  der 0x[30] (integer ($signature | bytes at 0..31)) (integer ($signature | bytes at 32..63))
}

def der [tag: binary, ...content: binary]: nothing -> binary {
  let body = bytes build ...$content
  let length = $body | bytes length
  let size = if $length < 128 { [$length] } else if $length < 256 { [0x81 $length] } else { [0x82 ($length // 256) ($length mod 256)] }
  bytes build $tag ...$size $body
}

# A number of DER has a leading zero where it would be negative, and none otherwise.
def integer [bytes: binary]: nothing -> binary {
  let digits = $bytes | encode hex | str replace --regex '^(00)+' ""
  let positive = if $digits =~ '^[0-7]' { $digits } else { $"00($digits)" }
  der 0x[02] ($positive | decode hex)
}

def raw [text: any]: nothing -> binary {
  try { $text | decode base64 --url --nopad } catch { 0x[] }
}

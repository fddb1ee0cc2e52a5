# Register, sign in and read the account; prints the account as JSON.

use ../../clients/nushell/gatehouse

def main [] {
  gatehouse auth register --email $env.GATEHOUSE_EMAIL --username $env.FLOW_USERNAME --password $env.GATEHOUSE_PASSWORD | ignore
  let tokens = gatehouse auth login --email $env.GATEHOUSE_EMAIL --password $env.GATEHOUSE_PASSWORD
  let client = gatehouse client --token $tokens.access_token
  print (gatehouse me get --client $client | to json --raw)
}

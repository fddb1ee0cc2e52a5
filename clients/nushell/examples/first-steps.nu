# First steps: set GATEHOUSE_BASE_URL and credentials, then `nu examples/first-steps.nu`.

use ../gatehouse

def main [] {
  print (gatehouse me get)
  print (gatehouse users list --all)
}

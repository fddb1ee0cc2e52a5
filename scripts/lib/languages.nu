# How each environment is built, tested and tried: commands with the folders that they run in.

const ROOT = path self ../..

# The environments; `tools` are what must be installed. Words that begin with `@` are tools of this repository.
export def known-languages []: nothing -> table {
  let shell = $nu.current-exe
  [
    {
      name: "python" tools: ["python"] folder: $ROOT
      builds: [["@python" "-m" "compileall" "-q" "gatehouse" "handlers" "persistence" "sdkgen"]]
      tests: [["@python" "-m" "pytest" "-q" "tests/core/test_identity.py" "tests/security"]]
      live: {folder: $ROOT command: ["@python" "scripts/flows/flow.py"]}
    }
    {
      name: "typescript" tools: ["node" "npm"] folder: (below "clients/typescript")
      builds: [["npm" "install" "--ignore-scripts" "--no-audit" "--no-fund" "--no-package-lock" "--prefer-offline"] ["npm" "run" "build"]]
      tests: [["npm" "test"]]
      live: {folder: $ROOT command: ["node" "scripts/flows/flow.mjs"]}
    }
    {
      name: "rust" tools: ["cargo"] folder: (below "clients/rust")
      builds: [["cargo" "build" "--quiet"]]
      tests: [["cargo" "test" "--quiet" "--lib"]]
      live: {folder: (below "scripts/flows/rust") command: ["cargo" "run" "--quiet" "--target-dir" (below "clients/rust/target")]}
    }
    {
      name: "go" tools: ["go"] folder: (below "clients/go")
      builds: [["go" "build" "./..."]]
      tests: [["go" "test" "./..."]]
      live: {folder: (below "scripts/flows/go") command: ["go" "run" "."]}
    }
    {
      name: "nushell" tools: [] folder: (below "clients/nushell")
      builds: [[$shell "--no-config-file" "scripts/check.nu"]]
      tests: [[$shell "--no-config-file" "tests/run.nu"]]
      live: {folder: $ROOT command: [$shell "--no-config-file" "scripts/flows/flow.nu"]}
    }
  ]
}

def below [folder: string]: nothing -> path {
  $ROOT | path join $folder
}

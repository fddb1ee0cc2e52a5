"""The table of taken names, held against the parser or compiler of each language.

Each of them is asked about all words that are taken anywhere, so that none is missing in a language.
"""

import builtins
import json
import keyword
import re
import subprocess
from pathlib import Path

from sdkgen.taken_names import GO, NUSHELL, PYTHON, RUST, TAKEN, TYPESCRIPT
from tests.sdk.builds.toolchain import NPM_INSTALL, ROOT, find

WORDS = sorted({word for each in TAKEN.values() for word in each.all if word.isidentifier()})
_VERSION = re.compile(r'"typescript": "([^"]+)"')

_GO = """package main

import (
	"fmt"
	"go/token"
	"go/types"
)

func main() {
	for each := token.Token(0); each < 1000; each++ {
		if each.IsKeyword() {
			fmt.Println("keyword", each)
		}
	}
	for _, name := range types.Universe.Names() {
		fmt.Println("builtin", name)
	}
}
"""

_TYPESCRIPT = """
const ts = require("typescript");
const fs = require("node:fs");
const tokens = [];
const { FirstKeyword, LastKeyword } = ts.SyntaxKind;
for (let kind = FirstKeyword; kind <= LastKeyword; kind++) tokens.push(ts.tokenToString(kind));
const isRefused = (word) => {
  try {
    new Function(`"use strict"; let ${word};`);
    return false;
  } catch {
    return true;
  }
};
fs.writeFileSync("empty.ts", "export {};");
const options = { lib: ["lib.es2023.d.ts", "lib.dom.d.ts"], types: [] };
const program = ts.createProgram(["empty.ts"], options);
const flags = ts.SymbolFlags.Type | ts.SymbolFlags.Value;
const symbols = program.getTypeChecker().getSymbolsInScope(program.getSourceFile("empty.ts"), flags);
const refused = JSON.parse(process.argv[2]).filter(isRefused);
console.log(JSON.stringify({ tokens, refused, symbols: symbols.map((each) => each.name) }));
"""


def told(*words: str, folder: Path, succeeds: bool = True) -> str:
    """What a program says."""
    command = [find(words[0]) or words[0], *words[1:]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not succeeds or done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_go(tmp_path: Path) -> None:
    (tmp_path / "main.go").write_text(_GO)
    rows = [line.split() for line in told("go", "run", "main.go", folder=tmp_path).splitlines()]
    assert {word for kind, word in rows if kind == "keyword"} == GO.keywords
    assert {word for kind, word in rows if kind == "builtin"} == GO.builtins


def test_python() -> None:
    soft = set(keyword.softkwlist) - {"_"}
    assert set(keyword.kwlist) | soft <= PYTHON.keywords
    assert PYTHON.keywords <= {*keyword.kwlist, "case", "match", "type"}
    assert {name for name in dir(builtins) if name.islower() and name[0] != "_"} == PYTHON.builtins


def test_rust(tmp_path: Path) -> None:
    (tmp_path / "names.rs").write_text("".join(f"pub fn {word}() {{}}\n" for word in WORDS))
    check = ("rustc", "--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--out-dir", ".")
    said = told(*check, "--error-format", "short", "names.rs", folder=tmp_path, succeeds=False)
    assert set(re.findall(r"found (?:reserved )?keyword `(\w+)`", said)) == RUST.keywords
    names = ", ".join(sorted(RUST.builtins - {"Debug", "Hash"}))  # these two are macros there
    (tmp_path / "prelude.rs").write_text(f"pub use std::prelude::rust_2024::{{{names}}};\n")
    told(*check, "prelude.rs", folder=tmp_path)


def test_typescript(tmp_path: Path) -> None:
    own = (ROOT / "clients" / "typescript" / "package.json").read_text()
    version = _VERSION.findall(own)[0]
    (tmp_path / "package.json").write_text(json.dumps({"devDependencies": {"typescript": version}}))
    (tmp_path / "ask.cjs").write_text(_TYPESCRIPT)
    told(*NPM_INSTALL, folder=tmp_path)
    found = json.loads(told("node", "ask.cjs", json.dumps(WORDS), folder=tmp_path))
    assert {*found["tokens"], *found["refused"]} == TYPESCRIPT.keywords
    assert TYPESCRIPT.builtins <= set(found["symbols"])


def group(folder: Path, word: str) -> None:
    """Write a group of commands that is called like a word."""
    (folder / word).mkdir()
    (folder / word / "mod.nu").write_text(f'export def "{word} go" []: nothing -> string {{ "yes" }}\n')


def nushell(folder: Path, script: str) -> str:
    """What a script says, whether it succeeds or not."""
    return told("nu", "--no-config-file", "--commands", script, folder=folder, succeeds=False).strip()


def is_free(folder: Path, word: str) -> bool:
    """Whether a group can be called so."""
    group(folder, word)
    return nushell(folder, f"use {word} *; {word} go") == "yes"


def test_nushell_commands(tmp_path: Path) -> None:
    rows = json.loads(nushell(tmp_path, "scope commands | select name type | to json --raw"))
    assert {row["name"].split()[0] for row in rows if row["type"] == "built-in"} == NUSHELL.builtins
    named = {row["name"] for row in rows if row["type"] == "keyword" and " " not in row["name"]}
    refused = {word for word in NUSHELL.keywords - named if not is_free(tmp_path, word)}
    assert named | refused == NUSHELL.keywords


def test_nushell_groups(tmp_path: Path) -> None:
    free = [word for word in WORDS if word.islower() and word not in NUSHELL.keywords]
    for word in free:
        group(tmp_path, word)
    uses = "".join(f"use {word} *\n" for word in free)
    (tmp_path / "all.nu").write_text(uses + f"print ([{' '.join(f'({word} go)' for word in free)}] | uniq)\n")
    done = told("nu", "--no-config-file", "all.nu", folder=tmp_path)
    assert done.count("yes") == 1, done

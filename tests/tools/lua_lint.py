#!/usr/bin/env python3
"""Runs luacheck over the Redis scripts as they are embedded: with their `-- @include PATH` lines carried out.

A finding is shown at the line of the file that it stands in. One in an included file counts if every script that includes the file
has it: what one script does not use, another does. A script that acts before it has required its store is a finding, too.

Usage: lua_lint.py [ROOT]     prints the findings; exit status 1 if there are any
"""
import collections
import pathlib
import re
import subprocess
import sys

INCLUDE = re.compile(r"-- @include ([a-z_/]+\.lua)$")
FINDING = re.compile(r"^[^:]*:(\d+):(\d+): (.*)$", re.MULTILINE)
GUARD, FROZEN_GUARD = "common/partition/lua/require_token.lua", "common/partition/lua/require_store.lua"
# They run on a partition that is frozen.
FREEZERS = ("common/partition/lua/freeze.lua", "common/partition/lua/thaw.lua")
CONFIG = pathlib.Path(__file__).resolve().parents[2] / ".luacheckrc"


def compose(root, path, seen=()):
    """The lines of a script and its includes, each with the place that it comes from."""
    lines = []
    for number, line in enumerate((root / path).read_text().splitlines(), 1):
        included = INCLUDE.search(line)
        if included and included.group(1) in seen:
            sys.exit(f"{path}:{number}: includes {included.group(1)}, which includes this file")
        if included and not (root / included.group(1)).is_file():
            sys.exit(f"{path}:{number}: includes {included.group(1)}, which is not there")
        if included:
            lines += compose(root, included.group(1), (*seen, path))
        else:
            lines.append((line, path, number))
    return lines


def lint(lines):
    """The findings in a composed script, each as (file, line, column, text)."""
    text = "".join(line + "\n" for line, _, _ in lines)
    run = subprocess.run(["luacheck", "--config", CONFIG, "--codes", "--formatter", "plain", "-"], input=text,
                         stdout=subprocess.PIPE, text=True, check=False)
    return {(*lines[int(number) - 1][1:], int(column), message) for number, column, message in FINDING.findall(run.stdout)}


def findings(root):
    """The findings in all scripts under `root`, in order."""
    paths = sorted(path.relative_to(root).as_posix() for tree in ("common", "services") for path in (root / tree).rglob("*.lua"))
    composed = {path: compose(root, path) for path in paths}
    included = {file for path, lines in composed.items() for _, file, _ in lines if file != path}
    scripts = [path for path in paths if path not in included]
    users = collections.Counter(file for path in scripts for file in {file for _, file, _ in composed[path]})
    found = collections.Counter(finding for path in scripts for finding in lint(composed[path]))
    return sorted(finding for finding, count in found.items() if count == users[finding[0]])


def unguarded(root):
    """The scripts that do something before they have required the store, or do not at all, in order."""
    paths = sorted(path.relative_to(root).as_posix() for tree in ("common", "services") for path in (root / tree).rglob("*.lua"))
    composed = {path: compose(root, path) for path in paths}
    included = {file for path, lines in composed.items() for _, file, _ in lines if file != path}
    return [path for path in paths if path not in included and not is_guarded(path, composed[path])]


def is_guarded(path, lines):
    guards = [GUARD] if path in FREEZERS else [GUARD, FROZEN_GUARD]
    files = list(dict.fromkeys(file for line, file, _ in lines if not line.startswith("--")))
    return files[:len(guards)] == guards


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else CONFIG.parent
    found = findings(root)
    for file, line, column, message in found:
        print(f"{file}:{line}:{column}: {message}")
    bare = unguarded(root)
    for path in bare:
        print(f"{path}: requires the store too late or not at all; it should begin with -- @include {FROZEN_GUARD}")
    return 1 if found or bare else 0


if __name__ == "__main__":
    sys.exit(main())

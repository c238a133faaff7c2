#!/usr/bin/env python3
"""Runs clang-tidy over the sources of common/ and services/ but their tests, as many at once as there are cores, and remembers what passed.

A source is checked again only if it, a header of ours that it reaches, a .proto file or .clang-tidy has changed since it passed.

Usage: tidy.py BUILD_DIR     prints the findings; exit status 1 if there are any
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What runs in production. Tests are left to the compiler's warnings: they would treble the time.
OURS = re.compile(r"(common|services)/.*(?<!_test)\.cc")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def sources(build):
    """Our sources that the build compiles, relative to the root."""
    commands = json.loads((build / "compile_commands.json").read_text())
    paths = (os.path.relpath(command["file"], ROOT) for command in commands)
    return sorted({path for path in paths if OURS.fullmatch(path)})


def closure(source):
    """The source and the headers of ours that it reaches."""
    found = set()
    todo = [source]
    while todo:
        path = todo.pop()
        if path not in found and (ROOT / path).is_file():
            found.add(path)
            todo += INCLUDE.findall((ROOT / path).read_text())
    return sorted(found)


def common_digest():
    """A digest of what every source's findings depend on."""
    digest = hashlib.sha256(subprocess.run(["clang-tidy", "--version"], stdout=subprocess.PIPE, check=True).stdout)
    for path in [ROOT / ".clang-tidy", *sorted((ROOT / "proto").rglob("*.proto"))]:
        digest.update(path.read_bytes())
    return digest.digest()


def check(source, build, common):
    """The findings in one source; empty if there are none."""
    digest = hashlib.sha256(common)
    for path in closure(source):
        digest.update((ROOT / path).read_bytes())
    passed = build / "tidy" / (source.replace("/", "_") + "." + digest.hexdigest()[:16])
    if passed.exists():
        return ""
    run = subprocess.run(["clang-tidy", "-p", build, "--quiet", ROOT / source],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        return run.stdout or run.stderr
    for old in passed.parent.glob(passed.stem + ".*"):
        old.unlink()
    passed.touch()
    return ""


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    (build / "tidy").mkdir(exist_ok=True)
    common = common_digest()
    failed = False
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for findings in pool.map(lambda source: check(source, build, common), sources(build)):
            failed |= bool(findings)
            print(findings, end="", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Compares what deploy/ says of the two servers with the servers as they were built: their flags, and the packages that they need.

Usage: programs.py [ROOT [BUILD]]     prints what is wrong; exit status 1 if anything is. Without a build it says that it has compared nothing
"""
import pathlib
import re
import subprocess
import sys

PROGRAMS = {"fudai_campaign_server": "services/campaign/fudai_campaign_server", "fudai_admin_server": "services/admin/fudai_admin_server"}
FOLDERS = ("systemd", "nginx", "envoy", "compose", "kubernetes")
# Where both servers are started.
STARTING = ("systemd", "compose", "kubernetes")
NAME = re.compile("|".join(PROGRAMS))
FLAG = re.compile(r"(?<![\w-])--([a-z][a-z0-9_]*)")
# A line that goes on with the flags of the line before: an item of a list that is a flag, or a comment between them.
GOES_ON = re.compile(r"\s*(- --|#)")
# In every Debian image.
ESSENTIAL = {"libc6", "libgcc-s1"}


def flags_of(help_text):
    """The flags that --help lists."""
    return set(re.findall(r"^  --([a-z0-9_]+)", help_text, re.MULTILINE)) | {"help", "version"}


def invocations(text):
    """Yields (line, program, flag) for each flag that a file gives to a server, and (line, program, None) for each server it starts."""
    program = None
    for number, line in enumerate(text.splitlines(), 1):
        comment = line.lstrip().startswith("#")
        started = None if comment else NAME.search(line)
        if started:
            program = started.group()
            yield number, program, None
        elif not GOES_ON.match(line):
            program = None
        if program and not comment:
            for flag in FLAG.findall(line[started.end() if started else 0:]):
                yield number, program, flag


def mentions(text):
    """Yields (line, flag) for each flag with an underscore, wherever it stands: other programs here have none."""
    for number, line in enumerate(text.splitlines(), 1):
        for flag in FLAG.findall(line):
            if "_" in flag:
                yield number, flag


def wrong_flags(deploy, known):
    """Yields a line for each flag that its server does not know, and for each folder that does not start both."""
    for folder in FOLDERS:
        started = set()
        for file in sorted(path for path in (deploy / folder).rglob("*") if path.is_file()):
            text, where = file.read_text(), file.relative_to(deploy.parent)
            for number, program, flag in invocations(text):
                started.add(program)
                if flag and flag not in known[program]:
                    yield f"{where}:{number}: {program} has no flag --{flag}"
            for number, flag in mentions(text):
                if not any(flag in flags for flags in known.values()):
                    yield f"{where}:{number}: no server has a flag --{flag}"
        if folder in STARTING and started != set(PROGRAMS):
            yield f"deploy/{folder}: found no start of {' and '.join(sorted(set(PROGRAMS) - started))}"


def needed_packages(programs):
    """Of each library that the programs are linked with, the packages that have it."""
    dumps = [subprocess.run(["objdump", "-p", program], stdout=subprocess.PIPE, text=True, check=True).stdout for program in programs]
    needed = {library: set() for dump in dumps for library in re.findall(r"NEEDED\s+(\S+)", dump)}
    found = subprocess.run(["dpkg-query", "-S", *(f"*/{library}" for library in needed)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           text=True, check=False).stdout
    for package, library in re.findall(r"^([^\s:,]+)(?::\S+)?: \S*/(\S+)$", found, re.MULTILINE):
        needed[library].add(package)
    return needed


def missing_packages(dockerfile, needed):
    """Yields a line for each library whose package the image of the servers does not install."""
    installed = set(re.findall(r"^ {9}([a-z0-9.+-]+) \\$", dockerfile, re.MULTILINE)) | ESSENTIAL
    for library, packages in sorted(needed.items()):
        if packages and not packages & installed:
            yield f"deploy/compose/Dockerfile: the servers need {library}: install {' or '.join(sorted(packages))}"


def debian_release(dockerfile):
    """The release that the image is of: 12 for debian:12.11-slim."""
    return re.search(r"^FROM debian:(\d+)", dockerfile, re.MULTILINE).group(1)


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[3]
    build = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root / "build"
    programs = {name: build / path for name, path in PROGRAMS.items()}
    if not all(program.is_file() for program in programs.values()):
        print("programs.py: no build is there, so flags and packages were not compared")
        return 0
    known = {name: flags_of(subprocess.run([path, "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout)
             for name, path in programs.items()}
    found = list(wrong_flags(root / "deploy", known))
    dockerfile = (root / "deploy/compose/Dockerfile").read_text()
    here = re.search(r'^VERSION_ID="?([\d.]*)', pathlib.Path("/etc/os-release").read_text(), re.MULTILINE)
    if here and here.group(1) == debian_release(dockerfile):
        found += missing_packages(dockerfile, needed_packages(programs.values()))
    else:
        print(f"programs.py: this is no Debian {debian_release(dockerfile)}, so the image's packages were not compared")
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

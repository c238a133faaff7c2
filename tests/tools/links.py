#!/usr/bin/env python3
"""Checks that relative links in Markdown files lead somewhere: to a file or folder, and to a heading where they name one.

Usage: links.py FILE...     prints one line per broken link; exit status 1 if there is any
"""
import pathlib
import re
import sys
import urllib.parse

LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#+\s+(.*?)\s*#*$", re.MULTILINE)


def blank(match):
    """As many line breaks as the match has, so that line numbers stay right."""
    return "\n" * match.group().count("\n")


def anchors(text):
    """The anchors of a document's headings, made as GitHub makes them."""
    headings = HEADING.findall(FENCE.sub(blank, text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(file):
    """Yields a line for each broken link in one file."""
    text = CODE.sub("", FENCE.sub(blank, file.read_text()))
    for match in LINK.finditer(text):
        link = urllib.parse.urlsplit(match.group(1))
        if link.scheme or link.netloc:
            continue
        target = file.parent / urllib.parse.unquote(link.path) if link.path else file
        where = f"{file}:{text.count(chr(10), 0, match.start()) + 1}"
        if not target.exists():
            yield f"{where}: {match.group(1)}: there is no {link.path}"
        elif link.fragment and target.suffix == ".md" and link.fragment not in anchors(target.read_text()):
            yield f"{where}: {match.group(1)}: {target.name} has no heading #{link.fragment}"


def main():
    found = [line for name in sys.argv[1:] for line in broken(pathlib.Path(name))]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Checks that the rooms include only what the table of rooms allows.

A room is a folder whose CMakeLists.txt makes a library or a program. Its files may include headers of the room itself and of the
rooms that its USES reach, directly or through others (its tests, *_test.cc and *_fixture.h, also those of TEST_USES). Beyond that,
some rooms must not meet at all; see forbidden().

Usage: include_rules.py [ROOT]     prints one line per violation; exit status 1 if there is any
"""
import pathlib
import re
import sys

TREES = ("common", "services", "tests", "proto")
FEATURES = {f"services/campaign/{name}" for name in ("order", "lucky_bag", "growth_coffee", "coupon")}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
CALL = re.compile(r"\b(fudai_room|fudai_proto|target_link_libraries)\s*\(([^)]*)\)")
MAKES = re.compile(r"\b(fudai_room|add_executable|add_library)\s*\(")
COMMENT = re.compile(r"#.*")


class Rooms:
    """The rooms under a root, and which of them each one uses, as their CMakeLists.txt say."""

    def __init__(self, root):
        self.root = root
        self.uses = {}
        self.test_uses = {}
        texts = {}
        for tree in TREES:
            for file in sorted((root / tree).rglob("CMakeLists.txt")):
                texts[file.parent.relative_to(root).as_posix()] = COMMENT.sub("", file.read_text())
        protos = {"proto/" + arguments.split()[0] for _, arguments in CALL.findall(texts.get("proto", ""))
                  if arguments.startswith("fudai/")}
        self.names = {name for name, text in texts.items() if MAKES.search(text)} | protos
        for room, text in texts.items():
            self._read(room, text)

    def _read(self, room, text):
        for call, arguments in CALL.findall(text):
            words = arguments.split()
            if call == "fudai_proto":
                if words[0].startswith("fudai/"):
                    self.uses["proto/" + words[0]] = self._rooms(words[1:])
                continue
            tests_from = words.index("TEST_USES") if "TEST_USES" in words else len(words)
            self.uses.setdefault(room, set()).update(self._rooms(words[:tests_from]))
            self.test_uses.setdefault(room, set()).update(self._rooms(words[tests_from:]))

    def _rooms(self, words):
        """The rooms among the words, which name them by path, by target, or by the target of their client stubs."""
        targets = {name.replace("/", "_"): name for name in self.names}
        wanted = (word.replace("/", "_").removesuffix("_stubs") for word in words)
        return {targets[word] for word in wanted if word in targets}

    def of(self, path):
        """The room that holds `path`, relative to the root; None outside all rooms."""
        if path.startswith("fudai/"):
            path = "proto/" + path
        for parent in pathlib.PurePosixPath(path).parents:
            if parent.as_posix() in self.names:
                return parent.as_posix()
        return None

    def reach(self, file, room):
        """The rooms whose headers `file` of `room` may include."""
        found = set()
        todo = {room} | self.uses.get(room, set())
        if file.name.endswith(("_test.cc", "_fixture.h")):
            todo |= self.test_uses.get(room, set())
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo |= self.uses.get(name, set())
        return found


def forbidden(room, other):
    """Why `room` may never use `other`; None if it may."""
    if room in FEATURES and other in FEATURES and room != other:
        return "a feature never includes a sibling; what both need goes through services/campaign/contracts"
    if room.startswith("common/") and other.startswith(("services/", "tests/")):
        return "common stands below the services"
    for one, two in (("campaign", "admin"), ("admin", "campaign"), ("ctl", "campaign"), ("ctl", "admin")):
        if room.startswith(f"services/{one}") and other.startswith(f"services/{two}"):
            return f"services/{one} and services/{two} share only proto/ and common/"
    return None


def violations(root):
    """Yields a line for each violation under `root`."""
    rooms = Rooms(root)
    for room in sorted(rooms.uses):
        for other in sorted(rooms.uses[room] | rooms.test_uses.get(room, set())):
            reason = forbidden(room, other)
            if reason:
                yield f"{room}/CMakeLists.txt: uses {other}: {reason}"
    for tree in TREES:
        for file in sorted((root / tree).rglob("*")):
            if file.suffix in (".cc", ".h"):
                yield from violations_of(file, rooms)


def violations_of(file, rooms):
    """Yields a line for each violation in one file."""
    path = file.relative_to(rooms.root).as_posix()
    room = rooms.of(path)
    text = file.read_text()
    for match in INCLUDE.finditer(text):
        where = f"{path}:{text.count(chr(10), 0, match.start(2)) + 1}"
        name = match.group(2)
        if name.startswith("hiredis/") and room != "common/redis":
            yield f"{where}: includes {name}: only common/redis may; use its client"
        other = rooms.of(name) if match.group(1) == '"' else None
        if other is None:
            continue
        reason = forbidden(room or "", other)
        if reason:
            yield f"{where}: includes {name}: {reason}"
        elif room and other not in rooms.reach(file, room):
            yield f"{where}: includes {name}: {room}/CMakeLists.txt does not name {other} in USES"


def main():
    default = pathlib.Path(__file__).resolve().parents[2]
    found = list(violations(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

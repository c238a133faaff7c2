#!/usr/bin/env python3
"""Shows that the checks written here pass good examples, and fail bad ones with the right words."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS))

import include_rules  # noqa: E402
import links  # noqa: E402
import lua_lint  # noqa: E402

TREE = {
    "proto/CMakeLists.txt": "function(fudai_proto package)\nendfunction()\nfudai_proto(fudai/event/v1)\n"
                            "fudai_proto(fudai/admin/v1 STUBS USES proto/fudai/event/v1)\n",
    "common/redis/CMakeLists.txt": "fudai_room(USES absl::status)  # not common/keys\n",
    "common/redis/client.cc": '#include "common/redis/client.h"\n#include <hiredis/hiredis.h>\n',
    "common/testing/CMakeLists.txt": "fudai_room(\n  USES common/redis)\n",
    "common/keys/CMakeLists.txt": "fudai_room(USES common/redis TEST_USES common/testing)\n",
    "common/keys/keys.cc": '#include "common/redis/client.h"\n#include <string>\n',
    "common/keys/keys_test.cc": '#include "common/testing/redis_server.h"\n',
    "common/keys/keys_fixture.h": '#include "common/testing/redis_server.h"\n',
    "services/admin/stats/CMakeLists.txt": "fudai_room(USES proto/fudai/admin/v1_stubs common/keys)\n",
    "services/admin/stats/stats.cc": '#include "fudai/event/v1/event.pb.h"\n#include "common/redis/client.h"\n',
    "services/campaign/order/CMakeLists.txt": "fudai_room(USES common/redis)\n",
    "services/campaign/coupon/CMakeLists.txt": "fudai_room(USES common/redis)\n",
    "services/campaign/CMakeLists.txt": "add_executable(server main.cc)\n"
                                        "target_link_libraries(server PRIVATE services_campaign_order)\n",
    "services/campaign/main.cc": '#include "services/campaign/order/order.h"\n',
}


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class IncludeRulesTest(unittest.TestCase):
    def violations(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), {**TREE, **changes})
            return list(include_rules.violations(pathlib.Path(folder)))

    def test_passes_what_the_table_allows(self):
        self.assertEqual(self.violations({}), [])

    def test_fails_on_a_room_that_uses_does_not_name(self):
        self.assertEqual(
            self.violations({"common/redis/extra.h": '// Line one.\n#include "common/keys/keys.h"\n'}),
            ["common/redis/extra.h:2: includes common/keys/keys.h: common/redis/CMakeLists.txt does not name common/keys in USES"])

    def test_fails_on_test_uses_outside_a_test(self):
        found = self.violations({"common/keys/extra.cc": '#include "common/testing/redis_server.h"\n'})
        self.assertEqual(len(found), 1)
        self.assertIn("does not name common/testing in USES", found[0])

    def test_fails_on_a_proto_that_uses_does_not_name(self):
        found = self.violations({"common/keys/extra.cc": '#include "fudai/event/v1/event.pb.h"\n'})
        self.assertEqual(len(found), 1)
        self.assertIn("does not name proto/fudai/event/v1 in USES", found[0])

    def test_fails_on_a_sibling_feature_even_if_uses_names_it(self):
        found = self.violations({
            "services/campaign/order/CMakeLists.txt": "fudai_room(USES services/campaign/coupon)\n",
            "services/campaign/order/order.cc": '#include "services/campaign/coupon/coupon.h"\n'})
        self.assertEqual(len(found), 2)
        self.assertIn("a feature never includes a sibling", found[0])
        self.assertIn("a feature never includes a sibling", found[1])

    def test_fails_on_admin_that_includes_campaign(self):
        found = self.violations({"services/admin/stats/x.cc": '#include "services/campaign/order/order.h"\n'})
        self.assertEqual(len(found), 1)
        self.assertIn("share only proto/ and common/", found[0])

    def test_fails_on_common_that_includes_a_service(self):
        found = self.violations({"common/keys/x.cc": '#include "services/campaign/order/order.h"\n'})
        self.assertEqual(len(found), 1)
        self.assertIn("common stands below the services", found[0])

    def test_fails_on_hiredis_outside_its_room(self):
        found = self.violations({"services/campaign/order/x.cc": "#include <hiredis/async.h>\n"})
        self.assertEqual(found, ["services/campaign/order/x.cc:1: includes hiredis/async.h: only common/redis may; use its client"])

    def test_exit_status_tells(self):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), {**TREE, "common/keys/x.cc": "#include <hiredis/hiredis.h>\n"})
            self.assertEqual(subprocess.run([TOOLS / "include_rules.py", folder], stdout=subprocess.DEVNULL).returncode, 1)
            write(pathlib.Path(folder), {"common/keys/x.cc": ""})
            self.assertEqual(subprocess.run([TOOLS / "include_rules.py", folder]).returncode, 0)


class LinksTest(unittest.TestCase):
    def broken(self, text):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), {"README.md": text, "docs/guide.md": "# The Guide: part 1\n"})
            return list(links.broken(pathlib.Path(folder) / "README.md"))

    def test_passes_links_that_lead_somewhere(self):
        self.assertEqual(self.broken("# Top\n[a](docs/guide.md) [b](docs/guide.md#the-guide-part-1) [c](#top) [d](docs)\n"
                                     "[e](https://example.com/x)\n"), [])

    def test_passes_over_code(self):
        self.assertEqual(self.broken("`[a](nowhere.md)`\n```\n[b](nowhere.md)\n```\n"), [])

    def test_fails_on_a_file_that_is_not_there(self):
        found = self.broken("\n```\ncode\n```\n[a](docs/other.md)\n")
        self.assertEqual(len(found), 1)
        self.assertIn("README.md:5: docs/other.md: there is no docs/other.md", found[0])

    def test_fails_on_a_heading_that_is_not_there(self):
        found = self.broken("[a](docs/guide.md#part-2)\n")
        self.assertEqual(len(found), 1)
        self.assertIn("guide.md has no heading #part-2", found[0])


@unittest.skipUnless(shutil.which("luacheck"), "luacheck is not installed: deploy/setup test")
class LuaLintTest(unittest.TestCase):
    SCRIPTS = {
        "common/lua/header.lua": "local header = redis.call('GET', KEYS[1])\nlocal spare = 1\n",
        "common/lua/one.lua": "-- First.\n-- @include common/lua/header.lua\nreturn header + BAG_EMPTY\n",
        "common/lua/two.lua": "-- @include common/lua/header.lua\nreturn {spare, header}\n",
    }

    def findings(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), {**self.SCRIPTS, **changes})
            (pathlib.Path(folder) / "services").mkdir()
            return lua_lint.findings(pathlib.Path(folder))

    def test_passes_what_one_script_needs_of_an_include(self):
        self.assertEqual(self.findings({}), [])

    def test_fails_on_a_global_at_its_own_line(self):
        found = self.findings({"common/lua/one.lua": "-- @include common/lua/header.lua\nlocal a = header\nreturn a + missing\n"})
        self.assertEqual([finding[:2] for finding in found], [("common/lua/one.lua", 3)])

    def test_fails_on_what_no_script_needs_of_an_include(self):
        found = self.findings({"common/lua/two.lua": "-- @include common/lua/header.lua\nreturn header\n"})
        self.assertEqual([finding[:2] for finding in found], [("common/lua/header.lua", 2)])


if __name__ == "__main__":
    unittest.main()

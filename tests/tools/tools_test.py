#!/usr/bin/env python3
"""Shows that the checks written here pass good examples, and fail bad ones with the right words."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(TOOLS), str(TOOLS / "deploy")]

import include_rules  # noqa: E402
import links  # noqa: E402
import lua_lint  # noqa: E402
import programs  # noqa: E402

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

    GUARDED = {
        "common/partition/lua/require_token.lua": "-- Token.\nlocal header = 1\n",
        "common/partition/lua/require_store.lua": "-- Store.\n-- @include common/partition/lua/require_token.lua\nif header then return end\n",
        "common/partition/lua/freeze.lua": "-- @include common/partition/lua/require_token.lua\nreturn header\n",
        "services/act.lua": "-- Acts.\n-- @include common/partition/lua/require_store.lua\nreturn header\n",
    }

    def unguarded(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), {**self.GUARDED, **changes})
            return lua_lint.unguarded(pathlib.Path(folder))

    def test_passes_scripts_that_require_their_store_first(self):
        self.assertEqual(self.unguarded({}), [])

    def test_fails_on_a_script_that_acts_first_or_on_a_frozen_partition(self):
        for text in ("local a = 1\n-- @include common/partition/lua/require_store.lua\nreturn a\n",
                     "-- @include common/partition/lua/require_token.lua\nreturn header\n", "return 1\n"):
            self.assertEqual(self.unguarded({"services/act.lua": text}), ["services/act.lua"])


class DeployFlagsTest(unittest.TestCase):
    KNOWN = {"fudai_campaign_server": {"redis", "http_listen"}, "fudai_admin_server": {"redis", "database"}}
    UNIT = ("ExecStart=/bin/fudai_campaign_server --redis=unix:/s --http_listen=:1\nExecStartPost=/bin/serving --wait 1\n"
            "ExecStart=/bin/fudai_admin_server --database=${D}\n")
    LIST = ("  command:\n    - fudai_campaign_server\n    # See --http_listen.\n    - --redis=r:1\n  healthcheck: redis-cli --raw\n"
            "  args: [fudai_admin_server]\n")
    FILES = {"deploy/systemd/fudai.service": UNIT, "deploy/compose/compose.yaml": LIST, "deploy/kubernetes/a.yaml": LIST}

    def wrong(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), {**self.FILES, **changes})
            return list(programs.wrong_flags(pathlib.Path(folder) / "deploy", self.KNOWN))

    def test_reads_help(self):
        self.assertEqual(programs.flags_of("Flags:\n  --redis\n      Redis; see --listen\n  --http_listen\n      x\n"),
                         {"redis", "http_listen", "help", "version"})

    def test_passes_what_the_servers_know(self):
        self.assertEqual(self.wrong({}), [])

    def test_fails_on_a_flag_in_a_list(self):
        self.assertEqual(self.wrong({"deploy/compose/compose.yaml": self.LIST.replace("--redis", "--redsi")}),
                         ["deploy/compose/compose.yaml:4: fudai_campaign_server has no flag --redsi"])

    def test_fails_on_a_flag_of_the_other_server(self):
        self.assertEqual(self.wrong({"deploy/systemd/fudai.service": self.UNIT.replace("--database", "--http_listen")}),
                         ["deploy/systemd/fudai.service:3: fudai_admin_server has no flag --http_listen"])

    def test_fails_on_a_flag_that_a_comment_names(self):
        self.assertEqual(self.wrong({"deploy/nginx/nginx.conf": "# Shorter than --http_idle_tme.\n"}),
                         ["deploy/nginx/nginx.conf:1: no server has a flag --http_idle_tme"])

    def test_fails_where_a_server_is_not_started(self):
        self.assertEqual(self.wrong({"deploy/kubernetes/a.yaml": "args: [fudai_admin_server]\n"}),
                         ["deploy/kubernetes: found no start of fudai_campaign_server"])

    def test_fails_on_a_package_that_the_image_lacks(self):
        image = "FROM debian:12.11-slim AS a\nRUN apt-get install \\\n         libpq5 \\\n         zlib1g \\\n"
        needed = {"libpq.so.5": {"libpq5"}, "libz.so.1": {"zlib1g"}, "libc.so.6": {"libc6"}}
        self.assertEqual(list(programs.missing_packages(image, needed)), [])
        self.assertEqual(list(programs.missing_packages(image.replace("libpq5", "libpq"), needed)),
                         ["deploy/compose/Dockerfile: the servers need libpq.so.5: install libpq5"])


# A server of HTTP/2 that answers the first call with NOT_SERVING and all others with SERVING, as grpc.health.v1 does.
HEALTH_SERVER = """
let calls = 0;
const server = require('node:http2').createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/grpc' });
  response.end(Buffer.from([0, 0, 0, 0, 2, 8, calls++ > 0 && request.url === '/grpc.health.v1.Health/Check' ? 1 : 2]));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
"""


@unittest.skipUnless(shutil.which("node") and shutil.which("curl"), "node or curl is not installed: deploy/setup test")
class ServingTest(unittest.TestCase):
    def serving(self, *arguments):
        return subprocess.run([TOOLS.parents[1] / "deploy/serving", *arguments], stderr=subprocess.PIPE, text=True, check=False)

    def setUp(self):
        self.server = subprocess.Popen(["node", "-e", HEALTH_SERVER], stdout=subprocess.PIPE, text=True)
        self.address = f"127.0.0.1:{self.server.stdout.readline().strip()}"

    def tearDown(self):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()

    def test_tells_that_a_server_does_not_serve(self):
        run = self.serving(self.address)
        self.assertEqual((run.returncode, run.stderr), (1, f"serving: {self.address} does not serve\n"))

    def test_waits_until_it_serves(self):
        self.assertEqual(self.serving("--wait", "60", self.address).returncode, 0)

    def test_fails_where_nobody_listens(self):
        self.server.kill()
        self.server.wait()
        self.assertEqual(self.serving(self.address).returncode, 1)

    def test_fails_on_wrong_arguments(self):
        self.assertEqual([self.serving(*arguments).returncode for arguments in ([], ["--wait"], ["--wait", "x", "a:1"], ["a"])], [2] * 4)


class DeployFilesTest(unittest.TestCase):
    """Breaks copies of the files under deploy/."""

    def findings(self, tool, changes):
        """What the tool says of the files after `changes`, each (file, old text, new text)."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(TOOLS.parents[1] / "deploy", pathlib.Path(folder) / "deploy")
            for name, old, new in changes:
                file = pathlib.Path(folder) / "deploy" / name
                self.assertIn(old, file.read_text(), name)
                file.write_text(file.read_text().replace(old, new, 1))
            run = subprocess.run([TOOLS / "deploy" / tool, folder], stdout=subprocess.PIPE, text=True, check=False)
        self.assertEqual(run.returncode, 1 if run.stdout else 0)
        return run.stdout

    def assert_found(self, tool, changes):
        """Each (file, old text, new text, finding)."""
        said = self.findings(tool, [change[:3] for change in changes])
        for change in changes:
            self.assertIn(change[3], said)

    @unittest.skipUnless(shutil.which("systemd-analyze") and shutil.which("nginx", path="/usr/sbin:/usr/bin"),
                         "systemd or nginx is not installed: deploy/setup test")
    def test_units_and_nginx(self):
        self.assertEqual(self.findings("units.sh", []), "")
        self.assert_found("units.sh", [
            ("systemd/fudai-campaign@.service", "RestartSec=", "RestartSecs=", "RestartSecs"),
            ("systemd/fudai-admin.service", "Type=exec", "Type=exek", "exek"),
            ("systemd/fudai-admin.service", "User=fudai-admin", "User=fudai-admn", "does not make 'fudai-admn'"),
            ("systemd/fudai-initialize.service", "${FUDAI_GENERATION}", "${FUDAI_GENERATON}", "a unit uses what no .env file sets: FUDAI_GENERATON"),
            ("systemd/fudai-redis.service", "SystemCallFilter=@system-service\nSystemCallFilter=~@privileged @resources\n", "",
             "Overall exposure level for fudai-redis.service"),
            ("nginx/nginx.conf", "grpc_connect_timeout 1s;", "grpc_conect_timeout 1s;", 'unknown directive "grpc_conect_timeout"')])

    def test_nginx_knows_its_upstreams(self):
        self.assert_found("units.sh", [("nginx/nginx.conf", "upstream admin_http {", "upstream admin_htp {", "host not found in upstream")])

    @unittest.skipUnless((TOOLS / "node_modules/kubernetes-models").is_dir(), "the packages are not installed: deploy/setup test")
    def test_schemas(self):
        self.assertEqual(self.findings("schemas.mjs", []), "")
        self.assert_found("schemas.mjs", [
            ("compose/compose.yaml", "stop_grace_period: 30s", "stop_grace_periods: 30s", '"stop_grace_periods"'),
            ("kubernetes/campaign.yaml", "preStop:", "preStopp:", "preStopp"),
            ("kubernetes/redis.yaml", "serviceName: fudai-redis", "replica: 1", "replica"),
            ("kubernetes/admin.yaml", "cpu: 500m", "cpu: 500milli", 'must match format "quantity"'),
            ("kubernetes/network-policies.yaml", "policyTypes: [Ingress, Egress]", "policyTypes: Ingress", "network-policies.yaml"),
            ("kubernetes/namespace.yaml", "kind: Namespace", "kind: Namspace", "Kubernetes has no v1 Namspace"),
            ("kubernetes/kustomization.yaml", "  - admin.yaml\n", "", "does not name admin.yaml"),
            ("kubernetes/kustomization.yaml", "newTag: 0.1.0", "newTag: latest", "names one version"),
            ("envoy/envoy.yaml", "lb_policy: LEAST_REQUEST", "lb_policies: LEAST_REQUEST", '"lb_policies"')])

    @unittest.skipUnless((TOOLS / "node_modules/kubernetes-models").is_dir(), "the packages are not installed: deploy/setup test")
    def test_bounds_of_envoy(self):
        self.assert_found("schemas.mjs", [
            ("envoy/envoy.yaml", "initial_stream_window_size: 65536", "initial_stream_window_size: 100",
             "http2_protocol_options.initial_stream_window_size should be gte 65535"),
            ("envoy/envoy.yaml", "          interval: 2s\n", "", "clusters[0].health_checks[0].interval is required"),
            ("envoy/envoy.yaml", "          grpc_health_check: {}\n", "", "needs one of http_health_check, tcp_health_check, grpc_health_check"),
            ("envoy/envoy.yaml", "base_ejection_time: 10s", "base_ejection_time: 0s", "base_ejection_time should be gt 0"),
            ("envoy/envoy.yaml", "domains: [coffee.example]", "domains: []", "domains should be min_items 1"),
            ("envoy/envoy.yaml", "stat_prefix: public", 'stat_prefix: ""', "stat_prefix should be min_len 1")])

    @unittest.skipUnless((TOOLS / "node_modules/kubernetes-models").is_dir(), "the packages are not installed: deploy/setup test")
    def test_indentation(self):
        self.assert_found("schemas.mjs", [
            ("compose/compose.yaml", "    networks: [store]", "   networks: [store]", "compose.yaml: "),
            ("kubernetes/settings.yaml", "  generation:", " generation:", "settings.yaml: "),
            ("envoy/envoy.yaml", "      connect_timeout: 1s", "     connect_timeout: 1s", "envoy.yaml: ")])

    @unittest.skipUnless((TOOLS / "node_modules/kubernetes-models").is_dir(), "the packages are not installed: deploy/setup test")
    def test_references(self):
        self.assert_found("schemas.mjs", [
            ("compose/compose.yaml", "networks: [store, servers]", "networks: [shop, servers]", 'names "shop", which is not among the networks'),
            ("compose/compose.yaml", "postgres:15.13-bookworm", "postgres:latest", "it should name one version"),
            ("compose/Dockerfile", "FROM debian:12.11-slim AS redis", "FROM debian AS redis", '"debian" should name one version'),
            ("kubernetes/redis.yaml", "key: redis-maxmemory", "key: redis-memory", "there is no setting redis-memory in fudai-settings"),
            ("kubernetes/campaign.yaml", "selector: {app.kubernetes.io/name: fudai-campaign}", "selector: {app: fudai-campaign}",
             "no pod has the labels"),
            ("kubernetes/campaign.yaml", "kind: Deployment, name: fudai-campaign", "kind: Deployment, name: campaign", "no Deployment campaign"),
            ("kubernetes/admin.yaml", "--chain_time_zone=$(CHAIN_TIME_ZONE)", "--chain_time_zone=$(TIME_ZONE)", "uses $(TIME_ZONE)"),
            ("kubernetes/admin.yaml", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "admin is not confined"),
            ("envoy/envoy.yaml", "cluster: campaign_http\n", "cluster: campaign_htp\n", "there is no cluster campaign_htp")])


if __name__ == "__main__":
    unittest.main()

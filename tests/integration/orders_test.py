#!/usr/bin/env python3
"""Orders by the engine's API, and who may give them: real users of this machine ask with curl, ipmitool sees what has become of the host,
and the audit has all of it, also when the engine is killed in between."""
import json
import os
import pathlib
import pwd
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from journal_test import Follower  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

CONTROL = 'control = "operator"\n'
# Users that every Debian has; games and mail are known by their Unix groups.
ROLES = """
[role.all]
role = "view"
users = ["daemon"]
[role.first]
role = "operate"
groups = ["games"]
hosts = "web01"
[role.second]
role = "admin"
groups = "mail"
hosts = "~web02"
[role.console]
users = ["www-data"]
acts_for_others = true
"""

# Connections that ask nothing.
HOLDER = """
import socket, sys
held = [socket.socket(socket.AF_UNIX) for _ in range(int(sys.argv[2]))]
for one in held:
    one.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def as_user_words(user):
    """Words before a command that make it that user's, in its own group alone."""
    return "setpriv", "--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--clear-groups"


class Asking(unittest.TestCase):
    def setUp(self):
        peer.need("curl", "ipmitool", "setpriv")
        self.bmc = self.enterContext(OurSim("--sessions", "40"))

    def engine(self, bmcs=None, options=(), roles=ROLES, **more_of_it):
        bmcs = bmcs or {"web01": self.bmc}
        first = next(iter(bmcs.values()))
        first.scratch.chmod(0o755)
        secret = first.scratch / "operator.password"
        secret.touch(mode=0o600)
        secret.write_text(self.bmc.password + "\n")
        more = f'[credential.operator]\nuser = "{self.bmc.user}"\npassword_file = "{secret}"\nprivilege = "operator"\n{roles}'
        engine = self.enterContext(Engine(bmcs, of_each_host=CONTROL, more=more, options=("--socket-mode", "0666", *options), **more_of_it))
        until(lambda: all("report" in engine.host(name) for name in bmcs), "the first polls")
        return engine

    def as_user(self, engine, user, path, body=None, *words):
        """Status and body, as that user's curl has them."""
        post = () if body is None else ("-d", json.dumps(body))
        done = subprocess.run([*as_user_words(user), "curl", "-sS", "--max-time", "30", "--unix-socket",
                               engine.socket, "-w", "\n%{http_code} %{content_type}", *post, *words, f"http://localhost{path}"], capture_output=True, text=True, check=True)
        text, _, status = done.stdout.rpartition("\n")
        if "application/x-ndjson" in status:
            return int(status.split()[0]), [json.loads(line) for line in text.splitlines() if line]
        return int(status.split()[0]), json.loads(text)

    def order(self, engine, path, body, *words):
        return self.as_user(engine, "root", path, body, *words)

    @staticmethod
    def audit(engine, **of):
        entries = engine.curl("/v1/audit")[2]["entries"]
        return [entry for entry in entries if all(entry.get(name) == value for name, value in of.items())]

    def audited(self, engine, count, **of):
        """So many entries: what has become of an order is answered at once, and is in the journal a moment later."""
        return until(lambda: len(found := self.audit(engine, **of)) >= count and found, f"{count} entries of {of}")

    def power(self):
        return self.bmc.ipmitool("chassis", "power", "status", suite=17).strip()


class Orders(Asking):
    def test_power_changes_and_the_audit_says_who(self):
        engine = self.engine()
        for action, seen in (("off", "off"), ("on", "on"), ("cycle", "on"), ("soft", "off")):
            with self.subTest(action):
                status, result = self.order(engine, "/v1/hosts/web01/power", {"action": action, "wait": 20})
                self.assertEqual((status, result["action"], result["outcome"], result.get("power")), (200, action, "verified", seen), result)
                self.assertEqual(self.power(), f"Chassis Power is {seen}")
                asked, done = self.audited(engine, 2, action=f"power {action}")
                self.assertEqual([(entry["who"], entry["host"], entry["stage"]) for entry in (asked, done)],
                                 [("root", "web01", "asked"), ("root", "web01", "done")])
                self.assertEqual(done["asked"], asked["sequence"])
                self.assertRegex(asked["from"], r"^uid 0, pid \d+$")
        until(lambda: engine.host("web01", "power")["chassis"]["power"] == "off", "what the engine then reads")
        events = [event["text"] for event in engine.curl("/v1/events")[2]["events"] if event["kind"] == "audit"]
        self.assertIn("root: power off: asked", events)
        self.assertIn("root: power off: verified; the host is off", events)
        self.assertEqual(self.bmc.state()["sessions"], 1, "the control session has ended")
        status, result = self.order(engine, "/v1/hosts/web01/power", {"action": "cycle"})
        self.assertEqual(status, 502, result)
        self.assertIn("the host is off", result["detail"])

    def test_the_lamp(self):
        engine = self.engine()
        for body, seen in (({"on": True}, "on"), ({"on": False}, "off"), ({"seconds": 200}, "on for a time")):
            status, result = self.order(engine, "/v1/hosts/web01/identify", body)
            self.assertEqual((status, result["identify"]), (200, "off" if seen == "off" else "on"))
            until(lambda: engine.host("web01", "power")["chassis"]["identify"] == seen, f"the lamp {seen}")
        self.assertEqual(len(self.audited(engine, 3, stage="done")), 3)

    def test_what_is_not_said_well_is_refused_and_nothing_happens(self):
        engine = self.engine()
        for path, body in (("power", {}), ("power", {"action": "explode"}), ("power", {"action": "off", "wait": 0}), ("power", {"action": "on", "force": True}),
                           ("power", {"action": "off", "cout": 1}), ("power", ["off"]), ("identify", {}), ("identify", {"seconds": 256}),
                           ("identify", {"on": True, "seconds": 1})):
            status, result = self.order(engine, f"/v1/hosts/web01/{path}", body)
            self.assertEqual((status, result["status"]), (400, 400), (path, body))
        self.assertEqual(self.order(engine, "/v1/hosts/web09/power", {"action": "off"})[0], 404)
        self.assertEqual(self.power(), "Chassis Power is on")
        self.assertEqual(self.audit(engine), [])

    def test_many_need_their_number_and_one_host_has_one_order(self):
        fleet = self.enterContext(OurSim("--sessions", "40"))
        engine = self.engine({"web01": self.bmc, "web02": fleet})
        order = lambda **more: self.order(engine, "/v1/power", {"set": "web[01-02]", "action": "off", **more})  # noqa: E731
        for more, text in (({}, "has to say"), ({"count": 3}, "says 3")):
            status, refusal = order(**more)
            self.assertEqual((status, refusal["hosts"]), (409, 2))
            self.assertIn(text, refusal["detail"])
        self.assertEqual(self.power(), "Chassis Power is on")
        status, lines = order(count=2)
        self.assertEqual((status, sorted((line["host"], line["outcome"]) for line in lines)), (200, [("web01", "verified"), ("web02", "verified")]))
        self.assertEqual((self.power(), fleet.ipmitool("chassis", "power", "status", suite=17).strip()), ("Chassis Power is off",) * 2)
        status, lines = order(action="on", stagger=0)
        self.assertEqual([line["outcome"] for line in lines], ["verified"] * 2, "so few are switched on uncounted")
        self.bmc.tell(fault={"delay_ms": 300})
        results = []
        both = [threading.Thread(target=lambda: results.append(self.order(engine, "/v1/hosts/web01/power", {"action": "cycle"})[0])) for _ in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        self.assertEqual(sorted(results), [200, 409])

    def test_a_client_that_goes_away_leaves_the_rest_alone(self):
        fleet = self.enterContext(OurSim())
        engine = self.engine({"web01": self.bmc, "web02": fleet})
        curl = subprocess.Popen(["curl", "-sSN", "--unix-socket", engine.socket, "-d", '{"set": "@*", "action": "off", "count": 2, "stagger": 4}',
                                 "http://localhost/v1/power"], stdout=subprocess.PIPE, text=True)
        self.assertEqual(json.loads(curl.stdout.readline())["host"], "web01")
        curl.kill()
        curl.wait()
        curl.stdout.close()
        until(lambda: self.audit(engine, host="web02", stage="failed"), "what the audit says of the other")
        self.assertIn("not reached", self.audit(engine, host="web02", stage="failed")[0]["result"])
        self.assertIn("on", fleet.ipmitool("chassis", "power", "status", suite=17))

    def test_an_order_holds_its_host_as_long_as_somebody_waits(self):
        bmcs = {"web01": self.bmc, "web02": self.enterContext(OurSim("--sessions", "40"))}
        engine = self.engine(bmcs, every=600)
        for bmc in bmcs.values():
            bmc.tell(fault={"silent": ["00:02"]})  # a shutdown that does not come
        before = {host: bmc.state()["requests"] for host, bmc in bmcs.items()}
        waiting = [subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for words in (
            ("curl", "-sS", "--unix-socket", engine.socket, "-d", '{"action": "soft", "wait": 600}', "http://localhost/v1/hosts/web01/power"),
            (peer.program("bmcscope"), "power", "soft", "web02", "--wait", "600", "--engine", engine.socket))]
        self.addCleanup(lambda: [(one.kill(), one.wait()) for one in waiting])
        until(lambda: all(bmc.state()["requests"] > before[host] + 8 for host, bmc in bmcs.items()), "that the state is looked at again and again")
        for host in bmcs:
            status, refusal = self.order(engine, f"/v1/hosts/{host}/power", {"action": "off"})
            self.assertEqual(status, 409)
            self.assertRegex(refusal["detail"], host + r": held by an order: power soft of root, since \S+Z \(uid 0, pid \d+\); ask again")
        cli = subprocess.run([peer.program("bmcscope"), "power", "off", "web01", "--engine", engine.socket], stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, check=False)
        self.assertIn("held by an order: power soft of root", cli.stderr)
        self.assertNotIn("sessions", cli.stderr, "the BMC was not asked")
        for one in waiting:
            one.send_signal(signal.SIGINT)
            one.wait()
        for host, bmc in bmcs.items():
            unknown = until(lambda at=host: self.audit(engine, host=at, stage="unknown"), "what the audit says of it")
            self.assertIn("interrupted", unknown[0]["result"])
            bmc.tell(fault=None)
            status, result = self.order(engine, f"/v1/hosts/{host}/power", {"action": "off", "wait": 20})
            self.assertEqual((status, result["outcome"]), (200, "verified"))

    def test_killed_between_asked_and_result_it_says_so_when_it_is_back(self):
        engine = self.engine()
        self.bmc.tell(fault={"delay_ms": 400})
        curl = subprocess.Popen(["curl", "-sS", "--unix-socket", engine.socket, "-d", '{"action": "off"}', "http://localhost/v1/hosts/web01/power"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: self.audit(engine, stage="asked"), "the entry before anything is sent")
        engine.process.send_signal(signal.SIGKILL)
        engine.process.communicate()
        curl.wait()
        self.bmc.tell(fault=None)
        engine.__enter__()
        asked, after = self.audit(engine)
        self.assertEqual((asked["stage"], after["stage"], after["asked"]), ("asked", "unknown", asked["sequence"]))
        self.assertIn("the engine ended meanwhile", after["result"])
        engine.end()
        engine.__enter__()
        self.assertEqual(len(self.audit(engine)), 2, "it is said once")
        database = engine.state / "journal.sqlite"
        changed = subprocess.run(["python3", "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('UPDATE audit SET who = 1')", database],
                                 capture_output=True, text=True, check=False)
        self.assertIn("an audit is not changed", changed.stderr)


class Roles(Asking):
    def test_a_role_is_what_a_user_may(self):
        other = self.enterContext(OurSim())
        engine = self.engine({"web01": self.bmc, "web02": other})
        ask = lambda user, path, body=None, *words: self.as_user(engine, user, path, body, *words)  # noqa: E731
        names = lambda user, path="/v1/hosts": [host["host"] for host in ask(user, path)[1]["hosts"]]  # noqa: E731
        self.assertEqual(ask("nobody", "/v1/hosts")[0], 403)
        self.assertIn("no role", ask("nobody", "/metrics")[1]["detail"])
        # view, everywhere
        self.assertEqual(names("daemon"), ["web01", "web02"])
        status, refusal = ask("daemon", "/v1/hosts/web01/power", {"action": "off"})
        self.assertEqual((status, refusal["detail"]), (403, "power off: daemon needs the role 'operate' on web01; daemon has 'view' there"))
        self.assertEqual([ask("daemon", path, {})[0] for path in ("/v1/hosts/web01/refresh",)], [403])
        self.assertEqual([ask("daemon", "/v1/audit")[0], ask("daemon", "/v1/inventory/reload", {"force": True})[0]], [403, 403])
        # operate, on one host: the other looks like none
        self.assertEqual(names("games"), ["web01"])
        self.assertEqual(names("games", "/v1/hosts?set=~web0."), ["web01"])
        for hosts in ("web02", "web99"):
            status, refusal = ask("games", f"/v1/hosts?set={hosts}")
            self.assertEqual((status, refusal["detail"].replace(hosts, "X")), (400, "host set 'X', column 1: the inventory has no host 'X'"))
        for page in ("", "/sensors", "/power", "/sel", "/device", "/fru"):
            self.assertEqual((ask("games", f"/v1/hosts/web02{page}")[0], ask("games", f"/v1/hosts/web01{page}")[0]), (404, 200), page)
        self.assertEqual([host["host"] for host in ask("games", "/v1/readings")[1]["hosts"]], ["web01"])
        self.assertNotIn("web02", json.dumps([ask("games", path)[1] for path in ("/v1/groups", "/v1/incidents?state=all", "/v1/events", "/v1/indices")]))
        self.assertEqual([report.get("missing") for report in ask("games", "/v1/reports?hosts=web01,web02&parts=chassis")[1]["reports"]], [None, True])
        metrics = subprocess.run([*as_user_words("games"), "curl", "-sS", "--unix-socket", engine.socket,
                                  "http://localhost/metrics"], capture_output=True, text=True, check=True).stdout
        self.assertIn('host="web01"', metrics)
        self.assertNotIn('host="web02"', metrics)
        self.assertEqual(ask("games", "/v1/hosts/web02/power", {"action": "off"})[0], 404)
        self.assertEqual(ask("games", "/v1/hosts/web01/power", {"action": "off"})[0], 200)
        self.assertEqual(self.power(), "Chassis Power is off")
        # admin, on one host
        self.assertEqual([entry["host"] for entry in ask("mail", "/v1/audit")[1]["entries"]], ["web02"])
        refused = self.audited(engine, 5, stage="refused")
        self.assertEqual([(entry["who"], entry.get("host"), entry["action"]) for entry in refused],
                         [("daemon", "web01", "power off"), ("daemon", "web01", "refresh"), ("daemon", None, "read the audit"),
                          ("daemon", None, "inventory reload --force"), ("games", "web02", "power off")])

    def test_one_user_does_not_take_the_engine_from_others(self):
        engine = self.engine()
        ask = lambda user: self.as_user(engine, user, "/v1/hosts")  # noqa: E731
        holder = subprocess.Popen([*as_user_words("daemon"), sys.executable, "-c", HOLDER, engine.socket, "64"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(lambda: (holder.kill(), holder.wait(), holder.stdin.close(), holder.stdout.close()))
        holder.stdout.readline()
        status, refusal = until(lambda: (answer := ask("daemon"))[0] == 503 and answer, "that there is no place for one more")
        self.assertEqual((status, refusal["detail"]), (503, "uid 1 has 64 connections already, as many as one user may: end one of them"))
        self.assertEqual([ask(user)[0] for user in ("root", "games")], [200, 200])
        holder.kill()
        until(lambda: ask("daemon")[0] == 200, "a place again")

    def test_one_may_act_for_others_where_a_role_says_so(self):
        engine = self.engine()
        ask = lambda user, name, body: self.as_user(engine, user, "/v1/hosts/web01/power", body, "-H", f"Bmcscope-For: {name}")  # noqa: E731
        self.assertEqual(ask("www-data", "games", {"action": "off"})[0], 200)
        self.assertEqual(ask("www-data", "daemon", {"action": "on"})[0], 403)
        self.assertEqual(ask("www-data", "root", {"action": "on"})[0], 403, "a name alone gives nobody root's rights")
        self.assertEqual(ask("games", "games", {"action": "on"})[0], 403)
        self.assertEqual(ask("root", "games", {"action": "on"})[0], 403)
        self.assertEqual(self.as_user(engine, "www-data", "/v1/hosts")[0], 403, "it has no rights of its own")
        self.assertEqual(self.power(), "Chassis Power is off")
        self.assertEqual([(entry["who"], entry.get("for"), entry["stage"]) for entry in self.audited(engine, 2, action="power off")],
                         [("www-data", "games", "asked"), ("www-data", "games", "done")])

    def test_roles_are_read_again_and_a_wrong_file_keeps_the_old(self):
        engine = self.engine()
        good = engine.inventory.read_text()
        asked = lambda: self.as_user(engine, "games", "/v1/hosts")[0]  # noqa: E731
        self.assertEqual(asked(), 200)
        follower = subprocess.Popen([*as_user_words("games"), "curl", "-sSN", "--unix-socket", engine.socket, "-H",
                                     "Accept: text/event-stream", "http://localhost/v1/events"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.addCleanup(lambda: (follower.kill(), follower.wait(), follower.stdout.close()))
        follower.stdout.readline()
        said = lambda text: any(text in event["text"] for event in engine.curl("/v1/events")[2]["events"])  # noqa: E731
        engine.inventory.write_text(good.replace('role = "operate"', 'role = "oprate"'))
        until(lambda: said("not taken over"), "the refusal")
        self.assertEqual(asked(), 200)
        self.assertIsNone(follower.poll())
        engine.inventory.write_text(good.replace('groups = ["games"]', 'groups = ["man"]'))
        until(lambda: asked() == 403, "the new roles")
        follower.wait(timeout=20)  # what goes on is ended with the rights that it began with
        self.assertEqual([entry["stage"] for entry in self.audited(engine, 2, who="changed files")], ["refused", "done"])

    def test_the_command_line_asks_the_engine(self):
        engine = self.engine()
        environment = dict(os.environ, BMCSCOPE_ENGINE=str(engine.socket))

        def bmcscope(*words):
            done = subprocess.run([peer.program("bmcscope"), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False)
            return done.returncode, done.stdout, done.stderr

        said = "by the engine; --direct asks the BMCs\n"
        self.assertEqual(bmcscope("power", "off", "web01"), (0, "off, verified\n", said))
        self.assertEqual(self.power(), "Chassis Power is off")
        code, text, errors = bmcscope("power", "cycle", "web01")
        self.assertEqual((code, text), (3, ""))
        self.assertIn("the host is off: cycle does nothing then, use on", errors)
        self.assertEqual(json.loads(bmcscope("power", "on", "web01", "--json")[1])["outcome"], "verified")
        self.assertEqual(bmcscope("identify", "200", "web01"), (0, "identify lamp on for 200 s\n", said))
        self.assertEqual(bmcscope("power", "off", "web01", "--hosts", "2")[0], 2)
        code, text, _ = bmcscope("audit", "--since", "1h")
        self.assertEqual(code, 0)
        for words in ("power off", "identify 200 s", "verified; the host is off"):
            self.assertIn(words, text)
        refused = subprocess.run([*as_user_words("daemon"), peer.program("bmcscope"), "power", "off", "web01"], stdin=subprocess.DEVNULL, capture_output=True,
                                 text=True, env=environment, check=False)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("needs the role 'operate' on web01", refused.stderr)
        self.assertEqual(self.power(), "Chassis Power is on", "nobody goes round a refusal")

    def test_an_engine_that_refuses_is_not_gone_round_in_silence(self):
        engine = self.engine()
        own = self.bmc.scratch / "own.toml"
        more = f'\n[host.web09]\naddress = "{self.bmc.address}:{self.bmc.port}"\ncredential = "web01"\n{CONTROL}'
        own.write_text(engine.inventory.read_text() + more)
        environment = dict(os.environ, BMCSCOPE_ENGINE=str(engine.socket), BMCSCOPE_INVENTORY=str(own), XDG_CACHE_HOME=str(self.bmc.scratch / "cache"))

        def bmcscope(*words, by=()):
            done = subprocess.run([*by, peer.program("bmcscope"), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False)
            return done.returncode, done.stdout, done.stderr

        for words, by, why in ((("power", "off", "web09"), (), "the inventory has no host 'web09'"), (("identify", "15", "web09"), (), "no host 'web09'"),
                               (("power", "off", "web01"), as_user_words("nobody"), "no role")):
            code, text, errors = bmcscope(*words, by=by)
            self.assertEqual((code, text), (2, ""), errors)
            self.assertIn(why, errors)
            self.assertIn("nothing was sent, --direct asks the BMCs without the engine", errors)
        engine.process.send_signal(signal.SIGSTOP)  # slow is not gone: its order may still come
        try:
            code, text, errors = bmcscope("power", "off", "web01")
        finally:
            engine.process.send_signal(signal.SIGCONT)
        self.assertEqual((code, text), (2, ""), errors)
        self.assertIn("no answer in time; nothing was sent", errors)
        os.chmod(engine.socket, 0o600)
        self.assertIn("this user may not ask it; nothing was sent", bmcscope("power", "off", "web01", by=as_user_words("nobody"))[2])
        self.assertEqual(self.power(), "Chassis Power is on")
        code, text, errors = bmcscope("power", "status", "web09")
        self.assertEqual((code, "on" in text), (0, True), errors)
        self.assertRegex(errors, r"engine\.sock: engine: .*no host 'web09'; it is done without the engine\n")
        self.assertEqual(bmcscope("power", "off", "web09", "--direct")[:2], (0, "off, verified\n"))

    def test_a_hint_finds_all_that_are_meant(self):
        other, named = (self.enterContext(OurSim()) for _ in range(2))
        address, named.address = named.address, "localhost"
        engine = self.engine({"web01": self.bmc, "web02": other, "web03": named}, every=600)
        hint = lambda user, where: self.as_user(engine, user, "/v1/hints", {"address": where, "what": "PET"})  # noqa: E731
        everyone = ["web01", "web02", "web03"]
        for where, hosts in ((f"{address}:{other.port}", ["web02"]), (f"{address}:{named.port}", ["web03"]), (f"LocalHost:{named.port}", ["web03"]),
                             (address, everyone), (f"::ffff:{address}", everyone)):
            status, told = hint("root", where)
            self.assertEqual((status, told.get("host"), told.get("hosts")), (202, hosts[0], hosts), (where, told))
        self.assertEqual(hint("games", address)[1]["hosts"], ["web01"], "only there it has a role")
        status, refusal = hint("games", f"{address}:{other.port}")
        self.assertEqual((status, refusal["detail"]), (404, f"the inventory has no host at '{address}:{other.port}'"))
        self.assertEqual([hint("root", f"{address}:1")[0], hint("root", "serial:/dev/ttyS0")[0], hint("daemon", address)[0]], [404, 404, 403])

    def test_a_hint_is_an_event_within_a_fifth_of_a_second(self):
        engine = self.engine(every=600)
        until(lambda: "report" in engine.host("web01", "sel"), "the first reading of the log")
        follower = Follower(engine)
        self.addCleanup(follower.end)
        until(lambda: follower.events() is not None and b":" in follower.told, "the stream's first sign of life")
        took = []
        for number in range(5):
            before = len(follower.events())
            time.sleep(1.1)  # a host is looked at once a second
            self.bmc.ipmitool("event", str(1 + number % 3), suite=17)
            begun = time.monotonic()
            self.assertEqual(self.order(engine, "/v1/hints", {"address": self.bmc.address, "what": "PET"})[0], 202)
            while not any(event["kind"] == "sel" for event in list(follower.events().values())[before:]):
                self.assertLess(time.monotonic() - begun, 5)
                time.sleep(0.002)
            took.append(time.monotonic() - begun)
        print(f"hint to event: {', '.join(f'{1000 * one:.0f}' for one in took)} ms", file=sys.stderr)
        self.assertLess(sorted(took)[len(took) // 2], 0.2)
        requests = self.bmc.state()["requests"]
        for _ in range(30):
            self.order(engine, "/v1/hints", {"host": "web01", "what": "lies"})
        self.assertLess(self.bmc.state()["requests"] - requests, 30 * 64, "they cost the BMC little")


if __name__ == "__main__":
    unittest.main(verbosity=2)

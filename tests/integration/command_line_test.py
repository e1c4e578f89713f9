#!/usr/bin/env python3
"""bmcscope beside a running engine and without one: whom it asks, what it says about that, and how it looks in a terminal."""
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402
from small_engine import SmallEngine, event  # noqa: E402
from small_fleet import SmallFleet, at_terminal, json_lines  # noqa: E402

ESCAPES = re.compile(r"\x1b\[[0-9;]*[mK]|\r")


class BesideAnEngine(unittest.TestCase):
    """One bmcscoped over one of our BMCs; the BMC itself and ipmitool are the witnesses."""

    def setUp(self):
        self.bmc = self.enterContext(OurSim())
        self.engine = self.enterContext(Engine({"web01": self.bmc}))
        until(lambda: "report" in self.engine.host("web01") and "power" in self.engine.host("web01"), "the first poll")

    def bmcscope(self, *words, **more):
        return subprocess.run([peer.program("bmcscope"), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False,
                              env={"BMCSCOPE_ENGINE": str(self.engine.socket), "BMCSCOPE_INVENTORY": str(self.engine.inventory), "PATH": "/usr/bin:/bin",
                                   "TZ": "UTC", "BMCSCOPE_CACHE_DIR": str(self.bmc.scratch / "cache"), **more})

    def test_sensors_and_power_come_from_the_engine_which_is_said(self):
        logins = self.bmc.state()["logins"]
        for words in (("sensors", "web01"), ("power", "web01"), ("power", "status", "web01"), ("status",), ("hosts",)):
            with self.subTest(words=words):
                done = self.bmcscope(*words)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertRegex(done.stderr, "from the engine")
        self.assertRegex(self.bmcscope("sensors", "web01").stderr, r"read \d+ s ago; --direct asks the BMCs")
        self.assertEqual(self.bmc.state()["logins"], logins, "no session but the engine's")

    def test_both_ways_say_the_same(self):
        for words in (("sensors", "web01"), ("power", "web01")):
            by_engine, direct = self.bmcscope(*words), self.bmcscope(*words, "--direct")
            self.assertEqual(by_engine.stdout, direct.stdout)
            self.assertEqual(direct.stderr, "")

    def test_json_has_the_time_of_the_reading(self):
        told = json_lines(self.bmcscope("power", "web01", "--json").stdout)[0]
        self.assertLessEqual(told["time"], self.engine.host("web01", "power")["read"])
        self.assertEqual(told["power"], "on")

    def test_what_was_said_by_name_is_asked(self):
        logins = self.bmc.state()["logins"]
        words = ("-H", f"{self.bmc.address}:{self.bmc.port}", "--credentials", str(self.bmc.credentials()))
        for one in (("web01", "--direct"), ("web01", "--inventory", str(self.engine.inventory)), words):
            done = self.bmcscope("power", *one)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "on\n", ""))
        self.assertEqual(self.bmc.state()["logins"], logins + 3)

    def test_an_engine_that_is_named_must_answer(self):
        done = self.bmcscope("sensors", "web01", "--engine", "/nonexistent/engine.sock")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("is bmcscoped running", done.stderr)

    def test_without_it_the_bmcs_are_asked(self):
        self.engine.end()
        logins = self.bmc.state()["logins"]
        self.assertEqual(self.bmcscope("power", "web01").stdout, "on\n")
        done = self.bmcscope("status")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith("ok  1 host: 1 ok\n    power: 1 on\n"), done.stdout)
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        worse = self.bmcscope("status").stdout
        self.assertTrue(worse.startswith("critical  1 host: 1 critical\n"), worse)
        self.assertRegex(worse, r"critical +web01 +CPU1 Temp 98 C > 95 \(upper critical\)")
        self.assertEqual(self.bmc.state()["logins"], logins + 3)
        self.assertIn(f"web01  {self.bmc.address}:{self.bmc.port}", self.bmcscope("hosts").stdout)
        for verb in (("incidents",), ("events",), ("ack", "1")):
            done = self.bmcscope(*verb)
            self.assertEqual((done.returncode, done.stdout), (3, ""))
            self.assertIn("systemctl start bmcscoped", done.stderr)

    def test_a_silent_host_counts_as_failed(self):
        self.bmc.tell(fault={"silent": ["*"]})
        until(lambda: self.engine.host("web01")["reach"] == "silent", "the BMC is missed")
        for words in (("status",), ("sensors", "web01")):
            done = self.bmcscope(*words)
            self.assertEqual(done.returncode, 3)
            self.assertIn("no answer", done.stdout + done.stderr)


class WithASmallEngine(unittest.TestCase):
    """Pages of the API as they were agreed, from a server nobody here wrote."""

    def setUp(self):
        self.scratch = self.enterContext(OurSim()).scratch
        self.engine = self.enterContext(SmallEngine(self.scratch / "small.sock"))
        self.environment = {"BMCSCOPE_ENGINE": self.engine.path, "BMCSCOPE_INVENTORY": "/nonexistent", "TZ": "UTC", "PATH": "/usr/bin:/bin"}

    def bmcscope(self, *words):
        return subprocess.run([peer.program("bmcscope"), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False,
                              env=self.environment)

    def test_status(self):
        done = self.bmcscope("status")
        self.assertEqual(done.returncode, 1, "one host is silent")
        self.assertEqual(done.stdout.splitlines(), [
            "critical  4 hosts: 1 critical, 1 unknown, 2 ok",
            "          power: 4 on; 1 open incident",
            "",
            "Lamp   State     Power  Hosts",
            "red    critical  on     web03",
            "amber  unknown   on     web07",
            "green  ok        on     web[01-02]",
            "",
            " Id  State     Since             Host   What",
            "#12  critical  2026-11-24 02:11  web03  CPU1 Temp 98 C > 95 (upper critical)",
            "     unknown   2026-11-23 20:00  web07  login: no answer"])
        lines = json_lines(self.bmcscope("status", "web03", "--json").stdout)
        self.assertEqual((lines[0]["host"], lines[0]["severity"], lines[0]["incidents"][0]["id"]), ("web03", "critical", 12))

    def test_incidents(self):
        done = self.bmcscope("incidents", "@rack1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("#12  critical  2026-11-24 02:11  web03  CPU1 Temp 98 C", done.stdout)
        self.assertNotIn("#11", done.stdout)
        self.assertIn(("GET", "/v1/incidents?state=open&set=%40rack1", ""), self.engine.asked)
        self.assertIn("cleared 2026-11-24 01:00 by sensor", self.bmcscope("incidents", "--all").stdout)
        self.assertEqual([one["id"] for one in json_lines(self.bmcscope("incidents", "--all", "--json").stdout)], [12, 11])
        self.engine.incidents = []
        self.assertEqual(self.bmcscope("incidents").stdout, "no open incidents\n")
        wrong = self.bmcscope("incidents", "nobody")
        self.assertEqual((wrong.returncode, wrong.stderr), (2, "bmcscope: engine: the inventory has no host 'nobody'\n"))

    def test_ack(self):
        done = self.bmcscope("ack", "12", "--note", "fan ordered", "--for", "2h")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, "#12 web03: CPU1 Temp 98 C > 95 (upper critical); acknowledged until 2026-11-24 05:00\n")
        self.assertEqual(self.engine.asked[-1], ("POST", "/v1/incidents/12/ack", '{"note":"fan ordered","seconds":7200}'))
        some = self.bmcscope("ack", "12", "99")
        self.assertEqual(some.returncode, 1)
        self.assertIn("#99: engine: there is no incident 99", some.stderr)
        self.assertEqual(self.bmcscope("ack", "99").returncode, 3)

    def test_events(self):
        newest = self.bmcscope("events").stdout.splitlines()
        self.assertEqual(len(newest), 20)
        self.assertEqual(newest[-1], "2026-11-24 02:11:07  critical  web03     event number 42")
        self.assertEqual([one["sequence"] for one in json_lines(self.bmcscope("events", "--after", "40", "--json").stdout)], [41, 42])
        self.engine.oldest = 30
        kept = self.bmcscope("events", "--after", "10").stdout.splitlines()
        self.assertEqual(kept[0], "(events 11 to 29 are no longer kept)")
        self.assertEqual(len(kept), 14)
        self.engine.lost = 15
        kept = self.bmcscope("events", "--after", "10").stdout.splitlines()
        self.assertEqual(kept[:2], ["(events 11 to 15 are lost: the journal was damaged)", "(events 16 to 29 are no longer kept)"])
        self.assertEqual(self.bmcscope("events", "--after", "15").stdout.splitlines()[0], kept[1])
        self.engine.lost = 29
        self.assertEqual(json_lines(self.bmcscope("events", "--after", "10", "--json").stdout)[:2],
                         [{"gap": {"from": 11, "to": 29, "reason": "lost"}}, self.engine.events[29]])

    def test_a_journal_that_cannot_be_written_is_told(self):
        verbs = (("incidents",), ("status",), ("events",), ("events", "--after", "3", "--json"))
        for words in verbs:
            self.assertNotIn("warning", self.bmcscope(*words).stderr, words)
        self.engine.trouble = "the journal cannot be used: database or disk is full"
        for words in verbs:
            done = self.bmcscope(*words)
            self.assertEqual(done.stderr.count(f"warning: {self.engine.trouble}; what has happened since is told when"), 1, (words, done.stderr))
            self.assertNotIn("warning: ", done.stdout)

    def test_events_of_another_journal(self):
        kept = self.bmcscope("events", "--after", "100000").stdout.splitlines()
        self.assertEqual(kept[0], "(events 43 to 100000 are of another journal: all that this one has follow)")
        self.assertEqual(len(kept), 43)
        self.engine.rows = 4
        told = self.bmcscope("events", "--after", "100000", "--json")
        self.assertEqual((told.returncode, told.stderr), (0, ""))
        self.assertEqual(json_lines(told.stdout), [{"gap": {"from": 43, "to": 100000, "reason": "reset"}}, *self.engine.events])

    def test_events_of_one_host_are_sought_where_others_have_most(self):
        self.engine.rows = 4
        for number in (3, 4, 27):
            self.engine.events[number - 1] = event(number, host="web07")
        for words, numbers in ((("--after", "0"), [3, 4, 27]), (("--after", "4"), [27]), (("--last", "2"), [4, 27]), (("--last", "9"), [3, 4, 27])):
            done = self.bmcscope("events", *words, "--json", "web07")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual([one["sequence"] for one in json_lines(done.stdout)], numbers, words)

    def test_an_engine_whose_events_go_round_is_left(self):
        self.engine.events_behind = lambda after, *_: {"events": [], "oldest": 1, "newest": 42, "next": after}
        for words in (("--after", "0"), ("--last", "1")):
            done = self.bmcscope("events", *words)
            self.assertEqual((done.returncode, done.stdout), (3, ""))
            self.assertIn("its events do not go on", done.stderr)

    def test_events_go_on_and_none_is_missed_or_told_twice(self):
        process = subprocess.Popen([peer.program("bmcscope"), "events", "--follow", "--last", "1", "--json"], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)
        self.addCleanup(process.kill)
        seen = [process.stdout.readline()]
        until(lambda: self.engine.streams, "it follows", 20)
        self.engine.happen(event(43))
        seen.append(process.stdout.readline())
        self.engine.break_streams()
        self.engine.happen(event(44), event(45))
        until(lambda: self.engine.streams, "it connects again", 20)
        self.engine.happen(event(46))
        seen += [process.stdout.readline() for _ in range(3)]
        self.assertEqual([one["sequence"] for one in json_lines("".join(seen))], [42, 43, 44, 45, 46])
        for mailbox in self.engine.streams:
            mailbox.put({"from": 47, "to": 60})
            mailbox.put({"from": 61, "to": 70, "reason": "lost"})
            mailbox.put({"from": 3, "to": 70, "reason": "reset"})
        self.assertEqual(json_lines(process.stdout.readline()), [{"gap": {"from": 47, "to": 60, "reason": "dropped"}}])
        self.assertEqual(json_lines(process.stdout.readline()), [{"gap": {"from": 61, "to": 70, "reason": "lost"}}])
        self.assertEqual(json_lines(process.stdout.readline()), [{"gap": {"from": 3, "to": 70, "reason": "reset"}}])
        process.terminate()
        errors = process.communicate(timeout=10)[1]
        self.assertIn("it is tried again and again\n", errors)
        self.assertIn("the engine answers again\n", errors)

    def test_lines_fit_the_terminal(self):
        self.engine.incidents[0] = dict(self.engine.incidents[0], text="CPU1 Temp 98 C > 95 " + "and more words " * 12,
                                        acknowledged={"who": "alice", "when": "2026-11-24T03:00:00.000Z", "note": "word " * 40})
        for columns in (80, 200):
            for words in (("status",), ("incidents", "--all"), ("events", "--last", "3"), ("hosts",)):
                with self.subTest(columns=columns, words=words):
                    _, seen = at_terminal([peer.program("bmcscope"), *words], self.environment, columns=columns)
                    self.assertRegex(seen, "\x1b\\[", "colours")
                    for line in ESCAPES.sub("", seen).splitlines():
                        self.assertLessEqual(len(line), columns, line)


class Inventory(unittest.TestCase):
    def test_check(self):
        fleet = self.enterContext(SmallFleet(3))
        done = fleet.bmcscope("inventory", "check")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, f"{fleet.inventory}: 3 hosts, 1 group, 2 credentials\n", ""))
        (fleet.scratch / "operator").chmod(0o644)
        done = fleet.bmcscope("inventory", "check")
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"credential 'operator': .*; cannot be asked: web\[01-03\]")
        fleet.inventory.write_text(fleet.inventory.read_text() + '\n[host.web09]\naddress = "10.0.0.9"\ncredential = "nobody"\n')
        lines = len(fleet.inventory.read_text().splitlines())
        done = fleet.bmcscope("inventory", "check")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn(f"{fleet.inventory}:{lines}:", done.stderr)


class Manuals(unittest.TestCase):
    def page(self, text):
        peer.need("groff")
        shown = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-K", "utf8"], input=text, capture_output=True, text=True, timeout=20, check=True)
        self.assertEqual(shown.stderr, "")
        return re.sub(r"\x1b\[[0-9;]*m|.\x08", "", shown.stdout)

    def options(self, text):
        return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))

    def test_man_finds_nothing_wrong(self):
        text = subprocess.run([peer.program("bmcscope"), "--manual"], capture_output=True, text=True, timeout=20, check=True).stdout
        shown = self.page(text)
        for verb in ("status", "power", "ack", "inventory"):
            told = subprocess.run([peer.program("bmcscope"), verb, "--help"], capture_output=True, text=True, timeout=20, check=True).stdout
            self.assertEqual(self.options(told) - self.options(shown), set(), verb)

    def test_the_engines_manual_has_its_options(self):
        told = subprocess.run([peer.program("bmcscoped"), "--help"], capture_output=True, text=True, timeout=20, check=True).stdout
        text = (peer.ROOT / "core/api/bmcscoped.8").read_text()
        section = text.partition(".SH OPTIONS\n")[2].partition(".SH ")[0]
        described = self.options(" ".join(re.findall(r"^\.TP\n\.BI? (.*)", section, re.M)).replace("\\", ""))
        self.assertEqual(described, self.options(told), "core/api/bmcscoped.8 and bmcscoped --help differ")
        self.page(text)


if __name__ == "__main__":
    peer.main()

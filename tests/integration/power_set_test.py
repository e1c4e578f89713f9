#!/usr/bin/env python3
"""`bmcscope power` on many hosts: what it says of them is what ipmitool then sees, and nothing happens that nobody wanted."""
import pathlib
import re
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from peer import until  # noqa: E402
from small_fleet import SmallFleet, json_lines  # noqa: E402

COUNT = 24


class PowerOfMany(unittest.TestCase):
    def setUp(self):
        peer.need("ipmitool")

    def fleet(self, count=COUNT, *options):
        return self.enterContext(SmallFleet(count, *options))

    def seen(self, fleet, names=None):
        """Power states as ipmitool reads them: {"on": [names], "off": [names]}."""
        states = {"on": [], "off": []}
        for name in names or fleet.names:
            states[fleet.power_by_ipmitool(name)].append(name)
        return states

    def test_what_is_said_of_each_is_what_ipmitool_sees(self):
        fleet = self.fleet()
        off = fleet.bmcscope("power", "off", "@web", "--yes")
        self.assertEqual((off.returncode, off.stdout), (0, "web[01-24]: off, verified\n24 hosts: 24 verified\n"), off.stderr)
        self.assertEqual(self.seen(fleet)["off"], fleet.names)
        on = fleet.bmcscope("power", "on", "web[01-12]", "--yes", "--stagger", "0")
        self.assertEqual((on.returncode, on.stdout), (0, "web[01-12]: on, verified\n12 hosts: 12 verified\n"), on.stderr)
        self.assertEqual(self.seen(fleet), {"on": fleet.names[:12], "off": fleet.names[12:]})
        again = fleet.bmcscope("power", "on", "web12", "--json")
        self.assertEqual(json_lines(again.stdout)[0]["outcome"], "verified")

    def test_hosts_that_do_not_answer_fail_alone(self):
        fleet = self.fleet(6)
        for dead in (2, 4):
            fleet.tell(bmc=dead, fault={"silent": ["*"]})
        done = fleet.bmcscope("power", "off", "@*", "--yes", "-t", "4")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "web[01-02,04,06]: off, verified\n6 hosts: 4 verified, 2 failed\n")
        self.assertIn("web[03,05]:\n", done.stderr)
        self.assertEqual(self.seen(fleet, ["web01", "web02", "web04", "web06"])["on"], [])
        self.assertEqual([fleet.host(name)["power"] for name in ("web03", "web05")], ["on", "on"])

    def test_a_single_host_stays_as_it_is(self):
        fleet = self.fleet(1)
        done = fleet.bmcscope("power", "off", "web01")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "off, verified\n", ""))
        self.assertEqual(fleet.power_by_ipmitool("web01"), "off")

    def test_a_dry_run_asks_no_bmc(self):
        fleet = self.fleet(12)
        done = fleet.bmcscope("power", "cycle", "@web", "--dry-run")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout, "web[01-12]: would be power-cycled\n12 hosts, 12 at once, one start every 1 s: at least 11 s. "
                                      "Nothing was done.\n")
        self.assertEqual([fleet.host(name)["requests"] for name in fleet.names], [0] * 12)
        self.assertEqual(self.seen(fleet)["off"], [])
        by_hand = fleet.bmcscope("power", "off", "-H", f"127.9.0.1:{fleet.port}", "-U", "admin", "--dry-run", inventory=False)
        self.assertEqual((by_hand.returncode, by_hand.stderr), (0, ""), "no password is needed for that")

    def test_a_host_without_a_control_credential_is_told_by_a_dry_run(self):
        fleet = self.fleet(3)
        fleet.inventory.write_text(fleet.inventory.read_text().replace('control = "operator"\n', "", 1))
        done = fleet.bmcscope("power", "off", "@web", "--dry-run")
        self.assertEqual(done.returncode, 1)
        self.assertIn("web[02-03]: would be switched off\n", done.stdout)
        self.assertIn("[host.web01] has no 'control'", done.stderr)

    def test_power_on_is_staggered_by_itself(self):
        fleet = self.fleet(4)
        fleet.tell(bmc="*", power="off")
        begun = time.monotonic()
        done = fleet.bmcscope("power", "on", "@web")
        took = time.monotonic() - begun
        self.assertEqual((done.returncode, done.stdout), (0, "web[01-04]: on, verified\n4 hosts: 4 verified\n"), done.stderr)
        self.assertGreaterEqual(took, 3)
        self.assertEqual(self.seen(fleet)["off"], [])
        begun = time.monotonic()
        self.assertEqual(fleet.bmcscope("power", "off", "@web", "--yes").returncode, 0)
        self.assertLess(time.monotonic() - begun, 3, "off needs no pause")

    def test_the_limit_holds(self):
        fleet = self.fleet(8, "--fault", "delay_ms=30")

        def time_of(*words):
            begun = time.monotonic()
            self.assertEqual(fleet.bmcscope("power", "soft", "@web", "--yes", *words).returncode, 0)
            return time.monotonic() - begun

        fleet.tell(bmc="*", power="off")  # nothing is sent then, the round trips remain
        together, one_by_one = time_of(), time_of("--at-once", "1")
        self.assertGreater(one_by_one, 4 * together)

    def test_without_a_terminal_nothing_is_done_to_several(self):
        fleet = self.fleet(12)
        for action, hosts in (("off", "web[01-02]"), ("cycle", "@web"), ("reset", "@web"), ("diag", "@web"), ("soft", "@web"), ("on", "web[01-11]")):
            with self.subTest(action=action):
                done = fleet.bmcscope("power", action, hosts)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("--yes", done.stderr)
        self.assertEqual([fleet.host(name)["requests"] for name in fleet.names], [0] * 12)
        for count in ("11", "13"):
            done = fleet.bmcscope("power", "off", "@web", "--hosts", count)
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"these are 12 hosts, and --hosts says {count}: web[01-12]; nothing was done", done.stderr)
        self.assertEqual([fleet.host(name)["requests"] for name in fleet.names], [0] * 12)
        self.assertEqual(fleet.bmcscope("power", "off", "@web", "--hosts", "12").returncode, 0)
        self.assertEqual(self.seen(fleet)["on"], [])
        self.assertEqual(fleet.bmcscope("power", "on", "web[01-10]", "--stagger", "0").returncode, 0, "so few are switched on unasked")

    def test_a_person_is_asked(self):
        fleet = self.fleet(3)
        code, seen = fleet.at_terminal("power", "off", "@web", typed="n\n")
        self.assertEqual(code, 2)
        self.assertIn("off of 3 hosts: web[01-03]. Go on? [y/N] ", seen)
        self.assertIn("nothing was done", seen)
        self.assertEqual(self.seen(fleet)["off"], [])
        code, seen = fleet.at_terminal("power", "off", "@web", typed="y\n")
        self.assertEqual(code, 0)
        self.assertIn("web[01-03]: off, verified", seen)
        self.assertEqual(self.seen(fleet)["on"], [])

    def interrupt(self, fleet, *words, when):
        process = subprocess.Popen(fleet.command("power", *words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, env=fleet.environment())
        until(when, "the moment to interrupt", 20)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=20)
        self.assertLess(time.monotonic() - begun, 3, "it ends at once")
        self.assertEqual([fleet.host(name)["sessions"] for name in fleet.names], [0] * fleet.count, "it has said goodbye")
        return process.returncode, out, errors

    def test_interrupted_it_says_which_hosts_were_not_reached(self):
        fleet = self.fleet(12)
        fleet.tell(bmc="*", power="off")

        def some_are_on():
            return sum(fleet.host(name)["power"] == "on" for name in fleet.names) >= 3

        code, out, errors = self.interrupt(fleet, "on", "@web", "--yes", "--stagger", "0.5", when=some_are_on)
        self.assertEqual(code, 1, errors)
        states = self.seen(fleet)
        self.assertGreaterEqual(len(states["off"]), 5)
        untouched = re.search(r"^web\[(\d+)-12\]:(?:\n  | )not reached, nothing was sent$", errors, re.M)
        self.assertTrue(untouched, errors)
        self.assertEqual(states["off"], [f"web{i:02}" for i in range(int(untouched[1]), 13)])
        self.assertRegex(out, r"\n12 hosts: .*\b%d not reached\n" % len(states["off"]))
        for name in states["off"]:
            self.assertEqual(fleet.host(name)["logins"], 1, "ipmitool's alone")

    def test_interrupted_while_it_waits_it_says_what_is_not_known(self):
        fleet = self.fleet(3)  # these go down three seconds after a soft shutdown

        def all_were_told():
            return all(fleet.host(name)["commands"] >= 6 for name in fleet.names)

        code, out, errors = self.interrupt(fleet, "soft", "@web", "--yes", "--force", when=all_were_told)
        self.assertEqual(code, 3, errors)
        self.assertIn("web[01-03]: soft shutdown: outcome unknown; the host is on (sent, then interrupted before it could be verified)\n", out)
        self.assertIn("3 hosts: 3 outcome unknown\n", out)
        until(lambda: self.seen(fleet)["on"] == [], "what was sent happens", 20)


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""What happens to machines that run an engine: the disk is full, the clock jumps. Polling goes on, nothing that was told is lost, and nobody is
woken for it."""
import os
import pathlib
import re
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine, seconds  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

HOUR = 3600


class Wrapped(Engine):
    """bmcscoped started by other words."""

    def __init__(self, bmc, before, environment=None, **more):
        super().__init__({"web01": bmc}, **more)
        self.before, self.environment, self.said = [str(word) for word in before], environment or {}, ""

    def command(self):
        return ["env", *(f"{name}={value}" for name, value in self.environment.items()), *self.before, *map(str, super().command())]

    def __enter__(self):
        super().__enter__()
        os.set_blocking(self.process.stdout.fileno(), False)
        return self

    def says(self):
        try:
            while piece := os.read(self.process.stdout.fileno(), 65536):
                self.said += piece.decode()
        except BlockingIOError:
            pass
        return self.said

    def events(self, after=0):
        return self.curl(f"/v1/events?limit=10000&after={after}")[2]["events"]


class Awkward(unittest.TestCase):
    def setUp(self):
        peer.need("curl")
        self.bmc = self.enterContext(OurSim("--sessions", "40"))

    def test_a_secret_that_cannot_be_read_silences_nobody(self):
        other = self.enterContext(OurSim("--sessions", "40"))
        engine = self.enterContext(Engine({"web01": self.bmc, "web02": other}))
        until(lambda: all("report" in engine.host(name) for name in engine.bmcs), "the first polls")
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        until(lambda: engine.curl("/v1/incidents")[2]["incidents"], "the trouble")
        incident = engine.curl("/v1/incidents")[2]["incidents"][0]["id"]
        secret = engine.folder / "web01.password"
        secret.rename(engine.folder / "elsewhere")
        secret.mkdir()  # whatever mode a file has, root may read it
        engine.inventory.write_text(engine.inventory.read_text() + f'[credential.new]\nuser = "m"\npassword_file = "{engine.folder}/none"\n'
                                    '[host.web03]\naddress = "127.0.0.1:9"\ncredential = "new"\n')
        before = time.time()
        done = subprocess.run([peer.program("bmcscope"), "inventory", "reload", f"--engine={engine.socket}"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout.split(",")[0]), (0, "3 hosts"), done.stderr)
        self.assertRegex(done.stderr, rf"(?m)^kept with the former password: web01: credential 'web01': {secret} is not a regular file$")
        self.assertRegex(done.stderr, r"(?m)^cannot be asked: web03: credential 'new': cannot read ")
        until(lambda: any(re.search(r"web01 kept with the former password: credential 'web01'.*web03 cannot be asked: credential 'new'", event["text"])
                          and event["severity"] == "warning" for event in engine.curl("/v1/events?limit=1000")[2]["events"]), "an event that says so")
        until(lambda: seconds(engine.host("web01")["read"]) > before + 2, "polls that go on")
        self.assertEqual([one["id"] for one in engine.curl("/v1/incidents?state=all")[2]["incidents"]], [incident])
        self.assertEqual((engine.host("web01")["reach"], engine.host("web01")["incidents"]), ("answers", 1))
        self.assertNotIn("cleared", engine.curl("/v1/incidents?state=all")[2]["incidents"][0])
        secret.rmdir()
        (engine.folder / "elsewhere").rename(secret)
        mended = engine.curl("/v1/inventory/reload", "-d", "{}")[2]
        self.assertEqual((mended["kept"], len(mended["unusable"])), ([], 1))
        (engine.folder / "none").touch(mode=0o600)
        (engine.folder / "none").write_text("word\n")
        self.assertEqual(engine.curl("/v1/inventory/reload", "-d", "{}")[2]["unusable"], [])
        until(lambda: "cannot read" not in str(engine.host("web03")), "the host that can be asked at last")

    def on_a_small_disk(self, **more):
        """A real one: a tmpfs of its own. The engine, and a file there for filling it."""
        state = self.bmc.scratch / "state"
        state.mkdir()
        engine = self.enterContext(Wrapped(self.bmc, peer.with_mounts(f"mount -t tmpfs -o size=3m tmpfs {state}"), **more))
        until(lambda: "report" in engine.host("web01", "sel"), "the first polls")
        return engine, pathlib.Path(f"/proc/{engine.process.pid}/root{state}/ballast")

    def fill(self, engine, ballast, write):
        """To the last byte, and until the engine has noticed: what of the journal was there already takes a few more of what `write` has it write."""
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(b"\0" * 4096):
                    pass
            except OSError as error:
                self.assertIn("No space left", str(error))
        end = time.monotonic() + 60
        while "full" not in engine.says() and time.monotonic() < end:
            write()
        self.assertRegex(engine.says(), r"the journal cannot be used: .*full")

    def switch(self, engine):
        self.on = not self.on
        self.bmc.tell(power="on" if self.on else "off")
        asked = time.time()
        until(lambda: seconds(engine.host("web01", "power")["read"]) > asked, "polls that go on")

    def test_a_full_disk(self):
        engine, ballast = self.on_a_small_disk()
        self.bmc.tell(power="off")
        until(lambda: any(event["text"] == "power is off" for event in engine.events()), "an event")
        told = {event["sequence"]: event for event in engine.events()}

        self.on = False
        self.fill(engine, ballast, lambda: self.switch(engine))
        self.bmc.tell(power="on", set_reading={"sensor": "CPU1 Temp", "value": 98})
        until(lambda: engine.host("web01")["severity"] == "critical", "polls that go on")
        during = engine.curl("/v1/events?limit=10000")
        self.assertEqual(during[0], 200)
        shown = {event["sequence"]: event for event in during[2]["events"]}
        self.assertFalse([event for event in shown.values() if "CPU1 Temp" in event["text"]], "what is not on the disk is not told")
        for page in ("events", "incidents", "hosts"):
            self.assertIn("disk is full", engine.curl(f"/v1/{page}")[2]["trouble"], page)
        self.assertEqual({number: shown[number] for number in told}, told)

        ballast.unlink()
        until(lambda: any(event["text"].startswith("raised: CPU1 Temp") for event in engine.events()), "what waited")
        until(lambda: "the journal is written again" in engine.says(), "that it says so")
        after = engine.events()
        self.assertEqual([event["sequence"] for event in after], list(range(1, len(after) + 1)), "each number once, none left out")
        kept = {event["sequence"]: event for event in after}
        self.assertEqual({number: kept[number] for number in shown}, shown)
        switched = [event["text"] for event in after if event["kind"] == "power"]
        self.assertTrue(all(a != b for a, b in zip(switched, switched[1:])), "each change once, in its order")

    def test_who_waits_for_a_full_disk_holds_up_nobody(self):
        engine, ballast = self.on_a_small_disk(of_each_host='control = "web01"\n')
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        incident = until(lambda: engine.curl("/v1/incidents")[2]["incidents"], "an incident")[0]["id"]
        # Not by switching power: of a host that is off the incident would end.
        self.fill(engine, ballast, lambda: engine.curl("/v1/inventory/reload", "-d", "{}"))
        power = engine.host("web01", "power")["chassis"]["power"]
        asked = [(f"/v1/incidents/{incident}/ack", "{}"), ("/v1/hosts/web01/power", '{"action": "on"}')]
        waiting = [subprocess.Popen(["curl", "-sS", "--max-time", "30", "--unix-socket", engine.socket, "-w", "\n%{http_code}", "-d", body,
                                     f"http://localhost{path}"], stdout=subprocess.PIPE, text=True) for path, body in asked]
        begun, longest = time.monotonic(), 0
        while all(one.poll() is None for one in waiting):
            before = time.monotonic()
            self.assertEqual(engine.curl("/v1/hosts")[0], 200)
            longest = max(longest, time.monotonic() - before)
        self.assertGreater(time.monotonic() - begun, 3, "they did wait")
        self.assertLess(longest, 2, "for everybody else the engine was there")
        answers = [one.communicate()[0].rsplit("\n", 1) for one in waiting]
        self.assertEqual([status for _, status in answers], ["503", "503"], answers)
        self.assertIn("the journal cannot be written", answers[0][0])
        self.assertIn("nothing was done", answers[1][0])
        self.assertEqual(engine.host("web01", "power")["chassis"]["power"], power)
        ballast.unlink()
        until(lambda: "acknowledged" in engine.curl("/v1/incidents")[2]["incidents"][0], "what waited")
        audit = engine.curl("/v1/audit")[2]["entries"]
        self.assertEqual([entry["stage"] for entry in audit if entry["action"] == "power on"][:2], ["asked", "failed"])

    def test_the_clock_jumps_an_hour_to_and_fro(self):
        """libfaketime moves the engine's wall clock; the steady one, by which it must go, stays."""
        library = next(iter(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
        self.assertIsNotNone(library, "libfaketime is not installed (Debian package faketime); `tests/run.sh fault` installs it")
        # The runtime of a sanitizer wants to be first.
        linked = subprocess.run(["ldd", peer.program("bmcscoped")], capture_output=True, text=True, check=True).stdout
        library = " ".join([*re.findall(r"=> (/\S*/lib[at]san\S*)", linked), str(library)])
        clock = self.bmc.scratch / "clock"
        clock.write_text("+0\n")
        engine = self.enterContext(Wrapped(self.bmc, (), {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": clock, "FAKETIME_NO_CACHE": "1",
                                                          "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}))
        until(lambda: all("report" in engine.host("web01", part) for part in ("sensors", "sel", "fru")), "the first polls")
        until(lambda: not engine.host("web01").get("failed"), "no failure")
        newest = engine.curl("/v1/events")[2]["newest"]
        for jump in (HOUR, 0, -HOUR, HOUR, 0):
            with self.subTest(jump=jump):
                following = clock.with_suffix(".new")
                following.write_text(f"{jump:+d}\n")
                following.rename(clock)
                before = self.bmc.state()["requests"] if "requests" in self.bmc.state() else None
                begun = time.monotonic()
                until(lambda jump=jump: abs(seconds(engine.host("web01")["read"]) - time.time() - jump) < 3, "a reading by the new clock", deadline=15)
                first = seconds(engine.host("web01")["read"])
                until(lambda first=first: seconds(engine.host("web01")["read"]) > first + 0.5, "the next one", deadline=5)
                self.assertLess(time.monotonic() - begun, 6, "its period stays")
                if before is not None:
                    self.assertLess(self.bmc.state()["requests"] - before, 1200, "no storm of polls")
                self.assertEqual(engine.host("web01")["reach"], "answers")
        self.assertEqual([event["text"] for event in engine.events(newest)], [], "no event comes of it")
        self.assertEqual(self.bmc.state()["sessions"], 1)
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        until(lambda: engine.curl("/v1/incidents")[2]["incidents"], "a trouble is seen as ever")
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 45})
        clock.with_suffix(".new").write_text(f"{-HOUR}\n")
        clock.with_suffix(".new").rename(clock)
        until(lambda: not engine.curl("/v1/incidents")[2]["incidents"], "and its end, though the clock is behind its beginning")


if __name__ == "__main__":
    peer.main()

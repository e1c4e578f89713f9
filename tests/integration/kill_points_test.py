#!/usr/bin/env python3
"""The engine is killed right before and right after each commit to its journal and each send to a client, while a trouble is raised and
cleared: whoever follows the stream misses nothing, is told nothing under two numbers, and hears of each trouble and its end once."""
import itertools
import pathlib
import re
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from journal_test import Follower, Record  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

POINTS = 8  # commits and sends until all of a change is told, some of what else the engine keeps among them
ROUNDS = 2


class DoomedEngine(Engine):
    """Ends by itself at a point, once the file `go` is there."""

    def __init__(self, *words, **more):
        super().__init__(*words, **more)
        self.go = self.folder / "go"
        library = peer.program("libkill_at_call.so")
        linked = subprocess.run(["ldd", peer.program("bmcscoped")], capture_output=True, text=True, check=True).stdout
        self.preload = " ".join([*re.findall(r"=> (/\S*/lib[at]san\S*)", linked), library])  # the runtime of a sanitizer wants to be first
        self.point = (0, "before")

    def command(self):
        at, when = self.point
        return ["env", f"LD_PRELOAD={self.preload}", f"KILL_FROM={self.go}", f"KILL_AT={at}", f"KILL_WHEN={when}", *super().command()]


def told(follower, hot):
    """That the sensor has changed, by the incident and by the log."""
    events = follower.events().values()
    return any(event["kind"] == "sel" for event in events) and any(event["text"].startswith("raised" if hot else "cleared") for event in events)


class KillPoints(unittest.TestCase):
    def test_before_and_after_every_commit_and_send(self):
        peer.need("curl")
        # An engine that is killed says no goodbye: its sessions occupy slots until they time out.
        bmc = self.enterContext(OurSim("--sessions", "60"))
        engine = DoomedEngine({"web01": bmc})
        record = Record(self)
        hot = False
        killed = {"before": 0, "after": 0}
        for _ in range(ROUNDS):
            for engine.point in itertools.product(range(1, POINTS + 1), killed):
                engine.go.unlink(missing_ok=True)
                self.enterContext(engine)
                until(lambda: "report" in engine.host("web01") and not engine.host("web01").get("stale"), "a first poll")
                record.is_kept_by(engine)
                follower = Follower(engine, "-H", f"Last-Event-ID: {record.last()}")
                until(lambda follower=follower: b":" in follower.told or follower.events(), "the stream's first sign of life")
                engine.go.touch()
                hot = not hot
                bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98 if hot else 45})
                until(lambda follower=follower, hot=hot: engine.process.poll() is not None or told(follower, hot), "the end of the engine, or all of the change")
                killed[engine.point[1]] += engine.process.poll() is not None
                engine.process.kill()
                engine.process.communicate()
                record.take(follower)
                follower.end()
        engine.go.unlink()
        self.enterContext(engine)
        record.is_kept_by(engine)
        wanted = 1 if hot else 0
        until(lambda: len(engine.curl("/v1/incidents")[2]["incidents"]) == wanted, "the state as it is now")
        record.tells_each_trouble_once(engine)
        for when, times in killed.items():
            self.assertGreaterEqual(times, 3, f"killed {when} a commit or send")

    def test_while_a_damaged_journal_is_replaced(self):
        """Whatever the moment, the next engine knows that numbers were given, though no file tells it which."""
        peer.need("curl")
        bmc = self.enterContext(OurSim("--sessions", "60"))
        engine = DoomedEngine({"web01": bmc})
        journal = engine.state / "journal.sqlite"
        engine.state.mkdir(mode=0o700)
        engine.go.touch()
        files_left = set()
        for at in range(1, 40):
            for file in engine.state.glob("journal.sqlite*"):
                file.unlink()
            journal.write_bytes(b"\x5a" * 8192)
            engine.point = (at, "after")
            try:
                self.enterContext(engine)
                survived = engine.process.poll() is None
                engine.process.kill()
                engine.process.communicate()
            except AssertionError:  # it never said where it is asked
                survived = False
                self.assertEqual(engine.process.returncode, -signal.SIGKILL)
            files_left.add((journal.exists(), (engine.state / "journal.sqlite.making").exists(), (engine.state / "journal.sqlite.new").exists()))
            engine.point = (0, "after")
            self.enterContext(engine)
            self.assertGreater(engine.curl("/v1/events")[2]["newest"], 1_000_000, (at, sorted(engine.state.iterdir())))
            self.assertEqual(len(list(engine.state.glob("journal.sqlite.damaged-*"))), 1)
            engine.process.kill()
            engine.process.communicate()
            if survived:
                break
        self.assertLessEqual({(True, True, False), (True, False, True), (False, False, True), (True, False, False)}, files_left, "killed at each step")


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""bmcscope --embedded: an engine of its own that is there while the command runs, and gone with it however that ends."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from peer import until  # noqa: E402
from small_fleet import SmallFleet  # noqa: E402

PATIENCE = 30


class Embedded(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fleet = cls.enterClassContext(SmallFleet(2))
        cls.fleet.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})

    def setUp(self):
        self.state = self.fleet.scratch / "states"
        self.runtime = self.fleet.scratch / "runtime"
        self.runtime.mkdir(exist_ok=True)

    def start(self, *words, **streams):
        environment = self.fleet.environment(XDG_STATE_HOME=str(self.state), XDG_RUNTIME_DIR=str(self.runtime))
        return subprocess.Popen([peer.program("bmcscope"), *words, "--embedded", "--inventory", str(self.fleet.inventory)], env=environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **streams)

    def engines(self):
        """The processes that work on our state."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
            except OSError:
                continue
            if str(self.state / "bmcscope").encode() in words and state != "Z":
                found.append(int(entry.name))
        return found

    def leaves_nothing(self):
        until(lambda: not self.engines(), "its engine ends", PATIENCE)
        until(lambda: not self.sessions(), "the sessions of its engine are closed", PATIENCE)

    def sessions(self):
        return sum(self.fleet.state(bmc=number)["sessions"] for number in range(2))

    def test_shows_what_an_engine_knows_and_remembers_it(self):
        first = self.start("incidents", "--json")
        out, err = first.communicate(timeout=PATIENCE)
        self.assertEqual(first.returncode, 0, err)
        incident = json.loads(out.splitlines()[0])
        self.assertIn("CPU1 Temp", incident["text"])
        self.leaves_nothing()
        self.assertEqual(list(self.runtime.iterdir()), [], "its socket is gone")

        second = self.start("incidents", "--json")
        out, err = second.communicate(timeout=PATIENCE)
        again = json.loads(out.splitlines()[0])
        self.assertEqual((again["id"], again["raised"]), (incident["id"], incident["raised"]), "the same trouble, not a new one")
        self.leaves_nothing()

    def test_ends_with_whoever_started_it(self):
        for how in (signal.SIGINT, signal.SIGKILL):
            with self.subTest(signal=how.name):
                following = self.start("events", "--follow", "--after", "0")
                self.assertIn("CPU1 Temp", following.stdout.readline() + following.stdout.readline() + following.stdout.readline())
                self.assertEqual(len(self.engines()), 1)
                following.send_signal(how)
                following.communicate(timeout=PATIENCE)
                self.leaves_nothing()

    def test_one_state_has_one_engine(self):
        following = self.start("events", "--follow", "--after", "0")
        following.stdout.readline()
        other = self.start("incidents")
        out, err = other.communicate(timeout=PATIENCE)
        self.assertEqual((other.returncode, out), (2, ""))
        self.assertIn(str(self.engines()[0]), err, "the holder is named")
        following.terminate()
        following.communicate(timeout=PATIENCE)
        self.leaves_nothing()

    def test_says_why_an_engine_does_not_start(self):
        broken = self.fleet.scratch / "broken.toml"
        broken.write_text("[host.web01\n")
        done = subprocess.run([peer.program("bmcscope"), "incidents", "--embedded", "--inventory", broken], capture_output=True, text=True,
                              env=self.fleet.environment(XDG_STATE_HOME=str(self.state)), check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("broken.toml", done.stderr)
        done = subprocess.run([peer.program("bmcscope"), "incidents", "--inventory", self.fleet.inventory], capture_output=True, text=True,
                              env=self.fleet.environment(), check=False)
        self.assertEqual((done.returncode, "--embedded" in done.stderr), (2, True))


if __name__ == "__main__":
    unittest.main()

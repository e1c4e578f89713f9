#!/usr/bin/env python3
"""Two hundred checks started at once on one BMC, as a monitoring that was restarted does: each ends by its deadline, with the right
values or with the word that the BMC is busy, and what they remember on disk is whole afterwards."""
import collections
import os
import pathlib
import selectors
import socket
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from nagios_answer import answer_of  # noqa: E402
from our_sim import OurSim  # noqa: E402

CROWD = 200
SESSIONS = 8  # session slots of the BMC; real ones have 4 to 15
DEADLINE = 20
# Two hundred processes want to be started, and ended, by a machine with two processors and other work.
MARGIN = 10
BUSY = r"^UNKNOWN: .*(?i:insufficient resources|busy|all sessions)"
OF_THE_RUN = ("time", "requests")  # metrics of how the run went, not of the machine

# RMCP+ Open Session Request of suite 3. IPMI v2.0 §13.17.
OPEN_SESSION = bytes([6, 0, 0xFF, 7, 6, 0x10, *bytes(8), 32, 0, 0, 0, 0, 0, 1, 2, 3, 4,
                      0, 0, 0, 8, 1, 0, 0, 0, 1, 0, 0, 8, 1, 0, 0, 0, 2, 0, 0, 8, 1, 0, 0, 0])


class Ended:
    """A check that has ended: its answer, and how long it took from the first process' start."""

    def __init__(self, process, begun):
        self.output = process.stdout.read()
        process.stdout.close()
        self.code = process.wait()
        self.after = time.monotonic() - begun
        self.answer = answer_of(self.code, self.output)

    def values(self):
        return {label: value for label, value in self.answer.metrics.items() if label not in OF_THE_RUN}


class Crowd(unittest.TestCase):
    def command(self, mode, bmc, *words):
        return [peer.program(mode), "-H", f"{bmc.address}:{bmc.port}", "--credentials", bmc.credentials(), "-t", str(DEADLINE), *words]

    def one(self, mode, bmc, cache, *words):
        process = subprocess.Popen(self.command(mode, bmc, *words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   env=dict(os.environ, XDG_CACHE_HOME=str(cache)))
        return Ended(process, time.monotonic())

    def all_at_once(self, mode, bmc, cache, count=CROWD, some=(), every=4):
        """Every fourth is told `some` words more."""
        command = self.command(mode, bmc)  # once: it writes the credentials' file
        begun, ended = time.monotonic(), []
        with selectors.DefaultSelector() as running:
            for number in range(count):
                words = command + list(some if number % every == 0 else ())
                process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                           stderr=subprocess.STDOUT, env=dict(os.environ, XDG_CACHE_HOME=str(cache)))
                running.register(process.stdout, selectors.EVENT_READ, process)
            while running.get_map():
                ready = running.select(DEADLINE + MARGIN)
                if not ready:
                    for key in list(running.get_map().values()):
                        key.data.kill()
                    self.fail(f"{len(running.get_map())} checks were still there {DEADLINE + MARGIN} s after the last one ended")
                for key, _ in ready:  # what a check says is one write, at its end
                    running.unregister(key.fileobj)
                    ended.append(Ended(key.data, begun))
        return ended

    def judge(self, ended, right):
        """How many read the right values, and how many were refused by name. Anything else is a failure."""
        counts = collections.Counter()
        for one in ended:
            self.assertLess(one.after, DEADLINE + MARGIN, one.answer.first)
            if one.code == 3:
                self.assertRegex(one.answer.first, BUSY)
                self.assertEqual(one.answer.metrics, {}, "a graph would believe it")
                counts["refused"] += 1
            else:
                self.assertEqual((one.code, one.answer.first), (right.code, right.answer.first))
                self.assertEqual(one.values(), right.values())
                counts["right"] += 1
        print(f"{counts['right']} right, {counts['refused']} refused by name, the last after {max(one.after for one in ended):.1f} s", flush=True)
        return counts

    def whole_afterwards(self, mode, bmc, cache, right):
        """The next check is right, from what the crowd has left on disk, which is what a single check leaves there."""
        after = self.one(mode, bmc, cache, "-vv")
        self.assertEqual((after.code, after.answer.first, after.values()), (right.code, right.answer.first, right.values()))
        self.assertIn("sensor records from the cache", after.output.decode())
        alone = bmc.scratch / "cache-alone"
        self.one(mode, bmc, alone)
        names = [sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()) for folder in (cache, alone)]
        self.assertEqual(*names, "files are left over or missing")

    def test_a_crowd_with_a_fresh_cache(self):
        with OurSim("--sessions", SESSIONS) as bmc:
            right = self.one("check_bmc_sensors", bmc, bmc.scratch / "cache-before")
            self.assertEqual(right.code, 0)
            cache = bmc.scratch / "cache-crowd"
            counts = self.judge(self.all_at_once("check_bmc_sensors", bmc, cache), right)
            self.assertGreater(counts["right"], CROWD // 2)
            self.whole_afterwards("check_bmc_sensors", bmc, cache, right)
            self.assertEqual(bmc.state()["sessions"], 0, "sessions were left open")

    def test_a_crowd_that_knows_the_bmc_and_finds_a_fault(self):
        with OurSim("--sessions", SESSIONS, "--fault", "delay_ms=5") as bmc:
            bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
            cache = bmc.scratch / "cache-crowd"
            right = self.one("check_bmc_sensors", bmc, cache)
            self.assertEqual(right.code, 2)
            counts = self.judge(self.all_at_once("check_bmc_sensors", bmc, cache), right)
            self.assertGreater(counts["right"], CROWD // 2)
            self.whole_afterwards("check_bmc_sensors", bmc, cache, right)

    def test_a_crowd_on_one_log(self):
        """What is history and what is acknowledged is remembered by whoever comes first, and stays."""
        with OurSim("--sessions", SESSIONS) as bmc:
            cache = bmc.scratch / "cache-crowd"
            history = self.one("check_bmc", bmc, cache)
            self.assertEqual(history.code, 0, history.answer.first)
            bmc.tell(add_sel={"sensor": "DIMM_A2", "offset": 1})
            right = self.one("check_bmc_sel", bmc, cache)
            self.assertRegex(right.answer.first, "^CRITICAL: DIMM_A2: ")
            for one in self.all_at_once("check_bmc_sel", bmc, cache, 50):
                if one.code == 3:
                    self.assertRegex(one.answer.first, BUSY)
                else:
                    self.assertEqual((one.code, one.answer.metrics["sel_open"], one.answer.metrics["sel_entries"]), (2, 1, 7), one.answer.first)
            self.assertEqual(self.one("check_bmc_sel", bmc, cache, "--ack").code, 0)
            self.assertEqual([one.code for one in self.all_at_once("check_bmc_sel", bmc, cache, 20) if one.code != 3].count(0), 20)

    def test_an_acknowledgement_in_a_crowd_stays(self):
        """First contact by all of them at once, each of which writes down where history ends; some acknowledge."""
        with OurSim("--sessions", SESSIONS) as bmc:
            bmc.tell(add_sel={"sensor": "DIMM_A2", "offset": 1})
            cache = bmc.scratch / "cache-crowd"
            self.all_at_once("check_bmc_sel", bmc, cache, 40, some=("--ack",))
            after = self.one("check_bmc_sel", bmc, cache)
            self.assertEqual((after.code, after.answer.metrics["sel_open"]), (0, 0), after.answer.first)

    def test_who_is_refused_says_so(self):
        """One session slot, held by somebody who does not finish his login."""
        # Answers take so long that the last try of most is cut by their deadline.
        with OurSim("--sessions", 1, "--login-timeout", 60, "--fault", "delay_ms=400") as bmc, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.settimeout(10)
            other.sendto(OPEN_SESSION, (bmc.address, bmc.port))
            self.assertEqual(other.recv(1024)[17], 0, "status of the Open Session Response")
            for one in self.all_at_once("check_bmc_sensors", bmc, bmc.scratch / "cache-crowd", 30, some=("-t", "3"), every=1):
                self.assertEqual(one.code, 3)
                self.assertRegex(one.answer.first, BUSY)
                self.assertEqual(one.answer.metrics, {})


if __name__ == "__main__":
    peer.main()

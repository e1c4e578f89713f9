#!/usr/bin/env python3
"""An hour of bmcscoped over a hundred BMCs on a line that loses: they get hot and cool down, fall silent and come back, are slow, are
switched off and on, the engine is killed now and then, and left alone for the last third. At the end every trouble was raised once and cleared
once, the stream had no hole, and the engine holds as much memory and as many descriptors as in the first minutes of that third."""
import json
import os
import pathlib
import random
import re
import sys
import time
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

SECONDS = float(os.environ.get("BMCSCOPE_SOAK_SECONDS", "3600"))
BMCS = 100
EVERY = 2  # seconds between two polls
KILL_EVERY = 300
HOT, COOL = 98, 45  # CPU1 Temp; its upper critical limit is 95
MARGIN = 1.3  # of memory: what an allocator does in an hour


class Hour(unittest.TestCase):
    def setUp(self):
        peer.need("curl")
        seed = random.randrange(1 << 32)
        print(f"seed {seed}", flush=True)
        self.chance = random.Random(seed)
        # An engine that is killed says no goodbye: its sessions occupy slots until they time out.
        self.sim = self.enterContext(OurSim("--count", BMCS, "--sessions", "40", "--fault", "loss=0.01", listen=f"127.8.0.1:{peer.free_port()}",
                                            lives=SECONDS + 900))
        bmcs = {f"web{i + 1:03}": types.SimpleNamespace(address=f"127.8.0.{i + 1}", port=self.sim.port, user=self.sim.user,
                                                         password=self.sim.password, scratch=self.sim.scratch) for i in range(BMCS)}
        self.engine = Engine(bmcs, every=EVERY)
        self.engine.__enter__()
        self.addCleanup(lambda: self.engine.process.poll() is None and self.engine.end())
        self.after = 0

    def tell(self, number, **words):
        self.sim.tell(bmc=number, **words)

    def all_are_read(self):
        until(lambda: all("read" in host and host["reach"] == "answers" and not host.get("stale") for host in self.hosts()), "all hosts are read", 120)

    def hosts(self):
        return self.engine.curl("/v1/hosts")[2]["hosts"]

    def read_on(self):
        """What has happened since the last time; each number follows the one before."""
        while True:
            page = self.engine.curl(f"/v1/events?after={self.after}&limit=1000")[2]
            for event in page["events"]:
                self.assertEqual(event["sequence"], self.after + 1, "the journal has a hole, or a number came twice")
                self.after = event["sequence"]
            if len(page["events"]) < 1000:
                return

    def incidents(self):
        """All there were, newest first."""
        found, page = [], {"next": None}
        while "next" in page:
            page = self.engine.curl("/v1/incidents?state=all" + (f"&after={page['next']}" if page["next"] else ""))[2]
            found += page["incidents"]
        return found

    def size(self):
        pid = self.engine.process.pid
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]), len(os.listdir(f"/proc/{pid}/fd"))

    def something_happens(self):
        number, what = self.chance.randrange(BMCS), self.chance.randrange(6)
        if what == 0:
            self.tell(number, set_reading={"sensor": "CPU1 Temp", "value": HOT})
        elif what == 1:
            self.tell(number, set_reading={"sensor": "CPU1 Temp", "value": COOL})
        elif what == 2:
            self.tell(number, fault={"silent": ["*"]})
        elif what == 3:
            self.tell(number, fault={"delay_ms": self.chance.choice((20, 500))})
        elif what == 4:
            self.tell(number, fault=None)
        else:
            self.tell(number, power=self.chance.choice(("on", "off", "cycle")))

    def calm(self):
        for number in range(BMCS):
            self.tell(number, fault=None)
            self.tell(number, power="on")
            self.tell(number, set_reading={"sensor": "CPU1 Temp", "value": COOL})

    def test_nothing_grows_and_nothing_is_lost(self):
        self.all_are_read()
        begun, killed, first = time.monotonic(), time.monotonic(), None
        while (gone := time.monotonic() - begun) < SECONDS:
            self.something_happens()
            time.sleep(self.chance.uniform(0, 0.5))
            self.read_on()
            left_alone = gone > SECONDS * 2 / 3
            if first is None and left_alone and time.monotonic() - killed > min(300, SECONDS / 6):
                first = self.size()
                print(f"after {gone:.0f} s: {first[0]} KiB, {first[1]} descriptors", flush=True)
            if not left_alone and time.monotonic() - killed > min(KILL_EVERY, SECONDS / 4):
                killed = time.monotonic()
                self.engine.process.kill()
                self.engine.process.communicate()
                self.engine.__enter__()
        self.calm()
        self.all_are_read()
        hot = "/v1/incidents?state=open"  # of a sensor that flapped, after five good minutes
        until(lambda: not [one for one in self.engine.curl(hot)[2]["incidents"] if "CPU1 Temp" in one["text"] or "answer" in one["text"]],
              "every trouble has an end", 420, lambda: json.dumps(self.engine.curl(hot)[2])[:2000])
        self.read_on()
        memory, descriptors = self.size()
        print(f"at the end: {memory} KiB, {descriptors} descriptors", flush=True)
        incidents = self.incidents()
        self.assertGreater(len(incidents), 0)
        self.assertEqual(len({one["id"] for one in incidents}), len(incidents))
        ends = {}
        for one in sorted(incidents, key=lambda one: one["raised"]):
            trouble = one["host"], one["key"]
            self.assertLessEqual(ends.get(trouble, ""), one["raised"], f"{trouble}: raised while it was open")
            ends[trouble] = one.get("cleared", "9999")
        self.assertLess(memory, first[0] * MARGIN, "KiB of memory")
        self.assertLessEqual(descriptors, first[1] + 4)
        self.engine.end()


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""A trouble that a reading, a record of the log and a hint tell of, in every order: the engine makes one incident of it. The unit test of the same
name has all gaps up to half a minute, on a clock of its own."""
import itertools
import pathlib
import sys
import time
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine, seconds  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

SENSOR = "CPU1 Temp"
ORDERS = list(itertools.permutations(("reading", "record", "hint")))
GAPS = (0, 2)  # seconds


class OneTrouble(unittest.TestCase):
    def setUp(self):
        peer.need("curl")
        courses = list(itertools.product(ORDERS, GAPS))  # of each a host
        self.sim = self.enterContext(OurSim("--count", len(courses), listen=f"127.13.0.1:{peer.free_port()}"))
        self.courses = {"-".join(order) + f"-{gap}s": (number, order, gap) for number, (order, gap) in enumerate(courses)}
        bmcs = {host: types.SimpleNamespace(address=f"127.13.0.{number + 1}", port=self.sim.port, user=self.sim.user, password=self.sim.password,
                                            scratch=self.sim.scratch) for host, (number, _, _) in self.courses.items()}
        self.engine = self.enterContext(Engine(bmcs))
        for host in self.courses:
            until(lambda host=host: all("report" in self.engine.host(host, part) for part in ("sensors", "sel")), "the first polls")

    def incidents(self):
        found = {host: [] for host in self.courses}
        for one in self.engine.curl("/v1/incidents?state=all&limit=1000")[2]["incidents"]:
            found[one["host"]].append(one)
        return found

    def comes(self, host, there, what):
        number = self.courses[host][0]
        if what == "reading":
            self.sim.tell(bmc=number, set_reading={"sensor": SENSOR, "value": 98 if there else 45, "log": False})
        elif what == "record":
            self.sim.tell(bmc=number, add_sel={"sensor": SENSOR, "offset": 9, "assert": there})  # upper critical, going high
        else:
            self.assertEqual(self.engine.curl("/v1/hints", "-d", f'{{"host": "{host}"}}')[0], 202)

    def happens(self, there, order_of):
        """On all hosts side by side, each in its order and at its gap."""
        begun = time.monotonic()
        for second in range(2 * max(GAPS) + 1):
            time.sleep(max(0, begun + second - time.monotonic()))  # the gap is what is tried here, not a wait for something
            for host, (_, order, gap) in self.courses.items():
                for turn, what in enumerate(order_of(order)):
                    if turn * gap == second:
                        self.comes(host, there, what)

    def test_in_every_order(self):
        self.happens(True, lambda order: order)
        until(lambda: all(len(of_host) == 1 and set(of_host[0]["sources"]) == {"sensor", "sel"} for of_host in self.incidents().values()),
              "one incident of each host, seen by both", deadline=15, why=self.incidents)
        self.happens(False, lambda order: order[::-1])
        until(lambda: all("cleared" in one for of_host in self.incidents().values() for one in of_host), "the clearings", deadline=15, why=self.incidents)
        over = time.time()
        for host in self.courses:
            until(lambda host=host: seconds(self.engine.host(host)["read"]) > over + 1, "a poll after that")
        told = [event for event in self.engine.curl("/v1/events?limit=10000")[2]["events"] if event["kind"] == "incident"]
        for host in self.courses:
            with self.subTest(host):
                self.assertEqual([event["text"].split(":")[0] for event in told if event["host"] == host], ["raised", "cleared"], told)


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""/v1/readings of bmcscoped: what it says of each host is what the host's own page says; what changes is told alone; Python's cbor2 reads
the same from CBOR."""
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

ANEW = 3600  # no poll comes in between


class Readings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        peer.need("curl")
        cls.bmcs = {name: cls.enterClassContext(OurSim()) for name in ("web01", "web02")}
        cls.engine = cls.enterClassContext(Engine(cls.bmcs, every=ANEW))
        # The first questions are spread over half a minute.
        until(lambda: all("read" in cls.engine.host(name, part) for name in cls.bmcs for part in ("sensors", "sel", "device", "power", "fru")), "all is read")

    def readings(self, query="", *words):
        status, kind, body = self.engine.curl("/v1/readings" + query, *words)
        self.assertEqual((status, kind), (200, "application/json"))
        return body

    def test_all_detail_is_what_the_hosts_page_says(self):
        told = self.readings("?detail=all")
        self.assertEqual([host["host"] for host in told["hosts"]], ["web01", "web02"])
        for host in told["hosts"]:
            page = self.engine.host(host["host"])
            self.assertEqual(len(host["sensors"]), 64)
            self.assertEqual(host.pop("sensors"), page["report"]["sensors"])
            page.pop("report")
            self.assertEqual(host, page)

    def test_each_reading_is_what_the_hosts_page_says(self):
        for host in self.readings()["hosts"]:
            for brief, whole in zip(host["sensors"], self.engine.host(host["host"])["report"]["sensors"], strict=True):
                self.assertEqual(brief, {name: whole[name] for name in brief})
                self.assertLessEqual({"key", "label", "severity", "time"}, set(brief))
                self.assertEqual("value" in brief, "value" in whole)

    def test_what_has_changed_is_told_alone(self):
        before = self.readings()["generation"]
        self.assertEqual(self.readings(f"?since={before}")["hosts"], [])
        self.bmcs["web02"].tell(set_reading={"sensor": "CPU1 Temp", "value": 71})
        self.assertEqual(self.engine.curl("/v1/hosts/web02/refresh", "-X", "POST")[0], 202)

        def seen():
            told = self.readings(f"?since={before}")
            self.assertFalse(told["full"])
            self.assertLessEqual({host["host"] for host in told["hosts"]}, {"web02"})
            return [sensor for host in told["hosts"] for sensor in host["sensors"] if sensor["label"] == "CPU1 Temp" and sensor["value"] == 71]
        until(seen, "the change")

    def test_another_engines_generation_is_nobodys(self):
        bmcs = {"web01": self.enterContext(OurSim())}
        with Engine(bmcs) as former:
            before = former.curl("/v1/readings")[2]["generation"]
        with Engine(bmcs) as again:
            told = again.curl(f"/v1/readings?since={before}")[2]
            self.assertTrue(told["full"])
            self.assertGreater(told["generation"], before)

    def test_cbor_says_the_same(self):
        script = "import cbor2, json, sys; json.dump(cbor2.load(sys.stdin.buffer), sys.stdout)"
        done = subprocess.run(["curl", "-sS", "--unix-socket", self.engine.socket, "-H", "Accept: application/cbor", "http://localhost/v1/readings?detail=all"],
                              capture_output=True, check=True)
        theirs = subprocess.run(["/usr/bin/python3", "-c", script], input=done.stdout, capture_output=True, check=True)
        self.assertEqual(json.loads(theirs.stdout), self.readings("?detail=all"))
        self.assertLess(len(done.stdout), len(json.dumps(self.readings("?detail=all"))))


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""Ways to a BMC: one of two addresses is lost and comes back, a name means another address; monitoring goes on all the while."""
import pathlib
import select
import socket
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine, seconds  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

QUICK = ("--probe-every", "0.5", "--names-every", "0.5")


class Cable(threading.Thread):
    """A second way to a BMC, which can be pulled: datagrams are carried to and fro while it is plugged in."""

    def __init__(self, bmc, address="127.0.0.1"):
        super().__init__(daemon=True)
        self.bmc, self.plugged, self.ending = (bmc.address, bmc.port), True, False
        self.front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.front.bind((address, 0))
        self.address = f"{address}:{self.front.getsockname()[1]}"
        self.carried = 0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.ending = True
        self.join()

    def run(self):
        behind, clients = {}, {}
        while not self.ending:
            for ready in select.select([self.front, *clients], [], [], 0.05)[0]:
                data, sender = ready.recvfrom(4096)
                if not self.plugged:
                    continue
                self.carried += 1
                if ready is not self.front:
                    self.front.sendto(data, clients[ready])
                    continue
                if sender not in behind:
                    behind[sender] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    clients[behind[sender]] = sender
                behind[sender].sendto(data, self.bmc)
        for one in (self.front, *clients):
            one.close()


class WithPaths(Engine):
    """web01 at these addresses."""

    def __init__(self, bmc, addresses, before=(), **more):
        super().__init__({"web01": bmc}, **more)
        self.addresses, self.before = addresses, before

    def command(self):
        text = self.inventory.read_text().splitlines()
        listed = ", ".join(f'"{address}"' for address in self.addresses)
        self.inventory.write_text("\n".join(f"address = [{listed}]" if line.startswith("address") else line for line in text) + "\n")
        return [*self.before, *map(str, super().command())]


class Paths(unittest.TestCase):
    def setUp(self):
        peer.need("curl")
        self.bmc = self.enterContext(OurSim("--sessions", "40"))

    @staticmethod
    def texts(engine):
        return [event["text"] for event in engine.curl("/v1/events?limit=1000")[2]["events"] if event["kind"] == "reachability"]

    @staticmethod
    def incidents(engine):
        return [(one["key"], one["severity"]) for one in engine.curl("/v1/incidents")[2]["incidents"]]

    def test_a_lost_path_is_its_own_event_and_monitoring_goes_on(self):
        cable = self.enterContext(Cable(self.bmc))
        second = f"{self.bmc.address}:{self.bmc.port}"
        engine = self.enterContext(WithPaths(self.bmc, [cable.address, second], options=QUICK))
        until(lambda: engine.host("web01").get("path") == cable.address and "report" in engine.host("web01"), "the first path")
        cable.plugged = False
        until(lambda: engine.host("web01")["path"] == second, "the other path")
        lost = f"path {cable.address} lost, monitoring goes on by {second}"
        until(lambda: lost in self.texts(engine), "the event")
        self.assertEqual(self.incidents(engine), [(f"path {cable.address}", "warning")])
        moved = time.time()
        until(lambda: seconds(engine.host("web01")["read"]) > moved, "readings by the other path")
        self.assertEqual(engine.check("web01").state, 0, "the host itself is well")

        engine.end()  # the trouble is known to the next engine, and told once
        engine.__enter__()
        until(lambda: engine.host("web01").get("path") == second, "the other path, after a restart")
        self.assertEqual(self.texts(engine).count(lost), 1)

        cable.plugged = True
        ages, end = [], time.monotonic() + 20
        while engine.host("web01")["path"] != cable.address and time.monotonic() < end:
            ages.append(time.time() - seconds(engine.host("web01")["read"]))
        self.assertEqual(engine.host("web01")["path"], cable.address, "the first path again")
        self.assertLess(max(ages), 3.0, "no reading was left out on the way back")
        until(lambda: not self.incidents(engine), "the clearing")
        self.assertEqual(self.texts(engine).count(f"path {cable.address} is back"), 1)
        self.assertFalse([text for text in self.texts(engine) if "does not answer" in text])
        until(lambda: self.bmc.state()["sessions"] <= 2, "the goodbye to the session by the other path; that of the pulled cable was lost")

    def test_a_path_that_is_not_in_use_is_missed_too(self):
        cable = self.enterContext(Cable(self.bmc))
        first = f"{self.bmc.address}:{self.bmc.port}"
        engine = self.enterContext(WithPaths(self.bmc, [first, cable.address], options=QUICK))
        until(lambda: engine.host("web01").get("path") == first and cable.carried > 1, "pings by the second path")
        self.assertEqual(self.incidents(engine), [])
        cable.plugged = False
        until(lambda: f"path {cable.address} lost, monitoring goes on by {first}" in self.texts(engine), "the event")
        cable.plugged = True
        until(lambda: f"path {cable.address} is back" in self.texts(engine), "the return")
        until(lambda: not self.incidents(engine), "the clearing")
        self.assertEqual(self.bmc.state()["sessions"], 1)

    def test_a_name_that_means_another_address(self):
        hosts = self.bmc.scratch / "hosts"
        hosts.write_text("127.0.0.1 localhost bmc-web01.test\n")
        inside = peer.with_mounts(f"mount --bind {hosts} /etc/hosts")
        other = self.enterContext(OurSim("--sessions", "40", listen=f"127.0.0.2:{self.bmc.port}"))
        engine = self.enterContext(WithPaths(self.bmc, [f"bmc-web01.test:{self.bmc.port}"], before=inside, options=QUICK))
        until(lambda: "report" in engine.host("web01"), "the first poll")
        self.assertEqual((self.bmc.state()["sessions"], other.state()["sessions"]), (1, 0))
        hosts.write_text("127.0.0.1 localhost\n127.0.0.2 bmc-web01.test\n")
        until(lambda: other.state()["sessions"] == 1 and self.bmc.state()["sessions"] == 0, "a session where the name points now")
        moved = time.time()
        until(lambda: seconds(engine.host("web01")["read"]) > moved, "readings from there")
        self.assertEqual(self.texts(engine), [], "nothing was missed")
        hosts.write_text("127.0.0.1 localhost\n")  # a name server that knows nothing harms nobody
        time.sleep(1.2)
        asked = time.time()
        until(lambda: seconds(engine.host("web01")["read"]) > asked, "it goes on")
        self.assertEqual(engine.host("web01")["reach"], "answers")


if __name__ == "__main__":
    peer.main()

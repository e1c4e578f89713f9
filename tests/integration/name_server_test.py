#!/usr/bin/env python3
"""A BMC's name and its name server, which is dnsmasq: a session is kept as long as the server says that the address may be, and no longer.
All of it in a network of its own, where port 53 is ours."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import seconds  # noqa: E402
from our_sim import OurSim  # noqa: E402
from paths_test import WithPaths  # noqa: E402
from peer import until  # noqa: E402

OWN_NETWORK = "BMCSCOPE_TEST_HAS_ITS_NETWORK"


def in_a_network_of_its_own():
    """Runs this file again there; comes back only where that is done."""
    if os.environ.get(OWN_NETWORK):
        return
    with tempfile.TemporaryDirectory(prefix="bmcscope-names-") as folder:
        pathlib.Path(folder, "resolv.conf").write_text("nameserver 127.0.0.53\n")
        pathlib.Path(folder, "nsswitch.conf").write_text("hosts: files dns\n")
        script = "ip link set lo up" + "".join(f" && mount --bind {folder}/{name} /etc/{name}" for name in ("resolv.conf", "nsswitch.conf"))
        environment = dict(os.environ, PATH=peer.path(), **{OWN_NETWORK: "1"})
        sys.exit(subprocess.run([*peer.with_mounts(script, "--net"), sys.executable, *sys.argv], env=environment, check=False).returncode)


class NameServer:
    """dnsmasq knows one name; as a context manager."""

    def __init__(self, name, address, ttl):
        self.command = ["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--user=root", "--group=root", "--pid-file=",
                        "--listen-address=127.0.0.53", "--bind-interfaces", f"--host-record={name},{address},{ttl}", "--log-queries",
                        "--log-facility=-"]

    def __enter__(self):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env=dict(os.environ, PATH=peer.path()))
        until(lambda: "started" in self.said() or self.process.poll() is not None, "dnsmasq's start", why=self.said)
        return self

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()


class Names(unittest.TestCase):
    def setUp(self):
        peer.need("curl", "dnsmasq")
        self.bmc = self.enterContext(OurSim("--sessions", "40"))
        self.other = self.enterContext(OurSim("--sessions", "40", listen=f"127.0.0.2:{self.bmc.port}"))

    def engine(self):
        # Left alone it would look the name up again after ten minutes.
        engine = self.enterContext(WithPaths(self.bmc, [f"bmc.test:{self.bmc.port}"], options=("--names-every", "600")))
        until(lambda: "report" in engine.host("web01"), "the first poll")
        return engine

    def sessions(self):
        return self.bmc.state()["sessions"], self.other.state()["sessions"]

    def test_an_address_is_kept_as_long_as_the_server_says(self):
        with NameServer("bmc.test", self.bmc.address, 12) as server:
            engine = self.engine()
            until(lambda: server.said().count("query[A]") > 3, "it is asked again when the time is over", why=server.said)
        self.assertEqual(self.sessions(), (1, 0))
        with NameServer("bmc.test", self.other.address, 12):
            until(lambda: self.sessions() == (0, 1), "a session where the name points now")
            moved = time.time()
            until(lambda: seconds(engine.host("web01")["read"]) > moved, "readings from there")
        self.assertEqual([event["text"] for event in engine.curl("/v1/events?limit=1000")[2]["events"] if event["kind"] == "reach"], [],
                         "nothing was missed")

    def test_the_server_is_not_asked_before_that(self):
        with NameServer("bmc.test", self.bmc.address, 3600) as server:
            engine = self.engine()
            until(lambda: server.said().count("query[A]") >= 2, "the address, and for how long", why=server.said)
            asked = server.said().count("query[A]")
            begun = time.time()
            until(lambda: seconds(engine.host("web01")["read"]) > begun + 12, "a while")
            self.assertLessEqual(server.said().count("query[A]"), asked + 1, server.said())


if __name__ == "__main__":
    try:
        in_a_network_of_its_own()
    except unittest.SkipTest as why:
        print(f"skipped: {why}")
        sys.exit(77)
    peer.main()

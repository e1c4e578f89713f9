"""A fleet of bmcscope-sim BMCs with a bmcscoped over it, and what is asked of the two."""
import collections
import contextlib
import datetime
import http.client
import ipaddress
import json
import os
import pathlib
import re
import socket
import subprocess
import time

from measure import PROGRESS, process_cpu
from places import inventory_of, peer

from our_sim import OurSim  # in tests/peers

FIRST = ipaddress.IPv4Address("127.1.0.0")


Place = collections.namedtuple("Place", "address port")


class Fleet(OurSim):
    """`count` BMCs of 64 sensors on consecutive addresses; they outlive long rows."""

    def __init__(self, count, *options):
        super().__init__("--count", count, *options, listen=f"{FIRST}:{peer.free_port()}", lives=3600)
        self.count = count

    def bmcs(self):
        return [Place(str(FIRST + number), self.port) for number in range(self.count)]

    def places(self):
        return (f"{bmc.address}:{bmc.port}" for bmc in self.bmcs())


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=60)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Service:
    """bmcscoped over an inventory, as a context manager. Started again over the same state by start()."""

    def __init__(self, folder, sensors_every, sel_every, *options):
        self.folder, self.socket, self.process = pathlib.Path(folder), pathlib.Path(folder) / "engine.sock", None
        self.command = [peer.program("bmcscoped"), "--inventory", self.folder / "inventory.toml", "--socket", self.socket, "--state", self.folder / "state",
                        "--sensors-every", str(sensors_every), "--sel-every", str(sel_every), *options]

    def start(self):
        """Seconds until it says that it may be asked."""
        begun = time.monotonic()
        self.log = open(self.folder / "bmcscoped.log", "ab")
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, text=True)
        while "asked on" not in (line := self.process.stdout.readline()):
            if not line:
                raise AssertionError(f"bmcscoped ended: {(self.folder / 'bmcscoped.log').read_text()[-500:]}")
        return time.monotonic() - begun

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)
        if self.process:
            self.process.stdout.close()
            self.log.close()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def get(self, page, accept="application/json"):
        with contextlib.closing(UnixConnection(self.socket)) as connection:
            connection.request("GET", page, headers={"Accept": accept})
            answer = connection.getresponse()
            body = answer.read()
        if answer.status != 200:
            raise AssertionError(f"{page}: {answer.status} {body[:300]}")
        return body

    def post(self, page, body):
        with contextlib.closing(UnixConnection(self.socket)) as connection:
            connection.request("POST", page, json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        if answer.status >= 300:
            raise AssertionError(f"{page}: {answer.status} {text[:300]}")

    def refresh(self, host):
        self.post(f"/v1/hosts/{host}/refresh", {})

    def json(self, page):
        return json.loads(self.get(page))

    def metrics(self):
        """The engine's own, by name and labels."""
        text = self.get("/metrics?set=sim00000", "text/plain").decode()
        return {name: float(value) for name, value in re.findall(r"^(bmcscope_engine_\S+|process_\S+) (\S+)$", text, re.MULTILINE)}

    def rss_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu(self):
        return process_cpu(self.process.pid)

    def ages(self, names=None):
        """Seconds since each host's sensors were read; of one that never was, since the epoch."""
        now = datetime.datetime.now(datetime.timezone.utc).timestamp()
        return [now - (moment(host["read"]) if "read" in host else 0) for host in self.json("/v1/hosts")["hosts"] if names is None or host["host"] in names]

    def until_all_are_read(self, patience, names=None):
        begun = time.monotonic()
        while True:
            fresh = sum(age < 1e6 for age in self.ages(names))
            wanted = len(names) if names is not None else self.json("/v1/hosts")["hosts"].__len__()
            PROGRESS.at(f"{fresh} of {wanted} hosts were read")
            if fresh == wanted:
                return time.monotonic() - begun
            if time.monotonic() - begun > patience:
                raise AssertionError(f"only {fresh} of {wanted} hosts were read in {patience} s")
            time.sleep(1)


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


@contextlib.contextmanager
def polled_fleet(count, *sim_options, sensors_every=30, sel_every=10, options=()):
    """(fleet, service), the service not started yet."""
    with Fleet(count, *sim_options) as fleet, inventory_of(fleet.places()) as folder:
        service = Service(folder, sensors_every, sel_every, *options)
        try:
            yield fleet, service
        finally:
            service.stop()


class Figure:
    """A line of the table that is no timed command: a name and numbers with their units in their names."""

    def __init__(self, name, **numbers):
        self.name, self.numbers = name, numbers

    def figures(self):
        return {"name": self.name, **{name: round(number, 3) for name, number in self.numbers.items()}}


def share(values, part):
    """The value below which so large a part of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]

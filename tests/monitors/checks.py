"""What is checked in a real Icinga and a real Nagios: a line for each service that the installed files define.

A new mode of check_bmc becomes part of all tests here: add its service to SERVICES.
"""
import contextlib
import dataclasses
import re
import socket
import threading
import time

import place  # noqa: F401  (where tests/peers is)
from our_sim import OurSim

OK, WARNING, CRITICAL, UNKNOWN = range(4)
UNITS = {"": "", "C": "degrees-celsius", "V": "volts", "A": "amperes", "W": "watts", "%": "percent", "s": "seconds"}  # Icinga's names
ITEM = re.compile(r"('(?:[^']|'')+'|[^ '=]+)=(-?\d+(?:\.\d+)?)([^ ;]*)((?:;[^ ;]*)*)(?: |$)")


@dataclasses.dataclass
class Trouble:
    """A host that gets into trouble by a line to the test BMC, and out of it by another."""
    host: str
    begin: dict
    end: dict
    state: int
    text: str  # what the first line then says


@dataclasses.dataclass
class Service:
    name: str
    healthy: str         # the first line, all being well
    troubles: list = dataclasses.field(default_factory=list)
    sensors: bool = False  # its performance data hold every sensor of the machine


SERVICES = [
    Service("bmc-sensors", r"^OK: 64 sensors, all in range", sensors=True, troubles=[
        Trouble("too-hot", {"set_reading": {"sensor": "CPU1 Temp", "value": 98}}, {"set_reading": {"sensor": "CPU1 Temp", "value": 55}},
                CRITICAL, r"^CRITICAL: CPU1 Temp 98 C > 95 \(upper critical\)"),
        Trouble("warm", {"set_reading": {"sensor": "PCH Temp", "value": 88}}, {"set_reading": {"sensor": "PCH Temp", "value": 44}},
                WARNING, r"^WARNING: PCH Temp 88 C > 85 \(upper non-critical\)"),
        # Somebody lowers a limit in the BMC; no reading changes, and neither does any record.
        Trouble("limit-lowered", {"set_thresholds": {"sensor": "CPU2 Temp", "upper_non_critical": 45, "upper_critical": 50}},
                {"set_thresholds": {"sensor": "CPU2 Temp", "upper_non_critical": 85, "upper_critical": 95}},
                CRITICAL, r"^CRITICAL: CPU2 Temp 57 C > 50 \(upper critical\)"),
    ]),
]

# Hosts beside those of the troubles. The names are those of the monitoring; each has a test BMC of its own.
HEALTHY, DEAD, HUNG = "healthy", "dead", "hung"
# A dead BMC costs its own deadline (bmc_timeout) and nothing more.
DEAD_TIMEOUT = 3
# What a first line must name when a BMC does not answer: who, and at which stage.
STAGE = r"^UNKNOWN: 127\.0\.0\.1:\d+: Open Session: no answer"


def through_trouble(daemon, bmc, service, trouble):
    """Into it and out of it again, in the daemon's eyes; prints how long each took. Returns what was seen in between."""
    daemon.wait_for(trouble.host, service.name, OK)
    begun = time.monotonic()
    bmc.tell(**trouble.begin)
    seen = daemon.wait_for(trouble.host, service.name, trouble.state, trouble.text)
    reached = time.monotonic()
    bmc.tell(**trouble.end)
    daemon.wait_for(trouble.host, service.name, OK, service.healthy)
    print(f"{service.name} on {trouble.host}: HARD {trouble.state} after {reached - begun:.1f} s, "
          f"OK again after {time.monotonic() - reached:.1f} s", flush=True)
    return seen


class Machines:
    """The test BMCs, by host name, as a context manager."""

    def __enter__(self):
        names = [HEALTHY, DEAD, HUNG] + [trouble.host for service in SERVICES for trouble in service.troubles]
        with contextlib.ExitStack() as stack:
            self.bmcs = {name: stack.enter_context(OurSim()) for name in names}
            self.bmcs[DEAD].tell(fault={"silent": ["*"]})
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def __getitem__(self, name):
        return self.bmcs[name]

    def hosts(self, text, place, more_of_hung=""):
        """The configuration of all of them, by `text`, icinga.host or nagios.host."""
        return "".join(text(name, bmc, place.credentials(bmc), timeout=DEAD_TIMEOUT if name == DEAD else 5,
                            more=more_of_hung if name == HUNG else "") for name, bmc in self.bmcs.items())


def analog(bmc):
    """name -> value of all sensors that have one, as the BMC itself tells."""
    return {sensor["name"]: sensor["value"] for sensor in bmc.tell(get="sensors")["sensors"] if "value" in sensor}


def boots(bmc):
    """How often the machine was started, by its own log: system firmware progress, memory initialisation."""
    records = [bytes.fromhex(record) for record in bmc.tell(get="sel")["sel"]]
    return sum(1 for record in records if record[10] == 0x0f and record[14] == 0x01)


def items(text):
    """Performance data as the guidelines have it -> [(label, value as text, unit)]; the whole text must be of that form."""
    found = list(ITEM.finditer(text))
    if "".join(match[0] for match in found) != text:
        raise AssertionError(f"not in the guidelines' form: {text}")
    return [(match[1].strip("'").replace("''", "'"), match[2], match[3]) for match in found]


class Door:
    """A TCP port that is open or closed: the operating system of a server that can hang."""

    def __init__(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self._answer()

    def _answer(self):
        self.listener.listen(16)
        threading.Thread(target=self._greet, args=(self.listener,), daemon=True).start()

    @staticmethod
    def _greet(listener):
        while True:
            try:
                listener.accept()[0].close()
            except OSError:
                return

    def close(self):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def open(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self._answer()

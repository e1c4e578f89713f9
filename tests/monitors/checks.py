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
    end: object  # a line, or what an operator does: a function of the place and the test BMC
    state: int
    text: str  # what the first line then says
    options: dict = dataclasses.field(default_factory=dict)  # of the check on this host, by their long names


@dataclasses.dataclass
class Service:
    name: str
    healthy: str         # the first line, all being well
    troubles: list = dataclasses.field(default_factory=list)
    sensors: bool = False  # its performance data hold every sensor of the machine
    host: str = ""         # the one host that has it; else every host with a BMC has


def acknowledge(place, bmc):
    """As an operator does it, and as the daemon's user: what is acknowledged is remembered in the checks' own folder."""
    said = place.run(place.plugins / "check_bmc_sel", "-H", f"{bmc.address}:{bmc.port}", "--credentials", place.credentials(bmc), "--ack",
                     "--note", "module ordered")
    if "1 event acknowledged now" not in said:
        raise AssertionError(said)


def set_clock(_, bmc):
    bmc.ipmitool("sel", "time", "set", "now")


# Nagios shows a semicolon of the output as a colon.
MODULE_FAILS = {"add_sel": {"sensor": "DIMM_A2", "offset": 1}}
HOT, NOT_HOT = ({"set_reading": {"sensor": "CPU1 Temp", "value": value}} for value in (98, 55))

SERVICES = [
    Service("bmc-sensors", r"^OK: 64 sensors, all in range", sensors=True, troubles=[
        Trouble("too-hot", HOT, NOT_HOT, CRITICAL, r"^CRITICAL: CPU1 Temp 98 C > 95 \(upper critical\)"),
        Trouble("warm", {"set_reading": {"sensor": "PCH Temp", "value": 88}}, {"set_reading": {"sensor": "PCH Temp", "value": 44}},
                WARNING, r"^WARNING: PCH Temp 88 C > 85 \(upper non-critical\)"),
        # Somebody lowers a limit in the BMC; no reading changes, and neither does any record.
        Trouble("limit-lowered", {"set_thresholds": {"sensor": "CPU2 Temp", "upper_non_critical": 45, "upper_critical": 50}},
                {"set_thresholds": {"sensor": "CPU2 Temp", "upper_non_critical": 85, "upper_critical": 95}},
                CRITICAL, r"^CRITICAL: CPU2 Temp 57 C > 50 \(upper critical\)"),
    ]),
    Service("bmc-sel", r"^OK: no open event, \d+ records in the log", troubles=[
        Trouble("module-fails", MODULE_FAILS, acknowledge, CRITICAL, r"^CRITICAL: DIMM_A2: .*ncorrectable.*ago"),
        # An event that the BMC itself ends needs nobody.
        Trouble("was-too-hot", HOT, NOT_HOT, CRITICAL, r"^CRITICAL: CPU1 Temp: .*, 98 C, limit 95"),
        Trouble("log-fills", {"fault": {"sel_capacity": 6}}, {"fault": None}, WARNING, r"^WARNING: log \d+% full"),
    ]),
    Service("bmc-power", r"^OK: host on, \d+ W, no fault", troubles=[
        Trouble("open-chassis", {"set_reading": {"sensor": "Intrusion", "states": [0]}}, {"set_reading": {"sensor": "Intrusion", "states": []}},
                CRITICAL, r"^CRITICAL: chassis intrusion"),
        Trouble("turned-off", {"power": "off"}, {"power": "on"}, CRITICAL, r"^CRITICAL: host off", options={"powered_off": "critical"}),
    ]),
    Service("bmc-health", r"^OK: self test: .*[;:] clock right[;:] round trip ", troubles=[
        Trouble("clock-lost", {"clock_reset": True}, set_clock, WARNING, r"^WARNING: clock: never set"),
        Trouble("slow-line", {"fault": {"delay_ms": 60}}, {"fault": None}, CRITICAL, r"^CRITICAL: round trip \d+", options={"round_trip_critical": "50"}),
    ]),
    # The alternative to the first three, commented out in the files that are installed.
    Service("bmc", r"^OK: 64 sensors, all in range[;:] no open event, \d+ records in the log", sensors=True, troubles=[
        Trouble("hot-in-one", HOT, NOT_HOT, CRITICAL, r"^CRITICAL: CPU1 Temp 98 C > 95 \(upper critical\)"),
        Trouble("module-in-one", MODULE_FAILS, acknowledge, CRITICAL, r"^CRITICAL: DIMM_A2: .*ncorrectable"),
    ]),
    # Two BMCs of an inventory. One that is dead costs the group its deadline, and hides nothing.
    Service("bmc-group", r"^OK: 2 hosts, all ok", host="rack", troubles=[
        Trouble("rack-one", HOT, NOT_HOT, CRITICAL, r"^CRITICAL: 1 of 2 hosts not ok \(1 critical\): rack-one: CPU1 Temp 98 C > 95"),
        Trouble("rack-two", {"fault": {"silent": ["*"]}}, {"fault": None}, UNKNOWN, r"^UNKNOWN: 1 of 2 hosts not ok \(1 unknown\): rack-two: "),
    ]),
]
ON_EACH_HOST = [service for service in SERVICES if not service.host]
INSTALLED = ["bmc-sensors", "bmc-sel", "bmc-power", "bmc-health"]  # what each host gets without a hand put to the files

# Hosts beside those of the troubles. The names are those of the monitoring; each has a test BMC of its own.
HEALTHY, DEAD, HUNG = "healthy", "dead", "hung"
# A dead BMC costs its own deadline (bmc_timeout) and nothing more.
DEAD_TIMEOUT = 3
# What a first line must name when a BMC does not answer: who, and at which stage.
STAGE = r"^UNKNOWN: 127\.0\.0\.1:\d+: Open Session: no answer"


def through_trouble(daemon, bmc, service, trouble):
    """Into it and out of it again, in the daemon's eyes; prints how long each took. Returns what was seen in between."""
    host = service.host or trouble.host
    daemon.wait_for(host, service.name, OK)
    begun = time.monotonic()
    bmc.tell(**trouble.begin)
    seen = daemon.wait_for(host, service.name, trouble.state, trouble.text)
    reached = time.monotonic()
    if callable(trouble.end):
        trouble.end(daemon.place, bmc)
    else:
        bmc.tell(**trouble.end)
    daemon.wait_for(host, service.name, OK, service.healthy)
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
        options = {trouble.host: (service.name, trouble.options) for service in SERVICES for trouble in service.troubles if trouble.options}
        return "".join(text(name, bmc, place.credentials(bmc), timeout=DEAD_TIMEOUT if name == DEAD else 5,
                            more=more_of_hung if name == HUNG else "", options=options.get(name)) for name, bmc in self.bmcs.items())

    def groups(self, text, place):
        """Those of the services that a host of its own has, over an inventory: by `text`, icinga.group or nagios.group."""
        return "".join(text(service.host, service.name, place.inventory({t.host: self.bmcs[t.host] for t in service.troubles}), DEAD_TIMEOUT)
                       for service in SERVICES if service.host)


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

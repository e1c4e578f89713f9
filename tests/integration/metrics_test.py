#!/usr/bin/env python3
"""/metrics of bmcscoped: promtool takes it, and Debian's prometheus-ipmi-exporter says the same of the same BMC."""
import math
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

OPEN_METRICS = ("-H", "Accept: application/openmetrics-text;version=1.0.0")
COLLECTORS = ("bmc", "chassis", "dcmi", "ipmi", "sel")
# What it says of itself, of the Go in which it is written, and how long it took.
THEIRS_ALONE = re.compile(r"^(go|process|promhttp|ipmi_exporter|ipmi_scrape)_")
OF_A_LATER_VERSION = ("ipmi_chassis_cooling_fault_state", "ipmi_chassis_drive_fault_state")


def page(engine, *words, path="/metrics"):
    """Content type and text, as curl has them."""
    done = subprocess.run(["curl", "-sS", "--max-time", "10", "--unix-socket", engine.socket, "-w", "\n%{http_code} %{content_type}", *words, f"http://localhost{path}"],
                          capture_output=True, text=True, check=True)
    text, _, last = done.stdout.rpartition("\n")
    status, _, kind = last.partition(" ")
    if status != "200":
        raise AssertionError(done.stdout)
    return kind, text


def samples(text):
    """{(name, labels as a sorted tuple): value}"""
    found = {}
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        name, labels, value = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line).groups()
        pairs = tuple(sorted(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels or "")))
        if (name, pairs) in found:
            raise AssertionError(f"told twice: {line}")
        found[name, pairs] = float(value)
    return found


def value(found, wanted, **labels):
    values = [value for (name, pairs), value in found.items() if name == wanted and set(labels.items()) <= set(pairs)]
    if len(values) != 1:
        raise AssertionError(f"{wanted} {labels}: {values}")
    return values[0]


class Exporter:
    """Debian's prometheus-ipmi-exporter, told of one BMC, as a context manager."""

    def __init__(self, bmc):
        self.bmc = bmc
        self.address = f"127.0.0.1:{peer.free_port()}"

    def __enter__(self):
        peer.need("prometheus-ipmi-exporter", "ipmimonitoring", "bmc-info", "ipmi-dcmi", "ipmi-chassis", "ipmi-sel")
        config = self.bmc.scratch / "exporter.yml"
        config.touch(mode=0o600)
        config.write_text(f"modules:\n  default:\n    user: {self.bmc.user}\n    pass: {self.bmc.password}\n    driver: LAN_2_0\n    privilege: admin\n"
                          f"    collectors: [{', '.join(COLLECTORS)}]\n")
        self.log = open(self.bmc.scratch / "exporter.log", "w+b")
        self.process = subprocess.Popen(["prometheus-ipmi-exporter", f"--config.file={config}", f"--web.listen-address={self.address}", "--freeipmi.path=/usr/sbin"],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        until(lambda: self.get("/") is not None, "the exporter listens")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def get(self, path):
        done = subprocess.run(["curl", "-sS", "--max-time", "60", f"http://{self.address}{path}"], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None


class Metrics(unittest.TestCase):
    def setUp(self):
        peer.need("curl", "promtool")
        self.bmc = self.enterContext(OurSim("--sessions", "40"))
        self.engine = self.enterContext(Engine({"web01": self.bmc}))
        for part in ("sensors", "sel", "device", "power"):
            until(lambda: "read" in self.engine.host("web01", part), f"{part} read")

    def test_promtool_finds_nothing_to_complain_of(self):
        kind, text = page(self.engine)
        self.assertEqual(kind, "text/plain; version=0.0.4; charset=utf-8")
        done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False)
        # Lint in names that are ipmi_exporter's is theirs to keep.
        complaints = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("ipmi_")]
        self.assertEqual(complaints, [])
        self.assertIn(done.returncode, (0, 3))
        broken = subprocess.run(["promtool", "check", "metrics"], input=text.replace('host="', "host=", 1), capture_output=True, text=True, check=False)
        self.assertEqual(broken.returncode, 1, "it does look")

    def test_the_newer_form_where_it_is_asked_for(self):
        kind, text = page(self.engine, *OPEN_METRICS)
        self.assertEqual(kind, "application/openmetrics-text; version=1.0.0; charset=utf-8")
        self.assertTrue(text.endswith("\n# EOF\n"))
        self.assertIn("# TYPE bmcscope_engine_polls counter\n", text)
        older = page(self.engine)[1]
        self.assertIn("# TYPE bmcscope_engine_polls_total counter\n", older)
        self.assertEqual(set(samples(text)), set(samples(older)))

    def test_it_tells_what_the_bmc_and_the_engine_do(self):
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        until(lambda: value(samples(page(self.engine)[1]), "ipmi_temperature_celsius", name="CPU1 Temp") == 98, "the change is told")
        found = samples(page(self.engine)[1])
        self.assertEqual(value(found, "ipmi_temperature_state", name="CPU1 Temp", host="web01"), 2)
        self.assertEqual(value(found, "bmcscope_engine_hosts", reach="answers"), 1)
        self.assertGreater(value(found, "bmcscope_engine_requests_total"), 64)
        self.assertGreater(value(found, "bmcscope_engine_polls_total"), 1)
        self.assertLess(value(found, "bmcscope_engine_readings_age_seconds", share="1"), 3)
        self.assertEqual(value(found, "bmcscope_engine_inventory_last_reload_successful"), 1)
        self.assertGreater(value(found, "process_resident_memory_bytes"), 1e6)
        until(lambda: value(samples(page(self.engine)[1]), "bmcscope_host_open_incidents", host="web01") >= 1, "its incident is counted")

    def test_of_a_silent_host_nothing_old_is_told(self):
        self.bmc.tell(fault={"silent": ["*"]})
        found = until(lambda: [found for found in (samples(page(self.engine)[1]),) if value(found, "bmcscope_host_up", host="web01") == 0], "it is missed")[0]
        self.assertEqual(value(found, "ipmi_up", collector="ipmi"), 0)
        self.assertEqual([name for name, _ in found if name.startswith("ipmi_") and name != "ipmi_up"], [])
        self.assertEqual(value(found, "bmcscope_engine_hosts", reach="silent"), 1)

    def test_only_of_a_set(self):
        self.assertTrue(any(("host", "web01") in labels for _, labels in samples(page(self.engine, path="/metrics?set=web01")[1])))
        self.assertEqual(self.engine.curl("/metrics?set=nobody")[0], 400)

    def test_ipmi_exporter_says_the_same(self):
        for change in ({"sensor": "CPU1 Temp", "value": 98}, {"sensor": "FAN1", "value": 100}, {"sensor": "PSU2 Input", "unavailable": True}):
            self.bmc.tell(set_reading=change)
        exporter = self.enterContext(Exporter(self.bmc))
        theirs = {key: value for key, value in samples(exporter.get(f"/ipmi?target={self.bmc.address}:{self.bmc.port}")).items() if not THEIRS_ALONE.match(key[0])}
        for collector in COLLECTORS:
            self.assertEqual(value(theirs, "ipmi_up", collector=collector), 1, (self.bmc.scratch / "exporter.log").read_text())
        until(lambda: value(samples(page(self.engine)[1]), "ipmi_temperature_celsius", name="CPU1 Temp") == 98, "the same is read")

        def ours():
            plain = {}
            for (name, labels), told in samples(page(self.engine)[1]).items():
                kept = tuple(pair for pair in labels if pair[0] not in ("host", "key"))
                # Of a sensor without a reading FreeIPMI says nothing here, and we NaN.
                if ("name", "PSU2 Input") in labels:
                    self.assertTrue(math.isnan(told))
                elif name.startswith("ipmi_") and name not in OF_A_LATER_VERSION:
                    self.assertNotIn((name, kept), plain, "their labels tell one from another")
                    plain[name, kept] = told
            return plain

        def differences():
            mine = ours()
            lines = [f"{key}: only {'ours' if key in mine else 'theirs'}" for key in mine.keys() ^ theirs.keys()]
            for key in mine.keys() & theirs.keys():
                # FreeIPMI prints two decimals.
                same = math.isnan(mine[key]) and math.isnan(theirs[key]) or abs(mine[key] - theirs[key]) <= 0.00501
                lines += [] if same else [f"{key}: {mine[key]}, theirs {theirs[key]}"]
            return sorted(lines)

        self.assertGreater(len(theirs), 128)
        self.assertEqual(differences(), [])


if __name__ == "__main__":
    peer.main()

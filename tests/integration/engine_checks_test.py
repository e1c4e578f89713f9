#!/usr/bin/env python3
"""Every check by a running engine: it says what the check that asks the BMC says; what the engine polls for that, and how it bears BMCs
that refuse, ignore and fall silent."""
import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine, seconds  # noqa: E402
from nagios_answer import answer_of  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

PATIENCE = 20
PARTS = ("sensors", "sel", "chassis", "dcmi_power", "device")
MODES = {"check_bmc": ("sensors", "sel", "power"), "check_bmc_sensors": ("sensors",), "check_bmc_sel": ("sel",),
         "check_bmc_power": ("power",), "check_bmc_health": ("device", "sel", "sensors")}
# Of the run, and what a session of one's own measures otherwise than the engine's.
OF_THE_RUN = ("time", "requests", "age", "session_time", "retransmissions", "round_trip")
OF_THE_SESSION = re.compile(r"^(cipher suite|round trip, requests)")


def run_check(program, *words, cache=None):
    environment = dict(os.environ, **({"XDG_CACHE_HOME": str(cache)} if cache else {}))
    done = subprocess.run([peer.program(program), *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                          check=False, env=environment)
    return answer_of(done.returncode, done.stdout.encode())


def shown(answer):
    """What an answer says, without what is of the moment."""
    def plain(text):
        text = re.sub(r"\b\d+ (s|min) ago", "a while ago", text)
        return re.sub(r"round trip [\d.]+ ms", "round trip", text)
    lines = [plain(line) for line in answer.lines if not OF_THE_SESSION.match(line)]
    metrics = {name: value for name, value in answer.metrics.items() if name not in OF_THE_RUN + ("clock_drift",)}
    return answer.state, plain(answer.first), lines, metrics


class WithEngine(unittest.TestCase):
    def setUp(self):
        peer.need("curl", "ipmitool")

    def engine(self, bmcs, **more):
        engine = self.enterContext(Engine(bmcs, **more))
        for name in bmcs:
            for part in ("sensors", "sel", "power", "device", "fru"):
                until(lambda name=name, part=part: "read" in engine.host(name, part), f"the first poll of {part}", PATIENCE)
        return engine

    def all_read_anew(self, engine, name, parts=("sensors", "sel", "power", "device")):
        """Twice each: what is told first may have been asked before the change."""
        begun = dict.fromkeys(parts, time.time())
        for what in ("after a change", "once more"):
            for part in parts:
                begun[part] = until(lambda part=part: (read := seconds(engine.host(name, part)["read"])) > begun[part] and read, f"{part} {what}",
                                    PATIENCE)


class EachMode(WithEngine):
    def setUp(self):
        super().setUp()
        self.bmc = self.enterContext(OurSim())
        # All records of the simulator are older than either of the two: history to both.
        for program in MODES:
            self.direct(program)
        self.by = self.engine({"web01": self.bmc})

    def direct(self, program, *words):
        return run_check(program, "-H", f"{self.bmc.address}:{self.bmc.port}", "--credentials", self.bmc.credentials("user"), *words,
                         cache=self.bmc.scratch / "cache")

    def through(self, program, *words):
        return run_check(program, "-H", "web01", f"--engine={self.by.socket}", *words)

    def test_says_what_a_direct_one_says(self):
        changes = ({}, {"set_reading": {"sensor": "CPU1 Temp", "value": 98}},
                   {"add_sel": {"sensor": "DIMM_A2", "offset": 1, "assert": True, "data": [255, 255]}},
                   {"set_reading": {"sensor": "PSU2 Input", "unavailable": True}}, {"clock_reset": True}, {"power": "off"})
        for change in changes:
            if change:
                self.bmc.tell(**change)
            self.all_read_anew(self.by, "web01")
            for program in MODES:
                with self.subTest(change=change, program=program):
                    ours, theirs = self.through(program, "-v"), self.direct(program, "-v")
                    self.assertEqual(shown(ours), shown(theirs))
                    self.assertLess(ours.metrics["age"], 5)
                    if "clock_drift" in theirs.metrics:
                        self.assertAlmostEqual(ours.metrics["clock_drift"], theirs.metrics["clock_drift"], delta=2)

    def test_options_judge_the_same(self):
        self.bmc.tell(add_sel={"sensor": "DIMM_A2", "offset": 1, "assert": True, "data": [255, 255]})
        self.bmc.tell(power="off")
        self.all_read_anew(self.by, "web01")
        for program, words in (("check_bmc_sel", ("--history",)), ("check_bmc_sel", ("--sel-exclude", "DIMM")),
                               ("check_bmc_power", ("--powered-off", "critical", "--watts-warning", "1")),
                               ("check_bmc_sensors", ("--powered-off", "critical", "-i", "type=Temperature")),
                               ("check_bmc", ("--powered-off", "warning", "--absent", "unknown"))):
            with self.subTest(program=program, words=words):
                self.assertEqual(shown(self.through(program, "-v", *words)), shown(self.direct(program, "-v", *words)))

    def test_a_slow_bmc_has_no_wrong_clock(self):
        self.bmc.tell(fault={"delay_ms": 150})
        self.all_read_anew(self.by, "web01", ("sel",))
        first_contact = run_check("check_bmc_health", "-H", f"{self.bmc.address}:{self.bmc.port}", "--credentials", self.bmc.credentials("user"),
                                  "--timeout", "60", cache=self.bmc.scratch / "new")
        self.assertGreater(first_contact.metrics["time"], 4, "the sensor records are read before the clock is")
        for answer in (first_contact, self.through("check_bmc_health")):
            self.assertLessEqual(abs(answer.metrics["clock_drift"]), 2)  # half a round trip, a retransmission, half a second

    def test_health_names_whose_measures_it_shows(self):
        self.assertIn("round trip, requests and session are the engine's own", self.through("check_bmc_health").lines)

    def test_what_is_old_is_not_believed(self):
        self.bmc.tell(fault={"silent": ["06:01"]})  # Get Device ID is not answered any more
        until(lambda: self.through("check_bmc_health").state == 3, "the part that fails is told", PATIENCE)
        self.assertEqual(self.through("check_bmc_power").state, 0, "and hides no other")

    def test_what_the_engine_cannot_do_is_said(self):
        for answer, pattern in ((self.through("check_bmc_sel", "--ack"), "--ack: "),
                                (run_check("check_bmc_sel", "-H", "web01", "--fallback"), "--fallback goes with --engine"),
                                (self.through("check_bmc_sel", "--credentials", self.bmc.credentials()), "its own credentials"),
                                (run_check("check_bmc", "-H", "nobody", f"--engine={self.by.socket}"), "no host 'nobody'")):
            self.assertEqual(answer.state, 3)
            self.assertRegex(answer.first, pattern)


class Groups(WithEngine):
    def test_a_group_says_what_a_direct_one_says(self):
        bmcs = {f"web{i:02}": self.enterContext(OurSim()) for i in range(1, 4)}
        cache = bmcs["web01"].scratch / "cache"
        engine = Engine(bmcs)
        with engine:
            direct = ("--hosts", "@*", "--inventory", engine.inventory)
            run_check("check_bmc_group", *direct, cache=cache)
            for name in bmcs:
                until(lambda name=name: "read" in engine.host(name, "sel"), "the first poll", PATIENCE)
            bmcs["web02"].tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
            bmcs["web03"].tell(add_sel={"sensor": "DIMM_A2", "offset": 1, "assert": True, "data": [255, 255]})
            for name in bmcs:
                self.all_read_anew(engine, name, ("sensors", "sel", "power"))
            for words in ((), ("--of", "sensors"), ("--of", "sel"), ("--of", "power"), ("--hosts-warning", "1", "--hosts-critical", "90%")):
                with self.subTest(words=words):
                    ours = run_check("check_bmc_group", "--hosts", "@*", f"--engine={engine.socket}", "-v", *words)
                    self.assertEqual(shown(ours), shown(run_check("check_bmc_group", *direct, "-v", *words, cache=cache)))
                    self.assertLess(ours.metrics["age"], 10)


class Fallback(WithEngine):
    def setUp(self):
        super().setUp()
        self.bmc = self.enterContext(OurSim())

    def check(self, engine, *words):
        return run_check("check_bmc_sensors", "-H", "web01", f"--engine={engine.socket}", "--fallback", "--inventory", engine.inventory, *words,
                         cache=self.bmc.scratch / "cache")

    def test_an_engine_that_has_ended(self):
        engine = self.engine({"web01": self.bmc})
        self.assertNotIn("asked directly", "\n".join(self.check(engine).lines))
        engine.end()
        answer = self.check(engine)
        self.assertEqual(answer.state, 0)
        self.assertNotIn("age", answer.metrics)
        self.assertRegex("\n".join(answer.lines), "asked directly, the engine does not answer: .*is bmcscoped running")

    def test_an_engine_that_hangs_leaves_time_for_the_bmc(self):
        engine = Engine({"web01": self.bmc})
        with engine:
            pass
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(engine.socket))
            door.listen()
            begun = time.monotonic()
            answer = self.check(engine, "--timeout", "4")
            self.assertLess(time.monotonic() - begun, 4)
        self.assertEqual(answer.state, 0)
        self.assertRegex("\n".join(answer.lines), "asked directly, the engine does not answer: engine: no answer in time")

    def test_an_engine_that_says_that_the_host_is_bad_is_believed(self):
        engine = self.engine({"web01": self.bmc})
        self.bmc.tell(fault={"silent": ["0a:*", "04:*", "00:*", "open_session"]})
        until(lambda: engine.host("web01")["reach"] == "silent", "it is missed", PATIENCE)
        answer = self.check(engine)
        self.assertEqual(answer.state, 3)
        self.assertNotIn("asked directly", "\n".join(answer.lines))

    def test_neither_answers(self):
        engine = Engine({"web01": self.bmc})
        with engine:
            pass
        self.bmc.tell(fault={"silent": ["*"]})
        answer = self.check(engine, "--timeout", "2")
        self.assertEqual(answer.state, 3)
        self.assertRegex("\n".join(answer.lines), "asked directly, the engine does not answer")

    def test_a_group(self):
        engine = Engine({"web01": self.bmc, "web02": self.enterContext(OurSim())})
        with engine:
            pass
        answer = run_check("check_bmc_group", "--hosts", "web[01-02]", f"--engine={engine.socket}", "--fallback", "--inventory", engine.inventory,
                           cache=self.bmc.scratch / "cache")
        self.assertEqual(answer.state, 0)
        self.assertRegex(answer.first, "2 hosts, all ok")
        self.assertRegex("\n".join(answer.lines), "asked directly")


class AnEngineThatLies(unittest.TestCase):
    def test_gets_one_unknown_from_each_check(self):
        host = {"host": "web01", "parts": {part: {"read": "2026-11-24T00:00:00Z", "report": {}} for part in PARTS}, "statistics": {}}
        bodies = [b"", b"{", b"[]", b"null", b'{"reports":[]}', b'{"reports":[{}]}', b'{"reports":{"host":"web01"}}', b"[" * 100000,
                  json.dumps({"reports": [host]}).encode(), json.dumps({"reports": [dict(host, parts=7)]}).encode(),
                  json.dumps({"reports": [{"host": "web01", "error": {"code": "x", "context": "\n| OK: fine"}}]}).encode(),
                  json.dumps({"reports": [{"host": "web02", "missing": True}]}).encode(), b'\xff{"reports":\x00']
        answers = [b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies]
        answers += [b"", b"SSH-2.0\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{", b"HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\n{}",
                    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]
        with tempfile.TemporaryDirectory(prefix="bmcscope-liar-") as folder:
            for number, answer in enumerate(answers):
                path = f"{folder}/{number}"
                with Liar(path, answer):
                    for program in MODES:
                        with self.subTest(answer=answer[:200], program=program):
                            told = run_check(program, "-H", "web01", f"--engine={path}", "--timeout", "2")
                            self.assertEqual(told.state, 3, told)


class Liar:
    """A socket on which everybody gets the same bytes."""

    def __init__(self, path, answer):
        self.door, self.answer = socket.socket(socket.AF_UNIX), answer
        self.door.bind(path)
        self.door.listen(16)

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            try:
                client, _ = self.door.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):  # a check that has heard enough closes first
                client.recv(65536)
                client.sendall(self.answer)

    def __exit__(self, *_):
        self.door.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.door.close()


class Polling(WithEngine):
    def setUp(self):
        super().setUp()
        self.bmc = self.enterContext(OurSim())

    def test_the_log_is_what_ipmitool_lists_and_new_records_come(self):
        engine = self.engine({"web01": self.bmc})
        report = engine.host("web01", "sel")["report"]
        self.assertEqual(len(report["records"]), len(self.bmc.ipmitool("sel", "list").splitlines()))
        self.assertTrue(all(record.get("history") for record in report["records"]))
        self.bmc.tell(add_sel={"sensor": "DIMM_A2", "offset": 1, "assert": True, "data": [255, 255]})
        new = until(lambda: engine.host("web01", "sel")["report"]["records"][len(report["records"]):], "the new record", PATIENCE)
        self.assertEqual([(record["sensor_name"], "history" in record) for record in new], [("DIMM_A2", False)])
        self.bmc.tell(clear_sel=True)
        until(lambda: len(engine.host("web01", "sel")["report"]["records"]) <= 1, "the log is seen cleared", PATIENCE)

    def test_parts_are_what_ipmitool_shows(self):
        engine = self.engine({"web01": self.bmc})
        frus = engine.host("web01", "fru")["report"]["frus"]
        theirs = self.bmc.ipmitool("fru", "print", "0")
        fields = {value for area in frus[0]["areas"] for value in area["fields"].values()}
        serial = re.search(r"Product Serial *: (\S+)", theirs)[1]
        self.assertIn(serial, fields)
        device = engine.host("web01", "device")
        firmware = re.search(r"Firmware Revision *: (\S+)", self.bmc.ipmitool("mc", "info"))[1]
        self.assertEqual(device["device"]["firmware"].lstrip("0"), firmware)
        self.assertIn("settings_read", device)
        power = engine.host("web01", "power")
        self.assertIn("restart_cause", power["chassis"])
        watts = re.search(r"Instantaneous power reading: *(\d+)", self.bmc.ipmitool("dcmi", "power", "reading"))[1]
        self.assertEqual(power["dcmi_power"]["current_watts"], int(watts))

    def test_parts_are_read_again_after_power_on(self):
        engine = self.engine({"web01": self.bmc})
        self.bmc.tell(power="off")
        until(lambda: engine.host("web01", "power")["chassis"]["power"] == "off", "it is off", PATIENCE)
        before = engine.host("web01", "fru")["read"]
        self.bmc.tell(power="on")
        until(lambda: engine.host("web01", "fru")["read"] > before, "the parts are read again", PATIENCE)

    def test_a_refresh_asks_at_once(self):
        engine = self.enterContext(Engine({"web01": self.bmc}, every=3600))
        engine.curl("/v1/hosts/web01/refresh", "-X", "POST")  # its turn may come half a minute after the start
        for part in ("sensors", "sel", "power", "device", "fru"):
            until(lambda part=part: "read" in engine.host("web01", part), f"the first poll of {part}", PATIENCE)
        before = {part: engine.host("web01", part)["read"] for part in ("sensors", "sel", "power", "device", "fru")}
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 97})
        self.assertEqual(engine.curl("/v1/hosts/web01/refresh", "-X", "POST")[0], 202)
        for part, read in before.items():
            until(lambda part=part, read=read: engine.host("web01", part)["read"] > read, f"{part} after a refresh", PATIENCE)
        sensors = {sensor["name"]: sensor for sensor in engine.host("web01")["report"]["sensors"]}
        self.assertEqual(sensors["CPU1 Temp"]["value"], 97)
        self.assertEqual(engine.curl("/v1/hosts/nobody/refresh", "-X", "POST")[0], 404)
        self.assertEqual(engine.curl("/v1/hosts/web01/refresh")[0], 405)

    def test_a_silent_host_is_tried_at_once_when_asked_and_when_it_gives_a_sign_of_life(self):
        silent = {"silent": ["*"]}
        for heal in ("refresh", "ping"):
            probe = "600" if heal == "refresh" else "1"
            with self.subTest(heal=heal):
                # Left alone it would be tried again after ten minutes.
                engine = self.engine({"web01": self.bmc}, options=("--retry-after", "600", "--probe-every", probe),
                                     state=self.bmc.scratch / f"state-{heal}")
                self.bmc.tell(fault=silent)
                until(lambda: engine.host("web01")["reach"] == "silent", "it is missed", PATIENCE)
                self.bmc.tell(fault=None)
                if heal == "refresh":
                    engine.curl("/v1/hosts/web01/refresh", "-X", "POST")
                until(lambda: engine.host("web01")["reach"] == "answers", "it is back", PATIENCE)
                engine.end()

    def test_a_command_that_is_never_answered_costs_a_while_and_no_more(self):
        self.bmc.tell(fault={"silent": ["2c:*"]})  # DCMI
        engine = self.enterContext(Engine({"web01": self.bmc}))
        failed = until(lambda: engine.host("web01", "power").get("dcmi_power_failed"), "it is given up", PATIENCE)
        self.assertEqual(failed["error"]["code"], "timeout")
        last = until(lambda: (engine.host("web01", "power")["dcmi_power_failed"]["time"] != failed["time"]
                              and engine.host("web01", "power")["dcmi_power_failed"]), "the second attempt", PATIENCE)
        for _ in range(3):
            begun = time.monotonic()
            self.all_read_anew(engine, "web01", ("sensors", "power"))
            self.assertLess(time.monotonic() - begun, 4.5)  # two polls; waiting for DCMI, each would take 3 s
        self.assertEqual(engine.host("web01")["reach"], "answers")
        self.assertEqual(engine.host("web01", "power")["dcmi_power_failed"], last, "it is not asked again")

    def test_many_asking_at_once_get_whole_answers(self):
        engine = self.engine({"web01": self.bmc})
        wrong = []

        def ask():
            for _ in range(20):
                status, _, body = engine.curl("/v1/reports?hosts=web01,web01&parts=sensors,sel,chassis,dcmi_power,device,fru")
                if status != 200 or len(body["reports"]) != 2 or len(body["reports"][1]["parts"]["sensors"]["report"]["sensors"]) != 64:
                    wrong.append(json.dumps(body)[:200])
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    peer.main()

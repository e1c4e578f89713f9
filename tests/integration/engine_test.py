#!/usr/bin/env python3
"""bmcscoped as an operator meets it: it polls BMCs of an inventory, curl asks it on its socket, and the check that asks it says what
the check that asks the BMC says."""
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from nagios_answer import answer_of  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

EVERY = 1  # seconds between two polls; a change is seen after one of them
PATIENCE = 15
OF_THE_RUN = ("time", "requests", "age")


class Engine:
    """One bmcscoped over these BMCs by name, as a context manager; its folder is the first BMC's."""

    def __init__(self, bmcs, every=EVERY, state=None, options=(), of_each_host="", more=""):
        """`of_each_host` and `more` stand in the inventory: below each host, and at its end."""
        self.bmcs, self.every, self.options = bmcs, every, options
        self.of_each_host, self.more = of_each_host, more
        self.folder = next(iter(bmcs.values())).scratch
        self.state = state or self.folder / "state"
        self.socket = self.folder / "engine.sock"
        self.inventory = self.folder / "inventory.toml"

    def command(self):
        return [peer.program("bmcscoped"), "--inventory", self.inventory, "--socket", self.socket, "--state", self.state,
                "--sensors-every", str(self.every), "--power-every", str(self.every), "--sel-every", str(self.every),
                "--device-every", str(self.every), *(() if "--requests-per-second" in self.options else ("--requests-per-second", "0")),
                *(() if "--timeout" in self.options else ("--timeout", "2")), *self.options]

    def __enter__(self):
        text = ""
        for name, bmc in self.bmcs.items():
            secret = self.folder / f"{name}.password"
            secret.touch(mode=0o600)
            secret.write_text(bmc.password + "\n")
            text += (f'[credential.{name}]\nuser = "{bmc.user}"\npassword_file = "{secret}"\nprivilege = "user"\n\n'
                     f'[host.{name}]\naddress = "{bmc.address}:{bmc.port}"\ncredential = "{name}"\n{self.of_each_host}\n')
        self.inventory.write_text(text + self.more)
        self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = ""
        while "asked on" not in said:
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError(said + self.process.communicate()[0])
            said += line
        return self

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        output = self.process.communicate(timeout=PATIENCE)[0]
        if self.process.returncode != 0:
            raise AssertionError(f"bmcscoped ended with {self.process.returncode}: {output}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()

    def curl(self, path, *words):
        """Status and body, as curl has them."""
        done = subprocess.run(["curl", "-sS", "--max-time", "5", "--unix-socket", self.socket, "-w", "\n%{http_code} %{content_type}", *words,
                               f"http://localhost{path}"], capture_output=True, text=True, check=True)
        body, _, last = done.stdout.rpartition("\n")
        status, _, kind = last.partition(" ")
        return int(status), kind, json.loads(body)

    def host(self, name, part="sensors"):
        status, _, body = self.curl(f"/v1/hosts/{name}/{part}")
        if status != 200:
            raise AssertionError(body)
        return body

    def check(self, name, *words):
        command = [peer.program("check_bmc_sensors"), "-H", name, f"--engine={self.socket}", *words]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False)
        return answer_of(done.returncode, done.stdout.encode())


class TheEngine(unittest.TestCase):
    def setUp(self):
        peer.need("curl")
        self.bmc = self.enterContext(OurSim())

    def engine(self, **more):
        engine = self.enterContext(Engine({"web01": self.bmc}, **more))
        until(lambda: "report" in engine.host("web01"), "the first poll")
        return engine

    def direct(self, *words):
        command = [peer.program("check_bmc_sensors"), "-H", f"{self.bmc.address}:{self.bmc.port}", "--credentials", self.bmc.credentials(), *words]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False,
                              env=dict(os.environ, XDG_CACHE_HOME=str(self.bmc.scratch / "cache")))
        return answer_of(done.returncode, done.stdout.encode())

    def test_curl_shows_hosts_and_sensors(self):
        engine = self.engine()
        status, kind, hosts = engine.curl("/v1/hosts")
        self.assertEqual((status, kind), (200, "application/json"))
        self.assertEqual([host["host"] for host in hosts["hosts"]], ["web01"])
        host = engine.host("web01")
        self.assertEqual((host["reach"], host["severity"], host["power"], host["lamp"]),
                         ("answers", "ok", "on", {"colour": "green", "blinking": False}))
        sensors = {sensor["name"]: sensor for sensor in host["report"]["sensors"]}
        self.assertEqual(len(sensors), 64)
        theirs = self.bmc.ipmitool("sensor", "reading", "CPU1 Temp", suite=17)  # somebody else's reading of the same sensor
        self.assertEqual(float(theirs.split("|")[1]), sensors["CPU1 Temp"]["value"])
        self.assertEqual(engine.host("web01", "power")["chassis"]["power"], "on")

    def test_errors_are_problems(self):
        engine = self.engine()
        for path, words, status in (("/v1/hosts/nobody/sensors", (), 404), ("/v2", (), 404), ("/v1/hosts", ("-X", "DELETE"), 405),
                                    ("/v1//hosts", (), 400), ("/v1/hosts/%zz", (), 400), ("/v1/hosts", ("-H", "X: " + "a" * 20000), 400)):
            with self.subTest(path=path):
                told, kind, problem = engine.curl(path, *words)
                self.assertEqual((told, kind, problem["status"]), (status, "application/problem+json", status))
                self.assertTrue(problem["detail"])

    def test_head_is_answered_with_the_header_alone(self):
        """On one connection: where more came than the header, curl would notice, and need another."""
        engine = self.engine()
        pages = ("/v1/hosts", "/v1/readings", "/v1/hosts/nobody", "/v1/hints", "/metrics", "/v1/hosts/web01/sensors")
        done = subprocess.run(["curl", "-sS", "-I", "--max-time", "10", "--unix-socket", engine.socket, "-w", "%{http_code} %{num_connects}\n",
                               *(f"http://localhost{page}" for page in pages)], capture_output=True, text=True, check=True)
        told = re.findall(r"^(\d{3}) (\d+)$", done.stdout, re.MULTILINE)
        self.assertEqual(told, [("200", "1"), ("200", "0"), ("404", "0"), ("405", "0"), ("200", "0"), ("200", "0")], done.stdout)

    def test_what_is_not_http_harms_nobody(self):
        engine = self.engine()
        for rubbish in (b"\0" * 1000, b"GET", b"POST /v1/hosts HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", b"\xff\r\n\r\n"):
            with socket.socket(socket.AF_UNIX) as door:
                door.connect(str(engine.socket))
                door.sendall(rubbish)
        self.assertEqual(engine.curl("/v1/hosts")[0], 200)

    def test_the_check_says_what_a_direct_one_says(self):
        changes = ({}, {"set_reading": {"sensor": "CPU1 Temp", "value": 98}}, {"set_reading": {"sensor": "FAN1", "value": 100}},
                   {"set_reading": {"sensor": "PSU2 Input", "unavailable": True}}, {"power": "off"})
        engine = self.engine()
        for change in changes:
            with self.subTest(change=change):
                if change:
                    self.bmc.tell(**change)
                begun = time.time()
                until(lambda: seconds(engine.host("web01")["read"]) > begun + 0.1, "a poll after the change")
                ours, theirs = engine.check("web01", "-v"), self.direct("-v")
                self.assertEqual((ours.state, ours.first, ours.lines), (theirs.state, theirs.first, theirs.lines))
                self.assertEqual({name: value for name, value in ours.metrics.items() if name not in OF_THE_RUN},
                                 {name: value for name, value in theirs.metrics.items() if name not in OF_THE_RUN})
                self.assertLess(ours.metrics["age"], 3 * EVERY)

    def test_a_group_may_be_asked_at_a_pace_of_its_own(self):
        engine = self.engine(every=3600)
        first = seconds(engine.host("web01")["read"])
        logins = self.bmc.state()["logins"]
        with engine.inventory.open("a") as file:
            file.write('\n[group.quick]\nmembers = "web01"\npoll = { sensors = "1s" }\n')
        checked = subprocess.run([peer.program("bmcscope"), "inventory", "check", "--inventory", engine.inventory], capture_output=True, text=True, check=False)
        self.assertIn("web01: sensors every 1s", checked.stdout)
        until(lambda: seconds(engine.host("web01")["read"]) > first + 2, "readings at the group's pace", deadline=15)
        second = seconds(engine.host("web01")["read"])
        until(lambda: seconds(engine.host("web01")["read"]) > second, "and again", deadline=5)
        self.assertEqual((self.bmc.state()["sessions"], self.bmc.state()["logins"]), (1, logins), "in the session that it had")

    def test_one_session_serves_all_checks(self):
        engine = self.engine()
        for _ in range(20):
            self.assertEqual(engine.check("web01").state, 0)
        self.assertEqual(self.bmc.state()["sessions"], 1)

    def test_a_bmc_that_falls_silent_and_returns(self):
        engine = self.engine()
        self.bmc.tell(fault={"silent": ["*"]})
        until(lambda: engine.host("web01")["reach"] == "silent", "the BMC is missed")
        answer = engine.check("web01")
        self.assertEqual(answer.state, 3)
        self.assertRegex(answer.first, "no answer")
        self.assertEqual(engine.host("web01")["lamp"]["colour"], "amber")
        self.bmc.tell(fault=None)
        until(lambda: engine.check("web01").state == 0, "it is asked again")

    def test_a_bmc_that_stops_answering_while_its_parts_are_read(self):
        # Get User Name, once for each of its users, each in vain: a minute may be spent on such things while answers come.
        self.bmc.tell(fault={"silent": ["06:46"]})
        engine = self.engine()
        first = seconds(engine.host("web01")["read"])
        until(lambda: seconds(engine.host("web01")["read"]) > first + EVERY, "its sensors are read on", deadline=PATIENCE)

    def test_the_fans_of_a_host_that_is_off_stand_and_are_no_trouble(self):
        engine = self.engine()
        until(lambda: "report" in engine.host("web01", "sel"), "the log is read")
        begun = time.time()
        self.bmc.tell(set_reading={"sensor": "FAN3", "value": 0}, power="off")
        until(lambda: [event for event in engine.curl("/v1/events")[2]["events"] if event["kind"] == "sel" and "FAN3" in event["text"]], "the log tells of it")
        until(lambda: seconds(engine.host("web01")["read"]) > begun + 2, "it is read off")
        self.assertEqual([one for one in engine.curl("/v1/incidents?state=all")[2]["incidents"] if "FAN3" in one["text"]], [])

    def test_sensors_that_never_answer_leave_the_log_and_the_power(self):
        engine = self.engine()
        self.bmc.tell(fault={"silent": ["04:2d"]})  # Get Sensor Reading
        self.bmc.tell(add_sel={"sensor": "PSU1 Status", "offset": 1})
        until(lambda: any("PSU1" in event["text"] for event in engine.curl("/v1/events")[2]["events"]), "its log is read")
        for power in ("off", "on"):
            self.bmc.tell(power=power)
            until(lambda power=power: engine.host("web01")["power"] == power, f"its power is {power}", deadline=8)
        told = engine.curl("/v1/incidents?state=all")[2]["incidents"]
        self.assertEqual([one for one in told if one["key"] == "reachability"], [])

    def test_a_long_log_at_first_contact_holds_up_no_reading(self):
        self.bmc.tell(fault={"sel_capacity": 4000})
        self.bmc.tell(add_sel={"sensor": "PSU1 Status", "offset": 1, "count": 3900})
        engine = self.engine(every=2, options=("--requests-per-second", "20", "--timeout", "10"))
        until(lambda: "report" in engine.host("web01", "sel"), "the log is read")
        begun = time.time()
        until(lambda: seconds(engine.host("web01")["read"]) > begun, "the sensors are read again", deadline=10)

    def test_a_hint_is_followed_also_where_a_bmc_has_been_asked_enough(self):
        engine = self.engine(every=1, options=("--requests-per-second", "0.5"))
        until(lambda: "report" in engine.host("web01", "sel"), "the log is read")
        self.bmc.tell(add_sel={"sensor": "PSU1 Status", "offset": 1})
        self.assertEqual(engine.curl("/v1/hints", "-d", '{"host": "web01"}')[0], 202)
        until(lambda: any("PSU1" in event["text"] for event in engine.curl("/v1/events")[2]["events"]), "the record is read", deadline=10)

    def test_what_is_old_is_not_believed(self):
        engine = self.engine(every=60)
        self.assertEqual(engine.check("web01").state, 0)
        time.sleep(2.2)
        answer = engine.check("web01", "--max-age", "1")
        self.assertEqual(answer.state, 3)
        self.assertRegex(answer.first, r"read [2-9] s ago by the engine, --max-age is 1 s")

    def test_no_engine(self):
        engine = self.engine()
        engine.end()
        self.assertFalse(engine.socket.exists())
        self.assertEqual(self.bmc.state()["sessions"], 0, "it has said goodbye")
        answer = engine.check("web01")
        self.assertEqual(answer.state, 3)
        self.assertRegex(answer.first, "is bmcscoped running")

    def test_a_second_engine_is_refused(self):
        engine = self.engine()
        done = subprocess.run(engine.command(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"process {engine.process.pid}", done.stderr)
        self.assertEqual(engine.curl("/v1/hosts")[0], 200)

    def test_a_killed_engine_leaves_nothing_in_the_way(self):
        engine = self.engine()
        engine.process.kill()
        engine.process.communicate()
        with Engine({"web01": self.bmc}) as again:
            until(lambda: "report" in again.host("web01"), "the next engine polls")


def seconds(text):
    return time.mktime(time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone + float(text[19:-1])


if __name__ == "__main__":
    peer.main()

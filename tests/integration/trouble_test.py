#!/usr/bin/env python3
"""What goes wrong between us and a BMC, each with its own message, and nothing left behind: bmcscope-sim is made to fail, and
its own count of sessions tells whether ours were closed."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from our_sim import OurSim  # noqa: E402


class Trouble(unittest.TestCase):
    def setUp(self):
        self.bmc = self.enterContext(OurSim())
        self.cache = self.bmc.scratch / "cache"

    def login(self, user="admin", password="secret1234", privilege="administrator"):
        file = self.bmc.scratch / f"{user}-{privilege}.toml"
        file.touch(mode=0o600)
        file.write_text(f'user = "{user}"\npassword = "{password}"\nprivilege = "{privilege}"\n')
        return file

    def start(self, program, *words, credentials=None, prefix=()):
        return subprocess.Popen([*prefix, peer.program(program), *words[:1], "-H", f"{self.bmc.address}:{self.bmc.port}", "--credentials",
                                 credentials or self.login(), *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                stdin=subprocess.DEVNULL, env=dict(os.environ, XDG_CACHE_HOME=str(self.cache)))

    def bmcscope(self, *words, ok=0, **more):
        process = self.start("bmcscope", *words, **more)
        output = process.communicate(timeout=60)[0]
        self.assertIn(process.returncode, ok if isinstance(ok, tuple) else (ok,), output)
        return output

    def sensors(self):
        return json.loads(self.bmcscope("sensors", "--json"))

    def no_session_is_left(self):
        """The goodbye is on its way when a program ends."""
        until = time.monotonic() + 5
        while self.bmc.state()["sessions"] and time.monotonic() < until:
            time.sleep(0.02)
        self.assertEqual(self.bmc.state()["sessions"], 0)

    # each its own message

    def test_more_privilege_than_the_user_has(self):
        output = self.bmcscope("sensors", credentials=self.login("monitor", "monitor1234", "administrator"), ok=3)
        self.assertRegex(output, "privilege")
        self.no_session_is_left()

    def test_a_log_that_may_not_be_cleared_is_not_called_cleared(self):
        before = json.loads(self.bmcscope("sel", "--json"))["info"]["entries"]
        for words in ((), ("--json",)):
            output = self.bmcscope("sel", "--clear", *words, credentials=self.login("monitor", "monitor1234", "user"), ok=3)
            self.assertRegex(output, "(?i)insufficient privilege")
            self.assertNotRegex(output, "was cleared|\"cleared\"")
        self.assertEqual(json.loads(self.bmcscope("sel", "--json"))["info"]["entries"], before)
        self.assertIn("then the log was cleared", self.bmcscope("sel", "--clear"))
        self.assertEqual(json.loads(self.bmcscope("sel", "--json"))["info"]["entries"], 0)

    def test_a_command_above_the_privilege(self):
        output = self.bmcscope("power", "off", credentials=self.login("monitor", "monitor1234", "user"), ok=3)
        self.assertRegex(output, "[Pp]rivilege")
        self.assertEqual(self.bmc.state()["power"], "on")

    def test_half_open_logins(self):
        for step, stage in (("open_session", "Open Session"), ("rakp1", "RAKP 1|RAKP 2"), ("rakp3", "RAKP 3|RAKP 4")):
            with self.subTest(step):
                self.bmc.tell(fault={"silent": [step]})
                begun = time.monotonic()
                output = self.bmcscope("sensors", "-t", "2", ok=3)
                self.assertRegex(output, stage)
                self.assertLess(time.monotonic() - begun, 3)
                self.bmc.tell(fault=None)

    def test_no_route(self):
        # In a namespace of its own even the loopback device is down.
        own = ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-r", "-n")
        output = self.bmcscope("sensors", "-t", "3", prefix=own, ok=3)
        self.assertRegex(output, "[Nn]etwork is unreachable|no route")

    def test_all_slots_taken(self):
        self.bmc.__exit__()
        self.bmc = self.enterContext(OurSim("--sessions", "1"))
        self.bmc.tell(fault={"delay_ms": 300})
        first = self.start("bmcscope", "sensors", "-t", "60")
        until = time.monotonic() + 10
        while not self.bmc.state()["sessions"] and time.monotonic() < until:
            time.sleep(0.02)
        output = self.bmcscope("sensors", "-t", "2", ok=3)
        self.assertRegex(output, "session|resources")
        first.kill()
        first.communicate()

    # nothing is left behind

    def test_sessions_are_closed_after_success_time_out_and_ctrl_c(self):
        self.bmcscope("sensors")
        self.no_session_is_left()
        self.bmc.tell(fault={"silent": ["04:2d"]})  # logs in, then Get Sensor Reading is never answered
        self.bmcscope("sensors", "-t", "2", ok=3)
        self.no_session_is_left()
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            process = self.start("bmcscope", "sensors", "-t", "60")
            until = time.monotonic() + 10
            # The BMC has a session before its last word of the login has arrived.
            while not self.bmc.state()["sessions"] and time.monotonic() < until:
                time.sleep(0.002)
            begun = time.monotonic()
            process.send_signal(signal_number)
            output = process.communicate(timeout=10)[0]
            self.assertNotEqual(process.returncode, 0, output)
            self.assertLess(time.monotonic() - begun, 3)
            self.no_session_is_left()

    # the account is not locked by us

    def test_a_wrong_password_is_tried_once_and_then_waits(self):
        self.bmc.tell(fault={"lockout": 3})
        wrong = self.login("admin", "not-the-password")
        self.assertRegex(self.bmcscope("sensors", credentials=wrong, ok=3), "password")
        for _ in range(5):
            self.assertRegex(self.bmcscope("sensors", credentials=wrong, ok=3), "next automatic login waits another [0-9]+ s")
        self.bmcscope("sensors")  # a changed credential starts afresh, and nobody was locked out

    # what a BMC does in the middle of it

    def test_a_changed_repository_is_read_again(self):
        before = self.sensors()
        self.assertEqual(self.sensors()["statistics"]["sdr_from_cache"], True)
        self.bmc.tell(touch_sdr=True)
        after = self.sensors()
        self.assertEqual(after["statistics"]["sdr_from_cache"], False)
        self.assertEqual([sensor["key"] for sensor in after["sensors"]], [sensor["key"] for sensor in before["sensors"]])

    def test_a_cold_reset_in_the_middle_of_a_poll(self):
        self.sensors()
        self.bmc.tell(fault={"service_ms": 20})
        process = self.start("bmcscope", "sensors", "--json", "-t", "30")
        until = time.monotonic() + 10
        while not self.bmc.state()["sessions"] and time.monotonic() < until:
            time.sleep(0.01)
        self.bmc.tell(cold_reset=True)
        output = process.communicate(timeout=60)[0]
        self.assertEqual(process.returncode, 0, output)
        values = [sensor for sensor in json.loads(output)["sensors"] if "value" in sensor]
        self.assertEqual(len(values), sum(1 for sensor in self.sensors()["sensors"] if "value" in sensor))

    def test_a_cold_reading_that_is_cut_goes_on_next_time(self):
        self.bmc.tell(fault={"service_ms": 60})
        # Of the sensors known by then some may be left out, too: that host did not succeed.
        output = self.bmcscope("sensors", "-t", "3", "--json", ok=(0, 3))
        cut = json.loads(output)
        self.assertRegex(" ".join(cut["warnings"]), r"SDR \d+/67")
        read = int(re.search(r"SDR (\d+)/67", " ".join(cut["warnings"]))[1])
        self.assertGreater(read, 0)
        for _ in range(20):
            answer = json.loads(self.bmcscope("sensors", "-t", "3", "--json", ok=(0, 3)))
            if not any("SDR" in warning for warning in answer["warnings"]):
                break
        self.bmc.tell(fault=None)
        self.assertEqual(len(self.sensors()["sensors"]), 64)

    def test_quirks_are_found_and_shown(self):
        for fault, words in (({"open_session_privilege_0": True}, "names privilege 0"), ({"sixteen_byte_pad": True}, "pads encrypted payloads"),
                             ({"long_auth_code": True}, "longer authentication codes"), ({"short_sensor_reading": True}, "ends Get Sensor Reading"),
                             ({"max_read": 30}, "whole SDR"), ({"lose_reservations": 7, "max_read": 30}, "cancels SDR reservations")):
            with self.subTest(words):
                self.bmc.tell(fault=fault)
                self.bmc.tell(touch_sdr=True)
                self.assertEqual(sum(1 for sensor in self.sensors()["sensors"] if "value" in sensor), 49)
                self.assertIn(words, self.bmcscope("info"))
                self.bmc.tell(fault=None)

    # disks

    def test_a_full_disk_costs_the_cache_alone(self):
        self.cache.mkdir()
        disk = ["mount", "-t", "tmpfs", "-o", "size=4k", "none", str(self.cache)]
        if os.geteuid() == 0:  # not in a namespace of its own: that cannot be made in a chroot
            subprocess.run(disk, check=True)
            self.addCleanup(subprocess.run, ["umount", self.cache], check=True)
            (self.cache / "fill").write_bytes(bytes(4096))
            output = self.bmcscope("sensors")
        else:
            script = f"{' '.join(disk)} && head -c 4096 /dev/zero >{self.cache}/fill && exec \"$@\""
            output = self.bmcscope("sensors", prefix=("unshare", "-r", "-m", "sh", "-c", script, "sh"))
        self.assertRegex(output, "64 sensors")
        self.assertRegex(output, "cache: .*[Nn]o space left")

    # the log's clock

    def test_the_logs_clock_is_set_and_read(self):
        self.bmc.tell(clock_reset=True)
        self.assertNotIn("bmc_clock", json.loads(self.bmcscope("sel", "--json")))
        self.bmcscope("sel", "--set-clock")
        peers = self.bmc.ipmitool("sel", "time", "get", suite=17).strip()
        self.assertIn(peers.split(" ")[0], (time.strftime("%m/%d/%y", time.gmtime()), time.strftime("%m/%d/%Y", time.gmtime())))
        self.bmcscope("sel", "--set-clock", credentials=self.login("monitor", "monitor1234", "user"), ok=3)


if __name__ == "__main__":
    peer.main()

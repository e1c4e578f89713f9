#!/usr/bin/env python3
"""check_bmc_sensors as Nagios runs it, against ipmi_sim: exit codes, the first line, performance data, and each way to fail."""
import fcntl
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import listings  # noqa: E402
import peer  # noqa: E402
import small_bmc  # noqa: E402
from nagios_answer import metrics_of  # noqa: E402


class CheckSensors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bmc = peer.IpmiSim()
        cls.bmc.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.bmc.__exit__()

    def check(self, *words, address=None, credentials=None, cache=None, path=None):
        environment = dict(os.environ, PATH=path or os.environ["PATH"], XDG_CACHE_HOME=str(cache or self.bmc.scratch / "cache"))
        return subprocess.run([peer.program("check_bmc_sensors"), "-H", address or f"{self.bmc.address}:{self.bmc.port}",
                               "--credentials", credentials or self.bmc.credentials(), *words],
                              capture_output=True, text=True, timeout=60, env=environment, stdin=subprocess.DEVNULL, check=False)

    def credentials(self, text, mode=0o600):
        file = self.bmc.scratch / "other.toml"
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(text)
        file.chmod(mode)
        return file

    def unknown(self, done, pattern):
        """UNKNOWN, in one line that says why, and no performance data that a graph could believe."""
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        first = done.stdout.splitlines()[0]
        self.assertRegex(first, r"UNKNOWN")
        self.assertRegex(first, pattern)

    def test_the_first_line_names_the_worst_offender(self):
        done = self.check()
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertRegex(done.stdout.splitlines()[0], r"^CRITICAL: .*CPU1 Temp 98 C > 95 \(upper critical\)")
        self.assertEqual(done.stderr, "")

    def test_cold_and_warm_say_the_same(self):
        cache = self.bmc.scratch / "cache-cold"
        cold, warm = self.check(cache=cache), self.check(cache=cache)
        strip = lambda text: re.sub(r"'?(requests|time|session_time|retransmissions|round_trip)'?=\S+", "", text)  # noqa: E731
        self.assertEqual(strip(cold.stdout).splitlines()[0].split("|")[0], strip(warm.stdout).splitlines()[0].split("|")[0])
        self.assertEqual(cold.returncode, warm.returncode)
        self.assertTrue(any(cache.rglob("*")), "nothing was cached")

    def test_performance_data_is_well_formed_and_holds_what_ipmitool_reads(self):
        done = self.check("-v")
        first, *below = done.stdout.splitlines()
        self.assertFalse([line for line in below if "|" in line])
        values = metrics_of(first.partition("|")[2].strip())
        listed = listings.ipmitool_sensor(self.bmc.ipmitool("sensor"))
        analog = {row.name: row.value for row in listed if row.value is not None}
        self.assertEqual(len(analog), len(small_bmc.ANALOG))
        for name, value in analog.items():
            self.assertIn(name, values)
            self.assertAlmostEqual(values[name], value, 2, name)

    def test_no_other_program_is_needed(self):
        here, nowhere = self.check(), self.check(path="/nonexistent")
        self.assertEqual((here.returncode, here.stdout.split("|")[0]), (nowhere.returncode, nowhere.stdout.split("|")[0]))

    def test_wrong_password(self):
        self.unknown(self.check(credentials=self.credentials(f'user = "{small_bmc.USER}"\npassword = "not-this-one"\n'),
                                cache=self.bmc.scratch / "cache-wrong"), r"(?i)password")

    def test_unknown_user(self):
        self.unknown(self.check(credentials=self.credentials('user = "nobody-here"\npassword = "x"\n'),
                                cache=self.bmc.scratch / "cache-user"), r"(?i)user")

    def test_the_password_is_never_shown(self):
        done = self.check("-v", credentials=self.credentials(f'user = "{small_bmc.USER}"\npassword = "s3cret-word-0"\n'),
                          cache=self.bmc.scratch / "cache-shown")
        self.assertNotIn("s3cret-word-0", done.stdout + done.stderr)

    def test_a_file_that_never_ends_is_no_file(self):
        """A pipe that nobody writes to stands for every file of which an open or a read would wait."""
        pipe = self.bmc.scratch / "pipe"
        os.mkfifo(pipe, 0o600)
        where = ["-H", f"{self.bmc.address}:{self.bmc.port}"]
        for program, words in (("check_bmc_sensors", [*where, f"--extra-opts=@{pipe}"]), ("check_bmc_sensors", [*where, "--credentials", pipe]),
                               ("check_bmc_group", ["--hosts", "@*", "--inventory", pipe]), ("check_ipmi_sensor", [*where, "-f", pipe]),
                               ("check_ipmi_sensor", [*where, "-f", "/dev/null", "-xx", pipe]), ("check_ipmi_sensor", [*where, "-f", "/dev/null", "-us", pipe])):
            with self.subTest(program=program, words=words):
                done = subprocess.run([peer.program(program), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=15, check=False)
                self.assertEqual(done.returncode, 3)
                self.assertRegex(done.stdout, "(?i)file")

    def test_an_answer_that_cannot_be_written_is_unknown(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([peer.program("check_bmc_sensors"), "--help"], stdin=subprocess.DEVNULL, stdout=full, check=False)
            self.assertEqual(done.returncode, 3)
            done = subprocess.run([peer.program("check_bmc_sensors"), "-H", f"{self.bmc.address}:{self.bmc.port}", "--credentials",
                                   self.bmc.credentials()], stdin=subprocess.DEVNULL, stdout=full, check=False)
            self.assertEqual(done.returncode, 3)

    def test_a_reader_that_does_not_read_does_not_hold_the_check(self):
        reads, writes = os.pipe()
        fcntl.fcntl(writes, 1031, 4096)  # F_SETPIPE_SZ
        with os.fdopen(reads), os.fdopen(writes, "wb") as full:
            os.set_blocking(writes, False)
            full.raw.write(bytes(4096))
            os.set_blocking(writes, True)
            process = subprocess.Popen([peer.program("check_bmc_sensors"), "-H", f"{self.bmc.address}:{self.bmc.port}", "--credentials",
                                        self.bmc.credentials(), "-vv", "-t", "2"], stdin=subprocess.DEVNULL, stdout=writes)
            self.assertIn(process.wait(8), (0, 1, 2, 3))

    def test_a_bmc_that_never_answers_costs_the_deadline_and_no_more(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
            deaf.bind(("127.0.0.1", 0))
            begun = time.monotonic()
            done = self.check("-t", "3", address=f"127.0.0.1:{deaf.getsockname()[1]}")
            spent = time.monotonic() - begun
        self.unknown(done, r"(?i)time|answer|silent")
        self.assertLess(spent, 4)
        self.assertGreater(spent, 1)  # it did try again

    def test_a_port_nobody_listens_on(self):
        self.unknown(self.check("-t", "5", address=f"127.0.0.1:{peer.free_port()}"), r"(?i)refused|answer")

    def test_a_name_that_does_not_resolve(self):
        self.unknown(self.check(address="no-such-host.invalid"), r"(?i)resol|name|host")

    def test_a_credentials_file_that_others_can_read_is_refused(self):
        text = f'user = "{small_bmc.USER}"\npassword = "{small_bmc.PASSWORD}"\n'
        self.unknown(self.check(credentials=self.credentials(text, 0o644)), r"(?i)read|mode|permission|closed|others")

    def test_no_credentials_file(self):
        self.unknown(self.check(credentials=self.bmc.scratch / "missing.toml"), r"missing\.toml")

    def test_no_options_at_all(self):
        done = subprocess.run([peer.program("check_bmc_sensors")], capture_output=True, text=True, timeout=10, check=False)
        self.assertEqual(done.returncode, 3)

    def test_a_cache_that_cannot_be_written_costs_only_the_cache(self):
        blocked = self.bmc.scratch / "not-a-folder"
        blocked.write_text("")
        done = self.check(cache=blocked)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn("CPU1 Temp 98 C", done.stdout)

    def test_a_damaged_cache_is_a_cold_run(self):
        cache = self.bmc.scratch / "cache-damaged"
        before = self.check(cache=cache)
        for file in cache.rglob("*"):
            if file.is_file():
                file.write_bytes(b"\xff" * max(1, file.stat().st_size // 2))
        after = self.check(cache=cache)
        self.assertEqual((before.returncode, before.stdout.split("|")[0]), (after.returncode, after.stdout.split("|")[0]))


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""A BMC that means harm, or whose memory is damaged: whatever it sends, each mode gives exactly one valid answer by its deadline."""
import json
import os
import pathlib
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
import small_bmc  # noqa: E402
from nagios_answer import answer_of  # noqa: E402
from our_sim import PASSWORD, USER, OurSim  # noqa: E402

MODES = ("check_bmc", "check_bmc_sensors", "check_bmc_sel", "check_bmc_power", "check_bmc_health", "check_bmc_group")
# To end a process and to start one on a machine with other work.
MARGIN = 2.0

EIGHT_BIT, UNICODE, BCD_PLUS, PACKED = 0xC0, 0x00, 0x40, 0x80  # of the type/length byte, IPMI v2.0 §43.15
NAMES = [b"a|b=1;2;3", b"'x'=99", b"it's|", b"two\nlines", b"OK: all well\n", b"| 'time'=-1", b"\r\rOVER", b"\x1b[31mred\x1b[0m", b"\x1b]0;t\x07",
         b"\xff\xfe\xfd\xfc", b"\xc3\x28\xa0\xa1", b"\xed\xa0\x80\xed", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\x00\x00\x00", b"ab\x00cd", b"    ",
         b"\x80\x85\x9b\x9f", b"$(reboot)`id`", b"%s%n%08x", b"{}{0}{:>99}", b"\\n\\x00\\", b"<b onclick=1>", b"=", b"==", b"''", b"||", b"same", b"same",
         b"same", bytes(range(1, 32))]


def named(number, name, encoding=EIGHT_BIT, says=None):
    """A full record of a temperature sensor whose id string has those bytes, and says so many of itself."""
    record = small_bmc.full(number, small_bmc.TEMPERATURE, "xx", (7, 1), small_bmc.CELSIUS, (5, 3, 0, 40, 45, 50))[:-3]
    return small_bmc.finish([*record, encoding | (len(name) if says is None else says), *name])


def hostile_records():
    """Names of the list, then every byte that there is, in each encoding; strings that lie about their length, and none at all."""
    names = [(name, EIGHT_BIT, None) for name in NAMES]
    names += [(bytes(range(first, first + 16)), encoding, None) for encoding in (EIGHT_BIT, UNICODE, BCD_PLUS, PACKED) for first in range(0, 256, 16)]
    names += [(b"", EIGHT_BIT, 0), (b"cut", EIGHT_BIT, 31), (b"", EIGHT_BIT, 31), (b"x" * 40, EIGHT_BIT, 2), (b"", UNICODE, 31)]
    return [named(number, *name) for number, name in enumerate(names, start=1)]


class HostileBmc(unittest.TestCase):
    def environment(self, bmc):
        return dict(os.environ, XDG_CACHE_HOME=str(bmc.scratch / "cache"))

    def command(self, mode, bmc, timeout):
        if mode == "check_bmc_group":
            whom = ["--hosts", "@*", "--inventory", self.inventory(bmc)]
        else:
            whom = ["-H", f"{bmc.address}:{bmc.port}", "--credentials", bmc.credentials()]
        return [peer.program(mode), *whom, "-t", str(timeout)]

    @staticmethod
    def inventory(bmc):
        secret, file = bmc.scratch / "password", bmc.scratch / "inventory.toml"
        secret.touch(mode=0o600)
        secret.write_text(bmc.password + "\n")
        file.write_text(f'[credential.all]\nuser = "{bmc.user}"\npassword_file = "{secret}"\nprivilege = "administrator"\n\n'
                        f'[host.hostile]\naddress = "{bmc.address}:{bmc.port}"\ncredential = "all"\n')
        return file

    def answer(self, mode, bmc, *words, timeout=10):
        command = [*self.command(mode, bmc, timeout), *words]
        begun = time.monotonic()
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout + 30,
                              env=self.environment(bmc), check=False)
        spent = time.monotonic() - begun
        answer = answer_of(done.returncode, done.stdout, done.stderr)
        self.assertLess(spent, timeout + MARGIN, f"{mode}: {answer.first}")
        return answer

    def test_names_of_every_byte(self):
        profile = pathlib.Path(self.enterContext(_scratch())) / "names.sdr"
        records = hostile_records()
        profile.write_bytes(b"".join(bytes(record) for record in records))
        with OurSim("--profile", profile) as bmc:
            for sensor in bmc.tell(get="sensors")["sensors"]:
                bmc.tell(set_reading={"sensor": sensor["number"], "raw": 99})  # beyond the upper non-recoverable one: every name is told
            for words in ((), ("-v",), ("-vv",), ("--max-output", "1024"), ("--perfdata-thresholds", "upper"), ("--rename", "(.)=\\1\\1")):
                for mode in ("check_bmc", "check_bmc_sensors", "check_bmc_group"):
                    with self.subTest(mode=mode, words=words):
                        answer = self.answer(mode, bmc, *words)
                        self.assertEqual(answer.state, 2, answer.first)
                        self.assertLessEqual(sum(len(line.encode()) + 1 for line in answer.lines), 1024 if "--max-output" in words else 1 << 20)
            # Each readable sensor has its own label, with the value that the BMC has.
            values = self.answer("check_bmc_sensors", bmc).metrics
            sensors = int(values["sensors"])
            self.assertGreaterEqual(sensors, len(records) - 3)  # three records end before their name does
            self.assertEqual(sum(1 for value in values.values() if value == 99), sensors, values)

    def test_the_drop_in_has_one_first_line_too(self):
        """It has a first line of its own form; of -vvv, as in the original, the first line is the table's."""
        profile = pathlib.Path(self.enterContext(_scratch())) / "names.sdr"
        profile.write_bytes(b"".join(bytes(record) for record in hostile_records()))
        with OurSim("--profile", profile) as bmc:
            config = bmc.scratch / "ipmi.cfg"
            config.touch(mode=0o600)
            config.write_text(f"username {bmc.user}\npassword {bmc.password}\nprivilege-level ADMIN\n")
            for sensor in bmc.tell(get="sensors")["sensors"]:
                bmc.tell(set_reading={"sensor": sensor["number"], "raw": 99})
            for words in ((), ("-v",), ("-vv",), ("-b",), ("--fru",), ("-o", "zenoss"), *((option, value) for option in (
                    "-T", "-xT", "-ST", "-xST", "-x", "-i", "-iW", "-fc", "--seltail", "--seldays", "--timeout", "-o", "-D", "-L", "-O", "--seloptions")
                    for value in ("bogus", "-1", "9" * 30, "a|b", "\udcff\x1b", ""))):
                with self.subTest(words=words):
                    done = subprocess.run([peer.program("check_ipmi_sensor"), "-H", f"{bmc.address}:{bmc.port}", "-f", config, *words],
                                          stdin=subprocess.DEVNULL, capture_output=True, timeout=40, env=self.environment(bmc), check=False)
                    text = done.stdout.decode("utf-8")
                    self.assertIn(done.returncode, range(4))
                    self.assertEqual(done.stderr, b"")
                    first, *below = text.removesuffix("\n").split("\n")
                    self.assertTrue(first.strip())
                    self.assertLessEqual(first.count("|"), 1, first[:300])
                    self.assertFalse([c for c in text if c != "\n" and unicodedata.category(c) == "Cc"], text[:300])
                    if not words:
                        self.assertEqual(done.returncode, 2, first[:200])

    def test_words_of_any_bytes_are_told_as_text(self):
        with OurSim() as bmc:
            for option in ("--include", "--exclude", "--map", "--warning", "--expect", "--absent", "--rename", "--state-order", "--timeout"):
                for value in ("\udcff\x1b", "type=\udcff", "a|b", ""):
                    with self.subTest(option=option, value=value):
                        done = subprocess.run([*self.command("check_bmc_sensors", bmc, 10), option, value], stdin=subprocess.DEVNULL,
                                              capture_output=True, timeout=40, env=self.environment(bmc), check=False)
                        answer_of(done.returncode, done.stdout, done.stderr)

    def test_json_holds_the_same_names(self):
        profile = pathlib.Path(self.enterContext(_scratch())) / "names.sdr"
        profile.write_bytes(b"".join(bytes(record) for record in hostile_records()))
        with OurSim("--profile", profile) as bmc:
            for mode in MODES:
                with self.subTest(mode=mode):
                    done = subprocess.run([*self.command(mode, bmc, 10), "--output", "json"], capture_output=True, timeout=40,
                                          env=self.environment(bmc), check=False)
                    text = done.stdout.decode("utf-8")
                    self.assertEqual(text.count("\n"), 1)
                    self.assertIsInstance(json.loads(text), dict)

    def test_log_records_of_any_bytes(self):
        profile = pathlib.Path(self.enterContext(_scratch())) / "names.sdr"
        profile.write_bytes(b"".join(bytes(record) for record in hostile_records()))
        bytes_of = random.Random(20)
        with OurSim("--profile", profile) as bmc:
            for kind in (0x02, 0x02, 0x02, 0xC0, 0xDF, 0xE0, 0xFF, 0x00, 0x7E):
                for _ in range(20):
                    record = bytearray(bytes_of.randbytes(16))
                    record[2] = kind
                    if kind == 0x02:  # half of them of sensors that there are, of an event that is bad
                        record[7:9] = [0x20, 0]
                        record[11] = bytes_of.randrange(128)
                        record[12:14] = [0x01, 0x59] if bytes_of.random() < 0.5 else record[12:14]
                    bmc.tell(add_sel={"raw": record.hex()})
            for mode in MODES:
                for words in ((), ("-v",), ("-vv",)):
                    more = ("--history",) if mode in ("check_bmc", "check_bmc_sel", "check_bmc_group") else ()
                    with self.subTest(mode=mode, words=words):
                        self.answer(mode, bmc, *more, *words)
            told = self.answer("check_bmc_sel", bmc, "--history", "-v")
            self.assertEqual(told.state, 2, told.first)
            self.assertGreater(told.metrics["sel_open"], 10)
            self.assertEqual(told.metrics["sel_entries"], 180)

    def test_lengths_that_lie_under_a_right_authcode(self):
        """Bodies cut, grown (some to 65,000 bytes) and enlarged; pads and packets that lie. In every mode."""
        for probability in (0.02, 0.3, 1.0):
            for seed in (1, 2, 3):
                with OurSim("--seed", seed, "--fault", f"hostile_lengths={probability}") as bmc:
                    for mode in MODES:
                        with self.subTest(mode=mode, probability=probability, seed=seed):
                            self.answer(mode, bmc, timeout=2)

    def test_answers_of_64_kib_and_floods(self):
        for shape in (_noise, _echo, _grown_open_session, _grown_ipmi15, _flood):
            with Responder(shape) as bmc:
                for mode in MODES:
                    with self.subTest(shape=shape.__name__, mode=mode):
                        answer = self.answer(mode, bmc, timeout=2)
                        self.assertEqual(answer.state, 3, answer.first)
                self.assertGreater(bmc.answered, 0)


# What a responder sends to a datagram: a list of datagrams.
LARGEST = 65507  # of a UDP datagram over IPv4


def _noise(_, chance):
    return [chance.randbytes(LARGEST)]


def _echo(request, _):
    return [request + bytes(LARGEST - len(request))]


def _grown_open_session(request, chance):
    """RMCP+ Open Session Response (payload type 11h) with the console's tag and session id, and a length of its own choice. §13.18."""
    if len(request) < 24:
        return []
    payload = bytes([request[16], 0, 4, 0]) + request[20:24] + chance.randbytes(4)
    payload += bytes([0, 0, 0, 8, 1, 0, 0, 0, 1, 0, 0, 8, 1, 0, 0, 0, 2, 0, 0, 8, 1, 0, 0, 0])
    payload += chance.randbytes(LARGEST - 16 - len(payload))
    return [bytes([6, 0, 0xFF, 7, 6, 0x11]) + bytes(8) + (len(payload) & 0xFFFF).to_bytes(2, "little") + payload]


def _grown_ipmi15(request, chance):
    """A packet of IPMI 1.5 whose one-byte length is the largest, and 64 KiB behind it."""
    return [bytes([6, 0, 0xFF, 7, 0]) + bytes(8) + b"\xff" + chance.randbytes(LARGEST - 14)]


def _flood(request, chance):
    return [request[:4] + chance.randbytes(chance.randrange(200)) for _ in range(500)]


class Responder(peer.Bmc):
    """Answers every datagram with what `shape` makes of it: no login gets through, whatever the mode."""

    def __init__(self, shape):
        super().__init__(0, USER, PASSWORD)
        self.shape, self.answered = shape, 0

    def __enter__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        self.socket.bind((self.address, 0))
        self.port = self.socket.getsockname()[1]
        self.ended = False
        self.thread = threading.Thread(target=self._answer, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended = True
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", (self.address, self.port))
        self.thread.join()
        self.socket.close()
        self.clean()

    def _answer(self):
        chance = random.Random(64)
        while True:
            request, console = self.socket.recvfrom(2048)
            if self.ended:
                return
            for datagram in self.shape(request, chance):
                try:
                    self.socket.sendto(datagram, console)
                except OSError:  # the console has gone
                    break
            self.answered += 1


def _scratch():
    return tempfile.TemporaryDirectory(prefix="bmcscope-hostile-")


if __name__ == "__main__":
    peer.main()

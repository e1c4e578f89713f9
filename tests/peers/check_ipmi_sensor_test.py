#!/usr/bin/env python3
"""Our check_ipmi_sensor against the Perl plugin 3.14 it takes the place of: both run, option by option, on the same BMCs.

Compared are exit code, heading, state, offenders, serial number and board, metrics with labels, values and limits, listed sensors,
and with -vvv the rows that ids and types are taken from. A difference passes only if a row of the table in plugins/dropin/README.md
explains it, and a row that explains nothing fails too.

All options run on a small BMC and on every BMC captured from physical servers (BMCSCOPE_CORPUS). With --legacy-states ours must
show every state as the original does.
"""
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import unittest

import our_sim
import peer
import plugin_output
import small_bmc

# The original is the same in every build; under a sanitizer ours runs the common options on the captured machines.
SANITIZED = "BMCSCOPE_SANITIZED" in os.environ
ORIGINAL = "/usr/lib/nagios/plugins/check_ipmi_sensor"
README = peer.ROOT / "plugins/dropin/README.md"


@dataclasses.dataclass
class Difference:
    bmc: str
    words: tuple
    field: str
    theirs: object
    ours: object
    original: plugin_output.Output
    drop_in: plugin_output.Output
    rows: list  # of the original's -vvv on this BMC

    @property
    def legacy(self):
        return "--legacy-states" in self.words

    def __str__(self):
        theirs, ours = self.theirs, self.ours
        if isinstance(theirs, list) and isinstance(ours, list):  # rows of hundreds: only those in which they differ
            theirs, ours = [row for row in theirs if row not in self.ours][:5], [row for row in ours if row not in self.theirs][:5]
        return f"{self.bmc} {' '.join(self.words)}: {self.field}: original {theirs!r}, ours {ours!r}"


def number(text):
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def metric_limits(metric):
    """lower critical, lower non-critical, upper non-critical, upper critical, as a metric's ranges have them."""
    ranges = [(text.split(":") + [""])[:2] for text in (metric[2].split(";") + ["", ""])[:2]]
    (low, high), (lowest, highest) = [[number(side) for side in sides] for sides in ranges]
    return [lowest, low, high, highest]


def unordered(metric):
    """A warning limit beyond its critical one, or a lower limit above an upper one."""
    known = [limit for limit in metric_limits(metric) if limit is not None]
    return any(a > b for a, b in zip(known, known[1:]))


def state_by_value(row):
    """Of a sensor as the original's -vvv shows it: the state that its reading and the limits beside it give."""
    value, limits = float(row[4]), [number(text) for text in row[6:12]]
    lowest, low, lower, upper, high, highest = limits
    if any(limit is not None and value <= limit for limit in (lowest, low)) or any(limit is not None and value >= limit for limit in (high, highest)):
        return "Critical"
    return "Warning" if (lower is not None and value <= lower) or (upper is not None and value >= upper) else "Nominal"


UNIFY_RULES = {}  # path of a file for -us -> (pattern, replacement) of its lines


def shown_name(d, name):
    """As -us (by the rules in file_words) and -o let a sensor stand in the first line."""
    if "-us" in d.words:
        for pattern, replacement in UNIFY_RULES[d.words[d.words.index("-us") + 1]]:
            name = re.sub(pattern, lambda _, text=replacement: text, name, count=1)
    return name.replace(" ", "_") if "zenoss" in d.words else name


def offending_sensors(output):
    """(name, state) of each sensor in the brackets."""
    found = [re.match(r"(.+?) = (Warning|Critical)( \(|$)", part) for part in output.offenders]
    return {match.groups()[:2] for match in found if match}


def states_follow_values(d):
    """Each state in which the two differ is, in ours, the one that the original's own figures give, and is not in the original."""
    states = {}
    for row in d.rows:
        if row[4] != "N/A":
            states.setdefault(shown_name(d, row[1]), []).append((row[3], state_by_value(row)))
    original, ours = offending_sensors(d.original), offending_sensors(d.drop_in)
    return (not d.legacy
            and all(any(right == state for _, right in states.get(name, [])) for name, state in ours - original)
            and all(any(legacy == state != right for legacy, right in states.get(name, [])) for name, state in original - ours))


def usage_error(d):
    return "Usage:" in d.original.text and d.original.state == "" and "--help" not in d.words and "-h" not in d.words


def inventory_failed(d):
    return "Execution of /usr/sbin/ipmi-fru failed" in d.original.text and d.drop_in.state != ""


def tool_failed(d):
    return d.original.exit == 3 and d.drop_in.exit == 3 and d.field == "first line" and not usage_error(d) and not inventory_failed(d)


def trimmed(lines):
    return [line.rstrip() for line in lines if not line.rstrip().endswith(":")]


def shows_the_first_board(d):
    """Ours are the texts of the first part that has a board, by the inventory that the original prints with -vvv."""
    named = {"Board Manufacturer": "Board Manufacturer", "Board Product": "Board Product Name", "Board Serial": "Board Serial Number"}
    for line in d.ours:
        title, _, text = line.partition(": ")
        listed = re.findall(rf"^ *FRU {named.get(title, 'nothing')}: +(\S.*?) *$", d.original.text, re.M)
        if title in named and text != listed[0]:
            return False
    return [line for line in trimmed(d.theirs) if not line.startswith("Board")] == [line for line in d.ours if not line.startswith("Board")]


# Row of the README -> does it explain this difference?
EXPLAINED = {
    "state by value": lambda d: (
        d.field in ("exit", "state", "offenders", "listed", "rows") and d.original.heading == d.drop_in.heading != ""
        and offending_sensors(d.original) != offending_sensors(d.drop_in) and states_follow_values(d)),
    "unordered limits": lambda d: d.field in ("metrics", "rows") and only_unordered(d),
    "usage errors": lambda d: usage_error(d) and (
        d.field == "first line" or not d.legacy and d.field == "exit" and (d.theirs, d.ours) == (1, 3)),
    "help and version": lambda d: (
        {"-h", "--help", "-V", "--version"} & set(d.words) != set()
        and (d.field == "first line" or not d.legacy and d.field == "exit" and (d.theirs, d.ours) == (0, 3))),
    "errors in our words": lambda d: tool_failed(d) and "empty header map" not in d.original.text,
    "no reading at all": lambda d: d.field == "first line" and "empty header map" in d.original.text and d.drop_in.exit == 3,
    "unreadable inventory": inventory_failed,
    "board of the machine": lambda d: d.field == "details" and trimmed(d.theirs) != d.ours and shows_the_first_board(d),
    "padded inventory": lambda d: d.field == "details" and trimmed(d.theirs) == d.ours,
    "power without IPMI 1.5": lambda d: d.field == "metrics" and d.ours[0][0] in ("Current Power", "Current_Power") and d.ours[1:] == d.theirs,
}


def only_unordered(d):
    """The metrics differ in limits alone, and where they do the original's are nonsense."""
    if len(d.original.metrics) != len(d.drop_in.metrics):
        return False
    differing = [(a, b) for a, b in zip(d.original.metrics, d.drop_in.metrics) if a != b]
    return bool(differing) and all(a[:2] == b[:2] and b[2] == "" and unordered(a) for a, b in differing)


def differences(bmc, words, original, drop_in, rows=()):
    found = []

    def differ(field, theirs, ours):
        if theirs != ours:
            found.append(Difference(bmc, words, field, theirs, ours, original, drop_in, rows))

    differ("exit", original.exit, drop_in.exit)
    if original.state == "" or drop_in.state in ("", "Unknown"):
        differ("first line", original.first_line, drop_in.first_line)
        return found
    for field in ("heading", "state", "offenders", "serial", "details", "metrics", "listed"):
        differ(field, getattr(original, field), getattr(drop_in, field))
    # Limits are compared as metrics; what a state is made from stands in the last column.
    differ("rows", [row[:6] for row in original.sensors], [row[:6] for row in drop_in.sensors])
    differ("log rows", [(row[0], *row[-4:]) for row in original.log], [(row[0], *row[-4:]) for row in drop_in.log])
    return found


class Pair:
    """Both plugins on one BMC, each with its caches beside it."""

    def __init__(self, bmc):
        self.bmc = bmc
        self.known = {}
        self.config = bmc.scratch / "ipmi.cfg"
        self.config.touch(mode=0o600)
        # ipmi_sim wants the flag of FreeIPMI; ours takes note of it.
        self.config.write_text(f'username {bmc.user}\npassword "{bmc.password}"   # as in freeipmi.conf(5)\n'
                               "privilege-level ADMIN\nworkaround-flags opensesspriv\n")
        self.env = dict(os.environ, HOME=str(bmc.scratch), XDG_CACHE_HOME=str(bmc.scratch / "cache"), PATH=peer.path(), LC_ALL="C", TZ="UTC")

    def run(self, program, words):
        done = subprocess.run([program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=self.env, timeout=120, check=False)
        return plugin_output.parse(done.returncode, done.stdout.decode("utf-8", "replace"))

    def where(self):
        return ["-H", f"{self.bmc.address}:{self.bmc.port}", "-f", str(self.config)]

    def original(self, words):
        """Slow, so each command line runs once."""
        if tuple(words) not in self.known:
            self.known[tuple(words)] = self.run(ORIGINAL, words)
        return self.known[tuple(words)]

    def ours(self, words):
        return self.run(peer.program("check_ipmi_sensor"), words)


# Alone and combined, on every BMC. {id} and {ids} are record ids of the BMC, {file} files made for it.
EVERY_OPTION = [
    "", "-b", "-v", "-vv", "-vvv", "--verbosity", "-vv -v", "--nosel", "--nosudo", "--nothresholds", "--noentityabsent -v",
    "-T Temperature", "-T Fan,Voltage -vv", "--sensor-types=power_supply -v", "-T 0x01 -T Fan", "-xT Fan", "-xT Fan,Temperature -T Fan",
    "--exclude-sensor-types Power_Supply -v", "-T Terminator", "-T Fans",
    "-ST Memory,Processor -v", "-ST all -v", "-xST Power_Supply -v", "--exclude-sel-sensor-types=Memory -v",
    "--selonly", "--selonly -v", "--seltail 2 -v", "--seltail=1 --selonly",
    "--fru", "--fru --assettag", "--fru --board --assettag -vvv",
    "-x {id}", "-x {ids}", "-i {id}", "--include {ids} -vv", "-x {id} -i {ids} -v", "-x 9999",
    "-xx {exclude} -vv", "--sexclude {exclude_regex} -vv", "-sx {sel_exclude} -v", "--selexclude={sel_exclude_regex} -v",
    "-us {unify} -vv", "-us {unify} -xx {exclude}", "-o zenoss -vv", "-o zenoss --selonly -v", "-o other",
    "-fc 2", "-fc 99", "--fancount=99 -v", "-D LAN_2_0", "-D default", "--seloptions --assume-system-event-records",
    "-O --sdr-cache-recreate", "-O --cipher-suite-id=3", "-O -I -O 3 --nosel",
    "-noth", "--selo -v", "-D LAN_2_0 --noentityabsent -vv -fc 1 -xT Voltage -x {id} --fru",
    "-xx /nonexistent", "-f /nonexistent", "-us /nonexistent", "--unheard-of", "-fc many", "extra", "-x", "-h", "--version",
]
# Under a sanitizer.
COMMON_OPTIONS = ["-v", "-vvv --nosel", "-T Temperature,Voltage -vv --nosel", "-xT Fan,Entity_Presence --nosel", "--fru --assettag --board --nosel -vvv"]
ODD_LOG_OPTIONS = ["-vvv", "--selonly -v", "-ST Memory,Temperature -v --selonly", "-xST Memory -v --selonly", "--seltail 4 --selonly -vvv"]
TIME = [0, 0, 0, 0x65]
ODD_LOG = [  # (record type, the 13 bytes behind it), IPMI v2.0 rev 1.1, tables 32-1 to 32-3
    (0xC1, [*TIME, 0xA2, 2, 0, 1, 2, 3, 4, 5, 6]), (0xE0, [*TIME, 0xA2, 2, 0, 1, 2, 3, 4, 5, 6]),
    (0xF0, [0x20, 1, *b"Oops: 0000", 0]),
    (0x02, [*TIME, 0x20, 0, 4, 0x08, 17, 0xEF, 1, 0xFF, 0xFF]), (0x02, [*TIME, 0x20, 0, 4, 0x01, 2, 0x81, 0x59, 98, 95]),
    (0x02, [*TIME, 0x20, 0, 4, 0xC5, 9, 0x72, 0x7F, 0, 0xFF]), (0x02, [*TIME, 0x20, 0, 4, 0x0C, 0x53, 0x6F, 0xA0, 0x12, 3]),
    (0x02, [*TIME, 0x20, 0, 4, 0x10, 20, 0x6F, 2, 0xFF, 0xFF]), (0x02, [1, 0, 0, 0, 0x20, 0, 4, 0x12, 20, 0x6F, 5, 0, 0xFF]),
    (0x02, [*TIME, 0x20, 0, 4, 0x01, 2, 0x01, 0x19, 98, 95]), (0x02, [*TIME, 0x41, 0, 4, 0x0F, 0, 0x6F, 0xC2, 3, 0xFF]),
]
LEGACY_OPTIONS = ["", "-vvv", "-T Temperature -v", "--unheard-of", "-h"]


def file_words(pair, seen):
    """The files and ids that {…} stand for, made from what the original's -vvv shows of this BMC."""
    analog = next(row for row in seen.sensors if row[4] != "N/A")
    discrete = next((row for row in seen.sensors if row[4] == "N/A"), seen.sensors[-1])
    entry = seen.log[0] if seen.log else ("", "CPU1 Status", "Processor", "", "")  # some logs are empty
    texts = {
        "exclude": f"{analog[1]}|{analog[2]}\nno such sensor|Fan\n\n{discrete[1]}|{discrete[2]}\n",
        "exclude_regex": f"~^{re.escape(analog[1][:3])}|{analog[2]}\n~FAN[12]$ | Fan\n",
        "sel_exclude": f"{entry[-4]}|{entry[-3]}\n",
        "sel_exclude_regex": f"~{re.escape(entry[-4][:6])}.*|{entry[-3]}\n",
    }
    unify = [(f"^({re.escape(analog[1])}|nothing)$", r"Unified \/ name"), ("Temp$", "TEMP"), (r"Fan ?(?=\d)", "Blower")]
    texts["unify"] = "".join(f"{pattern}/{replacement}\n" for pattern, replacement in unify)
    UNIFY_RULES[str(pair.bmc.scratch / "unify")] = unify
    words = {"id": analog[0], "ids": f"{analog[0]},{discrete[0]}"}
    for name, text in texts.items():
        file = pair.bmc.scratch / name
        file.write_text(text)
        words[name] = str(file)
    return words


def compare(name, emulation, options, legacy):
    """(option, differences) for each option on one BMC; those in `legacy` also with --legacy-states."""
    runs = []
    with peer.IpmiSim(emulation) as bmc:
        pair = Pair(bmc)
        seen = pair.original([*pair.where(), *("-vvv" if "-vvv" in options else "-vvv --nosel").split()])
        words_for = file_words(pair, seen) if options is EVERY_OPTION else {}
        for option in options:
            words, where = option.format(**words_for).split(), pair.where()
            original = pair.original(where + words)
            runs.append((option, differences(name, tuple(words), original, pair.ours(where + words), seen.sensors)))
            if option in legacy:
                words.insert(0, "--legacy-states")
                runs.append((option + " --legacy-states", differences(name, tuple(words), original, pair.ours(where + words), seen.sensors)))
    return runs


class DropIn(unittest.TestCase):
    used = set()

    @classmethod
    def setUpClass(cls):
        peer.need("perl", "ipmi-sel", "ipmi-fru")
        if not pathlib.Path(ORIGINAL).exists():
            raise AssertionError(f"{ORIGINAL} not found; `tests/run.sh peers` installs it")

    def judge(self, found):
        unexplained = []
        for difference in found:
            rows = [name for name, explains in EXPLAINED.items() if explains(difference)]
            self.used.update(rows)
            if not rows:
                unexplained.append(str(difference))
        self.assertEqual(unexplained, [], f"{len(unexplained)} differences without an explanation:\n" + "\n".join(unexplained[:20]))

    def judge_runs(self, name, runs):
        for option, found in runs:
            with self.subTest(bmc=name, words=option):
                self.judge(found)

    def test_1_small_bmc(self):
        self.judge_runs("small", compare("small", None, EVERY_OPTION, LEGACY_OPTIONS))

    def test_1_odd_log(self):
        """Records of vendors, a kernel's last words, deassertions, times since start, sensors without a record."""
        with tempfile.TemporaryDirectory() as folder:
            emulation = pathlib.Path(folder) / "odd.emu"
            emulation.write_text(small_bmc.emu(ODD_LOG))
            self.judge_runs("odd log", compare("odd log", emulation, ODD_LOG_OPTIONS, ()))

    def test_1_power(self):
        """Of a BMC with DCMI. Told so, FreeIPMI asks for it by IPMI 2.0 as well; else it asks by IPMI 1.5, which this one refuses."""
        with our_sim.OurSim() as bmc:
            pair = Pair(bmc)
            for driver in ("", "driver-type LAN_2_0\n"):
                pair.config.write_text(f"username {bmc.user}\npassword {bmc.password}\nprivilege-level admin\ncipher-suite-id 17\n{driver}")
                pair.known.clear()
                seen = pair.original([*pair.where(), "-vvv"])
                self.assertEqual(seen.metrics[0][0] == "Current Power", bool(driver))
                for words in (["-v"], ["--selonly"], ["-T", "Fan", "-o", "zenoss"]):
                    original, ours = pair.original([*pair.where(), *words]), pair.ours([*pair.where(), *words])
                    with self.subTest(driver=driver, words=words):
                        self.judge(differences("with DCMI", tuple(words), original, ours, seen.sensors))
                        self.assertIn("Current_Power" if "zenoss" in words else "Current Power", [metric[0] for metric in ours.metrics])

    def test_2_captured_bmcs(self):
        emulations = sorted((peer.folder("BMCSCOPE_CORPUS") / "sdr/emu").glob("*.emu"))
        self.assertGreaterEqual(len(emulations), 8)

        def run(emulation):
            options = COMMON_OPTIONS if SANITIZED else EVERY_OPTION
            return emulation.stem, compare(emulation.stem, emulation, options, options)

        with concurrent.futures.ThreadPoolExecutor(len(emulations)) as at_once:  # the original waits more than it works
            for name, runs in at_once.map(run, emulations):
                self.judge_runs(name, runs)

    def test_3_user_and_password(self):
        """-U, -P and -L instead of a file; what ipmi_sim needs of FreeIPMI goes through -O, which ipmi-sel does not get."""
        with peer.IpmiSim() as bmc:
            pair = Pair(bmc)
            login = ["-H", f"{bmc.address}:{bmc.port}", "-U", bmc.user, "-P", bmc.password, "-L", "admin", "--nosel", "-O",
                     "--workaround-flags=opensesspriv"]
            rows = pair.original([*pair.where(), "-vvv"]).sensors
            self.judge(differences("small", tuple(login), pair.original(login), pair.ours(login), rows))
            self.assertTrue(any("wiped" in line for line in pair.ours(login).rest))
            for missing in (["-U", bmc.user], ["-U", bmc.user, "-P", bmc.password]):
                words = ["-H", f"{bmc.address}:{bmc.port}", *missing]
                self.judge(differences("small", tuple(words), pair.original(words), pair.ours(words)))
            wrong = [*login[:5], "not-the-password", *login[6:]]
            self.judge(differences("small", tuple(wrong), pair.original(wrong), pair.ours(wrong)))

    def test_4_password_is_wiped(self):
        """While the program still waits for a BMC that is silent, its command line holds no password."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
            silent.bind(("127.0.0.1", 0))
            where = f"127.0.0.1:{silent.getsockname()[1]}"
            for word in (["-P", "top-secret"], ["--password=top-secret"], ["-pass", "top-secret"]):
                process = subprocess.Popen([peer.program("check_ipmi_sensor"), "-H", where, "-U", "u", *word, "-L", "user", "--timeout", "20"],
                                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                try:
                    silent.settimeout(15)
                    silent.recv(1024)  # the first request is out: the words were read
                    shown = pathlib.Path(f"/proc/{process.pid}/cmdline").read_bytes()
                    self.assertIn(b"--timeout", shown)
                    self.assertNotIn(b"top-secret", shown)
                    self.assertIn(b"*" * len("top-secret"), shown)
                finally:
                    process.terminate()
                    output = process.communicate(timeout=20)[0]
                self.assertNotIn(b"top-secret", output)
                silent.setblocking(False)
                try:  # what the ended program still sent must not be taken for the next one's request
                    while True:
                        silent.recv(1024)
                except BlockingIOError:
                    pass

    def test_5_what_is_not_carried_says_so(self):
        with peer.IpmiSim() as bmc:
            pair = Pair(bmc)
            for words, why in ((["-H", "localhost"], "not carried"), ([], "not carried"), ([*pair.where(), "-s", "file"], "not carried"),
                               ([*pair.where(), "-O", "--bridge-sensors"], "'bridge-sensors' of FreeIPMI is not carried"),
                               ([*pair.where(), "-D", "LAN"], "IPMI 1.5"), ([*pair.where(), "--seloptions", "--date-range=1-2"], "not carried")):
                with self.subTest(words=words[4:] or words):
                    out = pair.ours(words)
                    self.assertEqual(out.exit, 3, out.text)
                    self.assertIn(why, out.first_line)
            # Of the newer upstream; the entries of the small BMC are of 2023.
            self.assertEqual(pair.ours([*pair.where(), "--selonly", "--seldays", "1"]).state, "Critical", "its clock says how old they are")
            self.assertEqual(pair.ours([*pair.where(), "--selonly", "--nodcmi"]).state, "Critical")
            warned = pair.ours([*pair.where(), "--nosel", "-vvv"])
            ids = [row[0] for row in warned.sensors if row[3] == "Warning"]
            self.assertEqual([part for part in pair.ours([*pair.where(), "--nosel", "-iW", ",".join(ids)]).offenders if "Warning" in part], [])
            self.assertNotEqual([part for part in warned.offenders if "Warning" in part], [])

    def test_9_table_of_the_readme(self):
        rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \| [^|]+ \|$", README.read_text(), re.M)
        self.assertEqual([row for row in rows if row != "difference"], list(EXPLAINED), "README and test name the same differences")
        if os.environ.get("BMCSCOPE_CORPUS"):  # some need a captured machine to show
            self.assertEqual(set(EXPLAINED) - self.used, set(), "explains nothing any more")


if __name__ == "__main__":
    peer.main()

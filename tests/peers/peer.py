"""Starts the peers: OpenIPMI's ipmi_sim as a BMC, ipmitool and FreeIPMI as clients. Everything ends with the test that began it.

ipmi_sim has traps. It wants -n (no console); one BMC a process (others die of a chassis request); one client at a time
(others lose requests for whole seconds); it refuses suite 17; and it echoes privilege 0 when a session is opened, which
FreeIPMI takes only with `-W opensesspriv`.
"""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import small_bmc

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("BMCSCOPE_BIN", ROOT / "build/dev/bin"))


def need(*tools):
    missing = [tool for tool in tools if not shutil.which(tool, path=path())]
    if missing:
        raise AssertionError(f"{' '.join(missing)} not found; `tests/run.sh peers` installs them")


def missing(what):
    """The test skips and says what the machine does not have. In CI it fails: what is asked there is tested there."""
    raise AssertionError(what) if os.environ.get("CI") else unittest.SkipTest(what)


def with_mounts(script, *more):
    """The words before a command that make it run with mounts of its own, as `script` makes them; `more` for unshare: what else is its own. A user
    who is not root gets a user namespace for that."""
    words = ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--mount", *more, "sh", "-c", f'{script} && exec "$0" "$@"']
    tried = subprocess.run([*words, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        missing(f"no mounts or network of its own for one process: {tried.stderr.strip()}")
    return words


def path():
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def program(name):
    """One of ours. Not built is not a pass."""
    found = BIN / name
    if not found.exists():
        raise AssertionError(f"{found} is not there; build it first (BMCSCOPE_BIN names another folder)")
    return str(found)


def main():
    """For a test file's end. Everything skipped is told to ctest as skipped (77), not as passed."""
    program_result = unittest.main(exit=False, verbosity=2).result
    if not program_result.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if program_result.testsRun and len(program_result.skipped) == program_result.testsRun else 0)


# A change is seen within seconds; a machine with other work has shown Icinga 20 s late.
DEADLINE = 60


def until(condition, what, deadline=DEADLINE, why=lambda: ""):
    """Waits for a true value and returns it. In vain: the failure says what for, the last value, and why()."""
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {deadline} s: {what}; last seen: {value!r}\n{why()}")
        time.sleep(0.1)


def folder(variable):
    """A data folder beside the project; a test that needs it skips by the variable's name."""
    value = os.environ.get(variable)
    if not value:
        raise unittest.SkipTest(f"{variable} is not set")
    return pathlib.Path(value)


def run(*command, timeout=60, cwd=None, ok=(0,)):
    """Runs a command to its end; returns its standard output. Another exit code than `ok` is a failure that shows it."""
    environment = dict(os.environ, PATH=path(), LC_ALL="C", TZ="UTC")
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, cwd=cwd,
                          stderr=subprocess.PIPE, timeout=timeout, env=environment, check=False)
    output, errors = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    if ok and done.returncode not in ok:
        raise AssertionError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{output[-2000:]}\n{errors[-2000:]}")
    return output


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Bmc:
    """Where a BMC listens and who may enter; how each peer is told."""

    def __init__(self, port, user, password, suite=3, address="127.0.0.1"):
        self.address, self.port, self.user, self.password, self.suite = address, port, user, password, suite
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="bmcscope-peer-"))

    def credentials(self, privilege="administrator"):
        """The file our programs read: the body of a [credential] table."""
        file = self.scratch / f"credentials-{privilege}.toml"
        file.touch(mode=0o600)
        file.write_text(f'user = "{self.user}"\npassword = "{self.password}"\nprivilege = "{privilege}"\n')
        return file

    def ours(self, *words, ok=(0,), timeout=60):
        """bmcscope VERB … against this BMC, with caches of its own."""
        verb, *more = words
        os.environ["XDG_CACHE_HOME"] = str(self.scratch / "cache")
        return run(program("bmcscope"), verb, "-H", f"{self.address}:{self.port}", "--credentials", self.credentials(), *more,
                   ok=ok, timeout=timeout)

    def ipmitool(self, *words, suite=None, ok=(0,)):
        return run("ipmitool", "-I", "lanplus", "-H", self.address, "-p", self.port, "-U", self.user, "-P", self.password,
                   "-C", suite or self.suite, *words, ok=ok)

    def freeipmi(self, tool, *words, suite=None, ok=(0,), workaround=("-W", "opensesspriv")):
        """FreeIPMI takes a port in the host name."""
        cache = self.scratch / "freeipmi"
        cache.mkdir(exist_ok=True)
        uses_sdr = tool in ("ipmi-sensors", "ipmi-sel", "ipmi-fru")
        sdr = ("--sdr-cache-directory", cache, "--quiet-cache") if uses_sdr else ()
        return run(tool, "-h", f"{self.address}:{self.port}", "-u", self.user, "-p", self.password, "-l", "ADMIN", "-D", "LAN_2_0",
                   "-I", suite or self.suite, *workaround, *sdr, *words, ok=ok)

    def clean(self):
        shutil.rmtree(self.scratch, ignore_errors=True)


class IpmiSim(Bmc):
    """One ipmi_sim process, as a context manager.

    `emu` is a command file's path; without one it is our own small BMC. Chassis control keeps its state in files.
    """

    def __init__(self, emu=None, user=small_bmc.USER, password=small_bmc.PASSWORD, address="127.0.0.1", port=None):
        super().__init__(port or free_port(), user, password, address=address)
        self.emu, self.process = emu, None

    def __enter__(self):
        need("ipmi_sim", "ipmitool", "ipmi-sensors")
        if self.emu is None:
            self.emu = self.scratch / "bmc.emu"
            self.emu.write_text(small_bmc.emu())
        (self.scratch / "state").mkdir()
        control = self.scratch / "chassis.sh"
        control.write_text(CHASSIS_CONTROL)
        control.chmod(0o755)
        (self.scratch / "chassis.power").write_text("1\n")
        (self.scratch / "lan.conf").write_text(LAN_CONF.format(
            address=self.address, port=self.port, control=control, user=self.user, password=self.password))
        log = self.scratch / "ipmi_sim.log"
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                ["ipmi_sim", "-c", self.scratch / "lan.conf", "-f", self.emu, "-s", self.scratch / "state", "-n"],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.scratch, start_new_session=True,
                env=dict(os.environ, PATH=path()))
        for _ in range(100):
            if self.listens():
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        words = log.read_text(errors="replace")[:500]
        self.__exit__()
        raise AssertionError(f"ipmi_sim did not open port {self.port}: {words}")

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.clean()

    def listens(self):
        wanted = f"{int.from_bytes(socket.inet_aton(self.address), 'little'):08X}:{self.port:04X}"
        return any(wanted in line.split()[1] for line in pathlib.Path("/proc/net/udp").read_text().splitlines()[1:])


LAN_CONF = """name "bmc"
set_working_mc 0x20
  startlan 1
    addr {address} {port}
    priv_limit admin
    allowed_auths_callback none md2 md5 straight
    allowed_auths_user none md2 md5 straight
    allowed_auths_operator none md2 md5 straight
    allowed_auths_admin none md2 md5 straight
    guid a123456789abcdefa123456789abcdef
  endlan
  chassis_control "{control}"
  user 2 true "{user}" "{password}" admin 10 none md2 md5 straight
  user 3 true "reader" "reader-password" user 10 none md2 md5 straight
"""

# ipmi_sim calls: [device] get|set power|reset|identify|boot [value]
CHASSIS_CONTROL = """#!/bin/sh
state=$(dirname "$0")
case $1 in 0x*) shift ;; esac
echo "$1 $2 $3" >>"$state/chassis.log"
case $1 in
get) echo "$2:$(cat "$state/chassis.$2" 2>/dev/null || echo 0)" ;;
set) echo "$3" >"$state/chassis.$2" ;;
esac
"""

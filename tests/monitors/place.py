"""A private folder in which a monitoring daemon runs as the user it would run as, with our plugins; nothing of it outlasts the test.

The daemon is Icinga's or Nagios' own, unprivileged (user nagios) when the test is root's. It cannot look into the build folder,
so the plugins and their links are copied to where it can.
"""
import grp
import os
import pathlib
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/peers"))
import peer  # noqa: E402
from peer import until  # noqa: E402

CONFIGS = ROOT / "configs"
SYSTEM_PLUGINS = pathlib.Path("/usr/lib/nagios/plugins")


def edited(text, changes):
    """An example with what a site puts into it. Each of the old words must be there: an example that changed is noticed."""
    for old, new in changes.items():
        if old not in text:
            raise AssertionError(f"{old!r} is no longer in the example")
        text = text.replace(old, str(new))
    return text


def uncommented(text, sign):
    """An example that is inactive because `sign` stands at the start of its lines, made active."""
    return "\n".join(line.removeprefix(sign) for line in text.splitlines()) + "\n"


class Place:
    """The folder, as a context manager. Its end ends every process that was started from it."""

    def __init__(self):
        self.user = self._whose_daemons()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bmcscope-monitor-"))
        self.folder.chmod(0o755)
        self.started = []

    @staticmethod
    def _whose_daemons():
        if os.geteuid() != 0:
            return pwd.getpwuid(os.geteuid())
        try:
            return pwd.getpwnam("nagios")
        except KeyError:
            raise AssertionError("there is no user nagios; `tests/run.sh icinga nagios` installs what makes one") from None

    @property
    def group(self):
        return grp.getgrgid(self.user.pw_gid).gr_name

    def __enter__(self):
        peer.need("setpriv")
        self.plugins = self.folder / "plugins"
        self.plugins.mkdir()
        for found in peer.BIN.glob("check_*"):
            shutil.copy2(found, self.plugins / found.name, follow_symlinks=False)
        shutil.copy2(peer.program("bmcscope"), self.plugins / "bmcscope")
        shutil.copy2(CONFIGS / "power-cycle-once", self.plugins / "power-cycle-once")
        (self.plugins / "check_tcp").symlink_to(SYSTEM_PLUGINS / "check_tcp")
        self.cache, self.power_cycle = self.own("cache"), self.own("power-cycle")
        return self

    def __exit__(self, *_):
        for process in list(self.started):
            self.end(process)
        left = self._mine()
        for pid in left:  # a check in its last seconds: daemons give each a session of its own
            self._signal(pid, signal.SIGKILL)
        until(lambda: not self._mine(), f"processes {left} have ended", 10)
        shutil.rmtree(self.folder)

    def own(self, name):
        """A folder in here that the daemon may write to."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        folder.chmod(0o700)
        return folder

    def credentials(self, bmc, privilege="user"):
        """As the examples have it: root's, readable by the daemon's group; for anybody else, his own alone."""
        file = self.folder / f"{privilege}-{bmc.port}.toml"
        file.touch(mode=0o600)
        file.write_text(f'user = "{bmc.user}"\npassword = "{bmc.password}"\nprivilege = "{privilege}"\n')
        if os.geteuid() == 0:
            os.chown(file, 0, self.user.pw_gid)
            file.chmod(0o640)
        return file

    def inventory(self, bmcs):
        """Those BMCs by name, in a file that the daemon's group may read, as is its password."""
        files, text = self.folder / f"inventory-{secrets.token_hex(4)}", ""
        files.mkdir(mode=0o755)
        for name, bmc in bmcs.items():
            secret = files / f"{name}.password"
            secret.touch(mode=0o600)
            secret.write_text(bmc.password + "\n")
            if os.geteuid() == 0:
                os.chown(secret, 0, self.user.pw_gid)
                secret.chmod(0o640)
            text += (f'[credential.{name}]\nuser = "{bmc.user}"\npassword_file = "{secret}"\nprivilege = "user"\n\n'
                     f'[host.{name}]\naddress = "{bmc.address}:{bmc.port}"\ncredential = "{name}"\n\n')
        file = files / "inventory.toml"
        file.write_text(text)
        file.chmod(0o644)
        return file

    def generated(self, monitor, inventory):
        """Configuration that check_bmc makes of an inventory in which one BMC does not answer: it says so in exit code and text."""
        made = self.run(self.plugins / "check_bmc", "generate", monitor, "@*", "--inventory", inventory, ok=1, errors=subprocess.DEVNULL)
        if made.count("could not be asked") != 1:
            raise AssertionError(made)
        return made

    def environment(self):
        return dict(os.environ, HOME=str(self.folder), PATH=f"{self.plugins}:{peer.path()}", LC_ALL="C", TZ="UTC",
                    BMCSCOPE_CACHE_DIR=str(self.cache), BMCSCOPE_POWER_CYCLE_DIR=str(self.power_cycle),
                    BMCSCOPE_PLACE=str(self.folder))

    def _as_user(self, command):
        # Should this test die, the daemon gets the signal too.
        words = ["setpriv", "--pdeathsig", "TERM"]
        if os.geteuid() == 0:
            words += ["--reuid", str(self.user.pw_uid), "--regid", str(self.user.pw_gid), "--clear-groups"]
        return words + [str(word) for word in command]

    def run(self, *command, timeout=120, ok=0, errors=subprocess.STDOUT):
        """To its end; its output, by default both streams in one. A failure shows it."""
        done = subprocess.run(self._as_user(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
                              text=True, errors="replace", timeout=timeout, env=self.environment(), cwd=self.folder, check=False)
        if done.returncode != ok:
            raise AssertionError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout[-4000:]}")
        return done.stdout

    def start(self, *command, log):
        """In a process group of its own."""
        with open(log, "ab") as out:
            process = subprocess.Popen(self._as_user(command), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                       env=self.environment(), cwd=self.folder, start_new_session=True)
        self.started.append(process)
        return process

    def end(self, process):
        self.started.remove(process)
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        # Children that the daemon did not take along, and the daemon itself if it did not listen.
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def _mine(self):
        mark, found = f"BMCSCOPE_PLACE={self.folder}".encode(), []
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                pass
        return found

    @staticmethod
    def _signal(pid, number):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass

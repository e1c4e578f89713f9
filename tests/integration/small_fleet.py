"""Many of our test BMCs with an inventory over them, and bmcscope called as an operator calls it."""
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import termios
import time

import peer
from our_sim import OurSim


class SmallFleet(OurSim):
    """`count` BMCs on consecutive addresses: web01, web02 … of an inventory. With a read and a control credential."""

    def __init__(self, count, *options):
        super().__init__("--count", count, *options, listen=f"127.9.0.1:{peer.free_port()}")
        self.count = count

    def __enter__(self):
        super().__enter__()
        self.names = [f"web{i + 1:02}" for i in range(self.count)]
        self.addresses = {name: f"127.9.0.{i + 1}" for i, name in enumerate(self.names)}
        self.inventory = self.scratch / "inventory.toml"
        text = ""
        for user, level in (("monitor", "user"), ("operator", "operator")):
            secret = self.scratch / user
            secret.touch(mode=0o600)
            secret.write_text(f"{user}1234\n")
            text += f'[credential.{user}]\nuser = "{user}"\npassword_file = "{secret}"\nprivilege = "{level}"\n\n'
        for name, address in self.addresses.items():
            text += f'[host.{name}]\naddress = "{address}:{self.port}"\ncredential = "monitor"\ncontrol = "operator"\ngroups = ["web"]\n\n'
        self.inventory.write_text(text)
        return self

    def environment(self, **more):
        return dict(os.environ, XDG_CACHE_HOME=str(self.scratch / "cache"), BMCSCOPE_ENGINE=str(self.scratch / "no-engine.sock"), **more)

    def command(self, *words, inventory=True):
        return [peer.program("bmcscope"), *[str(word) for word in words], *(("--inventory", str(self.inventory)) if inventory else ())]

    def bmcscope(self, *words, inventory=True, timeout=60, **more):
        """Without a terminal, its own included."""
        return subprocess.run(self.command(*words, inventory=inventory), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=timeout, check=False, env=self.environment(**more), start_new_session=True)

    def at_terminal(self, *words, typed="", columns=80, **more):
        """What a person sees who types `typed` at the first question, and the exit code."""
        return at_terminal(self.command(*words), self.environment(**more), typed, columns)

    def host(self, name):
        """The truth of one BMC, over the control socket."""
        return self.state(bmc=self.names.index(name))

    def power_by_ipmitool(self, name):
        """Somebody else's reading of the same state."""
        text = peer.run("ipmitool", "-I", "lanplus", "-H", self.addresses[name], "-p", self.port, "-U", "admin", "-P", "secret1234",
                        "-C", "17", "chassis", "power", "status")
        return text.split()[-1]


def at_terminal(command, environment, typed="", columns=80, timeout=60):
    child, terminal = pty.fork()
    if child == 0:  # the size before the program: it may look at once
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execve(command[0], command, environment)
    seen = b""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            got = os.read(terminal, 65536)
        except OSError:  # EIO: the program has gone
            break
        if not got:
            break
        seen += got
        if typed and b"[y/N] " in seen:
            os.write(terminal, typed.encode())
            typed = ""
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), seen.decode().replace("\r\n", "\n")


def json_lines(text):
    return [json.loads(line) for line in text.splitlines()]

"""The BMCs of the tables and the lines to them: ipmi_sim as a BMC of 64 sensors, a line that delays and drops, one that counts."""
import contextlib
import os
import pathlib
import selectors
import socket
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/peers"))
import peer  # noqa: E402
from rows import Skipped  # noqa: E402

BENCH = os.environ.get("BMCSCOPE_BENCH")
PROBES = ROOT / "build/bench"


def need_bench():
    if not BENCH:
        raise Skipped("BMCSCOPE_BENCH is not set")


@contextlib.contextmanager
def big_bmc(count=1, first="127.0.0.1"):
    """`count` ipmi_sim processes, each the 64-sensor BMC, on consecutive addresses and one port."""
    need_bench()
    port = peer.free_port()
    with tempfile.TemporaryDirectory(prefix="bmcscope-bench-") as folder, contextlib.ExitStack() as stack:
        subprocess.run([sys.executable, f"{BENCH}/sim/gen_sim.py", "--out", folder, "--count", "1"], check=True)
        head, last = first.rsplit(".", 1)
        yield [stack.enter_context(peer.IpmiSim(pathlib.Path(folder) / "sim0.emu", "admin", "secret1234", f"{head}.{int(last) + i}", port))
               for i in range(count)]


def record_lengths(emu):
    """The bytes of each SDR in an ipmi_sim command file: its main_sdr_add lines without command and controller address."""
    return [len(line.split()) - 2 for line in pathlib.Path(emu).read_text().splitlines() if line.startswith("main_sdr_add")]


@contextlib.contextmanager
def inventory_of(places):
    """A folder with an inventory of these "address:port", all in the group all."""
    with tempfile.TemporaryDirectory(prefix="bmcscope-bench-") as folder:
        folder = pathlib.Path(folder)
        secret = folder / "password"
        secret.touch(mode=0o600)
        secret.write_text("secret1234\n")
        hosts = "".join(f'[host.sim{i:05d}]\naddress = "{place}"\ncredential = "admin"\ngroups = ["all"]\n\n' for i, place in enumerate(places))
        (folder / "inventory.toml").write_text(
            f'[credential.admin]\nuser = "admin"\npassword_file = "{secret}"\nprivilege = "administrator"\n\n{hosts}')
        yield folder


@contextlib.contextmanager
def delayed(bmc, rtt_ms, loss=0, seed=7):
    """The same BMC behind a proxy that delays and drops. Yields a Bmc on the proxy's port."""
    need_bench()
    front = peer.Bmc(peer.free_port(), bmc.user, bmc.password, bmc.suite)
    proxy = subprocess.Popen([PROBES / "udp_delay", str(rtt_ms), str(loss), str(seed),
                              f"{front.address}:{front.port}={bmc.address}:{bmc.port}"])
    try:
        for _ in range(200):
            if peer.IpmiSim.listens(front):
                break
            if proxy.poll() is not None:
                raise AssertionError("the delaying proxy ended")
            threading.Event().wait(0.02)
        yield front
    finally:
        proxy.kill()
        proxy.wait()
        front.clean()


class Counted(peer.Bmc):
    """The same BMC behind a relay that counts the requests to it: what a peer sent, without its own word for it."""

    def __init__(self, bmc):
        super().__init__(0, bmc.user, bmc.password, bmc.suite)
        self.target = (bmc.address, bmc.port)
        self.requests = 0

    def __enter__(self):
        self.front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.front.bind((self.address, 0))
        self.port = self.front.getsockname()[1]
        self.stop, self.stopped = socket.socketpair()
        self.thread = threading.Thread(target=self._relay, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.close()
        self.thread.join()
        self.front.close()
        self.stopped.close()
        self.clean()

    def _relay(self):
        backs = {}  # of each client that has spoken
        with selectors.DefaultSelector() as ready, contextlib.ExitStack() as stack:
            ready.register(self.stopped, selectors.EVENT_READ)
            ready.register(self.front, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    if key.fileobj is self.stopped:
                        return
                    if key.data is not None:
                        self.front.sendto(key.fileobj.recv(2048), key.data)
                        continue
                    datagram, client = self.front.recvfrom(2048)
                    self.requests += 1
                    if client not in backs:
                        backs[client] = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
                        backs[client].connect(self.target)
                        ready.register(backs[client], selectors.EVENT_READ, client)
                    backs[client].send(datagram)

    def count(self, contender):
        """The requests of one run."""
        before = self.requests
        sample = contender.run()
        if not contender.good(sample):
            raise AssertionError(f"{contender.name}: {sample.output[-400:]}")
        return self.requests - before

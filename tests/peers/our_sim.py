"""Starts bmcscope-sim, our own test BMC, and speaks its control protocol (tests/bmc_simulator/README.md)."""
import json
import socket
import subprocess

import peer

USER, PASSWORD = "admin", "secret1234"


class OurSim(peer.Bmc):
    """One bmcscope-sim process, as a context manager; the first BMC of it is the one that peers are pointed at.

    `options` are words of its command line. Port 0: the system chooses.
    """

    def __init__(self, *options, listen="127.0.0.1:0", user=USER, password=PASSWORD, suite=17, lives=600):
        super().__init__(0, user, password, suite=suite)
        self.listen, self.options, self.process = listen, [str(option) for option in options], None
        self.lives = lives

    def __enter__(self):
        program = peer.program("bmcscope-sim")
        socket_file = self.scratch / "control"
        # Should this test die, the BMC ends by itself after so many seconds.
        self.process = subprocess.Popen([program, "--listen", self.listen, "--control", str(socket_file), "--for", str(self.lives), *self.options],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        ready = self.process.stdout.readline()
        if not ready.startswith("ready: "):
            rest = self.process.stdout.read()
            self.__exit__()
            raise AssertionError(f"bmcscope-sim said: {ready}{rest}")
        self.ready = ready.strip()
        first = ready.split(" on ")[1].split(" to ")[0].strip()
        self.address, _, port = first.rpartition(":")
        self.address, self.port = self.address.strip("[]"), int(port)
        self.control = socket.socket(socket.AF_UNIX)
        self.control.connect(str(socket_file))
        self.lines = self.control.makefile("rw")
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process:
            self.process.stdout.close()
        if hasattr(self, "control"):
            self.lines.close()
            self.control.close()
        self.clean()

    def try_to_tell(self, **words):
        """One line to the control socket, and its answer whatever it is. By default for the first BMC."""
        self.lines.write(json.dumps({"bmc": 0, **words}) + "\n")
        self.lines.flush()
        return json.loads(self.lines.readline())

    def tell(self, **words):
        answer = self.try_to_tell(**words)
        if not answer["ok"]:
            raise AssertionError(f"{words}: {answer['error']}")
        return answer

    def state(self, **words):
        return self.tell(get="state", **words)["state"]

    def freeipmi(self, tool, *words, suite=None, ok=(0,), workaround=()):
        """Without workaround flags: this BMC needs none."""
        return super().freeipmi(tool, *words, suite=suite, ok=ok, workaround=workaround)

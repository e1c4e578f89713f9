"""Measures commands side by side: contenders take turns, so that whatever else the machine does hits all of them alike."""
import collections
import os
import pathlib
import select
import statistics
import subprocess
import sys
import threading
import time

KEPT_OUTPUT = 1 << 20  # of a large sweep only the lines are counted, and the end is kept


class Progress:
    """Says on standard error how far a long row is, every few seconds."""

    def __init__(self):
        self.row, self.last = "", time.monotonic()

    def begin(self, row):
        self.row, self.last = row, time.monotonic()
        print(f"row: {row}", file=sys.stderr, flush=True)

    def at(self, words):
        if time.monotonic() - self.last < 5:
            return
        self.last = time.monotonic()
        print(f"  {self.row}: {words}", file=sys.stderr, flush=True)


PROGRESS = Progress()


class Peaks(threading.Thread):
    """The most memory and descriptors a process had. Its own high-water mark, not that of wait4: the latter begins with the
    size of whoever started the process."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.folder, self.rss_kib, self.descriptors = pathlib.Path(f"/proc/{pid}"), 0, 0
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(0.05):
            try:
                self.descriptors = max(self.descriptors, len(os.listdir(self.folder / "fd")))
                for line in (self.folder / "status").read_text().splitlines():
                    if line.startswith("VmHWM:"):
                        self.rss_kib = max(self.rss_kib, int(line.split()[1]))
            except OSError:
                return

    def stop(self):
        self.ended.set()
        self.join()


class Sample:
    """One run of a command: wall and CPU seconds (its waited-for children included), exit code, output."""

    def __init__(self, command, environment=None, timeout=120, watched=False):
        begun = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, env=dict(os.environ, **(environment or {})))
        self.peaks = Peaks(process.pid) if watched else None
        try:
            self._read(process, begun + timeout)
        finally:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            process.stdout.close()
            if self.peaks:
                self.peaks.stop()
        self.wall = time.monotonic() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.code = process.returncode

    def _read(self, process, deadline):
        """All output; a command that outlives its deadline is ended by its id, and shows as a failure."""
        parts, held, pipe, self.lines = collections.deque(), 0, process.stdout.fileno(), 0
        while True:
            ready, _, _ = select.select([pipe], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                process.kill()
                break
            part = os.read(pipe, 1 << 16)
            if not part:
                break
            self.lines += part.count(b"\n")
            parts.append(part)
            held += len(part)
            while held > KEPT_OUTPUT:
                held -= len(parts.popleft())
        self.output = b"".join(parts).decode("utf-8", "replace")


class Contender:
    def __init__(self, name, command, good=None, environment=None, before=None, watched=False):
        self.name, self.command, self.environment, self.before, self.watched = name, command, environment, before, watched
        self.good = good or (lambda sample: sample.code == 0)
        self.samples = []

    def run(self, timeout=120):
        if self.before:
            self.before()
        self.samples.append(Sample(self.command, self.environment, timeout, self.watched))
        return self.samples[-1]

    @property
    def right(self):
        return sum(1 for sample in self.samples if self.good(sample))

    def median(self, what):
        return statistics.median(getattr(sample, what) for sample in self.samples)

    def p95(self, what):
        ordered = sorted(getattr(sample, what) for sample in self.samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    def figures(self):
        figures = {"name": self.name, "runs": len(self.samples), "right": self.right,
                   "wall_ms": round(self.median("wall") * 1e3, 2), "wall_ms_p95": round(self.p95("wall") * 1e3, 2),
                   "cpu_ms": round(self.median("cpu") * 1e3, 2)}
        if self.watched:
            figures |= {"rss_mib": round(max(sample.peaks.rss_kib for sample in self.samples) / 1024, 1),
                        "descriptors": max(sample.peaks.descriptors for sample in self.samples)}
        return figures


def take_turns(contenders, runs, timeout=120, warm=1):
    """`warm` runs that do not count, then `runs` that do, each contender once a round."""
    for _ in range(warm):
        for contender in contenders:
            contender.run(timeout)
    for contender in contenders:
        contender.samples.clear()
    for done in range(runs):
        for contender in contenders:
            PROGRESS.at(f"{contender.name}, run {done + 1} of {runs}")
            contender.run(timeout)
    for contender in contenders:
        if contender.right == 0:
            raise AssertionError(f"{contender.name} never gave a right answer: {contender.samples[-1].output[-400:]}")


def process_cpu(pid):
    """CPU seconds that a running process has used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def noise():
    """How quiet the machine is: the start of an empty process, and a fixed amount of work, spread over a second or two."""
    true = Contender("/bin/true", ["/bin/true"])
    take_turns([true], 60)
    spins = []
    for _ in range(40):
        begun = time.perf_counter()
        sum(range(200_000))
        spins.append(time.perf_counter() - begun)
    return {"start_ms": round(true.median("wall") * 1e3, 2), "start_ms_p95": round(true.p95("wall") * 1e3, 2),
            "work_p95_over_median": round(sorted(spins)[38] / statistics.median(spins), 2),
            "load_average": os.getloadavg()[0], "cpus": os.cpu_count()}

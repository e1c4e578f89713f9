"""Measures commands side by side: contenders take turns, so that whatever else the machine does hits all of them alike."""
import os
import select
import statistics
import subprocess
import time


class Sample:
    """One run of a command: wall and CPU seconds (its waited-for children included), exit code, output."""

    def __init__(self, command, environment=None, timeout=120):
        begun = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, env=dict(os.environ, **(environment or {})))
        try:
            self.output = self._read(process, begun + timeout)
        finally:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.code = process.returncode

    @staticmethod
    def _read(process, deadline):
        """All output; a command that outlives its deadline is ended by its id, and shows as a failure."""
        parts, pipe = [], process.stdout.fileno()
        while True:
            ready, _, _ = select.select([pipe], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                process.kill()
                break
            part = os.read(pipe, 1 << 16)
            if not part:
                break
            parts.append(part)
        return b"".join(parts).decode("utf-8", "replace")


class Contender:
    def __init__(self, name, command, good=None, environment=None, before=None):
        self.name, self.command, self.environment, self.before = name, command, environment, before
        self.good = good or (lambda sample: sample.code == 0)
        self.samples = []

    def run(self, timeout=120):
        if self.before:
            self.before()
        self.samples.append(Sample(self.command, self.environment, timeout))

    @property
    def right(self):
        return sum(1 for sample in self.samples if self.good(sample))

    def median(self, what):
        return statistics.median(getattr(sample, what) for sample in self.samples)

    def p95(self, what):
        ordered = sorted(getattr(sample, what) for sample in self.samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    def figures(self):
        return {"name": self.name, "runs": len(self.samples), "right": self.right,
                "wall_ms": round(self.median("wall") * 1e3, 2), "wall_ms_p95": round(self.p95("wall") * 1e3, 2),
                "cpu_ms": round(self.median("cpu") * 1e3, 2)}


def take_turns(contenders, runs, timeout=120, warm=1):
    """`warm` runs that do not count, then `runs` that do, each contender once a round."""
    for _ in range(warm):
        for contender in contenders:
            contender.run(timeout)
    for contender in contenders:
        contender.samples.clear()
    for _ in range(runs):
        for contender in contenders:
            contender.run(timeout)
    for contender in contenders:
        if contender.right == 0:
            raise AssertionError(f"{contender.name} never gave a right answer: {contender.samples[-1].output[-400:]}")


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

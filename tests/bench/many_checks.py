"""Rows about many at once: a thousand BMCs in one check, and two hundred checks of one BMC."""
import ipaddress
import os
import re
import selectors
import statistics
import subprocess
import time

from contenders import check, complete, ipmi_sensors, peer, values_of
from measure import Contender, take_turns
from places import inventory_of
from rows import bar, row

from our_sim import OurSim  # in tests/peers

RTT_MS = 10
CROWD, SESSIONS = 200, 8  # processes, and the session slots of the BMC; real ones have 4 to 15
REFUSED = re.compile(r"^UNKNOWN: .*insufficient resources|BMC busy", re.M)


@row(f"check_bmc_group: 1,000 BMCs of bmcscope-sim in one process, RTT {RTT_MS} ms")
def thousand(runs):
    count, first, port = 1000, ipaddress.IPv4Address("127.2.0.0"), peer.free_port()
    with OurSim("--count", count, "--fault", f"delay_ms={RTT_MS}", listen=f"{first}:{port}"), \
            inventory_of(f"{first + i}:{port}" for i in range(count)) as folder:
        def group(name, cache, *words):
            return Contender(f"check_bmc_group {name}", [peer.program("check_bmc_group"), "--hosts", "@all", "--inventory", folder / "inventory.toml",
                                                         "-t", "60", *words],
                             lambda sample: sample.code == 0 and sample.output.startswith(f"OK: {count} hosts, all ok"),
                             {"XDG_CACHE_HOME": str(folder / cache)}, watched=True)
        first_time = group("--of sensors, nothing known", "cache", "--of", "sensors")
        take_turns([first_time], 1, warm=0)
        contenders = [group("--of sensors", "cache", "--of", "sensors"), group("(sensors, log, power)", "cache"), group("--of power", "cache", "--of", "power")]
        take_turns(contenders, runs(5, 2), warm=1)
        return [first_time, *contenders], [bar(f"{c.name}: 5 s", c.median("wall"), 5) for c in contenders[:2]]


class Crowd:
    """That many of one command, started as fast as this machine starts processes; a run is over when the last has ended."""

    def __init__(self, contender, refused):
        self.contender, self.refused = contender, refused
        self.walls, self.cpus, self.counts = [], [], []

    def run(self):
        command = [str(word) for word in self.contender.command]
        environment = dict(os.environ, **(self.contender.environment or {}))
        begun, cpu, right, refused = time.monotonic(), 0.0, 0, 0
        with selectors.DefaultSelector() as running:
            for _ in range(CROWD):
                process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
                running.register(process.stdout, selectors.EVENT_READ, [process, b""])
            while running.get_map():
                for key, _ in running.select():
                    process = key.data[0]
                    part = os.read(key.fd, 1 << 16)
                    key.data[1] += part
                    if part:
                        continue
                    running.unregister(key.fileobj)
                    process.stdout.close()
                    _, status, usage = os.wait4(process.pid, 0)
                    process.returncode = os.waitstatus_to_exitcode(status)
                    cpu += usage.ru_utime + usage.ru_stime
                    ended = Ended(process.returncode, key.data[1].decode("utf-8", "replace"))
                    if self.contender.good(ended):
                        right += 1
                    elif self.refused.search(ended.output):
                        refused += 1
        self.walls.append(time.monotonic() - begun)
        self.cpus.append(cpu)
        self.counts.append((right, refused))

    def others(self):
        """Neither right nor refused by name, of all runs."""
        return sum(CROWD - right - refused for right, refused in self.counts)

    def figures(self):
        told = ", ".join(f"{right} right {refused} refused" for right, refused in self.counts)
        return {"name": f"{CROWD} {self.contender.name}: {told}", "runs": len(self.counts),
                "right": sum(1 for right, refused in self.counts if right + refused == CROWD),
                "wall_ms": round(statistics.median(self.walls) * 1e3, 1), "wall_ms_p95": round(max(self.walls) * 1e3, 1),
                "cpu_ms": round(statistics.median(self.cpus) * 1e3, 1)}


class Ended:
    def __init__(self, code, output):
        self.code, self.output = code, output


@row(f"{CROWD} checks at once on one BMC with {SESSIONS} session slots, RTT 5 ms")
def crowd(runs):
    with OurSim("--sessions", SESSIONS, "--fault", "delay_ms=5", suite=3) as bmc:
        alone = check(bmc, cache="cache-alone").run()
        same = lambda ended: complete(ended) and values_of(ended) == values_of(alone)  # noqa: E731
        ours = Crowd(check(bmc, good=same), REFUSED)
        theirs = Crowd(ipmi_sensors(bmc), REFUSED)
        theirs.contender.run()  # FreeIPMI's cache, once, by itself
        for _ in range(runs(3, 1)):
            ours.run()
        theirs.run()
        return [ours, theirs], [bar("neither right nor refused by name", ours.others(), 0),
                                bar("the last has ended, s", max(ours.walls), 20)]

#!/usr/bin/env python3
"""The engine's table: one-shot check, round trips, loss, fleets, beside ipmitool, FreeIPMI and the floor probe.

Each row is a function that measures its contenders in turns and returns what it saw and what the bar says of it. Timings are
ratios inside one run on one machine; they are printed, and never a test.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/peers"))
import peer  # noqa: E402
from measure import Contender, noise, take_turns  # noqa: E402

BENCH = os.environ.get("BMCSCOPE_BENCH")
PROBES = ROOT / "build/bench"
SENSORS = 64
ROWS = []


class Skipped(Exception):
    pass


def row(title):
    def register(function):
        ROWS.append((title, function))
        return function
    return register


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


@contextlib.contextmanager
def delayed(bmc, rtt_ms, loss=0, seed=7):
    """The same BMC behind a proxy that delays and drops. Yields a Bmc on the proxy's port."""
    need_bench()
    front = peer.Bmc(peer.free_port(), bmc.user, bmc.password, bmc.suite)
    proxy = subprocess.Popen([PROBES / "udp_delay", str(rtt_ms), str(loss), str(seed),
                              f"{front.address}:{front.port}={bmc.address}:{bmc.port}"])
    try:
        time.sleep(0.2)
        yield front
    finally:
        proxy.kill()
        proxy.wait()
        front.clean()


def complete(sample):
    """All 64 sensors were read: one line of text a sensor, or the check's own count."""
    return sample.code == 0 and (len(sample.output.splitlines()) > SENSORS or f"{SENSORS} sensors" in sample.output)


def check(bmc, name="check_bmc_sensors", *more, cache="cache", good=complete):
    return Contender(name, [peer.program("check_bmc_sensors"), "-H", f"{bmc.address}:{bmc.port}", "--credentials",
                            bmc.credentials("user" if bmc.user == "monitor" else "administrator"), "-t", "60", *more],
                     good, {"XDG_CACHE_HOME": str(bmc.scratch / cache)})


def ipmi_sensors(bmc):
    cache = bmc.scratch / "freeipmi"
    cache.mkdir(exist_ok=True)
    return Contender("ipmi-sensors", ["/usr/sbin/ipmi-sensors", "-h", f"{bmc.address}:{bmc.port}", "-u", bmc.user, "-p", bmc.password,
                                      "-l", "ADMIN", "-D", "LAN_2_0", "-W", "opensesspriv", "--quiet-cache",
                                      f"--sdr-cache-directory={cache}"],
                     lambda sample: sample.code == 0 and len(sample.output.splitlines()) >= SENSORS)


def floor(bmcs, window, repeat=1, at_once=64, sensors=SENSORS):
    """limit.cpp: a bare state machine, whole process."""
    return Contender(f"floor probe, k={window}", [PROBES / "limit", str(window), str(sensors), "0", str(repeat), str(at_once),
                                                  *(bmc.address for bmc in bmcs)],
                     lambda sample: sample.code == 0 and "errors 0" in sample.output, {"PORT": str(bmcs[0].port)})


def bar(text, ours, limit):
    """A bar is met when ours is at most the limit."""
    return {"bar": text, "value": round(ours, 3), "limit": round(limit, 3), "met": ours <= limit}


def requests_of(sample):
    found = re.search(r"\brequests'?=(\d+)", sample.output)
    return int(found[1]) if found else None


@row("plugin, whole process, RTT 0, suite 3")
def whole_process(runs):
    with big_bmc() as [bmc]:
        ours, theirs, least = check(bmc), ipmi_sensors(bmc), floor([bmc], 8)
        take_turns([ours, theirs, least], runs(31), warm=3)
        return [ours, theirs, least], [
            bar("wall at most half of ipmi-sensors'", ours.median("wall") / theirs.median("wall"), 0.5),
            bar("CPU at most a third of ipmi-sensors'", ours.median("cpu") / theirs.median("cpu"), 1 / 3)]


def at_distance(rtt_ms, remembered, first, peer_runs):
    def measure(runs):
        with big_bmc() as [bmc], delayed(bmc, rtt_ms) as far:
            warm = check(far, "window remembered")
            fresh = check(far, "first contact", cache="cache-first")
            fresh.before = lambda: forget_window(far.scratch / "cache-first")
            theirs = ipmi_sensors(far)
            take_turns([warm, fresh], runs(9), warm=3)
            take_turns([theirs], runs(peer_runs), warm=1)
            return [warm, fresh, theirs], [bar(f"remembered: {remembered} s", warm.median("wall"), remembered),
                                           bar(f"first contact: {first} s", fresh.median("wall"), first)]
    return measure


def forget_window(cache):
    """First contact with a known SDR repository: what is remembered of the firmware goes, the SDRs stay."""
    for file in cache.rglob("*"):
        if file.is_file() and "sdr" not in file.relative_to(cache).as_posix():
            file.unlink()


row("sensors, RTT 20 ms")(at_distance(20, 0.30, 0.36, 3))
row("sensors, RTT 100 ms")(at_distance(100, 1.35, 1.65, 1))


@row("loss, RTT 5 ms, suite 3")
def loss(runs):
    with big_bmc() as [bmc]:
        contenders, bars = [], []
        with delayed(bmc, 5) as far:
            clean = check(far, "check_bmc_sensors, no loss")
            theirs = ipmi_sensors(far)
            take_turns([clean], runs(15), warm=3)
            take_turns([theirs], runs(5))
            contenders += [clean, theirs]
        for percent, factor in ((1, 2), (5, 4)):
            with delayed(bmc, 5, percent) as far:
                with delayed(bmc, 5) as near:  # the SDR cache is filled without loss; it is keyed by firmware, not by port
                    ours = check(near, cache="cache")
                    take_turns([ours], 2, warm=0)
                    cache = near.scratch / "cache"
                    lossy = check(far, f"check_bmc_sensors, {percent} % loss")
                    lossy.environment = {"XDG_CACHE_HOME": str(cache)}
                    take_turns([lossy], runs(50), warm=0)
                contenders.append(lossy)
                bars += [bar(f"{percent} %: all right", len(lossy.samples) - lossy.right, 0),
                         bar(f"{percent} %: median at most {factor}x no-loss", lossy.median("wall") / clean.median("wall"), factor)]
        return contenders, bars


@row("cold SDR, requests")
def cold(runs):
    """ipmi_sim takes Get SDR reads of at most 33 bytes: its 68 records cost 132 requests at best, and two for info and reservation."""
    with big_bmc() as [bmc]:
        ours = check(bmc, "check_bmc_sensors, cold")
        ours.before = lambda: peer.shutil.rmtree(bmc.scratch / "cache", ignore_errors=True)
        warm = check(bmc, "check_bmc_sensors, warm", cache="cache-warm")
        take_turns([ours, warm], runs(3))
        counts = [requests_of(ours.samples[-1]), requests_of(warm.samples[-1])]
        if None in counts:
            raise AssertionError("the check does not tell its requests")
        spent = counts[0] - counts[1]  # what the repository cost beyond a warm check (which verifies it with one request)
        return [ours, warm], [bar("1.05 x the least possible (132 + 2)", spent, 1.05 * 134)]


@row("fleet of 250 ipmi_sim, suite 3")
def fleet(runs):
    with big_bmc(runs(250, 40), "127.0.16.1") as bmcs, tempfile.TemporaryDirectory() as folder:
        folder, count = pathlib.Path(folder), len(bmcs)
        inventory = folder / "inventory.toml"
        secret = folder / "password"
        secret.touch(mode=0o600)
        secret.write_text("secret1234\n")
        hosts = "".join(f'[host.sim{i:03d}]\naddress = "{bmc.address}:{bmc.port}"\ncredential = "admin"\ngroups = ["all"]\n\n'
                        for i, bmc in enumerate(bmcs))
        inventory.write_text(f'[credential.admin]\nuser = "admin"\npassword_file = "{secret}"\nprivilege = "administrator"\n\n{hosts}')
        sweep = Contender("bmcscope sensors", [peer.program("bmcscope"), "sensors", "@all", "--inventory", inventory, "--json"],
                          lambda s: s.code == 0 and len(s.output.splitlines()) == count, {"XDG_CACHE_HOME": str(folder / "cache")})
        cache = folder / "freeipmi"
        cache.mkdir()
        # FreeIPMI knows ranges of addresses but one port in each name, so the names are spelled out.
        theirs = Contender("ipmi-sensors --fanout=64", ["/usr/sbin/ipmi-sensors", "-h", ",".join(f"{b.address}:{b.port}" for b in bmcs),
                                                        "-u", "admin", "-p", "secret1234", "-l", "ADMIN", "-D", "LAN_2_0", "-W", "opensesspriv",
                                                        "--quiet-cache", f"--sdr-cache-directory={cache}", "--fanout=64"],
                           lambda s: s.code == 0 and len(s.output.splitlines()) >= SENSORS * count)
        least = floor(bmcs, 8, 1, 32)
        take_turns([sweep, theirs, least], runs(5), warm=1)
        return [sweep, theirs, least], [
            bar("CPU a poll at most 1.4 x the floor probe", sweep.median("cpu") / least.median("cpu"), 1.4),
            bar("at least 3x ipmi-sensors' rate (time at most a third)", sweep.median("wall") / theirs.median("wall"), 1 / 3)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()

    def runs(full, quick=None):
        return (quick or max(3, full // 5)) if options.quick else full

    report = {"machine": noise(), "rows": []}
    for title, function in ROWS:
        if options.only not in title:
            continue
        entry = {"row": title}
        try:
            contenders, bars = function(runs)
            entry |= {"figures": [contender.figures() for contender in contenders], "bars": bars}
        except Skipped as skipped:
            entry["skipped"] = str(skipped)
        except (AssertionError, subprocess.SubprocessError, OSError) as trouble:
            entry["failed"] = str(trouble)
        report["rows"].append(entry)
        if not options.json:
            show(entry)
    if options.json:
        print(json.dumps(report, indent=1))
    else:
        machine = report["machine"]
        print(f"\nmachine: {machine['cpus']} CPUs, load {machine['load_average']:.1f}; an empty process takes {machine['start_ms']} ms "
              f"(p95 {machine['start_ms_p95']}); the same work varies by {machine['work_p95_over_median']}x (p95 over median)")
    return 1 if any("failed" in entry for entry in report["rows"]) else 0


def show(entry):
    print(f"\n{entry['row']}")
    for word in ("skipped", "failed"):
        if word in entry:
            print(f"  {word}: {entry[word]}")
    for figure in entry.get("figures", []):
        print(f"  {figure['name']:<34} wall {figure['wall_ms']:9.1f} ms (p95 {figure['wall_ms_p95']:.1f})  CPU {figure['cpu_ms']:8.1f} ms"
              f"  right {figure['right']}/{figure['runs']}")
    for verdict in entry.get("bars", []):
        print(f"  {'met   ' if verdict['met'] else 'MISSED'} {verdict['bar']}: {verdict['value']} (bar {verdict['limit']})")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

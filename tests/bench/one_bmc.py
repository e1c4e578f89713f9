"""Rows about one BMC: a whole check, distance, a BMC that takes one request at a time, loss, silence, reading the SDRs."""
from contenders import as_in, check, complete, floor, forget_all, forget_host, forget_sdrs, ipmi_sensors, ipmitool, peer, perl_check
from measure import Contender, take_turns
from places import Counted, big_bmc, delayed, need_bench, record_lengths
from rows import bar, row

from our_sim import OurSim  # in tests/peers


def beside_ipmi_sensors(ours, theirs):
    return [bar("wall at most half of ipmi-sensors'", ours.median("wall") / theirs.median("wall"), 0.5),
            bar("CPU at most a third of ipmi-sensors'", ours.median("cpu") / theirs.median("cpu"), 1 / 3)]


@row("plugin, whole process, RTT 0, suite 3, ipmi_sim")
def whole_process(runs):
    with big_bmc() as [bmc]:
        ours, theirs, least, perl = check(bmc), ipmi_sensors(bmc), floor([bmc], 8), perl_check(bmc)
        take_turns([ours, theirs, least], runs(31, 9), warm=3)
        take_turns(perl, runs(5, 2))
        return [ours, theirs, *perl, least], beside_ipmi_sensors(ours, theirs)


@row("plugin, whole process, RTT 0, suite 17, bmcscope-sim")
def whole_process_17(runs):
    with OurSim() as bmc:
        ours, theirs, perl = check(bmc), ipmi_sensors(bmc), perl_check(bmc)
        take_turns([ours, theirs], runs(31, 9), warm=3)
        take_turns(perl, runs(5, 2))
        return [ours, theirs, *perl], beside_ipmi_sensors(ours, theirs)


def at_distance(rtt_ms, remembered, first, peer_runs):
    def measure(runs):
        with big_bmc() as [bmc], delayed(bmc, rtt_ms) as far:
            warm = check(far, "window remembered")
            fresh = check(far, "first contact", cache="cache-first", before=lambda: forget_host(far.scratch / "cache-first"))
            theirs = ipmi_sensors(far)
            take_turns([warm, fresh], runs(9, 3), warm=3)
            take_turns([theirs], peer_runs, warm=1)
            return [warm, fresh, theirs], [bar(f"remembered: {remembered} s", warm.median("wall"), remembered),
                                           bar(f"first contact: {first} s", fresh.median("wall"), first)]
    return measure


row("sensors, RTT 20 ms, suite 3")(at_distance(20, 0.30, 0.36, 3))
row("sensors, RTT 100 ms, suite 3")(at_distance(100, 1.35, 1.65, 1))


@row("sensors, RTT 20 ms, a BMC that takes one request at a time")
def one_at_a_time(runs):
    """A second request that comes while the BMC works on one (1 ms) is lost."""
    need_bench()
    with OurSim(suite=3) as bmc:
        healthy = check(bmc, cache="cache-healthy").run()
        if not complete(healthy):
            raise AssertionError(healthy.output[-400:])
        bmc.tell(fault={"one_at_a_time": True, "service_ms": 1, "delay_ms": 20})
        right = as_in(healthy)
        warm = check(bmc, "remembered", good=right)
        fresh = check(bmc, "first contact", cache="cache-first", good=right, before=lambda: forget_host(bmc.scratch / "cache-first"))
        least = floor([bmc], 1)
        take_turns([warm, fresh, least], runs(9, 3), warm=2)
        wrong = sum(len(contender.samples) - contender.right for contender in (warm, fresh))
        return [warm, fresh, least], [bar("remembered: 1.1 x the floor", warm.median("wall") / least.median("wall"), 1.1),
                                      bar("first contact: 1.1 x the floor", fresh.median("wall") / least.median("wall"), 1.1),
                                      bar("runs with a missing or wrong value", wrong, 0)]


@row("cold SDR, requests")
def cold(runs):
    """What reading the records costs: a first contact with an empty cache, less one that finds the table in the cache, and less the
    thresholds, which are read with the records, or by the second poll of a BMC whose records were known."""
    largest = 33  # of ipmi_sim's Get SDR: 34 bytes and more are CAh
    with big_bmc() as [bmc], Counted(bmc) as line:
        least = 1 + sum(-(-length // largest) for length in record_lengths(bmc.emu))  # the reservation, and the pieces
        empty = check(line, "check_bmc_sensors, nothing cached", before=lambda: forget_all(line.scratch / "cache"))
        known = check(line, "check_bmc_sensors, table cached", before=lambda: forget_host(line.scratch / "cache"))
        again = check(line, "check_bmc_sensors, the next one, with thresholds")
        warm = check(line, "check_bmc_sensors, from then on")
        theirs = [ipmitool(line, "sdr"), ipmi_sensors(line, "ipmi-sensors, nothing cached", before=lambda: forget_sdrs(line))]
        counts = {contender: [] for contender in (empty, known, again, warm, *theirs)}
        for _ in range(runs(3, 1)):
            for contender, seen in counts.items():
                seen.append(line.count(contender))
        for contender, seen in counts.items():
            contender.name += f": {min(seen)} requests"
        thresholds = min(counts[again]) - min(counts[warm])
        spent = min(counts[empty]) - min(counts[known]) - thresholds
        return list(counts), [bar(f"records at most 1.05 x the {least} possible", spent, 1.05 * least)]


def copy_sdrs(known, other):
    """FreeIPMI's cache under another port's name."""
    for file in (known.scratch / "freeipmi").rglob("*"):
        if file.is_file():
            place = other.scratch / "freeipmi" / file.relative_to(known.scratch / "freeipmi").parent
            place.mkdir(parents=True, exist_ok=True)
            peer.shutil.copy(file, place / file.name.replace(f"{known.port}", f"{other.port}"))


@row("loss, RTT 5 ms, suite 3")
def loss(runs):
    with big_bmc() as [bmc]:
        contenders, bars = [], []
        with delayed(bmc, 5) as far:
            clean = check(far, "check_bmc_sensors, no loss")
            theirs = ipmi_sensors(far, "ipmi-sensors, no loss")
            take_turns([clean], runs(15, 7), warm=3)
            take_turns([theirs], runs(5, 2))
            contenders += [clean, theirs]
            tables = far.scratch / "cache"
            for percent, factor in ((1, 2), (5, 4)):
                with delayed(bmc, 5, percent) as lossy:
                    ours = check(lossy, f"check_bmc_sensors, {percent} % loss", good=as_in(clean.samples[-1]))
                    # The table of sensors is keyed by firmware, not by address: it has been read without loss.
                    peer.shutil.copytree(tables, lossy.scratch / "cache")
                    other = ipmi_sensors(lossy, f"ipmi-sensors, {percent} % loss")
                    with delayed(bmc, 5) as near:  # FreeIPMI's is keyed by address
                        take_turns([ipmi_sensors(near)], 1, warm=0)
                        copy_sdrs(near, lossy)
                    take_turns([ours], runs(50, 15), warm=0)
                    take_turns([other], runs(10, 2), warm=0)
                contenders += [ours, other]
                bars += [bar(f"{percent} %: runs that failed or were wrong", len(ours.samples) - ours.right, 0),
                         bar(f"{percent} %: median at most {factor} x no loss", ours.median("wall") / clean.median("wall"), factor)]
        return contenders, bars


@row("silent on Get Channel Cipher Suites")
def no_cipher_suites(runs):
    """ipmitool asks for the suites before it logs in, again and again; a login does not need that answer."""
    with OurSim("--fault", "silent=06:54") as bmc:
        ours = Contender("bmcscope power", [peer.program("bmcscope"), "power", "status", "-H", f"{bmc.address}:{bmc.port}",
                                            "--credentials", bmc.credentials(), "--no-cache"], lambda s: s.code == 0 and "on" in s.output)
        theirs = ipmitool(bmc, "chassis", "power", "status", suite=False)
        take_turns([ours], runs(9, 3))
        take_turns([theirs], runs(3, 1), warm=0)
        return [ours, theirs], [bar("a session in 1.5 s", ours.median("wall"), 1.5)]

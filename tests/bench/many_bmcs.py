"""Rows about many BMCs: a fleet of ipmi_sim beside the peers, and ten thousand BMCs that only our own simulator can be."""
import ipaddress
import json

from contenders import SENSORS, floor, ipmi_sensors_of_many, peer
from measure import Contender, process_cpu, take_turns
from places import big_bmc, inventory_of
from rows import bar, rate_bar, row

from our_sim import OurSim  # in tests/peers

RTT_MS = 10


def sweep(folder, name, verb, count, holds):
    """bmcscope VERB over all of them; each host must be there, and the last line must hold what a right answer holds."""
    def right(sample):
        return sample.code == 0 and sample.lines == count and holds(json.loads(sample.output.splitlines()[-1]))
    return Contender(name, [peer.program("bmcscope"), *verb, "@all", "--inventory", folder / "inventory.toml", "--json"], right,
                     {"XDG_CACHE_HOME": str(folder / "cache")}, watched=True)


def all_read(answer):
    return len(answer["sensors"]) >= SENSORS and all("value" in s or "states" in s for s in answer["sensors"])


@row("fleet of 250 ipmi_sim, suite 3")
def fleet(runs):
    with big_bmc(runs(250, 40), "127.0.16.1") as bmcs, inventory_of(f"{b.address}:{b.port}" for b in bmcs) as folder:
        count = len(bmcs)
        ours = sweep(folder, "bmcscope sensors --json", ["sensors"], count, all_read)
        # Polled, judged and counted, as the floor probe counts; printing every value of every host is another matter, shown beside it.
        group = Contender("check_bmc_group --of sensors", [peer.program("check_bmc_group"), "--hosts", "@all", "--of", "sensors", "-t", "60",
                                                           "--inventory", folder / "inventory.toml"],
                          lambda s: s.code == 0 and s.output.startswith(f"OK: {count} hosts, all ok"), {"XDG_CACHE_HOME": str(folder / "cache")})
        theirs = ipmi_sensors_of_many(bmcs[0], (f"{b.address}:{b.port}" for b in bmcs), folder / "freeipmi")
        least = floor(bmcs, 8, 32)
        take_turns([group, ours, theirs, least], runs(5, 3), warm=2)
        return [group, ours, theirs, least], [
            bar("CPU a poll at most 1.4 x the floor probe", group.median("cpu") / least.median("cpu"), 1.4),
            bar("the same with every value printed as JSON", ours.median("cpu") / least.median("cpu"), 1.4),
            bar("at least 3 x ipmi-sensors' rate (time at most a third)", group.median("wall") / theirs.median("wall"), 1 / 3),
            bar("the same with every value printed as JSON", ours.median("wall") / theirs.median("wall"), 1 / 3)]


def with_simulator(bmc, contender, runs):
    """Measures one contender, and puts the simulator's CPU for a run into its name."""
    take_turns([contender], 1, warm=0, timeout=300)  # fills the caches
    contender.samples.clear()
    before = process_cpu(bmc.process.pid)
    take_turns([contender], runs, warm=0, timeout=300)
    contender.name += f", simulator {(process_cpu(bmc.process.pid) - before) / runs:.1f} s CPU"
    return contender


@row(f"10,000 BMCs of bmcscope-sim, one process, RTT {RTT_MS} ms")
def ten_thousand(runs):
    count, first = runs(10_000, 2_000), ipaddress.IPv4Address("127.1.0.0")
    port = peer.free_port()
    with OurSim("--count", count, "--fault", f"delay_ms={RTT_MS}", listen=f"{first}:{port}") as bmc, \
            inventory_of(f"{first + i}:{port}" for i in range(count)) as folder:
        power = with_simulator(bmc, sweep(folder, "power status --json", ["power", "status"], count, lambda a: a["power"] == "on"), runs(3, 1))
        sensors = with_simulator(bmc, sweep(folder, "sensors --json", ["sensors"], count, all_read), runs(3, 1))
        shapes = [contender.figures() for contender in (power, sensors)]
        return [power, sensors], [
            bar(f"power sweep of {count} in 10 s, as large a share of 10,000", power.median("wall"), 10 * count / 10_000),
            rate_bar("sensor polls a second, wall", count / sensors.median("wall"), 1000),
            rate_bar("sensor polls a second of the client's CPU", count / sensors.median("cpu"), 1000),
            bar("RSS, MiB: 32 + 24 KiB for each BMC", max(s["rss_mib"] for s in shapes), 32 + 24 * count / 1024),
            bar("descriptors: one for 64 BMCs, and 50", max(s["descriptors"] for s in shapes), count / 64 + 50)]

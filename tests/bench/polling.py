"""Rows about polling: does the service hold its period, what does that cost, and what do bad BMCs do to good ones?"""
import resource
import time

from contenders import SENSORS, floor
from measure import PROGRESS, take_turns
from places import need_bench
from rows import bar, rate_bar, row
from service import Figure, polled_fleet, share

SENSORS_EVERY, SEL_EVERY = 30, 10


def watch(service, seconds, names=None):
    """What the service costs and how old its readings are, sampled every two seconds."""
    ages, descriptors, rss = [], [], 0
    begun, cpu, before = time.monotonic(), service.cpu(), service.metrics()
    while (gone := time.monotonic() - begun) < seconds:
        time.sleep(2)
        PROGRESS.at(f"watched for {gone:.0f} of {seconds} s")
        ages += service.ages(names)
        descriptors.append(service.descriptors())
        rss = max(rss, service.rss_mib())
    gone, after = time.monotonic() - begun, service.metrics()
    polls = "bmcscope_engine_polls_total"
    return {"cpu_share": (service.cpu() - cpu) / gone, "polls_per_s": (after[polls] - before[polls]) / gone, "age_p50_s": share(ages, 0.5),
            "age_p99_s": share(ages, 0.99), "age_worst_s": max(ages), "rss_mib": rss, "descriptors_first": descriptors[0],
            "descriptors_last": descriptors[-1]}


def hold(service, seconds, names=None):
    service.start()
    first = service.until_all_are_read(4 * SENSORS_EVERY + 60, names)
    time.sleep(SENSORS_EVERY)  # the cold start is over
    return first, watch(service, seconds, names)


@row("10,000 BMCs x 64 sensors, sensors every 30 s, log every 10 s")
def ten_thousand(runs):
    count = runs(10_000, 2_000)
    with polled_fleet(count, sensors_every=SENSORS_EVERY, sel_every=SEL_EVERY) as (_, service):
        first, seen = hold(service, runs(600, 60))
        return [Figure("bmcscoped", all_read_after_s=first, **seen)], [
            bar("CPU, share of one core: a third to spare (as large a share of 10,000)", seen["cpu_share"], 2 / 3 * count / 10_000),
            bar("p99 age of a reading, s: the period is held", seen["age_p99_s"], 1.2 * SENSORS_EVERY),
            bar("RSS, MiB", seen["rss_mib"], 512),
            bar("descriptors more at the end than at the beginning", max(0, seen["descriptors_last"] - seen["descriptors_first"]), 0)]


@row("the same, 5 % dead, 5 % slow by 2 s, 1 % loss")
def among_bad_ones(runs):
    count = runs(10_000, 2_000)
    with polled_fleet(count, "--fault", "loss=0.01", sensors_every=SENSORS_EVERY, sel_every=SEL_EVERY) as (fleet, service):
        healthy = set()
        for number in range(count):
            if number % 20 == 7:
                fleet.tell(bmc=number, fault={"silent": ["*"]})
            elif number % 20 == 13:
                fleet.tell(bmc=number, fault={"delay_ms": 2000})
            else:
                healthy.add(f"sim{number:05d}")
        first, seen = hold(service, runs(180, 60), healthy)
        return [Figure("bmcscoped, healthy hosts", all_read_after_s=first, **seen)], [
            bar("p99 age of a healthy host's readings, s", seen["age_p99_s"], 1.2 * SENSORS_EVERY)]


@row("flat out: 1,000 BMCs x 64 sensors on the same simulator")
def flat_out(runs):
    need_bench()
    count, seconds = 1_000, runs(20, 8)
    # Whoever reads ten thousand BMCs has no power state or log to read as often as sensors.
    with polled_fleet(count, sensors_every=0.1, sel_every=3600, options=("--power-every", "3600", "--device-every", "3600", "--requests-per-second", "0")) as (fleet, service):
        service.start()
        service.until_all_are_read(60)
        rates = []
        for _ in range(runs(5, 3)):
            polls, begun = service.metrics()["bmcscope_engine_polls_total"], time.monotonic()
            time.sleep(seconds)
            rates.append((service.metrics()["bmcscope_engine_polls_total"] - polls) / (time.monotonic() - begun))
        service.stop()
        # A socket for each BMC is the probe's way.
        resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        least = floor(fleet.bmcs(), 8, 64)
        take_turns([least], runs(5, 3))
        rate = share(rates, 0.5)
        return [Figure("bmcscoped", polls_per_s=rate, readings_per_s=rate * SENSORS), least], [
            rate_bar("readings a second over the floor probe's", rate / (count / least.median("wall")), 0.8)]

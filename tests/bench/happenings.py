"""Rows about what happens: a record in a BMC's log until it is an event on the stream, and a start over what is remembered."""
import json
import random
import threading
import time

from measure import PROGRESS
from rows import bar, row
from service import Figure, UnixConnection, moment, polled_fleet, share

SEL_EVERY = 10


class Stream(threading.Thread):
    """Events as they come, with the moment at which they did."""

    def __init__(self, socket):
        super().__init__(daemon=True)
        self.connection, self.came = UnixConnection(socket), []
        self.connection.timeout = 3600
        self.connection.request("GET", "/v1/events", headers={"Accept": "text/event-stream"})
        self.answer = self.connection.getresponse()
        self.start()

    def run(self):
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                self.came.append((time.monotonic(), json.loads(line[6:])))

    def wait_for(self, host, kind, since, patience=30):
        """When the event of that host and kind came, that came after `since`."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            for when, event in self.came:
                if when >= since and event.get("host") == host and event["kind"] == kind:
                    return when
            time.sleep(0.001)
        raise AssertionError(f"no event of {host} in {patience} s")


def latencies(runs, fleet, stream, after_adding=lambda host: None):
    found = []
    for number in range(runs(20, 5)):
        PROGRESS.at(f"record {number + 1}")
        time.sleep(random.uniform(0, SEL_EVERY) / 4)
        which = random.randrange(fleet.count)
        host = f"sim{which:05d}"
        begun = time.monotonic()
        fleet.tell(bmc=which, add_sel={"sensor": "DIMM_A2", "offset": 1, "assert": True, "data": [255, 255]})
        after_adding(host)
        found.append(stream.wait_for(host, "sel", begun) - begun)
    return found


@row("a record in one of 1,000 BMCs' logs until it is an event on the stream, log every 10 s")
def record_to_event(runs):
    with polled_fleet(1_000, sel_every=SEL_EVERY) as (fleet, service):
        service.start()
        service.until_all_are_read(90)
        time.sleep(2 * SEL_EVERY)  # each log was read once
        stream = Stream(service.socket)
        by_poll = latencies(runs, fleet, stream)
        by_hint = latencies(runs, fleet, stream, lambda host: service.post("/v1/hints", {"host": host}))
        return [Figure("by polling", p50_s=share(by_poll, 0.5), worst_s=max(by_poll)),
                Figure("by a hint", p50_s=share(by_hint, 0.5), worst_s=max(by_hint))], [
            bar("by polling, worst, s", max(by_poll), SEL_EVERY + 0.1), bar("by a hint, worst, s", max(by_hint), 0.2)]


@row("a start with 10,000 hosts over what was remembered")
def restart(runs):
    count, every = runs(10_000, 2_000), 30
    with polled_fleet(count, sensors_every=every) as (_, service):
        service.start()
        service.until_all_are_read(180)
        service.stop()
        begun = time.monotonic()
        ready = service.start()
        told = len([host for host in service.json("/v1/hosts")["hosts"] if "read" in host])
        served, started = time.monotonic() - begun, time.time()
        while any(moment(host.get("read", "1970-01-01T00:00:00Z")) < started for host in service.json("/v1/hosts")["hosts"]):
            PROGRESS.at("until all are fresh")
            if time.monotonic() - begun > 4 * every:
                break
            time.sleep(0.5)
        fresh = time.monotonic() - begun
        return [Figure("bmcscoped", ready_s=ready, served_s=served, of_hosts=told, all_fresh_s=fresh)], [
            bar("hosts without a remembered state", count - told, 0), bar("until that was served, s", served, 2),
            bar(f"until all are fresh, s: one period of {every} s", fresh, every)]

"""Rows about what the API gives while the engine polls, beside who does the same work today."""
import contextlib
import re
import subprocess
import tempfile
import time
import urllib.request

from contenders import complete, ipmi_sensors_of_many
from measure import PROGRESS, Contender, take_turns
from places import peer
from rows import Skipped, bar, rate_bar, row
from service import Figure, polled_fleet, share

OPEN_METRICS = "application/openmetrics-text"


def timed(function, *arguments):
    begun = time.monotonic()
    answer = function(*arguments)
    return time.monotonic() - begun, answer


@row("check_bmc_sensors --engine, 1,000 hosts polled")
def check_by_engine(runs):
    with polled_fleet(1_000) as (_, service):
        service.start()
        service.until_all_are_read(90)
        ours = Contender("check_bmc_sensors --engine", [peer.program("check_bmc_sensors"), "-H", "sim00500", f"--engine={service.socket}"], complete)
        take_turns([ours], runs(200, 50), warm=5)
        return [ours], [bar("wall, ms", ours.median("wall") * 1e3, 5), bar("CPU, ms", ours.median("cpu") * 1e3, 3)]


def load(service, seconds, *words):
    """What 16 clients have of it that ask for the sensors of one host after the other, by bmcscope-api-load."""
    command = [peer.program("bmcscope-api-load"), "--socket", service.socket, "--clients", "16", "--seconds", str(seconds), "--pages", service.folder / "pages"]
    done = subprocess.run([*command, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds + 60, check=False)
    found = re.search(r"(\d+) answers/s, (\S+) MB/s, p50 (\S+) ms, p99 (\S+) ms, longest (\S+) ms, (\d+) bytes each, (\d+) failed", done.stdout)
    if not found:
        raise AssertionError(f"bmcscope-api-load: {done.stdout[-300:]}{done.stderr[-300:]}")
    return dict(zip(("answers_per_s", "mb_per_s", "p50_ms", "p99_ms", "longest_ms", "bytes_each", "failed"), map(float, found.groups())))


@row("GET /v1/hosts/H/sensors by 16 clients, 10,000 hosts polled: sensors every 30 s, log every 10 s")
def sensors_pages(runs):
    """The clients, the service and all BMCs share this machine."""
    count, seconds = runs(10_000, 2_000), runs(30, 10)
    with polled_fleet(count) as (_, service):
        (service.folder / "pages").write_text("".join(f"/v1/hosts/sim{number:05d}/sensors\n" for number in range(count)))
        service.start()
        service.until_all_are_read(180)
        time.sleep(30)  # the cold start is over
        held = load(service, seconds, "--rate", "5000")
        flat_out = load(service, seconds)
        return [Figure("5,000 a second", **held), Figure("as fast as answers come", **flat_out)], [
            bar("p99 at 5,000 a second, ms", held["p99_ms"], 5), rate_bar("answers a second, as fast as they come", flat_out["answers_per_s"], 5_000),
            bar("questions without an answer", held["failed"] + flat_out["failed"], 0)]


@row("/metrics of 1,000 hosts x 64 sensors, while they are polled")
def metrics(runs):
    with polled_fleet(1_000, sensors_every=10) as (_, service):
        service.start()
        service.until_all_are_read(90)
        polls = "bmcscope_engine_polls_total"

        def rate(seconds, during):
            before, begun = service.metrics()[polls], time.monotonic()
            while time.monotonic() - begun < seconds:
                during()
            return (service.metrics()[polls] - before) / (time.monotonic() - begun)

        undisturbed = rate(runs(30, 10), lambda: time.sleep(0.5))
        times, sizes = [], []

        def scrape():
            spent, body = timed(service.get, "/metrics", OPEN_METRICS)
            times.append(spent)
            sizes.append(len(body))
            time.sleep(0.5)

        disturbed = rate(runs(30, 10), scrape)
        return [Figure("bmcscoped /metrics", wall_p50_s=share(times, 0.5), wall_worst_s=max(times), mib=max(sizes) / 2**20,
                       polls_per_s_undisturbed=undisturbed, polls_per_s_scraped=disturbed)], [
            bar("a scrape, s", share(times, 0.5), 1),
            rate_bar("polls a second, over those without scrapes", disturbed / undisturbed, 0.95)]


@row("/v1/readings of 10,000 hosts x 64 sensors, and of one that has changed")
def readings(runs):
    count = runs(10_000, 2_000)
    with polled_fleet(count, sensors_every=3600, sel_every=3600, options=("--power-every", "3600", "--device-every", "3600")) as (fleet, service):
        service.start()
        service.until_all_are_read(180)
        rss = service.rss_mib()
        drain = Contender("curl /v1/readings", ["curl", "-sS", "--unix-socket", service.socket, "-o", "/dev/null", "-w", "%{size_download}", "http://localhost/v1/readings"])
        take_turns([drain], runs(9, 3), timeout=60)
        size = int(drain.samples[-1].output)
        grown = service.rss_mib() - rss
        generation = service.json("/v1/hosts?set=sim00000")["generation"]
        deltas = []
        for _ in range(runs(30, 10)):
            service.refresh("sim00042")
            before = generation
            while True:
                spent, answer = timed(service.json, f"/v1/readings?since={before}")
                if answer["hosts"]:
                    break
                time.sleep(0.02)
            deltas.append(spent)
            generation = answer["generation"]
        return [drain, Figure("readings", mib=size / 2**20, mb_per_s=size / 1e6 / drain.median("wall"), rss_mib_before=rss, rss_mib_more=grown),
                Figure("delta of one host", wall_p50_ms=share(deltas, 0.5) * 1e3, wall_worst_ms=max(deltas) * 1e3)], [
            rate_bar("MB a second", size / 1e6 / drain.median("wall"), 100),
            bar("RSS more while it is told, MiB", grown, 32),
            bar("delta, ms", share(deltas, 0.5) * 1e3, 5)]


@contextlib.contextmanager
def exporter(bmc):
    """Debian's prometheus-ipmi-exporter; yields (port, process)."""
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as config:
        config.write(f"modules:\n  default:\n    user: {bmc.user}\n    pass: {bmc.password}\n    driver: LAN_2_0\n    privilege: admin\n    collectors: [ipmi]\n")
        config.flush()
        port = peer.free_port()
        try:
            process = subprocess.Popen(["prometheus-ipmi-exporter", f"--config.file={config.name}", f"--web.listen-address=127.0.0.1:{port}",
                                        "--freeipmi.path=/usr/sbin"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except FileNotFoundError as missing:
            raise Skipped("prometheus-ipmi-exporter is not installed") from missing
        try:
            peer.until(lambda: answers(port), "the exporter listens")
            yield port, process
        finally:
            process.terminate()
            process.wait()


def answers(port):
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
        return True
    return False


@row("sensors of 20 hosts for Prometheus, beside prometheus-ipmi-exporter and FreeIPMI's fan-out")
def beside_exporter(runs):
    """The exporter reads a BMC when it is scraped, one after the other as Prometheus asks; bmcscoped has read it already. What both cost for
    one scrape of all hosts is what is compared: CPU of all processes, the exporter's FreeIPMI children included. ipmi-sensors reads all of them
    at once, each time it is started."""
    count, rounds = 20, runs(5, 2)
    with polled_fleet(count, sensors_every=10) as (fleet, service):
        service.start()
        service.until_all_are_read(60)
        begun, cpu = time.monotonic(), service.cpu()
        ours = []
        for _ in range(rounds):
            spent, body = timed(service.get, "/metrics", OPEN_METRICS)
            ours.append(spent)
            assert body.count(b"\nipmi_temperature_celsius{") >= count
            time.sleep(10)  # a period, so that its polling is in its CPU
        polled = (service.cpu() - cpu) / (time.monotonic() - begun) * 10
        with exporter(fleet) as (port, process):
            theirs, cpu = [], children_cpu(process.pid)
            for number in range(rounds):
                PROGRESS.at(f"exporter, run {number + 1} of {rounds}")
                begun = time.monotonic()
                for place in fleet.places():
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/ipmi?target={place}&module=default", timeout=60) as answer:
                        assert b"ipmi_temperature_celsius" in answer.read()
                theirs.append(time.monotonic() - begun)
            their_cpu = (children_cpu(process.pid) - cpu) / rounds
        fan_out = ipmi_sensors_of_many(fleet, fleet.places(), fleet.scratch / "freeipmi")
        take_turns([fan_out], rounds)
        return [Figure("bmcscoped, polling every 10 s", scrape_s=share(ours, 0.5), cpu_s_a_scrape=polled),
                Figure("prometheus-ipmi-exporter", scrape_s=share(theirs, 0.5), cpu_s_a_scrape=their_cpu),
                Figure(fan_out.name, scrape_s=fan_out.median("wall"), cpu_s_a_scrape=fan_out.median("cpu"))], [
            bar("time of a scrape over the exporter's", share(ours, 0.5) / share(theirs, 0.5), 0.1),
            bar("CPU of a scrape over the exporter's", polled / their_cpu, 1 / 3),
            bar("time of a scrape over the fan-out's", share(ours, 0.5) / fan_out.median("wall"), 1),
            bar("CPU of a scrape over the fan-out's", polled / fan_out.median("cpu"), 1)]


def children_cpu(pid):
    """CPU seconds of a process and of the children it has waited for."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / 100



"""What is measured: our programs, and the peers with the words that give the same work to them."""
import pathlib
import re
import shutil

from measure import Contender
from places import PROBES, peer

SENSORS = 64
PERL_CHECK = pathlib.Path("/usr/lib/nagios/plugins/check_ipmi_sensor")


def complete(sample):
    """All 64 sensors were read: one line of text a sensor, or the check's own count."""
    return sample.code == 0 and (len(sample.output.splitlines()) > SENSORS or f"{SENSORS} sensors" in sample.output)


def values_of(sample):
    """What the check says of the server: its words and numbers, without how long it took and what it cost."""
    return re.sub(r"'?(time|requests)'?=\S+", "", sample.output)


def as_in(reference):
    """Complete, and every value as in that sample."""
    expected = values_of(reference)
    return lambda sample: complete(sample) and values_of(sample) == expected


def check(bmc, name="check_bmc_sensors", cache="cache", good=complete, before=None, mode="check_bmc_sensors"):
    return Contender(name, [peer.program(mode), "-H", f"{bmc.address}:{bmc.port}", "--credentials", bmc.credentials(),
                            "-t", "60"],
                     good, {"XDG_CACHE_HOME": str(bmc.scratch / cache)}, before)


def forget_host(cache):
    """First contact with a known kind of machine: what is remembered of the host goes, the tables of sensors stay."""
    shutil.rmtree(cache / "bmcscope/hosts", ignore_errors=True)


def forget_all(cache):
    shutil.rmtree(cache, ignore_errors=True)


def forget_sdrs(bmc):
    """FreeIPMI wants its folder to be there."""
    forget_all(bmc.scratch / "freeipmi")
    (bmc.scratch / "freeipmi").mkdir()


def login(bmc):
    return ["-h", f"{bmc.address}:{bmc.port}", "-u", bmc.user, "-p", bmc.password, "-l", "ADMIN", "-D", "LAN_2_0", "-I", str(bmc.suite)]


def workaround(bmc):
    """ipmi_sim needs one, our own test BMC none."""
    return [] if hasattr(bmc, "control") else ["-W", "opensesspriv"]


def ipmi_sensors(bmc, name="ipmi-sensors", before=None):
    cache = bmc.scratch / "freeipmi"
    cache.mkdir(exist_ok=True)
    return Contender(name, ["/usr/sbin/ipmi-sensors", *login(bmc), *workaround(bmc), "--quiet-cache", f"--sdr-cache-directory={cache}"],
                     lambda sample: sample.code == 0 and len(sample.output.splitlines()) >= SENSORS, before=before)


def ipmi_sensors_of_many(bmc, places, cache):
    """FreeIPMI's fan-out over many BMCs with the login of one. It knows ranges of addresses but one port in each name, so the names are spelled
    out."""
    places = list(places)
    cache.mkdir(exist_ok=True)
    return Contender("ipmi-sensors --fanout=64", ["/usr/sbin/ipmi-sensors", "-h", ",".join(places), *login(bmc)[2:], *workaround(bmc), "--quiet-cache",
                                                  f"--sdr-cache-directory={cache}", "--fanout=64"],
                     lambda sample: sample.code == 0 and sample.lines >= SENSORS * len(places))


def perl_check(bmc, name="check_ipmi_sensor (Perl)", less=("--nosel",)):
    """check_ipmi_sensor of nagios-plugins-contrib, by default sensors only, where it is installed."""
    return [dropin_words(bmc, name, PERL_CHECK, less)] if PERL_CHECK.exists() else []


def dropin(bmc, name="check_ipmi_sensor (ours)", less=("--nosel",)):
    """Ours of that name, told the same."""
    contender = dropin_words(bmc, name, peer.program("check_ipmi_sensor"), less)
    contender.environment["XDG_CACHE_HOME"] = str(bmc.scratch / "cache")
    return contender


def dropin_words(bmc, name, program, less):
    cache = bmc.scratch / "perl"
    cache.mkdir(exist_ok=True)
    words = " ".join([*workaround(bmc), "-I", str(bmc.suite), f"--sdr-cache-directory={cache}"])
    return Contender(name, [program, "-H", f"{bmc.address}:{bmc.port}", "-U", bmc.user, "-P", bmc.password, "-L", "ADMIN", *less, "-O", words],
                     lambda sample: sample.code == 0 and "IPMI Status: OK" in sample.output, {"PATH": peer.path()})


def ipmitool(bmc, *words, suite=True):
    """Without `suite` it asks for the BMC's cipher suites first, as it does when nobody tells it one."""
    return Contender("ipmitool " + " ".join(words),
                     ["ipmitool", "-I", "lanplus", "-H", bmc.address, "-p", str(bmc.port), "-U", bmc.user, "-P", bmc.password,
                      *(["-C", str(bmc.suite)] if suite else []), *words], environment={"PATH": peer.path()})


def floor(bmcs, window, at_once=64):
    """limit.cpp: a bare state machine, whole process, suite 3."""
    return Contender(f"floor probe, k={window}", [PROBES / "limit", str(window), str(SENSORS), "0", "1", str(at_once),
                                                  *(bmc.address for bmc in bmcs)],
                     lambda sample: sample.code == 0 and "errors 0" in sample.output, {"PORT": str(bmcs[0].port)})

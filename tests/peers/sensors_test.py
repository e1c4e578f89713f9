#!/usr/bin/env python3
"""`bmcscope sensors --json` against ipmitool and FreeIPMI, sensor by sensor: keys, names, values, units, thresholds, states.

Each BMC runs in ipmi_sim: the small one written here, and with BMCSCOPE_CORPUS those captured from physical servers, for which the
stored listings must agree with what the peers say now. A difference passes only if a rule below explains it, and a rule that
explains nothing fails too.
"""
import dataclasses
import json
import re
import unittest

import listings
import peer
import small_bmc

THRESHOLD_NAMES = ("lower_non_recoverable", "lower_critical", "lower_non_critical",
                   "upper_non_critical", "upper_critical", "upper_non_recoverable")


@dataclasses.dataclass
class Difference:
    """One field of one sensor on which we and a peer are not at one."""
    bmc: str
    record: listings.Record
    field: str
    peer: str
    ours: object
    theirs: object
    sensor: dict  # ours, whole
    row: listings.Row | None = None  # theirs, whole

    def __str__(self):
        return f"{self.bmc} {self.record.key} {self.record.name!r} {self.field}: ours {self.ours!r}, {self.peer} {self.theirs!r}"


# (name, why, does it explain this difference?)
EXPLAINED = [
    ("no readable threshold", "the SDR says that no threshold of this sensor is readable (table 43-1, bytes 12 and 19); FreeIPMI and we heed "
     "that, ipmitool asks all the same",
     lambda d: d.peer == "ipmitool" and d.field in THRESHOLD_NAMES and d.ours is None and not d.record.readable),
    ("unordered thresholds", "a warning limit beyond its critical one, or a lower above an upper one, is nonsense: no limits are better than "
     "an alarm at every reading; both peers show what the BMC sent",
     lambda d: d.field in THRESHOLD_NAMES and d.ours is None and unordered(d.row.thresholds)),
    ("shared record", "sensors of one shared record differ by an instance number (§43.2), which FreeIPMI and ipmitool leave out of the first",
     lambda d: d.field == "name" and d.record.share > 1 and d.ours.startswith(d.theirs)),
    ("foreign owner", "another controller owns the sensor; ipmitool asks the BMC for its own sensor of that number instead (ipmitool/ipmitool#85)",
     lambda d: d.field == "state bits" and d.sensor.get("reason") == "foreign owner"),
    ("non-critical is a warning", "FreeIPMI's default interpretation calls non-critical thresholds Nominal (freeipmi_interpret_sensor.conf)",
     lambda d: d.field == "severity" and d.theirs == "Nominal" and d.ours == "warning" == severity_by_value(d.row)),
    ("state by value", "FreeIPMI takes the comparison bits; ipmi_sim compares raw bytes as unsigned, and not at all where a reading was set before "
     "its thresholds. By the value and the limits that FreeIPMI itself prints, ours is right",
     lambda d: d.field == "severity" and d.record.event_reading_type == 1 and d.ours == severity_by_value(d.row)),
    ("OEM states", "states of an OEM event type: FreeIPMI prints their number, we name those that the vendor's table has",
     lambda d: d.field == "state texts" and all(text.startswith("OEM Event = ") for text in d.theirs)),
]


def unordered(thresholds):
    """LNR LC LNC UNC UC UNR, as a peer lists them."""
    known = [limit for limit in thresholds if limit is not None]
    return any(a > b for a, b in zip(known, known[1:]))


def severity_by_value(row):
    """From what a peer itself prints."""
    lnr, lc, lnc, unc, uc, unr = row.thresholds
    if any(limit is not None and row.value <= limit for limit in (lnr, lc)) or any(limit is not None and row.value >= limit for limit in (uc, unr)):
        return "critical"
    return "warning" if (lnc is not None and row.value <= lnc) or (unc is not None and row.value >= unc) else "ok"


def close(ours, theirs, digits):
    """Equal as far as the peer printed it."""
    return abs(ours - theirs) <= 0.5 * 10 ** -digits + 1e-9 * max(1, abs(ours))


def differences(bmc, ours, table):
    """Every field of every sensor on which ours differs from a peer."""
    sensors = {sensor["key"]: sensor for sensor in ours["sensors"]}
    found = []

    def differ(field, who, mine, theirs, row=None):
        found.append(Difference(bmc, record, field, who, mine, theirs, sensor, row))

    for key, (record, elist, line, free) in table.items():
        sensor = sensors.get(key)
        if sensor is None:
            found.append(Difference(bmc, record, "key", "both", None, key, {}))
            continue
        if sensor["name"] != record.name:
            differ("name", "both", sensor["name"], record.name)
        value = sensor.get("value")
        for who, row in (("ipmitool", elist), ("FreeIPMI", free)):
            if row is None:
                continue
            if (value is None) != (row.value is None):
                differ("value", who, value if value is not None else sensor.get("reason"), row.value if row.value is not None else row.state)
            elif value is not None and not close(value, row.value, row.digits):
                differ("value", who, value, row.value)
            if row.value is not None and sensor.get("unit", "") != row.unit:
                differ("unit", who, sensor.get("unit"), row.unit)
        limits = sensor.get("thresholds", {})
        for who, row in (("ipmitool", line), ("FreeIPMI", free)):
            if row is None or record.event_reading_type != 1 or row.value is None:
                continue
            for name, theirs in zip(THRESHOLD_NAMES, row.thresholds):
                mine = limits.get(name)
                if (mine is None) != (theirs is None) or (mine is not None and not close(mine, theirs, 3 if who == "ipmitool" else 2)):
                    differ(name, who, mine, theirs, row)
        if record.event_reading_type != 1 and record.type != 3:
            asserted = sum(1 << state["offset"] for state in sensor.get("states", []))
            if line and line.bits is not None and asserted != line.bits:
                differ("state bits", "ipmitool", asserted, line.bits)
            texts = tuple(state["text"] for state in sensor.get("states", []) if "text" in state)
            if free and texts != tuple(text for text in free.texts if text != "OK"):
                differ("state texts", "FreeIPMI", texts, free.texts)
        if free and {"Nominal": "ok", "Warning": "warning", "Critical": "critical"}.get(free.state, sensor["severity"]) != sensor["severity"]:
            differ("severity", "FreeIPMI", sensor["severity"], free.state, free)
    shared = {f"{owner}.{lun}.{int(number) + i}" for key, row in table.items() for owner, lun, number in [key.split(".")] for i in range(row[0].share)}
    for key in sensors.keys() - shared:
        found.append(Difference(bmc, listings.Record(0, 0, key, sensors[key]["name"]), "key", "both", key, None, sensors[key]))
    return found


class Sensors(unittest.TestCase):
    used = set()

    def judge(self, found):
        unexplained = []
        for difference in found:
            rules = [name for name, _, explains in EXPLAINED if explains(difference)]
            self.used.update(rules)
            if not rules:
                unexplained.append(str(difference))
        self.assertEqual(unexplained, [], f"{len(unexplained)} differences without an explanation:\n" + "\n".join(unexplained[:40]))

    def compare(self, name, bmc, records, stored=None):
        table = listings.by_key(records, listings.ipmitool_elist(bmc.ipmitool("sdr", "elist", "all")),
                                listings.ipmitool_sensor(bmc.ipmitool("sensor")),
                                listings.freeipmi_sensors(bmc.freeipmi("ipmi-sensors", *listings.FREEIPMI_OPTIONS)))
        if stored:
            for key, (_, elist, _, _) in table.items():
                self.assertEqual(elist, stored[key][1], f"ipmitool now against its stored listing, {name} {key}")
        cold = json.loads(bmc.ours("sensors", "--json", ok=(0, 1)))
        warm = json.loads(bmc.ours("sensors", "--json", ok=(0, 1)))
        self.check(bmc, cold)
        self.judge(differences(name, cold, table))
        self.judge(differences(name + " (cached)", warm, table))
        return cold, warm

    def check(self, bmc, ours):
        """check_bmc_sensors says of every sensor what bmcscope says, and is as bad as the worst of them."""
        output = peer.run(peer.program("check_bmc_sensors"), "-H", f"{bmc.address}:{bmc.port}", "--credentials", bmc.credentials(), "-v",
                          ok=(0, 1, 2, 3))
        first, *lines = output.splitlines()
        metrics = {label: float(re.match(r"-?[\d.]+", value)[0]) for label, value in re.findall(r"'([^']+)'=(\S+)", first)}
        for sensor in ours["sensors"]:
            if "value" in sensor:
                self.assertAlmostEqual(metrics[re.sub("['=|]", "_", sensor["label"])], sensor["value"], delta=abs(sensor["value"]) * 1e-5 + 1e-9)
            if sensor.get("reason") not in ("event only", "events only"):
                state = sensor["severity"].upper()
                self.assertTrue(any(line.startswith(f"[{state}] {sensor['label']}") for line in lines), (sensor, output))
        order = ("ok", "warning", "unknown", "critical")
        self.assertEqual(first.split(":")[0].lower(), max((sensor["severity"] for sensor in ours["sensors"]), key=order.index))

    def test_small_bmc(self):
        with peer.IpmiSim() as bmc:
            self.compare("small", bmc, small_bmc.sdrs())

    def test_every_captured_bmc(self):
        folder = peer.folder("BMCSCOPE_CORPUS") / "sdr"
        for emu in sorted((folder / "emu").glob("*.emu")):
            name = f"infrasim_{emu.stem}"
            with self.subTest(emu.stem), peer.IpmiSim(emu) as bmc:
                records = json.loads((folder / f"{name}.json").read_text())["records_hex"]
                self.compare(emu.stem, bmc, records, listings.stored(folder, name, records))

    def test_z_every_explanation_is_needed(self):
        peer.folder("BMCSCOPE_CORPUS")
        self.assertEqual({name for name, _, _ in EXPLAINED} - self.used, set())


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""`bmcscope sensors --json` against ipmitool and FreeIPMI, sensor by sensor: keys, names, values, units, thresholds, states.

Each BMC runs in ipmi_sim: the small one written here, and with BMCSCOPE_CORPUS those captured from physical servers, for which the
stored listings must agree with what the peers say now. A difference passes only if a rule below explains it, and a rule that
explains nothing fails too.
"""
import dataclasses
import json
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

    def __str__(self):
        return f"{self.bmc} {self.record.key} {self.record.name!r} {self.field}: ours {self.ours!r}, {self.peer} {self.theirs!r}"


# (name, why, does it explain this difference?)
EXPLAINED = [
]


def close(ours, theirs, digits):
    """Equal as far as the peer printed it."""
    return abs(ours - theirs) <= 0.5 * 10 ** -digits + 1e-9 * max(1, abs(ours))


def differences(bmc, ours, table):
    """Every field of every sensor on which ours differs from a peer."""
    sensors = {sensor["key"]: sensor for sensor in ours["sensors"]}
    found = []

    def differ(field, who, mine, theirs):
        found.append(Difference(bmc, record, field, who, mine, theirs, sensor))

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
                    differ(name, who, mine, theirs)
        if record.event_reading_type != 1 and record.type != 3:
            asserted = sum(1 << state["offset"] for state in sensor.get("states", []))
            if line and line.bits is not None and asserted != line.bits:
                differ("state bits", "ipmitool", asserted, line.bits)
            if free and tuple(state["text"] for state in sensor.get("states", [])) != tuple(t for t in free.texts if t != "OK"):
                differ("state texts", "FreeIPMI", tuple(state["text"] for state in sensor.get("states", [])), free.texts)
        if free and {"Nominal": "ok", "Warning": "warning", "Critical": "critical"}.get(free.state, sensor["severity"]) != sensor["severity"]:
            differ("severity", "FreeIPMI", sensor["severity"], free.state)
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
        self.judge(differences(name, cold, table))
        self.judge(differences(name + " (cached)", warm, table))
        return cold, warm

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

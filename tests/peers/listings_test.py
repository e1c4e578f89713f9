#!/usr/bin/env python3
"""The readers of the peers' listings, on listings whose truth is known: the small BMC was written by hand."""
import pathlib
import json
import sys
import unittest

import listings
import peer
import small_bmc


class SmallBmc(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with peer.IpmiSim() as bmc:
            cls.elist = listings.ipmitool_elist(bmc.ipmitool("sdr", "elist", "all"))
            cls.sensor = listings.ipmitool_sensor(bmc.ipmitool("sensor"))
            cls.freeipmi = listings.freeipmi_sensors(bmc.freeipmi("ipmi-sensors", *listings.FREEIPMI_OPTIONS))

    def test_both_peers_see_every_sensor_under_its_key(self):
        table = listings.by_key(small_bmc.sdrs(), self.elist, self.sensor, self.freeipmi)
        self.assertEqual(len(table), len(small_bmc.ANALOG) + len(small_bmc.DISCRETE) + 1)
        record, elist, sensor, freeipmi = table["32.0.2"]
        self.assertEqual(record.name, "CPU1 Temp")
        self.assertEqual((elist.value, elist.unit, sensor.state, freeipmi.state), (98, "C", "cr", "Critical"))
        self.assertEqual(sensor.thresholds, (0, 3, 5, 85, 95, 105))
        self.assertEqual(freeipmi.thresholds, sensor.thresholds)

    def test_signed_and_scaled_values(self):
        table = listings.by_key(small_bmc.sdrs(), self.elist, self.sensor, self.freeipmi)
        for key, value, unit in (("32.0.3", -12, "C"), ("32.0.4", 5800, "RPM"), ("32.0.6", 12.06, "V"), ("32.0.7", 0.84, "V"), ("32.0.9", 37, "%")):
            _, elist, sensor, freeipmi = table[key]
            self.assertEqual((elist.value, sensor.value, freeipmi.value), (value,) * 3, key)
            self.assertEqual((elist.unit, sensor.unit, freeipmi.unit), (unit,) * 3, key)

    def test_states_of_a_discrete_sensor(self):
        _, elist, sensor, freeipmi = listings.by_key(small_bmc.sdrs(), self.elist, self.sensor, self.freeipmi)["32.0.17"]
        self.assertEqual(elist.texts, ("Presence detected", "Failure detected"))
        self.assertEqual(sensor.bits, 0b11)
        self.assertEqual(freeipmi.texts, ("Presence detected", "Power Supply Failure detected"))


class Corpus(unittest.TestCase):
    def test_every_listing_fits_its_records(self):
        folder = peer.folder("BMCSCOPE_CORPUS") / "sdr"
        files = sorted(folder.glob("infrasim_*.json"))
        self.assertEqual(len(files), 8)
        for file in files:
            with self.subTest(file.stem):
                records = json.loads(file.read_text())["records_hex"]
                table = listings.stored(folder, file.stem, records)
                self.assertEqual(len(table), sum(1 for record in listings.records(records) if record.type <= 3))
                for record, elist, sensor, freeipmi in table.values():
                    if freeipmi and sensor:
                        self.assertEqual(elist.value, freeipmi.value, record.name)


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""`bmcscope sel --json` against ipmitool and FreeIPMI, record by record: ids, bytes, sensor, type, direction, text."""
import json
import pathlib
import tempfile
import unittest

import parts_and_log
import peer
import small_bmc


class Log(unittest.TestCase):
    def compare(self, name, bmc):
        ours = json.loads(bmc.ours("sel", "--json", ok=(0, 1)))["records"]
        theirs = parts_and_log.freeipmi_sel(bmc.freeipmi("ipmi-sel", *parts_and_log.FREEIPMI_SEL_OPTIONS))
        listed = parts_and_log.ipmitool_sel(bmc.ipmitool("sel", "elist"))
        self.assertEqual([record["id"] for record in ours], [row["id"] for row in theirs], name)
        self.assertEqual([record["id"] for record in ours], [row["id"] for row in listed], name)
        with tempfile.TemporaryDirectory() as folder:  # the bytes, as another program read them
            file = pathlib.Path(folder) / "sel"
            bmc.ipmitool("sel", "writeraw", file)
            raw = file.read_bytes() if ours else b""  # of an empty log it makes no file
        self.assertEqual([record["raw"].replace(" ", "") for record in ours],
                         [raw[at:at + 16].hex() for at in range(0, len(raw), 16)], name)
        wrong = []
        for record, free, line in zip(ours, theirs, listed):
            if record["sensor_type"] != free["type"]:
                wrong.append(f"{record['id']}: type {record['sensor_type']!r}, FreeIPMI {free['type']!r}")
            # Of a record shared by several sensors FreeIPMI adds the number to the name. Dell's "Drive 15" stands for 15 to 29:
            # ipmitool and we leave the first one's name as it is.
            shared = free["name"] == f"{record['sensor_name']} 0" and line["sensor"].endswith(record["sensor_name"])
            if not free["name"].startswith("Sensor #") and record["sensor_name"] != free["name"] and not shared:
                wrong.append(f"{record['id']}: sensor {record['sensor_name']!r}, FreeIPMI {free['name']!r}")
            # FreeIPMI adds the event data's text behind " ; "; we keep it apart, in `detail`.
            if free["event"].split(" ; ")[0] != record["event"]:
                wrong.append(f"{record['id']}: event {record['event']!r}, FreeIPMI {free['event']!r}")
            if record["asserted"] != (line["direction"] != "Deasserted"):
                wrong.append(f"{record['id']}: asserted {record['asserted']}, ipmitool {line['direction']!r}")
        self.assertEqual(wrong, [], name)
        return ours

    def test_small_bmc(self):
        with peer.IpmiSim() as bmc:
            records = self.compare("small", bmc)
            self.assertEqual(len(records), len(small_bmc.SEL))

    def test_every_captured_bmc(self):
        for emu in sorted((peer.folder("BMCSCOPE_CORPUS") / "sdr/emu").glob("*.emu")):
            with self.subTest(emu.stem), peer.IpmiSim(emu) as bmc:
                self.compare(emu.stem, bmc)

    def test_every_event_type_of_the_known_answers(self):
        raw = (peer.folder("BMCSCOPE_CORPUS") / "sel/known_answer.selraw").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            emu = pathlib.Path(folder) / "bmc.emu"
            events = (raw[at:at + 16] for at in range(0, len(raw), 16))
            emu.write_text(small_bmc.emu(events=[(event[2], event[3:]) for event in events]))
            with peer.IpmiSim(emu) as bmc:
                self.assertEqual(len(self.compare("known answers", bmc)), len(raw) // 16)


if __name__ == "__main__":
    peer.main()

#!/usr/bin/env python3
"""`bmcscope fru --json` against ipmitool and FreeIPMI: every field of every FRU, on the small BMC and on each of the corpus."""
import json
import unittest

import parts_and_log
import peer

# (BMC, FRU, area, peer): why that peer has another answer
EXPLAINED = {
    ("s2600wtt", 5, "board", "FreeIPMI"): "FreeIPMI stops at the area's wrong checksum; ipmitool and we show it, we with a warning",
    ("s2600wtt", 17, "board", "FreeIPMI"): "FreeIPMI stops at the area's wrong checksum; ipmitool and we show it, we with a warning",
}


def ours_of(report):
    """{fru id: {(area, field): text}}, without what is empty."""
    table = {}
    for fru in report["frus"]:
        fields = table.setdefault(fru["id"], {})
        for area in fru["areas"]:
            for name, text in area["fields"].items():
                if str(text).strip():
                    fields.setdefault((area["kind"], name), str(text).strip())
    return table


class Parts(unittest.TestCase):
    used = set()

    def compare(self, name, bmc):
        ours = ours_of(json.loads(bmc.ours("fru", "--json", ok=(0, 1))))
        unexplained = []
        for who, listing in (("ipmitool", bmc.ipmitool("fru", ok=None)), ("FreeIPMI", bmc.freeipmi("ipmi-fru", ok=None))):
            theirs = parts_and_log.frus(listing)
            self.assertEqual(set(ours), set(theirs), f"{name}: FRUs that {who} lists")
            for fru, fields in theirs.items():
                for area, field in set(fields) | {key for key in ours[fru] if key in parts_and_log.FRU_FIELDS.values()}:
                    if ours[fru].get((area, field)) == fields.get((area, field)):
                        continue
                    if (name, fru, area, who) in EXPLAINED:
                        self.used.add((name, fru, area, who))
                        continue
                    unexplained.append(f"FRU {fru} {area} {field}: ours {ours[fru].get((area, field))!r}, {who} {fields.get((area, field))!r}")
        self.assertEqual(unexplained, [], name)

    def test_small_bmc(self):
        with peer.IpmiSim() as bmc:
            self.compare("small", bmc)

    def test_every_captured_bmc(self):
        for emu in sorted((peer.folder("BMCSCOPE_CORPUS") / "sdr/emu").glob("*.emu")):
            with self.subTest(emu.stem), peer.IpmiSim(emu) as bmc:
                self.compare(emu.stem, bmc)

    def test_z_every_explanation_is_needed(self):
        peer.folder("BMCSCOPE_CORPUS")
        self.assertEqual(set(EXPLAINED) - self.used, set())


if __name__ == "__main__":
    peer.main()

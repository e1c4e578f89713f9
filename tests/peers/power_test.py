#!/usr/bin/env python3
"""`bmcscope power` against ipmi_sim: ipmitool sees what we did, we see what ipmitool did, and nothing was sent twice."""
import json
import unittest

import peer


class Power(unittest.TestCase):
    def setUp(self):
        self.bmc = self.enterContext(peer.IpmiSim())

    def state(self):
        return json.loads(self.bmc.ours("power", "status", "--json"))["power"]

    def log(self):
        """What the BMC was told to do to its chassis."""
        return [line.split() for line in (self.bmc.scratch / "chassis.log").read_text().splitlines() if line.startswith("set")]

    def test_both_see_the_same_state(self):
        self.assertEqual(self.state(), "on")
        self.bmc.ipmitool("chassis", "power", "off")
        self.assertEqual(self.state(), "off")
        self.bmc.ipmitool("chassis", "power", "on")
        self.assertEqual(self.state(), "on")

    def test_off_and_on_reach_the_chassis_once(self):
        self.bmc.ours("power", "off")
        self.assertIn("off", self.bmc.ipmitool("chassis", "power", "status"))
        self.bmc.ours("power", "on")
        self.assertIn("on", self.bmc.ipmitool("chassis", "power", "status"))
        self.assertEqual(self.log(), [["set", "power", "0"], ["set", "power", "1"]])

    def test_reset_is_sent_once(self):
        self.bmc.ours("power", "reset")
        self.assertEqual([line[1] for line in self.log()], ["reset"])

    def test_identify_reaches_the_chassis(self):
        self.bmc.ours("identify", "on")
        self.assertEqual([line[1] for line in self.log()], ["identify"])

    def test_every_captured_bmc(self):
        for emu in sorted((peer.folder("BMCSCOPE_CORPUS") / "sdr/emu").glob("*.emu")):
            with self.subTest(emu.stem), peer.IpmiSim(emu) as bmc:
                for action in ("off", "on"):
                    bmc.ours("power", action)
                    self.assertEqual(bmc.ipmitool("chassis", "power", "status"), f"Chassis Power is {action}\n")
                    self.assertEqual(json.loads(bmc.ours("power", "status", "--json"))["power"], action)


if __name__ == "__main__":
    peer.main()

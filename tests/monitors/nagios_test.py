#!/usr/bin/env python3
"""The checks in a real Nagios 4. The configuration is what an operator installs, beside the objects that come with Nagios."""
import unittest

import checks
import nagios
from cases import Cases
from checks import INSTALLED
from nagios import Nagios
from place import CONFIGS, Place, edited, peer, uncommented

from our_sim import OurSim  # in tests/peers

EXAMPLES = CONFIGS / "nagios"


def setUpModule():
    global PLACE
    PLACE = unittest.enterModuleContext(Place())


def power_cycle_on_hang():
    return uncommented((EXAMPLES / "power-cycle-on-hang.cfg.example").read_text(), "#:")


class Configuration(unittest.TestCase):
    """As it lies in configs/, word for word."""

    def setUp(self):
        self.nagios = Nagios(PLACE)
        self.nagios.write("hosts.cfg", (EXAMPLES / "hosts.cfg.example").read_text())

    def test_commands_services_and_hosts_are_valid(self):
        said = self.nagios.validate()
        self.assertRegex(said, rf"Checked {2 * len(INSTALLED) + 1} services\.")  # two servers and a rack
        self.assertRegex(said, r"Total Warnings:\s+0\n")

    def test_the_power_cycle_does_nothing_until_somebody_makes_it(self):
        example = (EXAMPLES / "power-cycle-on-hang.cfg.example").read_text()
        commands = []
        for text in ("", example, power_cycle_on_hang()):
            self.nagios.write("power-cycle.cfg", text)
            # "Checked 26 commands."
            commands.append(int(self.nagios.validate().split(" commands.")[0].split()[-1]))
        self.assertEqual(commands, [commands[0], commands[0], commands[0] + 1])


class Generated(unittest.TestCase):
    """What check_bmc makes of an inventory."""

    def test_services_of_an_inventory_are_valid(self):
        with OurSim() as first, OurSim() as second:
            # An absent part, and a BMC that does not answer when the file is made.
            first.tell(set_reading={"sensor": "PSU2 Input", "unavailable": True})
            second.tell(fault={"silent": ["*"]})
            inventory = PLACE.inventory({"web01": first, "web02": second})
            made = PLACE.generated("nagios", inventory)
        node = Nagios(PLACE)
        node.write("bmcscope-services.cfg", "")  # these are instead of those
        node.write("made.cfg", made)
        said = node.validate()
        self.assertRegex(said, r"Checked 2 hosts\.")
        self.assertRegex(said, rf"Checked {2 * len(INSTALLED)} services\.")
        self.assertRegex(said, r"Total Warnings:\s+0\n")


class Running(Cases, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place, cls.machines = PLACE, cls.enterClassContext(checks.Machines())
        cls.door = checks.Door()
        cls.addClassCleanup(cls.door.close)
        cls.daemon = Nagios(PLACE)
        control = PLACE.credentials(cls.machines[checks.HUNG], "operator")
        cls.daemon.write("power-cycle.cfg", edited(power_cycle_on_hang(), {
            "/usr/lib/bmcscope": PLACE.plugins, "/etc/bmcscope/control.toml": control, "web01": checks.HUNG,
            "check_command           check_ssh": f"check_command check_tcp!{cls.door.port}", "attempts      10 ": "attempts 2 "}))
        # One service for all beside the separate ones, which a site would not do.
        cls.daemon.write("bmcscope-services.cfg", uncommented(nagios.installed("bmcscope-services.cfg"), "#:"))
        cls.daemon.write("hosts.cfg", cls.machines.hosts(nagios.host, PLACE) + cls.machines.groups(nagios.group, PLACE))
        cls.daemon.start()
        cls.addClassCleanup(cls.daemon.stop)


if __name__ == "__main__":
    peer.main()

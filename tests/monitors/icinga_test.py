#!/usr/bin/env python3
"""The checks in a real Icinga 2: alone, and on a satellite under its master. The configuration is what an operator installs."""
import shutil
import unittest

import checks
import icinga
from cases import Cases
from checks import CRITICAL, DEAD, HEALTHY, INSTALLED, OK, ON_EACH_HOST, SERVICES, UNKNOWN
from icinga import SATELLITE, ZONE, Authority, Icinga, Pair
from place import CONFIGS, SYSTEM_PLUGINS, Place, edited, peer, uncommented, until

from our_sim import OurSim  # in tests/peers

EXAMPLES = CONFIGS / "icinga2"


def setUpModule():
    global PLACE, AUTHORITY
    PLACE = unittest.enterModuleContext(Place())
    AUTHORITY = Authority(PLACE)


def power_cycle_on_hang():
    return uncommented((EXAMPLES / "power-cycle-on-hang.conf.example").read_text(), "//")


class Configuration(unittest.TestCase):
    """As it lies in configs/, word for word."""

    def node(self):
        node = Icinga(AUTHORITY)
        for name in ("bmcscope-commands.conf", "bmcscope-services.conf"):
            node.write(f"conf.d/{name}", (EXAMPLES / name).read_text())
        node.write("conf.d/hosts.conf", (EXAMPLES / "hosts.conf.example").read_text())
        return node

    def test_commands_services_and_hosts_are_valid(self):
        said = self.node().validate()
        self.assertIn(f"Instantiated {2 * len(INSTALLED) + 1} Services", said)
        self.assertNotIn("warning/", said)

    def test_the_zones_are_valid_on_master_and_satellite(self):
        for name in (icinga.MASTER, SATELLITE):
            node = Icinga(AUTHORITY, name)
            node.write("zones.conf", (EXAMPLES / "zones.conf.example").read_text())
            self.assertIn("Instantiated 3 Zones", node.validate())

    def test_the_power_cycle_does_nothing_until_somebody_makes_it(self):
        example = (EXAMPLES / "power-cycle-on-hang.conf.example").read_text()
        node = self.node()
        node.write("conf.d/power-cycle.conf", example)
        said = node.validate()
        self.assertNotIn("EventCommand", said)
        self.assertIn(f"Instantiated {2 * len(INSTALLED) + 1} Services", said)
        node.write("conf.d/power-cycle.conf", power_cycle_on_hang())
        self.assertIn("Instantiated 1 EventCommand", node.validate())


class Generated(unittest.TestCase):
    """What check_bmc makes of an inventory, with a sensor whose part is absent and a BMC that is silent at that time."""

    def test_services_of_an_inventory_are_valid_and_run(self):
        with OurSim() as first, OurSim() as second:
            first.tell(set_reading={"sensor": "PSU2 Input", "unavailable": True})
            second.tell(fault={"silent": ["*"]})
            inventory = PLACE.inventory({"web01": first, "web02": second})
            made = PLACE.generated("icinga2", inventory)
            second.tell(fault=None)
            node = Icinga(AUTHORITY)
            node.write("conf.d/bmcscope-commands.conf", (EXAMPLES / "bmcscope-commands.conf").read_text())
            node.write("conf.d/made.conf", made)
            said = node.validate()
            self.assertIn(f"Instantiated {2 * len(INSTALLED)} Services", said)
            self.assertIn("Instantiated 2 Hosts", said)
            self.assertNotIn("warning/", said)
            node.start()
            self.addCleanup(node.stop)
            for kind in ("Host", "Service"):  # by themselves they come minutes apart
                node.request("actions/reschedule-check", {"type": kind, "filter": "true", "force": True})
            for host in ("web01", "web02"):
                for service in INSTALLED:
                    node.wait_for(host, service, OK, "^OK: ", hard=False)


class Exchange(unittest.TestCase):
    """A service of Icinga's own template library, ipmi-sensor, with our program in the place of the Perl one and then the other way
    round: the same state, first line and labels, so that its graphs go on."""

    def test_the_service_and_its_labels_outlive_the_exchange(self):
        original = SYSTEM_PLUGINS / "check_ipmi_sensor"
        self.assertTrue(original.read_bytes().startswith(b"#!"), "the Perl plugin is not installed; `tests/run.sh icinga` installs it")
        with OurSim() as bmc:
            config = PLACE.own("freeipmi") / "ipmi.conf"
            config.write_text(f"username {bmc.user}\npassword {bmc.password}\nprivilege-level admin\ndriver-type LAN_2_0\n")
            shutil.chown(config, PLACE.user.pw_uid, PLACE.user.pw_gid)
            config.chmod(0o600)
            seen = []
            for folder in (original.parent, PLACE.plugins):
                node = Icinga(AUTHORITY)
                main = (node.etc / "icinga2.conf").read_text()
                node.write("icinga2.conf", edited(main, {"const PluginContribDir = PluginDir": f'const PluginContribDir = "{folder}"',
                                                         "include <plugins>": "include <plugins>\ninclude <plugins-contrib>"}))
                node.write("conf.d/site.conf", f"""object Host "server" {{ check_command = "dummy"; address = "127.0.0.1" }}
object Service "ipmi" {{
  host_name = "server"
  check_command = "ipmi-sensor"
  check_interval = 2s
  retry_interval = 1s
  max_check_attempts = 2
  vars.ipmi_address = "{bmc.address}:{bmc.port}"
  vars.ipmi_config_file = "{config}"
  vars.ipmi_no_sel_checking = true
}}
""")
                node.start()
                try:
                    seen.append(node.wait_for("server", "ipmi", OK))
                finally:
                    node.stop()
            theirs, ours = seen
            self.assertEqual(ours.output, theirs.output)
            self.assertEqual([label for label, _, _ in checks.items(ours.performance)], [label for label, _, _ in checks.items(theirs.performance)])


class Alone(Cases, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place, cls.machines = PLACE, cls.enterClassContext(checks.Machines())
        cls.door = checks.Door()
        cls.addClassCleanup(cls.door.close)
        cls.daemon = Icinga(AUTHORITY)
        for name, text in icinga.commands_and_services().items():
            cls.daemon.write(f"conf.d/{name}", text)
        control = PLACE.credentials(cls.machines[checks.HUNG], "operator")
        cls.daemon.write("conf.d/power-cycle.conf", edited(power_cycle_on_hang(), {
            "/usr/lib/bmcscope": PLACE.plugins, "/etc/bmcscope/control.toml": control, "max_check_attempts = 10": "max_check_attempts = 2",
            "retry_interval = 1m": "retry_interval = 1s", 'check_command = "ssh"': f'check_command = "tcp"\n  vars.tcp_port = {cls.door.port}'}))
        cls.daemon.write("conf.d/hosts.conf", cls.machines.hosts(icinga.host, PLACE, "  vars.bmc_power_cycle_on_hang = true\n")
                         + cls.machines.groups(icinga.group, PLACE))
        cls.daemon.start()
        cls.addClassCleanup(cls.daemon.stop)

    def test_icinga_s_own_parser_keeps_value_and_unit(self):
        for service in SERVICES:
            with self.subTest(service=service.name):
                text = self.daemon.wait_for(service.host or HEALTHY, service.name, OK).performance
                wanted = [(label, float(value), checks.UNITS[unit]) for label, value, unit in checks.items(text)]
                whole = [match[0].strip() for match in checks.ITEM.finditer(text)]
                self.assertEqual(self.daemon.parsed(whole), wanted)


class Satellite(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.machines = cls.enterClassContext(checks.Machines())
        cls.pair = Pair(AUTHORITY)
        for name, text in icinga.commands_and_services().items():
            cls.pair.master.write(f"zones.d/global-templates/{name}", text)
        cls.pair.master.write(f"zones.d/{ZONE}/hosts.conf", cls.machines.hosts(icinga.host, PLACE) + cls.machines.groups(icinga.group, PLACE))
        cls.pair.start()
        cls.addClassCleanup(lambda: [node.stop() for node in (cls.pair.master, cls.pair.satellite)])

    def test_the_master_sees_what_the_satellite_checked(self):
        for service in SERVICES:
            seen = self.pair.master.wait_for(service.host or HEALTHY, service.name, OK, service.healthy)
            self.assertEqual(seen.source, SATELLITE)

    def test_trouble_reaches_the_master_and_goes_away(self):
        for service in SERVICES:
            for trouble in service.troubles:
                with self.subTest(service=service.name, host=trouble.host):
                    seen = checks.through_trouble(self.pair.master, self.machines[trouble.host], service, trouble)
                    self.assertEqual(seen.source, SATELLITE)

    def test_a_dead_bmc_reaches_the_master_as_unknown(self):
        for service in ON_EACH_HOST:
            seen = self.pair.master.wait_for(DEAD, service.name, UNKNOWN, checks.STAGE)
            self.assertEqual(seen.source, SATELLITE)

    def test_performance_data_arrive_as_the_satellite_has_them(self):
        for service in SERVICES:
            with self.subTest(service=service.name):
                found = checks.items(self.pair.master.wait_for(service.host or HEALTHY, service.name, OK).performance)
                self.assertEqual(len({label for label, _, _ in found}), len(found))
                if service.sensors:
                    self.assertLessEqual(checks.analog(self.machines[HEALTHY]).keys(), {label for label, _, _ in found})

    def test_a_satellite_that_comes_back_reports_again(self):
        service, trouble = SERVICES[0], SERVICES[0].troubles[0]
        self.pair.master.wait_for(trouble.host, service.name, OK)
        self.pair.satellite.stop()
        until(lambda: not self.pair.connected(), "the master misses its satellite")
        self.machines[trouble.host].tell(**trouble.begin)
        self.pair.satellite.start()
        self.pair.master.wait_for(trouble.host, service.name, CRITICAL, trouble.text)
        self.machines[trouble.host].tell(**trouble.end)
        self.pair.master.wait_for(trouble.host, service.name, OK)


if __name__ == "__main__":
    peer.main()

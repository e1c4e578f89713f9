"""What holds in every monitoring daemon, for each service of checks.SERVICES; the daemons' own tests add what is theirs."""
import checks
from checks import CRITICAL, DEAD, HEALTHY, HUNG, OK, ON_EACH_HOST, SERVICES, UNKNOWN
from place import until


class Cases:
    """A class beside unittest.TestCase: it has `daemon`, `machines`, `door` and `place`."""

    def test_a_healthy_server_is_ok(self):
        for service in SERVICES:
            with self.subTest(service=service.name):
                self.daemon.wait_for(service.host or HEALTHY, service.name, OK, service.healthy)

    def test_trouble_becomes_a_hard_state_and_goes_away(self):
        for service in SERVICES:
            for trouble in service.troubles:
                with self.subTest(service=service.name, host=trouble.host):
                    checks.through_trouble(self.daemon, self.machines[trouble.host], service, trouble)

    def test_a_dead_bmc_is_unknown_at_its_deadline_and_says_where_it_failed(self):
        for service in ON_EACH_HOST:
            with self.subTest(service=service.name):
                seen = self.daemon.wait_for(DEAD, service.name, UNKNOWN, checks.STAGE)
                self.assertEqual(seen.performance, "", "a graph would believe it")
                # The daemon's stop watch also has what a busy machine takes to start the plugin: one run in time is enough.
                until(lambda: self.daemon.seen(DEAD, service.name).seconds < checks.DEAD_TIMEOUT + 0.5, "a check ends at its deadline",
                      why=lambda: str(self.daemon.seen(DEAD, service.name)))

    def test_performance_data_are_whole_and_say_what_the_bmc_holds(self):
        truth = checks.analog(self.machines[HEALTHY])
        self.assertGreater(len(truth), 30)
        for service in SERVICES:
            with self.subTest(service=service.name):
                found = checks.items(self.daemon.wait_for(service.host or HEALTHY, service.name, OK).performance)
                labels = [label for label, _, _ in found]
                self.assertEqual(len(set(labels)), len(labels), "labels repeat")
                self.assertLessEqual({unit for _, _, unit in found}, set(checks.UNITS))
                if service.sensors:
                    values = {label: float(value) for label, value, _ in found if label in truth}
                    self.assertEqual(values.keys(), truth.keys())
                    for name, value in truth.items():
                        self.assertAlmostEqual(values[name], value, 2, name)

    def test_the_password_stays_in_its_file(self):
        for service in SERVICES:
            self.daemon.wait_for(service.host or HEALTHY, service.name, OK)
        known = self.daemon.knows()
        self.assertIn(HEALTHY, known)
        self.assertNotIn(self.machines[HEALTHY].password, known)

    def test_a_server_that_hangs_is_power_cycled_once(self):
        """The example of the event handler, made active."""
        bmc, log = self.machines[HUNG], self.place.power_cycle / "log"
        before = checks.boots(bmc)
        self.daemon.wait_for(HUNG, "alive", OK)
        self.door.close()
        self.daemon.wait_for(HUNG, "alive", CRITICAL, hard=False)
        self.daemon.wait_for(HUNG, "alive", CRITICAL)
        until(lambda: checks.boots(bmc) == before + 1, "the machine was started again", why=lambda: self.handler_story(log))
        until(lambda: "power-cycled, verified" in log.read_text(), "the handler has told the outcome", why=lambda: self.handler_story(log))
        self.daemon.wait_for_checks(HUNG, "alive", 3)
        self.door.open()
        self.daemon.wait_for(HUNG, "alive", OK)
        self.door.close()
        self.daemon.wait_for(HUNG, "alive", CRITICAL)
        until(lambda: "no second time" in log.read_text(), "the handler has refused", why=lambda: self.handler_story(log))
        self.assertEqual(checks.boots(bmc), before + 1)

    def handler_story(self, log):
        return (log.read_text() if log.exists() else "the handler wrote no log\n") + self.daemon.story()

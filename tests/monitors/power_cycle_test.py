#!/usr/bin/env python3
"""configs/power-cycle-once: each of its guards, against our test BMC. What the machine's own log says counts."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import checks
import place
from our_sim import OurSim
from place import peer

DAY = 24 * 3600


class PowerCycleOnce(unittest.TestCase):
    def setUp(self):
        self.bmc = self.enterContext(OurSim())
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="bmcscope-cycle-")))
        self.before = checks.boots(self.bmc)
        self.environment = dict(os.environ, PATH=f"{peer.BIN}:{peer.path()}", BMCSCOPE_POWER_CYCLE_DIR=str(self.folder), XDG_CACHE_HOME=str(self.folder / "cache"))
        peer.program("bmcscope")

    def start(self, state="CRITICAL", kind="HARD", host="web01", downtime=("0", "0"), credentials=None):
        words = [place.CONFIGS / "power-cycle-once", f"state={state}", f"type={kind}", f"host={host}", f"address={self.bmc.address}:{self.bmc.port}",
                 f"credentials={credentials or self.bmc.credentials('operator')}", *(f"downtime={depth}" for depth in downtime)]
        return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)

    def handle(self, *words, **more):
        """Its exit code, and the log."""
        process = self.start(*words, **more)
        _, errors = process.communicate(timeout=60)
        log = self.folder / "log"
        return process.returncode, errors + (log.read_text() if log.exists() else "")

    def cycles(self):
        return checks.boots(self.bmc) - self.before

    def test_a_hard_critical_cycles_once(self):
        code, log = self.handle()
        self.assertEqual((code, self.cycles()), (0, 1), log)
        self.assertIn("power-cycled, verified", log)
        self.assertEqual(self.bmc.state()["power"], "on")
        code, log = self.handle()
        self.assertEqual((code, self.cycles()), (0, 1), log)
        self.assertIn("no second time", log)

    def test_other_states_do_nothing(self):
        logins = self.bmc.state()["logins"]
        for words in (("CRITICAL", "SOFT"), ("WARNING", "HARD"), ("UNKNOWN", "HARD"), ("OK", "HARD"), ("", ""), ("$service.state$", "HARD")):
            self.assertEqual(self.handle(*words), (0, ""), words)
        self.assertEqual((self.cycles(), self.bmc.state()["logins"]), (0, logins))

    def test_a_downtime_and_an_unresolved_macro_are_respected(self):
        for depth in (("1", "0"), ("0", "2"), ("$HOSTDOWNTIME$", "0"), ("", "0")):
            code, log = self.handle(downtime=depth)
            self.assertEqual(code, 0)
            self.assertIn("in a downtime", log)
        self.assertEqual(self.cycles(), 0)

    def test_a_host_that_is_off_stays_off(self):
        self.bmc.tell(power="off")
        code, log = self.handle()
        self.assertEqual((code, self.cycles(), self.bmc.state()["power"]), (0, 0, "off"), log)
        self.assertIn("not powered on", log)
        self.assertFalse((self.folder / "web01.done").exists())

    def test_a_bmc_that_does_not_answer_gets_nothing(self):
        self.bmc.tell(fault={"silent": ["*"]})
        code, log = self.handle()
        self.assertEqual((code, self.cycles()), (1, 0), log)
        self.assertIn("does not tell the power state", log)
        self.assertFalse((self.folder / "web01.done").exists())

    def test_a_refused_cycle_is_not_tried_again(self):
        """A user who may read and not switch: the mark stays, whatever became of the command."""
        reader = self.bmc.scratch / "reader.toml"
        reader.touch(mode=0o600)
        reader.write_text('user = "monitor"\npassword = "monitor1234"\nprivilege = "user"\n')
        code, log = self.handle(credentials=reader)
        self.assertEqual((code, self.cycles()), (1, 0), log)
        self.assertTrue((self.folder / "web01.done").is_dir(), log)
        self.assertIn("no second time", self.handle()[1])
        self.assertEqual(self.cycles(), 0)

    def test_two_at_the_same_moment_are_one(self):
        both = [self.start() for _ in range(2)]
        for process in both:
            process.communicate(timeout=60)
        self.assertEqual(self.cycles(), 1, (self.folder / "log").read_text())

    def test_the_next_hang_counts_after_a_recovery_and_a_day(self):
        mark = self.folder / "web01.done"
        self.handle()
        self.grow_old(mark)
        self.handle()
        self.assertEqual(self.cycles(), 1, "it never was OK in between")
        self.handle("OK")
        code, log = self.handle()
        self.assertEqual((code, self.cycles()), (0, 2), log)
        self.handle("OK")
        self.handle()
        self.assertEqual(self.cycles(), 2, "the new mark is young")

    def test_without_a_place_for_the_mark_there_is_no_cycle(self):
        shutil.rmtree(self.folder)
        code, said = self.handle()
        self.folder.mkdir()  # for the clean-up
        self.assertEqual((code, self.cycles()), (3, 0))
        self.assertIn("without a mark", said)

    def test_a_name_that_would_leave_the_folder_is_refused(self):
        for name in ("", "../web01", "a/b", ".hidden", "a b"):
            self.assertEqual(self.handle(host=name)[0], 3, name)
        self.assertEqual(self.cycles(), 0)

    @staticmethod
    def grow_old(mark):
        then = mark.stat().st_mtime - DAY - 120
        os.utime(mark, (then, then))


if __name__ == "__main__":
    peer.main()

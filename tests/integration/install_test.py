#!/usr/bin/env python3
"""install_test.py CMAKE BUILD_FOLDER: `cmake --install` into a DESTDIR, and the programs run from there."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

CMAKE, BUILD = sys.argv[1:3]
del sys.argv[1:3]


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="bmcscope-install-")
        cls.root = pathlib.Path(cls.folder.name)
        subprocess.run([CMAKE, "--install", BUILD, "--prefix", "/usr"], check=True, capture_output=True,
                       env=dict(os.environ, DESTDIR=str(cls.root)), timeout=120)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_there(self, program, *words):
        return subprocess.run([self.root / program, *words], capture_output=True, text=True, timeout=20, check=False,
                              stdin=subprocess.DEVNULL)

    def test_everything_lies_under_destdir(self):
        for wanted in ("usr/bin/bmcscope", "usr/lib/nagios/plugins/check_bmc", "usr/lib/nagios/plugins/check_bmc_sensors",
                       "usr/lib/nagios/plugins/check_ipmi_sensor",
                       "usr/share/doc/bmcscope/README.md", "usr/share/doc/bmcscope/LICENSE", "usr/share/man/man1/check_bmc_sel.1",
                       "usr/share/man/man1/bmcscope.1", "usr/share/man/man8/bmcscoped.8",
                       "usr/share/bmcscope/icinga2/bmcscope-commands.conf", "usr/share/bmcscope/power-cycle-once"):
            self.assertTrue((self.root / wanted).exists(), wanted)

    def test_no_link_leads_out_of_it(self):
        for path in self.root.rglob("*"):
            if path.is_symlink():
                self.assertFalse(os.path.isabs(os.readlink(path)), path)
                self.assertTrue(path.resolve().is_relative_to(self.root.resolve()), path)

    def test_the_command_line_answers(self):
        done = self.run_there("usr/bin/bmcscope", "--version")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"\d+\.\d+\.\d+")

    def test_the_check_answers_in_one_line(self):
        done = self.run_there("usr/lib/nagios/plugins/check_bmc_sensors")
        self.assertEqual(done.returncode, 3)
        self.assertTrue((done.stdout or done.stderr).strip())

    def test_the_test_bmc_is_not_installed(self):
        self.assertEqual([path for path in self.root.rglob("*") if "sim" in path.name], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)

#!/usr/bin/env python3
"""The demo, as a newcomer runs it, with the programs of this build: it says itself whether what it shows is as expected."""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Demo(unittest.TestCase):
    def run_part(self, *words):
        done = subprocess.run([ROOT / "configs/demo/run.sh", "--bin", os.environ["BMCSCOPE_BIN"], *words], capture_output=True, text=True,
                              timeout=200, check=False, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_four_checks_with_their_exit_codes(self):
        said = self.run_part("check")
        for number, state in enumerate(("OK", "WARNING", "CRITICAL", "UNKNOWN")):
            self.assertRegex(said, rf"exit code {number} \({state}\), \d+ ms, [\d?]+ requests: as expected")

    def test_an_incident_comes_and_goes(self):
        said = self.run_part("engine")
        self.assertIn("All as expected", said)

    def test_a_folder_without_programs_is_named(self):
        with tempfile.TemporaryDirectory(prefix="bmcscope-demo-") as folder:
            empty = pathlib.Path(folder) / "bin"
            empty.mkdir()
            done = subprocess.run([ROOT / "configs/demo/run.sh", "--bin", empty], capture_output=True, text=True, timeout=60, check=False,
                                  stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 1)
        self.assertIn("holds no bmcscope-sim", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

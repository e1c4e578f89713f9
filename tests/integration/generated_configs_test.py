#!/usr/bin/env python3
"""What lies in configs/ is what `check_bmc generate` makes of today's table of options; man reads the manual pages."""
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402


def generate(*words):
    return subprocess.run([peer.program("check_bmc"), "generate", *words], capture_output=True, text=True, timeout=20, check=False)


class Generated(unittest.TestCase):
    def test_command_files_are_up_to_date(self):
        for monitor, file in (("icinga2", "icinga2/bmcscope-commands.conf"), ("nagios", "nagios/bmcscope-commands.cfg")):
            made = generate("commands", monitor)
            self.assertEqual((made.returncode, made.stderr), (0, ""))
            self.assertEqual(made.stdout, (peer.ROOT / "configs" / file).read_text(),
                             f"configs/{file} lags: check_bmc generate commands {monitor} > configs/{file}")

    def test_man_finds_nothing_wrong_with_the_manual_pages(self):
        peer.need("groff")
        for mode in ("", "_sensors", "_sel", "_power", "_health", "_group"):
            made = generate("manual", f"check_bmc{mode}")
            self.assertEqual(made.returncode, 0, made.stderr)
            shown = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-K", "utf8"], input=made.stdout, capture_output=True, text=True,
                                   timeout=20, check=True)
            self.assertEqual(shown.stderr, "", mode)
            self.assertIn("--host", re.sub(".\b", "", shown.stdout))  # bold is written twice over

    def test_usage_errors_are_told(self):
        for words in ((), ("commands",), ("commands", "zabbix"), ("manual", "check_nothing"), ("icinga2",), ("icinga2", "@*", "--inventory", "/nonexistent")):
            self.assertEqual(generate(*words).returncode, 2, words)


if __name__ == "__main__":
    peer.main()

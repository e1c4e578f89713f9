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

    def test_the_readme_names_tests_that_exist(self):
        """Every "yes" of its table stands on one."""
        rows = [line.split("|") for line in (peer.ROOT / "plugins/README.md").read_text().splitlines() if line.startswith("| ")]
        table = [(row[1].strip(), row[8].strip(), row[9].strip()) for row in rows if len(row) == 11][1:]
        self.assertGreater(len(table), 30)
        unit = "".join(file.read_text() for part in ("unit", "flow") for file in (peer.ROOT / "tests" / part).rglob("*_test.cpp"))
        hosts = (peer.ROOT / "tests/monitors/checks.py").read_text()
        for feature, ours, shown in table:
            with self.subTest(feature=feature):
                self.assertEqual(bool(shown), not ours.startswith("no"), ours)
                named = 0
                for file, cases in re.findall(r"`((?:integration|monitors|peers)/\w+\.py)`((?:,? test_\w+)*)", shown):
                    text = (peer.ROOT / "tests" / file).read_text()
                    named += 1
                    for case in re.findall(r"test_\w+", cases):
                        self.assertIn(f"def {case}(", text)
                for suite, cases in re.findall(r"\b([A-Z]\w+)((?:,? ?\.[A-Z]\w+)+)", shown):
                    for case in re.findall(r"\w+", cases):
                        named += 1
                        self.assertIn(f"TEST({suite}, {case})", unit)
                for name in re.findall(r'"([\w-]+)"|service ([\w-]+)', shown):
                    self.assertIn(f'"{name[0] or name[1]}"', hosts)
                self.assertEqual(bool(named), bool(shown), "it names no test")

    def test_the_drop_in_s_manual_page_names_every_option_of_its_help(self):
        page = (peer.ROOT / "plugins/dropin/check_ipmi_sensor.1").read_text()
        shown = subprocess.run(["groff", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, timeout=20, check=True)
        self.assertEqual(shown.stderr, "")
        told = subprocess.run([peer.program("check_ipmi_sensor"), "--help"], capture_output=True, text=True, timeout=20, check=False).stdout
        options = re.findall(r"^  (-\S+)", told, re.M)
        self.assertGreater(len(options), 30)
        for option in options:
            self.assertIn(option.replace("-", "\\-"), page)

    def test_the_service_s_example_has_every_option_with_its_default(self):
        told = subprocess.run([peer.program("bmcscoped"), "--help"], capture_output=True, text=True, timeout=20, check=True).stdout
        helped = {words.split()[0].split(",")[-1]: words for words in re.split(r"(?m)^  (?=-)", told)[1:]}
        example = (peer.ROOT / "configs/systemd/bmcscoped.d/options.conf.example").read_text()
        command = "".join(line[1:] for line in example.splitlines(keepends=True) if line.startswith(("#ExecStart=/", "#    "))).replace("\\\n", " ")
        given = dict(re.findall(r"(--\S+) (\S+)", command))
        self.assertEqual(set(given), set(helped) - {"--help", "--version", "--embedded"})
        self.assertGreater(len(given), 15)
        for option, value in given.items():
            default = re.search(r"\(default ([^\s:;)]+)", helped[option])
            if option == "--inventory":
                self.assertIn(value, helped[option])
            else:
                self.assertEqual(value, default and default[1], option)

    def test_usage_errors_are_told(self):
        for words in ((), ("--help",), ("--version",), ("icinga2", "--bogus"), ("commands",), ("commands", "zabbix"), ("manual", "check_nothing"), ("icinga2",), ("icinga2", "@*", "--inventory", "/nonexistent")):
            self.assertEqual(generate(*words).returncode, 3, words)


if __name__ == "__main__":
    peer.main()

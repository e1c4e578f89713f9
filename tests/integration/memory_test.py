#!/usr/bin/env python3
"""What the engine remembers, as its clients meet it: numbers that were told stay true whatever happens, and after a restart what was known is
there at once, with its own time."""
import pathlib
import random
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine, seconds  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

KILLS = 8


def indices(engine, query=""):
    status, _, page = engine.curl(f"/v1/indices{query}")
    if status != 200:
        raise AssertionError(page)
    return page


def numbers(page):
    """(host, kind, key) and its index, as an SNMP agent would keep them."""
    found = {(row["host"], row["kind"], row["key"]): row["index"] for row in page["indices"]}
    if len(set(found.values())) != len(page["indices"]) or len(found) != len(page["indices"]):
        raise AssertionError("an index or a key is there twice")
    return found


def sequences(engine, host="web01"):
    return [record.get("sequence") for record in engine.host(host, "sel")["report"]["records"]]


class Memory(unittest.TestCase):
    def setUp(self):
        peer.need("curl", "ipmitool")
        self.bmc = self.enterContext(OurSim("--sessions", "40"))

    def engine(self, bmcs=None, **more):
        engine = self.enterContext(Engine(bmcs or {"web01": self.bmc}, **more))
        for name in engine.bmcs:
            until(lambda name=name: all("report" in engine.host(name, part) for part in ("sensors", "sel", "fru")), "the first polls")
        return engine

    def test_numbers_outlive_kill_9_at_any_moment(self):
        """What a client was told is so after the next start; a number never means another thing."""
        chance = random.Random(20261125)
        other = self.enterContext(OurSim("--sessions", "40"))
        engine = self.enterContext(Engine({"web01": self.bmc, "web02": other}))
        told = {}
        for _ in range(KILLS):
            time.sleep(chance.uniform(0, 0.6))  # a random moment is what is tried here, not a wait for something
            page = numbers(indices(engine))
            for what, index in page.items():
                self.assertEqual(told.setdefault(what, index), index, what)
            self.assertLessEqual(set(told), set(page), "nothing that was told is gone")
            engine.process.kill()
            engine.process.communicate()
            engine.__enter__()
        until(lambda: len(numbers(indices(engine))) > 2 * 65, "all of both hosts")
        final = numbers(indices(engine))
        for what, index in told.items():
            self.assertEqual(final[what], index)
        self.assertEqual(len(set(final.values())), len(final))
        self.assertEqual(len([1 for _, kind, _ in final if kind == "sensor"]), 2 * 64)
        self.assertLess(max(final.values()), 2 ** 31)

    def test_rows_have_what_a_table_needs_and_changes_can_be_asked_for(self):
        engine = self.engine()
        page = indices(engine)
        rows = {row["index"]: row for row in page["indices"]}
        host = next(row for row in rows.values() if row["kind"] == "host")
        self.assertEqual((host["key"], host["label"], host.get("parent")), ("web01", "web01", None))
        for row in rows.values():
            if row is not host:
                self.assertIn(row["parent"], rows)
        sensors = {sensor["key"]: sensor for sensor in engine.host("web01")["report"]["sensors"]}
        told = {row["key"]: row["label"] for row in rows.values() if row["kind"] == "sensor"}
        self.assertEqual(told, {key: sensor["label"] for key, sensor in sensors.items()})
        self.assertEqual(indices(engine, f"?since={page['generation']}")["indices"], [])
        self.assertEqual(numbers(indices(engine, "?set=web01")), numbers(page))
        self.assertEqual(engine.curl("/v1/indices?set=nobody")[0], 400)
        self.assertEqual(numbers(indices(engine, "?since=99999999")), numbers(page), "of a journal that is lost: all is new")

    def test_a_host_that_leaves_and_returns_has_its_numbers_and_others_do_not(self):
        other = self.enterContext(OurSim("--sessions", "40"))
        engine = self.engine({"web01": self.bmc, "web02": other})
        until(lambda: len(numbers(indices(engine))) > 2 * 65, "all of both hosts")
        before = numbers(indices(engine))
        engine.end()
        engine.bmcs = {"web01": self.bmc, "web03": other}
        with engine:
            until(lambda: ("web03", "sensor", "32.0.1") in numbers(indices(engine)), "the new host's numbers")
            meanwhile = numbers(indices(engine))
        self.assertFalse({index for what, index in meanwhile.items() if what[0] == "web03"} & set(before.values()))
        engine.bmcs = {"web01": self.bmc, "web02": other}
        with engine:
            until(lambda: "report" in engine.host("web02"), "it is polled")
            after = numbers(indices(engine))
            self.assertEqual({what: after[what] for what in before}, before)

    def test_log_sequences_go_on_over_a_cleared_log(self):
        engine = self.engine()
        for value in (100, 5000):
            self.bmc.tell(set_reading={"sensor": "FAN1", "value": value})
        until(lambda: len(sequences(engine)) >= 2 and None not in sequences(engine), "numbered records")
        before = sequences(engine)
        self.assertEqual(before, list(range(before[0], before[0] + len(before))))
        self.bmc.ipmitool("sel", "clear", suite=17)
        until(lambda: set(sequences(engine)).isdisjoint(before), "the cleared log")
        self.bmc.tell(set_reading={"sensor": "FAN1", "value": 100})
        count = len(self.bmc.ipmitool("sel", "list", suite=17).strip().splitlines())
        until(lambda: len(sequences(engine)) == count and None not in sequences(engine), "new records")
        after = sequences(engine)
        self.assertGreater(after[0], before[-1])
        log = indices(engine)["logs"]
        self.assertEqual([(row["host"], row["newest"]) for row in log], [("web01", after[-1])])
        engine.process.kill()
        engine.process.communicate()
        engine.__enter__()
        until(lambda: "report" in engine.host("web01", "sel") and sequences(engine) == after, "the same numbers")

    def test_after_a_restart_what_was_known_is_told_at_once_with_its_own_time(self):
        engine = self.engine()
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        until(lambda: engine.host("web01")["severity"] == "critical" and engine.curl("/v1/incidents")[2]["incidents"], "the trouble")
        until(lambda: set(engine.curl("/v1/incidents")[2]["incidents"][0]["sources"]) == {"sensor", "sel"}, "both who see it")
        incident = engine.curl("/v1/incidents")[2]["incidents"][0]
        engine.end()
        before = time.time()
        newest = self.newest(engine)
        self.bmc.tell(fault={"silent": ["*"]})  # nothing fresh can come
        engine.options = ("--timeout", "30")
        with engine:
            host = engine.host("web01")
            self.assertEqual((host["stale"], host["severity"], host["power"], host["lamp"]["colour"]), (True, "critical", "on", "red"))
            self.assertLess(seconds(host["read"]), before)
            self.assertEqual(len(host["report"]["sensors"]), 64)
            self.assertEqual([sensor["value"] for sensor in host["report"]["sensors"] if sensor["name"] == "CPU1 Temp"], [98])
            for part in ("power", "device", "fru", "sel"):
                self.assertIn("read", engine.host("web01", part), part)
            self.assertEqual(host["incidents"], 1)
            time.sleep(max(0.0, before + 2.2 - time.time()))
            answer = engine.check("web01", "--max-age", "1")
            self.assertRegex("\n".join([answer.first, *answer.lines]), r"read \d+ s ago by the engine, --max-age is 1 s")
            self.assertNotIn("--max-age", engine.check("web01", "--max-age", "60").first)
            self.bmc.tell(fault=None)
            until(lambda: "stale" not in engine.host("web01"), "a fresh reading", deadline=30)
            self.assertGreater(seconds(engine.host("web01")["read"]), before)
            # Nothing was raised again, nothing cleared, no event came of the comparison with what was known.
            self.assertEqual([one["id"] for one in engine.curl("/v1/incidents?state=all")[2]["incidents"]], [incident["id"]])
            self.assertEqual([event["text"] for event in engine.curl(f"/v1/events?after={newest}")[2]["events"]], [])

    def test_parts_hold_for_their_day_over_a_restart_but_not_for_another_machine(self):
        engine = self.engine()
        until(lambda: "settings_read" in engine.host("web01", "device"), "settings")
        read = {part: engine.host("web01", part)["read"] for part in ("fru", "device")}
        settings = engine.host("web01", "device")["settings_read"]
        engine.end()
        with engine:
            until(lambda: engine.host("web01", "device")["read"] > read["device"], "the device, which is asked at each start")
            self.assertEqual(engine.host("web01", "fru")["read"], read["fru"])
            self.assertEqual(engine.host("web01", "device")["settings_read"], settings)
        # The board was exchanged meanwhile: the firmware is the same, its GUID is not.
        engine.bmcs = {"web01": self.enterContext(OurSim("--sessions", "40", "--seed", "2"))}
        with engine:
            until(lambda: engine.host("web01", "fru")["read"] > read["fru"], "the other machine's parts")
            until(lambda: engine.host("web01", "device")["settings_read"] > settings, "and its settings")

    def test_after_kill_9_what_was_written_down_is_there(self):
        engine = self.engine()
        until(lambda: self.kept(engine), "the block on the disk", deadline=30)
        engine.process.kill()
        engine.process.communicate()
        self.bmc.tell(fault={"silent": ["*"]})
        engine.options = ("--timeout", "30")
        with engine:
            self.assertEqual(len(engine.host("web01")["report"]["sensors"]), 64)
            self.assertTrue(engine.host("web01")["stale"])

    def test_an_inventory_that_loses_many_hosts_is_taken_over_by_command_only(self):
        others = {f"web0{i}": self.enterContext(OurSim("--sessions", "40")) for i in (2, 3)}
        engine = self.engine({"web01": self.bmc, **others})
        others["web03"].tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        until(lambda: [set(one["sources"]) for one in engine.curl("/v1/incidents")[2]["incidents"]] == [{"sensor", "sel"}], "the trouble, by all who see it")
        until(lambda: len(numbers(indices(engine))) > 3 * 65, "all numbers")
        before = numbers(indices(engine))
        good = engine.inventory.read_text()
        engine.inventory.write_text(good.split("[credential.web03]")[0])

        def names():
            return [host["host"] for host in engine.curl("/v1/hosts")[2]["hosts"]]

        def reload(*words):
            return subprocess.run([peer.program("bmcscope"), "inventory", "reload", f"--engine={engine.socket}", *words], capture_output=True, text=True, check=False)

        refused = reload()
        self.assertEqual(refused.returncode, 2, refused.stdout)
        self.assertRegex(refused.stderr, r"1 of 3 hosts would go.*bmcscope inventory reload --force")
        self.assertEqual(names(), ["web01", "web02", "web03"])
        forced = reload("--force")
        self.assertEqual((forced.returncode, forced.stdout), (0, "2 hosts, 0 came, 1 went\n"), forced.stderr)
        until(lambda: names() == ["web01", "web02"], "the host that goes")
        until(lambda: not engine.curl("/v1/incidents")[2]["incidents"], "the end of its trouble in the journal")
        cleared = engine.curl("/v1/incidents?state=all")[2]["incidents"][0]
        self.assertEqual((cleared["host"], cleared["cleared_by"]), ("web03", "inventory"))
        self.assertEqual(engine.curl("/v1/inventory/reload", "-d", "[]")[0], 400)
        engine.inventory.write_text(good)
        self.assertEqual(engine.curl("/v1/inventory/reload", "-d", "{}")[2]["hosts"], 3)  # by whoever saw first that it has changed
        until(lambda: engine.curl("/v1/incidents")[2]["incidents"], "the trouble of the host that is back")
        after = numbers(indices(engine))
        self.assertEqual({what: after[what] for what in before}, before)
        self.assertTrue(engine.curl("/v1/events?set=web03")[2]["events"], "its history is there")

    def test_a_start_with_an_inventory_that_lost_hosts_clears_nothing_before_somebody_says_so(self):
        other = self.enterContext(OurSim("--sessions", "40"))
        other.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        engine = self.engine({"web01": self.bmc, "web02": other})

        def incidents():
            return engine.curl("/v1/incidents")[2]["incidents"]

        until(incidents, "the trouble")
        kept = incidents()[0]["id"]
        engine.bmcs = {"web01": self.bmc}
        for _ in range(2):  # the second start knows of it too
            engine.end()
            engine.__enter__()
            self.assertEqual([host["host"] for host in engine.curl("/v1/hosts")[2]["hosts"]], ["web01"])
            until(lambda: any(event["severity"] == "warning" and "incidents stay open" in event["text"] and event["text"].endswith(": web02")
                              for event in engine.curl("/v1/events?limit=10000")[2]["events"]), "an event that says so")
            until(lambda: "stale" not in engine.host("web01"), "the first poll")
            self.assertEqual([one["id"] for one in incidents()], [kept])
        self.assertEqual(engine.curl("/v1/inventory/reload", "-d", "{}")[2]["gone"], 0)
        engine.end()
        engine.bmcs = {"web01": self.bmc, "web02": other}
        engine.__enter__()
        until(lambda: "stale" not in engine.host("web02"), "the host that is back")
        self.assertEqual([one["id"] for one in incidents()], [kept])
        engine.end()
        engine.bmcs = {"web01": self.bmc}
        engine.__enter__()
        self.assertEqual(engine.curl("/v1/inventory/reload", "-d", '{"force": true}')[2]["gone"], 1)
        until(lambda: not incidents(), "what was meant")
        self.assertEqual(engine.curl("/v1/incidents?state=all")[2]["incidents"][0]["cleared_by"], "inventory")

    @staticmethod
    def newest(engine):
        with sqlite3.connect(f"file:{engine.state / 'journal.sqlite'}?mode=ro", uri=True) as journal:
            return journal.execute("SELECT max(sequence) FROM event").fetchone()[0]

    @staticmethod
    def kept(engine):
        with sqlite3.connect(f"file:{engine.state / 'journal.sqlite'}?mode=ro", uri=True) as journal:
            return journal.execute("SELECT count(*) FROM block").fetchone()[0]


if __name__ == "__main__":
    peer.main()

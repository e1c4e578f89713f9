#!/usr/bin/env python3
"""The engine's journal as an operator and a program meet it: troubles become incidents and end, curl follows the stream, nothing that was
seen is lost or told twice when the engine is killed, and the inventory is read again while it runs."""
import contextlib
import json
import os
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

KILLS = int(os.environ.get("BMCSCOPE_KILLS", "12"))  # the soak kills it more often


class Follower:
    """curl on the event stream; what it has been told, by sequence number."""

    def __init__(self, engine, *words, path="/v1/events"):
        self.process = subprocess.Popen(
            ["curl", "-sSN", "--max-time", "120", "--unix-socket", engine.socket, "-H", "Accept: text/event-stream", *words, f"http://localhost{path}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.told = b""

    def events(self):
        self.told += self.process.stdout.read() or b""
        found = re.findall(r"id: (\d+)\nevent: (\w+)\ndata: (.*)\n\n", self.told.decode())
        return {int(number): json.loads(data) for number, kind, data in found if kind != "gap"}

    def texts(self):
        return [event["text"] for event in self.events().values()]

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Record:
    """What a consumer has been told by engines that were killed, one after the other; it always goes on behind what it has."""

    def __init__(self, test):
        self.test = test
        self.seen = {}

    def last(self):
        return max(self.seen, default=0)

    def take(self, follower):
        for number, event in follower.events().items():
            self.test.assertNotIn(number, self.seen)
            self.seen[number] = event

    def is_kept_by(self, engine):
        kept = {event["sequence"]: event for event in engine.curl("/v1/events?limit=10000")[2]["events"]}
        for number, event in self.seen.items():
            self.test.assertEqual(kept.get(number), event, "what a consumer has seen is in the journal, under its number")

    def tells_each_trouble_once(self, engine):
        incidents = engine.curl("/v1/incidents?state=all")[2]["incidents"]
        events = engine.curl("/v1/events?limit=10000")[2]["events"]
        for incident in incidents:
            of_it = [event["text"].split(":")[0] for event in events if event.get("incident") == incident["id"] and event["kind"] == "incident"]
            self.test.assertEqual(of_it.count("raised"), 1, (incident, of_it))
            self.test.assertEqual(of_it.count("cleared"), 1 if "cleared" in incident else 0, (incident, of_it))
        integrity = subprocess.run(["python3", "-c", "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchone()[0])",
                                    engine.state / "journal.sqlite"], capture_output=True, text=True, check=True)
        self.test.assertEqual(integrity.stdout.strip(), "ok")


class Journal(unittest.TestCase):
    def setUp(self):
        peer.need("curl")
        # An engine that is killed says no goodbye: its sessions occupy slots until they time out.
        self.bmc = self.enterContext(OurSim("--sessions", "40"))

    def engine(self, **more):
        engine = self.enterContext(Engine({"web01": self.bmc}, **more))
        until(lambda: "report" in engine.host("web01"), "the first poll")
        until(lambda: "report" in engine.host("web01", "sel"), "the first reading of the log")
        return engine

    def follow(self, engine, *words, path="/v1/events"):
        follower = Follower(engine, *words, path=path)
        self.addCleanup(follower.end)
        until(lambda: follower.events() is not None and b":" in follower.told, "the stream's first sign of life")
        return follower

    @staticmethod
    def incidents(engine, state="open"):
        return engine.curl(f"/v1/incidents?state={state}")[2]["incidents"]

    def test_a_trouble_is_one_incident_from_raise_to_clear(self):
        engine = self.engine()
        follower = self.follow(engine)
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        theirs = self.bmc.ipmitool("sensor", "get", "CPU1 Temp", suite=17)
        self.assertRegex(theirs, "Upper Critical|critical")
        until(lambda: self.incidents(engine), "the incident")
        incident = self.incidents(engine)[0]
        self.assertEqual((incident["host"], incident["severity"]), ("web01", "critical"))
        self.assertIn("CPU1 Temp", incident["text"])
        # The simulator logs the crossing, too: the same trouble.
        until(lambda: set(self.incidents(engine)[0]["sources"]) == {"sensor", "sel"}, "both who see it")
        self.assertEqual(len(self.incidents(engine)), 1)
        self.assertEqual(engine.curl("/v1/hosts?set=web01")[2]["hosts"][0]["incidents"], 1)

        status, _, acknowledged = engine.curl(f"/v1/incidents/{incident['id']}/ack", "-d", '{"note": "on my way"}')
        self.assertEqual((status, acknowledged["acknowledged"]["note"]), (200, "on my way"))
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 45})
        until(lambda: not self.incidents(engine), "the clearing")
        told = [text for text in follower.texts() if text.startswith(("raised", "cleared", "acknowledged"))]
        self.assertEqual([text.split(":")[0].split(" ")[0] for text in told], ["raised", "acknowledged", "cleared"])
        self.assertEqual(self.incidents(engine, "all")[0]["id"], incident["id"])

    def test_what_the_log_alone_tells_is_cleared_by_hand_and_gone_from_its_hosts_page_at_once(self):
        self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        engine = self.engine(every=60)
        clear = lambda incident: engine.curl(f"/v1/incidents/{incident['id']}/clear", "-d", '{"note": "it is meant to be so"}')  # noqa: E731
        hot = until(lambda: [one for one in self.incidents(engine) if "sensor" in one["sources"]], "the incident, at the second look")[0]
        status, _, refusal = clear(hot)
        self.assertEqual(status, 409)
        self.assertIn("still seen by sensor", refusal["detail"])
        until(lambda: "report" in engine.host("web01", "sel"), "the log's first reading")
        self.bmc.tell(add_sel={"sensor": "DIMM_A2", "offset": 1, "assert": True, "data": [255, 255]})
        engine.curl("/v1/hosts/web01/refresh", "-X", "POST")
        told = until(lambda: [one for one in self.incidents(engine) if one["sources"] == ["sel"]], "what the log tells")[0]
        until(lambda: engine.host("web01")["incidents"] == 2, "and on the host's page")
        status, _, _ = clear(told)
        self.assertEqual((status, engine.host("web01")["incidents"]), (200, 1))

    def test_what_the_log_held_before_is_history(self):
        self.bmc.tell(set_reading={"sensor": "FAN1", "value": 100})
        self.bmc.tell(set_reading={"sensor": "FAN1", "value": 5000})
        engine = self.engine()
        self.assertEqual([event for event in engine.curl("/v1/events")[2]["events"] if event["kind"] == "sel"], [])

    def test_a_consumer_that_was_away_misses_nothing(self):
        engine = self.engine()
        self.bmc.tell(power="off")
        until(lambda: any(event["text"] == "power is off" for event in engine.curl("/v1/events")[2]["events"]), "the event")
        newest = engine.curl("/v1/events")[2]["newest"]
        self.bmc.tell(power="on")
        until(lambda: engine.curl(f"/v1/events?after={newest}")[2]["events"], "the next event")
        late = self.follow(engine, "-H", f"Last-Event-ID: {newest}")
        until(lambda: "power is on" in late.texts(), "what happened meanwhile")
        self.assertEqual(min(late.events()), newest + 1)
        self.assertNotIn("power is off", late.texts())

    def test_a_consumer_of_another_journal_is_told_all_of_this_one(self):
        engine = self.engine()
        self.bmc.tell(power="off")
        until(lambda: "power is off" in [event["text"] for event in engine.curl("/v1/events")[2]["events"]], "the event")
        ahead = self.follow(engine, "-H", "Last-Event-ID: 100000")
        until(lambda: "power is off" in ahead.texts(), "what it has not heard")
        self.assertRegex(ahead.told.decode(), r'id: 0\nevent: gap\ndata: {"from":\d+,"to":100000,"reason":"reset"}\n\nid: 1\n')
        self.assertEqual(engine.curl("/v1/events", "-H", "Accept: text/event-stream", "-H", "Last-Event-ID: none")[0], 400)

    def test_nobody_else_may_read_what_it_remembers(self):
        state = self.bmc.scratch / "made before"
        state.mkdir()
        state.chmod(0o755)
        self.addCleanup(os.umask, os.umask(0o022))
        engine = self.engine(state=state)
        kept = [path for path in state.rglob("*") if path.name.startswith("journal.sqlite")]
        self.assertGreaterEqual(len(kept), 3, "with its -wal and -shm")
        for path in state.rglob("*"):
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        self.assertEqual(engine.socket.stat().st_mode & 0o777, 0o660, "who may ask is said elsewhere")

    def test_kill_9_loses_nothing_that_was_seen_and_tells_nothing_twice(self):
        """A consumer that goes on behind what it has: each event under one number, and the incident of each trouble once."""
        chance = random.Random(20261125)
        engine = self.engine()
        record = Record(self)
        hot = False
        for _ in range(KILLS):
            hot = not hot
            self.bmc.tell(set_reading={"sensor": "CPU1 Temp", "value": 98 if hot else 45})
            follower = Follower(engine, "-H", f"Last-Event-ID: {record.last()}")
            time.sleep(chance.uniform(0, 3))  # a random moment is what is tried here, not a wait for something
            engine.process.kill()
            engine.process.communicate()
            record.take(follower)
            follower.end()
            engine.__enter__()
            record.is_kept_by(engine)
        wanted = 1 if hot else 0
        until(lambda: len(self.incidents(engine)) == wanted, "the state as it is now", deadline=30, why=lambda: str(self.incidents(engine)))
        record.tells_each_trouble_once(engine)

    def test_a_damaged_journal_is_put_aside(self):
        engine = self.engine()
        self.bmc.tell(power="off")
        until(lambda: engine.curl("/v1/events")[2]["events"], "an event")
        before = engine.curl("/v1/events")[2]["newest"]
        engine.end()
        for name in ("journal.sqlite-wal", "journal.sqlite-shm"):
            (engine.state / name).unlink(missing_ok=True)
        (engine.state / "journal.sqlite").write_bytes(b"\x5a" * 50_000)
        engine.__enter__()
        until(lambda: "report" in engine.host("web01"), "a poll")
        self.bmc.tell(power="on")
        until(lambda: engine.curl("/v1/events")[2]["events"], "an event in the new journal")
        first = engine.curl("/v1/events")[2]["events"][0]
        self.assertGreater(first["sequence"], before)
        self.assertEqual((first["kind"], "begun anew" in first["text"]), ("engine", True))
        self.assertTrue(list(engine.state.glob("journal.sqlite.damaged-*")))
        told = subprocess.run([peer.program("bmcscope"), "events", "--after", "0", f"--engine={engine.socket}"], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, check=True).stdout
        lost = first["sequence"] - 1
        self.assertEqual(told.splitlines()[0], f"(events 1 to {lost} are lost: the journal was damaged)")
        follower = self.follow(engine, path=f"/v1/events?after={before}")
        until(lambda: first["text"] in follower.texts(), "the stream")
        self.assertIn(f'event: gap\ndata: {{"from":{before + 1},"to":{lost},"reason":"lost"}}\n', follower.told.decode())

    def test_what_is_dropped_is_what_the_operator_says_and_a_follower_is_told(self):
        engine = self.engine()
        engine.end()
        now, days = int(time.time() * 1000), 86_400_000
        with contextlib.closing(sqlite3.connect(engine.state / "journal.sqlite")) as journal, journal:
            journal.execute("UPDATE event SET time = ?", [now - 3 * days])
            rows = [("old", now - 3 * days)] * 300 + [("web01", now)] * 5 + [("left", now)] * 7 + [("web01", now)] * 1200
            journal.executemany("INSERT INTO event (time, host, kind, severity, text, sensor, incident) VALUES (?2, ?1, 0, 0, 'it was so', '', 0)", rows)
            journal.execute("INSERT INTO gone (host, since) VALUES ('left', ?)", [now - 3 * days])
            last = journal.execute("SELECT max(sequence) FROM event").fetchone()[0]
        young, left = last - 1212 + 1, last - 1200 - 7 + 1

        def told(after, gap):
            follower = self.follow(engine, "-H", f"Last-Event-ID: {after}")
            data = json.dumps({"from": gap[0], "to": gap[1], "reason": "dropped"}, separators=(",", ":"))
            return until(lambda: follower.events() and f"event: gap\ndata: {data}\n\n" in follower.told.decode(),
                         f"the gap {gap}", why=lambda: follower.told[:1000].decode())

        engine.options = ("--event-days", "2", "--gone-days", "2")
        engine.__enter__()
        until(lambda: engine.curl("/v1/events?limit=1")[2]["oldest"] == young, "the old ones are dropped")
        told(1, (2, young - 1))
        until(lambda: engine.curl(f"/v1/events?after={left - 1}&limit=1")[2]["events"][0]["sequence"] == left + 7, "those of the host that is gone, too")
        told(young, (left, left + 6))
        engine.end()
        engine.options = ("--most-events", "1000")
        engine.__enter__()
        until(lambda: engine.curl("/v1/events?limit=1")[2]["oldest"] > left + 7, "there are too many")
        page = engine.curl("/v1/events?limit=10000")[2]
        self.assertAlmostEqual(page["oldest"], last - 1000 + 1, delta=20, msg="what has happened since makes it a few more")
        told(young, (young + 1, page["oldest"] - 1))

    def test_limits_of_what_is_kept_are_said(self):
        for option, wrong in (("--event-days", "0"), ("--most-events", "999"), ("--gone-days", "36501"), ("--incident-days", "soon")):
            done = subprocess.run([peer.program("bmcscoped"), option, wrong], capture_output=True, text=True, timeout=20, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertRegex(done.stderr, f"^bmcscoped: .*{option}.*{wrong}")

    def test_the_inventory_is_read_again(self):
        other = self.enterContext(OurSim())
        engine = self.enterContext(Engine({"web01": self.bmc, "web02": other}))
        until(lambda: all("report" in engine.host(name) for name in ("web01", "web02")), "the first polls")
        good = engine.inventory.read_text()
        sessions = engine.host("web01")["report"]["statistics"]

        def names():
            return [host["host"] for host in engine.curl("/v1/hosts")[2]["hosts"]]

        engine.inventory.write_text(good + '\n[host.web03]\naddress = "127.0.0.1:9"\ncredential = "web01"\n')
        until(lambda: names() == ["web01", "web02", "web03"], "the new host, by the change of the file alone")
        engine.inventory.write_text(good + "\n[host.web04\n")
        engine.process.send_signal(signal.SIGHUP)
        until(lambda: any("not taken over" in event["text"] for event in engine.curl("/v1/events")[2]["events"]), "the refusal")
        refusal = [event["text"] for event in engine.curl("/v1/events")[2]["events"] if "not taken over" in event["text"]][0]
        self.assertRegex(refusal, r"inventory\.toml:\d+:\d+: ")
        self.assertEqual(names(), ["web01", "web02", "web03"])
        engine.inventory.write_text(good.split("[credential.web02]")[0])  # two of three hosts fewer
        until(lambda: any("would go" in event["text"] for event in engine.curl("/v1/events")[2]["events"]), "the question")
        self.assertEqual(names(), ["web01", "web02", "web03"])
        begun = time.time()
        until(lambda: engine.host("web01")["report"]["statistics"]["requests"] > sessions["requests"] and time.time() > begun, "polls that went on")
        self.assertEqual(self.bmc.state()["sessions"], 1, "a host that stays keeps its session")

    def test_whoever_follows_a_set_hears_of_a_host_that_comes_to_it(self):
        other = self.enterContext(OurSim())
        engine = self.enterContext(Engine({"web01": self.bmc, "web02": other}, more='[group.rack1]\nmembers = "web01"\n'))
        until(lambda: all("report" in engine.host(name) for name in ("web01", "web02")), "the first polls")
        follower = Follower(engine, path="/v1/events?set=@rack1")
        self.addCleanup(follower.end)
        until(lambda: follower.events() or b":" in follower.told, "the stream's first sign of life")
        engine.inventory.write_text(engine.inventory.read_text().replace('members = "web01"', 'members = "web01,web02"'))
        until(lambda: len(engine.curl("/v1/hosts?set=@rack1")[2]["hosts"]) == 2, "the new set")
        other.tell(power="off")
        until(lambda: [(event["host"], event["text"]) for event in follower.events().values()] == [("web02", "power is off")], "its event")

    def test_a_silent_bmc_is_an_incident_until_it_answers(self):
        engine = self.engine()
        self.bmc.tell(fault={"silent": "*"})
        until(lambda: any(incident["key"] == "reachability" for incident in self.incidents(engine)), "the incident", deadline=40)
        self.bmc.tell(fault=None)
        until(lambda: not self.incidents(engine), "the clearing", deadline=60)


if __name__ == "__main__":
    unittest.main(verbosity=2)

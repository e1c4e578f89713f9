#!/usr/bin/env python3
"""What bmcscoped answers is what its OpenAPI document says: each page is asked of an engine that has seen trouble, and Python's jsonschema
(Debian: python3-jsonschema) holds the answer against the document. A member that the document does not have is a failure here."""
import copy
import json
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
import peer  # noqa: E402
from engine_test import Engine  # noqa: E402
from our_sim import OurSim  # noqa: E402
from peer import until  # noqa: E402

# Debian's module, whichever Python runs this.
VALIDATE = """
import json, jsonschema, sys
checks = json.load(sys.stdin)
found = []
for name, schema, value in checks:
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    found += [f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in validator.iter_errors(value)]
json.dump(found, sys.stdout)
"""
PARTS = "sensors,chassis,sel,dcmi_power,device,fru"


def complaints(checks):
    done = subprocess.run(["/usr/bin/python3", "-c", VALIDATE], input=json.dumps(checks), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


def strict(document):
    """Nothing that is not described."""
    document = copy.deepcopy(document)
    for schema in document["components"]["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return document


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        peer.need("curl")
        cls.bmcs = {"web01": cls.enterClassContext(OurSim()), "web02": cls.enterClassContext(OurSim())}
        bmc = cls.bmcs["web01"]
        operator = f'[credential.operator]\nuser = "{bmc.user}"\npassword_file = "{bmc.scratch}/web01.password"\nprivilege = "operator"\n'
        cls.engine = cls.enterClassContext(Engine(cls.bmcs, of_each_host='control = "operator"\n', more=operator))
        cls.document = cls.engine.curl("/v1/openapi.json")[2]
        for part in ("sensors", "sel", "device", "power", "fru"):
            until(lambda part=part: "read" in cls.engine.host("web01", part), f"{part} read")
        cls.bmcs["web01"].tell(set_reading={"sensor": "CPU1 Temp", "value": 98})
        cls.bmcs["web01"].tell(set_reading={"sensor": "PSU2 Input", "unavailable": True})
        cls.bmcs["web01"].tell(add_sel={"sensor": "DIMM_A2", "offset": 1, "assert": True, "data": [255, 255]})
        cls.bmcs["web02"].tell(fault={"silent": ["*"]})
        until(lambda: cls.engine.host("web02")["reach"] == "silent", "web02 is missed")
        until(lambda: len(cls.engine.curl("/v1/incidents")[2]["incidents"]) >= 3, "the incidents")

    def answers(self):
        """[(method, path in the document, page asked, words for curl)], every page and each form of its answer."""
        incident = next(one["id"] for one in self.engine.curl("/v1/incidents")[2]["incidents"] if one["sources"] == ["sel"])
        hosts = [("GET", f"/v1/hosts/{{host}}{part}", f"/v1/hosts/{name}{part}", ()) for part in ("", "/sensors", "/power", "/sel", "/device", "/fru") for name in self.bmcs]
        return hosts + [
            ("GET", "/v1/hosts", "/v1/hosts", ()), ("GET", "/v1/hosts", "/v1/hosts?limit=1", ()), ("GET", "/v1/groups", "/v1/groups", ()),
            ("POST", "/v1/hosts/{host}/refresh", "/v1/hosts/web01/refresh", ("-X", "POST")),
            ("GET", "/v1/reports", f"/v1/reports?hosts=web01,web02,nobody&parts={PARTS}", ()),
            ("GET", "/v1/readings", "/v1/readings", ()), ("GET", "/v1/readings", "/v1/readings?detail=all", ()),
            ("POST", "/v1/incidents/{id}/ack", f"/v1/incidents/{incident}/ack", ("-X", "POST", "-d", '{"note": "seen", "seconds": 60}')),
            ("GET", "/v1/incidents", "/v1/incidents", ()), ("GET", "/v1/incidents", "/v1/incidents?limit=1", ()),
            ("POST", "/v1/incidents/{id}/clear", f"/v1/incidents/{incident}/clear", ("-X", "POST", "-d", "{}")),
            ("GET", "/v1/incidents", "/v1/incidents?state=all", ()), ("GET", "/v1/events", "/v1/events", ()), ("GET", "/v1/indices", "/v1/indices", ()), ("GET", "/v1/events", "/v1/events?limit=1", ()),
            ("GET", "/v1/openapi.json", "/v1/openapi.json", ()), ("POST", "/v1/inventory/reload", "/v1/inventory/reload", ("-X", "POST", "-d", "{}")),
            ("GET", "/v1/openapi.json", "/v1/openapi.json", ()),
            ("POST", "/v1/hosts/{host}/power", "/v1/hosts/web01/power", ("-d", '{"action": "on"}')),
            ("POST", "/v1/hosts/{host}/identify", "/v1/hosts/web01/identify", ("-d", '{"seconds": 5}')),
            ("POST", "/v1/hints", "/v1/hints", ("-d", '{"host": "web01", "what": "PET"}')), ("GET", "/v1/audit", "/v1/audit", ()),
        ]

    def schema_of(self, method, path, status, kind):
        answers = self.document["paths"][path][method.lower()]["responses"]
        found = answers[str(status)] if str(status) in answers else answers["default"]
        return {**found["content"][kind]["schema"], "components": strict(self.document)["components"]}

    def test_every_answer_is_as_described(self):
        checks, asked = [], set()
        for method, path, page, words in self.answers():
            status, kind, body = self.engine.curl(page, *words)
            self.assertIn(status, (200, 202), (page, body))
            checks.append((page, self.schema_of(method, path, status, kind), body))
            asked.add((method, path))
        self.assertEqual(complaints(checks), [])
        described = {(method.upper(), path) for path, methods in self.document["paths"].items() for method in methods}
        self.assertEqual(described - asked, {("GET", "/metrics"), ("POST", "/v1/power")},
                         "each page is asked here; metrics_test and orders_test have those, which are no JSON documents")
        # It does look: what is missing, and what is not described, is seen.
        name, schema, body = checks[0]
        self.assertTrue(complaints([(name, schema, {**body, "colour": "red"})]))
        self.assertTrue(complaints([(name, schema, {key: value for key, value in body.items() if key != "lamp"})]))

    def test_refusals_are_as_described(self):
        checks = []
        for path, page in (("/v1/hosts/{host}", "/v1/hosts/nobody"), ("/v1/hosts", "/v1/hosts?limit=0"), ("/v1/readings", "/v1/readings?set=@nobody")):
            status, kind, body = self.engine.curl(page)
            self.assertGreaterEqual(status, 400)
            checks.append((page, self.schema_of("GET", path, status, kind), body))
        self.assertEqual(complaints(checks), [])

    def test_the_document_is_well_formed(self):
        self.assertEqual(self.document["openapi"], "3.1.0")
        for path, methods in self.document["paths"].items():
            wanted = set(re.findall(r"{(\w+)}", path))
            for method, operation in methods.items():
                with self.subTest(path=path, method=method):
                    self.assertTrue(operation["summary"])
                    self.assertEqual({one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}, wanted)
                    self.assertIn("default", operation["responses"])

    def test_what_is_known_already_is_not_told_again(self):
        web02 = ["curl", "-sS", "--unix-socket", self.engine.socket, "http://localhost/v1/hosts/web02/sensors"]  # silent: it changes seldom
        etags = self.engine.folder / "etags"

        def again():
            subprocess.run([*web02, "--etag-save", etags, "-o", "/dev/null"], check=True)
            return subprocess.run([*web02, "--etag-compare", etags, "-w", "%{http_code}"], capture_output=True, text=True, check=True).stdout
        until(lambda: again() == "304", "nothing new, as curl has it")


if __name__ == "__main__":
    peer.main()

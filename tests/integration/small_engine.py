"""In an engine's place on a Unix socket: Python's http.server with the pages of the API that the command line asks. What it says is written
down here and nowhere in our programs."""
import http.server
import json
import queue
import re
import socketserver
import threading
import urllib.parse

INCIDENT = {"id": 12, "host": "web03", "key": "32.0.12", "severity": "critical", "text": "CPU1 Temp 98 C > 95 (upper critical)",
            "sources": ["sensor", "sel"], "raised": "2026-11-24T02:11:07.250Z", "updated": "2026-11-24T02:11:09.250Z"}
CLEARED = dict(INCIDENT, id=11, text="FAN1 1200 RPM < 1500", cleared="2026-11-24T01:00:00.000Z", cleared_by="sensor")


def host(name, severity="ok", reach="answers", power="on", colour="green", **more):
    return {"host": name, "addresses": ["10.0.0.1"], "reach": reach, "since": "2026-11-23T20:00:00.000Z", "severity": severity, "power": power,
            "lamp": {"colour": colour, "blinking": False}, "generation": 1, **more}


def event(sequence, **more):
    return {"sequence": sequence, "time": "2026-11-24T02:11:07.250Z", "host": "web03", "kind": "sensor", "severity": "critical",
            "text": f"event number {sequence}", **more}


class SmallEngine:
    """As a context manager. `asked` has every request: (method, path and query, body)."""

    def __init__(self, path):
        self.path = str(path)
        self.hosts = [host("web01"), host("web02"), host("web03", "critical", colour="red", incidents=1),
                      host("web07", "unknown", "silent", colour="amber", error={"code": "timeout", "context": "login: no answer"})]
        self.incidents, self.events, self.asked = [INCIDENT, CLEARED], [event(i) for i in range(1, 43)], []
        self.oldest, self.lost, self.rows = 1, None, 5000
        self.streams, self.deaf = [], False
        self.trouble = None  # of its journal

    def __enter__(self):
        engine = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                engine.answer(self, "GET")

            def do_POST(self):
                engine.answer(self, "POST")

        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True

            def get_request(self):
                connection, _ = super().get_request()
                return connection, ("engine", 0)

        self.server = Server(self.path, Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.break_streams()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def reply(self, handler, status, body):
        text = json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json" if status == 200 else "application/problem+json")
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    def problem(self, handler, detail):
        self.reply(handler, 404, {"type": "about:blank", "title": "no", "status": 404, "detail": detail})

    def answer(self, handler, method):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0))).decode()
        self.asked.append((method, handler.path, body))
        url = urllib.parse.urlsplit(handler.path)
        query = {name: values[0] for name, values in urllib.parse.parse_qs(url.query).items()}
        wanted = query.get("set")
        if wanted == "nobody":
            return self.problem(handler, "the inventory has no host 'nobody'")
        if method == "POST":
            return self.acknowledge(handler, url.path, json.loads(body))
        if url.path == "/v1/hosts":
            return self.reply(handler, 200, {"generation": 1, "hosts": [one for one in self.hosts if wanted in (None, one["host"], "@*")]})
        if url.path == "/v1/incidents":
            return self.reply(handler, 200, {**self.said_of_trouble(), "incidents": [one for one in self.incidents if query["state"] == "all" or "cleared" not in one]})
        if url.path == "/v1/events" and "text/event-stream" in handler.headers.get("Accept", ""):
            return self.stream(handler, int(handler.headers.get("Last-Event-ID") or query.get("after") or self.events[-1]["sequence"]))
        if url.path == "/v1/events":
            return self.reply(handler, 200, self.events_behind(int(query["after"]), int(query["limit"]), wanted))
        return self.problem(handler, f"there is no {url.path}")

    def events_behind(self, after, limit, wanted):
        """Of one host perhaps; no more than `rows` are looked at, and "next" says how far that was."""
        newest = self.events[-1]["sequence"]
        answer = {**self.said_of_trouble(), "events": [], "oldest": self.oldest, "newest": newest, **({"lost": self.lost} if self.lost else {})}
        if after > newest:
            answer["reset"], after = True, 0
        behind = [one for one in self.events if one["sequence"] > after and one["sequence"] >= self.oldest]
        for looked, one in enumerate(behind):
            if looked == self.rows or len(answer["events"]) == limit:
                return dict(answer, next=behind[looked - 1]["sequence"])
            if wanted in (None, one["host"]):
                answer["events"].append(one)
        return answer

    def said_of_trouble(self):
        return {"trouble": self.trouble} if self.trouble else {}

    def acknowledge(self, handler, path, how):
        number = re.fullmatch(r"/v1/incidents/(\d+)/ack", path)
        for one in self.incidents:
            if number and one["id"] == int(number[1]):
                acknowledged = {"who": "alice", "when": "2026-11-24T03:00:00.000Z"}
                if "note" in how:
                    acknowledged["note"] = how["note"]
                if "seconds" in how:
                    acknowledged["until"] = "2026-11-24T05:00:00.000Z"
                return self.reply(handler, 200, dict(one, acknowledged=acknowledged))
        return self.problem(handler, f"there is no incident {number[1] if number else path}")

    def stream(self, handler, after):
        mailbox = queue.Queue()
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        for one in self.events:
            if one["sequence"] > after:
                mailbox.put(one)
        self.streams.append(mailbox)
        while (one := mailbox.get()) is not None:
            text = f"id: {one['sequence']}\nevent: {one['kind']}\ndata: {json.dumps(one)}\n\n" if "sequence" in one else f"event: gap\ndata: {json.dumps(one)}\n\n"
            handler.wfile.write(text.encode())
        handler.close_connection = True

    def happen(self, *events):
        for one in events:
            self.events.append(one)
            for mailbox in self.streams:
                mailbox.put(one)

    def break_streams(self):
        """As an engine that ends does."""
        streams, self.streams = self.streams, []
        for mailbox in streams:
            mailbox.put(None)

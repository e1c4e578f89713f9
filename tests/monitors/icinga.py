"""A real Icinga 2: alone, or as a master with a satellite. Results are read through its REST API.

Traps: ZonesDir does not follow from ConfigDir, and without it zones.d is silently ignored; a satellite must not have a
zones.d/<its zone> of its own, not even an empty folder; the master's first connection to the satellite may be refused and is repeated.
"""
import base64
import concurrent.futures
import http.client
import json
import secrets
import shutil
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request

from daemon import Daemon, Seen
from place import CONFIGS, edited, peer, uncommented

MASTER, SATELLITE, ZONE = "master.example.org", "satellite-dc1.example.org", "dc1"  # as configs/icinga2/zones.conf.example has them


def free_tcp_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Authority:
    """A CA and the nodes' certificates, made once a run: an RSA key of 4096 bits takes seconds."""

    def __init__(self, where, names=(MASTER, SATELLITE)):
        peer.need("icinga2")
        self.place, self.folder = where, where.own("authority")
        self.options = definitions(where, self.folder)
        make = [("pki", "new-ca")]
        make += [("pki", "new-cert", "--cn", name, "--key", self.folder / f"{name}.key", "--csr", self.folder / f"{name}.csr") for name in names]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(lambda words: where.run("icinga2", *words, *self.options), make))
        for name in names:
            where.run("icinga2", "pki", "sign-csr", "--csr", self.folder / f"{name}.csr", "--cert", self.folder / f"{name}.crt", *self.options)
        self.certificate = self.folder / "lib/ca/ca.crt"

    def equip(self, name, folder):
        """The three files that a node has in its lib/certs."""
        certs = self.place.own(folder / "lib/certs")
        shutil.copyfile(self.certificate, certs / "ca.crt")
        for suffix in ("key", "crt"):
            copy = certs / f"{name}.{suffix}"
            shutil.copyfile(self.folder / copy.name, copy)
            shutil.chown(copy, self.place.user.pw_uid, self.place.user.pw_gid)
            copy.chmod(0o600)


def definitions(where, folder):
    """Every path of Icinga's private, below `folder`."""
    for name in ("etc/zones.d", "lib", "lib/certs", "lib/ca", "log", "cache", "spool", "run"):
        where.own(folder / name)
    paths = {"ConfigDir": "etc", "ZonesDir": "etc/zones.d", "DataDir": "lib", "LogDir": "log", "CacheDir": "cache", "SpoolDir": "spool",
             "InitRunDir": "run"}
    values = {name: folder / path for name, path in paths.items()}
    values |= {"RunAsUser": where.user.pw_name, "RunAsGroup": where.group}
    return [f"-DConfiguration.{name}={value}" for name, value in values.items()]


class Icinga(Daemon):
    """One node. Its configuration are files in `etc`: conf.d, and zones.d on a master."""

    def __init__(self, authority, name=MASTER):
        self.place, self.name, self.port = authority.place, name, free_tcp_port()
        self.folder = self.place.own(f"icinga-{secrets.token_hex(4)}")
        self.etc, self.output = self.folder / "etc", self.folder / "log/out"
        self.options = definitions(self.place, self.folder)
        authority.equip(name, self.folder)
        self.password = secrets.token_hex(8)
        self.tls = ssl.create_default_context(cafile=authority.certificate)
        self.tls.check_hostname = False  # certificates name the node, we ask 127.0.0.1
        self.write("icinga2.conf", NODE.format(plugins=self.place.plugins, name=name, port=self.port, password=self.password))
        self.write("zones.conf", ALONE.format(name=name))
        self.write("conf.d/empty.conf", "")

    def write(self, path, text):
        file = self.etc / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o644)
        for folder in (file.parent, *file.parent.parents):
            if folder == self.etc:
                break
            folder.chmod(0o755)

    def command(self):
        return "icinga2", "daemon", *self.options, "-c", self.etc / "icinga2.conf"

    def validate(self):
        return self.place.run(*self.command(), "-C")

    def answers(self):
        try:
            return self.get("status/IcingaApplication")
        except (OSError, http.client.HTTPException):  # not listening yet, or reloading
            return None

    def request(self, path, body=None):
        """GET, or POST where there is a body. None: there is no such object."""
        login = base64.b64encode(f"test:{self.password}".encode()).decode()
        request = urllib.request.Request(f"https://127.0.0.1:{self.port}/v1/{path}", headers={"Accept": "application/json", "Authorization": f"Basic {login}"},
                                         data=None if body is None else json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, timeout=10, context=self.tls) as answer:
                return json.load(answer)["results"]
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 404:
                return None
            raise

    get = request

    def seen(self, host, service):
        try:
            found = self.get(f"objects/services/{urllib.parse.quote(f'{host}!{service}')}")
        except (OSError, http.client.HTTPException):  # a node that takes over a new configuration closes its API for a moment
            return None
        result = found and found[0]["attrs"]["last_check_result"]
        if not result:
            return None
        attributes = found[0]["attrs"]
        return Seen(int(attributes["state"]), attributes["state_type"] == 1, result["output"].split("\n")[0],
                    " ".join(result["performance_data"]), result["execution_end"] - result["execution_start"],
                    result["execution_end"], result["check_source"])

    def knows(self):
        return json.dumps(self.get("objects/services")) + self.output.read_text(errors="replace")

    def parsed(self, items):
        """Performance data, items of it: what Icinga's own parser makes of each: (label, value, unit)."""
        quoted = [json.dumps(item) for item in items]
        script = ("var parsed = []; for (text in [ " + ", ".join(quoted) + " ]) { var p = parse_performance_data(text); "
                  "parsed.add([ p.label, p.value, p.unit ]) }; Json.encode(parsed)")
        # The console prints the value in its own notation: a string that holds JSON.
        printed = self.place.run("icinga2", "console", "--eval", script)
        return [tuple(row) for row in json.loads(json.loads(printed.strip().splitlines()[-1]))]


class Pair:
    """A master, and a satellite that checks the hosts of its zone. The zones are those of the example."""

    def __init__(self, authority):
        self.master, self.satellite = Icinga(authority), Icinga(authority, SATELLITE)
        zones = edited((CONFIGS / "icinga2/zones.conf.example").read_text(), {
            'host = "192.0.2.1"\n': f'host = "127.0.0.1"; port = "{self.master.port}"\n',
            'host = "192.0.2.11"\n': f'host = "127.0.0.1"; port = "{self.satellite.port}"\n'})
        for node in (self.master, self.satellite):
            node.write("zones.conf", zones)

    def start(self):
        self.satellite.start()
        self.master.start()
        return self

    def connected(self):
        found = self.master.get(f"objects/endpoints/{SATELLITE}")
        return bool(found) and found[0]["attrs"]["connected"]


def commands_and_services(interval=2, retry=1, attempts=2):
    """The files that an operator installs, with seconds instead of minutes."""
    services = edited((CONFIGS / "icinga2/bmcscope-services.conf").read_text(), {
        "check_interval = 1m": f"check_interval = {interval}s", "retry_interval = 20s": f"retry_interval = {retry}s",
        "max_check_attempts = 3": f"max_check_attempts = {attempts}"})
    # One service for all beside the separate ones, which a site would not do.
    return {"bmcscope-commands.conf": (CONFIGS / "icinga2/bmcscope-commands.conf").read_text(), "bmcscope-services.conf": uncommented(services, "//")}


def host(name, bmc, credentials, timeout=5, more="", options=None):
    """`options`: a service's name, and what its check is told on this host."""
    _, told = options or ("", {})
    more += "".join(f'  vars.bmc_{word} = "{value}"\n' for word, value in told.items())
    return (f'object Host "{name}" {{\n  check_command = "dummy"\n  address = "127.0.0.1"\n  vars.bmc_address = "{bmc.address}:{bmc.port}"\n'
            f'  vars.bmc_credentials = "{credentials}"\n  vars.bmc_timeout = {timeout}\n{more}}}\n')


def group(name, _, inventory, timeout):
    return (f'object Host "{name}" {{\n  check_command = "dummy"\n  vars.bmc_hosts = "@*"\n  vars.bmc_inventory = "{inventory}"\n'
            f'  vars.bmc_timeout = {timeout}\n}}\n')


NODE = """const PluginDir = "{plugins}"
const PluginContribDir = PluginDir
const ManubulonPluginDir = PluginDir
const NodeName = "{name}"
include <itl>
include <plugins>
object IcingaApplication "app" {{ }}
object CheckerComponent "checker" {{ }}
object ApiListener "api" {{
  bind_host = "127.0.0.1"
  bind_port = {port}
  accept_config = true
  accept_commands = true
}}
object ApiUser "test" {{ password = "{password}"; permissions = [ "*" ] }}
include "zones.conf"
include_recursive "conf.d"
"""

ALONE = """object Endpoint "{name}" {{ }}
object Zone "{name}" {{ endpoints = [ "{name}" ] }}
"""

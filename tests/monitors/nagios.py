"""A real Nagios 4 with every path private. Results are read from its status.dat.

An interval is a second here (interval_length), so the files that an operator installs are used as they are.
"""
import pathlib
import re
import secrets

from daemon import Daemon, Seen
from place import CONFIGS, peer

# Templates, time periods and contacts of the package, and the plugins' commands, as Debian's own nagios.cfg takes them in.
THEIRS = pathlib.Path("/etc/nagios4/objects")
COMMANDS = pathlib.Path("/etc/nagios-plugins/config")


class Nagios(Daemon):
    def __init__(self, where):
        peer.need("nagios4")
        self.place = where
        self.folder = where.own(f"nagios-{secrets.token_hex(4)}")
        for name in ("rw", "results", "tmp"):
            where.own(self.folder / name)
        self.objects = self.folder / "objects"
        self.objects.mkdir()
        self.status, self.log, self.output = (self.folder / name for name in ("status.dat", "nagios.log", "out"))
        self.config = self.folder / "nagios.cfg"
        (self.folder / "resource.cfg").write_text(f"$USER1$={where.plugins}\n")
        theirs = f"cfg_dir={COMMANDS}\n" + "".join(f"cfg_file={THEIRS}/{name}.cfg\n" for name in ("commands", "contacts", "timeperiods", "templates"))
        self.config.write_text(CONFIG.format(folder=self.folder, theirs=theirs, user=where.user.pw_name, group=where.group))
        for name in ("bmcscope-commands.cfg", "bmcscope-services.cfg"):
            self.write(name, installed(name))

    def write(self, name, text):
        (self.objects / name).write_text(text)

    def command(self):
        return "nagios4", self.config

    def validate(self):
        return self.place.run("nagios4", "-v", self.config)

    def answers(self):
        return self.status.exists()

    def story(self):
        return super().story() + (self.log.read_text(errors="replace")[-3000:] if self.log.exists() else "")

    def knows(self):
        return "".join(file.read_text(errors="replace") for file in (self.status, self.folder / "objects.cache", self.log, self.output))

    def seen(self, host, service):
        """From status.dat. Nagios puts a whole new file in place: there is never half of one."""
        for block in re.findall(r"^servicestatus \{\n(.*?)^\t?\}", self.status.read_text(errors="replace"), re.M | re.S):
            found = dict(line.strip().partition("=")[::2] for line in block.splitlines())
            if (found["host_name"], found["service_description"]) == (host, service) and found["has_been_checked"] == "1":
                return Seen(int(found["current_state"]), found["state_type"] == "1", found["plugin_output"].strip(),
                            found["performance_data"], float(found["check_execution_time"]), float(found["last_check"]))
        return None


def installed(name):
    return (CONFIGS / "nagios" / name).read_text()


def host(name, bmc, credentials, timeout=5, more="", options=None):
    """`options`: a service's name, and what its check is told on this host: its own service then takes the place of the host group's."""
    service, told = options or ("", {})
    words = " ".join(f"--{word.replace('_', '-')} {value}" for word, value in told.items())
    own = one_service(name, service, f"check_{service.replace('-', '_')}!{words}") if told else ""
    return own + (f"define host {{\n    use generic-host,bmcscope-host\n    host_name {name}\n    address 127.0.0.1\n    max_check_attempts 3\n"
            f"    _BMC_ADDRESS {bmc.address}:{bmc.port}\n    _BMC_CREDENTIALS {credentials}\n    _BMC_TIMEOUT {timeout}\n{more}}}\n")


def group(name, service, inventory, timeout):
    return (f"define host {{\n    use generic-host\n    host_name {name}\n    address 127.0.0.1\n    max_check_attempts 3\n}}\n"
            + one_service(name, service, f"check_bmc_group!@*!--inventory {inventory} --timeout {timeout}"))


def one_service(host_name, name, command):
    return (f"define service {{\n    use bmcscope-service\n    host_name {host_name}\n    service_description {name}\n"
            f"    check_command {command}\n}}\n")


CONFIG = """cfg_dir={folder}/objects
{theirs}log_file={folder}/nagios.log
object_cache_file={folder}/objects.cache
precached_object_file={folder}/objects.precache
resource_file={folder}/resource.cfg
status_file={folder}/status.dat
state_retention_file={folder}/retention.dat
command_file={folder}/rw/nagios.cmd
query_socket={folder}/rw/nagios.qh
lock_file={folder}/rw/nagios.pid
temp_file={folder}/tmp/nagios.tmp
temp_path={folder}/tmp
check_result_path={folder}/results
debug_file={folder}/nagios.debug
nagios_user={user}
nagios_group={group}
use_syslog=0
check_for_updates=0
enable_notifications=0
enable_event_handlers=1
log_event_handlers=1
execute_service_checks=1
check_external_commands=1
interval_length=1
status_update_interval=1
check_result_reaper_frequency=1
service_inter_check_delay_method=n
max_service_check_spread=1
check_workers=2
illegal_macro_output_chars=`~$&|'"<>
illegal_object_name_chars=`~!$%^&*|'"<>?,()=
"""

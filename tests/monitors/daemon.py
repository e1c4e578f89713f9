"""What the tests ask of a monitoring daemon, whichever it is: start, and the state of a service."""
import dataclasses
import re

from place import until


@dataclasses.dataclass
class Seen:
    """The last result of a service, as the daemon has it."""
    state: int          # 0 to 3
    hard: bool
    output: str         # the first line, without performance data
    performance: str    # as the plugin printed it
    seconds: float      # that the plugin ran
    checked: float      # when, as a time stamp
    source: str = ""    # the node that ran it


class Daemon:
    """Needs from its kind: command(), answers(), seen(host, service) -> Seen or None, knows() -> all that it tells about its services
    and writes down, as text; and `output`, the file it talks into."""

    def start(self):
        self.process = self.place.start(*self.command(), log=self.output)
        until(self._is_up, f"{self.process.args[-1]} is up", why=self.story)
        return self

    def stop(self):
        self.place.end(self.process)

    def _is_up(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the daemon ended by itself, exit {self.process.returncode}\n{self.story()}")
        return self.answers()

    def story(self):
        return self.output.read_text(errors="replace")[-4000:] if self.output.exists() else ""

    def wait_for(self, host, service, state, text="", hard=True):
        """Until the service is in that state (0 to 3), in the daemon's eyes for good (HARD), and its first line matches `text`."""
        last = [None]

        def reached():
            seen = last[0] = self.seen(host, service)
            return seen if seen and seen.state == state and seen.hard >= hard and re.search(text, seen.output) else None
        return until(reached, f"{host}, {service}: {'HARD ' if hard else ''}{state} with {text!r}", why=lambda: f"{last[0]}\n{self.story()}")

    def wait_for_checks(self, host, service, number):
        """Until it was checked that many times more."""
        times = set()
        begun = self.seen(host, service).checked

        def enough():
            times.add(self.seen(host, service).checked)
            return len(times - {begun}) >= number
        until(enough, f"{host}, {service}: {number} more checks", why=self.story)

"""Takes the output of check_ipmi_sensor apart, the original's or ours: states, metrics, listed sensors, tables."""
import dataclasses
import re

METRIC = re.compile(r"(?:'([^']*)'|([^\s=']+))=(\S*)")
HEADING = re.compile(r"(?:IPMI|SEL|Sensor Type\(s\) .*?) Status: ")
LISTED = re.compile(r"(.*?) = (.*) \(Status: (\w+)\)$")


@dataclasses.dataclass
class Output:
    """One run. `heading` and `state` are of the first line; `offenders` stand between its brackets."""
    exit: int
    text: str
    heading: str = ""
    state: str = ""
    offenders: list = dataclasses.field(default_factory=list)
    serial: str = ""
    details: list = dataclasses.field(default_factory=list)  # asset tag and board
    metrics: list = dataclasses.field(default_factory=list)  # (label, value, limits) in order
    listed: list = dataclasses.field(default_factory=list)   # (name, reading, state) in order
    rest: list = dataclasses.field(default_factory=list)     # lines that are nothing of the above
    sensors: list = dataclasses.field(default_factory=list)  # rows of -vvv as tuples
    log: list = dataclasses.field(default_factory=list)

    @property
    def first_line(self):
        return self.text.split("\n", 1)[0]


FIRST = re.compile(rf"({HEADING.pattern})(OK|Warning|Critical|Unknown)(?: \[(.*)\])?(?: \((.*)\))?$")


def split_offenders(text):
    """At commas outside of the parentheses that -v adds; a log's details stay with their count."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0 and text[at + 1:at + 2] == " ":
            parts.append(text[start:at])
            start = at + 2
    return [part for part in parts + [text[start:]] if part]


def table(lines, first_column):
    """Rows below a header that begins with `first_column`, as tuples of trimmed cells."""
    rows, within = [], False
    for line in lines:
        cells = tuple(cell.strip() for cell in line.split(" | "))
        if cells[:2] == (first_column, "Name") or cells[:2] in ((first_column, "Date"), (first_column, "Time")):
            within = True
        elif within and (len(cells) < 4 or not cells[0].isdigit()):
            within = False
        elif within:
            rows.append(cells)
    return rows


def parse(exit_code, text):
    """`text` of a run whose first line may follow the tables of -vvv."""
    out = Output(exit_code, text)
    lines = text.rstrip("\n").split("\n")
    begin = max((i for i, line in enumerate(lines) if HEADING.match(line)), default=None)
    if begin is None:
        return out
    for row in table(lines[:begin], "ID"):
        (out.sensors if len(row) > 10 else out.log).append(row)
    metrics_at = next((i for i in range(begin, len(lines)) if " | " in lines[i]), None)
    if metrics_at is not None:
        lines[metrics_at], metrics = lines[metrics_at].split(" | ", 1)
        for quoted, plain, value in METRIC.findall(metrics):
            number, _, limits = value.partition(";")
            out.metrics.append((quoted or plain, number, limits))
    match = FIRST.match(lines[begin])
    if not match:
        return out
    out.heading, out.state, offenders, serial = match.groups()
    out.offenders, out.serial = split_offenders(offenders or ""), (serial or "").strip()
    for line in lines[begin + 1:]:
        listed = LISTED.match(line)
        if listed:
            out.listed.append(listed.groups())
        elif re.match(r"(Asset Tag|Board (Manufacturer|Product|Serial)): ?", line):
            out.details.append(line)
        else:
            out.rest.append(line)
    return out

"""Reads what ipmitool and FreeIPMI print, and the SDR records they printed it from, into rows that can be compared.

A row is tied to its sensor by the order of the records (ipmitool) or by the record id (FreeIPMI), never by its name: names repeat.
"""
import csv
import dataclasses
import re

FREEIPMI_OPTIONS = ("--comma-separated-output", "--no-header-output", "--output-sensor-state", "--output-sensor-thresholds")
UNITS = {"degrees C": "C", "Volts": "V", "Amps": "A", "Watts": "W", "percent": "%", "": ""}


@dataclasses.dataclass
class Record:
    """One SDR: of a sensor (types 01h to 03h) or of a locator (11h, 12h)."""
    id: int
    type: int
    key: str  # owner.lun.number, decimal
    name: str
    event_reading_type: int = 0
    share: int = 1
    readable: int = 0  # thresholds that the SDR calls readable, bits as in Get Sensor Thresholds; full records only


def name_of(data, at):
    length = data[at] & 0x1F
    return data[at + 1:at + 1 + length].decode("latin-1").rstrip("\0 ")


def records(hex_records):
    """Those that ipmitool lists, in order. IPMI v2.0 rev 1.1, section 43. ipmi_sim numbers its records from 1, whatever they bring."""
    for identity, text in enumerate(hex_records, 1):
        data = bytes.fromhex(text) if isinstance(text, str) else bytes(text)
        kind = data[3]
        number, lun, owner = data[7], data[6] & 3, data[5]
        key = f"{owner}.{lun}.{number}"
        if kind == 0x01:
            has_thresholds = data[13] == 1 and data[11] >> 2 & 3  # table 43-1, byte 12: 0 is none
            yield Record(identity, kind, key, name_of(data, 47), data[13], readable=data[18] & 0x3F if has_thresholds else 0)
        elif kind == 0x02:
            yield Record(identity, kind, key, name_of(data, 31), data[13], max(1, data[23] & 15))
        elif kind == 0x03:
            yield Record(identity, kind, key, name_of(data, 16), data[11], max(1, data[12] & 15))
        elif kind in (0x11, 0x12):
            yield Record(identity, kind, "", name_of(data, 15))


@dataclasses.dataclass
class Row:
    """What a peer says of one sensor. None: it says nothing."""
    name: str
    value: float | None = None
    digits: int = 0             # after the point, as printed: how exact the value is
    unit: str = ""
    state: str = ""             # ipmitool: ok nc cr nr ns; FreeIPMI: Nominal Warning Critical N/A
    texts: tuple = ()
    bits: int | None = None     # asserted states of a discrete sensor
    thresholds: tuple = ()      # LNR LC LNC UNC UC UNR


def number(text):
    """(value, digits after the point), or (None, 0)."""
    text = text.strip()
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return None, 0
    return float(text), len(text.partition(".")[2])


def cells(line):
    """Columns are split at " | " with blanks around, since a state's text may hold a bar."""
    return [cell.strip() for cell in re.split(r"\s*\|\s?", line)]


def ipmitool_elist(text):
    """`ipmitool sdr elist all`: a row for each record, in order."""
    rows = []
    for line in text.splitlines():
        if "|" not in line:
            continue
        name, _, state, _, words = (cells(line) + [""])[:5]
        row = Row(name, state=state)
        measured = re.fullmatch(r"(-?\d+(?:\.\d+)?) (.+)", words)
        if measured and "@" not in words:
            row.value, row.digits = number(measured[1])
            row.unit = UNITS.get(measured[2], measured[2])
        elif words:
            row.texts = tuple(part.strip() for part in words.split(", "))
        rows.append(row)
    return rows


def ipmitool_sensor(text):
    """`ipmitool sensor`: a row for each full or compact record, in order, with thresholds and state bits."""
    rows = []
    for line in text.splitlines():
        parts = cells(line)
        if len(parts) < 10:
            continue
        row = Row(parts[0], unit=UNITS.get(parts[2], parts[2]), state=parts[3])
        if parts[2] == "discrete":
            row.unit = ""
            state = parts[3]
            # Get Sensor Reading bytes 4 and 5, printed low byte first; bit 7 of the second is no state.
            row.bits = (int(state[2:4], 16) | (int(state[4:6], 16) & 0x7F) << 8) if state.startswith("0x") else None
        else:
            row.value, row.digits = number(parts[1])
        row.thresholds = tuple(number(cell)[0] for cell in parts[4:10])
        rows.append(row)
    return rows


def freeipmi_sensors(text):
    """`ipmi-sensors` with FREEIPMI_OPTIONS: by record id."""
    rows = {}
    for parts in csv.reader(text.splitlines(), quotechar="\0"):
        if len(parts) < 13:
            continue
        value, digits = number(parts[4])
        unit = "" if parts[5] == "N/A" else parts[5]
        thresholds = tuple(number(cell)[0] for cell in parts[6:12])
        texts = tuple(re.findall(r"'([^']*)'", ",".join(parts[12:])))
        rows[int(parts[0])] = Row(parts[1], value, digits, unit, parts[3], texts, None, thresholds)
    return rows


def by_key(sdr_records, elist, sensor, freeipmi):
    """{key: (record, elist row, sensor row or None, FreeIPMI row or None)} for every sensor record."""
    listed = list(records(sdr_records))
    if len(listed) != len(elist):
        raise AssertionError(f"{len(listed)} records, but ipmitool lists {len(elist)}")
    readable = iter(sensor)
    table = {}
    for record, row in zip(listed, elist):
        if record.type in (0x11, 0x12):
            continue
        line = next(readable) if record.type in (0x01, 0x02) else None
        if row.name != record.name or (line and line.name != record.name):
            raise AssertionError(f"record {record.id} is {record.name!r}; ipmitool has {row.name!r}, {line and line.name!r}")
        table[record.key] = (record, row, line, freeipmi.get(record.id))
    return table


def stored(folder, name, sdr_records):
    """`by_key` of the listings that lie beside a BMC's records."""
    return by_key(sdr_records, ipmitool_elist((folder / f"{name}.ipmitool-elist.txt").read_text()),
                  ipmitool_sensor((folder / f"{name}.ipmitool-sensor.txt").read_text()),
                  freeipmi_sensors((folder / f"{name}.freeipmi-sensors.csv").read_text()))

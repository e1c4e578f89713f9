#!/usr/bin/env python3
"""seeds.py FOLDER: writes starting inputs for the fuzz targets, FOLDER/TARGET/*, from $BMCSCOPE_CORPUS where that is set.

Without it there are a few made here, so that each target starts past its first length check. Read what each target makes
of its input at the head of its source.
"""
import hashlib
import json
import os
import pathlib
import struct
import sys

PCAP_HEADER = 24
PACKET_HEADER = 16
LINK_HEADER = {1: 14, 101: 0, 113: 16}  # Ethernet, raw IP, Linux cooked
AUTHENTICATION_RMCPP = 6


STATISTICS = {"requests": 70, "retransmissions": 0, "session_us": 900, "round_trip_us": 300, "wall_us": 5000, "cipher_suite": 17, "window": 4,
              "sdr_from_cache": True}
TIME = "2026-11-24T04:31:07.250Z"
# What an engine tells, in the order of the readers in schema.cpp.
TOLD = [
    {"severity": "critical", "cut": "no answer", "power": "on",
     "sensors": [{"key": "32.0.1", "label": "T", "name": "T", "type": "Temperature", "severity": "critical", "value": 98.5, "unit": "C",
                  "crossed": "upper_critical", "thresholds": {"upper_critical": 95}, "entity": {"id": 3, "instance": 1, "name": "CPU"},
                  "raw": "62 c0 10 00", "time": TIME},
                 {"key": "32.0.2", "label": "P", "name": "P", "type": "Power Supply", "severity": "ok", "reason": "absent",
                  "states": [{"offset": 1, "text": "failed", "severity": "critical", "absent": True}], "entity": {"id": 10, "instance": 96},
                  "completion": 203, "time": TIME}],
     "records": {"read": 3, "expected": 5}, "skipped_records": [{"record_id": 7, "why": "short"}], "warnings": ["w"], "statistics": STATISTICS},
    {"info": {"entries": 1, "free_bytes": 65535, "used_percent": 12.5, "overflow": False, "last_addition": 1700000000, "last_erase": 1,
              "supports_delete": True, "supports_reserve": True}, "bmc_clock": TIME, "boot_progress": "b", "complete": True, "cleared": True,
     "records": [{"id": 3, "time": TIME, "severity": "critical", "record_type": 2, "sensor": "32.0.1", "sensor_name": "T",
                  "sensor_type": "Temperature", "event": "hot", "detail": "d", "part": "CPU", "asserted": True, "trigger_value": 98,
                  "trigger_threshold": 95, "unit": "C", "cleared_by": 9, "history": True,
                  "acknowledged": {"who": "kim", "when": TIME, "note": "n"}, "raw": " ".join(["00"] * 16)}],
     "warnings": [], "statistics": STATISTICS},
    {"power": "on", "power_overload": False, "power_interlock": False, "power_fault": False, "power_control_fault": False,
     "restore_policy": "previous", "last_power_event": "AC failed", "intrusion": False, "front_panel_lockout": False, "drive_fault": False,
     "cooling_fault": False, "identify": "on for a time", "restart_cause": "power button", "power_on_hours": 7,
     "boot": {"device": "pxe", "valid": True, "persistent": False, "uefi": True}, "raw": "21 10 40"},
    {"action": "cycle", "outcome": "verified", "power": "on", "forced": True, "note": "n"},
    {"current_watts": 212, "minimum_watts": 1, "maximum_watts": 300, "average_watts": 200, "period_ms": 1000, "active": True},
    {"manufacturer": "NEC", "manufacturer_id": 119, "product_id": 1, "device_id": 32, "device_revision": 1, "firmware": "9.08",
     "auxiliary_firmware": "00 01 02 03", "ipmi_version": "2.0", "provides_device_sdrs": False, "update_in_progress": False,
     "additional_support": 191, "guid_raw": " ".join(["11"] * 16), "self_test": "passed", "self_test_raw": "55 00",
     "lan": {"channel": 1, "ip_address": "192.0.2.1", "vlan": 7},
     "users": [{"id": 2, "name": "u", "enabled": True, "privilege": "user"}, {"id": 3, "name": "", "enabled": False, "privilege": None}],
     "quirks": ["q"], "warnings": [], "statistics": STATISTICS},
    {"frus": [{"id": 0, "name": "n", "entity": "Board 1", "size_bytes": 256,
               "areas": [{"kind": "board", "version": 1, "language": 25, "manufactured": TIME, "fields": {"manufacturer": "NEC"}, "warning": "w"},
                         {"kind": "multirecord", "version": 2, "record_type": 192, "fields": {}, "raw": "01 02"}], "warning": "w"}],
     "warnings": [], "statistics": STATISTICS},
    {"code": "completion_code", "context": "refused", "completion": 203},
    {"sequence": 42, "time": TIME, "host": "web01", "kind": "sensor", "severity": "warning", "text": "t", "sensor": "32.0.1", "incident": 12},
    {"id": 12, "host": "web01", "key": "32.0.1", "severity": "critical", "text": "t", "sources": ["sensor", "sel"], "raised": TIME,
     "updated": TIME, "cleared": TIME, "cleared_by": "sensor", "acknowledged": {"who": "a", "note": "n", "when": TIME, "until": TIME}},
]


class Seeds:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0

    def add(self, target, data):
        place = self.folder / target
        place.mkdir(parents=True, exist_ok=True)
        (place / hashlib.sha1(data).hexdigest()).write_bytes(data)
        self.count += 1


def datagrams(path):
    """UDP payloads of a capture."""
    data = path.read_bytes()
    link = struct.unpack_from("<I", data, 20)[0]
    at = PCAP_HEADER
    while at + PACKET_HEADER <= len(data):
        size = struct.unpack_from("<I", data, at + 8)[0]
        packet = data[at + PACKET_HEADER + LINK_HEADER[link]:at + PACKET_HEADER + size]
        at += PACKET_HEADER + size
        header = (packet[0] & 15) * 4
        yield packet[header + 8:]


def from_capture(seeds, path):
    conversation = b""
    for datagram in datagrams(path):
        seeds.add("packet", datagram)
        seeds.add("envelope", b"\0" + datagram)
        if len(datagram) < 16 or datagram[4] != AUTHENTICATION_RMCPP:
            continue
        kind = datagram[5]
        payload = datagram[16:16 + struct.unpack_from("<H", datagram, 14)[0]]
        if 0x10 <= kind <= 0x15:
            seeds.add("session_payloads", bytes([kind]) + payload)
        if kind in (0x11, 0x13, 0x15):  # what a BMC answers, for our message tag and with its proof made right
            answer = b"\x07" + payload[1:]
            conversation += bytes([kind, 0x80 | min(len(answer), 0x7f)]) + answer[:0x7f]
        if kind == 0 and len(payload) > 7:  # neither encrypted nor authenticated
            netfn, command = payload[1] >> 2, payload[5]
            body = payload[7:-1] if netfn & 1 else payload[6:-1]
            seeds.add("messages", bytes([netfn, command]) + body)
            block = payload + bytes(range(1, 16 - (len(payload) + 1) % 16 + 1))
            seeds.add("envelope", b"\1\1" + bytes([min(len(block) + 1, 255)]) + block + bytes([len(block) - len(payload)]))
    if conversation:
        seeds.add("handshake", conversation)


def from_corpus(seeds, corpus):
    for path in sorted(corpus.glob("rmcp/*.pcap")):
        from_capture(seeds, path)
    for path in sorted(corpus.glob("bmc-responses/zipmi_zoo_*.json")):
        for fixture in json.loads(path.read_text())["fixtures"].values():
            if fixture.get("response_hex"):
                head = bytes([fixture["netfn"] | 1, fixture["cmd"]])
                seeds.add("messages", head + bytes.fromhex(fixture["response_hex"]))
    manufacturers = {"dell": 674, "s2600": 343}
    for path in sorted(corpus.glob("sdr/*.sdr.bin")):
        manufacturer = next((number for name, number in manufacturers.items() if name in path.name), 0)
        data, at = path.read_bytes(), 0
        while at + 5 <= len(data):
            size = 5 + data[at + 4]
            seeds.add("sdr", struct.pack("<HH", manufacturer, 0) + data[at:at + size])
            seeds.add("text", b"\xff" + data[at + 48:at + size])
            at += size
    for path in sorted(corpus.glob("sel/*.selraw")):
        data = path.read_bytes()
        for at in range(0, len(data), 64):
            seeds.add("sel", struct.pack("<HHB", 674, 0, 0) + data[at:at + 64])
    for path in sorted(corpus.glob("fru/*.bin")):
        seeds.add("fru", path.read_bytes())


def checked(data):
    """The bytes and the one that makes their sum zero."""
    return data + bytes([-sum(data) % 256])


def area(data):
    """A FRU area of two units of eight bytes, checksum included."""
    return checked(data.ljust(15, b"\0"))


def made_here(seeds):
    for target in ("text", "packet", "envelope", "session_payloads", "handshake", "messages", "sdr", "sel", "fru",
                   "inventory", "kept_files", "schema"):
        seeds.add(target, bytes(64))
    ping = bytes.fromhex("0600ff06000011be80010000")
    seeds.add("packet", ping)
    seeds.add("packet", bytes.fromhex("0600ff070600000000000000000009002018c88100388e04b5"))
    for kind in range(0x10, 0x16):
        seeds.add("session_payloads", bytes([kind]) + bytes(64))
    seeds.add("session_payloads", bytes.fromhex("00c0030141 81c0110344 81c180a20200014181"))
    for netfn in (0, 4, 6, 10, 12):
        for command in range(0x60):
            for response in (0, 1):
                seeds.add("messages", bytes([netfn | response, command]) + bytes(20))
    for command in (1, 2, 3):
        for response in (0, 1):
            seeds.add("messages", bytes([0x2c | response, command, 0xdc]) + bytes(20))
    seeds.add("messages", bytes.fromhex("0a47d0b2434c52aa"))
    # A full sensor record and an event-only one; a temperature event.
    seeds.add("sdr", bytes(4) + bytes.fromhex("0100510130") + bytes(43) + b"\xc4Temp")
    seeds.add("sdr", bytes(4) + bytes.fromhex("0200510310") + bytes(12) + b"\xc3Evt")
    for kind in range(3):
        seeds.add("kept_files", bytes([kind]) + bytes(200))
    # Board and product area with one field each, checksums right.
    board = area(b"\x01\x02\x00\x00\x00\x00\xc3ABC\xc1")
    product = area(b"\x01\x02\x19\xc2xy\x84\x12\x34\x56\x78\xc1")
    seeds.add("fru", checked(b"\x01\x00\x00\x01\x03\x00\x00") + board + product)
    example = pathlib.Path(__file__).parents[2] / "configs/inventory.example.toml"
    for names in (b"@*", b"web[01-12],!web07", b"@rack1&~web.*", b"db[1-3/2]"):
        seeds.add("inventory", names + b"\n" + example.read_bytes())
        seeds.add("inventory", names + b"\n[credential.m]\nuser='m'\npassword_file='p'\n[host.web01]\naddress='10.0.0.1'\n"
                  b"credential='m'\ngroups=['rack1']\n[host.db1]\naddress=['a','[::1]:623']\ncredential='m'\n"
                  b"[group.x]\nmembers='web[01-02],!web02'\n")
    for reader, told in enumerate(TOLD):
        seeds.add("schema", bytes([reader]) + json.dumps(told).encode())
    seeds.add("sel", bytes(5) + bytes.fromhex("01000211223344210004010181570028"[:32]))


def main():
    seeds = Seeds(sys.argv[1])
    made_here(seeds)
    corpus = os.environ.get("BMCSCOPE_CORPUS")
    if corpus:
        from_corpus(seeds, pathlib.Path(corpus))
    print(f"{seeds.count} seeds" + ("" if corpus else " (BMCSCOPE_CORPUS is not set: only the ones made here)"))


main()

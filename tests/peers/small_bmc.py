"""A small BMC of our own as an ipmi_sim command file: fourteen sensors of every kind, four log records, two FRUs.

Written from the specification (IPMI v2.0 rev 1.1, sections 34, 42 and 43; FRU Storage Definition v1.0), byte by byte and not
through our own codecs: what these tests compare must not come from the code under test.
"""

MC = 0x20
USER, PASSWORD = "operator1", "a-test-password"

THRESHOLD, SPECIFIC = 0x01, 0x6F
TEMPERATURE, VOLTAGE, FAN, OTHER_UNITS = 0x01, 0x02, 0x04, 0x0B
CELSIUS, VOLTS, WATTS, RPM = 1, 4, 6, 18


def type_length(text):
    assert len(text) != 1, "C1h ends an area: one 8-bit character cannot be written"
    return [0xC0 | len(text), *text.encode("latin-1")]


def finish(record):
    record[4] = len(record) - 5
    return record


def exponents(r, b):
    return ((r & 15) << 4) | (b & 15)


def full(number, kind, name, entity, unit, thresholds, m=1, b=0, r=0, k1=0, signed=False, linear=0, percent=False, readable=0x3F):
    """Type 01h, table 43-1. Thresholds in raw counts: LNC LC LNR UNC UC UNR."""
    units = (0x80 if signed else 0) | (1 if percent else 0)
    lnc, lc, lnr, unc, uc, unr = (value & 0xFF for value in thresholds)
    highest, lowest = (0x7F, 0x80) if signed else (0xFF, 0x00)
    return finish([0, 0, 0x51, 0x01, 0, MC, 0, number, *entity, 0x7F, 0x68, kind, THRESHOLD,
                   0x95, 0x7A, 0x95, 0x7A, readable, readable, units, unit, 0, linear,
                   m & 0xFF, (m >> 8 & 3) << 6, b & 0xFF, (b >> 8 & 3) << 6, 0, exponents(r, k1),
                   0, 0, 0, 0, highest, lowest, unr, uc, unc, lnr, lc, lnc, 2, 2, 0, 0, 0, *type_length(name)])


def compact(number, kind, event_type, name, entity, mask, share=1, owner=MC):
    """Type 02h, table 43-2. share > 1: one record for that many sensors, names and instances counted up from 1."""
    low, high = mask & 0xFF, mask >> 8
    sharing = [share & 15, 0x81] if share > 1 else [1, 0]  # numeric modifier, entity instance incremented, offset 1
    return finish([0, 0, 0x51, 0x02, 0, owner, 0, number, *entity, 0x67, 0x40, kind, event_type,
                   low, high, low, high, low, high, 0xC0, 0, 0, *sharing, 0, 0, 0, 0, 0, 0, *type_length(name)])


def event_only(number, kind, event_type, name, entity):
    """Type 03h, table 43-3."""
    return finish([0, 0, 0x51, 0x03, 0, MC, 0, number, *entity, kind, event_type, 1, 0, 0, 0, *type_length(name)])


def fru_locator(fru, name, entity):
    """Type 11h, table 43-7."""
    return finish([0, 0, 0x51, 0x11, 0, MC, fru, 0x80, 0, 0, 0x10, 0, *entity, 0, *type_length(name)])


def controller_locator(name):
    """Type 12h, table 43-8."""
    return finish([0, 0, 0x51, 0x12, 0, MC, 0, 0, 0xBF, 0, 0, 0, 7, 1, 0, *type_length(name)])


def fru_area(body):
    size = (len(body) + 1 + 7) // 8 * 8
    body = body + [0] * (size - 1 - len(body))
    body[1] = size // 8
    return body + [-sum(body) & 0xFF]


def fru_data(chassis, board, product, size=256):
    def fields(texts):
        return [byte for text in texts for byte in type_length(text)] + [0xC1]

    areas = [fru_area([1, 0, 0x17, *fields(chassis)]),
             fru_area([1, 0, 0x19, 0x20, 0x65, 0xC8, *fields(board)]),  # minutes since 1996-01-01
             fru_area([1, 0, 0x19, *fields(product)])]
    offsets, at = [], 8
    for area in areas:
        offsets.append(at // 8)
        at += len(area)
    header = [1, 0, *offsets, 0, 0]
    data = [*header, -sum(header) & 0xFF, *(byte for area in areas for byte in area)]
    return data + [0] * (size - len(data))


# number, raw value, record, thresholds as in the record: what `full` describes and what the BMC then reads.
ANALOG = [
    (1, 24, TEMPERATURE, "Inlet Temp", (7, 1), CELSIUS, (5, 3, 0, 40, 45, 50), {}),
    (2, 98, TEMPERATURE, "CPU1 Temp", (3, 1), CELSIUS, (5, 3, 0, 85, 95, 105), {}),  # above upper critical
    (3, -12 & 0xFF, TEMPERATURE, "Outdoor Temp", (64, 1), CELSIUS, (-20, -30, -40, 40, 50, 60), {"signed": True}),
    (4, 58, FAN, "FAN1", (29, 1), RPM, (8, 6, 4, 200, 210, 220), {"m": 100}),
    (5, 7, FAN, "FAN2", (29, 2), RPM, (8, 6, 4, 200, 210, 220), {"m": 100}),  # below lower non-critical
    (6, 201, VOLTAGE, "P12V", (7, 1), VOLTS, (186, 181, 176, 216, 221, 226), {"m": 6, "r": -2}),
    (7, 120, VOLTAGE, "VBAT", (40, 1), VOLTS, (20, 10, 0, 230, 240, 250), {"m": 5, "b": 24, "k1": 1, "r": -3}),
    (8, 60, OTHER_UNITS, "Pwr Consumption", (7, 1), WATTS, (0, 0, 0, 200, 220, 240), {"m": 8, "readable": 0x38}),
    (9, 37, OTHER_UNITS, "CPU1 Load", (3, 1), 0, (0, 0, 0, 90, 95, 99), {"percent": True, "readable": 0x38}),
]
# number, state bits, kind, reading type, name, entity, mask
DISCRETE = [
    (16, (0,), 0x08, SPECIFIC, "PSU1 Status", (10, 1), 0x000F),
    (17, (0, 1), 0x08, SPECIFIC, "PSU2 Status", (10, 2), 0x000F),  # presence, and failure
    (18, (), 0x05, SPECIFIC, "Intrusion", (23, 1), 0x0001),
    (19, (0,), 0x21, 0x6F, "Slot", (11, 1), 0x0005),
]

SEL = [  # 9 bytes from the generator id on (table 32-1), each an hour apart
    [0x20, 0x00, 0x04, TEMPERATURE, 2, 0x01, 0x59, 98, 95],         # CPU1 Temp, upper critical going high, asserted
    [0x20, 0x00, 0x04, 0x08, 17, 0x6F, 0x01, 0xFF, 0xFF],           # PSU2 Status, failure detected
    [0x20, 0x00, 0x04, FAN, 5, 0x01, 0x50, 7, 8],                   # FAN2, lower non-critical going low
    [0x20, 0x00, 0x04, 0x0C, 0x30, 0x6F, 0x01, 0xFF, 0x02],         # a memory error whose sensor has no record
]
FIRST_EVENT = 0x65000000

FRUS = {
    0: fru_data(["CH-SER-000123", "CHPN-77"], ["Example Corp", "Board 11", "BSN0001234567", "BPN-1234-AB", "F11"],
                ["Example Corp", "Server 2U", "PPN-5678", "v1.2", "PSN000987654", "ASSET-42"]),
    1: fru_data(["CH-1", "CHPN-1"], ["Example Corp", "Power 750", "BSN1", "BPN-1", "F1"],
                ["Example Corp", "PSU 750 W", "PPN-750", "r1", "PSN1", "none"]),
}


def words(data):
    return " ".join(f"0x{byte & 0xFF:02x}" for byte in data)


def sdrs():
    """Its records, in the order in which ipmi_sim numbers them from 1."""
    return [controller_locator("BMC"), fru_locator(1, "PSU1 FRU", (10, 1)),
            *(full(number, kind, name, entity, unit, thresholds, **more)
              for number, _, kind, name, entity, unit, thresholds, more in ANALOG),
            *(compact(number, kind, event_type, name, entity, mask) for number, _, kind, event_type, name, entity, mask in DISCRETE),
            event_only(20, 0x10, SPECIFIC, "SEL Events", (7, 1))]


def own_events():
    """(record type, the 13 bytes behind it) for each event."""
    for hours, event in enumerate(SEL):
        yield 0x02, [*(FIRST_EVENT + 3600 * hours).to_bytes(4, "little"), *event]


def emu(events=None):
    """The command file, with the log given or its own. A mask has exactly 15 characters, highest state first; fewer and ipmi_sim stops."""
    mc = f"0x{MC:02x}"
    lines = ["mc_setbmc 0x20", f"mc_add {mc} 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02", f"sel_enable {mc} 1000 0x0a"]
    lines += [f"main_sdr_add {mc} {words(record)}" for record in sdrs()]
    for number, raw, kind, _, _, _, thresholds, more in ANALOG:
        lines.append(f"sensor_add {mc} 0 {number} 0x{kind:02x} 0x01")
        lines.append(f"sensor_set_value {mc} 0 {number} {raw} 0")
        lnc, lc, lnr, unc, uc, unr = (value & 0xFF for value in thresholds)
        mask = format(more.get("readable", 0x3F), "06b")
        lines.append(f"sensor_set_threshold {mc} 0 {number} settable {mask} {unr} {uc} {unc} {lnr} {lc} {lnc}")
        lines.append(f"sensor_set_hysteresis {mc} 0 {number} settable 2 2")
        lines.append(f"sensor_set_event_support {mc} 0 {number} enable scanning per-state" + " 000111111000000" * 4)
    for number, bits, kind, event_type, _, _, mask in DISCRETE:
        lines.append(f"sensor_add {mc} 0 {number} 0x{kind:02x} 0x{event_type:02x}")
        lines += [f"sensor_set_bit {mc} 0 {number} {bit} 1 0" for bit in bits]
        lines.append(f"sensor_set_event_support {mc} 0 {number} enable scanning per-state" + f" {mask:015b}" * 4)
    for kind, data in events if events is not None else own_events():
        lines.append(f"sel_add {mc} 0x{kind:02x} {words(data)}")
    for fru, data in FRUS.items():
        lines.append(f"mc_add_fru_data {mc} {fru} {len(data)} data {words(data)}")
    lines.append(f"mc_enable {mc}")
    return "\n".join(lines) + "\n"

"""Reads ipmitool's and FreeIPMI's listings of FRUs and of the SEL into rows that can be compared."""
import csv
import re

# Both tools' words -> (area, field) as the words of the project have them.
FRU_FIELDS = {
    "Chassis Type": ("chassis", "type"), "Chassis Part Number": ("chassis", "part_number"),
    "Chassis Serial": ("chassis", "serial_number"), "Chassis Serial Number": ("chassis", "serial_number"),
    "Board Mfg": ("board", "manufacturer"), "Board Manufacturer": ("board", "manufacturer"),
    "Board Product": ("board", "product_name"), "Board Product Name": ("board", "product_name"),
    "Board Serial": ("board", "serial_number"), "Board Serial Number": ("board", "serial_number"),
    "Board Part Number": ("board", "part_number"),
    "Product Manufacturer": ("product", "manufacturer"), "Product Manufacturer Name": ("product", "manufacturer"),
    "Product Name": ("product", "product_name"),
    "Product Part Number": ("product", "part_number"), "Product Part/Model Number": ("product", "part_number"),
    "Product Version": ("product", "version"),
    "Product Serial": ("product", "serial_number"), "Product Serial Number": ("product", "serial_number"),
    "Product Asset Tag": ("product", "asset_tag"),
}


def frus(text):
    """Either tool's listing: {fru id: {(area, field): text}}. Empty fields are left out, as ipmitool does."""
    table, fields = {}, {}
    for line in text.splitlines():
        head = re.match(r"FRU (?:Device Description|Inventory Device) ?: .*\(ID ([0-9A-F]+)(h?)\)", line)
        if head:
            fields = table.setdefault(int(head[1], 16 if head[2] else 10), {})
            continue
        name, colon, value = line.partition(":")
        field = FRU_FIELDS.get(re.sub(r"^FRU ", "", name.strip()))
        if colon and field and value.strip():
            fields.setdefault(field, value.strip())
    return table


FREEIPMI_SEL_OPTIONS = ("--comma-separated-output", "--no-header-output", "--output-event-state")


def freeipmi_sel(text):
    """`ipmi-sel` with FREEIPMI_SEL_OPTIONS: [{id, date, time, name, type, state, event}] in order."""
    return [dict(zip(("id", "date", "time", "name", "type", "state", "event"), [int(parts[0]), *parts[1:6], ",".join(parts[6:])]))
            for parts in csv.reader(text.splitlines(), quotechar="\0") if len(parts) >= 7]


def ipmitool_sel(text):
    """`ipmitool sel elist`: [{id, sensor, event, direction}] in order."""
    rows = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.split("|")]
        if len(parts) >= 5:
            rows.append({"id": int(parts[0], 16), "sensor": parts[3], "event": parts[4], "direction": parts[5] if len(parts) > 5 else ""})
    return rows

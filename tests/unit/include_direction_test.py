#!/usr/bin/env python3
"""Compares the #include lines of core and the products with the picture in core/README.md, and looks for the house traps.

    include_direction_test.py [--root DIR]     checks a tree, prints each offence as file:line: rule, exits 1 if there is one
    include_direction_test.py --self-check     plants one offence of each kind in a scratch tree and wants each of them found

`base <- wire <- message <- packet`, `base <- crypto`, `base <- transport`, these `<- session <- model <- host <- client`,
`model <- schema <- client`, `inventory` on `base` alone, `cli` on top. core/include/ipmi ranks lowest: everybody may include <ipmi/...>.
"""
import argparse
import pathlib
import re
import sys
import tempfile

SUFFIXES = {".cpp", ".hpp", ".h", ".cc"}
PRODUCTS = ("plugins", "snmp-subagent", "notifier", "kvm-proxy")
CODECS = {"base", "wire", "message", "packet"}
BELOW_MODEL = CODECS | {"crypto", "transport", "session"}

# Folder of core -> the folders it may include beside itself.
MAY_INCLUDE = {
    "include": set(),
    "base": set(),
    "wire": {"base"},
    "message": {"base", "wire"},
    "packet": {"base", "wire", "message"},
    "crypto": {"base"},
    "transport": {"base"},
    "session": CODECS | {"crypto", "transport"},
    "model": BELOW_MODEL,
    "inventory": {"base"},
    "schema": BELOW_MODEL | {"model"},
    "host": BELOW_MODEL | {"model"},
    "client": BELOW_MODEL | {"model", "host", "schema"},
    "store": BELOW_MODEL | {"model", "inventory"},
    "engine": BELOW_MODEL | {"model", "host", "inventory", "schema", "store"},
    "api": BELOW_MODEL | {"model", "host", "inventory", "schema", "store", "engine"},
    "manage": BELOW_MODEL | {"model", "inventory"},
    "snmp": {"base"},
    "cli": {"base", "inventory", "schema", "client"},
}
PRODUCT_MAY_INCLUDE = {"client", "inventory"}

# Header -> where it may be included. A library that stays in one place can be replaced, fuzzed and answered for.
THIRD_PARTIES = [
    (r"openssl/", ("core/crypto/",)),
    (r"freeipmi/", ("core/model/freeipmi_", "core/transport/local_")),
    (r"toml\+\+/|toml\.hpp", ("core/inventory/",)),
    (r"boost/", ("core/transport/", "core/session/", "core/model/", "core/host/", "core/client/", "core/cli/",
                "core/engine/", "core/api/", "plugins/dropin/",
                "tests/bmc_simulator/")),
    (r"net-snmp/", ("snmp-subagent/", "notifier/")),
    (r"curl/", ("notifier/",)),
    (r"sqlite3\.h", ("core/store/", "notifier/")),
]
CASTS_ALLOWED = ("core/base/bytes.hpp", "core/wire/", "core/transport/")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)
# In an argument list: Type{…}, {.member = …}, or a lambda that captures.
TEMPORARY = re.compile(r"[(,]\s*(?:[A-Z]\w*(?:::\w+)*|\w+::(?:\w+::)*[A-Z]\w*)\s*\{|[(,]\s*\{\s*\.|[(,]\s*\[[^\]\s]+\]\s*[({]")
WILDCARD_CAPTURE = re.compile(r"\[\s*[&=]\s*[\],]")


def blank(match):
    """Comments and strings become spaces, so that line numbers stay."""
    return re.sub(r"[^\n]", " ", match.group())


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def full_expression(text, start):
    """From `co_await` to the end of its statement."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] in "([{":
            depth += 1
        elif text[position] in ")]}":
            depth -= 1
            if depth < 0:
                return text[start:position]
        elif text[position] == ";" and depth == 0:
            return text[start:position]
    return text[start:]


def includes(root, path, relative, text):
    parts = relative.split("/")
    for match in INCLUDE.finditer(text):
        bracket, header = match.groups()
        where = f"{relative}:{line_of(text, match.start(2))}"
        for pattern, places in THIRD_PARTIES:
            if re.match(pattern, header) and not relative.startswith(places):
                yield f"{where}: <{header}> belongs in {' '.join(places)} alone"
        if header.startswith("ipmi/") or bracket == "<":
            continue
        folder = header.split("/")[0]
        if parts[0] == "core":
            own = parts[1]
            if own not in MAY_INCLUDE:
                yield f"{where}: core/{own} is not in the picture of folders"
            elif folder not in MAY_INCLUDE:
                yield f'{where}: "{header}" does not name its folder; write "{own}/…"'
            elif folder != own and folder not in MAY_INCLUDE[own]:
                yield f'{where}: {own} may not include "{header}": includes point one way'
        elif parts[0] in PRODUCTS:
            mine = (path.parent / header).exists() or (root / parts[0] / header).exists() or folder == parts[0]
            if folder in PRODUCTS and folder != parts[0]:
                yield f'{where}: products never include each other: "{header}"'
            elif not mine and folder not in PRODUCT_MAY_INCLUDE:
                yield f'{where}: a product stands on <ipmi/…>, client and inventory, not on "{header}"'


def traps(relative, text):
    code = COMMENT_OR_STRING.sub(blank, text)
    for match in re.finditer(r"\bco_await\b", code):
        found = TEMPORARY.search(full_expression(code, match.start()))
        if found:
            yield (f"{relative}:{line_of(code, match.start())}: g++ 12 frees a temporary aggregate or capturing lambda in a "
                   f"co_await expression twice: give `{found.group()[1:].strip()}…` a name first")
    if "co_await" in code:
        for match in WILDCARD_CAPTURE.finditer(code):
            yield f"{relative}:{line_of(code, match.start())}: capture by name in a file with coroutines, never [&] or [=]"
    if not relative.startswith(CASTS_ALLOWED):
        for match in re.finditer(r"\breinterpret_cast\b", code):
            yield f"{relative}:{line_of(code, match.start())}: reinterpret_cast belongs in {' '.join(CASTS_ALLOWED)} alone"


def check(root):
    """All offences in a tree, and the number of files looked at."""
    offences, files = [], 0
    for top in ("core", *PRODUCTS, "tests/bmc_simulator"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in SUFFIXES:
                continue
            relative, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
            files += 1
            offences += includes(root, path, relative, text)
            offences += traps(relative, text)
    return offences, files


# (file, text, a word of the offence it must raise, or None where it must raise nothing)
PLANTED = [
    ("core/wire/up.cpp", '#include "message/message.hpp"\n', "one way"),
    ("core/inventory/up.cpp", '#include "wire/reader.hpp"\n', "one way"),
    ("core/crypto/side.cpp", '#include "transport/link.hpp"\n', "one way"),
    ("core/base/plain.cpp", '#include "hex.hpp"\n', "does not name its folder"),
    ("core/include/ipmi/up.hpp", '#include "base/hex.hpp"\n', "one way"),
    ("core/unheard/of.cpp", '#include "base/hex.hpp"\n', "not in the picture"),
    ("core/session/tls.cpp", "#include <openssl/evp.h>\n", "belongs in"),
    ("core/model/sel_text.cpp", "#include <freeipmi/freeipmi.h>\n", "belongs in"),
    ("core/model/freeipmi_sel.cpp", "#include <freeipmi/freeipmi.h>\n", None),
    ("core/cli/config.cpp", "#include <toml++/toml.h>\n", "belongs in"),
    ("core/message/net.cpp", "#include <boost/asio.hpp>\n", "belongs in"),
    ("plugins/deep.cpp", '#include "session/session.hpp"\n', "a product stands on"),
    ("plugins/each_other.cpp", '#include "notifier/outbox.hpp"\n', "each other"),
    ("plugins/good.cpp", '#include <ipmi/client.hpp>\n#include "inventory/inventory.hpp"\n#include "plugins/deep.cpp"\n', None),
    ("core/session/flow.cpp", "auto f() { co_return co_await channel.open(OpenSession{1}); }\n", "twice"),
    ("core/session/flow2.cpp", "auto f() {\n  co_await send(channel,\n    ipmi::Request{.a = 1});\n}\n", "twice"),
    ("core/session/flow3.cpp", "auto f() { co_await send({.a = 1}); }\n", "twice"),
    ("core/session/flow4.cpp", "auto f() { co_await run([name] { return name; }); }\n", "twice"),
    ("core/session/good.cpp", "auto f() {\n  // co_await open(Type{});\n  const Open hello{1};\n  co_await open(hello);\n  Done d{};\n}\n", None),
    ("core/session/capture.cpp", "auto f() { co_await g(); std::sort(a, b, [&](int x) { return x; }); }\n", "by name"),
    ("core/session/copy.cpp", "auto f() { co_await g(); auto h = [=, this] { return x; }; }\n", "by name"),
    ("core/session/plain.cpp", "auto f() { return [&] { return 1; }; }\n", None),
    ("core/session/cast.cpp", "auto p = reinterpret_cast<char*>(q);\n", "reinterpret_cast"),
    ("core/wire/cast.cpp", "auto p = reinterpret_cast<char*>(q);\n", None),
]


def self_check():
    failures = []
    for name, text, wanted in PLANTED:
        with tempfile.TemporaryDirectory() as scratch:
            root = pathlib.Path(scratch)
            if name == "plugins/good.cpp":
                (root / "plugins").mkdir()
                (root / "plugins/deep.cpp").write_text("")
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
            found, _ = check(root)
        if wanted is None and found:
            failures.append(f"{name}: nothing is wrong there, yet: {found}")
        if wanted is not None and not any(wanted in offence for offence in found):
            failures.append(f"{name}: an offence ({wanted}) went unseen; found {found}")
    print("\n".join(failures) or f"{len(PLANTED)} planted files judged rightly")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    if options.self_check:
        return self_check()
    offences, files = check(options.root)
    if files == 0:
        offences = [f"no source file under {options.root}"]
    print("\n".join(offences) or f"{files} files include one way")
    return 1 if offences else 0


sys.exit(main())

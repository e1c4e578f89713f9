"""What Nagios and Icinga accept as the answer of a check: one state, one first line, metrics that parse, text that any screen can show."""
import dataclasses
import re
import unicodedata

# 'label'=value[unit];[warning];[critical];[minimum];[maximum], as the monitoring plugins guidelines have it
RANGE = r"(?:@?(?:~|-?[\d.]+)?:?(?:-?[\d.]+)?)"
METRIC = re.compile(r"('(?:[^'=|])+'|[^ '=|]+)=(-?[\d.]+)(s|us|ms|%|B|KB|MB|TB|c|C|V|A|W)?"
                    rf"(?:;{RANGE}(?:;{RANGE}(?:;(?:-?[\d.]+)?(?:;(?:-?[\d.]+)?)?)?)?)?(?: |$)")
STATES = ("OK", "WARNING", "CRITICAL", "UNKNOWN")


@dataclasses.dataclass
class Answer:
    state: int
    first: str      # the first line, without metrics
    metrics: dict   # label -> value
    lines: list     # those below


class Invalid(AssertionError):
    pass


def metrics_of(text):
    """label -> value; the whole text must be of the guidelines' form, and no label may come twice."""
    found = list(METRIC.finditer(text))
    if "".join(match[0] for match in found) != text:
        raise Invalid(f"metrics are not in the guidelines' form: {text!r}")
    values = {match[1].strip("'"): float(match[2]) for match in found}
    if len(values) != len(found):
        raise Invalid(f"a label comes twice: {text!r}")
    return values


def answer_of(code, output, errors=b""):
    """Of a program that has ended, by its bytes. Raises Invalid where it is not exactly one answer."""
    try:
        text = output.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"not UTF-8: {error}") from None
    if code not in range(4):
        raise Invalid(f"exit code {code}: {text[-400:]!r} {errors[-400:]!r}")
    if errors:
        raise Invalid(f"words on standard error: {errors[-400:]!r}")
    control = [character for character in text if character != "\n" and unicodedata.category(character) == "Cc"]
    if control:
        raise Invalid(f"control characters {control[:8]!r}")
    first, *lines = text.removesuffix("\n").split("\n")
    if not first.strip():
        raise Invalid("the first line is empty")
    if not first.startswith(STATES[code] + ": "):
        raise Invalid(f"exit code {code}, but {first[:200]!r}")
    if first.count("|") > 1 or any("|" in line for line in lines):
        raise Invalid(f"more than one bar: {text[:400]!r}")
    if any(line.startswith(tuple(state + ": " for state in STATES)) for line in lines):
        raise Invalid(f"a second first line: {text[:400]!r}")
    words, _, data = first.partition("|")
    return Answer(code, words.rstrip(), metrics_of(data.strip()), lines)

"""Measures the rows that are registered and prints them, with what the bars say: for people, or as JSON."""
import argparse
import json
import os
import subprocess
import sys

from measure import PROGRESS, noise
from rows import ROWS, Skipped


def main():
    """What a part's program does once its rows are there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()

    def runs(full, quick):
        return quick if options.quick else full

    report = {"machine": noise(), "rows": []}
    for title, function in ROWS:
        if options.only not in title:
            continue
        PROGRESS.begin(title)
        entry = {"row": title}
        try:
            contenders, bars = function(runs)
            entry |= {"figures": [contender.figures() for contender in contenders], "bars": bars}
        except Skipped as skipped:
            entry["skipped"] = str(skipped)
        except (AssertionError, subprocess.SubprocessError, OSError, ValueError) as trouble:
            entry["failed"] = str(trouble)
        entry["load_average"] = round(os.getloadavg()[0], 1)
        report["rows"].append(entry)
        if not options.json:
            show(entry)
    if options.json:
        print(json.dumps(report, indent=1))
    else:
        machine = report["machine"]
        print(f"\nmachine: {machine['cpus']} CPUs, load {machine['load_average']:.1f}; an empty process takes {machine['start_ms']} ms "
              f"(p95 {machine['start_ms_p95']}); the same work varies by {machine['work_p95_over_median']}x (p95 over median)")
    return 1 if any("failed" in entry for entry in report["rows"]) else 0


def show(entry):
    print(f"\n{entry['row']}  (load {entry['load_average']})")
    for word in ("skipped", "failed"):
        if word in entry:
            print(f"  {word}: {entry[word]}")
    for figure in entry.get("figures", []):
        if "wall_ms" not in figure:
            numbers = "  ".join(f"{name} {number:g}" for name, number in figure.items() if name != "name")
            print(f"  {figure['name']:<48} {numbers}")
            continue
        memory = f"  RSS {figure['rss_mib']} MiB, {figure['descriptors']} descriptors" if "rss_mib" in figure else ""
        print(f"  {figure['name']:<48} wall {figure['wall_ms']:9.1f} ms (p95 {figure['wall_ms_p95']:.1f})  CPU {figure['cpu_ms']:8.1f} ms"
              f"  right {figure['right']}/{figure['runs']}{memory}")
    for verdict in entry.get("bars", []):
        print(f"  {'met   ' if verdict['met'] else 'MISSED'} {verdict['bar']}: {verdict['value']} (bar {verdict['limit']})")
    sys.stdout.flush()


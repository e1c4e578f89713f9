#!/usr/bin/env python3
"""The engine's table: one-shot check, round trips, loss, fleets, beside ipmitool, FreeIPMI, the Perl check and the floor probe.

Each row measures its contenders in turns and says what the bars say of them. Timings are ratios inside one run on one
machine; they are printed, and never a test.
"""
import sys

import table
import one_bmc  # noqa: F401  its rows register themselves, in the order of the table
import many_bmcs  # noqa: F401

if __name__ == "__main__":
    sys.exit(table.main())

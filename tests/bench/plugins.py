#!/usr/bin/env python3
"""The plugins' table: each check beside what is in use today, a thousand BMCs in one check, two hundred checks on one BMC.

Timings are ratios inside one run on one machine, where there is a peer; they are printed, and never a test.
"""
import sys

import table
import one_check  # noqa: F401  its rows register themselves, in the order of the table
import many_checks  # noqa: F401

if __name__ == "__main__":
    sys.exit(table.main())

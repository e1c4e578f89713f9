#!/usr/bin/env python3
"""The service's table: ten thousand BMCs polled, what the API gives while they are, events, a restart; beside the floor probe,
prometheus-ipmi-exporter and FreeIPMI.
"""
import sys

import table
import asking  # noqa: F401  its rows register themselves, in the order of the table
import happenings  # noqa: F401
import polling  # noqa: F401

if __name__ == "__main__":
    sys.exit(table.main())

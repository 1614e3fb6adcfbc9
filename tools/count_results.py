#!/usr/bin/env python3
"""Counts the tests of one stage: tools/count_results.py FOLDER EXIT_CODE prints "passed failed skipped".

A stage leaves JUnit XML (*.xml) or lines "N passed, N failed" (counts.txt) in its folder; one that leaves neither is a
single test. A stage that failed without a failed test (a crash, a time-out) has one more.
"""
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def count_junit(path):
    passed = failed = skipped = 0
    try:
        cases = list(xml.parse(path).getroot().iter("testcase"))
    except xml.ParseError:
        return 0, 1, 0  # the runner died while it wrote
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None or case.get("status") == "notrun":
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def main():
    folder, exit_code = Path(sys.argv[1]), int(sys.argv[2])
    passed = failed = skipped = 0
    reports = sorted(folder.rglob("*.xml"))
    for report in reports:
        p, f, s = count_junit(report)
        passed, failed, skipped = passed + p, failed + f, skipped + s
    counts = folder / "counts.txt"
    if counts.exists():
        for p, f in re.findall(r"(\d+) passed, (\d+) failed", counts.read_text()):
            passed, failed = passed + int(p), failed + int(f)
    if exit_code != 0 and failed == 0:
        failed = 1
    if passed + failed == 0:
        # Reports without a single test: nothing was tested, and that is no success.
        if reports or counts.exists():
            failed = 1
        else:
            passed = 1
    print(passed, failed, skipped)


if __name__ == "__main__":
    main()

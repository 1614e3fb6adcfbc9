#!/usr/bin/env python3
"""What count_results.py makes of what a stage leaves behind."""
import subprocess
import sys
import tempfile
from pathlib import Path

GOOD = "<testsuites><testsuite><testcase name='a'/><testcase name='b'/></testsuite></testsuites>"
MIXED = ("<testsuites><testsuite><testcase name='a'><failure/></testcase><testcase name='b'><skipped/></testcase>"
         "<testcase name='c' status='notrun'/><testcase name='d'/></testsuite></testsuites>")

# files, exit code, what is counted
CASES = [
    ({}, 0, "1 0 0"),
    ({}, 1, "0 1 0"),
    ({"a.xml": GOOD}, 0, "2 0 0"),
    ({"a.xml": GOOD, "b.xml": MIXED}, 1, "3 1 2"),
    ({"a.xml": GOOD}, 139, "2 1 0"),
    ({"a.xml": "<testsuites/>"}, 0, "0 1 0"),
    ({"a.xml": "<testsuites><tests"}, 1, "0 1 0"),
    ({"counts.txt": "5 passed, 1 failed\nother words\n2 passed, 0 failed\n"}, 1, "7 1 0"),
    ({"counts.txt": "nothing ran\n"}, 0, "0 1 0"),
]


def main():
    failed = 0
    for files, code, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                (Path(folder) / name).write_text(text)
            counter = Path(__file__).with_name("count_results.py")
            printed = subprocess.run([counter, folder, str(code)], capture_output=True, text=True, check=True).stdout.strip()
        if printed != expected:
            failed += 1
            print(f"{files} with {code}: expected '{expected}', counted '{printed}'")
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Proves that docs/clock-cases.md names a test for each case, that each test it names is there, and that this check sees one that is not.

`Suite `name`` is a test or property of that suite; a name of a case alone (`c10`, `r3`) is what its tests begin with. A file in backticks
is one of the repository, by its path or, for scenarios and tests, by its name.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = {f"C{n}" for n in range(1, 33)} | {f"R{n}" for n in range(1, 56)}
TEST = re.compile(r"\b(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\(\s*(\w+),\s*(\w+)")
NAMED = re.compile(r"\b([A-Z]\w+)((?:(?:,| and)? `\w+`)+)")
FILE = re.compile(r"^[\w/.-]+\.(?:scn|cpp|py)$|^[\w-]+/[\w/.-]+$")


def tests_in(texts):
    """Names by suite."""
    tests = {}
    for text in texts:
        for suite, name in TEST.findall(text):
            tests.setdefault(suite, set()).add(name)
    return tests


def problems_of(doc, tests, files):
    """What is wrong with the document: `files` are paths from the root."""
    problems, seen = [], []
    names = {Path(f).name for f in files}
    folders = {str(p) for f in files for p in Path(f).parents}
    for line in doc.splitlines():
        row = re.match(r"\| ([CR]\d+) \|", line)
        if row:
            seen.append(row[1])
        for suite, list_ in NAMED.findall(line):
            for name in re.findall(r"`(\w+)`", list_):
                begins = name + "_" if re.fullmatch(r"[cr]\d+", name) else None
                if not any(t.startswith(begins) if begins else t == name for t in tests.get(suite, ())):
                    problems.append(f"no test {suite} {name}")
        for word in re.findall(r"`([^`]+)`", line):
            if FILE.match(word) and word not in files and word not in names and word.rstrip("/") not in folders:
                problems.append(f"no file {word}")
    problems += [f"no row of {case}" for case in sorted(CASES - set(seen))]
    problems += [f"two rows of {case}" for case in sorted({c for c in seen if seen.count(c) > 1})]
    return problems


def main():
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    files = set(listed.stdout.split("\n")) if listed.returncode == 0 else {str(p.relative_to(ROOT)) for p in ROOT.rglob("*.*")}
    tests = tests_in((ROOT / f).read_text() for f in files if f.endswith("_test.cpp") and (ROOT / f).is_file())
    doc = (ROOT / "docs/clock-cases.md").read_text()
    problems = problems_of(doc, tests, files)
    count = len(CASES) + 5
    failed = len(problems)
    for problem in problems:
        print("docs/clock-cases.md:", problem)
    rows = "\n".join(f"| {case} | nothing |" for case in CASES)
    for bad, why in [
        ("| C1 |", "two rows of C1"),
        ("Zone `no_such`", "no test Zone no_such"),
        ("Zone `knows_names`, `r99`", "no test Zone r99"),
        ("`no_such.scn`", "no file no_such.scn"),
        ("`tests/nowhere`", "no file tests/nowhere"),
    ]:
        if problems_of(rows + "\n" + bad, tests, files) != [why]:
            failed += 1
            print(f"the check does not see: {why}")
    print(f"{max(count - failed, 0)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

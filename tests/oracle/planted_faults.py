#!/usr/bin/env python3
"""Whether the oracle of business time would notice: planted_faults.py ORACLE PROBE

Puts faults between the oracle and the program under test, as a small program that asks the true one and bends its answers, and
demands that the oracle finds differences, of every kind of question that was bent; and none when nothing was bent.
"""
import os
import subprocess
import sys
import tempfile

SEED = "17"  # whether a fault is met at all must not be a matter of luck
CALENDARS = "3"

# How an answer is bent: expressions over `what`, `a`, `b` (of the question), `zone` and `answer`.
FAULTS = {
    "nothing": "answer",
    "add is a minute late": "answer + 60_000_000 if what == 'add' else answer",
    "subtract is a minute early": "answer - 60_000_000 if what == 'subtract' else answer",
    "between counts a microsecond more": "answer + 1 if what == 'between' and answer else answer",
    "open is the other way round in one minute of an hour": "1 - answer if what == 'open' and a // 60_000_000 % 60 == 7 else answer",
    "an hour too much across a change of the clocks":
        "answer + 3_600_000_000 if what == 'add' and offset(zone, a) != offset(zone, answer) else answer",
    "an hour too little counted across a change of the clocks":
        "answer - 3_600_000_000 if what == 'between' and b > a and offset(zone, a) != offset(zone, b) and answer else answer",
}

BENT = """#!{python}
import datetime, subprocess, sys, zoneinfo
def offset(zone, us):
    return datetime.datetime.fromtimestamp(us // 1_000_000, zoneinfo.ZoneInfo(zone)).utcoffset()
lines = sys.stdin.read().splitlines()
true = subprocess.run([{probe!r}], input="\\n".join(lines) + "\\n", capture_output=True, text=True, check=True)
sys.stderr.write(true.stderr)
answers, zone = iter(true.stdout.split()), ""
for line in lines:
    if line.startswith("calendar "):
        zone = line.removeprefix("calendar ").split("|")[0]
        continue
    what, a, b = line.split()
    a, b, answer = int(a), int(b), next(answers)
    if answer != "never":
        answer = int(answer)
        answer = {fault}
    print(answer)
"""


def main():
    oracle, probe = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        for name, fault in FAULTS.items():
            bent = os.path.join(folder, "bent")
            with open(bent, "w") as file:
                file.write(BENT.format(python=sys.executable, probe=os.path.abspath(probe), fault=fault))
            os.chmod(bent, 0o755)
            said = subprocess.run([sys.executable, oracle, bent, "--calendars", CALENDARS, "--cases", "2000", "--seed", SEED],
                                  capture_output=True, text=True)
            compared = [line for line in said.stdout.splitlines() if line.endswith("differences")]
            if not compared or compared[0].startswith("0 cases"):
                sys.exit(f"{name}: nothing was compared: {said.stdout}{said.stderr}")
            noticed = said.returncode != 0 and "the oracle says" in said.stderr
            if noticed != (fault != "answer"):
                sys.exit(f"{name}: {'found where there is none' if noticed else 'not noticed'}: {compared[0]}\n{said.stderr[:2000]}")
            print(f"{name}: {compared[0]}")


if __name__ == "__main__":
    main()

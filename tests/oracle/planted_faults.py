#!/usr/bin/env python3
"""Whether an oracle would notice: planted_faults.py ORACLE PROBE

Puts faults between an oracle (of business time, or of clocks) and the program under test, as a small program that asks the true one and
bends its answers, and demands that the oracle finds differences, of every kind of question that was bent; and none when nothing was bent.
"""
import os
import subprocess
import sys
import tempfile

# Whether a fault is met at all must not be a matter of luck.
DRAW = {"business_time.py": ["--seed", "17", "--calendars", "3", "--cases", "2000"],
        "clock_minutes.py": ["--seed", "19", "--calendars", "1", "--lives", "1000"]}  # in a zone that changes its clocks

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

# Of clocks: expressions over `turns` (instant and name), `now`, `zone` and the fields of the answer, instants in microseconds or None.
# The one that is bent stands before the colon.
CLOCK_FAULTS = {
    "nothing": "due: due",
    "due a minute late": "due: due and due + 60_000_000",
    "due a microsecond early": "due: due and due - 1",
    "due an hour late across a change of the clocks":
        "due: due + 3_600_000_000 if due and offset(zone, turns[0][0]) != offset(zone, due) else due",
    "breached an hour early across a change of the clocks":
        "breached: breached - 3_600_000_000 if breached and offset(zone, turns[0][0]) != offset(zone, breached) else breached",
    "in time at the very instant": "verdict: 'met' if verdict == 'breached' and state == 'stopped' and ended == breached else verdict",
    "a minute too much counts where it paused":
        "consumed: consumed + 60_000_000 if any(to == 'paused' for _, to in turns) and consumed else consumed",
    "a restart forgets its pause": "due: due or now if state == 'paused' and turns[-1][1] == 'restarted' else due",
    "a breach is forgotten when the hours are corrected": "verdict: 'open' if corrected and verdict == 'breached' else verdict",
    "an end that was taken back stays": "ended: ended or (now if turns[-1][1] == 'revived' else None)",
    "a goal that is a minute shorter": "goal: goal and goal - 60_000_000",
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

BENT_CLOCK = """#!{python}
import datetime, subprocess, sys, zoneinfo
def offset(zone, us):
    return datetime.datetime.fromtimestamp(us // 1_000_000, zoneinfo.ZoneInfo(zone)).utcoffset()
lines = sys.stdin.read().splitlines()
true = subprocess.run([{probe!r}], input="\\n".join(lines) + "\\n", capture_output=True, text=True, check=True)
sys.stderr.write(true.stderr)
answers, zone = iter(true.stdout.splitlines()), ""
for line in lines:
    if line.startswith(("calendar ", "corrected ")):
        zone = line.split(" ", 1)[1].split("|")[0]
        continue
    times, *course = line.split("|")
    now, corrected = int(times.split(">")[0]), ">" in times
    turns = [(int(turn.split(",")[0]), turn.split(",")[1]) for turn in course]
    state, verdict, *numbers = next(answers).split()
    breached, due, ended, consumed, goal = (None if one == "-" else int(one) for one in numbers)
    {field} = {fault}
    print(state, verdict, *("-" if one is None else one for one in (breached, due, ended, consumed, goal)))
"""


def bent_program(oracle, probe, fault):
    names = {"python": sys.executable, "probe": os.path.abspath(probe)}
    if oracle == "business_time.py":
        return BENT.format(fault=fault, **names)
    field, fault = fault.split(": ", 1)
    return BENT_CLOCK.format(field=field, fault=fault, **names)


def main():
    oracle, probe = sys.argv[1:]
    kind = os.path.basename(oracle)
    with tempfile.TemporaryDirectory() as folder:
        for name, fault in (FAULTS if kind == "business_time.py" else CLOCK_FAULTS).items():
            bent = os.path.join(folder, "bent")
            with open(bent, "w") as file:
                file.write(bent_program(kind, probe, fault))
            os.chmod(bent, 0o755)
            said = subprocess.run([sys.executable, oracle, bent, *DRAW[kind]],
                                  capture_output=True, text=True)
            compared = [line for line in said.stdout.splitlines() if line.endswith("differences")]
            if not compared or compared[0].startswith("0 cases"):
                sys.exit(f"{name}: nothing was compared: {said.stdout}{said.stderr}")
            noticed = said.returncode != 0 and "the oracle says" in said.stderr
            if noticed != (name != "nothing"):
                sys.exit(f"{name}: {'found where there is none' if noticed else 'not noticed'}: {compared[0]}\n{said.stderr[:2000]}")
            print(f"{name}: {compared[0]}")


if __name__ == "__main__":
    main()

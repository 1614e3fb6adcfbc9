#!/usr/bin/env python3
"""Checks what an Evenkeel server says of a promise: check_clock.py PROOF.json [--key PUBLIC_KEY_HEX]

A proof holds the words of the agreement and of its calendar, what befell the clock, the changes of the incident, and the verdict, signed.
This program reckons the verdict anew from the words and the course, with Python's own time zones, and compares. It shares no code with
the server and needs nothing but Python 3.9; with `openssl` at hand it also checks the signature, and says so when it cannot.

Exit status: 0 everything that could be checked holds; 1 something does not hold; 2 the file is no proof.
"""
import argparse
import bisect
import datetime
import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zoneinfo

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND
KNOWN_UNTIL = 2_145_916_800 * SECOND  # 2038: no rules of daylight saving are known beyond
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SLIP = MINUTE  # what stood for less was a slip, or was undone
UNITS = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}


# ---- the words of a calendar -------------------------------------------------------------------------------------------------------

def minute_of(text):
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def join(slots):
    joined = []
    for a, b in sorted(slots):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], b))
        else:
            joined.append((a, b))
    return joined


def read_week(text):
    """Open minutes of each day of the week, Monday first."""
    if text.strip() == "always":
        return [[(0, 1440)] for _ in DAYS]
    week = [[] for _ in DAYS]
    for group in re.split(r"[;\n]", text):
        group = group.strip()
        if not group:
            continue
        names, times = group.split(" ", 1)
        days = []
        for item in names.split(","):
            first, _, last = item.strip().lower().partition("-")
            day = DAYS.index(first)
            days.append(day)
            while last and day != DAYS.index(last):
                day = (day + 1) % 7
                days.append(day)
        for span in times.split(","):
            a, b = (minute_of(part.strip()) for part in span.split("-"))
            for day in days:
                if a < b:
                    week[day].append((a, b))
                else:
                    week[day].append((a, 1440))
                    week[(day + 1) % 7].append((0, b))
    return [join(slot for slot in slots if slot[0] < slot[1]) for slots in week]


def read_dates(text):
    """Open minutes of the dates that the words name; a line for one year holds against one for each year."""
    once, yearly = {}, {}
    for line in text.split("\n"):
        line = line.split("#")[0].strip()
        if not line:
            continue
        when, _, rest = line.partition(" ")
        rest = rest.strip()
        slots = []
        if rest != "closed" and not rest.startswith("closed "):
            for part in rest.split(","):
                span, _, comment = part.strip().partition(" ")
                a, b = (minute_of(end) for end in span.split("-"))
                slots.append((a, b))
                if comment:
                    break
        slots = join(slots)
        if len(when) == 5:
            for year in range(1970, 2038):
                try:
                    yearly.setdefault(datetime.date(year, int(when[:2]), int(when[3:])), slots)
                except ValueError:
                    pass  # the 29th of February
            continue
        first, _, last = when.partition("..")
        day, last = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
        while day <= last:
            once[day] = slots
            day += datetime.timedelta(days=1)
    return {**yearly, **once}


@functools.lru_cache(maxsize=None)
def clocks_of(name):
    """The zone's even stretches: their begins, and how far its clocks are ahead of UTC in each, in microseconds."""
    zone = zoneinfo.ZoneInfo(name)

    def ahead(second):
        return int(datetime.datetime.fromtimestamp(second, zone).utcoffset().total_seconds())

    begins, offsets = [0], [ahead(0)]
    step, end = 12 * 3600, KNOWN_UNTIL // SECOND
    for second in range(step, end + 1, step):
        if ahead(second) == offsets[-1]:
            continue
        low, high = second - step, second
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if ahead(middle) == offsets[-1] else (low, middle)
        begins.append(high)
        offsets.append(ahead(high))
    return [b * SECOND for b in begins], [o * SECOND for o in offsets]


class Hours:
    """When time counts. Instants are microseconds since 1970 in UTC."""

    def __init__(self, zone, week, exceptions):
        self.begins, self.offsets = clocks_of(zone)
        self.week = read_week(week)
        self.dates = {}
        for i, words in enumerate(exceptions):
            dates = read_dates(words)
            if i == 0:
                self.dates.update({day.toordinal(): slots for day, slots in dates.items()})
                continue
            for day, slots in dates.items():  # holidays of another calendar: open only when both are
                mine = self.slots(day.toordinal())
                both = [(max(a, c), min(b, d)) for a, b in mine for c, d in slots if max(a, c) < min(b, d)]
                self.dates[day.toordinal()] = both

    def slots(self, ordinal):
        found = self.dates.get(ordinal)
        return self.week[(ordinal - 1) % 7] if found is None else found

    def ahead(self, t):
        return self.offsets[bisect.bisect_right(self.begins, t) - 1]

    def stretches(self, start, until):
        """Open stretches, in order."""
        start, until = max(start, 0), min(until, KNOWN_UNTIL)
        i = bisect.bisect_right(self.begins, start) - 1
        while start < until:
            ahead = self.offsets[i]
            end = min(until, self.begins[i + 1] if i + 1 < len(self.begins) else KNOWN_UNTIL)
            wall, wall_end = start + ahead, end + ahead
            day = wall // DAY
            while day * DAY < wall_end:
                for a, b in self.slots(day + 719163):  # 1970-01-01 in Python's count
                    low, high = max(day * DAY + a * MINUTE, wall), min(day * DAY + b * MINUTE, wall_end)
                    if low < high:
                        yield low - ahead, high - ahead
                day += 1
            start, i = end, i + 1

    def between(self, start, until):
        return sum(b - a for a, b in self.stretches(start, until))

    def add(self, start, us):
        if us <= 0:
            return start
        for a, b in self.stretches(start, KNOWN_UNTIL):
            if b - a >= us:
                return a + us
            us -= b - a
        return None

    def instant(self, wall):
        """The first instant at which the wall clock shows this; of a time that is skipped, the jump."""
        i = max(bisect.bisect_right(self.begins, wall - 30 * HOUR) - 1, 0)
        while i < len(self.begins):
            begin = self.begins[i]
            end = self.begins[i + 1] if i + 1 < len(self.begins) else KNOWN_UNTIL * 2
            t = wall - self.offsets[i]
            if t < begin:
                return begin
            if t < end:
                return t
            i += 1
        return None

    def add_working_days(self, start, days):
        opening = next((a for a, _ in self.stretches(start, KNOWN_UNTIL)), None)
        if opening is None or days <= 0:
            return opening
        wall = opening + self.ahead(opening)
        day, in_day = divmod(wall, DAY)
        while days > 0:
            day += 1
            if day >= KNOWN_UNTIL // DAY:
                return None
            days -= 1 if self.slots(day + 719163) else 0
        slots = self.slots(day + 719163)
        goal = slots[-1][1] * MINUTE
        for a, b in slots:
            if in_day <= b * MINUTE:
                goal = max(in_day, a * MINUTE)
                break
        return self.instant(day * DAY + goal)

    def add_months(self, start, months):
        wall = start + self.ahead(start)
        day, in_day = divmod(wall, DAY)
        date = datetime.date.fromordinal(day + 719163)
        count = date.year * 12 + date.month - 1 + months
        year, month = divmod(count, 12)
        if year > 2037:
            return None
        last = (datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1) - datetime.timedelta(days=1)).day
        reached = datetime.date(year, month + 1, min(date.day, last)).toordinal() - 719163
        return None if reached >= KNOWN_UNTIL // DAY else self.instant(reached * DAY + in_day)


# ---- what a clock comes to ---------------------------------------------------------------------------------------------------------

def read_span(text):
    """("working", microseconds), ("elapsed", microseconds), ("days", count) or ("months", count)."""
    found = re.fullmatch(r"(\d+) working days?", text)
    if found:
        return "days", int(found[1])
    found = re.fullmatch(r"(\d+) calendar months?", text)
    if found:
        return "months", int(found[1])
    kind = "elapsed" if text.endswith(" elapsed") else "working"
    parts = re.findall(r"(\d+)([smhdw])", text.replace(" elapsed", ""))
    if not parts:
        raise ValueError(f"{text!r} is no duration")
    return kind, sum(int(n) * UNITS[unit] for n, unit in parts)


class Round:
    """One promise on its way."""

    def __init__(self, hours):
        self.hours, self.start, self.goal, self.pauses, self.paused = hours, None, None, [], None

    def begin(self, at):
        self.start, self.pauses = at, []
        if self.paused is not None:
            self.paused = at

    def counted(self, a, b):
        if b <= a:
            return 0
        return self.hours.between(a, b) if self.goal and self.goal[0] in ("working", "days") else b - a

    def after(self, at, us):
        if self.goal[0] in ("working", "days"):
            return self.hours.add(at, us)
        return at + us if at + us < KNOWN_UNTIL else None

    def due(self):
        """The first instant too late: none while it pauses, or never."""
        if not self.goal:
            return None
        kind, amount = self.goal
        if kind in ("working", "elapsed"):  # what is left is used up while it runs
            left, at = amount, self.start
            for a, b in self.pauses + ([(self.paused, None)] if self.paused is not None else []):
                used = self.counted(at, a)
                if used >= left:
                    break
                if b is None:
                    return None
                left, at = left - used, max(at, b)
            return self.after(at, left)
        instant = self.hours.add_working_days(self.start, amount) if kind == "days" else self.hours.add_months(self.start, amount)
        if kind == "months" and instant is not None and instant >= KNOWN_UNTIL:
            return None
        for a, b in self.pauses:  # a date moves on by what each pause before it would have counted
            if instant is None or a >= instant:
                break
            instant = self.after(instant, self.counted(a, b))
            instant = None if instant is None else max(instant, b)
        return None if instant is not None and self.paused is not None and self.paused < instant else instant

    def goal_us(self):
        if not self.goal:
            return None
        kind, amount = self.goal
        if kind in ("working", "elapsed"):
            return amount
        end = self.hours.add_working_days(self.start, amount) if kind == "days" else self.hours.add_months(self.start, amount)
        return None if end is None else self.counted(self.start, end)

    def consumed(self, until):
        us = self.counted(self.start, until)
        for a, b in self.pauses + ([(self.paused, until)] if self.paused is not None else []):
            us -= self.counted(a, min(b, until))
        return us


def slips_in(course):
    """Goals that were changed and changed back within a minute count for nothing."""
    goals, slips = [], set()
    for i, (at, to, why) in enumerate(course):
        if to != "goal":
            continue
        if len(goals) > 1 and course[goals[-2]][2] == why and at - course[goals[-1]][0] < SLIP:
            slips |= {goals.pop(), i}
        else:
            goals.append(i)
    return slips


def reckon(course, hours, now):
    """`course`: (microseconds, turn, why) in order. What the clock comes to at `now`."""
    life, end, noted, breached = Round(hours), None, None, None
    slips = slips_in(course)

    def look(until):
        nonlocal breached
        due = life.due() if breached is None else None
        if due is not None and due <= until:
            breached = due

    for i, (at, to, why) in enumerate(course):
        if i in slips:
            continue
        if to != "begun" and end is None:
            look(at)
        if to in ("begun", "restarted"):
            life.begin(at)
        elif to == "goal":
            life.goal = read_span(why)
        elif to == "paused" and life.paused is None:
            life.paused = at
        elif to == "resumed":
            if life.paused is not None and life.paused < at:
                life.pauses.append((life.paused, at))
            life.paused = None
        elif to == "cancelled":
            end, noted = (at, to), None
        elif to == "stopped":
            if end is None:
                end = (at, to)
            else:
                noted = (at, to)
        elif to == "revived":
            end, noted = noted, None
            if end is not None:
                look(end[0])
    if end is None:
        look(now)
    late = next((turn for turn in course[2:] if turn[1] == "goal"), None)
    if end is not None and end[1] == "cancelled" and late and late[2] == course[1][2] and end[0] - late[0] < SLIP:
        breached = None  # it began late, by a command that was taken back at once
    state = end[1] if end is not None else "running" if life.paused is None else "paused"
    return {
        "state": state,
        "verdict": "breached" if breached is not None else "met" if state == "stopped" else "open",
        "breached_at": breached,
        "due_at": life.due(),
        "ended_at": end[0] if end is not None else None,
        "consumed_us": life.consumed(end[0] if end is not None else now),
        "goal_us": life.goal_us(),
    }


# ---- the proof ---------------------------------------------------------------------------------------------------------------------

def hours_in(words):
    said = json.loads(words)
    return Hours(said["zone"], said["hours"], said["exceptions"])


def signature_of(proof):
    """True, False, or None when it could not be checked."""
    if not proof.get("signature") or not shutil.which("openssl"):
        return None
    key = bytes.fromhex("302a300506032b6570032100" + proof["public_key"])
    with tempfile.TemporaryDirectory() as folder:
        def put(name, data):
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(data)
            return path

        done = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", put("key", key), "-rawin",
             "-in", put("text", b"evenkeel-clock-proof 1\n" + proof["signed"].encode()),
             "-sigfile", put("signature", bytes.fromhex(proof["signature"]))],
            capture_output=True, check=False)
    return done.returncode == 0


def text_of(us):
    return "none" if us is None else datetime.datetime.fromtimestamp(us / SECOND, datetime.timezone.utc).isoformat()


def check(proof, key):
    """Yields (holds, sentence); None for what could not be checked."""
    signed = signature_of(proof)
    if signed is None:
        yield None, "the signature was NOT checked: " + ("there is none" if not proof.get("signature") else "there is no openssl here")
    else:
        yield signed, f"signed by the key {proof['public_key']}"
    if key:
        yield key.lower() == proof["public_key"], "that is the key that was expected"
    said = json.loads(proof["signed"])
    for what in [said["agreement"], said["calendar"], *said["earlier_calendars"]]:
        yield hashlib.sha256(what["words"].encode()).hexdigest() == what["digest"], f"the words are those of {what['digest'][:16]}..."
    course = [(turn["at"], turn["to"], turn["why"]) for turn in said["course"]]
    yield all(a[0] <= b[0] for a, b in zip(course, course[1:])), "the course is in order"
    yield [turn[1] for turn in course[:2]] == ["begun", "goal"], "it begins with a goal"
    goals = {line.strip().split(" when ")[0].split(" ", 1)[1].strip().lstrip(", ") if " " in line.strip() else ""
             for line in json.loads(said["agreement"]["words"]).get("goals", "").split("\n") if line.strip()}
    yield all(any(goal.endswith(why) for goal in goals) for _, to, why in course if to == "goal"), "every goal is one of the agreement"
    moments = {change["at"] for change in said["changes"]}
    outside = {"the agreement has ended", "the words that it was pinned to can no longer be read"}
    strange = [text_of(at) for at, to, why in course[2:] if at not in moments and at != course[0][0] and why not in outside]
    yield not strange, "every turn is at a change of the incident" + (f", but not {', '.join(strange)}" if strange else "")
    verdict, now = said["verdict"], said["as_of"]
    found = reckon(course, hours_in(said["calendar"]["words"]), now)
    if verdict["breached_at"] is not None and found["breached_at"] != verdict["breached_at"]:
        earlier = [reckon(course, hours_in(words["words"]), now)["breached_at"] for words in said["earlier_calendars"]]
        yield verdict["breached_at"] in earlier, "the breach was found by hours that were corrected since"
        found.update(verdict="breached", breached_at=verdict["breached_at"])
    for name, value in found.items():
        shown = text_of if name.endswith("_at") else str
        anew = "" if value == verdict[name] else f", reckoned anew {shown(value)}"
        yield value == verdict[name], f"{name}: {shown(verdict[name])}{anew}"


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("proof")
    options.add_argument("--key", help="the public key that must have signed it, as `evenkeel audit` and the proof of other days name it")
    options = options.parse_args()
    try:
        with open(options.proof, encoding="utf-8") as file:
            proof = json.load(file)
        said = json.loads(proof["signed"])
        print(f"{said['incident']['number']}: {said['clock']['target']} of \"{said['agreement']['name']}\", as of {text_of(said['as_of'])}")
        results = list(check(proof, options.key))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        print(f"this is no proof that can be read: {error!r}", file=sys.stderr)
        sys.exit(2)
    for holds, sentence in results:
        print(f"  {'ok      ' if holds else '--      ' if holds is None else 'WRONG   '}{sentence}")
    wrong = any(holds is False for holds, _ in results)
    print("DOES NOT HOLD" if wrong else "holds" if all(holds for holds, _ in results) else "holds, as far as it was checked")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

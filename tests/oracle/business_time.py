#!/usr/bin/env python3
"""The oracle of business time: business_time.py PROBE [--calendars N] [--cases N] [--seed N]

Makes calendars at random, looks at every single minute of more than a year of each with Python's zoneinfo, and compares what
follows from that with the answers of the program under test. It shares no code and no time-zone library with it.
"""
import argparse
import bisect
import datetime
import os
import random
import subprocess
import sys
import zoneinfo

ZONES = ["UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "America/Santiago",
         "America/St_Johns", "America/Havana", "Asia/Kolkata", "Asia/Tehran", "Asia/Beirut", "Asia/Amman", "Africa/Cairo",
         "Africa/Casablanca", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham",
         "Pacific/Kiritimati", "America/Asuncion", "Atlantic/Azores", "Antarctica/Troll"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MINUTE = 60_000_000


def clock(minute):
    return f"{minute // 60:02}:{minute % 60:02}"


def some_slots(chance, most):
    """Slots of a day in order, often at or around the hours in which clocks jump."""
    around = list(range(0, 241, 15)) + list(range(300, 1441, 30)) + [chance.randrange(1440)]
    bounds = sorted(chance.sample(around, 2 * chance.randint(0, most)))
    return [(a, b) for a, b in zip(bounds[::2], bounds[1::2]) if a < b]


class Calendar:
    def __init__(self, chance):
        self.zone = chance.choice(ZONES)
        self.week = [some_slots(chance, 3) if chance.random() < 0.8 else [] for _ in DAYS]
        if chance.random() < 0.15:
            self.week = [[(0, 1440)]] * 7
        self.start = datetime.datetime(chance.randint(1975, 2035), chance.randint(1, 12), 1, tzinfo=datetime.timezone.utc)
        self.dates = {}
        for _ in range(chance.randint(0, 12)):
            day = (self.start + datetime.timedelta(days=chance.randrange(380))).date()
            self.dates[day] = some_slots(chance, 2) if chance.random() < 0.4 else []
        self.look()

    def text(self):
        spans = lambda slots: ", ".join(f"{clock(a)}-{clock(b)}" for a, b in slots)
        week = "; ".join(f"{DAYS[i]} {spans(slots)}" for i, slots in enumerate(self.week) if slots)
        dates = ";".join(f"{day} {spans(slots) or 'closed'}" for day, slots in self.dates.items())
        return f"calendar {self.zone}|{week}|{dates}"

    def look(self):
        """Of each minute: does it count? counted[i] is what counted before minute i."""
        zone = zoneinfo.ZoneInfo(self.zone)
        self.begin = int(self.start.timestamp()) // 60
        self.counts, self.counted = bytearray(), [0]
        for minute in range(self.begin, self.begin + 400 * 1440):
            wall = datetime.datetime.fromtimestamp(minute * 60, zone)
            in_day = wall.hour * 60 + wall.minute
            slots = self.dates.get(wall.date())
            if slots is None:
                slots = self.week[wall.weekday()]
            counts = any(a <= in_day < b for a, b in slots)
            self.counts.append(counts)
            self.counted.append(self.counted[-1] + (MINUTE if counts else 0))

    def until(self, t):
        """What counted from the begin to t."""
        i, rest = divmod(t - self.begin * MINUTE, MINUTE)
        return self.counted[i] + (rest if rest and self.counts[i] else 0)

    def case(self, chance):
        """A question and its answer; None when the answer lies outside the time that was looked at."""
        end = len(self.counts) * MINUTE
        quarter = 15 * MINUTE
        at = lambda: self.begin * MINUTE + (chance.randrange(end) if chance.random() < 0.7 else chance.randrange(end // quarter) * quarter)
        what, a, b = chance.choice(["between", "add", "subtract", "open"]), at(), at()
        if what == "between":
            return f"between {a} {b}", max(0, self.until(b) - self.until(a)) if b > a else 0
        if what == "open":
            return f"open {a} 0", int(self.counts[(a - self.begin * MINUTE) // MINUTE])
        us = chance.randrange(1, 80 * 60 * MINUTE) if chance.random() < 0.6 else chance.randrange(1, 200) * 30 * MINUTE
        if what == "add":
            need = self.until(a) + us
            i = bisect.bisect_left(self.counted, need)
            return None if i >= len(self.counted) else (f"add {a} {us}", (self.begin + i - 1) * MINUTE + need - self.counted[i - 1])
        need = self.until(a) - us
        if need < 0:
            return None
        i = bisect.bisect_right(self.counted, need) - 1
        return f"subtract {a} {us}", (self.begin + i) * MINUTE + need - self.counted[i]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("probe")
    options.add_argument("--calendars", type=int, default=400 if os.environ.get("EVENKEEL_LONG") else 6)
    options.add_argument("--cases", type=int, default=3000)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = options.parse_args()
    print("seed", options.seed)
    chance = random.Random(options.seed)
    asked, differences = 0, []
    for _ in range(options.calendars):
        calendar = Calendar(chance)
        cases = [case for case in (calendar.case(chance) for _ in range(options.cases)) if case]
        lines = calendar.text() + "\n" + "".join(question + "\n" for question, _ in cases)
        answers = subprocess.run([options.probe], input=lines, capture_output=True, text=True, check=True)
        if answers.stderr:
            sys.exit(f"{calendar.text()}: {answers.stderr}")
        found = answers.stdout.split()
        if len(found) != len(cases):
            sys.exit(f"{calendar.text()}: {len(found)} answers to {len(cases)} questions")
        asked += len(cases)
        wrong = [(q, want, got) for (q, want), got in zip(cases, found) if str(want) != got]
        differences += [f"{calendar.text()}\n  {q}: {got}, the oracle says {want}" for q, want, got in wrong]
    print(f"{asked} cases, {len(differences)} differences")
    sys.exit("\n".join(differences[:10]) if differences else 0)


if __name__ == "__main__":
    main()

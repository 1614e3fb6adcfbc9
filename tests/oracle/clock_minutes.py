#!/usr/bin/env python3
"""The oracle of clocks, minute by minute: clock_minutes.py PROBE [--calendars N] [--lives N] [--seed N]

Looks at every single minute of about two years of a calendar with Python's zoneinfo, draws lives of clocks on whole minutes (pauses,
resumptions, restarts, goals that follow the priority, ends that are taken back, hours that are corrected on the way) and counts the
minutes in which each ran. What follows is compared with the program under test. Nothing is shared with it, nor with
share/proof/check_clock.py: there are no spans of time here, only minutes.
"""
import argparse
import bisect
import collections
import datetime
import functools
import itertools
import os
import random
import subprocess
import sys
import zoneinfo

sys.dont_write_bytecode = True
from business_time import DAYS, MINUTE, ZONES, clock, some_slots  # noqa: E402

DAY = 1440
LOOKED_AT = 730 * DAY  # minutes
BEYOND = "beyond"      # later than what was looked at


@functools.lru_cache(maxsize=2)
def walls(zone, begin):
    """What the clocks on the wall show in each minute: (day, minute of the day)."""
    zone, at = zoneinfo.ZoneInfo(zone), datetime.datetime.fromtimestamp
    shown = []
    for minute in range(begin, begin + LOOKED_AT):
        wall = at(minute * 60, zone)
        shown.append((wall.toordinal(), wall.hour * 60 + wall.minute))
    return shown


class Hours:
    """Whether each minute counts; `before[i]` are those that counted before minute i."""

    def __init__(self, chance, zone, begin, days):
        self.zone, self.begin = zone, begin
        some = lambda often, most: some_slots(chance, most) if chance.random() < often else []
        self.week = [[(0, DAY)]] * 7 if chance.random() < 0.15 else [some(0.8, 3) for _ in DAYS]
        self.dates = {datetime.date.fromordinal(day): some(0.4, 2) for day in chance.sample(days, chance.randint(0, 12))}
        self.look()

    def corrected(self, chance, days):
        """The same hours with other holidays."""
        other = Hours.__new__(Hours)
        other.zone, other.begin, other.week, other.dates = self.zone, self.begin, self.week, dict(self.dates)
        for day in chance.sample(days, chance.randint(1, 9)):
            other.dates[datetime.date.fromordinal(day)] = []
        other.look()
        return other

    def text(self):
        spans = lambda slots: ", ".join(f"{clock(a)}-{clock(b)}" for a, b in slots)
        week = "; ".join(f"{DAYS[i]} {spans(slots)}" for i, slots in enumerate(self.week) if slots)
        dates = ";".join(f"{day} {spans(slots) or 'closed'}" for day, slots in self.dates.items())
        return f"{self.zone}|{week}|{dates}"

    def slots(self, day):
        date = datetime.date.fromordinal(day)
        return self.dates[date] if date in self.dates else self.week[date.weekday()]

    def look(self):
        self.walls = walls(self.zone, self.begin)
        minutes = {}  # of each day, whether its minutes count
        for day in range(self.walls[0][0] - 1, self.walls[-1][0] + 2):
            minutes[day] = bytearray(DAY)
            for a, b in self.slots(day):
                minutes[day][a:b] = b"\1" * (b - a)
        self.counts = bytearray(minutes[day][minute] for day, minute in self.walls)
        self.before = list(itertools.accumulate(self.counts, initial=0))
        self.latest = list(itertools.accumulate(self.walls, max))

    def shows(self, day, minute):
        """The first minute at which the clocks show this or, when that is skipped, something later."""
        i = bisect.bisect_left(self.latest, (day, minute))
        return BEYOND if i >= LOOKED_AT else i


class Life:
    """What ran since the begin of a round, and what was promised. Instants are minutes since the begin of what was looked at."""

    def __init__(self, hours):
        self.hours, self.from_, self.goal, self.pauses = hours, 0, None, []

    def counted(self, a, b):
        if b <= a:
            return 0
        return self.hours.before[b] - self.hours.before[a] if self.by_hours() else b - a

    def by_hours(self):
        return self.goal is not None and self.goal[0] in ("working", "days")

    def used_up(self, at, minutes):
        """The instant at which so many minutes more have counted."""
        if at == BEYOND or minutes == 0:
            return at
        if not self.by_hours():
            return at + minutes if at + minutes < LOOKED_AT else BEYOND
        i = bisect.bisect_left(self.hours.before, self.hours.before[at] + minutes)
        return BEYOND if i >= LOOKED_AT else i

    def date(self):
        """The instant that a goal of days or months names, pauses aside."""
        kind, amount = self.goal
        if kind == "months":
            day, minute = self.hours.walls[self.from_]
            date = datetime.date.fromordinal(day)
            month = date.year * 12 + date.month - 1 + amount
            following = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1)
            last = (following - datetime.timedelta(days=1)).day
            return self.hours.shows(datetime.date(month // 12, month % 12 + 1, min(date.day, last)).toordinal(), minute)
        opening = self.used_up(self.from_, 1)  # the end of the first minute that counts
        if opening == BEYOND:
            return BEYOND
        day, minute = self.hours.walls[opening - 1]
        for _ in range(amount):
            day += 1
            while not self.hours.slots(day):
                day += 1
                if day > self.hours.walls[-1][0]:
                    return BEYOND
        ends = [max(minute, a) for a, b in self.hours.slots(day) if minute <= b] or [self.hours.slots(day)[-1][1]]
        return self.hours.shows(day + ends[0] // DAY, ends[0] % DAY)

    def due(self):
        """The first instant too late; None while a pause before it is not over."""
        if self.goal is None:
            return None
        kind, amount = self.goal
        pauses = [(a, b) for a, b in self.pauses if b is None or b > a]
        if kind in ("working", "elapsed"):
            at = self.from_
            for a, b in pauses:
                ran = self.counted(at, a)
                if ran >= amount:
                    break
                if b is None:
                    return None
                amount, at = amount - ran, max(at, b)
            return self.used_up(at, amount)
        instant = self.date()
        for a, b in pauses:
            if instant != BEYOND and a >= instant:
                break
            if b is None:
                return None
            instant = self.used_up(instant, self.counted(a, b))
            instant = BEYOND if instant == BEYOND else max(instant, b)
        return instant

    def goal_minutes(self):
        if self.goal is None or self.goal[0] in ("working", "elapsed"):
            return self.goal and self.goal[1]
        date = self.date()
        return BEYOND if date == BEYOND else self.counted(self.from_, date)

    def ran(self, until):
        return self.counted(self.from_, until) - sum(self.counted(a, until if b is None else min(b, until)) for a, b in self.pauses)


def span_of(words):
    kind = "elapsed" if "elapsed" in words else "days" if "days" in words else "months" if "months" in words else "working"
    return kind, int(words.split()[0].rstrip("m"))


def outcome(course, hours, now, breached=None):
    """What the clock comes to: the fields of an answer, instants in minutes."""
    life, end, noted = Life(hours), None, None

    def look(until):
        nonlocal breached
        due = life.due() if breached is None else None
        if due is not None and due != BEYOND and due <= until:
            breached = due

    for at, to, why in course:
        if to != "begun" and end is None:
            look(at)
        if to in ("begun", "restarted"):
            paused = life.pauses and life.pauses[-1][1] is None
            life.from_, life.pauses = at, [(at, None)] if paused else []
        elif to == "goal":
            life.goal = span_of(why)
        elif to == "paused":
            life.pauses.append((at, None))
        elif to == "resumed":
            life.pauses[-1] = (life.pauses[-1][0], at)
        elif to == "revived":
            end, noted = noted, None
            if end:
                look(end[0])
        elif end:
            noted = (at, to)
        else:
            end = (at, to)
    if not end:
        look(now)
    state = end[1] if end else "paused" if life.pauses and life.pauses[-1][1] is None else "running"
    verdict = "breached" if breached is not None else "met" if state == "stopped" else "open"
    return state, verdict, breached, life.due(), end and end[0], life.ran(end[0] if end else now), life.goal_minutes()


def goal(chance):
    kind = chance.random()
    if kind < 0.5:
        return f"{chance.randint(1, 2400)}m"
    if kind < 0.75:
        return f"{chance.randint(1, 6000)}m elapsed"
    return f"{chance.randint(1, 8)} working days" if kind < 0.93 else f"{chance.randint(1, 3)} calendar months"


def life_at_random(chance, hours):
    """(now, course), at and around the instants at which something is due too."""
    at = chance.randrange(300 * DAY)
    by_priority = [goal(chance) for _ in range(4)]
    priority = chance.randrange(4)
    course, paused, ended, noted = [(at, "begun", ""), (at, "goal", by_priority[priority])], False, None, False

    def later():
        due = outcome(course, hours, at)[3] if chance.random() < 0.25 else None
        if due not in (None, BEYOND) and at <= due < at + 60 * DAY:
            return max(at, due + chance.choice([-1, 0, 0, 1]))
        return at + chance.choice([0, chance.randrange(90), chance.randrange(12 * 60), chance.randrange(4 * DAY)])

    for _ in range(chance.choice([0, 1, 2, 3, 5, 8, 13])):
        at = later()
        draw = chance.random()
        if draw < 0.45:
            paused = not paused
            course.append((at, "paused" if paused else "resumed", "waits" if paused else ""))
        elif draw < 0.55 and not ended:
            course.append((at, "restarted", ""))
        elif draw < 0.75 and not ended:
            other = chance.choice([one for one in range(4) if one != priority])
            if by_priority[other] != by_priority[priority]:
                at += 1  # within a minute it may have been a slip, which is the other oracle's
                course.append((at, "goal", by_priority[other]))
            priority = other
        elif not ended:
            ended = chance.choice(["stopped", "cancelled"])
            at += 1
            course.append((at, ended, "over"))
        elif ended == "cancelled" and not noted and draw < 0.85:
            noted = True
            course.append((at, "stopped", "done meanwhile"))
        else:
            course.append((at, "revived", ""))
            ended, noted = ("stopped" if noted else None), False
    return max(later(), at), course


def same(want, got, begin):
    """Whether the words of the program say what was counted."""
    got = got.split()
    if len(got) != 7 or want[0] != got[0] or want[1] != got[1]:
        return False
    instants = zip(want[2:5] + want[6:], got[2:5] + got[6:], (begin, begin, begin, 0))
    for minutes, words, offset in instants:
        if minutes == BEYOND:
            if words != "-" and offset and int(words) < (begin + LOOKED_AT) * MINUTE:
                return False
        elif words != ("-" if minutes is None else str((offset + minutes) * MINUTE)):
            return False
    return got[5] == str(want[5] * MINUTE)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("probe")
    options.add_argument("--calendars", type=int, default=400 if os.environ.get("EVENKEEL_LONG") else 4)
    options.add_argument("--lives", type=int, default=2_500, help="of each calendar")
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = options.parse_args()
    print("seed", options.seed)
    chance = random.Random(options.seed)
    done, differences, verdicts = 0, [], collections.Counter()
    for _ in range(options.calendars):
        month = datetime.datetime(chance.randint(1976, 2034), chance.randint(1, 12), 1, tzinfo=datetime.timezone.utc)
        begin, days = int(month.timestamp()) // 60, range(month.toordinal(), month.toordinal() + 500)
        hours = Hours(chance, chance.choice(ZONES), begin, days)
        corrected = hours.corrected(chance, days)
        text = f"calendar {hours.text()}\ncorrected {corrected.text()}\n"
        cases, lines = [], []
        for _ in range(options.lives):
            now, course = life_at_random(chance, hours)
            at = chance.randint(course[0][0], now) if chance.random() < 0.3 else None  # the hours were corrected then
            if at is None:
                cases.append(outcome(course, hours, now))
            else:
                found = outcome([turn for turn in course if turn[0] <= at], hours, at)[2]
                cases.append(outcome(course, corrected, now, found))
            turns = "|".join(f"{(begin + t) * MINUTE},{to},{why}" for t, to, why in course)
            lines.append(f"{(begin + now) * MINUTE}" + (f">{(begin + at) * MINUTE}" if at is not None else "") + "|" + turns)
        answers = subprocess.run([options.probe], input=text + "\n".join(lines) + "\n", capture_output=True, text=True, check=True)
        if answers.stderr:
            sys.exit(f"{text}{answers.stderr}")
        found = answers.stdout.splitlines()
        if len(found) != len(cases):
            sys.exit(f"{text}{len(found)} answers to {len(cases)} lives")
        for line, want, got in zip(lines, cases, found):
            verdicts[want[1]] += 1
            if not same(want, got, begin):
                differences.append(f"{text}  {line}\n  got {got}\n  the oracle says {want}, minutes since {begin}")
        done += len(cases)
    print("verdicts:", dict(verdicts))
    print(f"{done} lives, {len(differences)} differences")
    if min(verdicts[one] for one in ("met", "breached", "open")) < done // 50:
        differences.append("the lives are too much alike")
    sys.exit("\n".join(differences[:10]) if differences else 0)


if __name__ == "__main__":
    main()

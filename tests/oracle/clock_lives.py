#!/usr/bin/env python3
"""The oracle of clocks: clock_lives.py PROBE [--lives N] [--seed N]

Draws lives of clocks at random (goals of every kind, pauses, restarts, ends that are taken back, slips of the hand, around the days on
which zones change their clocks) and compares what the program under test makes of them with share/proof/check_clock.py, the program that
customers are given: another language, another library of time zones, another way to reckon.
"""
import argparse
import datetime
import os
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "share" / "proof"))
sys.dont_write_bytecode = True
import check_clock  # noqa: E402
from business_time import DAYS, ZONES, clock, some_slots  # noqa: E402

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND


class Calendar:
    def __init__(self, chance):
        self.zone = chance.choice(ZONES)
        week = [some_slots(chance, 3) if chance.random() < 0.75 else [] for _ in DAYS]
        begin = datetime.datetime(chance.randint(1990, 2035), chance.randint(1, 12), 1, tzinfo=datetime.timezone.utc)
        self.start = int(begin.timestamp()) * SECOND
        spans = lambda slots: ", ".join(f"{clock(a)}-{clock(b)}" for a, b in slots)
        self.week = "always" if chance.random() < 0.15 else "; ".join(f"{DAYS[i]} {spans(s)}" for i, s in enumerate(week) if s)
        dates = {}
        for _ in range(chance.randint(0, 10)):
            day = begin.date() + datetime.timedelta(days=chance.randrange(90))
            dates[day] = some_slots(chance, 2) if chance.random() < 0.4 else []
        self.dates = [f"{day} {spans(slots) or 'closed'}" for day, slots in dates.items()]
        self.hours = check_clock.Hours(self.zone, self.week, ["\n".join(self.dates)])

    def text(self):
        return f"calendar {self.zone}|{self.week}|{';'.join(self.dates)}"


def goal(chance):
    kind = chance.random()
    if kind < 0.45:
        return f"{chance.randint(1, 2400)}m"
    if kind < 0.75:
        return f"{chance.randint(1, 6000)}m elapsed"
    if kind < 0.93:
        return f"{chance.randint(1, 8)} working days"
    return f"{chance.randint(1, 3)} calendar months"


def life(chance, calendar):
    """(now, course): turns as the rules of courses give them, at any second."""
    at = calendar.start + chance.randrange(60 * DAY // SECOND) * SECOND + chance.choice([0, 0, 1, 999_999])
    course, paused, ended, noted = [(at, "begun", ""), (at, "goal", goal(chance))], False, None, False
    goals = [course[1][2]]
    if chance.random() < 0.15:
        at += chance.randrange(3 * DAY // SECOND) * SECOND
        course.append((at, "goal", goals[0]))  # it began late
    for _ in range(chance.choice([0, 1, 2, 3, 5, 8, 13])):
        at += chance.choice([0, chance.randrange(90) * SECOND, chance.randrange(12 * 60) * MINUTE,
                             chance.randrange(4 * DAY // SECOND) * SECOND])
        draw = chance.random()
        if draw < 0.45:
            paused = not paused
            course.append((at, "paused" if paused else "resumed", "waits" if paused else ""))
        elif draw < 0.55 and not ended:
            course.append((at, "restarted", ""))
        elif draw < 0.75 and not ended:
            back = goals[-2] if len(goals) > 1 and chance.random() < 0.5 else goal(chance)
            goals.append(back)
            course.append((at, "goal", back))
        elif not ended:
            ended = chance.choice(["stopped", "cancelled"])
            course.append((at, ended, "over"))
        elif ended == "cancelled" and not noted and draw < 0.85:
            noted = True
            course.append((at, "stopped", "done meanwhile"))
        else:
            course.append((at, "revived", ""))
            ended, noted = ("stopped" if noted else None), False
    now = at + chance.choice([0, chance.randrange(10 * DAY // SECOND) * SECOND])
    return now, course


def answer(found):
    show = lambda value: "-" if value is None else str(value)
    return " ".join(show(found[name]) for name in ("state", "verdict", "breached_at", "due_at", "ended_at", "consumed_us", "goal_us"))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("probe")
    options.add_argument("--lives", type=int, default=1_000_000 if os.environ.get("EVENKEEL_LONG") else 4_000)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = options.parse_args()
    print("seed", options.seed)
    chance = random.Random(options.seed)
    done, differences, verdicts = 0, [], {}
    while done < options.lives and len(differences) < 10:
        calendar = Calendar(chance)
        lives = [life(chance, calendar) for _ in range(min(options.lives - done, 200))]
        lines = "".join(f"{now}|" + "|".join(",".join(map(str, turn)) for turn in course) + "\n" for now, course in lives)
        answers = subprocess.run([options.probe], input=calendar.text() + "\n" + lines, capture_output=True, text=True, check=True)
        if answers.stderr:
            sys.exit(f"{calendar.text()}: {answers.stderr}")
        found = answers.stdout.splitlines()
        if len(found) != len(lives):
            sys.exit(f"{calendar.text()}: {len(found)} answers to {len(lives)} lives")
        for (now, course), got in zip(lives, found):
            want = answer(check_clock.reckon(course, calendar.hours, now))
            verdicts[want.split()[1]] = verdicts.get(want.split()[1], 0) + 1
            if want != got:
                differences.append(f"{calendar.text()}\n  {now}|" + "|".join(",".join(map(str, turn)) for turn in course)
                                   + f"\n  got    {got}\n  oracle {want}")
        done += len(lives)
    print(f"{done} lives, {len(differences)} differences; {verdicts}")
    if min(verdicts.get(one, 0) for one in ("met", "breached", "open")) < done // 50:
        differences.append("the lives are too much alike")
    sys.exit("\n".join(differences[:10]) if differences else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""How well any rule could tell two faults apart that go on at once: lets the known answer help, step by step, and compares.

bench/alert_bounds.py REPLAY.jsonl GOLD.csv TOPOLOGY.json LABELS.csv

Faults are taken two by two, in the order of their beginnings. Each line is a way to divide the alerts of two faults that is told when both
began, or more; "best of both" leaves a pair whole where the known answer says that this is better."""
import bisect
import collections
import csv
import json
import math
import sys

EDGES = [0, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 600, 1200]  # seconds since a fault began


def read(replay, gold):
    with open(replay) as lines:
        events = [json.loads(line) for line in lines]
    with open(gold) as rows:
        for event, row in zip(events, csv.DictReader(rows)):
            event["fault"] = int(row["fault_id"])
            event["key"] = tuple(event.get(part) for part in ("kind", "entity", "caller", "name", "state"))
    return events


def pairs_of(n):
    return n * (n - 1) / 2


def rand_index(events, group_of):
    both, ours, known = collections.Counter(), collections.Counter(), collections.Counter()
    for e in events:
        group = group_of(e)
        both[group, e["fault"]] += 1
        ours[group] += 1
        known[e["fault"]] += 1
    same = sum(map(pairs_of, both.values()))
    a, b = sum(map(pairs_of, ours.values())), sum(map(pairs_of, known.values()))
    by_chance = a * b / pairs_of(len(events))
    return (same - by_chance) / ((a + b) / 2 - by_chance)


class Bounds:
    def __init__(self, events):
        self.events, self.began = events, {}
        for e in events:
            self.began.setdefault(e["fault"], e["ts"])
        order = sorted(self.began, key=self.began.get)
        self.pairs = list(zip(order[::2], order[1::2]))
        self.pair_of = {f: i for i, pair in enumerate(self.pairs) for f in pair}
        self.of_pair = [[e for e in events if self.pair_of.get(e["fault"]) == i] for i in range(len(self.pairs))]
        self.profile = collections.defaultdict(collections.Counter)
        for e in events:
            self.profile[e["kind"]][bisect.bisect_right(EDGES, e["ts"] - self.began[e["fault"]])] += 1

    def likely(self, kind, t):
        """Of such alerts of a fault, as many as a second begin t seconds after it: by the known answer."""
        if t < 0:
            return 1e-9
        at = min(bisect.bisect_right(EDGES, t), len(EDGES) - 1)
        counts = self.profile[kind]
        return max(counts[at], 1) / sum(counts.values()) / (EDGES[at] - EDGES[at - 1])

    def odds(self, e, first, second):
        """Above 0: rather of the first fault."""
        return math.log(self.likely(e["kind"], e["ts"] - self.began[first]) / self.likely(e["kind"], e["ts"] - self.began[second]))

    def tell(self, name, divide):
        """divide(alerts, first, second) -> the fault of each."""
        found, best = {}, {}
        for i, alerts in enumerate(self.of_pair):
            mine = dict(zip(map(id, alerts), divide(alerts, *self.pairs[i])))
            found.update(mine)
            best.update(mine if self.pays(alerts, mine) else dict.fromkeys(mine, ("whole", i)))
        events = [e for e in self.events if id(e) in found]
        right = sum(found[id(e)] == e["fault"] for e in events) / len(events)
        print(f"{name:64s} right {right:.3f}  index {rand_index(events, lambda e: found[id(e)]):.3f}"
              f"  best of both {rand_index(events, lambda e: best[id(e)]):.3f}")

    @staticmethod
    def pays(alerts, mine):
        """Dividing so is better than not to."""
        def score(group_of):
            both = collections.Counter((group_of(e), e["fault"]) for e in alerts)
            ours, known = collections.Counter(map(group_of, alerts)), collections.Counter(e["fault"] for e in alerts)
            return sum(map(pairs_of, both.values())) / (sum(map(pairs_of, ours.values())) + sum(map(pairs_of, known.values())))

        return score(lambda e: mine[id(e)]) > score(lambda e: 0)


def cut_with_hindsight(alerts, first, second):
    """Before the best moment all are of the first, then of the second."""
    before, best = 0, (-1, 0)
    late = sum(e["fault"] == second for e in alerts)
    for at in range(len(alerts) + 1):
        best = max(best, (before + late, -at))
        if at < len(alerts):
            before += alerts[at]["fault"] == first
            late -= alerts[at]["fault"] == second
    return [first if i < -best[1] else second for i in range(len(alerts))]


def once_a_fault(bounds):
    """Of two alerts that say the same, each is of another fault."""
    def divide(alerts, first, second):
        odds, said = [bounds.odds(e, first, second) for e in alerts], collections.defaultdict(list)
        for i, e in enumerate(alerts):
            said[e["key"]].append(i)
        faults = [first if o >= 0 else second for o in odds]
        for twice in said.values():
            if len(twice) == 2:
                a, b = twice
                faults[a], faults[b] = (first, second) if odds[a] >= odds[b] else (second, first)
        return faults

    return divide


def by_true_root(bounds, topology, labels):
    with open(topology) as text:
        edges = json.load(text)["edges"]
    service = {e["source"]: e["target"] for e in edges if e["label"] == "instance_of"}
    host = {e["source"]: e["target"] for e in edges if e["label"] == "hosted_on"}
    with open(labels) as rows:
        root = {int(row["fault_id"]): row["fault_entity"] for row in csv.DictReader(rows)}

    def far(e, fault):
        steps = [3]
        for place in {e["entity"], e.get("caller"), e.get("host")} - {None}:
            if place == root[fault]:
                steps.append(0)
            elif root[fault] in (service.get(place), host.get(place)) or service.get(place) == service.get(root[fault], ""):
                steps.append(1)
            elif host.get(place) == host.get(root[fault], ""):
                steps.append(2)
        return min(steps)

    own, other = collections.Counter(), collections.Counter()
    for first, second in bounds.pairs:
        for e in bounds.of_pair[bounds.pair_of[first]]:
            own[far(e, e["fault"])] += 1
            other[far(e, second if e["fault"] == first else first)] += 1
    for name, counts in (("its own", own), ("the other", other)):
        print(f"alerts by steps from the place of {name} fault: " + ", ".join(f"{k}: {counts[k]}" for k in sorted(counts)))

    def divide(alerts, first, second):
        faults = []
        for e in alerts:
            a, b = far(e, first), far(e, second)
            faults.append(first if a < b or (a == b and bounds.odds(e, first, second) >= 0) else second)
        return faults

    return divide


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    bounds = Bounds(read(sys.argv[1], sys.argv[2]))
    apart = sorted(bounds.began[b] - bounds.began[a] for a, b in bounds.pairs)
    print("seconds from one fault to the next of its pair: " + " ".join(f"{s:.0f}" for s in apart))
    bounds.tell("each pair whole", lambda alerts, first, second: [first] * len(alerts))
    bounds.tell("told when the second began: all of it from then on",
                lambda alerts, first, second: [first if e["ts"] < bounds.began[second] else second for e in alerts])
    bounds.tell("the best moment to divide, with hindsight", cut_with_hindsight)
    bounds.tell("told when both began, and how alerts of a fault spread over time",
                lambda alerts, first, second: [first if bounds.odds(e, first, second) >= 0 else second for e in alerts])
    bounds.tell("the same, and that each alert comes once a fault", once_a_fault(bounds))
    bounds.tell("told the place of each fault, the rest by time", by_true_root(bounds, sys.argv[3], sys.argv[4]))
    bounds.tell("pairs within a second whole, all others without a mistake", lambda alerts, first, second: [
        first if bounds.began[second] - bounds.began[first] < 1 else e["fault"] for e in alerts])
    bounds.tell("pairs within half a minute whole, all others without a mistake", lambda alerts, first, second: [
        first if bounds.began[second] - bounds.began[first] < 45 else e["fault"] for e in alerts])
    for percent in (85, 90, 92, 95):
        # As many wrong ones at even distances, in both faults alike.
        bounds.tell(f"{percent} of a hundred right, by chance", lambda alerts, first, second, p=percent: [
            e["fault"] if (i * 37) % 100 < p else first + second - e["fault"] for i, e in enumerate(alerts)])


main()

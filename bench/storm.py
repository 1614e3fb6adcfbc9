#!/usr/bin/env python3
"""Ten thousand alerts in a storm: bench/storm.py [--alerts N] [--database postgres://...]

Six sources send at once, one of them as much as all others together and of nothing that the map of services knows; the others tell of
twenty services. First Prometheus Alertmanager gets the same requests from the same senders, as the raw limit. Meanwhile pages of what the
storm does not touch go on, half of them logged by a person and half by an alert, to a real mail server and a webhook over HTTPS; they are
measured before as well. Then the server is killed and started again, and what it still knows is counted.

Prints one JSON line a measurement: how long until all were answered (which means durable) and how many times as long as Alertmanager took,
how long until nothing waited for an incident, how many incidents there are, the pages in peace and in the storm, and memory.
Needs the package prometheus-alertmanager.
"""
import argparse
import http.client
import json
import shutil
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from alerts import call_list, new_keys, resident_mib, start_alertmanager
from clocks import ready, stop
from over_http import call, memory_mib, start
from page import SETTLED_SECONDS, House, figures

SOURCES = 6  # the first one floods
SERVICES = 20
AT_ONCE = 20  # alerts of a request
EACH_WAY = 20  # pages of one measurement; more than ten a minute to one person would come together
SENDS_AGAIN_S = 0.05
TELLERS = {"person": "a person", "alert": "an alert"}
STORMY = 'title starts "Failed "'
PAGE = r"Page \d+ \w+"
NO_END = "2036-01-01T00:00:00Z"


def bodies_of(count):
    """For each source the requests that it sends."""
    flood = count // 2
    each = (count - flood) // (SOURCES - 1)
    of_source = []
    for source in range(SOURCES):
        alerts = []
        for n in range(flood if source == 0 else each):
            labels = {"alertname": f"Failed{n % 50}", "instance": f"host-{source}-{n}:9100", "severity": "critical", "sender": str(source)}
            if source > 0:
                labels["service"] = f"Storm {n % SERVICES}"
            alerts.append({"labels": labels, "annotations": {"summary": f"Failed {n} told by {source}"}, "endsAt": NO_END})
        of_source.append([json.dumps(alerts[at:at + AT_ONCE]).encode() for at in range(0, len(alerts), AT_ONCE)])
    return of_source


def send(base, key, bodies, answered, failures):
    """As Prometheus does: one connection, one request after the other, and again when there is no room."""
    where = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(where.hostname, where.port)
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + key}
    for body in bodies:
        while True:
            begin = time.perf_counter()
            connection.request("POST", "/api/v2/alerts", body, headers)
            answer = connection.getresponse()
            text = answer.read()
            answered.append(time.perf_counter() - begin)
            if answer.status == 200:
                break
            if answer.status not in (429, 503):
                failures.append(f"{answer.status} {text[:200]}")
                return
            time.sleep(SENDS_AGAIN_S)


def storm(base, keys, of_source):
    """All at once; seconds until the last was answered, and the p99 of the requests."""
    answered, failures = [], []
    senders = [threading.Thread(target=send, args=(base, key, bodies, answered, failures)) for key, bodies in zip(keys, of_source)]
    begin = time.perf_counter()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    if failures:
        raise RuntimeError(f"an alert was answered {failures[0]}")
    took = sorted(answered)
    return time.perf_counter() - begin, round(took[int(len(took) * 0.99)] * 1000, 1)


class Pages:
    """Pages of services apart, one after the other: by a person's incident, by an alert."""

    def __init__(self, house, key):
        self.house, self.key, self.sent = house, key, 0

    def run(self, word, until=lambda: False, pause=0.1):
        """EACH_WAY of each kind, fewer once `until`; when each was asked for, by its title."""
        asked = {"person": {}, "alert": {}}
        for n in range(2 * EACH_WAY):
            if until():
                break
            title = f"Page {self.sent % self.house.people} {word}{n}"
            self.sent += 1
            at = time.monotonic()
            if n % 2 == 0:
                call(self.house.base, "/api/v1/incidents", {"title": title, "impact": "high", "urgency": "high"}, self.house.token)
                asked["person"][title] = at
            else:
                call_list(self.house.base, self.key, [{"labels": {"alertname": title, "service": f"Apart {word} {n // 2}",
                                                                  "severity": "critical"}, "annotations": {"summary": title},
                                                       "endsAt": NO_END}])
                asked["alert"][title] = at
            time.sleep(max(0.0, at + pause - time.monotonic()))
        return asked

    def show(self, asked, what):
        wanted = set(asked["person"]) | set(asked["alert"])
        end = time.monotonic() + SETTLED_SECONDS
        while time.monotonic() < end and not all(wanted <= set(o.arrivals(PAGE)[0]) for o in (self.house.mail, self.house.hooks)):
            time.sleep(0.2)
        found = {}
        for by, titles in asked.items():
            for way, other in (("mail", self.house.mail), ("webhook", self.house.hooks)):
                found[by, way] = figures(titles, *other.arrivals(PAGE))
                print(json.dumps({"work": f"page by {way}, told by {TELLERS[by]}, {what}", **found[by, way]}), flush=True)
        return found


def count_of(house, kind, condition):
    """How many there are, page by page."""
    count, cursor = 0, ""
    while cursor is not None:
        path = f"/api/v1/{kind}?limit=200&fields=id&filter={urllib.parse.quote(condition)}"
        found = call(house.base, path + (f"&cursor={urllib.parse.quote(cursor)}" if cursor else ""), token=house.token)
        count, cursor = count + len(found["items"]), found.get("next")
    return count


def nothing_waits(house):
    path = "/api/v1/alerts?limit=1&fields=id&filter=" + urllib.parse.quote("look_at is present")
    return not call(house.base, path, token=house.token)["items"]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--alerts", type=int, default=10_000)
    options.add_argument("--database", default="evenkeel.db", help="an empty PostgreSQL database; a file of its own unless said")
    options = options.parse_args()
    options.clocks = 0
    folder = Path(tempfile.mkdtemp(prefix="evenkeel-bench-"))
    house = peer = None
    try:
        house = House(options, folder)
        for name in [f"Storm {n}" for n in range(SERVICES)] + [f"Apart {w} {n}" for w in ("peace", "storm") for n in range(EACH_WAY)]:
            call(house.base, "/api/v1/services", {"name": name}, house.token)
        keys = new_keys(house.base, house.token, SOURCES)
        pages = Pages(house, new_keys(house.base, house.token, 1)[0])
        peace = pages.show(pages.run("peace"), "in peace")
        before = memory_mib(house.server.pid)

        of_source = bodies_of(options.alerts)
        count = sum(len(json.loads(body)) for bodies in of_source for body in bodies)
        peer, peer_base = start_alertmanager(folder)
        peer_before = resident_mib(peer.pid)
        raw, raw_p99 = storm(peer_base, keys, of_source)
        print(json.dumps({"work": "raw limit: Alertmanager", "alerts": count, "seconds": round(raw, 2), "p99_ms": raw_p99,
                          "grew_mib": resident_mib(peer.pid) - peer_before}), flush=True)
        stop(peer)

        time.sleep(60)  # the pages before count no longer towards ten a minute
        asked, over = {}, threading.Event()
        beside = threading.Thread(target=lambda: asked.update(pages.run("storm", over.is_set)))
        begin = time.perf_counter()
        beside.start()
        took, p99 = storm(house.base, keys, of_source)
        print(json.dumps({"work": "all durable", "alerts": count, "seconds": round(took, 2), "p99_ms": p99,
                          "of_alertmanager": round(took / raw, 2)}), flush=True)
        while not nothing_waits(house):
            time.sleep(0.1)
        made = time.perf_counter() - begin
        over.set()
        beside.join()
        print(json.dumps({"work": "nothing waits for an incident", "seconds": round(made, 2), "of_alertmanager": round(made / raw, 2),
                          "incidents": count_of(house, "incidents", STORMY),
                          "of_the_flood": count_of(house, "incidents", STORMY + " and service is absent")}), flush=True)
        print(json.dumps({"work": "memory", "mib": memory_mib(house.server.pid), "before": before}), flush=True)
        stormy = pages.show(asked, "in the storm")
        for (by, way), found in stormy.items():
            if found["p50_ms"] and peace[by, way]["p50_ms"]:
                print(json.dumps({"work": f"page by {way}, told by {TELLERS[by]}, storm to peace",
                                  "ratio_of_p50": round(found["p50_ms"] / peace[by, way]["p50_ms"], 2),
                                  "ratio_of_most": round(found["most_ms"] / peace[by, way]["most_ms"], 2)}), flush=True)

        house.server.kill()
        house.server.wait()
        house.server, house.base = start(house.environment)
        ready(house.base)
        kept = count_of(house, "alerts", 'title starts "Failed "')
        print(json.dumps({"work": "known after kill -9", "alerts": kept, "of": count}), flush=True)
        if kept != count:
            raise SystemExit("alerts were lost")
    finally:
        if house:
            house.close()
        if peer and peer.poll() is None:
            stop(peer)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

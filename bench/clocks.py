#!/usr/bin/env python3
"""Measures running clocks: bench/clocks.py [--clocks N] [--seconds N] [--database postgres://...]

Sets a register up whose agreement promises four targets to every incident, fills it with so many running clocks by the product's own
command (bench/make_clocks), and prints one JSON line each for: the start with them, how late breaches are noticed while commands go on
at a fixed rate (from the change log: when a breach was recorded, less when it was), how long a corrected calendar takes to reach open
clocks, and how many incidents a minute are replayed.
"""
import argparse
import http.client
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

from over_http import BUILD, SERVER, call, memory_mib, start

FILLER = BUILD / "bench/make_clocks"
GOALS = ('update 20s elapsed when title starts "Soon"\nacknowledgement 30d elapsed\nresponse 40d elapsed\n'
         'restoration 800h\nresolution 60d elapsed')
TARGETS = 4


def stop(server):
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=60)


def ready(base):
    while True:
        try:
            with urllib.request.urlopen(base + "/healthz"):
                return
        except OSError:
            time.sleep(0.005)


class Load:
    """Commands at a fixed rate over connections that are kept; a quarter of them logs incidents that are missed twenty seconds later."""

    def __init__(self, base, token, rate, seconds, threads=16):
        self.base, self.headers = urllib.parse.urlsplit(base), {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        self.rate, self.seconds, self.done, self.failed, self.slow = rate, seconds, 0, 0, []
        self.lock, self.next, self.begin = threading.Lock(), 0, time.monotonic()
        self.threads = [threading.Thread(target=self.work) for _ in range(threads)]

    def figures(self):
        slow = sorted(self.slow)
        return {"commands": self.done, "failed": self.failed, "p99_ms": round(slow[int(len(slow) * 0.99)] * 1000, 1)}

    def run(self):
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()

    def work(self):
        connection, mine = http.client.HTTPConnection(self.base.hostname, self.base.port), None
        while True:
            with self.lock:
                n, self.next = self.next, self.next + 1
            due = self.begin + n / self.rate
            if due > self.begin + self.seconds:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            path, body = "/api/v1/incidents", {"title": f"Soon {n}"}
            if mine and n % 4:
                path, body = f"/api/v1/incidents/{mine}/note", {"text": "Looked."}
            connection.request("POST", path, json.dumps(body), self.headers)
            answer = connection.getresponse()
            text = answer.read()
            with self.lock:
                self.done += 1
                self.failed += answer.status >= 300
                self.slow.append(time.monotonic() - due)
            if answer.status == 201:
                mine = json.loads(text)["id"]


def numbers(database, folder, sql):
    """The first column of what is found."""
    if database.startswith("postgres"):
        text = subprocess.run(["psql", "-At", "-c", sql, database], capture_output=True, text=True, check=True).stdout
        return [int(line) for line in text.split()]
    with sqlite3.connect(Path(folder) / database) as db:
        return [row[0] for row in db.execute(sql)]


def lags(database, folder):
    """Microseconds from each breach to when it was recorded."""
    return sorted(numbers(database, folder, "SELECT recorded_at_us - at_us FROM change WHERE kind = 'clock.breached'"))


def correct(base, token, calendar, clocks, load, database, folder):
    """Seconds until a date that became closed has reached so many open clocks, with the load going on beside."""
    begun = time.monotonic()
    beside = threading.Thread(target=load.run)
    beside.start()
    hours = {"exceptions": f"{time.strftime('%Y-%m-%d', time.gmtime(time.time() + 5 * 86400))} closed"}
    call(base, f"/api/v1/calendars/{calendar}", hours, token, "PATCH", {"If-Match": "*"})
    reached = 0
    while reached < clocks and time.monotonic() < begun + load.seconds:
        time.sleep(0.5)
        reached = numbers(database, folder, "SELECT count(*) FROM change WHERE kind = 'clock.calendar_corrected'")[0]
    seconds = time.monotonic() - begun
    load.seconds = seconds  # no longer than what it goes on beside
    beside.join()
    return {"clocks": reached, "seconds": round(seconds, 1), **load.figures()}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--clocks", type=int, default=1_000_000)
    options.add_argument("--seconds", type=int, default=90)
    options.add_argument("--rate", type=int, default=200)
    options.add_argument("--corrected", type=int, default=100_000, help="open clocks that a change of the calendar is to reach")
    options.add_argument("--replay", type=int, default=100_000)
    options.add_argument("--database", default="evenkeel.db", help="an empty PostgreSQL database; a file of its own unless said")
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="evenkeel-bench-")
    environment = dict(os.environ, EVENKEEL_DATA_FOLDER=folder, EVENKEEL_DATABASE=options.database,
                       EVENKEEL_HTTP_REQUESTS_PER_MINUTE="0", EVENKEEL_LOG_LEVEL="error")
    filler = [FILLER, "--database", options.database, "--data-folder", folder]
    show = lambda name, figures: print(json.dumps({"work": name, **figures}), flush=True)
    server, base = start(environment)
    try:
        code = re.search(r"code: (\S+)", server.stdout.readline()).group(1)
        answers = {"code": code, "organisation": "Bench", "name": "Bench", "login": "bench", "mail": "b@example.org"}
        call(base, "/api/v1/setup", {**answers, "password": "correct horse battery staple"})
        made = subprocess.run([SERVER, "token", "create", "--login", "bench", "--name", "bench", "--scopes", "everything"],
                              env=environment, capture_output=True, text=True, check=True)
        token = made.stdout.strip()
        calendar = call(base, "/api/v1/calendars", {"name": "Bench", "hours": "always"}, token)["id"]
        call(base, "/api/v1/agreements", {"name": "Bench", "calendar": calendar, "goals": GOALS, "warnings": ""}, token)
        stop(server)
        begun = time.monotonic()
        subprocess.run(filler + ["--incidents", str(options.clocks // TARGETS)], check=True)
        show("fill", {"clocks": options.clocks, "seconds": round(time.monotonic() - begun)})
        begun = time.monotonic()
        server, base = start(environment)
        ready(base)
        show("start to ready", {"seconds": round(time.monotonic() - begun, 2)})
        load = Load(base, token, options.rate, options.seconds)
        load.run()
        time.sleep(25)  # what was logged last is missed by then
        found = lags(options.database, folder)
        at = lambda share: round(found[min(len(found) - 1, int(len(found) * share))] / 1e6, 3) if found else None
        show("breaches noticed", {"breaches": len(found), "p50_s": at(0.5), "p99_s": at(0.99), "most_s": at(1)})
        show("commands meanwhile", {**load.figures(), "memory_mib": memory_mib(server.pid)})
        hour = Load(base, token, options.rate, 3600)
        show("calendar corrected", correct(base, token, calendar, options.corrected, hour, options.database, folder))
        stop(server)
        subprocess.run(filler + ["--replay", str(options.replay)], check=True)
    finally:
        if server.poll() is None:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

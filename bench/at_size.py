#!/usr/bin/env python3
"""Measures a register of any size over HTTP: bench/at_size.py --data-folder FOLDER [--database FILE|URL] [--seconds N] [--minutes N]

The register comes from make_register. Measured: start to ready; the page of the 50 most urgent open incidents of a team, as an
analyst of three teams sees it; full-text search, newest first (half of the queries one rare word, a third two words, the rest one
common word); memory after some minutes of both with creations beside them. Prints one JSON line a measurement.
"""
import argparse
import collections
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

from over_http import CREATE, SERVER, call, memory_mib, wrk

SEARCH = """
local queries = {%s}
local n = 0
request = function()
  n = n %% #queries + 1
  return wrk.format("GET", "/api/v1/incidents?limit=20&q=" .. queries[n])
end
"""


def show(work, figures):
    print(json.dumps({"work": work, **figures}), flush=True)


def words_of(text):
    return [w for w in re.findall(r"[a-z]+", text.lower()) if len(w) > 2]


def queries_of(base, token, count):
    """Queries in the proportions of the docstring, from words that really occur together."""
    chance = random.Random(7)
    texts, order = [], ["opened_at", "-opened_at", "number", "-updated_at"]
    for way in order:
        page = call(base, f"/api/v1/incidents?limit=200&order={way}&fields=title,description", token=token)
        texts += [words_of(i["title"] + " " + (i["description"] or "")) for i in page["items"]]
    seen = collections.Counter(w for words in texts for w in set(words))
    common = [w for w, _ in seen.most_common(20)]
    rare = [w for w, n in seen.items() if n == 1]
    queries = []
    for _ in range(count):
        draw = chance.random()
        if draw < 1 / 2:
            queries.append(chance.choice(rare))
        elif draw < 5 / 6:
            queries.append(" ".join(chance.sample(chance.choice([t for t in texts if len(t) > 1]), 2)))
        else:
            queries.append(chance.choice(common))
    return [urllib.parse.quote_plus(q + " ") for q in queries]


def start(environment, port):
    begin = time.time()
    server = subprocess.Popen([SERVER, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True)
    base = re.search(r"(http://\S+)", server.stdout.readline()).group(1)
    threading.Thread(target=server.stdout.read, daemon=True).start()  # nobody reads on
    while True:
        try:
            with urllib.request.urlopen(base + "/readyz"):
                return server, base, time.time() - begin
        except OSError:
            time.sleep(0.01)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--data-folder", required=True)
    options.add_argument("--database", default="evenkeel.db")
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--minutes", type=float, default=1)
    options = options.parse_args()
    environment = dict(os.environ, EVENKEEL_DATA_FOLDER=options.data_folder, EVENKEEL_DATABASE=options.database,
                       EVENKEEL_HTTP_REQUESTS_PER_MINUTE="0", EVENKEEL_LOG_LEVEL="error")
    evenkeel = lambda *words: subprocess.run([SERVER, *words], env=environment, capture_output=True, text=True, check=True,
                                             input="correct horse battery staple\n").stdout
    mark = f"bench{int(time.time())}"
    evenkeel("user", "add", "--name", "Bench", "--login", mark, "--role", "administrator", "--role", "incident_manager")
    evenkeel("user", "add", "--name", "Bench analyst", "--login", mark + "a", "--role", "analyst")
    manager = evenkeel("token", "create", "--login", mark, "--name", "bench", "--scopes", "everything").strip().splitlines()[-1]
    analyst = evenkeel("token", "create", "--login", mark + "a", "--name", "bench", "--scopes", "everything").strip().splitlines()[-1]
    server, base, ready = start(environment, 0)
    try:
        count = int(call(base, "/api/v1/incidents", {"title": "Counted"}, token=manager)["number"][3:])  # numbers go up
        show("start to ready", {"seconds": round(ready, 2), "incidents": count})
        held = urllib.parse.quote("open = true and team is present")
        urgent = call(base, f"/api/v1/incidents?order=urgency&limit=200&fields=team&filter={held}", token=manager)["items"]
        teams = [team for team, _ in collections.Counter(i["team"] for i in urgent).most_common(3)]
        person = call(base, "/api/v1/session", token=analyst)["person"]["id"]
        request = urllib.request.Request(f"{base}/api/v1/people/{person}", method="PATCH", data=json.dumps({"teams": teams}).encode())
        request.add_header("Authorization", "Bearer " + manager)
        request.add_header("Content-Type", "application/json")
        request.add_header("If-Match", "*")
        urllib.request.urlopen(request)
        page = f"{base}/api/v1/incidents?order=urgency&limit=50&filter=" + urllib.parse.quote(f"open = true and team = {teams[0]}")
        rows = len(call(base, page.removeprefix(base), token=analyst)["items"])
        show("page of 50 most urgent", {**wrk(page, analyst, options.seconds, 1), "rows": rows, "incidents": count})
        with tempfile.TemporaryDirectory() as folder:
            search, create = Path(folder) / "search.lua", Path(folder) / "create.lua"
            search.write_text(SEARCH % ",".join(json.dumps(q) for q in queries_of(base, manager, 2000)))
            create.write_text(CREATE % manager)
            show("full text", {**wrk(base, analyst, options.seconds, 1, str(search)), "incidents": count})
            end = time.time() + options.minutes * 60
            while time.time() < end:
                wrk(page, analyst, 5, 4)
                wrk(base, analyst, 5, 4, str(search))
                wrk(base, manager, 5, 8, str(create))
            show("memory", {"mib": memory_mib(server.pid), "after_minutes": options.minutes, "incidents": count})
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


if __name__ == "__main__":
    sys.exit(main())

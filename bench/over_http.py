#!/usr/bin/env python3
"""Measures the running product over HTTP, on one machine with its load: bench/over_http.py [--database URL] [--seconds N] [--nodes N]

Starts the release build on a fresh register, sets it up, loads it with wrk, and prints one JSON line a measurement, with the
ratio to the limit taken in the same run: a fixed answer of the same server for reading, a bare SQLite loop for creating. With --nodes, on
PostgreSQL, creation is measured once more with the same connections shared among so many servers over one database.
"""
import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("EVENKEEL_BUILD") or ROOT / "build/release")  # another one shows only that a benchmark works
SERVER = BUILD / "src/app/evenkeel"
BARE = BUILD / "bench/bare_sqlite"

CREATE = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer %s"
local n = 0
request = function()
  n = n + 1
  local body = '{"title":"Mail is slow in building ' .. n .. '","description":"Since this morning sending a mail takes minutes. ' ..
    string.rep("The clock turns and nothing happens until it is sent at last. ", 6) ..
    '","impact":"medium","urgency":"high","channel":"phone"}'
  return wrk.format(nil, "/api/v1/incidents", nil, body)
end
"""


def call(base, path, body=None, token=None, method=None, headers=None):
    request = urllib.request.Request(base + path, json.dumps(body).encode() if body is not None else None, headers or {}, method=method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


def wrk(url, token, seconds, connections, script=None):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Authorization: Bearer {token}"]
    if script:
        command += ["-s", script]
    text = subprocess.run(command + [url], capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    scale = {"us": 0.001, "ms": 1, "s": 1000}[p99.group(2)]
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {"per_second": round(rate), "p99_ms": round(float(p99.group(1)) * scale, 2),
            "errors": int(errors.group(1)) if errors else 0}


def start(environment):
    """The server, its address, and the line that tells the set-up code when there is one."""
    server = subprocess.Popen([SERVER, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True)
    base = re.search(r"(http://\S+)", server.stdout.readline()).group(1)
    return server, base


def together(bases, token, seconds, connections, script):
    """Loads all nodes at once; rates are summed, the slowest p99 counts."""
    with ThreadPoolExecutor(len(bases)) as pool:
        parts = list(pool.map(lambda base: wrk(base, token, seconds, connections // len(bases), script), bases))
    return {"per_second": sum(p["per_second"] for p in parts), "p99_ms": max(p["p99_ms"] for p in parts),
            "errors": sum(p["errors"] for p in parts)}


def memory_mib(pid):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    fields = dict(re.findall(r"^(\w+):\s+(\d+) kB", text, re.M))
    shared = int(fields.get("Pss_Shmem", 0))
    return round((int(fields["Anonymous"]) + shared) / 1024)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--database", default="evenkeel.db")
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--connections", type=int, default=32)
    options.add_argument("--nodes", type=int, default=1)
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="evenkeel-bench-")
    environment = dict(os.environ, EVENKEEL_DATA_FOLDER=folder, EVENKEEL_DATABASE=options.database,
                       EVENKEEL_HTTP_REQUESTS_PER_MINUTE="0", EVENKEEL_HTTP_METRICS_FROM="127.0.0.1", EVENKEEL_LOG_LEVEL="error")
    run = lambda command: subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    server, base = start(environment)
    others = []
    try:
        code = re.search(r"code: (\S+)", server.stdout.readline()).group(1)
        password = "correct horse battery staple"
        answers = {"code": code, "organisation": "Bench", "name": "Bench", "login": "bench", "mail": "b@example.org"}
        call(base, "/api/v1/setup", {**answers, "password": password})
        token = run([SERVER, "token", "create", "--login", "bench", "--name", "bench", "--scopes", "everything"]).strip()
        show = lambda name, figures: print(json.dumps({"work": name, **figures}), flush=True)
        script = Path(folder) / "create.lua"
        script.write_text(CREATE % token)
        fixed = wrk(base + "/healthz", token, options.seconds, options.connections)
        show("fixed answer", fixed)
        created = wrk(base, token, options.seconds, options.connections, script)
        if options.nodes > 1:
            others = [start({**environment, "EVENKEEL_DATA_FOLDER": tempfile.mkdtemp(prefix="evenkeel-bench-"),
                             "EVENKEEL_AUDIT_KEY_FILE": str(Path(folder) / "seal.key")}) for _ in range(options.nodes - 1)]
            many = together([base] + [b for _, b in others], token, options.seconds, options.connections, script)
            show(f"durable creation, {options.nodes} nodes",
                 {**many, "of_one": round(many["per_second"] / created["per_second"], 2)})
        for other, _ in others:
            other.send_signal(signal.SIGTERM)
            other.wait(60)
        first = call(base, "/api/v1/incidents?limit=1", token=token)["items"][0]["id"]
        read = wrk(f"{base}/api/v1/incidents/{first}", token, options.seconds, options.connections)
        show("read one", {**read, "of_fixed": round(read["per_second"] / fixed["per_second"], 2)})
        page = wrk(base + "/api/v1/incidents?order=urgency&limit=50&filter=open%20%3D%20true", token, options.seconds, 4)
        show("page of 50 most urgent", page)
        deadline = time.time() + 120
        while time.time() < deadline and "evenkeel_search_behind 0" not in urllib.request.urlopen(base + "/metrics").read().decode():
            time.sleep(0.5)
        show("search two words", wrk(base + "/api/v1/incidents?q=mail%20minutes", token, options.seconds, 4))
        count = int(call(base, "/api/v1/incidents?limit=1&order=-opened_at", token=token)["items"][0]["number"][3:])
        show("memory", {"mib": memory_mib(server.pid), "incidents": count})
        server.send_signal(signal.SIGTERM)
        server.wait(60)
        begin = time.time()
        server, _ = start(environment)
        show("start to ready", {"seconds": round(time.time() - begin, 2), "incidents": count})
        server.send_signal(signal.SIGTERM)
        server.wait(60)
        if "://" not in options.database:
            file = Path(folder) / options.database
            show("bytes on disk", {"per_incident": round(file.stat().st_size / count), "incidents": count})
            bare = json.loads(run([BARE, str(file), "32", str(options.seconds)]))
            created["of_bare_sqlite"] = round(created["per_second"] / bare["bare_sqlite_per_second"], 2)
            show("bare SQLite loop", bare)
        show("durable creation", created)
    finally:
        for each in [server] + [other for other, _ in others]:
            each.kill()


if __name__ == "__main__":
    sys.exit(main())

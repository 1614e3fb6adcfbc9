#!/usr/bin/env python3
"""Alerts taken in, beside Prometheus Alertmanager in the same run: bench/alerts.py [--database URL] [--seconds N] [--held N]

Both get the same requests from wrk: new alerts singly and in batches of 100, then alerts that are known already, as Prometheus sends them
again each minute. Then so many alerts are held: memory, and how long a filtered list takes. Alertmanager keeps alerts in memory alone;
Evenkeel answers when they are durable. Prints one JSON line a measurement, with the ratio to Alertmanager. Needs the packages
prometheus-alertmanager and wrk.
"""
import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

from over_http import SERVER, call, start

LOAD = """
local batch, kinds = %d, %d
local keys, of_each = {%s}, 200000
local thread = 0
function setup(t) t:set("me", thread); thread = thread + 1 end
local n = 0
function request()
  local alerts = {}
  local key = keys[1 + (kinds > 0 and 0 or math.floor(n / of_each))] or ""
  for i = 1, batch do
    n = n + 1
    local k = kinds > 0 and n %% kinds or n
    alerts[i] = string.format('{"labels":{"alertname":"HighLatency%%d","service":"svc%%d","instance":"host-%%d-%%d:9100",' ..
      '"severity":"critical","env":"%s"},"annotations":{"summary":"p99 latency above 500ms for 5m on host-%%d-%%d","description":' ..
      '"The request latency of this host has been above its objective; see the runbook for what to check first."},' ..
      '"startsAt":"2026-01-01T00:00:00Z","endsAt":"2036-01-01T00:00:00Z","generatorURL":"http://127.0.0.1/graph"}',
      k %% 20, k %% 500, me, k, me, k)
  end
  return wrk.format("POST", "/api/v2/alerts", {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. key},
    "[" .. table.concat(alerts, ",") .. "]")
end
"""
CONFIG = "route:\n  receiver: none\n  group_by: [alertname, service]\nreceivers:\n  - name: none\n"


def wrk(base, script, seconds, connections, batch):
    text = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script, base],
                          capture_output=True, text=True, check=True).stdout
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {"alerts_per_second": round(float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)) * batch),
            "p99_ms": round(float(p99.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[p99.group(2)], 2),
            "errors": int(errors.group(1)) if errors else 0}


def resident_mib(pid):
    return round(int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024)


def start_alertmanager(folder):
    config = Path(folder) / "alertmanager.yml"
    config.write_text(CONFIG)
    server = subprocess.Popen(["prometheus-alertmanager", f"--config.file={config}", f"--storage.path={folder}/peer",
                               "--web.listen-address=127.0.0.1:19093", "--cluster.listen-address=", "--log.level=error"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = "http://127.0.0.1:19093"
    for _ in range(100):
        try:
            urllib.request.urlopen(base + "/-/ready").read()
            return server, base
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Alertmanager does not start")


def hold(base, key, count):
    """So many alerts of their own, in batches of 100."""
    for at in range(0, count, 100):
        alerts = [{"labels": {"alertname": f"Held{i % 20}", "service": f"held{i % 500}", "instance": f"host-{i}:9100", "env": "held"},
                   "annotations": {"summary": f"p99 latency above 500ms for 5m on host-{i}"}, "endsAt": "2036-01-01T00:00:00Z"}
                  for i in range(at, at + 100)]
        call_list(base, key, alerts)


def call_list(base, key, alerts=None, path="/api/v2/alerts"):
    request = urllib.request.Request(base + path, data=json.dumps(alerts).encode() if alerts else None)
    request.add_header("Content-Type", "application/json")
    request.add_header("Authorization", "Bearer " + key)
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def list_ms(base, key):
    best = []
    for _ in range(5):
        begin = time.perf_counter()
        found = json.loads(call_list(base, key, path="/api/v2/alerts?filter=service%3D%22held7%22"))
        best.append((time.perf_counter() - begin) * 1000)
    return round(sorted(best)[len(best) // 2], 1), len(found)


def set_up(server, base, environment):
    code = re.search(r"code: (\S+)", server.stdout.readline()).group(1)
    call(base, "/api/v1/setup", {"code": code, "organisation": "Bench", "name": "Bench", "login": "bench", "mail": "b@example.org",
                                 "password": "correct horse battery staple"})
    token = subprocess.run([SERVER, "token", "create", "--login", "bench", "--name", "bench", "--scopes", "everything"], env=environment,
                           capture_output=True, text=True, check=True).stdout.strip()
    return token


def new_keys(base, token, count=20):
    """Of as many new sources: each takes a quarter of a million firing alerts and gets fewer."""
    keys = []
    for _ in range(count):
        source = call(base, "/api/v1/alert_sources", {"name": uuid.uuid4().hex, "reads": True}, token)["id"]
        keys.append(call(base, f"/api/v1/alert_sources/{source}/keys", {}, token)["secret"])
    return keys


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--database", default="evenkeel.db")
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--connections", type=int, default=32)
    options.add_argument("--held", type=int, default=100_000)
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="evenkeel-bench-")
    environment = dict(os.environ, EVENKEEL_DATA_FOLDER=folder, EVENKEEL_DATABASE=options.database,
                       EVENKEEL_HTTP_REQUESTS_PER_MINUTE="0", EVENKEEL_LOG_LEVEL="error")
    server, base = start(environment)
    peer, peer_base = start_alertmanager(folder)
    try:
        token = set_up(server, base, environment)
        for name, batch, kinds in (("new, singly", 1, 0), ("new, 100 at once", 100, 0), ("known, singly", 1, 5_000),
                                   ("known, 100 at once", 100, 5_000)):
            script = str(Path(folder) / "load.lua")
            keys = ",".join(f'"{key}"' for key in new_keys(base, token))
            Path(script).write_text(LOAD % (batch, kinds, keys, name.split(",")[0] + str(batch)))
            if kinds:  # once, so that they are known
                for b in (base, peer_base):
                    wrk(b, script, 3, options.connections, batch)
            theirs = wrk(peer_base, script, options.seconds, options.connections, batch)
            ours = wrk(base, script, options.seconds, options.connections, batch)
            print(json.dumps({"work": name, **ours, "alertmanager": theirs["alerts_per_second"],
                              "ratio": round(ours["alerts_per_second"] / theirs["alerts_per_second"], 2)}), flush=True)
        for process in (peer, server):  # figures of what is held are those of a fresh start
            process.send_signal(signal.SIGTERM)
            process.wait(120)
        shutil.rmtree(f"{folder}/peer", ignore_errors=True)
        fresh = tempfile.mkdtemp(prefix="evenkeel-bench-")
        environment["EVENKEEL_DATA_FOLDER"] = fresh
        server, base = start(environment)
        peer, peer_base = start_alertmanager(folder)
        if "://" not in options.database:
            token = set_up(server, base, environment)
        key = new_keys(base, token, 1)[0]
        for b in (base, peer_base):
            hold(b, key, options.held)
        figures = {}
        for name, pid, b in (("evenkeel", server.pid, base), ("alertmanager", peer.pid, peer_base)):
            ms, found = list_ms(b, key)
            figures[name] = {"resident_mib": resident_mib(pid), "filtered_list_ms": ms, "found": found}
        print(json.dumps({"work": f"{options.held} held", **figures}), flush=True)
    finally:
        for process in (server, peer):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(120)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Monitoring tools as Debian has them, against the real server: alert_senders.py PROGRAM

amtool adds, asks, silences and ends; Prometheus sends what its rule says, and its end; Alertmanager hands on by webhook. Nothing in them is
changed but the address. Prints a line for each thing that holds, and fails at the first that does not.
"""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

PATIENCE_S = 60
RULES = """groups:
- name: g
  interval: 1s
  rules:
  - alert: AlwaysOn
    expr: vector(%s) > 0
    labels: {severity: critical, service: wan}
    annotations: {summary: "It is always on"}
"""
PROMETHEUS = """global: {evaluation_interval: 1s}
rule_files: [rules.yml]
alerting:
  alertmanagers:
  - authorization: {credentials: "%s"}
    static_configs: [{targets: ["127.0.0.1:%d"]}]
"""
ALERTMANAGER = """route:
  receiver: evenkeel
  group_wait: 1s
  group_interval: 1s
receivers:
- name: evenkeel
  webhook_configs:
  - url: http://127.0.0.1:%d/in
    send_resolved: true
    http_config: {authorization: {credentials: "%s"}}
  pagerduty_configs:
  - {url: "http://127.0.0.1:%d/v2/enqueue", routing_key: "%s"}
  opsgenie_configs:
  - {api_url: "http://127.0.0.1:%d/", api_key: "%s"}
"""
DIALECTS = ("PagerDuty", "Opsgenie")  # its v1 of PagerDuty has a fixed address


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, program, folder, **environment):
        self.program, self.environment = program, dict(os.environ, EVENKEEL_DATA_FOLDER=folder, EVENKEEL_LOG_LEVEL="error", **environment)
        self.token = None
        self.start()
        code = re.search(r"code: (\S+)", self.process.stdout.readline()).group(1)
        self.call("/api/v1/setup", {"code": code, "organisation": "Test", "name": "Admin", "login": "admin", "mail": "a@example.org",
                                    "password": "correct horse battery staple"})
        self.token = subprocess.run([program, "token", "create", "--login", "admin", "--name", "t", "--scopes", "everything"],
                                    env=self.environment, capture_output=True, text=True, check=True).stdout.strip()
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def start(self, port=0):
        self.process = subprocess.Popen([self.program, "serve", "--port", str(port)], env=self.environment, stdout=subprocess.PIPE,
                                        text=True)
        self.port = int(re.search(r"http://[^:]+:(\d+)", self.process.stdout.readline()).group(1))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=PATIENCE_S) != 0:
            raise SystemExit("the server did not end well")

    def call(self, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data)
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read() or b"null")

    def source(self, name, kind):
        made = self.call("/api/v1/alert_sources", {"name": name, "kind": kind, "reads": True})["id"]
        return made, self.call(f"/api/v1/alert_sources/{made}/keys", {})["secret"]

    def alerts_of(self, source):
        return [a for a in self.call("/api/v1/alerts")["items"] if a["source"] == source]

    def alerts(self, title):
        return [a for a in self.call("/api/v1/alerts")["items"] if a["title"] == title]


def holds(what, condition):
    end = time.time() + PATIENCE_S
    while not condition():
        if time.time() > end:
            raise SystemExit("does not hold: " + what)
        time.sleep(0.3)
    print("ok", what, flush=True)


def amtool(url, *words):
    done = subprocess.run(["amtool", "--alertmanager.url=" + url, *words], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"amtool {' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def try_amtool(server):
    _, key = server.source("amtool", "prometheus")
    url = f"http://127.0.0.1:{server.port}/in/{key}"
    amtool(url, "alert", "add", "alertname=Foo", "severity=critical", "instance=a", "--annotation=summary=Foo is bad")
    holds("amtool alert add", lambda: len(server.alerts("Foo is bad")) == 1)
    holds("amtool alert query", lambda: "Foo" in amtool(url, "alert", "query", "Foo"))
    holds("amtool alert query, none", lambda: "Foo" not in amtool(url, "alert", "query", "alertname=Bar"))
    silence = amtool(url, "silence", "add", "alertname=Foo", "--comment=moves", "--duration=1h", "--author=me").strip()
    holds("amtool silence add", lambda: silence in amtool(url, "silence", "query"))
    holds("amtool shows it silenced", lambda: "Foo" not in amtool(url, "alert", "query", "Foo")
          and "Foo" in amtool(url, "alert", "query", "--silenced", "Foo"))
    amtool(url, "silence", "update", silence, "--comment=moves again")
    holds("amtool silence update", lambda: "moves again" in amtool(url, "silence", "query", "-o", "json"))
    amtool(url, "silence", "expire", *amtool(url, "silence", "query", "-q").split())
    holds("amtool silence expire", lambda: amtool(url, "silence", "query", "-q").strip() == "")
    holds("amtool config show", lambda: "evenkeel" in amtool(url, "config", "show"))
    holds("amtool cluster show", lambda: "disabled" in amtool(url, "cluster", "show"))


def try_prometheus(server, folder, started):
    _, key = server.source("Prometheus", "prometheus")
    place = Path(folder) / "prometheus"
    place.mkdir()
    (place / "rules.yml").write_text(RULES % "1")
    (place / "prometheus.yml").write_text(PROMETHEUS % (key, server.port))
    port = free_port()
    process = subprocess.Popen(["prometheus", f"--config.file={place}/prometheus.yml", f"--storage.tsdb.path={place}/data",
                                f"--web.listen-address=127.0.0.1:{port}", "--log.level=error", "--web.enable-lifecycle",
                                "--rules.alert.resend-delay=2s"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started.append(process)
    holds("Prometheus' alert", lambda: [a["severity"] for a in server.alerts("It is always on")] == ["critical"])
    holds("and its incident", lambda: server.alerts("It is always on")[0]["incident"])
    (place / "rules.yml").write_text(RULES % "0")
    urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/-/reload", method="POST")).read()
    holds("and its end", lambda: server.alerts("It is always on")[0]["state"] == "resolved")


def try_alertmanager(server, folder, started):
    _, key = server.source("Alertmanager", "alertmanager")
    dialects = [server.source(name, "generic") for name in DIALECTS]
    place = Path(folder) / "alertmanager"
    place.mkdir()
    (place / "am.yml").write_text(ALERTMANAGER % tuple(word for k in [key] + [k for _, k in dialects] for word in (server.port, k)))
    port = free_port()
    process = subprocess.Popen(["prometheus-alertmanager", f"--config.file={place}/am.yml", f"--storage.path={place}/data",
                                f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started.append(process)
    url = f"http://127.0.0.1:{port}"

    def ready():
        try:
            return urllib.request.urlopen(url + "/-/ready").status == 200
        except OSError:
            return False
    holds("Alertmanager runs", ready)
    for name in ("Hooked", "Hooked2"):
        amtool(url, "alert", "add", f"alertname={name}", "severity=warning", f"--annotation=summary={name}")
    holds("Alertmanager's webhook, each alert of the group for itself", lambda: server.alerts("Hooked") and server.alerts("Hooked2"))
    amtool(url, "alert", "add", "alertname=Hooked", "severity=warning", "--annotation=summary=Hooked",
           "--end=" + time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 1)))
    holds("and an end", lambda: server.alerts("Hooked")[0]["state"] == "resolved")
    holds("of that one alone", lambda: server.alerts("Hooked2")[0]["state"] == "firing")
    for name, (source, _) in zip(DIALECTS, dialects):
        holds("Alertmanager as a sender to " + name, lambda: [a["state"] for a in server.alerts_of(source)] == ["firing"])
    amtool(url, "alert", "add", "alertname=Hooked2", "severity=warning", "--annotation=summary=Hooked2",
           "--end=" + time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 1)))
    for name, (source, _) in zip(DIALECTS, dialects):
        holds("and the end to " + name, lambda: [a["state"] for a in server.alerts_of(source)] == ["resolved"])


def main():
    program = sys.argv[1]
    missing = [tool for tool in ("amtool", "prometheus", "prometheus-alertmanager") if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"not installed: {', '.join(missing)}; tools/install.sh does it")
    folder, started = tempfile.mkdtemp(prefix="evenkeel-senders-"), []
    server = Server(program, folder)
    try:
        try_amtool(server)
        try_prometheus(server, folder, started)
        try_alertmanager(server, folder, started)
    finally:
        for process in started + [server.process]:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

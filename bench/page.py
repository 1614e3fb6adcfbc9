#!/usr/bin/env python3
"""Measures a page: bench/page.py [--seconds N] [--rate N] [--clocks N] [--database postgres://...]

From a P1 being logged over HTTP to its message at a real mail server (aiosmtpd) and at a webhook over HTTPS, both on this machine, while
other commands go on at a fixed rate: p50, p99 and the longest, one JSON line a measurement. Measured twice: with everything well, and with
the first of two mail servers and a second gateway hanging, which gets a message of every P1 too. With --clocks the register holds so many
running clocks (bench/make_clocks).
"""
import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.parse
from email import message_from_string
from pathlib import Path

from clocks import FILLER, TARGETS, Load, ready, stop
from over_http import ROOT, SERVER, call, start

A_MINUTE_TO_ONE = 7      # from the eleventh in a minute on, messages to one person come together: not what is measured here
PAGES_A_SECOND = 1
SETTLED_SECONDS = 30
GOALS = "acknowledgement 30d elapsed\nresponse 40d elapsed\nrestoration 50d elapsed\nresolution 60d elapsed"
PASSWORD = "correct horse battery staple"


class Other:
    """The other side: a program of tests/outside, and what it says."""

    def __init__(self, script, folder):
        folder.mkdir()
        self.process = subprocess.Popen(["/usr/bin/python3", str(ROOT / "tests/outside" / script), str(folder)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.ready = json.loads(self.process.stdout.readline())
        self.events, self.changed = [], threading.Condition()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            with self.changed:
                self.events.append(json.loads(line))
                self.changed.notify_all()

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_for(self, wanted):
        with self.changed:
            if not self.changed.wait_for(lambda: any(wanted(e) for e in self.events), 30):
                raise RuntimeError("the other side never got it")
            return next(e for e in reversed(self.events) if wanted(e))

    def arrivals(self, what=r"INC\d+"):
        """Of what those got who are reached: when it first came of each incident (of each text like `what`), and how often."""
        first, count = {}, {}
        for event in list(self.events):
            text = ""
            if event["event"] == "mail" and event["to"][0].startswith("p"):
                mail = message_from_string(event["text"])
                text = str(mail["Subject"]) + "\n" + mail.get_payload(decode=True).decode()
            elif event["event"] == "hook":
                text = json.dumps(event["body"])
            for number in set(re.findall(what, text)):
                first.setdefault(number, event["at"])
                count[number] = count.get(number, 0) + 1
        return first, count


class House:
    """A fresh register with people to page, each with a mail address and a webhook; some of them behind a gateway that will hang."""

    def __init__(self, options, folder):
        self.folder, self.options = folder, options
        self.mail, self.hooks, self.silent = Other("smtp_server.py", folder / "m"), Other("receivers.py", folder / "h"), Other(
            "receivers.py", folder / "s")
        certificates = folder / "certificates.pem"
        certificates.write_text("".join(Path(o.ready["certificate"]).read_text() for o in (self.hooks, self.silent)))
        self.environment = dict(
            os.environ, EVENKEEL_DATA_FOLDER=str(folder), EVENKEEL_DATABASE=options.database, EVENKEEL_HTTP_REQUESTS_PER_MINUTE="0",
            EVENKEEL_LOG_LEVEL="error", EVENKEEL_MAIL_SMTP=f"smtp://127.0.0.1:{self.mail.ready['plain']}",
            EVENKEEL_CHANNELS_PRIVATE_NETWORKS="127.0.0.0/8,::1", EVENKEEL_CHANNELS_CA_FILE=str(certificates))
        self.people = max(2, -(-60 * PAGES_A_SECOND // A_MINUTE_TO_ONE))
        self.server, self.base = start(self.environment)
        code = re.search(r"code: (\S+)", self.server.stdout.readline()).group(1)
        call(self.base, "/api/v1/setup", {"code": code, "organisation": "Bench", "name": "Bench", "login": "bench", "mail": "b@example.org",
                                          "password": PASSWORD})
        self.token = self.token_of("bench")
        self.found()

    def token_of(self, login):
        made = subprocess.run([SERVER, "token", "create", "--login", login, "--name", "bench", "--scopes", "everything"],
                              env=self.environment, capture_output=True, text=True, check=True)
        return made.stdout.strip()

    def found(self):
        gateways = [call(self.base, "/api/v1/gateways", {"name": name, "kind": "http", "url": f"https://localhost:{port}/{{{{to}}}}"},
                         self.token)["id"] for name, port in (("Hook", self.hooks.ready["hooks"]), ("Silent", self.silent.ready["hooks"]))]
        for n in range(self.people):
            for kind, gateway, other in (("p", gateways[0], self.hooks), ("s", gateways[1], self.silent)):
                login = f"{kind}{n}"
                call(self.base, "/api/v1/people", {"name": login, "login": login, "mail": f"{login}@example.org",
                                                   "roles": ["incident_manager"]}, self.token)
                self.add_point(login, gateway, other)
            policy = {"name": f"Page {n}", "applies": f'title starts "Page {n} "', "trigger": "logged",
                      "steps": f"at once tell person p{n}, person s{n}"}
            call(self.base, "/api/v1/escalation_policies", policy, self.token)
        if self.options.clocks:
            calendar = call(self.base, "/api/v1/calendars", {"name": "Bench", "hours": "always"}, self.token)["id"]
            call(self.base, "/api/v1/agreements", {"name": "Bench", "calendar": calendar, "goals": GOALS, "warnings": ""}, self.token)
            stop(self.server)
            subprocess.run([FILLER, "--database", self.options.database, "--data-folder", str(self.folder), "--incidents",
                            str(self.options.clocks // TARGETS)], check=True, stderr=subprocess.DEVNULL)
            self.again({})

    def add_point(self, login, gateway, other):
        token = self.token_of(login)
        point = call(self.base, "/api/v1/contact/points", {"gateway": gateway, "target": login}, token)["id"]
        proof = other.wait_for(lambda e: e["event"] == "hook" and e["line"].split()[1] == f"/{login}")
        code = re.search(r"\b\d{6}\b", json.dumps(proof["body"])).group(0)
        call(self.base, f"/api/v1/contact/points/{point}/verify", {"code": code}, token)

    def again(self, more):
        if self.server.poll() is None:
            stop(self.server)
        self.server, self.base = start({**self.environment, **more})
        ready(self.base)

    def hang(self):
        """The first mail server accepts and says nothing; so does the second gateway."""
        self.silent.tell("answer 0")
        self.again({"EVENKEEL_MAIL_SMTP": f"smtp://127.0.0.1:{self.mail.ready['mute']}",
                    "EVENKEEL_MAIL_FALLBACK_SMTP": self.environment["EVENKEEL_MAIL_SMTP"]})

    def close(self):
        if self.server.poll() is None:
            stop(self.server)
        for other in (self.mail, self.hooks, self.silent):
            other.process.kill()


def figures(asked, first, count):
    took = sorted(first[number] - at for number, at in asked.items() if number in first)
    at = lambda share: round(took[min(len(took) - 1, int(len(took) * share))] * 1000, 1) if took else None
    return {"pages": len(asked), "arrived": len(took), "repeated": sum(count.get(n, 0) > 1 for n in asked), "p50_ms": at(0.5),
            "p99_ms": at(0.99), "most_ms": at(1)}


def measure(house, options, what):
    load = Load(house.base, house.token, options.rate, options.seconds)
    beside = threading.Thread(target=load.run)
    beside.start()
    where = urllib.parse.urlsplit(house.base)
    connection = http.client.HTTPConnection(where.hostname, where.port)
    asked, begin = {}, time.monotonic()
    for n in range(options.seconds * PAGES_A_SECOND):
        time.sleep(max(0.0, begin + n / PAGES_A_SECOND - time.monotonic()))
        at = time.monotonic()
        connection.request("POST", "/api/v1/incidents", json.dumps({"title": f"Page {n % house.people} {n}", "impact": "high",
                                                                    "urgency": "high"}), load.headers)
        answer = connection.getresponse()
        body = json.loads(answer.read())
        if answer.status != 201 or body["priority"] != 1:
            raise RuntimeError(f"a P1 was answered {answer.status} {body}")
        asked[body["number"]] = at
    beside.join()
    end = time.monotonic() + SETTLED_SECONDS
    while time.monotonic() < end and not all(set(asked) <= set(o.arrivals()[0]) for o in (house.mail, house.hooks)):
        time.sleep(0.2)
    slow = sorted(load.slow)
    for way, other in (("mail", house.mail), ("webhook", house.hooks)):
        print(json.dumps({"work": f"page by {way}, {what}", **figures(asked, *other.arrivals())}), flush=True)
    print(json.dumps({"work": f"commands meanwhile, {what}", "done": load.done, "failed": load.failed,
                      "p99_ms": round(slow[int(len(slow) * 0.99)] * 1000, 1) if slow else None}), flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=int, default=120, help="of each of the two measurements")
    options.add_argument("--rate", type=int, default=200, help="commands a second besides")
    options.add_argument("--clocks", type=int, default=0)
    options.add_argument("--database", default="evenkeel.db", help="an empty PostgreSQL database; a file of its own unless said")
    options = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="evenkeel-bench-"))
    house = None
    try:
        house = House(options, folder)
        measure(house, options, "all well")
        house.hang()
        measure(house, options, "a mail server and a gateway hang")
    finally:
        if house:
            house.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

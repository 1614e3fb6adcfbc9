#!/usr/bin/env python3
"""Measures how soon open consoles show changes: bench/live_load.py [--consoles 200] [--rate 100] [--seconds 20]

Starts a server on a fresh register and signs in as many consoles as asked for, each as a person of its own team with that team's queue on
its screen. They do what the real ones do (web/src/live, web/src/queue/use_list.ts): listen to the event stream, gather hints for a
moment, and ask for those incidents within their own list. Meanwhile incidents of all teams are changed over the API at the rate asked
for. Prints one JSON line: milliseconds from sending a change until a console had its hint, and until each screen that shows the incident
had its new version; the server's processor time from /proc. The load runs on the same machine, in this one process: where
`late_sends` is not small, the load and not the server was the limit.
"""
import argparse
import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
HINT = re.compile(rb'"id":"(\d+)","root":"\d+","version":(\d+)')
ROW = re.compile(rb'"id":"(\d+)","version":(\d+),"number"')
PASSWORD = "a harbour at low tide"
TEAMS, INCIDENTS_OF_A_TEAM = 20, 25
QUIET_SECONDS, MOST_SECONDS, IDS_MOST = 0.15, 0.5, 100   # as web/src/live/hints.ts and web/src/api/incidents.ts have them
CONNECTIONS = 8          # that changes are sent over
SETTLE_SECONDS = 2.0     # after the last change, for hints under way
LATE_SECONDS = 0.05


def call(base, path, body, token=None, cookies=None, session=()):
    """With a token, or with the cookies of a session; puts the cookies that are set into `cookies`."""
    request = urllib.request.Request(base + path, data=json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    if session:
        request.add_header("Cookie", "; ".join(session))
        request.add_header("X-CSRF-Token", next(c.split("=", 1)[1] for c in session if c.startswith("evenkeel_csrf=")))
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as refused:
        raise SystemExit(f"live_load: POST {path}: {refused.code} {refused.read().decode()}") from None
    with answer:
        if cookies is not None:
            cookies += [line.split(";")[0] for line in answer.headers.get_all("Set-Cookie") or []]
        return json.loads(answer.read() or b"null")


def start_server(program, folder):
    environment = dict(os.environ, EVENKEEL_DATA_FOLDER=folder, EVENKEEL_HTTP_REQUESTS_PER_MINUTE="0", EVENKEEL_LOG_LEVEL="error")
    server = subprocess.Popen([program, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True)
    base = re.search(r"(http://\S+)", server.stdout.readline()).group(1)
    code = re.search(r"code: (\S+)", server.stdout.readline()).group(1)
    call(base, "/api/v1/setup", {"code": code, "organisation": "Bench", "name": "Administrator", "login": "admin",
                                 "mail": "admin@example.org", "password": PASSWORD})
    token = subprocess.run([program, "token", "create", "--login", "admin", "--name", "bench", "--scopes", "everything"],
                           env=environment, check=True, capture_output=True, text=True).stdout.strip()
    return server, base, token


def furnish(base, token, consoles):
    """Teams with their incidents, and a signed-in person for each console: (cookie, team)."""
    teams, incidents = [], {}
    for t in range(TEAMS):
        team = call(base, "/api/v1/teams", {"name": f"Team {t:02}", "line": 1}, token)["id"]
        teams.append(team)
        for n in range(INCIDENTS_OF_A_TEAM):
            made = call(base, "/api/v1/incidents", {"title": f"Mail is slow {n}", "channel": "phone", "team": team}, token)
            incidents[made["id"].encode()] = team
    people, keeper = [], []
    call(base, "/api/v1/session", {"login": "admin", "password": PASSWORD}, cookies=keeper)  # a token sets no passwords
    for n in range(consoles):
        login, cookies = f"desk{n:03}", []
        team = teams[n % TEAMS]
        person = call(base, "/api/v1/people", {"name": f"Desk {n:03}", "login": login, "roles": ["analyst"], "teams": [team]}, token)
        call(base, f"/api/v1/people/{person['id']}/password", {"password": PASSWORD}, session=keeper)
        call(base, "/api/v1/session", {"login": login, "password": PASSWORD}, cookies=cookies)
        people.append(("; ".join(cookies), team))
    return incidents, people


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Line:
    """One kept-alive connection."""

    def __init__(self, host, credential):
        self.host, self.credential = host, credential

    async def open(self, address, port):
        self.reader, self.writer = await asyncio.open_connection(address, port, limit=1 << 20)

    async def ask(self, verb, path, body=b"", more=""):
        self.writer.write(f"{verb} {path} HTTP/1.1\r\nHost: {self.host}\r\n{self.credential}\r\n{more}"
                          f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        answer = await self.reader.readexactly(int(re.search(r"(?i)content-length: (\d+)", head).group(1)))
        if not head.startswith("HTTP/1.1 200"):
            raise RuntimeError(head.split("\r\n")[0] + " " + answer[:300].decode())
        return answer


class Console(asyncio.Protocol):
    """One open console: its stream, and the list on its screen. Notes when it first heard of, and first showed, each (id, version)."""

    def __init__(self, host, cookie, team):
        self.host, self.cookie, self.team = host, cookie, team
        self.request = (f"GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
                        "Accept: text/event-stream\r\n\r\n").encode()
        self.heard, self.shown, self.tail, self.head, self.alive = {}, {}, b"", b"", True
        self.waiting, self.quiet, self.latest, self.lists, self.reloads = {}, None, None, 0, 0
        self.looks = set()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data):
        now = time.perf_counter()
        if len(self.head) < 12:
            self.head += data[:12]
        data = self.tail + data
        end = data.rfind(b"\n\n") + 2 if b"\n\n" in data else 0
        self.tail = data[end:]
        for found in HINT.findall(data[:end]):
            self.heard.setdefault(found, now)
            self.waiting[found[0]] = found[1]
        self.reloads += data[:end].count(b"event: reload")
        if self.waiting:
            self.gather()

    def gather(self):
        loop = asyncio.get_running_loop()
        if self.quiet:
            self.quiet.cancel()
        self.quiet = loop.call_later(QUIET_SECONDS, self.flush)
        self.latest = self.latest or loop.call_later(MOST_SECONDS, self.flush)

    def flush(self):
        for timer in (self.quiet, self.latest):
            if timer:
                timer.cancel()
        self.quiet = self.latest = None
        ids, self.waiting = list(self.waiting)[:IDS_MOST], {}
        if ids:
            task = asyncio.create_task(self.look(ids))
            self.looks.add(task)
            task.add_done_callback(self.looks.discard)

    async def look(self, ids):
        """Asks which of these are in its own list, as use_list.ts does."""
        condition = f"(open = true and team = {self.team}) and id in ({', '.join(i.decode() for i in ids)})"
        async with self.lock:
            answer = await self.line.ask("GET", f"/api/v1/incidents?limit=200&filter={quote(condition)}")
        now = time.perf_counter()
        self.lists += 1
        for incident, version in ROW.findall(answer):
            for v in range(int(version), 0, -1):  # who shows version 7 is past 6 too
                if (incident, v) in self.shown:
                    break
                self.shown[(incident, v)] = now

    async def open(self, address, port):
        self.line, self.lock = Line(self.host, f"Cookie: {self.cookie}"), asyncio.Lock()
        await self.line.open(address, port)

    def connection_lost(self, _):
        self.alive = False


async def change_at_rate(lines, incidents, rate, seconds):
    """Sends on a fixed timetable; what it sent, by (id, version), and how often it came late to it."""
    sent, late, free = {}, 0, asyncio.Queue()
    for line in lines:
        free.put_nowait(line)

    async def one(n, line):
        incident = incidents[n * 7 % len(incidents)]  # 7: one team after the other, not one after the other of a team
        begun = time.perf_counter()
        body = json.dumps({"title": f"Mail is slow in building {n}"}).encode()
        answer = await line.ask("PATCH", f"/api/v1/incidents/{incident.decode()}", body, "If-Match: *\r\n")
        sent[(incident, json.loads(answer)["version"])] = begun
        free.put_nowait(line)

    start, tasks = time.perf_counter(), []
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + n / rate - time.perf_counter()))
        line = await free.get()
        late += time.perf_counter() - (start + n / rate) > LATE_SECONDS
        tasks.append(asyncio.create_task(one(n, line)))
    await asyncio.gather(*tasks)
    return sent, late, time.perf_counter() - start


def spread(seconds):
    ordered = sorted(seconds)
    at = lambda share: round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1)
    return {"count": len(ordered), "p50_ms": at(0.5), "p99_ms": at(0.99), "most_ms": at(1)} if ordered else {"count": 0}


async def measure(options, base, token, pid):
    where = urlsplit(base)
    incidents, people = await asyncio.to_thread(furnish, base, token, options.consoles)
    loop = asyncio.get_running_loop()
    consoles = []
    for cookie, team in people:
        console = Console(where.netloc, cookie, team)
        await console.open(where.hostname, where.port)
        consoles.append((await loop.create_connection(lambda console=console: console, where.hostname, where.port))[1])
    lines = [Line(where.netloc, "Authorization: Bearer " + token) for _ in range(CONNECTIONS)]
    for line in lines:
        await line.open(where.hostname, where.port)
    await asyncio.sleep(1)
    refused = sum(not c.head.endswith(b"200") for c in consoles)
    if refused:
        raise SystemExit(f"live_load: {refused} of {options.consoles} event streams were refused")

    before = processor_seconds(pid)
    sent, late, took = await change_at_rate(lines, list(incidents), options.rate, options.seconds)
    used = processor_seconds(pid) - before
    await asyncio.sleep(SETTLE_SECONDS)
    hints = [c.heard[(i, str(v).encode())] - begun for c in consoles for (i, v), begun in sent.items() if (i, str(v).encode()) in c.heard]
    due = [(c, key, begun) for c in consoles for key, begun in sent.items() if incidents[key[0]] == c.team]
    shown = [c.shown[key] - begun for c, key, begun in due if key in c.shown]
    return {"consoles": len(consoles), "changes": len(sent), "changes_per_second": round(len(sent) / took, 1),
            "hints": spread(hints), "hints_share": round(len(hints) / max(1, len(sent) * len(consoles)), 4),
            "screens": spread(shown), "screens_stale": len(due) - len(shown), "lists_asked": sum(c.lists for c in consoles),
            "reloads": sum(c.reloads for c in consoles), "streams_lost": sum(not c.alive for c in consoles), "late_sends": late,
            "server_cores": round(used / took, 3)}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--consoles", type=int, default=200)
    options.add_argument("--rate", type=float, default=100.0, help="changes a second")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--program", default=str(ROOT / "build/release/src/app/evenkeel"))
    options = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends with us
    with tempfile.TemporaryDirectory(prefix="evenkeel-live-") as folder:
        server, base, token = start_server(options.program, folder)
        try:
            print(json.dumps(asyncio.run(measure(options, base, token, server.pid))))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


if __name__ == "__main__":
    main()

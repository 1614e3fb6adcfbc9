#!/usr/bin/env python3
"""Mails by the hundred thousand: bench/mails.py [--mails N] [--people N] [--senders N] [--seconds N]

First a realistic mix is handed over as a mail server does by its pipe, so many at a time: until all were answered (which means durable) and
until all were parsed, threaded and settled, beside the raw limit (a bare SQLite loop that writes the same bytes, 32 mails to a commit) in
the same run, with the peak of memory. What became of each is counted and must be right. Then mails are delivered to a real mailbox
(Dovecot), which tells of them (IDLE), for so many seconds: from delivered to the incident in the list.

Prints one JSON line a measurement. Needs the package dovecot-imapd. SQLite alone.
"""
import argparse
import base64
import collections
import http.client
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from over_http import ROOT, SERVER, call, memory_mib, start

sys.path.insert(0, str(ROOT / "tests/outside"))
from mailbox_reader import Dovecot  # noqa: E402

PER_COMMIT = 32
BACK = 3_001  # an answer is to a report so many mails ago: it was handed over and settled long before
A_SECOND = 10
SETTLED_SECONDS = 1_800
PATIENCE_S = 60
BY_PASSWORD = """passdb {
 driver=static
 args=password=sesame
}"""
# Shares in a hundred. An answer is one whose original there is; earlier it is a report.
MIX = {"plain": 38, "html": 22, "file": 8, "latin": 6, "answer": 14, "absence": 5, "bounce": 3, "list": 4}
OUTCOME = {"plain": "done", "html": "done", "file": "done", "latin": "done", "answer": "done", "absence": "ignored", "bounce": "ignored",
           "list": "ignored"}
WORDS = "since this morning sending a mail takes minutes the clock turns and nothing happens until it is sent at last".split()
KINDS = [kind for kind, share in MIX.items() for _ in range(share)]
NOISE = random.Random(7).randbytes(1_500_000)


def kind_of(n):
    kind = KINDS[n * 37 % 100]
    return "plain" if kind == "answer" and (n < BACK or KINDS[(n - BACK) * 37 % 100] not in ("plain", "html", "file", "latin")) else kind


def text_of(n, words):
    chance = random.Random(n)
    return "\r\n".join(" ".join(chance.choice(WORDS) for _ in range(12)) for _ in range(words // 12))


def file_of(n):
    """10 kB to 1.4 MB, most of them small."""
    size = min(10_000 * 2 ** (n // 100 % 8), 1_400_000)
    return base64.encodebytes(NOISE[n % 1000:][:size]).replace(b"\n", b"\r\n").decode()


def mail_of(n, people):
    kind = kind_of(n)
    who = (n - BACK if kind == "answer" else n) % people
    subject = f"Re: Mail {n - BACK} is slow" if kind == "answer" else f"Mail {n} is slow"
    head = [f"From: Caller {who} <caller{who}@example.org>", "To: Desk <incidents@example.org>", "Subject: " + subject,
            f"Message-ID: <m{n}@example.org>",
            f"Date: Mon, 2 Mar 2026 08:{n // 60 % 60:02}:{n % 60:02} +0100", "MIME-Version: 1.0",
            f"Received: from relay.example.org by mail.example.org with ESMTPS id {n:x}; Mon, 2 Mar 2026 08:00:00 +0100"]
    plain = "Content-Type: text/plain; charset=utf-8"
    body = text_of(n, 120)
    if kind == "html":
        html = "".join(f"<p style=\"margin:0\"><span>{line}</span></p>" for line in text_of(n, 240).split("\r\n"))
        head.append('Content-Type: multipart/alternative; boundary="b"')
        body = (f"--b\r\n{plain}\r\n\r\n{body}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                f"<html><head><style>p{{color:#222}}</style></head><body>{html}\r\n"
                f"<table><tr><td>Service Desk</td></tr></table></body></html>\r\n--b--\r\n")
    elif kind == "file":
        head.append('Content-Type: multipart/mixed; boundary="b"')
        body = (f"--b\r\n{plain}\r\n\r\n{body}\r\n--b\r\nContent-Type: application/octet-stream; name=\"log{n}.bin\"\r\n"
                f"Content-Disposition: attachment; filename=\"log{n}.bin\"\r\n"
                f"Content-Transfer-Encoding: base64\r\n\r\n{file_of(n)}\r\n--b--\r\n")
    elif kind == "latin":
        head += ["Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable"]
        body = "Der Drucker dr=FCckt Stra=DFe statt zu schreiben.=\r\n " + body
    elif kind == "answer":
        head += [f"In-Reply-To: <m{n - BACK}@example.org>", f"References: <m{n - BACK}@example.org>", plain]
        body = f"It is still so.\r\n\r\nOn 2 March 2026 the desk wrote:\r\n" + "".join(f"> {line}\r\n" for line in body.split("\r\n"))
    elif kind == "absence":
        head += ["Auto-Submitted: auto-replied", plain]
    elif kind == "bounce":
        head[0] = "From: Mail Delivery System <MAILER-DAEMON@example.org>"
        head += ["Return-Path: <>", 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"']
        body = (f"--b\r\n{plain}\r\n\r\nIt could not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                "Reporting-MTA: dns; mail.example.org\r\n\r\n"
                "Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n")
    elif kind == "list":
        head += ["List-Id: News <news.example.org>", "Precedence: list", plain]
    else:
        head.append(plain)
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


class House:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.dovecot = Dovecot(folder / "dovecot", BY_PASSWORD)
        (folder / "password").write_text("sesame\n")
        mail = {"address": "incidents@example.org", "imap": f"imap://127.0.0.1:{self.dovecot.port}", "user": "incidents",
                "password_file": str(folder / "password"), "mails_per_hour": "100000"}
        environment = dict(os.environ, EVENKEEL_DATA_FOLDER=str(folder), EVENKEEL_HTTP_REQUESTS_PER_MINUTE="0", EVENKEEL_LOG_LEVEL="error",
                           **{"EVENKEEL_INCOMING_MAIL_" + name.upper(): value for name, value in mail.items()})
        self.server, self.base = start(environment)
        code = re.search(r"code: (\S+)", self.server.stdout.readline()).group(1)
        call(self.base, "/api/v1/setup", {"code": code, "organisation": "Bench", "name": "Bench", "login": "bench", "mail": "b@example.org",
                                          "password": "correct horse battery staple"})
        token = [SERVER, "token", "create", "--login", "bench", "--name", "bench", "--scopes", "everything"]
        self.token = subprocess.run(token, env=environment, capture_output=True, text=True, check=True).stdout.strip()
        for n in range(options.people):
            call(self.base, "/api/v1/people", {"name": f"Caller {n}", "mail": f"caller{n}@example.org"}, self.token)
        self.db = sqlite3.connect(f"file:{folder}/evenkeel.db?mode=ro", uri=True, check_same_thread=False)

    def states(self):
        return dict(self.db.execute("SELECT state, COUNT(*) FROM incoming_mail GROUP BY state").fetchall())

    def line(self):
        where = urllib.parse.urlsplit(self.base)
        return http.client.HTTPConnection(where.hostname, where.port)

    def close(self):
        for process in (self.server, self.dovecot.process):
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_S)


def show(**figures):
    print(json.dumps(figures), flush=True)


def hand_over(house, numbers, failures):
    line, headers = house.line(), {"Content-Type": "message/rfc822", "Authorization": "Bearer " + house.token}
    for n in numbers:
        while True:
            line.request("POST", "/api/v1/incoming_mail", mail_of(n, house.options.people), headers)
            answer = line.getresponse()
            text = answer.read()
            if answer.status == 202:
                break
            if answer.status not in (429, 503):
                return failures.append(f"{answer.status} {text[:200]}")
            time.sleep(0.05)


def bare(folder, mails, people):
    """Seconds in which a loop writes the same bytes as durably."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE mail (id INTEGER PRIMARY KEY, raw BLOB)")
    took = 0.0
    for at in range(0, mails, PER_COMMIT):
        rows = [(n, mail_of(n, people)) for n in range(at, min(at + PER_COMMIT, mails))]
        begin = time.perf_counter()
        db.execute("BEGIN")
        db.executemany("INSERT INTO mail VALUES (?, ?)", rows)
        db.execute("COMMIT")
        took += time.perf_counter() - begin
    db.close()
    (folder / "bare.db").unlink()
    return took


def flood(house):
    options, failures = house.options, []
    numbers = iter(range(options.mails))  # shared, so that none falls behind
    senders = [threading.Thread(target=hand_over, args=(house, numbers, failures)) for _ in range(options.senders)]
    peak = [memory_mib(house.server.pid)]
    before = peak[0]
    begin = time.perf_counter()
    for sender in senders:
        sender.start()
    answered = None
    while time.perf_counter() - begin < SETTLED_SECONDS and not failures:
        peak.append(memory_mib(house.server.pid))
        if answered is None and not any(sender.is_alive() for sender in senders):
            answered = time.perf_counter() - begin
        if answered is not None and house.states().get("received", 0) == 0:
            break
        time.sleep(0.5)
    settled = time.perf_counter() - begin
    if failures:
        raise RuntimeError("a mail was answered " + failures[0])
    size = sum(len(mail_of(n, options.people)) for n in range(0, options.mails, 101)) * 101 / 2**20
    show(work="handed over", mails=options.mails, mib=round(size), seconds=round(answered, 1), per_second=round(options.mails / answered))
    show(work="settled", seconds=round(settled, 1), per_second=round(options.mails / settled), memory_mib_before=before,
         memory_mib_peak=max(peak))
    raw = bare(house.folder, options.mails, options.people)
    show(work="bare SQLite loop of the same bytes", seconds=round(raw, 1), per_second=round(options.mails / raw),
         settled_of_bare=round(raw / settled, 3))
    check(house)


def check(house):
    kinds = collections.Counter(kind_of(n) for n in range(house.options.mails))
    wanted = collections.Counter()
    for kind, count in kinds.items():
        wanted[OUTCOME[kind]] += count
    found = house.states()
    incidents = house.db.execute("SELECT COUNT(*) FROM incident").fetchone()[0]
    reports = wanted["done"] - kinds["answer"]
    where = dict(house.db.execute("SELECT message_id, incident FROM incoming_mail WHERE state = 'done'").fetchall())
    answers = [n for n in range(house.options.mails) if kind_of(n) == "answer"]
    comments = sum(where[f"m{n}@example.org"] == where[f"m{n - BACK}@example.org"] for n in answers)
    if found != dict(wanted) or incidents != reports or comments != kinds["answer"]:
        raise RuntimeError(f"wanted {dict(wanted)}, {reports} incidents, {kinds['answer']} continued; "
                           f"found {found}, {incidents}, {comments}")
    show(work="what became of them", **found, incidents=incidents, continued=comments)


def trickle(house):
    """From a file that a mail server moved into the mailbox to the incident in the list of what is new."""
    put, seen, done = {}, {}, threading.Event()

    def watch():
        line, headers = house.line(), {"Authorization": "Bearer " + house.token}
        while not done.is_set():
            line.request("GET", "/api/v1/incidents?order=-opened_at&limit=50", headers=headers)
            items = json.loads(line.getresponse().read())["items"]
            now = time.perf_counter()
            for one in items:
                seen.setdefault(one["title"], now)
            time.sleep(0.02)
    watcher = threading.Thread(target=watch)
    watcher.start()
    begin = time.perf_counter()
    for n in range(house.options.seconds * A_SECOND):
        time.sleep(max(0.0, begin + n / A_SECOND - time.perf_counter()))
        title, who = f"Delivered {n}", n % house.options.people
        house.dovecot.put(f"From: caller{who}@example.org\nTo: incidents@example.org\nSubject: {title}\n"
                          f"Message-ID: <d{n}@example.org>\n\nIt blinks.\n")
        put[title] = time.perf_counter()
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and not put.keys() <= seen.keys():
        time.sleep(0.1)
    done.set()
    watcher.join()
    missing = put.keys() - seen.keys()
    took = sorted(seen[title] - at for title, at in put.items() if title in seen)
    show(work="from delivered to visible", mails=len(put), never=len(missing), p50_ms=round(took[len(took) // 2] * 1000),
         p99_ms=round(took[int(len(took) * 0.99)] * 1000), most_ms=round(took[-1] * 1000))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--mails", type=int, default=100_000)
    options.add_argument("--people", type=int, default=5_000)
    options.add_argument("--senders", type=int, default=8)
    options.add_argument("--seconds", type=int, default=60)
    options = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="evenkeel-bench-"))
    folder.chmod(0o755)
    house = House(options, folder)
    try:
        flood(house)
        trickle(house)
    finally:
        house.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

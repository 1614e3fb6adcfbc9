"""The real server as the crash tests see it: a process that is started, spoken to over HTTP, killed, and whose register is
read from outside, by other programs than itself."""
import http.client
import json
import os
import re
import signal
import sqlite3
import subprocess
import threading
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("EVENKEEL_BINARY") or ROOT / "build/debug/src/app/evenkeel").resolve()
START_SECONDS = 60      # a debug build on a machine that does other things
ANSWER_SECONDS = 60     # longer than the server itself waits for a database that went away


class Failed(Exception):
    """What was promised does not hold."""


class LeftOut(Exception):
    """The machine does not permit the test; it counts neither as passed nor as failed."""


def check(condition, text):
    if not condition:
        raise Failed(text)


class SqliteRegister:
    engine = "sqlite"

    def __init__(self, folder):
        self.file = Path(folder) / "evenkeel.db"
        self.location = self.direct = str(self.file)

    def rows(self, sql):
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def drop(self):
        pass


class PostgresRegister:
    """A fresh database of the server named in EVENKEEL_TEST_POSTGRES; `location` may be turned to a proxy."""
    engine = "postgres"

    def __init__(self, server=None):
        self.server = server or os.environ["EVENKEEL_TEST_POSTGRES"]
        self.name = "crash_" + uuid.uuid4().hex[:12]
        self.psql(self.server, f"CREATE DATABASE {self.name}")
        self.direct = self.location = self.server.replace("/postgres?", f"/{self.name}?")
        check(self.name in self.location, "EVENKEEL_TEST_POSTGRES must be postgres://user@/postgres?host=folder")

    @staticmethod
    def psql(location, sql):
        done = subprocess.run(["psql", "-X", "-A", "-t", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-c", sql, location],
                              capture_output=True, text=True, timeout=60)
        check(done.returncode == 0, f"psql: {done.stderr.strip()}")
        return done.stdout

    def rows(self, sql):
        out = [tuple(line.split("\x1f")) for line in self.psql(self.direct, sql).splitlines() if line]
        return [tuple(int(v) if re.fullmatch(r"\d+", v) else v for v in row) for row in out]

    def socket(self):
        return re.search(r"host=([^&]+)", self.server).group(1) + "/.s.PGSQL.5432"

    def drop(self):
        self.psql(self.server, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


class Server:
    """One run of `evenkeel serve` in a data folder."""

    def __init__(self, folder, register, extra=None):
        self.folder, self.register = Path(folder), register
        self.environment = {**os.environ, "EVENKEEL_DATA_FOLDER": str(folder), "EVENKEEL_HTTP_REQUESTS_PER_MINUTE": "0",
                            "EVENKEEL_HTTP_METRICS_FROM": "127.0.0.1", **(extra or {})}
        self.log = open(self.folder / "server.log", "ab")
        self.log_from = self.log.tell()
        self.process = subprocess.Popen([str(BINARY), "--database", register.location, "serve", "--port", "0"], cwd=folder,
                                        env=self.environment, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.port, self.code = None, None

    def ready(self):
        """Waits until it answers; a server that ends instead is a failure with its last words."""
        def read():
            for line in self.process.stdout:
                if found := re.search(r"is ready: http://[^:]+:(\d+)", line):
                    self.port = int(found.group(1))
                    listening.set()
                if found := re.search(r"enter this code: (\S+)", line):
                    self.code = found.group(1)
                    coded.set()
            listening.set()
        listening, coded = threading.Event(), threading.Event()
        threading.Thread(target=read, daemon=True).start()
        check(listening.wait(START_SECONDS) and self.port, f"the server did not start: {self.words()}")
        self.coded = coded
        return self

    def words(self):
        with open(self.folder / "server.log", "rb") as log:
            log.seek(self.log_from)
            return log.read().decode(errors="replace")[-2000:].strip()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.ended()

    def ended(self, seconds=60):
        """Waits for its end; returns the exit code (negative: the signal)."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failed(f"the server did not end within {seconds} s") from None
        self.log.close()
        return code

    def stop(self):
        """An orderly end, with exit code 0 and nothing from the sanitizers."""
        self.process.send_signal(signal.SIGTERM)
        words, code = self.words(), self.ended()
        check(code == 0, f"exit code {code} at a stop: {words}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def set_up(self):
        """The first set-up through the API; returns the text of a token."""
        check(self.coded.wait(START_SECONDS), "a new register printed no setup code")
        browser = Client(self.port)
        status, _, headers = browser.ask("POST", "/api/v1/setup", {
            "code": self.code, "organisation": "Harbour", "name": "Keeper 01", "login": "keeper01", "mail": "keeper01@example.org",
            "password": "a long dull evening"})
        check(status == 201, f"setup: {status}")
        cookies = dict(v.split(";")[0].split("=", 1) for k, v in headers if k.lower() == "set-cookie")
        status, token, _ = browser.ask("POST", "/api/v1/tokens", {"name": "load", "scopes": ["everything"]}, {
            "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()), "X-CSRF-Token": cookies["evenkeel_csrf"]})
        check(status == 201, f"token: {status}")
        return token["token"]


class Client:
    """One connection. A connection that breaks says so with OSError or HTTPException, as it reaches any client."""

    def __init__(self, port, token=None):
        self.port, self.token, self.connection = port, token, None

    def ask(self, verb, path, body=None, headers=None):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        send = {"Content-Type": "application/json", **(headers or {})}
        if self.token:
            send["Authorization"] = "Bearer " + self.token
        try:
            self.connection.request(verb, path, None if body is None else json.dumps(body), send)
            answer = self.connection.getresponse()
            raw = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(raw) if is_json and raw else raw.decode(), answer.getheaders()

    def log_incident(self, key):
        """One incident of that title under that key: status, body, replayed?"""
        status, body, headers = self.ask("POST", "/api/v1/incidents", {"title": key}, {"Idempotency-Key": key})
        return status, body, any(k.lower() == "idempotency-replayed" for k, _ in headers)


def run_evenkeel(folder, register, *arguments, extra=None):
    """A command of the program: exit code and everything it said."""
    done = subprocess.run([str(BINARY), "--database", register.location, *arguments], cwd=folder, capture_output=True, text=True,
                          timeout=120, env={**os.environ, "EVENKEEL_DATA_FOLDER": str(folder), **(extra or {})})
    return done.returncode, done.stdout + done.stderr


def until(seconds, what, question):
    """Asks until the answer is true; a failure names what never came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.1)
    raise Failed(f"not within {seconds} s: {what}")

#!/usr/bin/env python3
"""What was answered is durable: the real server under load is ended without a warning, started again, and compared with a ledger
that was kept outside. Also: a database that goes away, a disk that fills up, files that cannot be used, a crowd of connections.

    tests/crash/crash_test.py [NAME...]     all tests, or those whose name contains one of the words

EVENKEEL_BINARY names another program than the debug build, LOOPS another number of kills of a register (20; with EVENKEEL_LONG
500), REGISTERS how many are killed so (1; with EVENKEEL_LONG 20, which is 10,000 kills on each database), SEED makes a run again.
PostgreSQL is found in EVENKEEL_TEST_POSTGRES; without it those tests are left out. The last line is "N passed, N failed".
"""
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import crowd  # noqa: E402
import paging  # noqa: E402
import trouble  # noqa: E402
from house import BINARY, Failed, LeftOut, PostgresRegister, Server, SqliteRegister, check  # noqa: E402
from ledger import Ledger, check_promises, check_whole, load, replay  # noqa: E402

LONG = bool(os.environ.get("EVENKEEL_LONG"))
LOOPS = int(os.environ.get("LOOPS") or (500 if LONG else 20))  # kills that one register lives through
REGISTERS = int(os.environ.get("REGISTERS") or (20 if LONG else 1))
SEED = int(os.environ.get("SEED") or time.time_ns() % 1_000_000)
CHANCE = random.Random(SEED)
BETWEEN_SHARE = 0.5      # of the kills must fall between commit and answer
LOAD_SECONDS = (0.1, 0.6)
PROBED_SECONDS = 30      # by then the n-th commit has come
AUDIT_EVERY = max(4, LOOPS // 100)  # it reads the whole register, which grows; what it finds does not go away
SET_UP_COMMITS = 10  # with a token, and what followers write meanwhile; at most


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def run(self, name, test, *arguments):
        start = time.monotonic()
        try:
            figures = test(*arguments)
            self.passed += 1
            print(f"ok      {name} ({time.monotonic() - start:.1f} s) {figures or ''}", flush=True)
            return True
        except LeftOut as e:
            print(f"left out {name}: {e}", flush=True)
            return True
        except Exception as e:
            self.failed += 1
            print(f"FAILED  {name}: {e if isinstance(e, Failed) else traceback.format_exc()}", flush=True)
            return False


class KillLoop:
    """One register that lives through many kills."""

    def __init__(self, register, folder):
        self.register, self.folder = register, folder
        self.ledger = Ledger(folder / "ledger.txt")
        self.token, self.last = None, None
        self.between = self.kills = self.keys = 0

    def start(self, n, previous):
        """A server for loop n, and how it will die: at a commit (most loops) or at any moment."""
        by_commit = n % 4 != 3
        extra = {}
        if by_commit:
            # Replaying the keys of the loop before takes at most one commit each; the first server is set up before.
            before = previous if self.token else SET_UP_COMMITS
            extra["EVENKEEL_CRASH_AFTER_COMMIT"] = str(before + CHANCE.randint(3, 20))
        return by_commit, Server(self.folder, self.register, extra)

    def one(self, n):
        by_commit, server = self.start(n, len(self.ledger.sent(self.last)) if self.last else 0)
        with server:
            server.ready()
            if self.token is None:
                self.token = server.set_up()
            self.verify(server)
            self.last = f"loop{n}"
            over = threading.Event()
            threads = load(server.port, self.token, self.ledger, self.last, over, may_fail=())
            if by_commit:
                code = server.ended(PROBED_SECONDS)
                check(code == -signal.SIGKILL, f"exit code {code} instead of a kill: {server.words()}")
            else:
                time.sleep(CHANCE.uniform(*LOAD_SECONDS))
                server.kill()
            over.set()
            for thread in threads:
                thread.join()
            self.kills += 1

    def verify(self, server):
        """Of the loop before: its promises, then all its keys again."""
        if not self.last:
            return
        if check_promises(self.register, self.ledger, self.last) > 0:
            self.between += 1
        self.keys += replay(server.port, self.token, self.register, self.ledger, self.last)
        if self.kills % AUDIT_EVERY == 0:
            check_whole(self.folder, self.register)

    def end(self):
        """After the last kill: everything once more, and the count of the worst moments."""
        with Server(self.folder, self.register).ready() as server:
            self.verify(server)
            check_promises(self.register, self.ledger)
            incidents = check_whole(self.folder, self.register)
            server.stop()
        check(incidents == self.keys, f"{self.keys} keys, {incidents} incidents")
        wanted = int(LOOPS * BETWEEN_SHARE)
        check(self.between >= wanted, f"{self.between} kills fell between commit and answer, {wanted} are wanted")
        return f"{self.kills} kills, {self.between} between commit and answer; {self.keys} keys, {len(self.ledger.answered)} answered"


def kill_loops(tally, register, folder):
    loop = KillLoop(register, folder)
    for n in range(LOOPS):
        if not tally.run(f"{register.engine}: kill {n + 1}", loop.one, n):
            return
    tally.run(f"{register.engine}: nothing lost, nothing twice", loop.end)


def sqlite(folder):
    return SqliteRegister(folder)


def postgres(_):
    return PostgresRegister()


def once(test):
    return lambda tally, register, folder: tally.run(f"{register.engine}: {test.__name__}", test, folder, register)


SUITES = [
    (sqlite, "kill", kill_loops),
    (postgres, "kill", kill_loops),
    (sqlite, "paging", once(paging.pages)),
    (postgres, "paging", once(paging.pages)),
    (postgres, "takes_up", once(paging.takes_up)),
    (postgres, "cut", once(trouble.cut_connections)),
    (postgres, "away", once(trouble.database_away)),
    (postgres, "unreachable", once(trouble.unreachable_database)),
    (sqlite, "full", once(trouble.full_disk)),
    (sqlite, "newer", once(trouble.newer_register)),
    (postgres, "newer", once(trouble.newer_register)),
    (sqlite, "damaged", once(trouble.damaged_file)),
    (sqlite, "read_only", once(trouble.read_only)),
    (sqlite, "second", once(trouble.second_server)),
    (sqlite, "crowd", once(crowd.crowd)),
]


def run_suite(tally, make_register, suite):
    """A suite on a register of its own, which stays when something failed."""
    folder = Path(tempfile.mkdtemp(prefix="evkcrash."))
    failed_before = tally.failed
    register = make_register(folder)
    try:
        suite(tally, register, folder)
    finally:
        register.drop()
        if tally.failed == failed_before:
            shutil.rmtree(folder)
        else:
            print(f"        what it left: {folder}", flush=True)


def main():
    words = sys.argv[1:]
    tally = Tally()
    print(f"SEED={SEED} LOOPS={LOOPS} REGISTERS={REGISTERS} {BINARY.name}", flush=True)
    for make_register, name, suite in SUITES:
        if make_register is postgres and not os.environ.get("EVENKEEL_TEST_POSTGRES"):
            continue
        if words and not any(word in f"{name}_{make_register.__name__}" for word in words):
            continue
        for _ in range(REGISTERS if suite is kill_loops else 1):
            run_suite(tally, make_register, suite)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 0 if tally.failed == 0 and tally.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())

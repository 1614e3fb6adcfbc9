"""What a server does when its database is in trouble and it is not: connections cut, a database away, a disk that is full, a
file that cannot be used. Nothing answered is lost, nothing happens twice, people are told, and it goes on by itself."""
import os
import subprocess
import threading
import time

from house import Client, LeftOut, Server, check, run_evenkeel, until
from ledger import Ledger, check_promises, check_whole, load, replay
from proxy import Proxy

CUT_SECONDS = float(os.environ.get("CUT_SECONDS") or (60 if os.environ.get("EVENKEEL_LONG") else 8))
FULL_DISK = "4m"        # of the full disk: a new register and some room
ROOM_LEFT = 128 * 1024  # for some commits more
RECOVERY_SECONDS = 30   # by itself, without a request that would write


def behind_proxy(folder, register):
    proxy = Proxy(folder, register.socket())
    register.location = register.direct.replace(register.socket().rsplit("/", 1)[0], str(folder))
    return proxy


def ask(port, token, path):
    """A request on a fresh connection: status and body."""
    status, body, _ = Client(port, token).ask("GET", path)
    return status, body


def is_ready(port):
    return ask(port, None, "/readyz")[0] == 200


def finish(server, token, folder, register, ledger, prefix):
    """After the trouble: promises kept, every key once, everything proven, an orderly end."""
    unanswered = check_promises(register, ledger, prefix)
    keys = replay(server.port, token, register, ledger, prefix)
    check_whole(folder, register)
    server.stop()
    return f"{keys} keys, {len(ledger.answered)} answered, {unanswered} stored without an answer"


def cut_connections(folder, register):
    """Connections end at COMMIT, in three ways, while people work; sometimes the database ends them all."""
    proxy, ledger = behind_proxy(folder, register), Ledger(folder / "ledger.txt")
    with Server(folder, register).ready() as server:
        token = server.set_up()
        over = threading.Event()
        proxy.every = 3
        threads = load(server.port, token, ledger, "cut", over)
        ended = 0
        for _ in range(int(CUT_SECONDS)):
            time.sleep(1)
            ended += register.rows(f"SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{register.name}' "
                                   "AND pid <> pg_backend_pid()")[0][0]
        proxy.every = 0
        over.set()
        for thread in threads:
            thread.join()
        check(server.process.poll() is None, f"the server ended: {server.words()}")
        check(min(proxy.cuts.values()) > 0 and ended > 0, f"cuts {proxy.cuts}, {ended} ended by the database")
        sent, answered = len(ledger.sent()), len(ledger.answered)
        check(answered > sent // 2, f"only {answered} of {sent} were answered")
        until(RECOVERY_SECONDS, "ready again", lambda: is_ready(server.port))
        return f"{sum(proxy.cuts.values())} cuts, {ended} ended; " + finish(server, token, folder, register, ledger, "cut")


def database_away(folder, register):
    """Nobody reaches the database for a while, in the middle of work."""
    proxy, ledger = behind_proxy(folder, register), Ledger(folder / "ledger.txt")
    with Server(folder, register).ready() as server:
        token = server.set_up()
        check(is_ready(server.port), "not ready at the start")
        over = threading.Event()
        threads = load(server.port, token, ledger, "away", over)
        time.sleep(1)
        proxy.shut_out()
        over.set()  # what is under way waits for the database a while, then it is refused
        until(RECOVERY_SECONDS, "/readyz says 503", lambda: ask(server.port, None, "/readyz")[0] == 503)
        check(ask(server.port, None, "/healthz")[0] == 200, "/healthz must not depend on the database")
        status, body = ask(server.port, token, "/api/v1/incidents")
        check(status == 503, f"a list is answered {status} {body} while the database is away")
        for thread in threads:
            thread.join()
        check(set(ledger.refused) == {"store.gone"}, f"incidents were answered {ledger.refused} while the database was away")
        proxy.let_in()
        until(RECOVERY_SECONDS, "ready again without a restart", lambda: is_ready(server.port))
        check(server.process.poll() is None, f"the server ended: {server.words()}")
        return finish(server, token, folder, register, ledger, "away")


def make_disk(folder, size):
    """A small file system of its own, in memory."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode != 0:
        raise LeftOut(f"no disk can be made here ({mounted.stderr.strip()})")
    return disk


def full_disk(folder, register):
    """The register's disk has no room left; then it has again."""
    disk = make_disk(folder, FULL_DISK)
    try:
        return on_full_disk(folder, disk, type(register)(disk))
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def fill(disk):
    """Takes all the room but a little, so that some commits still find theirs; returns the file that takes it."""
    filler = disk / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(max(0, file.tell() - ROOM_LEFT))
            return filler


def on_full_disk(folder, disk, register):
    ledger, place = Ledger(folder / "ledger.txt"), {"EVENKEEL_DATA_FOLDER": str(disk)}
    with Server(folder, register, place).ready() as server:
        token = server.set_up()
        over, told = threading.Event(), {}
        threads = load(server.port, token, ledger, "full", over)
        until(RECOVERY_SECONDS, "some incidents", lambda: len(ledger.answered) > 10)
        filler = fill(disk)

        def refused():
            key = f"full-probe-{len(ledger.sent())}"
            ledger.send(key)
            status, body, _ = Client(server.port, token).log_incident(key)
            if status == 201:
                ledger.answer(key, body)
                return False
            told.update(body)
            return status == 503
        until(RECOVERY_SECONDS, "an incident is refused with 503", refused)
        check(told["code"] == "store.full", f"refused with {told}")
        over.set()
        for thread in threads:
            thread.join()
        check(ask(server.port, token, "/api/v1/incidents")[0] == 200, "a list must be answered while the disk is full")
        # A small write may still fit where a larger one did not: ready is what the last write says.
        until(RECOVERY_SECONDS, "/readyz says 503", lambda: refused() and not is_ready(server.port))
        os.unlink(filler)
        until(RECOVERY_SECONDS, "ready again by itself", lambda: is_ready(server.port))
        check(server.process.poll() is None, f"the server ended: {server.words()}")
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)  # room for the proof
        unanswered = check_promises(register, ledger, "full")
        keys = replay(server.port, token, register, ledger, "full")
        code, words = run_evenkeel(folder, register, "audit", "verify", extra=place)
        check(code == 0, f"audit verify: {code} {words}")
        server.stop()
        return f"{keys} keys, {len(ledger.answered)} answered, {unanswered} stored without an answer"


def refuses(folder, register, words, extra=None):
    """A start must end with exit code 1 and one clear line."""
    code, said = run_evenkeel(folder, register, "serve", "--port", "0", extra=extra)
    check(code == 1, f"exit code {code}: {said[-600:]}")
    check(any(word in said for word in words), f"nothing of {words} in: {said[-600:]}")
    check("Sanitizer" not in said and "runtime error" not in said, said[-2000:])


def made(folder, register, extra=None):
    """A register that was set up and stopped in order."""
    with Server(folder, register, extra).ready() as server:
        server.set_up()
        server.stop()


def newer_register(folder, register):
    made(folder, register)
    statement = "INSERT INTO schema_version(number, name, applied_at_us) VALUES (9999, 'of tomorrow', 0)"
    if register.engine == "sqlite":
        subprocess.run(["sqlite3", register.file, statement], check=True)
    else:
        register.psql(register.direct, statement)
    refuses(folder, register, ["newer Evenkeel"])


def damaged_file(folder, register):
    made(folder, register)
    whole = register.file.read_bytes()
    for name, content in (("header overwritten", b"\xa5" * 100 + whole[100:]),
                          ("another kind of file", b"PK\x03\x04 no database " * 500),
                          ("cut in the middle", whole[: len(whole) // 2 + 123]),
                          ("every page but the first overwritten", whole[:4096] + b"\xa5" * (len(whole) - 4096))):
        register.file.write_bytes(content)
        try:
            refuses(folder, register, ["damaged", "not a database"])
        except Exception as e:
            raise type(e)(f"{name}: {e}") from e
        check(register.file.read_bytes() == content, f"{name}: the start changed the file")
    register.file.write_bytes(whole)
    with Server(folder, register).ready() as server:
        server.stop()


def second_server(folder, register):
    with Server(folder, register).ready() as server:
        refuses(folder, register, ["in use", "another server", "another Evenkeel", "running"])
        server.stop()


def read_only(folder, register):
    disk = make_disk(folder, "16m")
    try:
        place, inside = {"EVENKEEL_DATA_FOLDER": str(disk)}, type(register)(disk)
        made(folder, inside, place)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        refuses(folder, inside, ["only be read", "Read-only", "read-only"], place)
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def unreachable_database(folder, register):
    register.location = register.direct.replace(register.socket().rsplit("/", 1)[0], str(folder))
    refuses(folder, register, ["no connection to"])

#!/usr/bin/env python3
"""`evenkeel notify` as monitoring programs call it, against the real server: notify_callers.py PROGRAM

Icinga 2 with the configuration of packaging/ sees a host fail and recover. While nothing answers at the address events wait, and all
arrive in their order, once, when it is right again. Prints a line for each thing that holds, and fails at the first that does not.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from alert_senders import Server, free_port, holds

PACKAGING = Path(__file__).parents[2] / "packaging" / "monitoring"
ICINGA = """const NodeName = "test"
library "checker"
library "notification"
object CheckerComponent "checker" {}
object NotificationComponent "notification" {}
object CheckCommand "look" { command = [ "/bin/sh", "%(place)s/look.sh" ] }
object Host "web1" {
  check_command = "look"
  check_interval = 1s
  retry_interval = 1s
  max_check_attempts = 1
}
"""
LOOK = "test ! -f %s/bad || { echo \"it's \\\"down\\\"; \\$(x)\"; exit 2; }; echo up\n"


def notify(program, environment, *words, expect=0):
    done = subprocess.run([program, "notify", *words], env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode != expect:
        raise SystemExit(f"notify {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def try_icinga(program, environment, server, source, place, started):
    for folder in ("data", "cache", "log", "run/icinga2", "spool"):
        (place / folder).mkdir(parents=True)
    (place / "bad").touch()
    (place / "look.sh").write_text(LOOK % place)
    shipped = (PACKAGING / "icinga2.conf").read_text().replace("/usr/bin/evenkeel", program)
    (place / "main.conf").write_text(ICINGA % {"place": place} + shipped)
    me = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    group = subprocess.run(["id", "-gn"], capture_output=True, text=True, check=True).stdout.strip()
    where = {"PidPath": "pid", "DataDir": "data", "CacheDir": "cache", "InitRunDir": "run", "LogDir": "log", "SpoolDir": "spool",
             "ConfigDir": ""}
    started.append(subprocess.Popen(["icinga2", "daemon", "-c", str(place / "main.conf"), f"-DRunAsUser={me}", f"-DRunAsGroup={group}",
                                     *[f"-D{name}={place / path}" for name, path in where.items()]],
                                    env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    holds("Icinga's problem", lambda: [(a["state"], a["severity"]) for a in server.alerts_of(source)] == [("firing", "critical")])
    title = server.alerts_of(source)[0]["title"]
    if title != "web1 is DOWN: it's \"down\"; $(x)":
        raise SystemExit("its words came as: " + title)
    (place / "bad").unlink()
    holds("and its recovery", lambda: [a["state"] for a in server.alerts_of(source)] == ["resolved"])


def try_outage(program, environment, server, source):
    spool = Path(environment["EVENKEEL_NOTIFY_SPOOL"])
    address = environment["EVENKEEL_NOTIFY_URL"]
    gone = dict(environment, EVENKEEL_NOTIFY_URL=f"http://127.0.0.1:{free_port()}")
    for i in range(5):
        said = notify(program, gone, "--key", f"k{i}", "--summary", f"Fault {i}", "--label", "service=wan")
        if "wait in the spool" not in said or server_knows(server, source, f"Fault {i}"):
            raise SystemExit("it does not wait: " + said)
    notify(program, gone, "--key", "k0", "--resolve")
    if len(list(spool.glob("*.json"))) != 6:
        raise SystemExit("not all wait")
    notify(program, dict(environment, EVENKEEL_NOTIFY_KEY="nobody"), "--flush")  # a wrong key loses nothing
    notify(program, dict(environment, EVENKEEL_NOTIFY_URL=address), "--flush")
    states = {a["title"]: a["state"] for a in server.alerts_of(source) if a["title"].startswith("Fault")}
    if states != {"Fault 0": "resolved", **{f"Fault {i}": "firing" for i in range(1, 5)}} or list(spool.glob("*.json")):
        raise SystemExit(f"after the outage: {states}")
    if notify(program, environment, "--flush"):
        raise SystemExit("more than once")
    print("ok all that waited came, in order and once")


def server_knows(server, source, title):
    return any(a["title"] == title for a in server.alerts_of(source))


def try_words(program, environment, server, source):
    notify(program, environment, "--", "noc", "Problem: Disk full", "Host: db1\nSeverity: High\nOriginal problem ID: 17")
    notify(program, environment, "--", "noc", "Resolved in 1m: Disk full", "Host: db1\nSeverity: High\nOriginal problem ID: 17")
    holds("Zabbix' words", lambda: [a["state"] for a in server.alerts_of(source) if a["title"] == "Disk full"] == ["resolved"])
    notify(program, environment, "--key", "x", expect=2)
    notify(program, {**environment, "EVENKEEL_NOTIFY_KEY": ""}, "--settings", "/nowhere", "--key", "x", "--resolve", expect=2)
    notify(program, {**environment, "EVENKEEL_NOTIFY_URL": "http://198.51.100.1"}, "--key", "x", "--resolve", expect=2)


def main():
    program = os.path.abspath(sys.argv[1])
    if not shutil.which("icinga2", path=os.environ["PATH"] + ":/usr/sbin"):
        raise SystemExit("not installed: icinga2; tools/install.sh does it")
    folder, started = tempfile.mkdtemp(prefix="evenkeel-notify-"), []
    server = Server(program, folder)
    try:
        source, key = server.source("Icinga", "generic")
        environment = dict(os.environ, PATH=os.environ["PATH"] + ":/usr/sbin", EVENKEEL_NOTIFY_URL=f"http://127.0.0.1:{server.port}",
                           EVENKEEL_NOTIFY_KEY=key, EVENKEEL_NOTIFY_SPOOL=str(Path(folder) / "waiting"))
        try_words(program, environment, server, source)
        try_outage(program, environment, server, source)
        icinga, key = server.source("Icinga 2", "generic")
        try_icinga(program, dict(environment, EVENKEEL_NOTIFY_KEY=key), server, icinga, Path(folder) / "icinga", started)
    finally:
        for process in started + [server.process]:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

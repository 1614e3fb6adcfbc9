"""The servers of a register (two over PostgreSQL, one over a file) are killed again and again, in turn, while incidents are logged and
acknowledged: every step is taken, nobody is told after an acknowledgement was answered, and one mail comes twice at most for each kill.
And what one of two servers has in its hands is taken up by the other when it is gone, and not before."""
import http.client
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from email import message_from_string
from pathlib import Path

from house import ROOT, Client, Server, check, until
from ledger import check_whole

KILLS = 200 if os.environ.get("EVENKEEL_LONG") else 6
UP_SECONDS = (1.0, 3.0)      # that a server lives, once it answers
LOGGED_EVERY = 0.15
SECOND_STEP_SECONDS = 3
ACKNOWLEDGED_SHARE = 0.6
ON_ITS_WAY_SECONDS = 2.0     # a hand-over that began before the acknowledgement was answered may still be under way
SETTLED_SECONDS = 60         # by then all is told, on a debug build on a machine that does other things
TAKEN_UP_SECONDS = 60        # what a killed server was handing over: its lease, its silence, and the pace of a debug build
LIVING_SECONDS = 20          # for so long a server that lives keeps what hangs
POLICY = f'at once tell person boss1\nafter {SECOND_STEP_SECONDS}s tell person boss2'


class MailServer:
    """A real one (aiosmtpd); notes when each mail arrived."""

    def __init__(self, folder):
        self.process = subprocess.Popen(["/usr/bin/python3", str(ROOT / "tests/outside/smtp_server.py"), str(folder)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.process.stdout.readline())["plain"]
        self.mails = []  # (when, to, numbers of incidents)
        self.hanging = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            event = json.loads(line)
            self.hanging += event["event"] == "hanging"
            if event["event"] != "mail":
                continue
            mail = message_from_string(event["text"])
            # What comes thick and fast comes as one mail.
            numbers = set(re.findall(r"INC\d+", mail["Subject"] + mail.get_payload(decode=True).decode()))
            self.mails.append((time.monotonic(), event["to"][0], numbers))

    def treat(self, how):
        self.process.stdin.write(how + "\n")
        self.process.stdin.flush()

    def stop(self):
        self.process.kill()
        self.process.wait()


class Desk:
    """Logs incidents and acknowledges some, each at a server that is up; what was not answered is asked nothing of."""

    def __init__(self, servers, token, chance):
        self.servers, self.token, self.chance = servers, token, chance
        self.over = threading.Event()
        self.logged, self.tried, self.acknowledged = [], set(), {}
        self.odd = []

    def ask(self, *what):
        for server in self.chance.sample(self.servers, len(self.servers)):
            if server and server.port:
                try:
                    return Client(server.port, self.token).ask(*what)
                except (OSError, http.client.HTTPException):
                    pass
        return 0, {}, []

    def work(self):
        due = []  # (when, number) of acknowledgements
        n = 0
        while not self.over.is_set():
            n += 1
            status, body, _ = self.ask("POST", "/api/v1/incidents", {"title": f"Page {n}"})
            if status == 201:
                self.logged.append(body["number"])
                if self.chance.random() < ACKNOWLEDGED_SHARE:
                    due.append((time.monotonic() + self.chance.uniform(0, 2 * SECOND_STEP_SECONDS), body["number"]))
            elif status not in (0, 503):
                self.odd.append(f"logging: {status} {body}")
            while due and min(due)[0] <= time.monotonic():
                number = due.pop(due.index(min(due)))[1]
                self.acknowledge(number)
            time.sleep(LOGGED_EVERY)

    def acknowledge(self, number):
        self.tried.add(number)
        status, body, _ = self.ask("POST", f"/api/v1/incidents/{number}/escalations/acknowledge", {})
        if status == 200:
            self.acknowledged[number] = time.monotonic()
        elif status not in (0, 409, 503):  # 409: an attempt without an answer had done it
            self.odd.append(f"acknowledging: {status} {body}")


def environment(mail_server, home):
    return {"EVENKEEL_MAIL_SMTP": f"smtp://127.0.0.1:{mail_server.port}", "EVENKEEL_MAIL_FROM": "desk@example.org",
            "EVENKEEL_MAIL_TIMEOUT": "50s", "EVENKEEL_AUDIT_KEY_FILE": str(home / "seal.key"),
            "EVENKEEL_SIGN_IN_KEY_FILE": str(home / "secrets.key")}


def takes_up(folder, register):
    """A mail hangs in the hands of one of two servers. While it lives the other leaves it alone; when it is killed the other sends it, long
    before the delivery's own lease of two minutes is over."""
    mail_server = MailServer(folder)
    homes = [Path(folder), Path(tempfile.mkdtemp(prefix="evkcrash."))]
    extra = environment(mail_server, homes[0])
    servers = []

    def arrivals():
        return [when for when, to, numbers in mail_server.mails if to == "boss1@example.org" and body["number"] in numbers]

    try:
        servers.append(Server(homes[0], register, extra).ready())
        client = Client(servers[0].port, servers[0].set_up())
        set_up_policy(client)
        mail_server.treat("hang")
        status, body, _ = client.ask("POST", "/api/v1/incidents", {"title": "Page"})
        check(status == 201, f"logging: {status} {body}")
        until(30, "the hand-over begins", lambda: mail_server.hanging)
        servers.append(Server(homes[1], register, extra).ready())
        mail_server.treat("ok")
        time.sleep(LIVING_SECONDS)
        check(not arrivals(), "a mail was taken from a server that lives")
        servers[0].kill()
        killed = time.monotonic()
        arrived = until(TAKEN_UP_SECONDS, "the mail of the killed server", arrivals)
        servers[1].stop()
        return f"taken up {arrived[0] - killed:.1f} s after the kill"
    finally:
        for server in servers:
            server.__exit__()
        mail_server.stop()
        shutil.rmtree(homes[1])


def pages(folder, register):
    """Whichever is up takes the steps; what another was handing over when it died is taken up again."""
    chance = random.Random(int(os.environ.get("SEED") or time.time_ns()))
    mail_server = MailServer(folder)
    homes = [Path(folder)]
    if register.engine == "postgres":
        homes.append(Path(tempfile.mkdtemp(prefix="evkcrash.")))
    extra = environment(mail_server, homes[0])

    def start(i):
        return Server(homes[i], register, extra).ready()

    servers = [start(0)] + [None] * (len(homes) - 1)
    try:
        token = servers[0].set_up()
        set_up_policy(Client(servers[0].port, token))
        servers[1:] = [start(i) for i in range(1, len(homes))]
        desk = Desk(servers, token, chance)
        worker = threading.Thread(target=desk.work)
        worker.start()
        for kill in range(KILLS):
            time.sleep(chance.uniform(*UP_SECONDS))
            i = kill % len(homes)
            dying, servers[i] = servers[i], None
            dying.kill()
            servers[i] = start(i)
        time.sleep(SECOND_STEP_SECONDS)
        desk.over.set()
        worker.join()
        check(not desk.odd, f"answers that no kill explains: {desk.odd[:3]}")
        patience = SETTLED_SECONDS + (TAKEN_UP_SECONDS if len(homes) > 1 else 0)
        until(patience, "every step taken and every mail settled", lambda: settled(register))
        time.sleep(ON_ITS_WAY_SECONDS)
        figures = judge(desk, mail_server.mails)
        check_whole(homes[0], register)
        for server in servers:
            server.stop()
        return figures
    finally:
        for server in servers:
            if server:
                server.__exit__()
        mail_server.stop()
        for home in homes[1:]:
            shutil.rmtree(home)


def set_up_policy(client):
    for name, login in (("First boss", "boss1"), ("Second boss", "boss2")):
        status, body, _ = client.ask("POST", "/api/v1/people", {"name": name, "login": login, "mail": f"{login}@example.org",
                                                                "roles": ["service_owner"]})
        check(status == 201, f"person: {status} {body}")
    for policy in client.ask("GET", "/api/v1/escalation_policies")[1]["items"]:
        client.ask("PATCH", f"/api/v1/escalation_policies/{policy['id']}", {"active": False}, {"If-Match": "*"})
    status, body, _ = client.ask("POST", "/api/v1/escalation_policies", {"name": "Pages", "applies": 'title starts "Page"',
                                                                         "trigger": "logged", "steps": POLICY})
    check(status == 201, f"policy: {status} {body}")


def settled(register):
    ((running, waiting),) = register.rows("SELECT (SELECT COUNT(*) FROM escalation WHERE open = 1 AND due_at IS NOT NULL), "
                                          "(SELECT COUNT(*) FROM delivery WHERE state IN ('waiting','leased'))")
    return running == 0 and waiting == 0


def judge(desk, mails):
    told = defaultdict(list)  # (number, to) -> arrivals
    repeated = 0
    for when, to, numbers in mails:
        repeated += any(told[number, to] for number in numbers)
        for number in numbers:
            told[number, to].append(when)
    left_alone = [number for number in desk.logged if number not in desk.tried]
    missed = [f"{number} {to}" for number in left_alone for to in ("boss1@example.org", "boss2@example.org") if not told[number, to]]
    check(not missed, f"{len(missed)} steps were missed: {missed[:3]}")
    late = [f"{number} {to}: {when - desk.acknowledged[number]:.1f} s" for (number, to), whens in told.items()
            for when in whens if number in desk.acknowledged and when > desk.acknowledged[number] + ON_ITS_WAY_SECONDS]
    check(not late, f"{len(late)} mails came after the acknowledgement: {late[:3]}")
    check(repeated <= KILLS, f"{repeated} mails said something again at {KILLS} kills")
    kept = sum(not told[number, "boss2@example.org"] for number in desk.acknowledged)
    check(left_alone and kept, "the test did not see both ends of an escalation")
    return (f"{KILLS} kills, {len(desk.logged)} incidents, {len(desk.acknowledged)} acknowledged ({kept} before their second step), "
            f"{len(mails)} mails, {repeated} of them with something again")

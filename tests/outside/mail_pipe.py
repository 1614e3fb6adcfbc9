#!/usr/bin/env python3
"""The end of a mail server's pipe, against the real server: mail_pipe.py PROGRAM

What it ends with says to the mail server whether the mail is durable (0), shall be tried again (75) or bounced (65): nothing else ever,
since mail servers bounce what they do not know. Then a real Postfix, which has to be started by root, hands mails over, keeps them while
nobody takes them, and threads answers to subaddresses. Prints a line for each thing that holds, and fails at the first that does not.
"""
import os
import pwd
import signal
import smtplib
import subprocess
import sys
import tempfile
from pathlib import Path

from alert_senders import Server, free_port, holds

POSTFIX = Path(__file__).parents[2] / ".cache/postfix"
MAIN = """compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
command_directory = {program}/usr/sbin
daemon_directory = {program}/usr/lib/postfix/sbin
shlib_directory = {program}/usr/lib/postfix
meta_directory = {program}/etc/postfix
mail_owner = daemon
setgid_group = mail
maillog_file = {place}/log
maillog_file_prefixes = {place}
import_environment = MAIL_CONFIG LD_LIBRARY_PATH LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.org
mydestination = example.org
local_recipient_maps =
alias_maps =
transport_maps = inline:{{example.org=evenkeel:}}
recipient_delimiter = +
smtpd_relay_restrictions = reject_unauth_destination
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 1s
"""
# The last line is what docs/incoming-mail.md says.
MASTER = """{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
evenkeel unix - n n - 4 pipe flags=DORX user=nobody argv={words}
"""

DURABLE, BOUNCE, AGAIN = 0, 65, 75
MAIL = b"From: Caller 07 <caller07@example.org>\nTo: incidents@example.org\nSubject: %s\nMessage-ID: <%s@example.org>\n\nIt blinks.\n"


class Postfix:
    def __init__(self, place, words):
        self.place, self.port, owner = place, free_port(), pwd.getpwnam("daemon").pw_uid
        for name in "active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public pid".split():
            (place / "queue" / name).mkdir(parents=True, mode=0o700)
            os.chown(place / "queue" / name, 0 if name == "pid" else owner, -1)
        (place / "data").mkdir()
        os.chown(place / "data", owner, -1)
        (place / "conf").mkdir()
        (place / "conf/main.cf").write_text(MAIN.format(place=place, program=POSTFIX))
        (place / "conf/master.cf").write_text(MASTER.format(port=self.port, words=" ".join(words)))
        environment = dict(os.environ, LD_LIBRARY_PATH=str(POSTFIX / "usr/lib/postfix"))
        self.process = subprocess.Popen([POSTFIX / "usr/lib/postfix/sbin/master", "-c", place / "conf", "-d"], env=environment)
        holds("Postfix runs", self.answers)

    def answers(self):
        try:
            smtplib.SMTP("127.0.0.1", self.port).quit()
            return True
        except OSError:
            return False

    def send(self, recipient, mail):
        with smtplib.SMTP("127.0.0.1", self.port) as line:
            line.sendmail("caller07@example.org", [recipient], mail)

    def log(self):
        return (self.place / "log").read_text()


def try_postfix(program, server, folder, started):
    """Through the pipe as it is documented; the program under another name, since it runs as nobody."""
    token = folder / "token"
    os.chown(token, pwd.getpwnam("nobody").pw_uid, -1)
    token.chmod(0o400)
    here = folder / "evenkeel"
    here.write_text(f'#!/bin/sh\nexec {os.path.abspath(program)} "$@" --server "$(cat {folder}/address)"\n')
    here.chmod(0o755)
    address = folder / "address"
    address.write_text(f"http://127.0.0.1:{server.port}")
    postfix = Postfix(folder / "postfix", [str(here), "mail", "--token-file", str(token)])
    started.append(postfix.process)

    def titles():
        return sorted(i["title"] for i in server.call("/api/v1/incidents")["items"])
    postfix.send("incidents@example.org", MAIL % (b"Printer on fire", b"p1"))
    holds("a mail comes through Postfix", lambda: "Printer on fire" in titles())
    postfix.send("incidents+anything@example.org", MAIL % (b"Re: Printer on fire\nReferences: <p1@example.org>", b"p2"))
    holds("an answer continues it", lambda: postfix.log().count("status=sent") == 2 and len(titles()) == 2)
    address.write_text(f"http://127.0.0.1:{free_port()}")
    postfix.send("incidents@example.org", MAIL % (b"While it was away", b"p3"))
    holds("what nobody takes is kept", lambda: "status=deferred" in postfix.log())
    address.write_text(f"http://127.0.0.1:{server.port}")
    holds("and comes when it is taken again", lambda: "While it was away" in titles())
    if "status=bounced" in postfix.log():
        raise SystemExit("a mail was bounced: " + postfix.log())


def main():
    program, folder, started = sys.argv[1], Path(tempfile.mkdtemp(prefix="evenkeel-pipe-")), []
    folder.chmod(0o755)
    server = Server(program, str(folder))

    def ends(what, wanted, mail, *words):
        done = subprocess.run([program, "mail", *words], input=mail, capture_output=True, timeout=60)
        if done.returncode != wanted:
            raise SystemExit(f"does not hold: {what}: it ends with {done.returncode}: {done.stderr.decode()}")
        print("ok", what, flush=True)
    try:
        server.call("/api/v1/people", {"name": "Caller 07", "mail": "caller07@example.org"})
        made = subprocess.run([program, "token", "create", "--login", "admin", "--name", "pipe", "--scopes", "incoming_mail.deliver"],
                              env=server.environment, capture_output=True, check=True).stdout
        for name, text in (("token", made), ("wrong", b"evk_nobody\n"), ("empty", b"")):
            (folder / name).write_bytes(text)
        token, here = ("--token-file", str(folder / "token")), ("--server", f"http://127.0.0.1:{server.port}")
        ends("a mail is durable", DURABLE, MAIL % (b"Router down", b"1"), *token, *here)
        holds("and an incident", lambda: [i["title"] for i in server.call("/api/v1/incidents")["items"]] == ["Router down"])
        ends("the same once more is taken, too", DURABLE, MAIL % (b"Router down", b"1"), *token, *here)
        ends("no mail at all", BOUNCE, b"", *token, *here)
        ends("a mail beyond the limit", BOUNCE, b"Subject: x\n\n" + b"x" * (26 << 20), *token, *here)
        ends("a token that is not known", AGAIN, MAIL % (b"a", b"2"), "--token-file", str(folder / "wrong"), *here)
        ends("an empty file", AGAIN, MAIL % (b"a", b"2"), "--token-file", str(folder / "empty"), *here)
        ends("no file", AGAIN, MAIL % (b"a", b"2"), *here)
        ends("a word that it does not know", AGAIN, MAIL % (b"a", b"2"), *token, *here, "--quickly")
        ends("an address without encryption elsewhere", AGAIN, MAIL % (b"a", b"2"), *token, "--server", "http://192.0.2.1")
        ends("a server that is away", AGAIN, MAIL % (b"a", b"2"), *token, "--server", f"http://127.0.0.1:{free_port()}")
        ends("help", DURABLE, b"", "--help")
        if len(server.call("/api/v1/incidents")["items"]) != 1:
            raise SystemExit("what was not taken is here")
        if os.geteuid() == 0 and POSTFIX.exists():
            try_postfix(program, server, folder, started)
        else:
            print("not tried: Postfix, which root alone can start and tools/install.sh unpacks")
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        server.stop()


if __name__ == "__main__":
    main()

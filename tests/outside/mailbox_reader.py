#!/usr/bin/env python3
"""A real mailbox (Dovecot) that is logged in to with OAuth2, and the real server: mailbox_reader.py PROGRAM

The server looks once an hour on its own, so that what comes is there because Dovecot told of it. The token endpoint gives another refresh
token with every answer and takes none twice. Prints a line for each thing that holds, and fails at the first that does not.
"""
import grp
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from alert_senders import Server, free_port, holds

DOVECOT = """base_dir={place}/run
state_dir={place}/state
log_path={place}/log
mail_location=maildir:{place}/Maildir
default_internal_user={user}
default_login_user={login}
default_internal_group={group}
protocols=imap
ssl=no
disable_plaintext_auth=no
{log_in}
userdb {{
 driver=static
 args=uid={uid} gid={gid} home={place}
}}
service imap-login {{
 chroot=
 inet_listener imap {{
  address=127.0.0.1
  port={port}
 }}
 inet_listener imaps {{
  port=0
 }}
}}
service anvil {{
 chroot=
}}
service stats {{
 chroot=
}}
"""
BY_TOKEN = """auth_mechanisms=oauthbearer xoauth2
passdb {
 driver=oauth2
 mechanisms=oauthbearer xoauth2
 args=%s
}"""
OAUTH2 = """introspection_mode=post
introspection_url=http://127.0.0.1:%d/introspect
username_attribute=username
active_attribute=active
active_value=true
"""


class Tokens(ThreadingHTTPServer):
    """An authorization server that replaces its refresh tokens."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.lock, self.refresh, self.count, self.good, self.refused = threading.Lock(), "refresh-0", 0, set(), 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def revoke(self):
        with self.lock:
            self.good.clear()


class Answers(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        with self.server.lock:
            status, body = self.introspect(form) if self.path == "/introspect" else self.token(form)
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def introspect(self, form):
        return 200, {"active": form.get("token") in self.server.good, "username": "incidents"}

    def token(self, form):
        server = self.server
        if (form.get("client_id"), form.get("client_secret")) != ("desk", "client & secret"):
            return 401, {"error": "invalid_client"}
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token") != server.refresh:
            server.refused += 1
            return 400, {"error": "invalid_grant"}
        server.count += 1
        server.refresh = f"refresh-{server.count}"
        server.good.add(f"access-{server.count}")
        return 200, {"token_type": "Bearer", "access_token": f"access-{server.count}", "expires_in": 3600, "refresh_token": server.refresh}


class Dovecot:
    """One mailbox behind imap:// on this machine; `log_in` is the part of its configuration that says how."""

    def __init__(self, place, log_in):
        self.place, self.port, self.count = place, free_port(), 0
        root = os.geteuid() == 0
        user = "dovecot" if root else pwd.getpwuid(os.geteuid()).pw_name
        owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
        for name in ("run", "state", "Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"):
            (place / name).mkdir(parents=True)
            os.chown(place / name, owner.pw_uid, owner.pw_gid)
        (place / "dovecot.conf").write_text(DOVECOT.format(
            place=place, port=self.port, log_in=log_in, user=user, login="dovenull" if root else user, uid=owner.pw_uid, gid=owner.pw_gid,
            group="dovecot" if root else grp.getgrgid(os.getegid()).gr_name))
        self.process = subprocess.Popen(["dovecot", "-F", "-c", str(place / "dovecot.conf")])

    def put(self, mail):
        self.count += 1
        name = f"{1772438400 + self.count}.M{self.count}.host"
        (self.place / "Maildir/tmp" / name).write_text(mail)
        (self.place / "Maildir/tmp" / name).rename(self.place / "Maildir/new" / name)


def main():
    os.environ["PATH"] += ":/usr/sbin"
    if not shutil.which("dovecot"):
        raise SystemExit("not installed: dovecot; tools/install.sh does it")
    folder = Path(tempfile.mkdtemp(prefix="evenkeel-mailbox-"))
    folder.chmod(0o755)
    tokens = Tokens()
    dovecot = Dovecot(folder / "dovecot", BY_TOKEN % (folder / "oauth2.conf"))
    (folder / "oauth2.conf").write_text(OAUTH2 % tokens.server_port)
    (folder / "secret").write_text("client & secret\n")
    (folder / "refresh").write_text("refresh-0\n")
    settings = {"address": "incidents@example.org", "imap": f"imap://127.0.0.1:{dovecot.port}", "user": "incidents", "every": "1h",
                "token_url": f"http://127.0.0.1:{tokens.server_port}/token", "client_id": "desk", "client_secret_file": folder / "secret",
                "refresh_token_file": folder / "refresh"}
    server = Server(sys.argv[1], str(folder), **{"EVENKEEL_INCOMING_MAIL_" + name.upper(): str(value) for name, value in settings.items()})
    try:
        server.call("/api/v1/people", {"name": "Caller 07", "mail": "caller07@example.org"})

        def put(subject):
            dovecot.put("From: Caller 07 <caller07@example.org>\nTo: incidents@example.org\n"
                        f"Subject: {subject}\nMessage-ID: <{dovecot.count}@example.org>\n\nIt blinks.\n")

        def came(title):
            return any(one["title"] == title for one in server.call("/api/v1/incidents")["items"])
        holds("the mailbox is logged in to", lambda: tokens.count >= 1)
        put("Router down")
        holds("a mail that comes is an incident", lambda: came("Router down"))
        put("Printer on fire")
        holds("and the next one", lambda: came("Printer on fire"))
        server.stop()
        tokens.revoke()
        put("While nobody looked")
        server.start()
        holds("after a restart, with the refresh token that was given last", lambda: came("While nobody looked"))
        put("After it")
        holds("and it is told again", lambda: came("After it"))
        if tokens.refused:
            raise SystemExit("a refresh token was used twice")
        if "refresh-" in "".join(path.read_bytes().decode(errors="replace") for path in folder.glob("evenkeel.db*")):
            raise SystemExit("the database has a refresh token as plain text")
        server.stop()
    finally:
        for process in (dovecot.process, server.process):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)
        tokens.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

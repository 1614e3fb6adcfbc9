#!/usr/bin/env python3
"""Webhooks of the real server, with all its threads: webhook_receivers.py PROGRAM

One receiver hangs and delays no other; a server that is killed sends after its restart what it had answered and not delivered. Prints a
line for each thing that holds, and fails at the first that does not.
"""
import http.server
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

from alert_senders import Server, holds

got = []
released, away = threading.Event(), threading.Event()


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/slow":
            released.wait(12)
        got.append((self.path, event["type"].rsplit(".", 1)[1], event["data"]["incident"]["title"]))
        self.send_response(503 if away.is_set() else 200)
        self.end_headers()

    def log_message(self, *_):
        pass


def main(program):
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    os.environ["EVENKEEL_CHANNELS_PRIVATE_NETWORKS"] = "127.0.0.0/8"
    with tempfile.TemporaryDirectory() as folder:
        server = Server(program, folder)
        for name in ("slow", "quick"):
            made = server.call("/api/v1/webhooks", {"name": name, "changes": ["logged"],
                                                    "url": f"http://127.0.0.1:{receiver.server_port}/{name}"})["id"]
            server.call(f"/api/v1/webhooks/{made}/secrets", {})
        begun = time.monotonic()
        server.call("/api/v1/incidents", {"title": "One", "impact": "low", "urgency": "low"})
        server.call("/api/v1/incidents", {"title": "Two", "impact": "low", "urgency": "low"})
        holds("a receiver that hangs delays no other", lambda: [g for g in got if g[0] == "/quick"] ==
              [("/quick", "logged", "One"), ("/quick", "logged", "Two")] and time.monotonic() - begun < 10)
        released.set()
        holds("and gets its own, in order", lambda: [g[2] for g in got if g[0] == "/slow"] == ["One", "Two"])
        away.set()
        server.call("/api/v1/incidents", {"title": "Three", "impact": "low", "urgency": "low"})
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        away.clear()
        got.clear()
        environment = dict(os.environ, EVENKEEL_DATA_FOLDER=folder, EVENKEEL_LOG_LEVEL="error")
        again = subprocess.Popen([program, "serve", "--port", "0"], env=environment, stdout=subprocess.DEVNULL)
        holds("what was answered before a kill is delivered after the restart", lambda: ("/quick", "logged", "Three") in got)
        again.terminate()
        again.wait()


if __name__ == "__main__":
    main(sys.argv[1])

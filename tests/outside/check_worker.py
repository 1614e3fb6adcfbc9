#!/usr/bin/env python3
"""Checks that a worker asks, with the real programs: check_worker.py PROGRAM

A server, and a worker of the place "Attic" beside it, which may ask this machine where the server may not. Prints a line for each thing
that holds, and fails at the first that does not.
"""
import http.server
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from alert_senders import Server, free_port, holds


class Page(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(Page.status)
        self.end_headers()
        self.wfile.write(b"All is ready.")

    def log_message(self, *_):
        pass


class Worker:
    def __init__(self, program, folder, server, *words):
        self.log = folder / "worker.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([program, "worker", "--server", f"http://127.0.0.1:{server.port}", "--place", "Attic",
                                             "--token-file", str(folder / "token"), *words], stderr=log, stdout=log)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(20) != 0:
            raise SystemExit("the worker did not end well")


def main():
    program, folder = sys.argv[1], Path(tempfile.mkdtemp(prefix="evenkeel-worker-"))
    server = Server(program, str(folder / "data"))
    page = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    here = f"127.0.0.1:{page.server_port}"
    made = subprocess.run([program, "token", "create", "--login", "admin", "--name", "attic", "--scopes", "check.ask"],
                          env=server.environment, capture_output=True, check=True).stdout
    (folder / "token").write_bytes(made)
    source = server.call("/api/v1/alert_sources", {"name": "Checks", "kind": "generic"})["id"]

    def check(name, kind, address, **more):
        return server.call("/api/v1/checks", {"name": name, "kind": kind, "address": address, "source": source, "place": "Attic",
                                              "every": "10s", "timeout_s": 2, "failures": 1, "successes": 1, **more})["id"]

    def state(of):
        return server.call(f"/api/v1/checks/{of}/state")

    def says(of, standing, text):
        return lambda: state(of)["state"] == standing and text in state(of)["text"]
    asked = [("a page", check("Page", "http", f"http://{here}/", contains="ready"), "it answered 200"),
             ("a port", check("Port", "tcp", here), "it was connected to"),
             ("a name", check("Name", "dns", "localhost"), "127.0.0.1")]
    closed = check("Closed", "tcp", f"127.0.0.1:{free_port()}")
    echo = check("Echo", "ping", "127.0.0.1")
    worker = Worker(program, folder, server, "--network", "127.0.0.0/8")
    try:
        for what, one, text in asked:
            holds(f"{what} is asked", says(one, "up", text))
        holds("a port where nobody listens is down", says(closed, "down", "onnect"))
        holds("an echo is asked, or cannot be", lambda: says(echo, "up", "it answered")() or says(echo, "down", "does not allow pings")())
        print("the echo:", state(echo)["text"], state(echo)["took_ms"], "ms")
        Page.status = 503
        server.call(f"/api/v1/checks/{asked[0][1]}/try", {})
        holds("a page that fails is down", says(asked[0][1], "down", "it answered 503"))
        holds("and its alert fires", lambda: [a["state"] for a in server.alerts("Page is down")] == ["firing"])
        Page.status = 200
        port = server.port
        server.stop()
        holds("a server that is away is noted", lambda: "worker.not_served" in worker.log.read_text())
        server.start(port)
        holds("the worker goes on", says(asked[0][1], "up", "it answered 200"))
        holds("and says so", lambda: "worker.server_back" in worker.log.read_text())
        worker.stop()
        worker = Worker(program, folder, server)
        holds("a network that the worker may not ask", says(closed, "down", "--network of the worker does not allow"))
        if made.decode().strip() in worker.log.read_text():
            raise SystemExit("the token stands in the log")
    finally:
        if worker.process.poll() is None:
            worker.stop()
        server.stop()
        page.shutdown()


if __name__ == "__main__":
    main()

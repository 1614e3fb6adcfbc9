"""Ten thousand clients that only hold a connection, and five hundred that send their request a byte at a time: the server goes on
answering and storing for everybody else, keeps the idle ones, and cuts the slow ones at its limit."""
import re
import resource
import select
import socket
import threading
import time

from house import Client, LeftOut, Server, check, until

IDLE, SLOW = 10_000, 500
FILES = IDLE + SLOW + 200      # of each side: the server has its own limit, which it inherits
HEADER_SECONDS = 10            # the server's own limit for a request's header
PATIENCE_SECONDS = 25          # more than the limit, on a machine that does other things
OPENING_SECONDS = 40           # idle connections are cut after 75 s, so all must stand well before
ANSWER_SECONDS = 5             # for one more client, while they stand
INCIDENTS = 20
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def raise_limit():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < FILES:
        raise LeftOut(f"this machine allows {hard} open files, {FILES} are needed")
    if soft < FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, hard))


def connect(port):
    client = socket.create_connection(("127.0.0.1", port), timeout=OPENING_SECONDS)
    client.settimeout(ANSWER_SECONDS)
    return client


def open_idle(port, clients):
    """Each has asked once, as a browser with keep-alive has."""
    start = time.monotonic()
    for _ in range(IDLE):
        client = connect(port)
        client.sendall(REQUEST)
        clients.append(client)
        if time.monotonic() - start > OPENING_SECONDS:
            raise LeftOut(f"only {len(clients)} connections in {OPENING_SECONDS} s: this machine is too busy to tell")
    for client in clients:
        client.settimeout(OPENING_SECONDS)
        check(client.recv(4096).startswith(b"HTTP/1.1 200"), "an idle client's first request was not answered")
    return time.monotonic() - start


class Slow:
    """Clients that never come to the end of their header."""

    def __init__(self, port):
        self.start = time.monotonic()
        self.open = {}
        for _ in range(SLOW):
            client = connect(port)
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            client.setblocking(False)
            self.open[client.fileno()] = client
        self.cut_after = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.drip, daemon=True)
        self.thread.start()

    def drip(self):
        poll = select.poll()
        for number in self.open:
            poll.register(number, select.POLLIN | select.POLLHUP | select.POLLERR)
        while self.open and not self.over.is_set():
            for number, _ in poll.poll(500):
                poll.unregister(number)
                self.open.pop(number).close()
                self.cut_after.append(time.monotonic() - self.start)
            for client in list(self.open.values()):
                try:
                    client.send(b"x")
                except OSError:
                    pass  # cut: the next poll says so


def open_connections(port):
    status, body, _ = Client(port).ask("GET", "/metrics")
    found = re.search(r"^\S*http_connections_open\S* (\d+)", body if isinstance(body, str) else str(body), re.MULTILINE)
    check(status == 200 and found, "no figure of open connections")
    return int(found.group(1))


def crowd(folder, register):
    """The whole test; a figure at the end."""
    raise_limit()
    clients = []
    with Server(folder, register).ready() as server:
        token = server.set_up()
        try:
            opened = open_idle(server.port, clients)
            slow = Slow(server.port)
            worst = 0.0
            for n in range(INCIDENTS):
                start = time.monotonic()
                check(Client(server.port).ask("GET", "/healthz")[0] == 200, "/healthz is not answered")
                status, body, _ = Client(server.port, token).log_incident(f"crowd-{n}")
                check(status == 201, f"an incident was answered {status} {body}")
                worst = max(worst, time.monotonic() - start)
            check(worst < ANSWER_SECONDS, f"a client waited {worst:.1f} s")
            until(PATIENCE_SECONDS, "the slow ones are cut", lambda: not slow.open)
            slow.over.set()
            slow.thread.join()
            check(min(slow.cut_after) > HEADER_SECONDS / 2, f"a slow one was cut after {min(slow.cut_after):.1f} s already")
            standing = open_connections(server.port)
            check(standing >= IDLE, f"{standing} of {IDLE} idle connections stand")
            for client in clients[::100]:
                client.sendall(REQUEST)
                check(client.recv(4096).startswith(b"HTTP/1.1 200"), "an idle client is not answered any more")
        finally:
            for client in clients:
                client.close()
        server.stop()
        return f"{IDLE} idle in {opened:.0f} s, {SLOW} slow cut within {max(slow.cut_after):.0f} s, others waited {worst:.2f} s at most"

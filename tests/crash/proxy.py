"""Stands between the server and PostgreSQL's socket and breaks the connection where it hurts: when a COMMIT arrives, after it
was passed on, or after it was answered; or lets nobody through, as a database that is away."""
import os
import select
import socket
import threading

CHUNK = 65_536


class Proxy:
    # What becomes of a connection on which a COMMIT arrives.
    BEFORE, UNHEARD, UNANSWERED = "before the COMMIT", "the COMMIT just sent", "the COMMIT done, its answer swallowed"
    CUTS = (BEFORE, UNHEARD, UNANSWERED)

    def __init__(self, folder, target):
        self.path, self.target = str(folder) + "/.s.PGSQL.5432", target
        self.every, self.commits = 0, 0       # every n-th COMMIT is cut; 0: none
        self.cuts = dict.fromkeys(self.CUTS, 0)
        self.lock = threading.Lock()
        self.open, self.listener = set(), None
        self.let_in()

    def let_in(self):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(64)
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def shut_out(self):
        """Nobody is connected any more, and nobody can connect."""
        os.unlink(self.path)
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        with self.lock:
            for each in self.open:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # gone already

    def accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def choose_cut(self, sent):
        """The kind of cut for what the server of ours just sent; None: pass it on."""
        if b"COMMIT" not in sent:
            return None
        with self.lock:
            self.commits += 1
            if not self.every or self.commits % self.every:
                return None
            kind = self.CUTS[self.commits // self.every % len(self.CUTS)]
            self.cuts[kind] += 1
            return kind

    def carry(self, client):
        database = socket.socket(socket.AF_UNIX)
        try:
            database.connect(self.target)
            with self.lock:
                self.open |= {client, database}
            while True:
                ready, _, _ = select.select([client, database], [], [])
                for source in ready:
                    data = source.recv(CHUNK)
                    if not data:
                        return
                    cut = self.choose_cut(data) if source is client else None
                    if cut == self.BEFORE:
                        return
                    (database if source is client else client).sendall(data)
                    if cut == self.UNANSWERED:
                        database.recv(CHUNK)
                    if cut:
                        return
        except OSError:
            pass  # one of both has ended, which ends the other
        finally:
            with self.lock:
                self.open -= {client, database}
            client.close()
            database.close()

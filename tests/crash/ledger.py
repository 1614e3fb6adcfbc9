"""Who was promised what: a file outside the server in which every key is written before it is sent and every answer when it
came; and the comparison of these promises with what the register holds."""
import http.client
import threading

from house import Client, check, run_evenkeel

THREADS = 4


class Ledger:
    def __init__(self, file):
        self.file = open(file, "a", buffering=1)
        self.lock = threading.Lock()
        self.loads = {}                       # prefix -> its keys; a key is prefix-thread-number
        self.answered = {}                    # key -> (id, number)
        self.refused = []                     # codes of 503
        self.odd = []                         # answers that no crash explains

    def send(self, key):
        with self.lock:
            self.file.write(f"sent {key}\n")
            self.loads.setdefault(key.rsplit("-", 2)[0], []).append(key)

    def sent(self, prefix=None):
        """The keys of one load, or of all."""
        with self.lock:
            return list(self.loads.get(prefix, [])) if prefix else [key for keys in self.loads.values() for key in keys]

    def answer(self, key, body):
        with self.lock:
            self.file.write(f"answered {key} {body['id']} {body['number']}\n")
            self.answered[key] = (body["id"], body["number"])

    def refuse(self, code):
        with self.lock:
            self.refused.append(code)

    def strange(self, text):
        with self.lock:
            self.odd.append(text)


def load(port, token, ledger, prefix, over, may_fail=(503,)):
    """Starts threads that log incidents until `over` is set or the server is gone; returns them to be joined."""
    def work(thread):
        client, n = Client(port, token), 0
        while not over.is_set():
            n += 1
            key = f"{prefix}-{thread}-{n}"
            ledger.send(key)
            try:
                status, body, _ = client.log_incident(key)
            except (OSError, http.client.HTTPException):
                return
            if status == 201:
                ledger.answer(key, body)
            elif status in may_fail:
                ledger.refuse(body["code"])
            else:
                ledger.strange(f"{key}: {status} {body}")
    threads = [threading.Thread(target=work, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    return threads


def stored(register, prefix=None):
    """title -> id of what the register holds of one load, or of all; every title once."""
    rows = register.rows("SELECT title, id FROM incident" + (f" WHERE title LIKE '{prefix}-%'" if prefix else ""))
    titles = {title: str(id_) for title, id_ in rows}
    check(len(titles) == len(rows), f"{len(rows) - len(titles)} incidents are there twice")
    return titles


def check_promises(register, ledger, prefix=None):
    """Nothing answered is lost, nothing is there that nobody sent. Returns how many were stored, but never answered."""
    check(not ledger.odd, f"answers that no crash explains: {ledger.odd[:3]}")
    there, sent = stored(register, prefix), ledger.sent(prefix)
    for key in sent:
        if key in ledger.answered:
            id_, number = ledger.answered[key]
            check(there.get(key) == id_, f"{key} was answered as {id_} {number}, the register has {there.get(key)}")
    check(there.keys() <= set(sent), "the register holds what nobody sent")
    return len(there.keys() - ledger.answered.keys())


def replay(port, token, register, ledger, prefix):
    """Sends every key of the loop again, answered or not: each is one incident, and the same as before. Returns their count."""
    before = stored(register, prefix)
    keys = ledger.sent(prefix)
    problems = []

    def work(mine):
        client = Client(port, token)
        for key in mine:
            try:
                status, body, replayed = client.log_incident(key)
            except (OSError, http.client.HTTPException) as e:
                return problems.append(f"{key} sent again: {e!r}")
            if status != 201:
                return problems.append(f"{key} sent again: {status} {body}")
            if replayed != (key in before):
                problems.append(f"{key} sent again: stored before: {key in before}, replayed: {replayed}")
            if key in before and before[key] != body["id"]:
                problems.append(f"{key} was {before[key]} and is {body['id']}")
            if key in ledger.answered and ledger.answered[key] != (body["id"], body["number"]):
                problems.append(f"{key} was answered {ledger.answered[key]} and is {body['id']} {body['number']}")
    threads = [threading.Thread(target=work, args=(keys[i::THREADS],)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(not problems, "; ".join(problems[:3]))
    after = stored(register, prefix)
    check(set(after) == set(keys), f"{len(keys)} keys, but {len(after)} incidents")
    return len(keys)


def check_whole(folder, register):
    """Numbers are unique and the audit trail proves itself."""
    (row,) = register.rows("SELECT COUNT(*), COUNT(DISTINCT number) FROM incident")
    check(row[0] == row[1], f"{row[0]} incidents with {row[1]} numbers")
    code, words = run_evenkeel(folder, register, "audit", "verify")
    check(code == 0, f"audit verify: exit code {code}: {words[-600:]}")
    return row[0]

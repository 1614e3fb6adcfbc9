#!/usr/bin/env python3
"""Holds the house in shape: which room may include which, what may be called where, how large a file may grow.

    tools/check_rooms.py            checks the repository and prints path:line: rule: what is wrong
    tools/check_rooms_test.py       proves that each rule fires

The tables below are the rules; ARCHITECTURE.md says why. Only files that git knows (or would add) are looked at.
"""
import re
import subprocess
import sys
from pathlib import Path

# A room may include itself and those before it.
ROOMS = ["base", "record", "condition", "store", "http", "practice", "connect", "insight", "app"]
# A practice may include itself and those before it; `api` is the floor that all of them share.
PRACTICES = [
    "api", "calendar", "people", "service", "contact", "incident", "agreement", "roster", "notification", "escalation", "alert",
    "heartbeat", "check",
    "outward", "mail_in", "chat", "automation", "knowledge", "alteration", "problem", "remediation", "continuity", "major",
    "communication", "survey", "review", "improvement", "drill",
]
# The floor plan of a practice: a file of this floor (x_desk.cpp, desk_merging.cpp) may not include a path that matches.
FLOORS = {
    "rules": r'^(store|http)/|(_|/)(store|desk|routes)(_\w+)?\.hpp$',
    "store": r'^http/|(_|/)(desk|routes)(_\w+)?\.hpp$',
    "desk": r'^http/|(_|/)routes(_\w+)?\.hpp$',
}

# name, pattern, the files of src/ that may, why. Tests and benchmarks are exempt where `tests` is "free".
BANNED = [
    ("clock", r"\b(clock_gettime|gettimeofday)\s*\(|(system|utc)_clock::now|(?<![\w.>])(std::)?time\s*\(\s*(nullptr|NULL|0)\s*\)",
     r"^base/world\.cpp$", "free", "take the time from World"),
    ("clock", r"(steady_clock|high_resolution_clock)::now", r"^http/", "free", "take monotonic time from World"),
    ("chance", r"\brandom_device\b|\bs?rand\s*\(|\bmt19937|\bgetrandom\s*\(|\barc4random|\brandombytes_", r"^base/(world|hash)\.cpp$",
     "free", "take chance from World"),
    ("sqlite", r"\bsqlite3_?\w*\s*\(|<sqlite3\.h>", r"^store/sqlite\w*\.[ch]pp$", "held", "only store/sqlite*.cpp sees SQLite"),
    ("postgres", r"\bPQ[a-z]\w*\s*\(|<libpq", r"^store/postgres\w*\.[ch]pp$", "held", "only store/postgres*.cpp sees libpq"),
    ("coroutine", r"\bco_(await|return|yield)\b", r"^http/", "held", "coroutines live in http alone"),
    ("asio", r"<boost/(asio|beast)", r"^http/", "held", "sockets live in http alone"),
    ("environment", r"\b(secure_)?getenv\s*\(", r"^app/", "free", "only app reads the environment"),
    ("regex", r"\bstd::w?regex|<regex>", r"^$", "held", "std::regex overflows its stack on long input"),
    ("spdlog", r"\bspdlog\b", r"^base/log\.cpp$", "held", "log through base/log.hpp"),
    ("sodium", r"<sodium", r"^base/", "free", "use base/hash.hpp"),
    ("curl", r"\bcurl_\w+\s*\(|<curl/", r"^connect/", "held", "outgoing connections live in connect"),
    ("output", r"std::(cout|cerr|clog)\b|\b(f|v)?printf\s*\(|\bputs\s*\(", r"^app/", "free", "write through base/log.hpp"),
]
SQL_BANNED = re.compile(r"\b(now|random|randomblob|gen_random_uuid|datetime|strftime|julianday|lower|upper)\s*\("
                        r"|\bCURRENT_(TIMESTAMP|TIME|DATE)\b|\b(BIG)?SERIAL\b|\bAUTOINCREMENT\b|\bINSERT OR \w+", re.I)
SQL_TEXT = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE)\b")

MOST_LINES = 500       # 400 is the aim; a file that grows past that has two nouns in it
MOST_COLUMNS = 140
MOST_FUNCTION = 75     # lines of code; about 70 read well
CODE = {".cpp", ".hpp", ".py", ".sh", ".ts", ".tsx", ".css", ".cmake"}
# Made by tools from something else in the repository.
GENERATED = re.compile(r"^web/src/(api/)?(schema|generated)\b|(^|/)package-lock\.json$")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(wo" r"rk|ro" r"ot|ho" r"me/\w+|tm" r"p/ek|Us" r"ers/\w+)/")

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')
OPENS = re.compile(r"^(?P<indent> {0,4})(?!namespace|class|struct|enum|union|if|else|for|while|switch|do|try|catch|extern|return|using|case"
                   r"|#|:)"
                   r"[\w:~\[\]<>*&].*\)[^;=]*\{$")
AWAIT_PREFIX = re.compile(r"^(co_return|\(void\)|((static )?(const )?[\w:]+(<[^;={}]*>)?[&*]* )?(\w+|\[[\w, ]+\]|[\w.>()-]+) =)?$")


class Finding:
    def __init__(self, path, line, rule, text):
        self.path, self.line, self.rule, self.text = path, line, rule, text

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


def is_test(path):
    name = path.rsplit("/", 1)[-1]
    return not path.startswith("src/") or name.endswith("_test.cpp") or "_for_test." in name


def code_only(text, keep_strings=False):
    """The text with comments (and what is in string literals) blanked out, line by line the same length of lines."""
    pattern = re.compile(r'R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|//[^\n]*|/\*(?:.|\n)*?\*/')

    def blank(match):
        found = match.group(0)
        if keep_strings and found[0] not in "/":
            return found
        if found[0] == "/":
            return re.sub(r"[^\n]", " ", found)
        return '"' + re.sub(r"[^\n]", " ", found[2:]) + '"' if found[0] != "'" else "' '"

    return pattern.sub(blank, text)


def room_of(inside):
    return inside.split("/", 1)[0] if "/" in inside else None


def check_arrows(path, text, root):
    inside = path.removeprefix("src/")
    room = room_of(inside)
    if room not in ROOMS:
        yield Finding(path, 1, "rooms", f"'{room}' is no room; the rooms are {', '.join(ROOMS)}")
        return
    parts = inside.split("/")
    practice = parts[1] if room == "practice" and len(parts) > 2 else None
    if practice and practice not in PRACTICES:
        yield Finding(path, 1, "rooms", f"'{practice}' is not in the list of practices in tools/check_rooms.py")
        return
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield from check_include(path, number, match.group(1), room, practice, root)


def check_include(path, number, target, room, practice, root):
    test = is_test(path)
    if test and (root / "tests" / target).exists():
        return
    if not (root / "src" / target).exists():
        yield Finding(path, number, "include-path", f'"{target}" is not below src/')
        return
    to = room_of(target)
    if test or to not in ROOMS:
        return
    if ROOMS.index(to) > ROOMS.index(room):
        yield Finding(path, number, "arrows", f"{room} may not include {to}")
    to_practice = target.split("/")[1] if to == "practice" and target.count("/") > 1 else None
    if practice and to_practice in PRACTICES and PRACTICES.index(to_practice) > PRACTICES.index(practice):
        yield Finding(path, number, "arrows", f"practice {practice} comes before {to_practice}; let {to_practice} react instead")
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    for floor, forbidden in FLOORS.items():
        if room == "practice" and re.search(rf"(_|^){floor}$|^{floor}_", stem) and re.search(forbidden, target):
            yield Finding(path, number, "floor-plan", f"a file of the floor '{floor}' may not include {target}")


def check_banned(path, text):
    code = code_only(text)
    bare_lines = code.splitlines()
    source_lines = text.splitlines()
    inside = path.removeprefix("src/")
    for name, pattern, allowed, tests, why in BANNED:
        if (tests == "free" and is_test(path)) or re.search(allowed, inside):
            continue
        for number, line in enumerate(bare_lines, 1):
            include = source_lines[number - 1].lstrip().startswith("#")
            if re.search(pattern, source_lines[number - 1] if include else line):
                yield Finding(path, number, name, why)


def check_sql(path, text):
    if is_test(path):
        return
    code = code_only(text, keep_strings=True)
    # Neighbouring literals are one text.
    for match in re.finditer(r'(?:R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"\s*)+', code):
        found = SQL_BANNED.search(match.group(0))
        if found and SQL_TEXT.search(match.group(0)):
            line = code.count("\n", 0, match.start() + found.start()) + 1
            yield Finding(path, line, "sql", f"'{found.group(0)}' has no place in SQL that two engines run and a rerun repeats")


def check_coroutines(path, text):
    """g++ 12 destroys some temporaries twice and falls off some conditions (see coroutine_canary_test.cpp)."""
    if not path.startswith("src/http/") or path.endswith("coroutine_canary_test.cpp"):
        return
    code = code_only(text)
    for match in re.finditer(r"\bco_await\b", code):
        number = code.count("\n", 0, match.start()) + 1
        before = re.split(r"[;{}]|(?<!:):(?!:)", code[:match.start()])[-1]
        opener = code[:match.start() - len(before)]
        in_braces = re.search(r"[\w>]\{$|[=(,] *\{$", opener)
        prefix = " ".join(before.split())
        statement = " ".join(code[match.start():code.find(";", match.start())].split())
        if in_braces or not AWAIT_PREFIX.match(prefix):
            yield Finding(path, number, "co_await", f"co_await stands alone: not in '{opener[-20:].split(chr(10))[-1]}{prefix[-40:]}'")
        elif re.search(r"[(,=] ?\[[^\]]", statement):
            yield Finding(path, number, "co_await", "no capturing lambda in a co_await: name it first")
        elif re.search(r"\{", statement):
            yield Finding(path, number, "co_await", "no braces in a co_await: name the value first")
        elif "?" in statement:
            yield Finding(path, number, "co_await", "no ?: in a co_await: name the value first")


def check_shape(path, text, root):
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        yield Finding(path, MOST_LINES + 1, "file-size", f"{len(lines)} lines; split it by noun ({MOST_LINES} at most)")
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_COLUMNS:
            yield Finding(path, number, "line-length", f"{len(line)} columns ({MOST_COLUMNS} at most)")
    if not path.endswith((".cpp", ".hpp")):
        return
    # A .cpp with a header of its own is explained there.
    if not text.startswith("//") and not (path.endswith(".cpp") and (root / path).with_suffix(".hpp").exists()):
        yield Finding(path, 1, "opening", "a file opens with a paragraph: why it exists")
    if path.endswith(".hpp"):
        if "#pragma once" not in text:
            yield Finding(path, 1, "pragma-once", "a header says #pragma once")
        for number, line in enumerate(code_only(text).splitlines(), 1):
            if re.match(r"\s*using namespace\b", line):
                yield Finding(path, number, "using-namespace", "not in a header")
    yield from check_functions(path, code_only(text).splitlines())


def check_functions(path, code):
    """Counts lines of code: comments, and SQL or JSON in a literal, are read in another way."""
    start = None
    for number, line in enumerate(code, 1):
        if start is None:
            match = OPENS.match(line.rstrip())
            # A description of a record is a table, not a function to follow.
            if match and "type_of<" not in line:
                start, closing, size = number, match.group("indent") + "}", 0
        elif line.rstrip().rstrip(";") == closing:
            if size > MOST_FUNCTION:
                yield Finding(path, start, "function-size", f"{size} lines of code ({MOST_FUNCTION} at most)")
            start = None
        else:
            size += bool(line.strip(' ";)'))


def check_words(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED.search(line):
            yield Finding(path, number, "unfinished", "finish it, or say in an issue what is missing")
        if MACHINE_PATH.search(line):
            yield Finding(path, number, "machine-path", "a path of one machine")


def check_lock(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if '"resolved"' in line or re.search(r"^\s*registry\s*=", line):
            yield Finding(path, number, "registry", "a lock file names no host: set omit-lockfile-registry-resolved")


def tracked(root):
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"], check=True,
                            capture_output=True).stdout.decode()
    return sorted(set(p for p in listed.split("\0") if p and (root / p).is_file()))


def check(root, paths=None):
    """All findings in the files of a repository."""
    findings = []
    for path in tracked(root) if paths is None else paths:
        try:
            text = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a database, input of a fuzz target
        if path.endswith(("package-lock.json", ".npmrc")):
            findings += check_lock(path, text)
        if GENERATED.search(path):
            continue
        findings += check_words(path, text)
        if Path(path).suffix in CODE:
            findings += check_shape(path, text, root)
        if path.endswith((".cpp", ".hpp")):
            findings += check_banned(path, text)
            if path.startswith("src/"):
                findings += check_arrows(path, text, root)
                findings += check_sql(path, text)
                findings += check_coroutines(path, text)
    return findings


def main():
    root = Path(__file__).resolve().parent.parent
    findings = check(root)
    for finding in findings:
        print(finding)
    print(f"rooms: {len(findings)} findings" if findings else "rooms: in order")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())

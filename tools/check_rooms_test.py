#!/usr/bin/env python3
"""Proves that every rule of check_rooms.py fires on an offender and stays silent on what is allowed.

Each case is a small repository in a temporary folder: the files, and which rules must be found there, no more and no less.
"""
import sys
import tempfile
from pathlib import Path

import check_rooms as rooms

HEADER = "// Why this exists.\n#pragma once\n"
SOURCE = "// Why this exists.\n"
A = "co_" "await"  # in pieces, so that these cases are not themselves findings


def long_function(lines):
    return SOURCE + "int f() {\n" + "  g();\n" * lines + "}\n"


# name, files, rules that must fire
CASES = [
    ("clean", {"src/base/a.hpp": HEADER, "src/store/a.cpp": SOURCE + '#include "base/a.hpp"\n'}, []),
    ("unknown room", {"src/cellar/a.cpp": SOURCE}, ["rooms"]),
    ("unknown practice", {"src/practice/juggling/a.cpp": SOURCE}, ["rooms"]),
    ("upward arrow", {"src/store/a.hpp": HEADER, "src/base/b.cpp": SOURCE + '#include "store/a.hpp"\n'}, ["arrows"]),
    ("practice sees connect", {"src/connect/mail/a.hpp": HEADER, "src/practice/people/b.cpp": SOURCE + '#include "connect/mail/a.hpp"\n'},
     ["arrows"]),
    ("later practice", {"src/practice/roster/a.hpp": HEADER, "src/practice/people/b.cpp": SOURCE + '#include "practice/roster/a.hpp"\n'},
     ["arrows"]),
    ("earlier practice", {"src/practice/people/a.hpp": HEADER,
                          "src/practice/roster/b.cpp": SOURCE + '#include "practice/people/a.hpp"\n'}, []),
    ("a test may look anywhere", {"src/store/a.hpp": HEADER, "src/base/b_test.cpp": SOURCE + '#include "store/a.hpp"\n'}, []),
    ("a test has tools", {"tests/support/a.hpp": HEADER, "src/base/b_test.cpp": SOURCE + '#include "support/a.hpp"\n'}, []),
    ("the product has not", {"tests/support/a.hpp": HEADER, "src/base/b.cpp": SOURCE + '#include "support/a.hpp"\n'}, ["include-path"]),
    ("relative include", {"src/base/a.hpp": HEADER, "src/base/b.cpp": SOURCE + '#include "a.hpp"\n'}, ["include-path"]),
    ("rules see the store", {"src/store/db.hpp": HEADER, "src/practice/people/person_rules.cpp": SOURCE + '#include "store/db.hpp"\n'},
     ["floor-plan"]),
    ("store sees the desk", {"src/practice/people/a_desk.hpp": HEADER,
                             "src/practice/people/a_store.cpp": SOURCE + '#include "practice/people/a_desk.hpp"\n'}, ["floor-plan"]),
    ("desk sees http", {"src/http/http.hpp": HEADER,
                        "src/practice/people/a_desk.cpp": SOURCE + '#include "http/http.hpp"\n'}, ["floor-plan"]),
    ("a desk split by noun sees http", {"src/http/http.hpp": HEADER,
                                        "src/practice/people/desk_merging.cpp": SOURCE + '#include "http/http.hpp"\n'}, ["floor-plan"]),
    ("a store sees a desk split by noun", {"src/practice/people/desk_work.hpp": HEADER,
                                           "src/practice/people/a_store.cpp": SOURCE + '#include "practice/people/desk_work.hpp"\n'},
     ["floor-plan"]),
    ("wall clock", {"src/store/a.cpp": SOURCE + "auto t = std::chrono::system_clock::now();\n"}, ["clock"]),
    ("C clock", {"src/app/a.cpp": SOURCE + "clock_gettime(CLOCK_REALTIME, &t);\n"}, ["clock"]),
    ("old clock", {"src/http/a.cpp": SOURCE + "auto t = std::time(nullptr);\n"}, ["clock"]),
    ("steady clock", {"src/store/a.cpp": SOURCE + "auto t = std::chrono::steady_clock::now();\n"}, ["clock"]),
    ("the clock's own file", {"src/base/world.cpp": SOURCE + "clock_gettime(CLOCK_REALTIME, &t);\n"}, []),
    ("a test's clock", {"src/store/a_test.cpp": SOURCE + "auto t = std::chrono::steady_clock::now();\n"}, []),
    ("a column named time", {"src/store/a.cpp": SOURCE + "next = row.time(0);\n"}, []),
    ("device", {"src/store/a.cpp": SOURCE + "std::random_device d;\n"}, ["chance"]),
    ("C chance", {"src/store/a.cpp": SOURCE + "int n = rand() % 6;\n"}, ["chance"]),
    ("operand is no rand", {"src/store/a.cpp": SOURCE + "int n = operand(6);\n"}, []),
    ("sqlite outside", {"src/store/writer.cpp": SOURCE + "sqlite3_step(s);\n"}, ["sqlite"]),
    ("sqlite in a test", {"src/store/writer_test.cpp": SOURCE + "sqlite3_step(s);\n"}, ["sqlite"]),
    ("sqlite at home", {"src/store/sqlite_fault.cpp": SOURCE + "sqlite3_step(s);\n"}, []),
    ("libpq outside", {"src/store/writer.cpp": SOURCE + "PQexec(c, s);\n"}, ["postgres"]),
    ("coroutine outside", {"src/store/a.cpp": SOURCE + f"{A} f();\n"}, ["coroutine"]),
    ("asio outside", {"src/store/a.cpp": SOURCE + "#include <boost/asio/post.hpp>\n"}, ["asio"]),
    ("environment", {"src/store/a.cpp": SOURCE + 'auto* v = std::getenv("X");\n'}, ["environment"]),
    ("environment in app", {"src/app/a.cpp": SOURCE + 'auto* v = std::getenv("X");\n'}, []),
    ("regex", {"src/app/a.cpp": SOURCE + "std::regex r;\n"}, ["regex"]),
    ("regex header", {"src/app/a_test.cpp": SOURCE + "#include <regex>\n"}, ["regex"]),
    ("spdlog", {"src/app/a.cpp": SOURCE + "#include <spdlog/spdlog.h>\n"}, ["spdlog"]),
    ("sodium", {"src/store/a.cpp": SOURCE + "#include <sodium.h>\n"}, ["sodium"]),
    ("curl", {"src/practice/people/a.cpp": SOURCE + "curl_easy_perform(c);\n"}, ["curl"]),
    ("output", {"src/store/a.cpp": SOURCE + "std::cerr << 1;\n"}, ["output"]),
    ("C output", {"src/store/a.cpp": SOURCE + 'fprintf(stderr, "x");\n'}, ["output"]),
    ("snprintf is no output", {"src/store/a.cpp": SOURCE + 'snprintf(b, n, "x");\n'}, []),
    ("words in comments and strings", {"src/store/a.cpp": SOURCE + '// std::regex, rand()\nauto s = "std::regex rand()";\n'}, []),
    ("time in SQL", {"src/store/a.cpp": SOURCE + 'db.query("SELECT now()");\n'}, ["sql"]),
    ("time in the second half", {"src/store/a.cpp": SOURCE + 'db.query("SELECT a "\n         "WHERE t < CURRENT_TIMESTAMP");\n'}, ["sql"]),
    ("raw SQL", {"src/store/a.cpp": SOURCE + 'auto s = R"(CREATE TABLE t (\n id BIGSERIAL))";\n'}, ["sql"]),
    ("lower in SQL", {"src/store/a.cpp": SOURCE + 'db.query("SELECT lower(title) FROM t");\n'}, ["sql"]),
    ("one engine's SQL", {"src/store/a.cpp": SOURCE + 'db.query("INSERT OR IGNORE INTO t VALUES (1)");\n'}, ["sql"]),
    ("SQL words in a sentence", {"src/store/a.cpp": SOURCE + 'auto s = "do it now() or never";\n'}, []),
    ("plain await", {"src/http/a.cpp": SOURCE + f"auto n = {A} read(socket, std::move(buffer));\n"}, []),
    ("returned await", {"src/http/a.cpp": SOURCE + f"co_return {A} read(socket);\n"}, []),
    ("bare await", {"src/http/a.cpp": SOURCE + f"void f() {{\n  {A} read(socket);\n}}\n"}, []),
    ("await in a condition", {"src/http/a.cpp": SOURCE + f"if ({A} read(socket)) stop();\n"}, ["co_await"]),
    ("await over two lines", {"src/http/a.cpp": SOURCE + f"while (open &&\n       {A} read(socket)) go();\n"}, ["co_await"]),
    ("await as an argument", {"src/http/a.cpp": SOURCE + f"write({A} read(socket));\n"}, ["co_await"]),
    ("await of a lambda", {"src/http/a.cpp": SOURCE + f"{A} post(pool, [x] {{ x(); }});\n"}, ["co_await"]),
    ("await of a braced list", {"src/http/a.cpp": SOURCE + f"{A} f(Options{{1, 2}});\n"}, ["co_await"]),
    ("await in braces", {"src/http/a.cpp": SOURCE + f"Options o{{{A} f()}};\n"}, ["co_await"]),
    ("await of a choice", {"src/http/a.cpp": SOURCE + f"{A} f(c ? a : b);\n"}, ["co_await"]),
    ("the canary may", {"src/http/coroutine_canary_test.cpp": SOURCE + f"if ({A} read(socket)) stop();\n"}, []),
    ("a long file", {"src/base/a.cpp": SOURCE + "int x;\n" * 500}, ["file-size"]),
    ("a long script", {"tools/a.py": "x = 1\n" * 501}, ["file-size"]),
    ("a long line", {"web/src/a.ts": "x" * 141 + "\n"}, ["line-length"]),
    ("made by a tool", {"web/src/schema.ts": "x" * 141 + "\n"}, []),
    ("no opening", {"src/base/a.cpp": "int x;\n"}, ["opening"]),
    ("the header opens", {"src/base/a.cpp": "int x;\n", "src/base/a.hpp": HEADER}, []),
    ("no pragma", {"src/base/a.hpp": SOURCE}, ["pragma-once"]),
    ("using namespace", {"src/base/a.hpp": HEADER + "using namespace std;\n"}, ["using-namespace"]),
    ("a long function", {"src/base/a.cpp": long_function(76)}, ["function-size"]),
    ("a function of good length", {"src/base/a.cpp": long_function(70)}, []),
    ("a long statement of SQL", {"src/base/a.cpp": SOURCE + 'const char* f() {\n  return R"(\n' + "a\n" * 100 + ')";\n}\n'}, []),
    ("unfinished", {"docs/a.md": "TO" "DO: write\n"}, ["unfinished"]),
    ("a machine's path", {"docs/a.md": "see /ho" "me/somebody/x and https://example.org/wo" "rk/\n"}, ["machine-path"]),
    ("a web path", {"docs/a.md": "https://example.org/wo" "rk/\n"}, []),
    ("a registry's host", {"web/package-lock.json": '"resolved": "https://registry.example/x.tgz"\n'}, ["registry"]),
    ("a registry set", {"web/.npmrc": "registry=https://registry.example/\n"}, ["registry"]),
]


def found_rules(files):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return sorted({finding.rule for finding in rooms.check(root, sorted(files))})


def rules_of_the_checker():
    """Every rule that the checker's source can name."""
    import re
    source = Path(rooms.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'Finding\([^"]*"([a-z_-]+)"', source))
    return named | {banned[0] for banned in rooms.BANNED}


def main():
    failures = []
    for name, files, expected in CASES:
        found = found_rules(files)
        if found != sorted(set(expected)):
            failures.append(f"{name}: expected {expected}, found {found}")
    never = rules_of_the_checker() - {rule for _, _, expected in CASES for rule in expected}
    if never:
        failures.append(f"no case proves: {', '.join(sorted(never))}")
    for failure in failures:
        print(failure)
    print(f"{len(CASES) + 1 - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

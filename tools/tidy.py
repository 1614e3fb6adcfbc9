#!/usr/bin/env python3
"""Runs clang-tidy over the sources, two at a time, and remembers which were clean.

    tools/tidy.py                     everything that is not known to be clean
    tools/tidy.py --seconds 60        stops starting new files after that time: those that changed come first, newest change first, then
                                      those that were looked at longest ago, so that runs one after the other see all of them
    tools/tidy.py FILE...             these files, known or not

Needs a configured and built build/debug: its commands say how a file is compiled, its dependency log what it includes. A
file counts as clean as long as it, everything of ours that it includes, the checks and the tool are the same.
"""
import argparse
import hashlib
import json
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/debug"
CACHE = ROOT / ".cache/tidy"
TOOL = "clang-tidy-19"


def commands():
    """source -> arguments for clang."""
    result = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        source = Path(entry["file"])
        if not source.is_relative_to(ROOT) or source.is_relative_to(BUILD) or source.name == "pch.cpp":
            continue
        arguments = shlex.split(entry["command"])
        # "-isystem" and its folder are two words; warnings, sanitizers and g++'s precompiled header are of no use here.
        kept = [word for before, word in zip([""] + arguments, arguments) if re.match(r"-(D|I|isystem|std=)", word) or before == "-isystem"]
        kept += ["-include", str(ROOT / "src/base/pch.hpp")]
        result[str(source.relative_to(ROOT))] = kept
    return result


def dependencies():
    """source -> what of ours it includes, from ninja's log."""
    text = subprocess.run(["ninja", "-C", str(BUILD), "-t", "deps"], capture_output=True, text=True, check=True).stdout
    result = {}
    for block in text.split("\n\n"):
        ours = []
        for line in block.splitlines()[1:]:
            path = (BUILD / line.strip()).resolve()
            if path.is_relative_to(ROOT) and not path.is_relative_to(BUILD) and path.is_file():
                ours.append(path)
        if ours:
            result[str(ours[0].relative_to(ROOT))] = ours
    return result


class Digests:
    """Of files, each read once."""

    def __init__(self):
        self.known = {}
        version = subprocess.run([TOOL, "--version"], capture_output=True, text=True, check=True).stdout
        self.base = version + (ROOT / ".clang-tidy").read_text()

    def of(self, path):
        if path not in self.known:
            self.known[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        return self.known[path]

    def key(self, source, arguments, includes):
        parts = [self.base, source, " ".join(arguments).replace(str(ROOT), ".")]
        parts += [f"{path.relative_to(ROOT)} {self.of(path)}" for path in sorted(set(includes) | {ROOT / source})]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Looks:
    """When each file was looked at last, and how it was then."""

    def __init__(self, path):
        self.path = path
        self.known = json.loads(path.read_text()) if path.exists() else {}
        self.run = 1 + max((look["run"] for look in self.known.values()), default=0)

    def changed(self, source, digest):
        return self.known.get(source, {}).get("digest") != digest

    def last(self, source):
        return self.known.get(source, {}).get("run", 0)

    def note(self, source, digest):
        self.known[source] = {"run": self.run, "digest": digest}

    def save(self, sources):
        self.path.write_text(json.dumps({s: look for s, look in sorted(self.known.items()) if s in sources}, indent=0))


def in_turn(sources, looks, digest_of):
    """Changed ones first, then the others, those first that were looked at longest ago."""
    changed = [s for s in recent_first(sources) if looks.changed(s, digest_of(s))]
    return changed, sorted(set(sources) - set(changed), key=lambda s: (looks.last(s), s))


def recent_first(sources):
    """Those that git saw change last come first, so that a short run looks at what is new."""
    git = ["git", "-C", str(ROOT)]
    changed = subprocess.run([*git, "log", "--format=", "--name-only", "-n", "200"], capture_output=True, text=True).stdout
    dirty = subprocess.run([*git, "ls-files", "-m", "-o", "--exclude-standard"], capture_output=True, text=True).stdout
    order = {}
    for path in (dirty + changed).split():
        order.setdefault(path, len(order))
    return sorted(sources, key=lambda source: order.get(source, len(order)))


def check(source, arguments):
    done = subprocess.run([TOOL, "--quiet", source, "--", "-xc++", *arguments, "-Wno-everything"], cwd=ROOT, capture_output=True, text=True)
    return done.returncode == 0, done.stdout.replace(f"{ROOT}/", "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--counts", help="file for 'N passed, N failed'")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    known_commands, includes, digests = commands(), dependencies(), Digests()
    CACHE.mkdir(parents=True, exist_ok=True)

    # The headers of tests are heavy and a slip there hurts nobody: only the product is looked at, unless a file is named.
    sources = options.files or [s for s in known_commands if s.startswith("src/") and not s.endswith("_test.cpp")]
    keys = {s: digests.key(s, known_commands[s], includes.get(s, [])) for s in sources}
    looks = Looks(CACHE / "looks.json")

    def digest_of(source):
        return digests.of(ROOT / source)

    changed, others = in_turn([s for s in sources if options.files or not (CACHE / keys[s]).exists()], looks, digest_of)
    open_sources = changed + others
    end = time.monotonic() + options.seconds if options.seconds else None
    checked, failed = 0, 0

    def run(source):
        if end and time.monotonic() > end:
            return None
        return check(source, known_commands[source])

    with ThreadPoolExecutor(options.jobs) as pool:
        for source, outcome in zip(open_sources, pool.map(run, open_sources)):
            if outcome is None:
                continue
            checked += 1
            looks.note(source, digest_of(source))
            clean, text = outcome
            if clean:
                (CACHE / keys[source]).touch()
            else:
                failed += 1
                print(text, end="", flush=True)
    left = len(open_sources) - checked
    clean_count = len(sources) - left - failed
    summary = f"{clean_count} passed, {failed} failed"
    looks.save(set(known_commands))
    known_clean = len(sources) - len(open_sources)
    print(f"tidy: {summary}; of {len(sources)} files {known_clean} were known to be clean, {checked} were looked at now, of those "
          f"{min(checked, len(changed))} had changed, {left} wait for their turn")
    if options.counts:
        Path(options.counts).write_text(summary + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

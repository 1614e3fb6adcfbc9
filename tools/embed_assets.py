#!/usr/bin/env python3
"""Turns the console's built files into one blob and a table in C++, so that the program carries them in itself.

embed_assets.py NAME DIST FALLBACK OUT: writes OUT.bin and OUT.cpp with the function evenkeel::http::NAME(). Without
DIST/index.html the only file is FALLBACK, as /index.html. The same files give the same bytes.
"""
import gzip
import hashlib
import pathlib
import sys

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png",
    ".ico": "image/x-icon", ".jpg": "image/jpeg", ".webp": "image/webp", ".woff2": "font/woff2", ".woff": "font/woff",
    ".txt": "text/plain; charset=utf-8", ".map": "application/json", ".wasm": "application/wasm",
}
PACKED = {".png", ".jpg", ".webp", ".woff2", ".woff"}  # compressed already


def files(dist, fallback):
    """(path in the URL, bytes, suffix), sorted."""
    if not (dist / "index.html").is_file():
        return [("/index.html", fallback.read_bytes(), ".html")]
    found = sorted(p for p in dist.rglob("*") if p.is_file())
    return [("/" + p.relative_to(dist).as_posix(), p.read_bytes(), p.suffix) for p in found]


def main():
    name = sys.argv[1]
    dist, fallback, out = (pathlib.Path(a) for a in sys.argv[2:5])
    blob, rows = bytearray(), []

    def place(data):
        offset = len(blob)
        blob.extend(data)
        return f"part({offset}, {len(data)})"

    for path, data, suffix in files(dist, fallback):
        kind = TYPES.get(suffix)
        if kind is None:
            sys.exit(f"embed_assets: {path}: no content type is known for {suffix!r}; add it to TYPES")
        packed = b"" if suffix in PACKED else gzip.compress(data, 9, mtime=0)
        if len(packed) > 0.95 * len(data):
            packed = b""
        etag = hashlib.sha256(data).hexdigest()[:24]
        caching = "immutable" if path.startswith("/assets/") else "revalidate"  # Vite puts a hash into these names
        rows.append(f'      {{"{path}", "{kind}", {place(data)}, {place(packed)}, "\\"{etag}\\"", Caching::{caching}}},')

    blob_path = out.with_suffix(".bin")
    blob_path.write_bytes(blob)
    out.with_suffix(".cpp").write_text(f"""// Made by tools/embed_assets.py. Blob {hashlib.sha256(blob).hexdigest()}
#include "http/static_files.hpp"

__asm__(
    ".pushsection .rodata\\n"
    ".global evenkeel_{name}\\n"
    "evenkeel_{name}:\\n"
    ".incbin \\"{blob_path.resolve().as_posix()}\\"\\n"
    ".byte 0\\n"
    ".popsection\\n");
extern "C" const char evenkeel_{name}[];

namespace evenkeel::http {{

std::span<const Asset> {name}() {{
  const auto part = [](std::size_t offset, std::size_t size) {{ return std::string_view(evenkeel_{name} + offset, size); }};
  static const Asset table[] = {{
{chr(10).join(rows)}
  }};
  return table;
}}

}}  // namespace evenkeel::http
""")


main()

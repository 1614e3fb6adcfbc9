#!/usr/bin/python3
"""An HTTPS server with one iCalendar file. The first line of output names port and certificate; then each line is a request.

Lines on its input choose what it answers: `days 2026-12-25 2026-12-26` is a file with these, with ETag and Last-Modified, `mute` leaves the
marks away, `status 500`, `to https://...` a redirect, `cut` half of the file under its whole length, `short` half of it as if it were all,
`huge` megabytes, `slow` an answer that comes a byte a second.
"""
import asyncio
import hashlib
import json
import ssl
import subprocess
import sys
from pathlib import Path

days, mode, where = [], "days", ""


def tell(**event):
    print(json.dumps(event), flush=True)


def file():
    events = "".join(f"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{day.replace('-', '')}\r\nSUMMARY:Day {day}\r\nEND:VEVENT\r\n" for day in days)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


async def send(writer, headers):
    body = file()
    mark = '"' + hashlib.sha256(body).hexdigest()[:12] + '"'
    marks = "" if mode == "mute" else f"ETag: {mark}\r\nLast-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\n"
    if mode == "status":
        head, body = f"HTTP/1.1 {where} Word\r\n", b""
    elif mode == "to":
        head, body = f"HTTP/1.1 302 Found\r\nLocation: {where}\r\n", b""
    elif mode == "days" and headers.get("if-none-match") == mark:
        head, body = "HTTP/1.1 304 Not Modified\r\n", b""
    else:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\n{marks}"
    length = len(body)
    if mode in ("cut", "short"):
        body = body[: len(body) // 2]
        length = length if mode == "cut" else len(body)
    if mode == "huge":
        length = 50_000_000
    writer.write(f"{head}Content-Length: {length}\r\nConnection: close\r\n\r\n".encode())
    if mode == "huge":
        for _ in range(50):
            writer.write(b"X" * 1_000_000)
            await writer.drain()
    elif mode == "slow":
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(1)
    else:
        writer.write(body)
    await writer.drain()


async def answer(reader, writer):
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:] if line)}
        tell(event="asked", line=head.split("\r\n")[0], mark=headers.get("if-none-match", ""), since=headers.get("if-modified-since", ""))
        await send(writer, headers)
    except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
        pass
    writer.close()


def certificate(folder):
    key, cert = folder / "calendar-key.pem", folder / "calendar-cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.2", "-keyout", key, "-out", cert], check=True,
                   stderr=subprocess.DEVNULL)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return cert, context


async def main(folder):
    global days, mode, where
    cert, context = certificate(folder)
    server = await asyncio.start_server(answer, "0.0.0.0", 0, ssl=context)
    tell(event="ready", certificate=str(cert), port=server.sockets[0].getsockname()[1])
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        mode, _, where = line.decode().strip().partition(" ")
        if mode == "days":
            days = where.split()
        tell(event="done")


asyncio.run(main(Path(sys.argv[1])))

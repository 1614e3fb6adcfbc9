#!/usr/bin/python3
"""Receivers of what leaves the house: syslog over UDP, TCP, TLS and a local socket, and an HTTPS server for hooks.

The first line of output names ports, paths and the certificate; afterwards each line is one event. Lines on its input: `tcp away` and
`tcp back` take the TCP receiver off its port and put it back, `answer 503` chooses what hooks are answered (`answer 0`: they hang,
`answer 1`: a letter now and then), `after 7` what Retry-After says.
"""
import asyncio
import json
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

answer = 200
after = ""


def tell(**event):
    print(json.dumps(event), flush=True)


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, way):
        self.way = way

    def datagram_received(self, data, address):
        tell(event="message", way=self.way, text=data.decode())


class Streams:
    """Octet counting: the length, a blank, the message."""

    def __init__(self, way, context=None, port=0):
        self.way, self.context, self.port, self.writers = way, context, port, set()

    async def open(self):
        self.server = await asyncio.start_server(self.read, "127.0.0.1", self.port, ssl=self.context, reuse_address=True)
        self.port = self.server.sockets[0].getsockname()[1]

    async def read(self, reader, writer):
        self.writers.add(writer)
        try:
            while True:
                length = int(await reader.readuntil(b" "))
                tell(event="message", way=self.way, text=(await reader.readexactly(length)).decode())
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        self.writers.discard(writer)

    async def close(self):
        self.server.close()
        for writer in list(self.writers):
            writer.transport.abort()
        await self.server.wait_closed()


async def hook(reader, writer):
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        tell(event="hook", line=head.split("\r\n")[0], key=headers.get("idempotency-key", ""), type=headers.get("content-type", ""),
             answered=answer, at=time.monotonic(), body=json.loads(body))
        if answer == 0:
            await asyncio.sleep(60)
        for letter in "HTTP/1.1 200 Word" * 10 if answer == 1 else "":
            writer.write(letter.encode())
            await writer.drain()
            await asyncio.sleep(0.3)
        where = f"Retry-After: {after}\r\n" if after else ""
        where += "Location: https://127.0.0.1:1/elsewhere\r\n" if answer == 302 else ""
        writer.write(f"HTTP/1.1 {answer} Word\r\n{where}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    writer.close()


def certificate(folder):
    key, cert = folder / "receiver-key.pem", folder / "receiver-cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert], check=True,
                   stderr=subprocess.DEVNULL)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return cert, context


async def main(folder):
    global answer, after
    loop = asyncio.get_running_loop()
    cert, context = certificate(folder)
    tcp, tls = Streams("tcp"), Streams("tls", context)
    await tcp.open()
    await tls.open()
    udp, _ = await loop.create_datagram_endpoint(lambda: Datagrams("udp"), local_addr=("127.0.0.1", 0))
    local = str(folder / "log")
    await loop.create_datagram_endpoint(lambda: Datagrams("unix"), local_addr=local, family=socket.AF_UNIX)
    hooks = await asyncio.start_server(hook, "127.0.0.1", 0, ssl=context)
    tell(event="ready", certificate=str(cert), tcp=tcp.port, tls=tls.port, udp=udp.get_extra_info("sockname")[1], unix=local,
         hooks=hooks.sockets[0].getsockname()[1])
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        word, _, what = line.decode().strip().partition(" ")
        if word == "answer":
            answer = int(what)
        elif word == "after":
            after = what
        elif what == "away":
            await tcp.close()
        else:
            await tcp.open()
        tell(event="done", word=word)


asyncio.run(main(Path(sys.argv[1])))

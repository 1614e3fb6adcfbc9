#!/usr/bin/python3
"""Receivers of what leaves the house: syslog over UDP, TCP, TLS and a local socket, and an HTTPS server for hooks and for pushes.

A push (a request to /push/...) is what a push service and a browser would take: the sender's signature is proven (RFC 8292) and the message
opened (RFC 8291, RFC 8188) by this file's own reading of the RFCs and the keys of a browser that it made; the first line tells them.

The first line of output names ports, paths and the certificate; afterwards each line is one event. Lines on its input: `tcp away` and
`tcp back` take the TCP receiver off its port and put it back, `answer 503` chooses what hooks are answered (`answer 0`: they hang,
`answer 1`: a letter now and then), `after 7` what Retry-After says. `secret whsec_...` is what webhooks are signed with from
now on (several with blanks between): for each the event says whether the signature is right, by this file's own reading of the standard.
"""
import asyncio
import base64
import hashlib
import hmac
import json
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

answer = 200
after = ""
secrets = []


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


def text_of(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def bytes_of(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point_of(key):
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


class Browser:
    """What a browser keeps of its subscription."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.point = point_of(self.key.public_key())
        self.auth = bytes(range(16))

    def opened(self, body):
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21:21 + length], body[21 + length:]
        assert len(body) <= 4096 and len(sealed) <= size
        agreed = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))

        def derived(salt, secret, info, length):
            return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)

        secret = derived(self.auth, agreed, b"WebPush: info\0" + self.point + sender, 32)
        key = derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(salt, secret, b"Content-Encoding: nonce\0", 12)
        text = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert text[-1] == 2, "the last record ends with 2"
        return json.loads(text[:-1])


browser = Browser()


def signer_of(authorization):
    """The claims and the key of a sender who could sign them."""
    scheme, _, rest = authorization.partition(" ")
    words = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, claims, signature = words["t"].split(".")
    assert scheme == "vapid" and json.loads(bytes_of(head)) == {"typ": "JWT", "alg": "ES256"}
    numbers = bytes_of(signature)
    pair = utils.encode_dss_signature(int.from_bytes(numbers[:32], "big"), int.from_bytes(numbers[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(words["k"]))
    key.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(bytes_of(claims)), words["k"]


def push(line, headers, body):
    claims, key = signer_of(headers["authorization"])
    assert headers["content-encoding"] == "aes128gcm"
    tell(event="push", line=line, ttl=headers["ttl"], urgency=headers["urgency"], topic=headers.get("topic", ""), claims=claims, key=key,
         answered=answer, notice=browser.opened(body))


def is_signed(secret, headers, body):
    """Standard Webhooks: HMAC-SHA256 over id.timestamp.body. The sender's clock is the test's, so its time is not asked."""
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    signed = headers["webhook-id"].encode() + b"." + headers["webhook-timestamp"].encode() + b"." + body
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = [one.partition(",")[2] for one in headers["webhook-signature"].split(" ") if one.startswith("v1,")]
    return any(hmac.compare_digest(right, one) for one in given)


async def hook(reader, writer):
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        line = head.split("\r\n")[0]
        if " /push/" in line:
            push(line, headers, body)
        else:
            tell(event="hook", line=line, key=headers.get("idempotency-key", ""), type=headers.get("content-type", ""), answered=answer,
                 at=time.monotonic(), body=json.loads(body), id=headers.get("webhook-id", ""),
                 timestamp=headers.get("webhook-timestamp", ""), signed=[is_signed(one, headers, body) for one in secrets])
        if answer == 0:
            await asyncio.sleep(60)
        for letter in "HTTP/1.1 200 Word" * 10 if answer == 1 else "":
            writer.write(letter.encode())
            await writer.drain()
            await asyncio.sleep(0.3)
        where = f"Retry-After: {after}\r\n" if after else ""
        where += "Location: https://127.0.0.1:1/elsewhere\r\n" if answer == 302 else ""
        text = "Not now\n" if answer >= 400 else ""
        writer.write(f"HTTP/1.1 {answer} Word\r\n{where}Content-Length: {len(text)}\r\nConnection: close\r\n\r\n{text}".encode())
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
    global answer, after, secrets
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
         hooks=hooks.sockets[0].getsockname()[1], p256dh=text_of(browser.point), auth=text_of(browser.auth))
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        word, _, what = line.decode().strip().partition(" ")
        if word == "answer":
            answer = int(what)
        elif word == "after":
            after = what
        elif word == "secret":
            secrets = what.split()
        elif what == "away":
            await tcp.close()
        else:
            await tcp.open()
        tell(event="done", word=word)


asyncio.run(main(Path(sys.argv[1])))

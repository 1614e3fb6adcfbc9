#!/usr/bin/python3
"""Real mail servers (aiosmtpd) for the test of our hand-over: one plain, one that insists on STARTTLS and a log-in, one that speaks
TLS from the first byte, one that accepts a connection and says nothing, one that greets for ever.

Its first line of output names the ports and the certificate; afterwards each line is one event. Lines on its input choose how the
next mails are treated: ok, 4xx-rcpt, 4xx-data, 5xx-rcpt, 5xx-data, hang, drop.
"""
import asyncio
import json
import ssl
import subprocess
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOUR = 3600
USER, PASSWORD = b"evenkeel", b"a secret of the mail server"
REFUSALS = {
    "4xx-rcpt": "451 4.7.1 Greylisted, come back later",
    "5xx-rcpt": "550 5.1.1 No such mailbox here",
    "4xx-data": "452 4.3.1 Mail system full",
    "5xx-data": "554 5.7.1 Refused for its content",
}
treatment = "ok"


def tell(**event):
    print(json.dumps(event), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if treatment.endswith("-rcpt"):
            tell(event="refused", to=address)
            return REFUSALS[treatment]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = dict(sender=envelope.mail_from, to=envelope.rcpt_tos, text=envelope.original_content.decode("latin-1"),
                    encrypted=session.ssl is not None, user=(session.auth_data.login.decode() if session.auth_data else ""))
        if treatment == "hang":
            tell(event="hanging", **mail)
            await asyncio.sleep(HOUR)
        if treatment == "drop":
            tell(event="dropped", **mail)
            server.transport.abort()
            await asyncio.sleep(HOUR)
        if treatment.endswith("-data"):
            tell(event="refused", **mail)
            return REFUSALS[treatment]
        tell(event="mail", at=time.monotonic(), **mail)
        return "250 2.0.0 Taken"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.login == USER and data.password == PASSWORD
    return AuthResult(success=good, handled=False, auth_data=data if good else None)


def certificate(folder):
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert], check=True,
                   stderr=subprocess.DEVNULL)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return cert, context


async def mute(reader, writer):
    tell(event="connected")
    await asyncio.sleep(HOUR)


async def drip(reader, writer):
    """A letter now and then, for ever: each of them is an answer in time."""
    tell(event="connected")
    try:
        while True:
            writer.write(b"220-Wait.\r\n")
            await writer.drain()
            await asyncio.sleep(0.3)
    except ConnectionError:
        pass


async def obey():
    global treatment
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        treatment = line.decode().strip()
        tell(event="treatment", is_=treatment)


async def main(folder):
    loop = asyncio.get_running_loop()
    cert, context = certificate(folder)
    common = dict(enable_SMTPUTF8=False)
    secured = dict(authenticator=authenticate, auth_required=True, **common)
    servers = {
        "plain": await loop.create_server(lambda: SMTP(Handler(), **common), "127.0.0.1", 0),
        "starttls": await loop.create_server(
            lambda: SMTP(Handler(), tls_context=context, require_starttls=True, **secured), "127.0.0.1", 0),
        "offers_tls": await loop.create_server(lambda: SMTP(Handler(), tls_context=context, **common), "127.0.0.1", 0),
        "smtps": await loop.create_server(lambda: SMTP(Handler(), **common), "127.0.0.1", 0, ssl=context),
        "mute": await asyncio.start_server(mute, "127.0.0.1", 0),
        "drip": await asyncio.start_server(drip, "127.0.0.1", 0),
    }
    tell(event="ready", certificate=str(cert), **{name: s.sockets[0].getsockname()[1] for name, s in servers.items()})
    await obey()


asyncio.run(main(Path(sys.argv[1])))

#!/usr/bin/python3
"""What Slack's Web API and Mattermost's REST API answer, as strict as they are, on one HTTPS server.

The first line of output names the port and the certificate; afterwards each request is one line. `limit N` answers the next N requests with
429 and Retry-After 7; `lose N` takes the next N and answers nothing; `forget` deletes all messages, as a person with the right to may.
"""
import json
import ssl
import string
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SLACK_TOKEN, MATTERMOST_TOKEN = "xoxb-right", "mmright"
SLACK_CHANNEL, MATTERMOST_CHANNEL = "C0TEAM", "c" * 26
lock = threading.Lock()
messages, pending = {}, {}
state = {"limit": 0, "lose": 0, "count": 0}


def tell(**event):
    print(json.dumps(event), flush=True)


def new_id(slack):
    state["count"] += 1
    return f"1772438400.{state['count']:06d}" if slack else (string.ascii_lowercase[state["count"] % 26] * 26)


def wrong_blocks(body):
    blocks = body.get("blocks", [])
    if len(blocks) > 50:
        return True
    for block in blocks:
        if block["type"] == "section" and not 0 < len(block["text"]["text"]) <= 3000:
            return True
        if block["type"] == "actions" and (not block["elements"] or len(block["elements"]) > 25):
            return True
        for element in block.get("elements", []):
            if len(element["action_id"]) > 255 or len(element["value"]) > 2000 or len(element["text"]["text"]) > 75:
                return True
    return False


class Chat(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, **headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        with lock:
            if state["limit"] > 0:
                state["limit"] -= 1
                tell(event="limited")
                return self.answer(429, {"ok": False, "error": "ratelimited"}, Retry_After="7")
            lost, state["lose"] = state["lose"] > 0, max(0, state["lose"] - 1)
            slack = self.path.startswith("/api/chat.")
            status, body = self.slack(raw) if slack else self.mattermost(raw)
            if lost:
                self.close_connection = True
                return None
            return self.answer(status, body)

    do_PUT = do_POST

    def slack(self, raw):
        def no(error):
            tell(event="refused", error=error)
            return 200, {"ok": False, "error": error}
        authorization = self.headers.get("Authorization", "")
        if not authorization.startswith("Bearer "):
            return no("not_authed")
        if authorization != "Bearer " + SLACK_TOKEN:
            return no("invalid_auth")
        if not self.headers.get("Content-Type", "").startswith("application/json"):
            return no("invalid_form_data")
        body = json.loads(raw)
        method = self.path.removeprefix("/api/chat.")
        if body.get("channel") != SLACK_CHANNEL:
            return no("channel_not_found")
        if not body.get("text") and not body.get("blocks"):
            return no("no_text")
        if wrong_blocks(body):
            return no("invalid_blocks")
        if method == "postEphemeral":
            if not body.get("user"):
                return no("user_not_in_channel")
            tell(event="whisper", user=body["user"], text=body["text"])
            return 200, {"ok": True, "message_ts": new_id(True)}
        if method == "update":
            if body.get("ts") not in messages:
                return no("message_not_found")
            messages[body["ts"]] = body
            tell(event="update", id=body["ts"], text=body["text"], buttons=self.slack_buttons(body))
            return 200, {"ok": True, "ts": body["ts"], "channel": SLACK_CHANNEL, "text": body["text"]}
        if method != "postMessage":
            return no("unknown_method")
        if "thread_ts" in body and body["thread_ts"] not in messages:
            return no("thread_not_found")
        name = new_id(True)
        messages[name] = body
        tell(event="post", id=name, thread=body.get("thread_ts", ""), text=body["text"], buttons=self.slack_buttons(body))
        return 200, {"ok": True, "ts": name, "channel": SLACK_CHANNEL, "message": {"text": body["text"]}}

    @staticmethod
    def slack_buttons(body):
        return [e["action_id"] for block in body.get("blocks", []) if block["type"] == "actions" for e in block["elements"]]

    def mattermost(self, raw):
        def no(status, name):
            tell(event="refused", error=name)
            return status, {"id": name, "message": "no", "status_code": status}
        if self.headers.get("Authorization") != "Bearer " + MATTERMOST_TOKEN:
            return no(401, "api.context.session_expired.app_error")
        body = json.loads(raw)
        if self.command == "PUT":
            parts = self.path.split("/")
            if len(parts) != 6 or parts[5] != "patch" or parts[4] not in messages:
                return no(404, "app.post.get.app_error")
            messages[parts[4]] = body
            tell(event="update", id=parts[4], text=body["message"], buttons=self.mattermost_buttons(body))
            return 200, {"id": parts[4], **body}
        if self.path != "/api/v4/posts":
            return no(404, "api.context.404.app_error")
        if body.get("channel_id") != MATTERMOST_CHANNEL:
            return no(403, "api.context.permissions.app_error")
        if len(body.get("message", "")) > 16383:
            return no(400, "model.post.is_valid.message_length.app_error")
        if body.get("root_id") and body["root_id"] not in messages:
            return no(400, "api.post.create_post.root_id.app_error")
        key = body.get("pending_post_id")
        if key and key in pending:
            return 201, {"id": pending[key], **body}
        name = new_id(False)
        messages[name] = pending[key] = body
        pending[key] = name
        actions = [a for one in body.get("props", {}).get("attachments", []) for a in one.get("actions", [])]
        tell(event="post", id=name, thread=body.get("root_id", ""), text=body["message"], buttons=[a["id"] for a in actions],
             tokens=[a["integration"]["context"]["token"] for a in actions], urls=[a["integration"]["url"] for a in actions])
        return 201, {"id": name, **body}

    @staticmethod
    def mattermost_buttons(body):
        return [a["id"] for one in body.get("props", {}).get("attachments", []) for a in one.get("actions", [])]

    def log_message(self, *_):
        pass


def main(folder):
    key, cert = folder / "chat-key.pem", folder / "chat-cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert], check=True,
                   stderr=subprocess.DEVNULL)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tell(event="ready", certificate=str(cert), port=server.server_port)
    for line in sys.stdin:
        word, _, what = line.strip().partition(" ")
        with lock:
            if word == "forget":
                messages.clear()
            else:
                state[word] = int(what)
        tell(event="done")


main(Path(sys.argv[1]))

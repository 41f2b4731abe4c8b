#!/usr/bin/env python3
"""A remote shell among the pods of one job, for mpirun and nccom-test, which start their ranks through ssh.

It needs no sshd, keys or operator: the pods share a token (FABRIC_TOKEN) and each runs the commands of whoever shows it.

    rsh.py serve                  run commands until told to stop
    rsh.py wait HOST...           return when every host answers
    rsh.py connect [opts] HOST COMMAND...   as ssh would: output, error and exit status are the command's
    rsh.py stop HOST...           end the hosts' servers
"""

import hmac
import json
import os
import socket
import socketserver
import struct
import subprocess
import sys
import threading
import time

PORT = int(os.environ.get("FABRIC_PORT", "2222"))
TOKEN = os.environ.get("FABRIC_TOKEN", "")
# mpirun strips a host's domain; the headless service is that of every pod here.
SERVICE = os.environ.get("FABRIC_SERVICE", "")
OUT, ERR, EXIT = 1, 2, 3
# Options of ssh that take a value: nccom-test and mpirun may pass some.
VALUED = {"-o", "-p", "-i", "-l", "-F"}


def frame(sock, kind, payload):
    sock.sendall(struct.pack("!BI", kind, len(payload)) + payload)


def read_exactly(stream, size):
    data = stream.read(size)
    if len(data) != size:
        raise ConnectionError("the other side hung up")
    return data


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        request = json.loads(self.rfile.readline(1 << 20) or b"{}")
        if not TOKEN or not hmac.compare_digest(request.get("token", ""), TOKEN):
            return
        if request.get("stop"):
            frame(self.connection, EXIT, struct.pack("!i", 0))
            threading.Thread(target=self.server.shutdown).start()
            return
        command = request.get("command", "true")
        process = subprocess.Popen(
            ["/bin/sh", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        lock = threading.Lock()

        def pump(stream, kind):
            while chunk := stream.read1(65536):
                with lock:
                    frame(self.connection, kind, chunk)

        pumps = [threading.Thread(target=pump, args=each) for each in ((process.stdout, OUT), (process.stderr, ERR))]
        for each in pumps:
            each.start()
        for each in pumps:
            each.join()
        frame(self.connection, EXIT, struct.pack("!i", process.wait()))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def qualified(host):
    return host if not SERVICE or "." in host else f"{host}.{SERVICE}"


def call(host, request, timeout=None):
    """Sends the request and relays its output; returns its exit status."""
    with socket.create_connection((qualified(host), PORT), timeout=timeout or 30) as sock:
        sock.settimeout(timeout)
        sock.sendall(json.dumps({"token": TOKEN, **request}).encode() + b"\n")
        stream = sock.makefile("rb")
        while True:
            kind, size = struct.unpack("!BI", read_exactly(stream, 5))
            payload = read_exactly(stream, size)
            if kind == EXIT:
                return struct.unpack("!i", payload)[0]
            target = sys.stdout if kind == OUT else sys.stderr
            target.buffer.write(payload)
            target.buffer.flush()


def connect(arguments):
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        del rest[: 2 if rest[0] in VALUED else 1]
    host, *command = rest
    return call(host, {"command": " ".join(command)})


def wait(hosts, limit=900):
    deadline = time.monotonic() + limit
    for host in hosts:
        while True:
            try:
                call(host, {"command": "true"}, timeout=10)
                break
            except OSError as error:
                if time.monotonic() > deadline:
                    sys.exit(f"{host} did not answer in {limit} s: {error}")
                time.sleep(2)
    return 0


def stop(hosts):
    for host in hosts:
        try:
            call(host, {"stop": True}, timeout=10)
        except OSError as error:
            print(f"{host}: {error}", file=sys.stderr)
    return 0


def serve():
    if not TOKEN:
        sys.exit("FABRIC_TOKEN is not set: the server would run anybody's commands")
    with Server(("0.0.0.0", PORT), Handler) as server:
        server.serve_forever()
    return 0


def main(arguments):
    verbs = {"serve": lambda _: serve(), "wait": wait, "stop": stop, "connect": connect}
    if not arguments or arguments[0] not in verbs:
        sys.exit(__doc__)
    try:
        return verbs[arguments[0]](arguments[1:])
    except OSError as error:
        # As ssh: 255 is the connection's own failure.
        print(f"rsh: {error}", file=sys.stderr)
        return 255


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

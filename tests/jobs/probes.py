"""What the tests let a limited child do."""

import os
import socket
import subprocess
from pathlib import Path


def echo(payload, args):
    return {"size": len(payload), **args}


def spin(payload, args):
    while True:
        pass


def fill(payload, args):
    return len(bytearray(800 * 1024 * 1024))


def connect(payload, args):
    socket.create_connection(("127.0.0.1", 5432), timeout=1)


def write(payload, args):
    with Path("/tmp/e-performance-probe").open("w") as file:
        file.write("x" * 10)


def start(payload, args):
    return subprocess.run(["true"], check=False).returncode


def environment(payload, args):
    return sorted(os.environ)


def deep(payload, args):
    return deep(payload, args)


def unfold(_payload, _args):
    return "x" * (70 * 1024 * 1024)

"""We go to no address of this machine or its neighbours, whoever named it and whatever the name server says."""

import socket
import threading
import time

import pytest

from office.notices import outside

PRIVATE = [
    "https://127.0.0.1/",
    "https://localhost/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://intranet/",
    "https://basis.internal/",
    "https://printer.local/",
]
ODD = [
    "http://push.contoh.go.id/",
    "ftp://push.contoh.go.id/",
    "file:///etc/passwd",
    "https:///x",
    "https://push.contoh.go.id:99999/",
    "https://u:p@push.contoh.go.id/",
    "https://push.contoh.go.id/a b",
    "https://push.contoh.go.id/a\r\nHost: x",
    "https://push.contoh.go.id\u3002/",
    "",
]


@pytest.mark.parametrize("url", PRIVATE + ODD)
def test_such_an_address_is_not_kept_and_not_gone_to(url):
    assert not outside.sound(url)
    with pytest.raises(outside.NotOutside):
        outside.post(url, b"x", {})


@pytest.mark.parametrize(
    "url",
    ["https://push.contoh.go.id/1", "https://8.8.8.8/1", "https://push.contoh.go.id:8443/?a=1"],
)
def test_a_public_https_address_is_kept(url):
    assert outside.sound(url)


@pytest.mark.parametrize(
    "answers", [["10.0.0.7"], ["8.8.8.8", "127.0.0.1"], ["::1"], ["fe80::1%lo"]]
)
def test_a_name_that_leads_to_a_private_address_is_not_gone_to(monkeypatch, answers):
    """One private answer among public ones is enough: the server chooses which is used."""

    def resolved(host, port, **_rest):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, port)) for text in answers]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(outside.NotOutside):
        outside.post("https://push.contoh.go.id/1", b"x", {})


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    """The name is asked once: a second, different answer changes nothing."""
    asked, went = [], []

    def resolved(host, port, **_rest):
        asked.append(host)
        return [
            (
                socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                ("8.8.8.8" if len(asked) == 1 else "127.0.0.1", port),
            )
        ]

    def connect(address, timeout):
        went.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(outside.NotReached):
        outside.post("https://push.contoh.go.id/1", b"x", {})
    assert (asked, went) == (["push.contoh.go.id"], [("8.8.8.8", 443)])


def test_a_name_nobody_knows_is_not_reached(monkeypatch):
    def unknown(*_args, **_rest):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(outside.NotReached):
        outside.post("https://push.contoh.go.id/1", b"x", {})


def test_this_machine_is_gone_to_only_where_a_test_says_so(settings):
    assert not outside.sound("http://127.0.0.1:8000/")
    settings.OUTSIDE_LOOPBACK = True
    assert outside.sound("http://127.0.0.1:8000/")
    assert not outside.sound("http://10.0.0.1:8000/")


def test_a_server_that_answers_drop_by_drop_is_cut_off(settings, monkeypatch):
    settings.OUTSIDE_LOOPBACK = True
    monkeypatch.setattr(outside, "PATIENCE_SECONDS", 0.3)
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip():
        line, _ = listener.accept()
        with line:
            line.recv(4096)
            while not done.wait(0.1):
                try:
                    line.send(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    began = time.monotonic()
    with pytest.raises(outside.LineBroke):
        outside.post(f"http://127.0.0.1:{listener.getsockname()[1]}/", b"x", {})
    done.set()
    thread.join()
    listener.close()
    assert time.monotonic() - began < 3

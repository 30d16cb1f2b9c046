#!/usr/bin/env python3
"""The programs of live_trials.py, which copies this file to the name of each application.

  peer.py serve ADDRESS PORT            sends as many bytes as each connection asks for
  peer.py fetch HOST PORT BYTES [SECONDS [HELPER]]
                                        fetches them, spread over some seconds; a HELPER inherits the connection
  peer.py handover HOST PORT BYTES SECONDS PROGRAM    opens the connection; PROGRAM, started with it, fetches
  peer.py take BYTES                    fetches from the connection that it inherited as descriptor 3
  peer.py idle HOST PORT                keeps a UDP socket, and sends a datagram of 100 bytes each second
"""
import os
import socket
import subprocess
import sys
import threading
import time

CHUNK = 65536


def serve(address, port):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, int(port)))
    listener.listen(64)
    while True:
        threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()


def answer(connection):
    with connection:
        size, seconds = connection.makefile("r").readline().split()
        left, start, rate = int(size), time.monotonic(), int(size) / max(float(seconds), 0.001)
        while left:
            sent = connection.send(bytes(min(CHUNK, left)))
            left -= sent
            time.sleep(max(0, start + (int(size) - left) / rate - time.monotonic()))


def ask(host, port, size, seconds):
    connection = socket.create_connection((host, int(port)), timeout=60)
    connection.settimeout(None)
    connection.sendall(f"{size} {seconds}\n".encode())
    return connection


def receive(connection, size):
    left = int(size)
    while left:
        part = connection.recv(CHUNK)
        if not part:
            sys.exit(f"{left} bytes are missing")
        left -= len(part)


def fetch(host, port, size, seconds="0", helper=None):
    connection = ask(host, port, size, seconds)
    if helper:
        subprocess.Popen([helper, "120"], pass_fds=[connection.fileno()])
    receive(connection, size)


def handover(host, port, size, seconds, program):
    connection = ask(host, port, size, seconds)
    os.dup2(connection.fileno(), 3)
    subprocess.run([sys.executable, program, "take", size], pass_fds=[3], check=True)


def take(size):
    receive(socket.socket(fileno=3), size)


def idle(host, port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.connect((host, int(port)))
        while True:
            try:
                own.send(bytes(100))
            except ConnectionError:
                pass                                    # nobody listens there
            time.sleep(1)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])

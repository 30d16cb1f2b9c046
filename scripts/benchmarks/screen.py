"""Measures how long a full-screen program takes to draw its first screen, on a pseudo-terminal."""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

LINES, COLUMNS = 30, 100
DRAWN = b"\x1b[?2026l"                               # end of a synchronized update
PATIENCE = 10                                        # seconds


def milliseconds(argv):
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.environ["TERM"] = "xterm"
        os.execv(argv[0], argv)
    seen = read_until(terminal, DRAWN, start + PATIENCE)
    took = 1000 * (time.perf_counter() - start)
    if DRAWN not in seen:
        sys.exit(f"{' '.join(argv)}: no screen, but {seen[-300:]!r}")
    os.write(terminal, b"q")
    read_until(terminal, None, time.perf_counter() + PATIENCE)
    os.waitpid(pid, 0)
    os.close(terminal)
    return took


def read_until(terminal, mark, end):
    """Reads until the mark, the exit of the program, or this time."""
    seen = b""
    while mark is None or mark not in seen:
        if not select.select([terminal], [], [], max(0, end - time.perf_counter()))[0]:
            break
        try:
            seen += os.read(terminal, 65536)
        except OSError:                              # EIO: the program has exited
            break
    return seen

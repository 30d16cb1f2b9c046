"""How long a full-screen program takes until it has drawn its screen, on a terminal that nobody sees."""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

LINES, COLUMNS = 30, 100
DRAWN = b"\x1b[?2026l"                               # ends what is drawn at once
PATIENCE = 10                                        # seconds


def milliseconds(argv):
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.environ["TERM"] = "xterm"
        os.execv(argv[0], argv)
    seen = read_until(terminal, DRAWN, begun + PATIENCE)
    took = 1000 * (time.perf_counter() - begun)
    if DRAWN not in seen:
        sys.exit(f"{' '.join(argv)}: no screen, but {seen[-300:]!r}")
    os.write(terminal, b"q")
    read_until(terminal, None, time.perf_counter() + PATIENCE)
    os.waitpid(pid, 0)
    os.close(terminal)
    return took


def read_until(terminal, mark, end):
    """Reads until the mark, the program's end, or this time."""
    seen = b""
    while mark is None or mark not in seen:
        if not select.select([terminal], [], [], max(0, end - time.perf_counter()))[0]:
            break
        try:
            seen += os.read(terminal, 65536)
        except OSError:                              # EIO: it has ended
            break
    return seen

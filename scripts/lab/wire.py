"""A wire between two network namespaces. A service measures at its near end."""
import os
import signal
import sqlite3
import subprocess
import time

TAG = "%x" % (os.getpid() & 0xFFFF)                     # several scripts may run at the same time
NEAR_IF, FAR_IF = "wire0", "wire1"
NEAR4, FAR4 = "10.98.0.1", "10.98.0.2"


def sh(*args):
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout


def inside(namespace, *args):
    return ["ip", "netns", "exec", namespace, *map(str, args)]


class Wire:
    """Two namespaces and a veth pair between them. Without IPv6, because the kernel sends its own IPv6 traffic."""

    def __init__(self, number=0):
        self.near, self.far = f"near{TAG}-{number}", f"far{TAG}-{number}"
        for name in (self.near, self.far):
            sh("ip", "netns", "add", name)
        sh("ip", "link", "add", NEAR_IF, "netns", self.near, "type", "veth", "peer", "name", FAR_IF, "netns", self.far)
        for name, link, address in ((self.near, NEAR_IF, NEAR4), (self.far, FAR_IF, FAR4)):
            subprocess.run(inside(name, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6"), check=False)
            sh("ip", "-n", name, "addr", "add", address + "/24", "dev", link)
            sh("ip", "-n", name, "link", "set", link, "up")
            sh("ip", "-n", name, "link", "set", "lo", "up")

    def counters(self):
        """The kernel's counters of the near end: bytes received and sent."""
        for line in sh(*inside(self.near, "cat", "/proc/net/dev")).splitlines():
            name, _, rest = line.partition(":")
            if name.strip() == NEAR_IF:
                return int(rest.split()[0]), int(rest.split()[8])
        raise SystemExit("there is no " + NEAR_IF)

    def close(self):
        """Kills the processes in both namespaces, and removes these."""
        for name in (self.near, self.far):
            for pid in sh("ip", "netns", "pids", name).split():
                os.kill(int(pid), signal.SIGKILL)
            sh("ip", "netns", "del", name)


def await_baseline(database):
    """Waits for the first reading, because traffic before it is not counted in an empty database."""
    limit = time.monotonic() + 60
    while True:
        try:
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
                if db.execute("SELECT COUNT(*) FROM last_readings").fetchone()[0]:
                    return
        except sqlite3.OperationalError:
            pass                                        # the service has not created it yet
        if time.monotonic() > limit:
            raise SystemExit("the service has no first reading after 60 s")
        time.sleep(0.02)

#!/usr/bin/env python3
"""Trials of what eBPF has too little room or time for: more sockets than its map holds, more processes than its ring
holds, sockets of a namespace that is gone, and paths that it cannot read. Each in network namespaces of its own, with
the service as root.

  ebpf_trials.py NETMON_SERVICE [TRIAL ...]     runs them, a line each; exit 1 where one is not as expected
  ebpf_trials.py --list

In each of them the sums are exact: applications = counted interfaces = the kernel's counters. What found no room is
Unattributed, and reported by status and in the log. Needs root, iproute2 and gcc.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import live_trials
from live_trials import MB, PORT, expect
from wire import FAR4, NEAR4, NEAR_IF, inside, sh

HERE = pathlib.Path(__file__).resolve().parent
FRAME = 142                                          # a datagram of 100 bytes with its headers
MAP_ENTRIES = 65_536
TRIALS = {}


def trial(function):
    TRIALS[function.__name__] = function
    return function


def labapp(t, name, *words, namespace=None, wait=True):
    """Runs a copy of labapp under a name."""
    program = t.folder / name
    if not program.exists():
        if not (t.folder / "labapp").exists():
            subprocess.run(["gcc", "-O2", "-o", t.folder / "labapp", HERE / "labapp.c", "-lpthread"], check=True)
        shutil.copy(t.folder / "labapp", program)
    process = subprocess.Popen(inside(namespace or t.near, program, *words), stdin=subprocess.DEVNULL)
    if wait:
        expect(process.wait(live_trials.PATIENCE * 2) == 0, f"{name} failed")
    else:
        t.others.append(process)
    return process


def listen(t):
    """Somebody takes the datagrams, so that the far end answers none."""
    labapp(t, "Sink", "server", f"ports={PORT + 1}", namespace=t.far, wait=False)
    time.sleep(0.5)


def status(t):
    command = [str(pathlib.Path(t.service).with_name("netmon")), "status", "--json", "--db", str(t.database)]
    return json.loads(subprocess.run(inside(t.near, *command), capture_output=True, text=True).stdout)["service"]


def log(t):
    return (t.folder / "log").read_text()


def start(t):
    listen(t)
    t.start()
    source = status(t)["sockets_by"]
    expect(source == "ebpf", f"the source is {source}")


def said(t, apps, total):
    return ", ".join(f"{name} {apps.get(name, 0):,} B" for name in sorted(apps)) + f" of {total:,} B"


@trial
def many_sockets(t):
    """20,000 open UDP sockets of two processes, each of which sends a datagram a second."""
    start(t)
    before = cpu_seconds(t.process.pid), time.monotonic()
    halves = [labapp(t, "Many", "flood", FAR4, PORT + 1, 10_000, 12, wait=False) for _ in range(2)]
    expect(all(each.wait(live_trials.PATIENCE * 2) == 0 for each in halves), "Many failed")
    used, passed = cpu_seconds(t.process.pid) - before[0], time.monotonic() - before[1]
    memory = resident_megabytes(t.process.pid)
    overruns = status(t)["overruns"]
    t.stop()
    total, apps = t.check_sums(t.moved(NEAR_IF)), t.apps()
    expect(apps.get("Many", 0) >= 0.995 * total, said(t, apps, total))
    expect(not overruns, f"{overruns} polls lost something")
    return f"{said(t, apps, total)}; {100 * used / passed:.1f} % of a core, {memory:.0f} MB"


@trial
def full_map(t):
    """90,000 sockets within a few seconds, which are more than the map of counters holds."""
    start(t)
    count = 90_000
    labapp(t, "Flood", "flood", FAR4, PORT + 1, count, 0)
    time.sleep(3)
    overruns = status(t)["overruns"]
    t.stop()
    total, apps = t.check_sums(t.moved(NEAR_IF)), t.apps()
    expect(total >= count * FRAME, f"only {total} bytes moved")
    least, most = MAP_ENTRIES * 0.98 * FRAME, (count - 1) * FRAME
    expect(least <= apps.get("Flood", 0) < most, f"Flood has not what the map held: {said(t, apps, total)}")
    expect(overruns, "status reports no loss")
    expect("more sockets than its map holds" in log(t), "the log reports no loss")
    return f"{said(t, apps, total)}; {overruns} polls with losses reported"


@trial
def fork_storm(t):
    """1,000 processes a second, each of which sends one datagram and ends."""
    start(t)
    before = cpu_seconds(t.process.pid), time.monotonic()
    labapp(t, "Storm", "storm", FAR4, PORT + 1, 8_000, 1_000)
    used, passed = cpu_seconds(t.process.pid) - before[0], time.monotonic() - before[1]
    overruns = status(t)["overruns"]
    t.stop()
    total, apps = t.check_sums(t.moved(NEAR_IF)), t.apps()
    expect(apps.get("Storm", 0) >= 0.99 * total, said(t, apps, total))
    rate = 8_000 / passed
    return f"{said(t, apps, total)}; {rate:.0f} a second, {100 * used / passed:.1f} % of a core, {overruns} losses"


@trial
def no_paths(t):
    """The kernel's types cannot be read, so that short-lived programs are known by the name of their thread only."""
    hide = 'mount --bind /dev/null /sys/kernel/btf/vmlinux && exec "$@"'
    listen(t)
    t.start("unshare", "--mount", "sh", "-c", hide, "sh")
    found = status(t)
    expect(found["sockets_by"] == "ebpf", f"the source is {found['sockets_by']}")
    expect("only 15 letters" in found["proof"], f"status says of the proof: {found['proof']}")
    labapp(t, "ShortLivedProgramOfTwo", "storm", FAR4, PORT + 1, 500, 100)
    t.stop()
    total, apps = t.check_sums(t.moved(NEAR_IF)), t.apps()
    expect(apps.get("ShortLivedProgr", 0) >= 0.99 * total, said(t, apps, total))
    expect("Exception" not in log(t), "the log has an exception")
    return said(t, apps, total)


@trial
def namespace_gone(t):
    """A container whose packets are forwarded ends, and its namespace with it, before netmon can ask about it."""
    start(t)
    inner = "gone" + t.near
    sh("ip", "netns", "add", inner)
    sh("ip", "-n", t.near, "link", "add", "c0", "type", "veth", "peer", "name", "c1", "netns", inner)
    for name, device, address in ((t.near, "c0", "10.76.0.1/24"), (inner, "c1", "10.76.0.2/24")):
        sh("ip", "-n", name, "addr", "add", address, "dev", device)
        sh("ip", "-n", name, "link", "set", device, "up")
    sh("ip", "-n", inner, "route", "add", "default", "via", "10.76.0.1")
    sh("ip", "-n", t.far, "route", "add", "10.76.0.0/24", "via", NEAR4)
    sh(*inside(t.near, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"))
    own = t.app("loader.py", "fetch", FAR4, PORT, 4 * MB, 4, wait=False)
    labapp(t, "Guest", "storm", FAR4, PORT + 1, 200, 1_000, namespace=inner)
    sh("ip", "netns", "del", inner)
    own.wait(live_trials.PATIENCE)
    t.stop()
    total, apps = t.check_sums(t.moved(NEAR_IF)), t.apps()
    expect(4 * MB <= apps.get("loader.py", 0) <= 4.4 * MB, said(t, apps, total))
    expect("Exception" not in log(t), "the log has an exception")
    return said(t, apps, total)


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(pid):
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB


if __name__ == "__main__":
    sys.exit(live_trials.main(TRIALS, __doc__))

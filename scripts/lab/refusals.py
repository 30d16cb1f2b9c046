#!/usr/bin/env python3
"""Trials of kernels that refuse eBPF: a seccomp filter answers calls of the service with an error, or a right is taken.

  refusals.py NETMON_SERVICE [TRIAL ...]     runs them, a line each; exit 1 where one is not as expected
  refusals.py --list

In each of them sock_diag reads the sockets, status and one line of the log say why, no exception is logged, nothing
stays in the kernel, and each byte is stored once: applications = counted interfaces = the kernel's counters. Needs
root, iproute2 and util-linux.
"""
import ctypes
import errno
import os
import pathlib
import platform
import struct
import sys

import bpf
import live_trials
from ebpf_trials import log, status
from live_trials import MB, PORT, expect
from wire import FAR4, NEAR_IF

BPF = bpf.NUMBERS.get(platform.machine())
FSOPEN = 430
MAP_CREATE, PROG_LOAD, PROG_TEST_RUN, BTF_LOAD, MAP_LOOKUP_BATCH, LINK_CREATE = 0, 5, 10, 18, 24, 28

# Name, what is refused as (system call, its first argument or none, error), what the log says, and a command in front.
ROWS = [
    ("no_bpf", [(BPF, None, "ENOSYS")], "built without bpf(2)"),
    ("no_right", [], "the right is missing", "setpriv", "--bounding-set", "-bpf,-sys_admin"),
    ("no_network_right", [], "add CAP_NET_ADMIN", "setpriv", "--bounding-set", "-net_admin,-sys_admin"),
    ("types_forbidden", [(BPF, BTF_LOAD, "EPERM")], "something forbids it"),
    ("maps_forbidden", [(BPF, MAP_CREATE, "EPERM")], "could not create a map (counts), error 1"),
    ("locked_memory", [(BPF, MAP_CREATE, "EPERM")], "LimitMEMLOCK=infinity",
     "prlimit", "--memlock=65536:65536", "setpriv", "--bounding-set", "-sys_resource"),
    ("unknown_command", [(BPF, BTF_LOAD, "EINVAL")], "Linux 5.10 has all of them"),
    ("unknown_map", [(BPF, MAP_CREATE, "EINVAL")], "Linux 5.10 has all of them"),
    ("newer_attributes", [(BPF, MAP_CREATE, "E2BIG")], "Linux 5.10 has all of them"),
    ("no_memory", [(BPF, MAP_CREATE, "ENOMEM")], "not enough memory"),
    ("verifier", [(BPF, PROG_LOAD, "EACCES")], "eBPF: could not load"),
    ("unknown_program", [(BPF, PROG_LOAD, "EINVAL")], "eBPF: could not load"),
    ("no_trial_run", [(BPF, PROG_TEST_RUN, "EINVAL")], "Linux 5.10 has all of them"),
    ("unread_map", [(BPF, MAP_LOOKUP_BATCH, "EINVAL")], "eBPF: could not read"),
    ("another_program", [(BPF, LINK_CREATE, "EPERM")], "permits no second one"),
    ("unknown_link", [(BPF, LINK_CREATE, "EINVAL")], "Linux 5.10 has all of them"),
    ("folder_of_cgroup1", [(BPF, LINK_CREATE, "EBADF")], "no cgroup2 hierarchy"),
    ("no_cgroup", [(FSOPEN, None, "EPERM")], "no cgroup2 hierarchy")]


def refused(t, rules, sentence, prefix):
    words = [f"{number}:{'' if first is None else first}:{error}" for number, first, error in rules]
    t.start(*prefix, sys.executable, str(pathlib.Path(__file__).resolve()), "--refuse", *words)
    source = status(t)
    t.app("loader.py", "fetch", FAR4, PORT, 4 * MB, 2)
    held = bpf.held(t.process.pid)
    t.stop()
    said = [line for line in log(t).splitlines() if "sockets are read by" in line]
    expect(source["sockets_by"] == "sock_diag", f"the source is {source['sockets_by']}: {said}")
    expect(len(said) == 1 and sentence in said[0] and sentence in source["better_ways"],
           f"not said: {sentence}, but {said}")
    expect("Exception" not in log(t) and "\tat " not in log(t), log(t))
    expect(not held, f"it holds {held}")
    return t.check_owner(t.check_sums(t.moved(NEAR_IF)), "loader.py", 0.99)


def trial(rules, sentence, *prefix):
    def run(t):
        return refused(t, rules, sentence, prefix)
    refusals = ", ".join(f"{error} of call {number}" for number, _, error in rules)
    run.__doc__ = f"{refusals or ' '.join(prefix)}: {sentence}"
    return run


def refuse(rules):
    """Installs the filter, which is kept through exec."""
    program = []
    for rule in rules:
        number, first, error = rule.split(":")
        program += [(0x20, 0, 0, 0), (0x15, 0, 3 if first else 1, int(number))]
        program += [(0x20, 0, 0, 16), (0x15, 0, 1, int(first))] if first else []
        program.append((0x06, 0, 0, 0x00050000 | getattr(errno, error)))
    program.append((0x06, 0, 0, 0x7FFF0000))
    kept = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in program))
    filter_of = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, filter_of, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--refuse"]:
        command = next(i for i, word in enumerate(sys.argv) if word.startswith("/") and i > 1)
        refuse(sys.argv[2:command])
        os.execv(sys.argv[command], sys.argv[command:])
    sys.exit(live_trials.main({name: trial(*row) for name, *row in ROWS}, __doc__))

"""The eBPF programs, maps and links that a process holds, and those that exist on the machine."""
import ctypes
import os
import pathlib
import platform
import struct
import time

NUMBERS = {"x86_64": 321, "aarch64": 280, "riscv64": 280, "ppc64le": 361}
NEXT_ID = {"prog_id": 11, "map_id": 12, "link_id": 31}      # commands of bpf(2)
PATIENCE = 10                                        # seconds; the kernel frees them soon after the last descriptor


def held(pid):
    """The numbers of a process's programs, maps and links, by kind: {("prog_id", 5), ...}."""
    found = set()
    for file in pathlib.Path(f"/proc/{pid}/fdinfo").iterdir():
        try:
            lines = file.read_text().splitlines()
        except OSError:
            continue                                 # closed meanwhile
        rows = dict(line.split(":", 1) for line in lines if ":" in line)
        kind = "link_id" if "link_id" in rows else "prog_id" if "prog_tag" in rows else "map_id"
        if kind in rows:
            found.add((kind, int(rows[kind])))
    return found


def existing():
    return {(kind, number) for kind, command in NEXT_ID.items() for number in numbers(command)}


def numbers(command):
    call = ctypes.CDLL(None, use_errno=True).syscall
    last = 0
    while True:
        attributes = ctypes.create_string_buffer(struct.pack("III", last, 0, 0))
        if call(NUMBERS[platform.machine()], command, attributes, 12) != 0:
            return
        last = struct.unpack_from("I", attributes, 4)[0]
        yield last


def left(ids):
    """Those that still exist after a while: none if the kernel freed them all."""
    end = time.monotonic() + PATIENCE
    while (rest := ids & existing()) and time.monotonic() < end:
        time.sleep(0.05)
    return rest

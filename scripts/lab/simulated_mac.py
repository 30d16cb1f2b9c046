"""Simulates a Mac with sockets and interfaces, and records it as netstat and ntstat of each release report it.

It knows nothing of netmon. What the numbers mean was read in Apple's published sources; nobody compared it with a Mac.
"""
import os
import random
import socket
import struct

MSS, DATAGRAM = 1448, 1350
START = 1780000000000
VERSIONS = {"8796": "13.6", "10063": "14.5", "11417": "15.5", "12377": "26.1", "27": "26.1"}
TCP, TCP_FLOW, UDP, UDP_FLOW, QUIC = 2, 3, 4, 5, 8
EN0 = dict(name="en0", link=4, mac="a8:66:7f:00:00:01", address="192.168.1.10")


class Flow:
    """One socket. `rx`, `tx`: payload a second, or functions of the tick.

    Lists hold what it received and sent: payload, segments with payload (`full`), all segments, bytes on the wire."""
    serial = 0

    def __init__(self, app, rx=0, tx=0, provider=TCP, six=False, link="en0", first=0, last=999, by=None, unsent=0,
                 remote=None, local=None, lport=None, rport=443, segment=0, fltrs=0, responsible=False):
        Flow.serial += 1
        self.n, self.app, self.provider, self.six, self.link = Flow.serial, app, provider, six, link
        self.rates, self.first, self.last, self.by, self.unsent = (rx, tx), first, last, by, unsent
        self.udp, self.kernel = provider in (UDP, UDP_FLOW, QUIC), provider in (TCP, UDP)
        self.segment = segment or (DATAGRAM if self.udp else MSS)
        self.header = (62 if six else 42) if self.udp else (86 if six else 66)
        self.local = local or ("2601:647::10" if six else "192.168.1.10")
        self.remote = remote or ("2607:f8b0::200e" if six else "142.250.1.1")
        self.lport, self.rport, self.fltrs = lport or 50000 + self.n, rport, fltrs
        self.responsible = responsible                  # another process is responsible: epid is 0 from 14.4 on
        # What it moved before the recording begins.
        self.payload = [random.randrange(1, 9) * 1000000, random.randrange(1, 9) * 100000] if first == 0 else [0, 0]
        self.full = [-(-each // self.segment) for each in self.payload]
        self.segments = [self.full[i] + (0 if self.udp else (self.full[1 - i] + 1) // 2) for i in (0, 1)]
        self.wire = [self.payload[i] + self.header * self.segments[i] for i in (0, 1)]

    def alive(self, tick):
        return self.first <= tick <= self.last

    def move(self, tick, share):
        """Moves a share of this tick's bytes; -> the bytes on the wire."""
        moved = []
        for way, rate in enumerate(self.rates):
            size = int((rate(tick) if callable(rate) else rate) * share)
            full = -(-size // self.segment)
            acks = 0 if self.udp else (full + 1) // 2
            self.payload[way] += size
            moved.append((size, full, acks))
        step = []
        for way in (0, 1):
            size, full, _ = moved[way]
            segments = full + moved[1 - way][2]
            self.full[way] += full
            self.segments[way] += segments
            step.append(size + self.header * segments)
            self.wire[way] += step[way]
        return step


class Mac:
    """A machine: its applications, interfaces and flows."""

    def __init__(self, flows, apps, seconds=12, interfaces=(EN0,), skew=(0, 0), foreign=(0, 0),
                 torn=(), missing=(), frozen=(), frozen_out=False, reset=None, renumbers=True, addresses=True,
                 unseen=()):
        self.__dict__.update({name: value for name, value in locals().items() if name != "self"})
        self.interfaces = [dict(each) for each in interfaces]

    def run(self, folder, write):
        """Writes a recording. -> {application: (received, sent)}, [counted received, sent]"""
        at = {each["name"]: [7000000000, 900000000] for each in self.interfaces}
        shown = {name: list(value) for name, value in at.items()}
        at["lo0"], shown["lo0"] = [0, 0], [0, 0]
        self.started = {each["name"]: list(at[each["name"]]) for each in self.interfaces}
        truth, sum_of, ahead = {}, [0, 0], 0
        for tick in range(self.seconds + 1):
            if self.reset == tick:
                at["en0"] = [0, 0]
                self.renumber("en0")
            if tick:
                self.step(tick, 1 - ahead, at, truth, sum_of)
            for name, value in at.items():
                stands = name == "en0" and tick in self.frozen
                kept = shown[name] if stands else value
                shown[name] = [kept[0], kept[1] if self.frozen_out else value[1]]
            counted = {name: list(value) for name, value in shown.items()}
            ahead = random.uniform(*self.skew) if tick < self.seconds else 0
            self.step(tick + 1, ahead, at, truth, sum_of)
            if tick not in self.missing:
                d = os.path.join(folder, "%04d" % (tick + 1))
                put(d + "/at", START + 1000 * tick)
                put(d + "/netstat -ibn", ibn(self.interfaces, counted))
                put(d + "/processes.tsv", "".join("%d\t%d\t%s\n" % (pid, START - 100000, path)
                                                  for name, (pid, path) in self.apps.items()
                                                  if name not in self.unseen))
                if self.addresses:
                    put(d + "/addresses.tsv", "".join("%s\t%s\n" % (i["name"], a) for i in self.interfaces
                                                      for a in i["address"].split(",")))
                write(self, d, tick, [each for each in self.flows if each.alive(tick)])
        put(os.path.join(folder, "platform"), "macos")
        return truth, sum_of

    def renumber(self, name):
        for each in self.interfaces if self.renumbers else ():
            each["link"] += 20 * (each["name"] == name)

    def process(self, flow):
        """The pid and file name of the process that holds a socket, and the pid of the one that it works for, or 0."""
        pid, path = self.apps[flow.by or flow.app]
        return pid, os.path.basename(path), self.apps[flow.app][0] if flow.by else 0

    def step(self, tick, share, at, truth, sum_of):
        for each in self.flows:
            if each.alive(tick) or each.last + 1 == tick:
                wire = each.move(tick, share * (0.5 if each.last + 1 == tick or each.first == tick else 1))
                carry(at, truth, sum_of, each, wire)
        way = [int(each * share) for each in self.foreign]
        at["en0"] = [a + b for a, b in zip(at["en0"], way)]
        add(truth, "Unattributed", way)
        sum_of[:] = [a + b for a, b in zip(sum_of, way)]


def carry(at, truth, sum_of, flow, wire):
    if flow.link not in at:
        return
    at[flow.link] = [a + b for a, b in zip(at[flow.link], wire)]
    if flow.link.startswith("en"):
        add(truth, flow.app, wire)
        sum_of[:] = [a + b for a, b in zip(sum_of, wire)]


def add(truth, app, way):
    truth[app] = tuple(a + b for a, b in zip(truth.get(app, (0, 0)), way))


def put(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else str(data).encode())


def ibn(interfaces, at):
    head = "Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll\n"
    rows = [("lo0", 1, "")] + [(each["name"], each["link"], each["mac"]) for each in interfaces]
    return head + "".join("%-10.10s %-5d %-11.11s   %-17.17s %8d %5d %10d %8d %5d %10d %5d\n" % (
        name, 1500, "<Link#%d>" % link, mac, at[name][0] // 900, 0, at[name][0], at[name][1] // 900, 0, at[name][1], 0)
        for name, link, mac in rows)


# What rxbytes and txbytes of netstat mean: up to macOS 14 IP's bytes, sent ones with all packets; from 15 on a socket
# of the kernel shows twice what it received with one header a segment, and what was written, sent or not.
def counted(version, flow):
    rx, tx = flow.payload
    si, so = flow.segments
    if version >= 15:
        twice = 2 * rx + ((28 if flow.six else 16) if flow.udp else flow.header - 14) * si
        return (twice, tx + flow.unsent) if flow.kernel else (rx, tx)
    return rx + (flow.header - 14) * flow.full[0], tx + (flow.header - 14) * so


def endpoint(address, port):
    return "%s.%s" % (address or "*", port or "*")


def row(version, flow, pid, name, epid):
    rx, tx = counted(version, flow)
    proto = ("udp" if flow.udp else "tcp") + ("6" if flow.six else "4")
    state = "" if flow.udp else "ESTABLISHED"
    line = "%-3.3s%-2.2s %6u %6u  %-45.45s %-45.45s %-11s" % (
        proto[:3], proto[3:], 0, flow.unsent if version >= 15 else 0, endpoint(flow.local, flow.lport),
        endpoint(flow.remote, flow.rport), state)
    if version >= 15.2:
        times = 2 if flow.kernel else 1
        line += " %12u/%-9u %12u/%-9u %7u %7u" % (rx, times * flow.segments[0], tx, flow.segments[1], 131072, 131072)
    else:
        line += " %10u %10u %7u %7u" % (rx, tx, 131072, 131072)
    if version >= 26:
        line += " %16s:%-6u %16s:%-6s" % (name[:16], pid, "", epid or "")
    else:
        line += " %6u %6u" % (pid, epid)
    if version < 13:
        return line + " 0x%04x 0x%08x\n" % (0x102, 8)
    number = 0x23c0000 + flow.n if flow.kernel else 0
    return line + " %05x %08x %016x %08x %08x %6d %6d %06x\n" % (0x102, 8, number, 0x81, 0x4000900, 2, 0, flow.fltrs)


def head(version):
    text = "Active Internet connections (including servers)\n%-5.5s %-6.6s %-6.6s  %-45.45s %-45.45s %-11.11s" % (
        "Proto", "Recv-Q", "Send-Q", "Local Address", "Foreign Address", "(state)")
    if version >= 15.2:
        text += " %12.12s/%-9.9s %12.12s/%-9.9s %7.7s %7.7s" % ("rxbytes", "packets", "txbytes", "packets", "rhiwat",
                                                              "shiwat")
    else:
        text += " %10.10s %10.10s %7.7s %7.7s" % ("rxbytes", "txbytes", "rhiwat", "shiwat")
    named = " %16s:%-6s %16s:%-6s" % ("process", "pid", "eprocess", "epid")
    text += named if version >= 26 else " %6s %6s" % ("pid", "epid")
    if version < 13:
        return text + " %5.5s %10.10s\n" % ("state", "options")
    return text + " %5s %8s %16s %8s %8s %6s %6s %5s\n" % ("state", "options", "gencnt", "flags", "flags1", "usecnt",
                                                         "rtncnt", "fltrs")


def netstat(version):
    """Writes a tick as netstat of this release prints it, under the command line that the release understands."""
    def write(mac, folder, tick, flows):
        put(os.path.join(os.path.dirname(folder), "version"), version)
        for protocol, udp in (("tcp", False), ("udp", True)):
            text = head(version)
            for each in flows:
                if each.udp == udp and each.provider != QUIC:
                    text += row(version, each, *mac.process(each))
            if tick in mac.torn and protocol == "tcp":
                text = text[:len(text) - len(text) // 3]
            for letters in ("anvvbl", "anvbl") if version < 15.2 else ("anvvbl",):
                put(folder + "/netstat -%s -p %s" % (letters, protocol), text)
    return write


LENGTHS = {"8796": (336, 272), "10063": (344, 280), "11417": (344, 280), "12377": (344, 280), "27": (360, 280)}


def sockaddr(address, port):
    if not address:
        return bytes(28)
    if ":" in address:
        return struct.pack(">BBHI", 28, 30, port, 0) + socket.inet_pton(socket.AF_INET6, address) + bytes(4)
    return struct.pack(">BBH", 16, 2, port) + socket.inet_aton(address) + bytes(20)


def message(kind, body, flags=0, context=0):
    return struct.pack("<QIHH", context, kind, 16 + len(body), flags) + body


def update(layout, flow, pid, name, epid, index, flags=0):
    tcp = flow.provider in (TCP, TCP_FLOW, QUIC)
    rx, tx = flow.payload
    packets = list(flow.segments)
    kinds = [0] * 6
    if flow.kernel:                 # of a socket the kernel counts packets with payload, joined and not yet divided
        joined = 1 if flow.udp or flow.segment < MSS else 4
        packets = [-(-each // joined) for each in flow.full]
        kinds[2:4] = [rx, tx]
    else:                           # of a flow it counts whole packets, from IP's header on
        kinds[2:4] = [flow.wire[i] - 14 * flow.segments[i] for i in (0, 1)]
    counts = struct.pack("<4Q", packets[0], rx, packets[1], tx) + struct.pack("<6Q", *kinds) + bytes(32)
    d = bytearray(LENGTHS[layout][0 if tcp else 1])
    epid = 0 if flow.responsible and layout not in ("8796",) else epid or pid
    struct.pack_into("<QQ", d, 0, 70000 + pid, 70000 + epid if epid else 0)
    index = index if any(flow.payload) else 0
    if tcp:
        struct.pack_into("<II", d, 72, index, 4)
        struct.pack_into("<II", d, 116, pid, epid)
        d[124:180] = sockaddr(flow.local, flow.lport) + sockaddr(flow.remote, flow.rport)
        d[196:196 + 32] = name.encode()[:32].ljust(32, b"\0")
    else:
        d[56:112] = sockaddr(flow.local, flow.lport) + sockaddr(flow.remote, flow.rport)
        struct.pack_into("<I", d, 112, index)
        struct.pack_into("<I", d, 128, pid)
        d[132:132 + 32] = name.encode()[:32].ljust(32, b"\0")
        struct.pack_into("<I", d, 196, epid)
    source = struct.pack("<QQ", flow.n, 0) + counts + struct.pack("<II", flow.provider, 0)
    return message(10006, source + bytes(d), flags)


def ntstat(layout):
    """Writes a tick as the kernel control answers: goodbyes of what closed, then all sources, then SUCCESS."""
    def write(mac, folder, tick, flows):
        put(os.path.join(os.path.dirname(folder), "version"), VERSIONS[layout])
        links = {each["name"]: each["link"] for each in mac.interfaces}
        links["lo0"] = 1

        def told(each, flags=0):
            return update(layout, each, *mac.process(each), links[each.link], flags)

        data = b"".join(message(0, b"", context=i) for i in (1, 2, 3, 4, 5)) if tick == 0 else b""
        for each in mac.flows:
            since = max([t for t in range(tick) if t not in mac.missing], default=-1)
            if since <= each.last < tick and each.first <= tick:
                data += told(each, 4) + message(10002, struct.pack("<Q", each.n))
        data += b"".join(told(each) for each in flows) + message(0, b"", context=1001 + tick)
        put(folder + "/ntstat", data[:len(data) - 700] if tick in mac.torn else data)
    return write

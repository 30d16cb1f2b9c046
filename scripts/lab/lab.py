#!/usr/bin/env python3
"""lab.py - an accuracy lab for per-application network accounting.

Two network namespaces joined by a veth pair: 'near' holds the applications and the monitor,
'far' holds the servers. Every application counts its own payload bytes (labapp.c), and a frame
counter in 'far' counts what each application put on the wire, so there are two truths:

  payload  bytes the application read and wrote on sockets that leave the machine
  wire     frame bytes (Ethernet header included) of the application's packets on the interface;
           these add up to the interface counters

Usage (as root):
  lab.py list
  lab.py run [--scenarios a,b,rest] [--out DIR] [--seconds 20] [--rate 200]
             [--monitor CMD --collect CMD [--name NAME]]...  [--app-user U] [--monitor-user U]
  lab.py score DIR                  scores again from the files in DIR

A monitor command is started in 'near' before the load and gets SIGTERM after it; then its collect
command must print JSON {"App": {"in": bytes, "out": bytes}, ...}. Both run through `sh -c` with
LAB_DIR (a directory of the monitor's own, which is its HOME too), LAB_IFACE, LAB_COUNT (the interface to count, where the monitor would not
find out by itself), LAB_SCENARIO and LAB_NS in the environment.
Names are compared by the last path component. Names in UNATTRIBUTED and names that begin with '_'
count as unattributed; every other name that is not a lab application counts as misattribution.

  error = sum over applications of |estimate - truth|, divided by the sum of truth (in + out)

A scenario maps each far port to the application that talks to it; where several share one, the frames of the port are
divided among them by their payload, since their kind of traffic is the same.

Beside the error it says whether the monitor's sum, what it calls unattributed included, is the interface's own difference.

Needs: iproute2, gcc (first run). The namespaces are removed at the end, also after a failure.
"""
import argparse
import fcntl
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
RUN = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / f"netmon-lab-{os.getuid()}"     # what is built, and what comes out
TAG = "%x" % (os.getpid() & 0xffff)                 # several labs may run beside each other
NEAR, FAR, INNER = f"near-{TAG}", f"far-{TAG}", f"inner-{TAG}"
NEAR_IF, FAR_IF, BRIDGE = "lab0", "lab1", "labbr0"
NEAR4, FAR4, NEAR6, FAR6 = "10.99.0.1", "10.99.0.2", "fd99::1", "fd99::2"
MB = 1_000_000
REST_BEGINS = 5                                      # seconds until all is open and a monitor knows it
UNATTRIBUTED = {"unknown", "unattributed", "other", "others", "unknown tcp", "unknown udp", "unidentified",
                "unknown TCP".lower(), "system/unknown", "(unknown)", "kernel"}
PORT_OF = {}                                         # far port -> application, filled while a scenario is made


# ---------------------------------------------------------------- scenarios

class App:
    """One application: its name, and its command lines as labapp arguments."""
    def __init__(self, name, *specs, side="near", mode="client"):
        self.name, self.specs, self.side, self.mode = name, list(specs), side, mode


def flow(kind, port, rate=0, dur=20, v6=False, host=None, **more):
    host = host or (FAR6 if v6 else FAR4)
    spec = f"k={kind},host={host},port={port},rate={int(rate)},dur={dur}"
    return spec + "".join(f",{k}={v}" for k, v in more.items())


def mbit(n):
    return n * MB / 8


def scenario_a(s):
    """one fat download; one app with 50 idle connections"""
    return [App("Alpha", flow("dl", 5001, 0, s)),
            App("Bravo", flow("idle", 5002, 0, s, n=50))], {5001: "Alpha", 5002: "Bravo"}


def scenario_b(s):
    """six apps, up and down, TCP over IPv4 and IPv6"""
    return [App("Alpha", flow("dl", 5001, mbit(40), s)),
            App("Bravo", flow("dl", 5002, mbit(20), s, v6=True)),
            App("Charlie", flow("ul", 5003, mbit(30), s)),
            App("Delta", flow("ul", 5004, mbit(10), s, v6=True)),
            App("Echo", flow("dl", 5005, mbit(1.25), s, n=4)),
            App("Foxtrot", flow("ul", 5006, mbit(2), s, v6=True), flow("dl", 5006, mbit(8), s, v6=True)),
            ], {5001: "Alpha", 5002: "Bravo", 5003: "Charlie", 5004: "Delta", 5005: "Echo", 5006: "Foxtrot"}


def scenario_c(s):
    """UDP: a QUIC-like download at 40 Mbit/s and an unconnected upload, beside TCP apps"""
    return [App("Quic", flow("udpdl", 5001, mbit(40), s)),
            App("Uplink", flow("udpul", 5002, mbit(5), s, v6=True)),
            App("Alpha", flow("dl", 5003, mbit(20), s)),
            App("Bravo", flow("ul", 5004, mbit(10), s))], {5001: "Quic", 5002: "Uplink", 5003: "Alpha", 5004: "Bravo"}


def scenario_d(s):
    """ten short processes a second (200 KB in about 80 ms each), beside a steady app"""
    return [App("Short", flow("dl", 5001, 2.5 * MB, 0, bytes=200_000), mode="spawn10"),
            App("Steady", flow("dl", 5002, mbit(20), s))], {5001: "Short", 5002: "Steady"}


def scenario_e(s):
    """one process that opens 100 connections a second (20 KB in about 10 ms each)"""
    return [App("Churn", flow("churn", 5001, 2 * MB, s, bytes=20_000, cps=100)),
            App("Steady", flow("dl", 5002, mbit(5), s))], {5001: "Churn", 5002: "Steady"}


def scenario_f(s):
    """one process with 2000 connections that carry 500 B/s each, beside a steady app"""
    return [App("Many", flow("dl", 5001, 500, s, n=2000)),
            App("Steady", flow("dl", 5002, mbit(20), s))], {5001: "Many", 5002: "Steady"}


def scenario_g(s):
    """a server with four forked workers on a shared listening socket, clients in far"""
    near = dict(host=NEAR4)
    return [App("Server", "ports=5050", "workers=4", "udp=0", mode="server"),
            App("Alpha", flow("dl", 5001, mbit(10), s)),
            App("visitor", flow("dl", 5050, mbit(5), s, n=8, delay=0.5, **near),
                flow("ul", 5050, mbit(10), s, n=1, delay=0.5, **near),
                flow("churn", 5050, 2 * MB, s, bytes=20_000, cps=20, delay=0.5, **near),
                flow("dl", 5050, mbit(2), s, n=2, delay=0.5, host=NEAR6), side="far")], \
        {5001: "Alpha", 5050: "Server"}


def scenario_h(s):
    """500 MB over loopback inside near, which must not be counted, beside one real download"""
    return [App("Loopsrv", "ports=5060", "udp=0", mode="server"),
            App("Loopcli", flow("dl", 5060, 25 * MB, s, host="127.0.0.1", bytes=500 * MB)),
            App("Alpha", flow("dl", 5001, mbit(20), s))], {5001: "Alpha"}


def scenario_i(s):
    """bursts: connect, 20 MB within a second, exit at once; one down, one up; beside a steady app"""
    return [App("BurstDown", flow("dl", 5001, 20 * MB, 0, bytes=20 * MB, delay=s * 0.4 + 0.3)),
            App("BurstUp", flow("ul", 5002, 20 * MB, 0, bytes=20 * MB, delay=s * 0.7 + 0.6)),
            App("Steady", flow("dl", 5003, mbit(4), s))], {5001: "BurstDown", 5002: "BurstUp", 5003: "Steady"}


def scenario_s(s):
    """three apps with long-lived connections to one far address and port"""
    return [App("Alpha", flow("dl", 5001, mbit(20), s)), App("Bravo", flow("dl", 5001, mbit(5), s, n=3)),
            App("Charlie", flow("dl", 5001, mbit(8), s))], {5001: ["Alpha", "Bravo", "Charlie"]}


def scenario_t(s):
    """two apps that each open 20 short connections a second to one far address and port, beside a steady app"""
    return [App("Alpha", flow("churn", 5001, 2 * MB, s, bytes=20_000, cps=20)),
            App("Bravo", flow("churn", 5001, 2 * MB, s, bytes=20_000, cps=20)),
            App("Steady", flow("dl", 5002, mbit(5), s))], {5001: ["Alpha", "Bravo"], 5002: "Steady"}


def scenario_n(s):
    """a container behind NAT downloads through near (no socket there), beside an app and idle connections"""
    return [App("Container", flow("dl", 5008, mbit(40), s), side="inner"),
            App("Alpha", flow("dl", 5001, mbit(10), s)),
            App("Bravo", flow("idle", 5002, 0, s, n=50))], {5001: "Alpha", 5002: "Bravo"}


def scenario_v(s):
    """a VPN: an app talks through a tunnel whose own socket carries the bytes, beside an app outside it"""
    return [App("Tunnel", "10.99.0.2", "5010", "tun0", "10.98.0.1", mode="tunnel"),
            App("Inside", flow("dl", 5001, mbit(10), s, host="10.98.0.2", delay=0.5)),
            App("Alpha", flow("dl", 5002, mbit(10), s))], {5010: "Tunnel", 5002: "Alpha"}


def scenario_rest(s):
    """nothing moves: 300 idle processes and 200 idle connections (for CPU and memory)"""
    return [App("Idler", flow("idle", 5001, 0, s, n=200)), App("Sleeper", mode="sleep300")], {5001: "Idler"}


def scenario_rest2k(s):
    """nothing moves: 300 idle processes and 2000 idle connections (for CPU and memory)"""
    return [App("Idler", flow("idle", 5001, 0, s, n=2000)), App("Sleeper", mode="sleep300")], {5001: "Idler"}


SCENARIOS = {k[len("scenario_"):]: f for k, f in list(globals().items()) if k.startswith("scenario_")}


# ---------------------------------------------------------------- namespaces

def sh(*args, check=True):
    return subprocess.run([str(a) for a in args], check=check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def offloads_off(iface):
    """Turns segmentation and receive offload off, so that frames have the size of real ones."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for command in (0x1f, 0x22, 0x24, 0x2c):     # STSO, SUFO, SGSO, SGRO
            buf = bytearray(struct.pack("II", command, 0))
            import array
            value = array.array("B", buf)
            ifreq = struct.pack("16sP16x", iface.encode(), value.buffer_info()[0])
            try:
                fcntl.ioctl(s, 0x8946, ifreq)        # SIOCETHTOOL
            except OSError:
                pass


def make_net(rate_mbit, offloads=False, bridged=False):
    sh("ip", "netns", "add", NEAR)
    sh("ip", "netns", "add", FAR)
    a, b = f"va{TAG}", f"vb{TAG}"
    sh("ip", "link", "add", a, "type", "veth", "peer", "name", b)
    if not offloads:
        offloads_off(a)
        offloads_off(b)
    for ns, old, new, v4, v6 in ((NEAR, a, NEAR_IF, NEAR4, NEAR6), (FAR, b, FAR_IF, FAR4, FAR6)):
        sh("ip", "link", "set", old, "netns", ns)
        sh("ip", "-n", ns, "link", "set", old, "name", new)
        silence(ns, new)
        sh("ip", "-n", ns, "link", "set", "lo", "up")
        sh("ip", "-n", ns, "link", "set", new, "up")
        has_address = put_into_bridge(new) if bridged and ns == NEAR else new
        sh("ip", "-n", ns, "addr", "add", v4 + "/24", "dev", has_address)
        sh("ip", "-n", ns, "addr", "add", v6 + "/64", "dev", has_address, "nodad")
        sh("ip", "netns", "exec", ns, "sh", "-c", "echo 16384 > /proc/sys/net/core/somaxconn; "
           "echo '10000 65000' > /proc/sys/net/ipv4/ip_local_port_range", check=False)
        if rate_mbit:
            sh("tc", "-n", ns, "qdisc", "add", "dev", new, "root", "tbf", "rate", f"{rate_mbit}mbit", "burst", "128k", "latency", "40ms")
    befriend(BRIDGE if bridged else NEAR_IF)


def put_into_bridge(iface):
    sh("ip", "-n", NEAR, "link", "add", BRIDGE, "type", "bridge", "mcast_snooping", "0")
    silence(NEAR, BRIDGE)
    sh("ip", "-n", NEAR, "link", "set", iface, "master", BRIDGE)
    sh("ip", "-n", NEAR, "link", "set", BRIDGE, "up")
    return BRIDGE


def silence(ns, iface):
    """The kernel is to say as little as it can by itself: no routers asked for, no addresses tried out or made up."""
    settings = {"router_solicitations": 0, "accept_dad": 0, "dad_transmits": 0, "addr_gen_mode": 1,
                "mldv1_unsolicited_report_interval": 10, "mldv2_unsolicited_report_interval": 10}
    sh("ip", "netns", "exec", ns, "sh", "-c",
       "; ".join(f"echo {value} > /proc/sys/net/ipv6/conf/{iface}/{key}" for key, value in settings.items()), check=False)


def befriend(near_iface):
    """Neighbours for good, so that nobody ever asks for a hardware address."""
    for ns, there, iface, addresses in ((NEAR, FAR, near_iface, (FAR4, FAR6)), (FAR, NEAR, FAR_IF, (NEAR4, NEAR6))):
        other = FAR_IF if iface == near_iface else near_iface
        mac = json.loads(sh("ip", "-n", there, "-j", "link", "show", "dev", other))[0]["address"]
        for address in addresses:
            sh("ip", "-n", ns, "neigh", "replace", address, "lladdr", mac, "nud", "permanent", "dev", iface)


def await_quiet():
    """What the kernel says when an interface comes up must be over before the first reading."""
    end, last = time.monotonic() + 15, counters()
    while time.monotonic() < end:
        time.sleep(1)
        now = counters()
        if now == last:
            return
        last = now


def make_inner():
    """A container: a namespace behind a bridge of near, as Docker makes it, routed towards far."""
    sh("ip", "netns", "add", INNER)
    a, b = f"vc{TAG}", f"vd{TAG}"
    sh("ip", "link", "add", a, "netns", NEAR, "type", "veth", "peer", "name", b, "netns", INNER)
    sh("ip", "-n", NEAR, "link", "add", "br0", "type", "bridge")
    sh("ip", "-n", NEAR, "link", "set", a, "master", "br0", "up")
    sh("ip", "-n", NEAR, "addr", "add", "10.97.0.1/24", "dev", "br0")
    sh("ip", "-n", NEAR, "link", "set", "br0", "up")
    sh("ip", "-n", INNER, "addr", "add", "10.97.0.2/24", "dev", b)
    sh("ip", "-n", INNER, "link", "set", b, "up")
    sh("ip", "-n", INNER, "route", "add", "default", "via", "10.97.0.1")
    sh("ip", "netns", "exec", NEAR, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")
    sh("ip", "-n", FAR, "route", "add", "10.97.0.0/24", "via", NEAR4)      # no masquerading needed: far knows the way


def drop_net():
    for ns in (NEAR, FAR, INNER):
        sh("ip", "netns", "del", ns, check=False)


def counters():
    text = sh("ip", "netns", "exec", NEAR, "cat", "/proc/net/dev")
    for line in text.splitlines():
        if line.strip().startswith(NEAR_IF + ":"):
            f = line.split(":")[1].split()
            return {"in": int(f[0]), "out": int(f[8]), "packets_in": int(f[1]), "packets_out": int(f[9])}
    raise RuntimeError("no interface counters")


def inside(ns, user=None):
    cmd = ["ip", "netns", "exec", ns]
    if not user:
        return cmd
    who = pwd.getpwnam(user)
    return cmd + ["setpriv", "--reuid", str(who.pw_uid), "--regid", str(who.pw_gid), "--clear-groups"]


# ---------------------------------------------------------------- cost of a monitor

def stat(pid):
    with open(f"/proc/{pid}/stat") as f:
        text = f.read()
    f = text[text.rindex(")") + 2:].split()
    return int(f[1]), sum(map(int, f[11:15])), int(f[21]) * os.sysconf("SC_PAGE_SIZE")     # ppid, cpu ticks (with reaped children), rss


def tree_cost(root):
    """CPU seconds and resident bytes of a process and its living descendants."""
    info = {}
    for p in os.listdir("/proc"):
        if p.isdigit():
            try:
                info[int(p)] = stat(p)
            except (OSError, ValueError):
                pass
    wanted, grew = {root}, True
    while grew:
        more = {p for p, i in info.items() if i[0] in wanted} - wanted
        wanted |= more
        grew = bool(more)
    own = [info[p] for p in wanted if p in info]
    return sum(i[1] for i in own) / os.sysconf("SC_CLK_TCK"), sum(i[2] for i in own)


class Monitor:
    def __init__(self, name, command, collect, directory, scenario, user, bridged):
        self.name, self.collect, self.dir = name, collect, directory
        directory.mkdir(parents=True, exist_ok=True)
        if user:
            shutil.chown(directory, user)
        self.env = dict(os.environ, HOME=str(directory), LAB_DIR=str(directory), LAB_COUNT=NEAR_IF if bridged else "", LAB_IFACE=NEAR_IF, LAB_SCENARIO=scenario, LAB_NS=NEAR)
        self.log = open(directory / "monitor.log", "w")
        self.process = subprocess.Popen(inside(NEAR, user) + ["sh", "-c", "exec " + command], env=self.env, cwd=directory,
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        self.marks, self.usage, self.peak = [], None, 0

    def mark(self):
        cpu, rss = tree_cost(self.process.pid)
        self.peak = max(self.peak, rss)
        self.marks.append((time.monotonic(), cpu, rss))

    def stop(self):
        alive = self.process.poll() is None
        if alive:
            self.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            pid, status, usage = os.wait4(self.process.pid, os.WNOHANG) if alive else (1, 0, None)
            if pid:
                self.usage = usage
                break
            time.sleep(0.05)
        else:
            os.killpg(self.process.pid, signal.SIGKILL)
            os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        self.log.close()
        return alive

    def result(self):
        out = subprocess.run(["sh", "-c", self.collect], env=self.env, cwd=self.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
        try:
            estimate = json.loads(out.stdout)
        except ValueError:
            return {"_failed": (out.stderr or out.stdout)[-500:]}
        return estimate

    def cost(self):
        if len(self.marks) < 2:
            return {}
        (t0, c0, _), (t1, c1, rss) = self.marks[0], self.marks[-1]
        return {"cpu_percent": round(100 * (c1 - c0) / (t1 - t0), 2), "rss_mb": round(rss / MB, 1), "peak_mb": round(self.peak / MB, 1)}


# ---------------------------------------------------------------- scoring

def fold(estimate):
    """An estimate by last path component; unattributed bytes apart."""
    apps, rest = {}, {"in": 0, "out": 0}
    for name, v in estimate.items():
        if not isinstance(v, dict):
            continue
        short = str(name).rstrip("/").split("/")[-1].strip()
        to = rest if short.startswith("_") or short.lower() in UNATTRIBUTED else apps.setdefault(short, {"in": 0, "out": 0})
        to["in"] += v.get("in", 0)
        to["out"] += v.get("out", 0)
    return apps, rest


def error(apps, truth):
    total = sum(t["in"] + t["out"] for t in truth.values())
    zero = {"in": 0, "out": 0}
    names = set(apps) | set(truth)
    diff = {d: sum(abs(apps.get(n, zero)[d] - truth.get(n, zero)[d]) for n in names) for d in ("in", "out")}
    both = sum(abs(sum(apps.get(n, zero).values()) - truth.get(n, zero)["in"] - truth.get(n, zero)["out"]) for n in names)
    each = {d: sum(t[d] for t in truth.values()) for d in ("in", "out")}
    return {"total": round(both / total, 4) if total else None,
            # a direction that carries less than 1 % of the bytes has no meaningful error of its own
            **{d: round(diff[d] / each[d], 4) if total and each[d] >= total / 100 else None for d in ("in", "out")}}


def score(estimate, truth):
    if "_failed" in estimate:
        return {"failed": estimate["_failed"]}
    apps, rest = fold(estimate)
    return {"payload": error(apps, truth["payload"]), "wire": error(apps, truth["wire"]), "unattributed": rest}


# ---------------------------------------------------------------- one scenario

def run_scenario(name, args, out):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    os.chmod(out, 0o777)
    apps, ports = SCENARIOS[name](args.seconds)
    bin_dir = RUN / "apps"
    truth_file = out / "truth.jsonl"
    truth_file.touch()
    truth_file.chmod(0o666)
    near, far, monitors = [], [], []
    drop_net()
    try:
        make_net(args.rate, args.offloads, args.bridged)
        if any(app.side == "inner" for app in apps):
            make_inner()
        env = dict(os.environ, LAB_TRUTH=str(truth_file))
        for app in apps:
            if not (bin_dir / app.name).exists():
                shutil.copy2(RUN / "labapp", bin_dir / app.name)

        def start(app, *argv, ns=NEAR, quiet=False, privileged=False):
            return subprocess.Popen(inside(ns, None if privileged else args.app_user) + [str(bin_dir / app.name), *argv], env=os.environ if quiet else env,
                                    stdin=subprocess.DEVNULL)

        far.append(subprocess.Popen(inside(FAR) + [str(RUN / "labapp"), "server", "ports=5001-5009"]))
        wire = subprocess.Popen(inside(FAR) + [str(RUN / "labapp"), "wire", FAR_IF], stdout=subprocess.PIPE, text=True)
        time.sleep(0.3)
        # a server and idle processes are there before the monitor is, as in life
        for app in apps:
            if app.mode == "server":
                near.append(start(app, "server", *app.specs))
            elif app.mode == "tunnel":
                far.append(subprocess.Popen(inside(FAR) + [str(bin_dir / app.name), "tunnel", "0.0.0.0", app.specs[1], app.specs[2], "10.98.0.2"]))
                near.append(start(app, "tunnel", *app.specs, privileged=True))
            elif app.mode.startswith("sleep"):
                far += [start(app, "sleep", str(args.seconds + 60), quiet=True) for _ in range(int(app.mode[5:]))]
        await_quiet()
        first = counters()
        for i, (mname, command, collect) in enumerate(args.monitors):
            monitors.append(Monitor(mname, command, collect, out / mname, name, args.monitor_user, args.bridged))
        time.sleep(args.settle)
        before, t0 = counters(), time.time()
        for m in monitors:
            m.mark()
        clients, spawners = [], []
        for app in apps:
            if app.mode == "client":
                ns = {"near": NEAR, "far": FAR, "inner": INNER}[app.side]
                clients.append(start(app, "client", *app.specs, ns=ns, quiet=app.side != "near"))
            elif app.mode.startswith("spawn"):
                def spawn(app=app, per_second=int(app.mode[5:])):
                    begun, children = time.monotonic(), []
                    for i in range(int(args.seconds * per_second)):
                        time.sleep(max(0, begun + i / per_second - time.monotonic()))
                        children.append(start(app, "client", *app.specs))
                        children = [c for c in children if c.poll() is None]
                    for c in children:
                        c.wait(10)
                t = threading.Thread(target=spawn)
                t.start()
                spawners.append(t)
        if name.startswith("rest"):
            time.sleep(REST_BEGINS)                  # what it costs at rest, not what it costs to get there
            for m in monitors:
                m.marks.clear()
                m.mark()
        end = time.monotonic() + args.seconds + 25
        last = time.monotonic()
        while time.monotonic() < end and (any(c.poll() is None for c in clients) or any(t.is_alive() for t in spawners)):
            time.sleep(0.1)
            if time.monotonic() - last > 5:
                last = time.monotonic()
                for m in monitors:
                    m.mark()
        for m in monitors:
            m.mark()
        time.sleep(args.drain)                       # a poller gets two more rounds before it is stopped
        after, t1 = counters(), time.time()
        alive = {m.name: m.stop() for m in monitors}
        last = counters()
        for p in near:
            p.send_signal(signal.SIGTERM)
        for p in near:
            p.wait(5)
        wire.send_signal(signal.SIGTERM)
        frames = json.loads(wire.communicate(timeout=5)[0])

        payload = {a.name: {"in": 0, "out": 0, "processes": 0, "series": {}} for a in apps if a.side == "near" and a.mode != "sleep300"}
        for line in truth_file.read_text().splitlines():
            r = json.loads(line)
            p = payload.setdefault(r["app"], {"in": 0, "out": 0, "processes": 0, "series": {}})
            p["in"] += r["in"]
            p["out"] += r["out"]
            p["processes"] += 1
            for sec, i, o in r["series"]:
                s = p["series"].setdefault(str(sec), [0, 0])
                s[0] += i
                s[1] += o
        loopback = {n: payload.pop(n) for n in list(payload) if n.startswith("Loop")}
        on_wire = {n: {"in": 0, "out": 0} for n in payload}
        for port, sharing in ports.items():
            f = frames.get(str(port), {"in": 0, "out": 0})
            sharing = [sharing] if isinstance(sharing, str) else sharing
            whole = sum(payload[n]["in"] + payload[n]["out"] for n in sharing) or 1
            for app in sharing:
                part = (payload[app]["in"] + payload[app]["out"]) / whole if len(sharing) > 1 else 1
                on_wire[app]["in"] += round(f["in"] * part)
                on_wire[app]["out"] += round(f["out"] * part)
        truth = {"scenario": name, "what": SCENARIOS[name].__doc__, "seconds": args.seconds, "start": t0, "end": t1,
                 "interface": {"name": NEAR_IF, "before": before, "after": after, "in": after["in"] - before["in"], "out": after["out"] - before["out"]},
                 "frame_drops": frames["drops"], "payload": payload, "wire": on_wire, "loopback_payload": loopback}
        (out / "truth.json").write_text(json.dumps(truth, indent=1))
        results = {}
        for m in monitors:
            estimate = m.result()
            (m.dir / "estimate.json").write_text(json.dumps(estimate, indent=1))
            off = sum(v[d] for v in estimate.values() if isinstance(v, dict) for d in ("in", "out")) \
                - sum(last[d] - first[d] for d in ("in", "out"))
            results[m.name] = dict(score(estimate, truth), cost=m.cost(), died=not alive[m.name], sum_off_by=off)
        (out / "results.json").write_text(json.dumps(results, indent=1))
        return truth, results
    finally:
        for p in [m.process for m in monitors] + near + far:
            if p.returncode is None and p.poll() is None:
                p.kill()
                p.wait()
        for pid in sh("ip", "netns", "pids", NEAR, check=False).split() + sh("ip", "netns", "pids", FAR, check=False).split():
            if pid.isdigit():                        # only what lives in the namespaces made here
                try:
                    os.kill(int(pid), signal.SIGKILL)
                except OSError:
                    pass
        drop_net()


def show(name, truth, results):
    total = {k: sum(v["in"] + v["out"] for v in truth[k].values()) for k in ("payload", "wire")}
    print(f"== {name}: {truth['what']}")
    print(f"   interface in {truth['interface']['in'] / MB:.2f} MB, out {truth['interface']['out'] / MB:.2f} MB; "
          f"wire {total['wire'] / MB:.2f} MB, payload {total['payload'] / MB:.2f} MB; frame drops {truth['frame_drops']}")
    for n, p in truth["payload"].items():
        w = truth["wire"][n]
        print(f"   {n:10} payload in {p['in'] / MB:9.3f} out {p['out'] / MB:9.3f}   wire in {w['in'] / MB:9.3f} out {w['out'] / MB:9.3f} MB")
    pct = lambda x: "    -" if x is None else f"{100 * x:6.1f}%"
    for n, r in results.items():
        if "failed" in r:
            print(f"   [{n}] FAILED {r['failed']}")
            continue
        p, w, c = r["payload"], r["wire"], r["cost"]
        print(f"   [{n:12}] payload err {pct(p['total'])} (in {pct(p['in'])} out {pct(p['out'])})  wire err {pct(w['total'])} (in {pct(w['in'])} out {pct(w['out'])})"
              f"  unattributed {sum(r['unattributed'].values()) / MB:.2f} MB  sum off by {r.get('sum_off_by')} B  cpu {c.get('cpu_percent')}%  rss {c.get('rss_mb')} MB{'  DIED' if r['died'] else ''}", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="do", required=True)
    sub.add_parser("list")
    s = sub.add_parser("score")
    s.add_argument("dir", type=pathlib.Path)
    r = sub.add_parser("run")
    r.add_argument("--scenarios", default="a,b,c,d,e,f,g,h,i")
    r.add_argument("--out", type=pathlib.Path, default=RUN / "out")
    r.add_argument("--seconds", type=int, default=20)
    r.add_argument("--settle", type=float, default=4, help="seconds between the start of the monitor and the load")
    r.add_argument("--drain", type=float, default=2.5, help="seconds between the load and the end of the monitor")
    r.add_argument("--most-error", type=float, help="fail when a monitor's wire error is above this, in percent")
    r.add_argument("--offloads", action="store_true", help="leave segmentation and receive offloads on")
    r.add_argument("--bridged", action="store_true", help="put the interface into a bridge, and its addresses on that")
    r.add_argument("--rate", type=int, default=200, help="Mbit/s each way, 0 for no limit")
    r.add_argument("--monitor", action="append", default=[])
    r.add_argument("--collect", action="append", default=[])
    r.add_argument("--name", action="append", default=[])
    r.add_argument("--app-user")
    r.add_argument("--monitor-user")
    args = ap.parse_args()
    if args.do == "list":
        for k, f in SCENARIOS.items():
            print(f"{k:8} {f.__doc__}")
        return 0
    if args.do == "score":
        for t in sorted(args.dir.glob("*/truth.json")):
            truth, old = json.loads(t.read_text()), json.loads((t.parent / "results.json").read_text())
            show(t.parent.name, truth, {n: dict(r, **score(json.loads((t.parent / n / "estimate.json").read_text()), truth)) for n, r in old.items()})
        return 0
    if os.geteuid() != 0:
        sys.exit("lab.py run needs root (network namespaces)")
    if len(args.monitor) != len(args.collect):
        sys.exit("each --monitor needs its --collect")
    names = args.name + [f"monitor{i + 1}" for i in range(len(args.name), len(args.monitor))]
    args.monitors = list(zip(names, args.monitor, args.collect))
    (RUN / "apps").mkdir(parents=True, exist_ok=True)
    binary, source = RUN / "labapp", HERE / "labapp.c"
    if not binary.exists() or binary.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["gcc", "-O2", "-o", str(binary), str(source), "-lpthread"], check=True)
    for stale in (RUN / "apps").iterdir():
        if stale.stat().st_mtime < binary.stat().st_mtime:
            stale.unlink()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = []
    for name in args.scenarios.split(","):
        truth, results = run_scenario(name, args, args.out.resolve() / name)
        show(name, truth, results)
        failed += [f"{name}: {n}" for n, r in results.items() if args.most_error is not None and not within(r, args.most_error)]
    if failed:
        print("failed: " + ", ".join(failed))
    return 1 if failed else 0


def within(result, most_error):
    """Whether the error is at most so many percent, and no byte of the interface is missing."""
    return "failed" not in result and not result["died"] and result["sum_off_by"] == 0 and result["wire"]["total"] * 100 <= most_error


if __name__ == "__main__":
    sys.exit(main())

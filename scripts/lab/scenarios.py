"""The scenarios: the applications, their traffic, rates, durations and far ports."""
from namespaces import FAR4, FAR6, MB, NEAR4, NEAR6

# Applications with bytes that the kernel does not count per socket for a monitor without root. It must mark their bytes
# as estimated, and the error of their scenario is that of the worst of the other applications.
UNCOUNTED = {"Quic", "Uplink"}

# The upper limit of the error in percent, as root and as nobody: of all bytes, in n of the worst application, and in c
# as nobody. None: no limit.
ERROR_BARS = {"a": (0.5, 1), "b": (0.5, 1), "c": (0.5, 3), "d": (0.5, 2), "e": (0.5, 10), "f": (0.5, 1),
              "g": (0.5, 2), "h": (0.5, 1), "i": (0.5, 1), "s": (0.5, 2), "t": (0.5, None), "u": (0.5, None), "o": (1, None),
              "p": (0.5, None), "l": (0.5, None), "r": (0.5, None), "x": (0.5, None), "m": (0.5, 2), "n": (0.5, 1),
              "v": (0.5, None), "k": (0.5, 1)}

# The same with offloads on, as nobody; as root they are those above.
OFFLOAD_BARS = {"a": 2, "b": 2, "g": 2}

# The upper limit, in percent of all bytes, of wrongly attributed bytes that are not marked as estimated.
SILENT_BARS = {"c": 1, "t": 2}

# Programs that have ended, and may get no byte of others.
DEAD = {"p": "Dead"}

# The lower limit, in percent of the forwarded bytes, of unattributed bytes.
FORWARDED_BARS = {"n": 95}

# The upper limit for the monitor and its children, in percent of one core.
CPU_BARS = {"rest": 0.5, "rest2k": 3, "e": 5}

REST_BEGINS = 5                                      # seconds until all connections are open and known to a monitor

TUNNEL_NEAR, TUNNEL_FAR = "10.98.0.1", "10.98.0.2"
VXLAN_NEAR, VXLAN_FAR, VXLAN_PORT = "10.96.0.1", "10.96.0.2", 5011


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


def resting(s):
    """The duration: at rest a monitor uses a few ticks of 10 ms, so a short run has no significant result."""
    return REST_BEGINS + max(s, 30)


def scenario_a(s):
    """one fast download; one app with 50 idle connections"""
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
    """500 MB over loopback in near, which must not count, beside one real download"""
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
    return [App("Alpha", flow("churn", 5001, 2 * MB, s, bytes=20_000, cps=20, **{"from": 20_000})),
            App("Bravo", flow("churn", 5001, 2 * MB, s, bytes=20_000, cps=20, **{"from": 40_000})),
            App("Steady", flow("dl", 5002, mbit(5), s))], {5001: ["Alpha", "Bravo"], 5002: "Steady"}


def scenario_u(s):
    """three apps that download from one far address and port, 2 to 6 MB in 0.2 to 1.2 s, again and again"""
    return [App("Alpha", flow("churn", 5001, 5 * MB, s, bytes=6 * MB, cps=0.5)),
            App("Bravo", flow("churn", 5001, 6 * MB, s, bytes=3 * MB, cps=1)),
            App("Charlie", flow("churn", 5001, 10 * MB, s, bytes=2 * MB, cps=0.8))], \
        {5001: ["Alpha", "Bravo", "Charlie"]}


def scenario_n(s):
    """a container that near forwards for downloads (no socket in near), beside an app and idle connections"""
    return [App("Container", flow("dl", 5008, mbit(40), s), side="inner"),
            App("Alpha", flow("dl", 5001, mbit(10), s)),
            App("Bravo", flow("idle", 5002, 0, s, n=50))], {5001: "Alpha", 5002: "Bravo", 5008: "Container"}


def scenario_o(s):
    """eight programs that run once and move 3 MB each from one far port, in 150 ms or in 400 ms"""
    names = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
    return [App(name, flow("dl", 5001, 20 * MB if i % 2 else 7.5 * MB, 0, bytes=3 * MB),
                mode=f"once{(i + 0.45) * (s - 1) / len(names):.2f}") for i, name in enumerate(names)], {5001: list(names)}


def scenario_p(s):
    """a program ends, and another one then talks to the same far port for a moment, beside a steady app"""
    return [App("Dead", flow("dl", 5001, 2 * MB, s * 0.3)),
            App("Heir", flow("dl", 5001, 20 * MB, 0, bytes=3 * MB), mode=f"once{s * 0.7:.2f}"),
            App("Steady", flow("dl", 5002, mbit(5), s))], {5001: ["Dead", "Heir"], 5002: "Steady"}


def scenario_l(s):
    """a server whose listening socket another program opened and handed over, with short connections from far"""
    return [App("Server", "ports=5050", "udp=0", mode="activated"),
            App("Alpha", flow("dl", 5001, mbit(10), s)),
            App("visitor", flow("churn", 5050, 2 * MB, s, bytes=20_000, cps=20, delay=0.5, host=NEAR4),
                flow("dl", 5050, mbit(5), s, delay=0.5, host=NEAR4), side="far")], {5001: "Alpha", 5050: "Server"}


def scenario_r(s):
    """a raw socket that receives the datagrams of another program, beside that program and a steady app"""
    return [App("Sniffer", mode="sniffer"), App("Quic", flow("udpdl", 5001, mbit(20), s)),
            App("Steady", flow("dl", 5002, mbit(5), s))], {5001: "Quic", 5002: "Steady"}


def scenario_x(s):
    """a program that opens a connection, forks, and executes another one, which downloads; beside a steady app"""
    return [App("Heir", flow("dl", 5001, mbit(20), s), mode="bequeathed"),
            App("Steady", flow("dl", 5002, mbit(5), s))], {5001: "Heir", 5002: "Steady"}


def scenario_m(s):
    """MPTCP: a download through a socket that the kernel makes for the application's own; beside a steady app"""
    return [App("Mirror", "ports=5040", "mptcp=1", "udp=0", side="far", mode="server"),
            App("Alpha", flow("dl", 5040, mbit(20), s, mptcp=1)),
            App("Steady", flow("dl", 5002, mbit(5), s))], {5040: "Alpha", 5002: "Steady"}


def scenario_v(s):
    """a VPN: one app inside a tunnel with a socket of its own, beside an app outside it"""
    return [App("Tunnel", "10.99.0.2", "5010", "tun0", TUNNEL_NEAR, mode="tunnel"),
            App("Inside", flow("dl", 5001, mbit(10), s, host=TUNNEL_FAR, delay=0.5)),
            App("Alpha", flow("dl", 5002, mbit(10), s))], {5010: "Tunnel", 5002: "Alpha"}


def scenario_k(s):
    """vxlan: one app inside a tunnel of the kernel, up and down, beside an app outside it"""
    return [App("Inside", flow("dl", 5001, mbit(10), s, host=VXLAN_FAR, delay=0.5),
                flow("ul", 5001, mbit(5), s, host=VXLAN_FAR, delay=0.5)),
            App("Alpha", flow("dl", 5002, mbit(10), s))], {VXLAN_PORT: "Inside", 5002: "Alpha"}


def scenario_rest(s):
    """no traffic: 300 idle processes and 200 idle connections (for CPU and memory)"""
    return [App("Idler", flow("idle", 5001, 0, resting(s), n=200)), App("Sleeper", mode="sleep300")], {5001: "Idler"}


def scenario_rest2k(s):
    """no traffic: 300 idle processes and 2000 idle connections (for CPU and memory)"""
    return [App("Idler", flow("idle", 5001, 0, resting(s), n=2000)), App("Sleeper", mode="sleep300")], {5001: "Idler"}


SCENARIOS = {k[len("scenario_"):]: f for k, f in list(globals().items()) if k.startswith("scenario_")}

#!/usr/bin/env python3
"""Made-up Macs with a known truth: simulated sockets, recorded as netstat and ntstat of each release report them.

  made_up_macs.py NETMON_SERVICE [PART OF A NAME ...]   replays them and compares each application, a line each
  made_up_macs.py --make DIR [PART OF A NAME ...]       writes the recordings there
  made_up_macs.py --list

An application's error is the larger of its two directions, in percent of its true bytes on the wire.
"""
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

from simulated_mac import EN0, QUIC, TCP, TCP_FLOW, UDP, UDP_FLOW, Flow, Mac, netstat, ntstat

CHROME, SLACK, SAFARI, WEBKIT, CURL = "Google Chrome", "Slack", "Safari", "WebKit", "curl"
APPS = {
    CHROME: (501, "/Applications/Google Chrome.app/Contents/Frameworks/Google Chrome Framework.framework/Versions/"
                  "131.0/Helpers/Google Chrome Helper.app/Contents/MacOS/Google Chrome Helper"),
    SLACK: (777, "/Applications/Slack.app/Contents/Frameworks/Slack Helper.app/Contents/MacOS/Slack Helper"),
    SAFARI: (600, "/System/Volumes/Preboot/Cryptexes/App/System/Applications/Safari.app/Contents/MacOS/Safari"),
    WEBKIT: (640, "/System/Library/Frameworks/WebKit.framework/Versions/A/XPCServices/com.apple.WebKit.Networking.xpc/"
                  "Contents/MacOS/com.apple.WebKit.Networking"),
    CURL: (950, "/usr/bin/curl"),
    "Podcasts": (702, "/System/Applications/Podcasts.app/Contents/MacOS/Podcasts"),
    "nsurlsessiond": (701, "/usr/libexec/nsurlsessiond"),
    "cloudd": (388, "/System/Library/PrivateFrameworks/CloudKitDaemon.framework/Support/cloudd"),
    "Mail": (555, "/System/Applications/Mail.app/Contents/MacOS/Mail"),
    "mDNSResponder": (211, "/usr/sbin/mDNSResponder"),
    "WireGuard": (330, "/Applications/WireGuard.app/Contents/PlugIns/WireGuardNetworkExtension.appex/Contents/MacOS/"
                       "WireGuardNetworkExtension"),
    "postgres": (900, "/opt/homebrew/bin/postgres"),
}
M, K = 1000000, 1000
SKEW = (0.01, 0.07)           # seconds from the interfaces' counters to the sockets'
CASES = {}
NETSTATS, NTSTATS = (10.14, 12, 14, 15.0, 15.2, 26), ("8796", "10063", "11417", "12377", "27")


def case(function):
    CASES[function.__name__] = function
    return function


def noisy(rate):
    shares = [random.uniform(0.2, 1.8) for _ in range(100)]
    return lambda tick: rate * shares[tick % 100]


def idle(count=12):
    names = [SLACK, "Mail", CHROME, CURL, "Podcasts"]
    return [Flow(names[i % 5], provider=(TCP, UDP, TCP_FLOW, UDP_FLOW)[i % 4]) for i in range(count)]


def desk():
    """What a Mac does all day: downloads and uploads of several kinds beside idle sockets."""
    return [Flow(CHROME, noisy(3 * M), noisy(40 * K)), Flow(CHROME, noisy(300 * K), noisy(3 * K), six=True),
            Flow(SLACK, noisy(8 * K), noisy(700 * K)), Flow("Mail", noisy(900 * K), noisy(9 * K), TCP_FLOW, six=True),
            Flow(CURL, noisy(150 * K), noisy(1500), UDP)] + idle()


@case
def fat(**k):
    return Mac([Flow(CHROME, 30 * M, 100 * K), Flow(SLACK, noisy(20 * K), noisy(20 * K))] + idle(30), APPS, **k)


@case
def fat_up(**k):
    return Mac([Flow("cloudd", 100 * K, 20 * M, six=True), Flow(SLACK, noisy(20 * K), noisy(20 * K))] + idle(30), APPS,
               **k)


@case
def mixed(**k):
    return Mac(desk(), APPS, **k)


@case
def skewed(**k):
    return Mac(desk(), APPS, skew=SKEW, **k)


@case
def torn(**k):
    return Mac(desk(), APPS, torn=(4, 8), **k)


@case
def missing(**k):
    return Mac(desk(), APPS, missing=(3, 7, 8), **k)


@case
def loopback(**k):
    local = dict(local="127.0.0.1", remote="127.0.0.1", link="lo0")
    return Mac(desk() + [Flow("postgres", 40 * M, 20 * M, **local), Flow(CURL, 20 * M, 40 * M, **local)], APPS, **k)


@case
def closing(**k):
    flows = [Flow(CHROME, noisy(500 * K), noisy(6 * K), first=i, last=i + 3) for i in range(0, 26, 2)]
    return Mac(flows + [Flow(SLACK, noisy(400 * K), noisy(4 * K)), Flow("Podcasts", 10 * K, 900 * K, last=14),
                        Flow("Mail", 700 * K, 7 * K, first=20)], APPS, seconds=30, **k)


@case
def reset(**k):
    return Mac(desk(), APPS, reset=6, **k)


@case
def reset_same_number(**k):
    return Mac(desk(), APPS, reset=6, renumbers=False, **k)


@case
def frozen(**k):
    return Mac([Flow(CHROME, noisy(3 * M), noisy(40 * K)), Flow(SLACK, noisy(600 * K), noisy(90 * K))] + idle(), APPS,
               frozen=range(4, 10), seconds=16, **k)


@case
def frozen_without_addresses(**k):
    return Mac([Flow(CHROME, noisy(3 * M), noisy(40 * K)), Flow(SLACK, noisy(600 * K), noisy(90 * K))] + idle(), APPS,
               frozen=range(4, 10), seconds=16, addresses=False, **k)


@case
def frozen_one_of_two(**k):
    other = dict(name="en7", link=8, mac="a8:66:7f:00:00:07", address="10.5.0.3")
    return Mac([Flow(CHROME, noisy(3 * M), noisy(40 * K)), Flow(SLACK, noisy(600 * K), noisy(90 * K))] + idle()
               + [Flow("Mail", noisy(900 * K), noisy(9 * K), link="en7", local="10.5.0.3")], APPS,
               frozen=range(4, 10), seconds=16, interfaces=(EN0, other), **k)


@case
def port_used_again(**k):
    """Before macOS 13 a socket has no number: the next one with the same addresses counts anew."""
    return Mac([Flow(CHROME, noisy(900 * K), noisy(9 * K), first=i, last=i + 2, lport=50999) for i in range(0, 20, 4)]
               + desk(), APPS, seconds=20, **k)


@case
def many_sockets(**k):
    flows = [Flow(CHROME, noisy(20 * K), noisy(500), (TCP, TCP_FLOW)[i % 2], i % 3 == 0) for i in range(150)]
    return Mac(flows + desk(), APPS, **k)


@case
def frozen_to_the_end(**k):
    return Mac([Flow(CHROME, noisy(3 * M), noisy(40 * K)), Flow(SLACK, noisy(600 * K), noisy(90 * K))] + idle(), APPS,
               frozen=range(4, 99), seconds=16, **k)


@case
def frozen_from_the_start(**k):
    return Mac([Flow(CHROME, noisy(3 * M), noisy(40 * K)), Flow(SLACK, noisy(600 * K), noisy(90 * K))] + idle(), APPS,
               frozen=range(0, 99), seconds=16, **k)


@case
def frozen_both(**k):
    return Mac([Flow(CHROME, noisy(3 * M), noisy(40 * K)), Flow(SLACK, noisy(600 * K), noisy(90 * K))] + idle(), APPS,
               frozen=range(4, 10), frozen_out=True, seconds=16, **k)


def tunnel(carrier, addresses, **k):
    inner = [Flow("Mail", noisy(1200 * K), noisy(9 * K), link="utun3", local="10.8.0.2"),
             Flow(SLACK, noisy(20 * K), noisy(300 * K), link="utun3", local="10.8.0.2")]
    outside = [Flow("WireGuard", lambda t: 1.03 * sum(each.rates[0](t) for each in inner),
                    lambda t: 1.03 * sum(each.rates[1](t) for each in inner), carrier, rport=51820),
               Flow(CHROME, noisy(500 * K), noisy(5 * K))]
    return Mac(inner + outside + idle(), APPS, addresses=addresses,
               interfaces=(EN0, dict(name="utun3", link=9, mac="", address="10.8.0.2")), **k)


@case
def vpn(**k):
    return tunnel(UDP, True, **k)


@case
def vpn_flow(**k):
    return tunnel(UDP_FLOW, True, **k)


@case
def vpn_no_addresses(**k):
    return tunnel(UDP, False, **k)


@case
def vpn_of_the_kernel(**k):
    """The kernel carries the tunnel, as IPsec of racoon does: no socket moves its bytes."""
    mac = tunnel(UDP, True, **k)
    mac.flows = [each for each in mac.flows if each.app != "WireGuard"]
    for each in mac.flows:
        each.link = "en0"
    return mac


@case
def foreign(**k):
    return Mac(desk(), APPS, foreign=(4 * M, 2 * M), **k)


@case
def works_for(**k):
    return Mac([Flow("Podcasts", noisy(2 * M), noisy(20 * K), by="nsurlsessiond", six=True),
                Flow("nsurlsessiond", noisy(200 * K), noisy(2 * K)),
                Flow(SAFARI, noisy(900 * K), noisy(9 * K), TCP_FLOW, by=WEBKIT)] + idle(), APPS, **k)


@case
def resolver(**k):
    """A daemon asks for others, and a tool is started from a terminal."""
    return Mac([Flow(CHROME, noisy(9 * K), noisy(5 * K), UDP, by="mDNSResponder", rport=53),
                Flow(CURL, noisy(900 * K), noisy(9 * K), responsible=True)] + idle(), APPS, **k)


@case
def quic(**k):
    return Mac([Flow(SAFARI, noisy(3 * M), noisy(50 * K), QUIC, by=WEBKIT, six=True),
                Flow(SAFARI, noisy(400 * K), noisy(4 * K), QUIC, by=WEBKIT, first=4, last=7),
                Flow("cloudd", noisy(10 * K), noisy(800 * K), QUIC), Flow(CHROME, noisy(900 * K), noisy(9 * K), UDP)]
               + idle(), APPS, **k)


@case
def short_lived(**k):
    flows = [Flow(CURL, 400 * K, 4 * K, first=i, last=i - 1) for i in range(1, 12) for _ in range(3)]
    return Mac(flows + [Flow(SLACK, noisy(400 * K), noisy(4 * K))], APPS, **k)


@case
def process_is_gone(**k):
    """The system does not know the process any more; what remains is the name that the kernel has kept."""
    flows = [Flow(CURL, 400 * K, 4 * K, first=i, last=i - 1) for i in range(1, 12)]
    return Mac(flows + [Flow(SLACK, noisy(400 * K), noisy(4 * K))], APPS, unseen=(CURL,), **k)


@case
def send_buffer(**k):
    return Mac([Flow("cloudd", 9 * K, 900 * K, unsent=700 * K), Flow(CHROME, noisy(900 * K), noisy(9 * K))], APPS, **k)


@case
def small_segments(**k):
    return Mac([Flow(SLACK, noisy(60 * K), noisy(60 * K), segment=300), Flow(CHROME, noisy(2 * M), noisy(20 * K)),
                Flow("Mail", noisy(200 * K), noisy(2 * K), segment=1200)] + idle(), APPS, **k)


@case
def diverted(**k):
    """A transparent proxy carries what the applications' diverted sockets send."""
    inner = [Flow(CHROME, noisy(2 * M), noisy(20 * K), fltrs=8), Flow("Mail", noisy(90 * K), noisy(900), fltrs=8)]
    outer = Flow("WireGuard", lambda t: sum(e.rates[0](t) for e in inner), lambda t: sum(e.rates[1](t) for e in inner),
                 link="none")
    return Mac(inner + [outer, Flow(SLACK, noisy(300 * K), noisy(3 * K))] + idle(), APPS, **k)


# netstat before these releases does not show what the case is about.
NOT_IN_NETSTAT = {"quic": 99, "short_lived": 99, "process_is_gone": 99, "vpn_no_addresses": 99, "diverted": 14,
                  "small_segments": 15.2}
NOT_IN_NTSTAT = ("send_buffer", "diverted")
# The largest error in percent, by a part of the name.
NETSTAT_BARS = {"frozen": 8, "closing": 4, "torn": 3, "skew": 3, "missing": 3, "kernel": 10, "many": 5, "": 2}
NTSTAT_BARS = {"short": 1, "gone": 1, "frozen": 8, "skew": 3, "": 0.5}


def variants(words):
    for name, make in CASES.items():
        for kind, release, writer in ([("netstat", v, netstat(v)) for v in NETSTATS if v >= NOT_IN_NETSTAT.get(name, 0)]
                                      + [("ntstat", v, ntstat(v)) for v in NTSTATS if name not in NOT_IN_NTSTAT]):
            title = "%s-%s-%s" % (name, kind, release)
            if not words or any(word in title for word in words):
                bars = NETSTAT_BARS if kind == "netstat" else NTSTAT_BARS
                bar = next((value for word, value in bars.items() if word in name), bars[""])
                yield title, make, writer, bar


def booked(database):
    with sqlite3.connect("file:%s?mode=ro" % database, uri=True) as db:
        apps = {n: (i, o) for n, i, o in db.execute("SELECT app_name, SUM(bytes_in), SUM(bytes_out) "
                                                    "FROM app_traffic_logs GROUP BY 1")}
        counted_sum = db.execute("SELECT SUM(bytes_in), SUM(bytes_out) FROM counted_traffic").fetchone()
    return apps, tuple(each or 0 for each in counted_sum)


def judge(truth, sums, apps, counted_sum, bar, exact):
    """-> faults, in words, and the largest error in percent. Small amounts may be wrong by a few headers."""
    faults, worst = [], 0
    for name in sorted(set(truth) | set(apps)):
        for way in (0, 1):
            want, got = truth.get(name, (0, 0))[way], apps.get(name, (0, 0))[way]
            error = abs(got - want) - 2000
            part = 100 * error / want if want and name != "Unattributed" else 100 * error / max(1, sums[way])
            worst = max(worst, part)
            if part > bar:
                faults.append("%s %s %d, not %d" % (name, ("in", "out")[way], got, want))
    apps_sum = tuple(sum(each[i] for each in apps.values()) for i in (0, 1))
    if apps_sum != counted_sum or (exact and counted_sum != tuple(sums)):
        faults.append("sums: applications %s, interfaces %s, true %s" % (apps_sum, counted_sum, sums))
    return faults, worst


def make(title, function, writer, folder):
    random.seed(title.split("-")[0] + os.environ.get("SEED", ""))
    Flow.serial = 0
    return function().run(folder, writer)


def replay(service, title, function, writer, bar, top):
    folder = os.path.join(top, title)
    truth, sums = make(title, function, writer, folder)
    done = subprocess.run([service, "--replay", folder, "--db", folder + ".db"], capture_output=True, text=True,
                          env=dict(os.environ, HOME=top, TZ="UTC"), timeout=120, check=False)
    if done.returncode:
        return ["exit %d: %s" % (done.returncode, (done.stdout + done.stderr)[-300:])], 0
    return judge(truth, sums, *booked(folder + ".db"), bar, "frozen" not in title)


def main(words):
    if not words or words[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if words else 2
    if words[0] == "--list":
        print(*(title for title, *_ in variants(())), sep="\n")
        return 0
    if words[0] == "--make":
        for title, function, writer, _ in variants(words[2:]):
            print(title, make(title, function, writer, os.path.join(words[1], title)))
        return 0
    wrong = tried = 0
    with tempfile.TemporaryDirectory(prefix="netmon-macs-") as top:
        for title, function, writer, bar in variants(words[1:]):
            faults, worst = replay(os.path.abspath(words[0]), title, function, writer, bar, top)
            tried, wrong = tried + 1, wrong + bool(faults)
            word = "WRONG" if faults else "ok"
            print("%-5s %-34s %5.2f %%  %s" % (word, title, worst, "; ".join(faults)[:400]), flush=True)
    print("%d of %d as expected" % (tried - wrong, tried))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

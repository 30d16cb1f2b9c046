#!/usr/bin/env python3
"""Trials of a running service on the networks on which monitors usually err; each in network namespaces of its own.

  live_trials.py NETMON_SERVICE [TRIAL ...]     runs them, a line each; exit 1 where one is not as expected
  live_trials.py --list

In each of them the sums are exact: applications = counted interfaces = the kernel's counters. Needs root and iproute2.
"""
import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

from wire import FAR4, FAR_IF, NEAR4, NEAR_IF, Wire, await_baseline, inside, sh

HERE = pathlib.Path(__file__).resolve().parent
MB = 1_000_000
PORT = 5201
TRIALS = {}
COPIES = []
PATIENCE = 60


def trial(function):
    TRIALS[function.__name__] = function
    return function


class Trial:
    """A wire, a service at its near end, and applications: copies of peer.py."""

    def __init__(self, service, user=None):
        self.service, self.user, self.wire = service, user, Wire(len(TRIALS))
        self.near, self.far = self.wire.near, self.wire.far
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="netmon-trial-"))
        os.chmod(self.folder, 0o755)
        self.home = self.folder / "home"
        self.home.mkdir()
        if user:
            shutil.chown(self.home, user)
        self.database = self.home / "netmon.db"
        self.process, self.others = None, []
        self.extra = []                                 # namespaces beside the two of the wire
        sh("ip", "-n", self.near, "route", "add", "default", "via", FAR4)
        sh("ip", "-n", self.far, "route", "add", "default", "via", NEAR4)
        for name, device, address, peer, there in ((self.near, NEAR_IF, FAR4, FAR_IF, self.far),
                                                   (self.far, FAR_IF, NEAR4, NEAR_IF, self.near)):
            mac = sh("ip", "netns", "exec", there, "cat", f"/sys/class/net/{peer}/address").strip()
            self.neighbour(name, device, address, mac)
        self.app("server.of.far", "serve", "0.0.0.0", PORT, side=self.far, wait=False)
        time.sleep(0.5)

    @staticmethod
    def neighbour(name, device, address, mac):
        sh("ip", "-n", name, "neigh", "replace", address, "lladdr", mac, "nud", "permanent", "dev", device)

    def command(self, name, *words):
        program = self.folder / name
        if not program.exists():
            shutil.copy(HERE / "peer.py", program)
        return ["python3", str(program), *map(str, words)]

    def app(self, name, *words, side=None, wait=True):
        command = as_user(self.user if side is None else None) + self.command(name, *words)
        process = subprocess.Popen(inside(side or self.near, *command), stdin=subprocess.DEVNULL)
        if not wait:
            self.others.append(process)
        elif process.wait(PATIENCE):
            raise Unexpected(f"{name} failed")
        return process

    def start(self, *prefix, options=()):
        self.before = self.counters()
        command = as_user(self.user) + [*prefix, self.service, "--db", str(self.database), *options]
        with open(self.folder / "log", "w") as log:
            self.process = subprocess.Popen(inside(self.near, *command), env=dict(os.environ, HOME=str(self.home)),
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        await_baseline(self.database)
        time.sleep(2)

    def stop(self):
        time.sleep(3)
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.after = self.counters()

    def counters(self):
        """The kernel's counters by interface of the near end."""
        rows = sh(*inside(self.near, "cat", "/proc/net/dev")).splitlines()[2:]
        split = [line.replace(":", " ").split() for line in rows]
        return {row[0]: (int(row[1]), int(row[9])) for row in split}

    def moved(self, *names):
        """What the kernel counted on interfaces: the last name's counters less the first name's."""
        return tuple(self.after[names[-1]][i] - self.before[names[0]][i] for i in (0, 1))

    def query(self, sql, *values):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as database:
            return database.execute(sql, values).fetchall()

    def apps(self):
        return dict(self.query("SELECT app_name, SUM(bytes_in + bytes_out) FROM app_traffic_logs GROUP BY app_name"))

    def counted(self):
        return tuple(each or 0 for each in self.query("SELECT SUM(bytes_in), SUM(bytes_out) FROM counted_traffic")[0])

    def check_sums(self, *moved):
        """Applications = counted interfaces = the kernel's counters, to the byte, in each direction."""
        kernel = tuple(sum(each[i] for each in moved) for i in (0, 1))
        apps = self.query("SELECT SUM(bytes_in), SUM(bytes_out) FROM app_traffic_logs")[0]
        expect(apps == self.counted(), f"applications {apps} are not the counted interfaces {self.counted()}")
        expect(self.counted() == kernel, f"the counted interfaces {self.counted()} are not the kernel's {kernel}")
        return sum(kernel)

    def check_owner(self, total, name, least=0.97):
        apps = self.apps()
        own = apps.get(name, 0)
        expect(own >= least * total, f"{name} has {own} of {total} bytes: {apps}")
        return f"{name} {100 * own / total:.1f} % of {total / MB:.1f} MB"

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for each in self.others:
            each.kill()
            each.wait()
        for name in self.extra:
            sh("ip", "netns", "del", name)
        self.wire.close()
        shutil.rmtree(self.folder)


class Unexpected(Exception):
    pass


def expect(holds, otherwise):
    if not holds:
        raise Unexpected(otherwise)


def as_user(user):
    if not user:
        return []
    group = str(pwd.getpwnam(user).pw_gid)
    return ["setpriv", "--reuid", user, "--regid", group, "--clear-groups"]


@trial
def rename(t):
    """An interface gets a new name while an application fetches through it."""
    t.start()
    client = t.app("loader.py", "fetch", FAR4, PORT, 30 * MB, 6, wait=False)
    time.sleep(2)
    sh("ip", "-n", t.near, "link", "set", NEAR_IF, "name", "wan0")
    client.wait(PATIENCE)
    t.stop()
    names = {name for (name,) in t.query("SELECT DISTINCT interface FROM counted_traffic")}
    expect(names == {NEAR_IF, "wan0"}, f"rows of {names}")
    return t.check_owner(t.check_sums(t.moved(NEAR_IF, "wan0")), "loader.py")


@trial
def inherited(t):
    """A child that does nothing has inherited the connection through which its parent fetches."""
    t.start()
    t.app("loader.py", "fetch", FAR4, PORT, 20 * MB, 4, "/usr/bin/sleep")
    t.stop()
    return t.check_owner(t.check_sums(t.moved(NEAR_IF)), "loader.py")


@trial
def handed_over(t):
    """A child fetches through the connection that its parent opened and keeps open."""
    t.start()
    t.command("mover.py")
    t.app("opener.py", "handover", FAR4, PORT, 20 * MB, 4, t.folder / "mover.py")
    t.stop()
    return t.check_owner(t.check_sums(t.moved(NEAR_IF)), "mover.py", 0.8)


def serve_from(t, device):
    sh("ip", "-n", t.near, "addr", "add", "10.77.0.1/32", "dev", device)
    t.app("shop.py", "serve", "10.77.0.1", PORT, wait=False)
    t.start()
    t.app("customer.py", "fetch", "10.77.0.1", PORT, 20 * MB, 4, side=t.far)
    t.stop()
    return t.check_owner(t.check_sums(t.moved(NEAR_IF)), "shop.py")


@trial
def address_on_lo(t):
    """A server listens on a service address of lo."""
    return serve_from(t, "lo")


@trial
def address_on_dummy(t):
    """A server listens on a service address of a dummy interface."""
    try:
        sh("ip", "-n", t.near, "link", "add", "kube-ipvs0", "type", "dummy")
    except subprocess.CalledProcessError:
        return "skipped: this kernel has no dummy interfaces"
    return serve_from(t, "kube-ipvs0")


@trial
def two_cards(t):
    """Two cards in one subnet: what one of them asks for arrives at the other."""
    sh("ip", "-n", t.far, "link", "add", "sw0", "type", "bridge", "mcast_snooping", "0")
    sh("ip", "-n", t.far, "addr", "del", FAR4 + "/24", "dev", FAR_IF)
    sh("ip", "-n", t.far, "link", "set", FAR_IF, "master", "sw0")
    sh("ip", "link", "add", "wire2", "netns", t.near, "type", "veth", "peer", "name", "wire3", "netns", t.far)
    sh("ip", "-n", t.far, "link", "set", "wire3", "master", "sw0", "up")
    sh("ip", "-n", t.far, "link", "set", "sw0", "up")
    sh("ip", "-n", t.far, "addr", "add", FAR4 + "/24", "dev", "sw0")
    sh("ip", "-n", t.near, "addr", "add", "10.98.0.3/24", "dev", "wire2")
    sh("ip", "-n", t.near, "link", "set", "wire2", "up")
    sh("ip", "-n", t.near, "route", "append", "default", "via", FAR4, "dev", "wire2", "metric", "100")
    for device in ("all", NEAR_IF, "wire2"):
        sh(*inside(t.near, "sh", "-c", f"echo 0 > /proc/sys/net/ipv4/conf/{device}/rp_filter"))
    switch = sh(*inside(t.far, "cat", "/sys/class/net/sw0/address")).strip()
    for device in (NEAR_IF, "wire2"):
        t.neighbour(t.near, device, FAR4, switch)
    second = sh(*inside(t.near, "cat", "/sys/class/net/wire2/address")).strip()
    t.neighbour(t.far, "sw0", NEAR4, second)
    sh("bridge", "-n", t.far, "fdb", "replace", second, "dev", "wire3", "master", "static")
    t.start()
    t.app("loader.py", "fetch", FAR4, PORT, 20 * MB, 5)
    t.stop()
    first, other = t.moved(NEAR_IF), t.moved("wire2")
    expect(first[0] < MB < other[0], f"the answers arrived at the first card: {first}, {other}")
    return t.check_owner(t.check_sums(first, other), "loader.py")


@trial
def vxlan(t):
    """An application fetches through a vxlan tunnel of the kernel, beside an idle one with a UDP socket."""
    for name, local, remote, device, address in ((t.near, NEAR4, FAR4, NEAR_IF, "10.78.0.1"),
                                                 (t.far, FAR4, NEAR4, FAR_IF, "10.78.0.2")):
        sh("ip", "-n", name, "link", "add", "vx0", "type", "vxlan", "id", "42", "local", local, "remote", remote,
           "dstport", "4789", "dev", device)
        sh("ip", "-n", name, "addr", "add", address + "/24", "dev", "vx0")
        sh("ip", "-n", name, "link", "set", "vx0", "up")
    for name, there, address in ((t.near, t.far, "10.78.0.2"), (t.far, t.near, "10.78.0.1")):
        mac = sh(*inside(there, "cat", "/sys/class/net/vx0/address")).strip()
        t.neighbour(name, "vx0", address, mac)
    return fetch_through_tunnel(t)


@trial
def wireguard(t):
    """The same through a WireGuard tunnel of the kernel."""
    if not shutil.which("wg"):
        return "skipped: wg of wireguard-tools is not installed"
    keys = {name: sh("wg", "genkey").strip() for name in (t.near, t.far)}
    try:
        for name, other, remote, address, peer in ((t.near, t.far, FAR4, "10.78.0.1", "10.78.0.2"),
                                                   (t.far, t.near, NEAR4, "10.78.0.2", "10.78.0.1")):
            sh("ip", "-n", name, "link", "add", "wg0", "type", "wireguard")
            key = t.folder / f"key-of-{name}"
            key.write_text(keys[name])
            public = subprocess.run(["wg", "pubkey"], input=keys[other], text=True, check=True,
                                    capture_output=True).stdout.strip()
            sh(*inside(name, "wg", "set", "wg0", "listen-port", "51820", "private-key", key, "peer", public,
                       "endpoint", f"{remote}:51820", "allowed-ips", peer + "/32"))
            sh("ip", "-n", name, "addr", "add", address + "/24", "dev", "wg0")
            sh("ip", "-n", name, "link", "set", "wg0", "up")
    except subprocess.CalledProcessError:
        return "skipped: this kernel has no WireGuard"
    return fetch_through_tunnel(t)


def fetch_through_tunnel(t):
    t.start()
    t.app("idler.py", "idle", FAR4, 9, wait=False)
    t.app("loader.py", "fetch", "10.78.0.2", PORT, 20 * MB, 5)
    t.stop()
    idler = t.apps().get("idler.py", 0)
    expect(idler < 20_000, f"idler.py has {idler} bytes: {t.apps()}")
    return t.check_owner(t.check_sums(t.moved(NEAR_IF)), "loader.py", 0.9) + f", idler.py {idler} B"


def dead_endpoint(t):
    t.start()
    t.app("alpha.py", "fetch", FAR4, PORT, 4 * MB, 2)
    time.sleep(5)
    for _ in range(6):
        t.app("beta.py", "fetch", FAR4, PORT, 2 * MB)
    t.stop()
    total = t.check_sums(t.moved(NEAR_IF))
    apps = t.apps()
    expect(apps.get("alpha.py", 0) <= 4.5 * MB, f"the dead program has bytes of others: {apps}")
    return ", ".join(f"{name} {size / MB:.1f} MB" for name, size in sorted(apps.items())) + f" of {total / MB:.1f} MB"


@trial
def dead_endpoint_root(t):
    """Another program uses the endpoint of a dead one again; the service runs as root."""
    return dead_endpoint(t)


@trial
def dead_endpoint_nobody(t):
    """Another program uses the endpoint of a dead one again; the service runs as nobody."""
    return dead_endpoint(t)


def refuse_netlink():
    """A seccomp filter, kept through exec: socket(AF_NETLINK) fails with EPERM."""
    number = {"x86_64": 41, "aarch64": 198}[os.uname().machine]
    program = [(0x20, 0, 0, 0), (0x15, 0, 3, number), (0x20, 0, 0, 16), (0x15, 0, 1, 16),
               (0x06, 0, 0, 0x00050001), (0x06, 0, 0, 0x7FFF0000)]
    code = b"".join(struct.pack("HBBI", *each) for each in program)
    kept = ctypes.create_string_buffer(code)
    filter_of = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, filter_of, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


@trial
def netlink_refused(t):
    """A seccomp filter refuses netlink to the service."""
    t.start(sys.executable, str(HERE / "live_trials.py"), "--without-netlink")
    t.app("loader.py", "fetch", FAR4, PORT, 20 * MB, 5)
    t.stop()
    total = t.check_sums(t.moved(NEAR_IF))
    return ", ".join(f"{name} {size / MB:.1f} MB" for name, size in sorted(t.apps().items())) + f" of {total / MB:.1f} MB"


@trial
def veths(t, seconds=60):
    """300 veths of containers, six of which come and go each second, beside an application that fetches."""
    inner = "inner" + t.near
    sh("ip", "netns", "add", inner)
    t.extra.append(inner)
    sh("ip", "-n", t.near, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
    sh("ip", "-n", t.near, "link", "set", "br0", "up")
    live, made = [], 0

    def add(count):
        nonlocal made
        lines = []
        for _ in range(count):
            name = f"veth{made:07x}"
            live.append(name)
            made += 1
            lines += [f"link add {name} type veth peer name e{made} netns {inner}", f"link set {name} master br0",
                      f"link set {name} up"]
        batch(t.near, lines)
        batch(inner, [f"link set e{made - i} up" for i in range(count)])

    add(300)
    t.start()
    t.app("loader.py", "fetch", FAR4, PORT, 60 * MB, seconds, wait=False)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        batch(t.near, [f"link del {name}" for name in live[:6]])
        del live[:6]
        add(6)
        sh(*inside(inner, "sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6"))
        time.sleep(0.7)
    t.stop()
    names = [name for (name,) in t.query("SELECT DISTINCT interface FROM traffic_logs")]
    rows = t.query("SELECT COUNT(*) FROM traffic_logs")[0][0]
    expect(len(names) <= 10, f"{len(names)} names of interfaces: {names[:20]}")
    expect("veth*" in names, f"no veth* in {names}")
    owner = t.check_owner(t.check_sums(t.moved(NEAR_IF)), "loader.py")
    return f"{owner}; {made} veths, {len(names)} names, {rows} rows, database {t.database.stat().st_size // 1024} KB"


@trial
def ever_new_names(t, count=1500):
    """An ordinary user starts short processes, each of a new name, while root's service stores the detail too."""
    shell = shutil.copy("/bin/bash", t.folder / "shell")
    names = t.folder / "names"
    names.mkdir()
    shutil.chown(names, "nobody")
    t.start(options=("--detail", "process,destination,port,user"))
    size = database_bytes(t)
    script = (f"for ((i = 0; i < {count}; i++)); do ln {shell} n$i-$RANDOM;"
              f" ./n$i-* -c 'echo hello > /dev/udp/{FAR4}/9'; rm n$i-*; done")
    sh("chown", "nobody", shell)
    subprocess.run(inside(t.near, *as_user("nobody"), shell, "-c", script), cwd=names, check=True)
    memory = [line for line in pathlib.Path(f"/proc/{t.process.pid}/status").read_text().splitlines() if "VmRSS" in line]
    t.stop()
    grown = (database_bytes(t) - size) / 1024
    t.check_sums(t.moved(NEAR_IF))
    stored = t.query("SELECT COUNT(DISTINCT app_name) FROM app_traffic_logs")[0][0]
    expect(stored <= 1010, f"{stored} names")
    expect(grown < 2048, f"the database grew by {grown:.0f} KB")
    return f"{count} names, {stored} stored, the database grew by {grown:.0f} KB, {memory[0].split()[1]} KB of memory"


def database_bytes(t):
    return sum(each.stat().st_size for each in t.home.glob("netmon.db*") if each.is_file())


def batch(name, lines):
    subprocess.run(["ip", "-n", name, "-batch", "-"], input="\n".join(lines), text=True, check=True,
                   capture_output=True)


@trial
def pid_namespace(t):
    """The service runs in a PID namespace of its own: its status and doctor say so, with the remedy."""
    t.app("loader.py", "fetch", FAR4, PORT, 20 * MB, 40, wait=False)
    time.sleep(1)
    t.start("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")
    command = [str(pathlib.Path(t.service).with_name("netmon")), "status", "--db", str(t.database)]
    until = time.monotonic() + 15
    said = ""
    while "--pid=host" not in said and time.monotonic() < until:
        said = subprocess.run(inside(t.near, *command), capture_output=True, text=True).stdout
        time.sleep(0.5)
    expect("--pid=host" in said, said)
    command[1] = "doctor"
    doctor = subprocess.run(inside(t.near, *command), capture_output=True, text=True).stdout
    expect("--pid=host" in doctor, doctor)
    return "status and doctor name the namespace"


def readable(service, user):
    """The service, or a copy of its folder for a user who cannot read it."""
    jar = pathlib.Path(service).parent / "lib" / "netmon-service.jar"
    if subprocess.run(as_user(user) + ["test", "-r", jar], check=False).returncode == 0:
        return service
    copy = pathlib.Path(tempfile.mkdtemp(prefix="netmon-trial-bin-"))
    COPIES.append(copy)
    shutil.copytree(pathlib.Path(service).parent, copy / "bin")
    subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
    return str(copy / "bin" / "netmon-service")


def run(service, name, trials):
    user = "nobody" if name.endswith("_nobody") else None
    t = Trial(readable(service, user), user)
    try:
        print(f"ok    {name:22} {trials[name](t)}", flush=True)
        return True
    except (Unexpected, subprocess.CalledProcessError) as e:
        print(f"WRONG {name:22} {e} {getattr(e, 'stderr', '') or ''}", flush=True)
        return False
    finally:
        t.close()


def main(trials, usage):
    if len(sys.argv) < 2 or sys.argv[1] in ("--help", "-h"):
        print(usage)
        return 0 if len(sys.argv) > 1 else 2
    if sys.argv[1:] == ["--list"]:
        for name, function in trials.items():
            print(f"{name:22} {function.__doc__}")
        return 0
    if sys.argv[1] == "--without-netlink":
        refuse_netlink()
        os.execv(sys.argv[2], sys.argv[2:])
    if os.geteuid() != 0:
        sys.exit("it needs root, for network namespaces")
    service = os.path.abspath(sys.argv[1])
    results = [run(service, name, trials) for name in sys.argv[2:] or trials]
    for each in COPIES:
        shutil.rmtree(each)
    print(f"{sum(results)} of {len(results)} as expected")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(TRIALS, __doc__))

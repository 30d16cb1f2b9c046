"""The network of the lab: near and far, connected by a veth pair, and if needed a container behind near."""
import array
import fcntl
import json
import os
import pwd
import socket
import struct
import subprocess
import time

MB = 1_000_000
TAG = "%x" % (os.getpid() & 0xffff)                  # several labs may run at the same time
NEAR, FAR, INNER = f"near-{TAG}", f"far-{TAG}", f"inner-{TAG}"
NEAR_IF, FAR_IF, BRIDGE = "lab0", "lab1", "labbr0"
NEAR4, FAR4, NEAR6, FAR6 = "10.99.0.1", "10.99.0.2", "fd99::1", "fd99::2"


def sh(*args, check=True):
    return subprocess.run([str(a) for a in args], check=check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True).stdout


def offloads_off(iface):
    """Turns segmentation and receive offloads off, so that frames have the size of real frames."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for command in (0x1f, 0x22, 0x24, 0x2c):     # STSO, SUFO, SGSO, SGRO
            buf = bytearray(struct.pack("II", command, 0))
            value = array.array("B", buf)
            ifreq = struct.pack("16sP16x", iface.encode(), value.buffer_info()[0])
            try:
                fcntl.ioctl(s, 0x8946, ifreq)        # SIOCETHTOOL
            except OSError:
                pass


def make_net(rate_mbit, offloads=False, bridged=False):
    sh("ip", "netns", "add", NEAR)
    sh("ip", "netns", "add", FAR)
    silence(NEAR)
    silence(FAR)
    a, b = f"va{TAG}", f"vb{TAG}"
    sh("ip", "link", "add", a, "type", "veth", "peer", "name", b)
    if not offloads:
        offloads_off(a)
        offloads_off(b)
    for ns, old, new, v4, v6 in ((NEAR, a, NEAR_IF, NEAR4, NEAR6), (FAR, b, FAR_IF, FAR4, FAR6)):
        sh("ip", "link", "set", old, "netns", ns)
        sh("ip", "-n", ns, "link", "set", old, "name", new)
        sh("ip", "-n", ns, "link", "set", "lo", "up")
        sh("ip", "-n", ns, "link", "set", new, "up")
        has_address = put_into_bridge(new) if bridged and ns == NEAR else new
        sh("ip", "-n", ns, "addr", "add", v4 + "/24", "dev", has_address)
        sh("ip", "-n", ns, "addr", "add", v6 + "/64", "dev", has_address, "nodad")
        sh("ip", "netns", "exec", ns, "sh", "-c", "echo 16384 > /proc/sys/net/core/somaxconn; "
           "echo '10000 65000' > /proc/sys/net/ipv4/ip_local_port_range", check=False)
        if rate_mbit:
            sh("tc", "-n", ns, "qdisc", "add", "dev", new, "root", "tbf", "rate", f"{rate_mbit}mbit",
               "burst", "128k", "latency", "40ms")
    befriend(BRIDGE if bridged else NEAR_IF)


def put_into_bridge(iface):
    sh("ip", "-n", NEAR, "link", "add", BRIDGE, "type", "bridge", "mcast_snooping", "0")
    sh("ip", "-n", NEAR, "link", "set", iface, "master", BRIDGE)
    sh("ip", "-n", NEAR, "link", "set", BRIDGE, "up")
    return BRIDGE


def silence(ns):
    """Minimises the traffic of the kernel itself on interfaces to come: no router solicitation, address detection or
    generated addresses. What a tunnel sends by itself would pass the counted interface before a monitor reads it."""
    settings = {"router_solicitations": 0, "accept_dad": 0, "dad_transmits": 0, "addr_gen_mode": 1,
                "mldv1_unsolicited_report_interval": 10, "mldv2_unsolicited_report_interval": 10}
    commands = (f"echo {value} > /proc/sys/net/ipv6/conf/default/{key}" for key, value in settings.items())
    sh("ip", "netns", "exec", ns, "sh", "-c", "; ".join(commands), check=False)


def befriend(near_iface):
    """Adds permanent neighbour entries, so that no ARP or neighbour discovery takes place."""
    for ns, there, iface, addresses in ((NEAR, FAR, near_iface, (FAR4, FAR6)), (FAR, NEAR, FAR_IF, (NEAR4, NEAR6))):
        other = FAR_IF if iface == near_iface else near_iface
        mac = json.loads(sh("ip", "-n", there, "-j", "link", "show", "dev", other))[0]["address"]
        for address in addresses:
            sh("ip", "-n", ns, "neigh", "replace", address, "lladdr", mac, "nud", "permanent", "dev", iface)


def await_quiet():
    """Waits until the kernel has sent its traffic for a new interface, so that the first reading comes after it."""
    end, last = time.monotonic() + 15, counters()
    while time.monotonic() < end:
        time.sleep(1)
        now = counters()
        if now == last:
            return
        last = now


def make_inner():
    """A container: a namespace behind a bridge in near, as Docker creates it, with a route to far."""
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
    sh("ip", "-n", FAR, "route", "add", "10.97.0.0/24", "via", NEAR4)      # far has a route back, so no masquerading


def make_vxlan(near, far, port):
    """A tunnel that the kernel carries in UDP; both ends use this port, also for what they send."""
    for ns, own, other, iface, remote in ((NEAR, near, far, NEAR_IF, FAR4), (FAR, far, near, FAR_IF, NEAR4)):
        sh("ip", "-n", ns, "link", "add", "vx0", "type", "vxlan", "id", 7, "remote", remote, "dev", iface,
           "dstport", port, "srcport", port, port + 1)
        sh("ip", "-n", ns, "addr", "add", own + "/24", "dev", "vx0")
        sh("ip", "-n", ns, "link", "set", "vx0", "up")


def drop_net():
    for ns in (NEAR, FAR, INNER):
        sh("ip", "netns", "del", ns, check=False)


def pids_inside():
    """The pids of all processes in the namespaces."""
    return [int(pid) for ns in (NEAR, FAR, INNER) for pid in sh("ip", "netns", "pids", ns, check=False).split()
            if pid.isdigit()]


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

"""One run of a scenario: its network, its applications, the monitors, and the true values."""
import json
import os
import shutil
import signal
import subprocess
import threading
import time

from monitors import PATIENCE, Monitor
from namespaces import (FAR, FAR_IF, INNER, NEAR, NEAR_IF, await_quiet, counters, drop_net, inside, make_inner,
                        make_net, make_vxlan, pids_inside)
from scenarios import (REST_BEGINS, SCENARIOS, TUNNEL_FAR, UNCOUNTED, VXLAN_FAR, VXLAN_NEAR, VXLAN_PORT)

NAMESPACES = {"near": NEAR, "far": FAR, "inner": INNER}
# How labapp starts a program with a listening socket or a connection, from the program's own command line.
HANDING = {"server": lambda command: ["activate", *command],
           "client": lambda command: ["bequeath", command[0], command[2]]}
LISTENING = 0.3                                      # seconds until the far servers listen
BETWEEN_MARKS = 5                                    # seconds between two readings of the CPU time of the monitors
OVERTIME = 25                                        # extra seconds for a load to end


class Stage:
    def __init__(self, scenario, args, out):
        self.scenario, self.args, self.out = scenario, args, out
        self.apps, self.ports = SCENARIOS[scenario](args.seconds)
        self.named = ("near",) if args.monitor_user else ("near", "inner")      # root names containers as well
        self.near, self.clients, self.spawners = [], [], []      # in near: stopped at the end, ending by themselves
        self.far, self.monitors = [], []                         # other processes, and the monitors
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        os.chmod(out, 0o1777)  # sticky: a service of root refuses a folder where others can replace its database
        self.reports = out / "truth.jsonl"              # each process of an application adds a line when it exits
        self.reports.touch()
        self.reports.chmod(0o666)

    def run(self):
        """The truth, and for each monitor if it ran to the end."""
        try:
            self.set_up()
            self.first = counters()
            self.start_monitors()
            before, start = counters(), time.time()
            self.play()
            time.sleep(self.args.drain)              # time for two more polls of a monitor
            after, ended = counters(), time.time()
            alive = {each.name: each.stop() for each in self.monitors}
            self.last = counters()
            truth = self.truth(before, after, start, ended)
            return truth, alive
        finally:
            self.clear()

    # before the monitors: servers, tunnels and idle processes, as on a real machine

    def set_up(self):
        drop_net()
        make_net(self.args.rate, self.args.offloads, self.args.bridged)
        if any(app.side == "inner" for app in self.apps):
            make_inner()
        if VXLAN_PORT in self.ports:
            make_vxlan(VXLAN_NEAR, VXLAN_FAR, VXLAN_PORT)
        self.far.append(self.labapp("server", "ports=5001-5009"))
        self.wire = self.labapp("wire", FAR_IF, stdout=subprocess.PIPE, text=True)
        time.sleep(LISTENING)
        for app in self.apps:
            self.copy(app.name)
            if app.mode == "server":
                self.near.append(self.start(app, "server", *app.specs, side=app.side, reports=app.side in self.named))
            elif app.mode == "tunnel":
                self.start_tunnel(app)
            elif app.mode == "activated":
                self.near.append(self.start(app, "server", *app.specs, by="Launcher"))
            elif app.mode == "sniffer":
                self.far.append(self.start(app, "raw", privileged=True, reports=False))
            elif app.mode.startswith("sleep"):
                self.far += [self.start(app, "sleep", str(self.args.seconds + 60), reports=False)
                             for _ in range(int(app.mode[5:]))]
        await_quiet()

    def start_tunnel(self, app):
        _, port, device, _ = app.specs
        self.far.append(self.start(app, "tunnel", "0.0.0.0", port, device, TUNNEL_FAR, side="far", privileged=True,
                                   reports=False))
        time.sleep(LISTENING)
        self.near.append(self.start(app, "tunnel", *app.specs, privileged=True))

    def start_monitors(self):
        for name, command, collect in self.args.monitors:
            self.monitors.append(Monitor(name, command, collect, self.out / name, self.scenario,
                                         self.args.monitor_user, self.args.bridged))
        for monitor in self.monitors:
            monitor.await_output(self.args.ready)
        time.sleep(self.args.settle)
        self.mark()

    # the load

    def play(self):
        for app in self.apps:
            if app.mode == "client":
                self.clients.append(self.start(app, "client", *app.specs, side=app.side,
                                               reports=app.side in self.named))
            elif app.mode == "bequeathed":
                self.clients.append(self.start(app, "client", *app.specs, by="Opener"))
            elif app.mode.startswith("spawn"):
                self.spawners.append(threading.Thread(target=self.spawn, args=(app, int(app.mode[5:]))))
                self.spawners[-1].start()
            elif app.mode.startswith("once"):
                self.spawners.append(threading.Thread(target=self.once, args=(app, float(app.mode[4:]))))
                self.spawners[-1].start()
        if self.scenario.startswith("rest"):
            time.sleep(REST_BEGINS)                  # only the cost at rest, not that of the start
            for monitor in self.monitors:
                monitor.marks.clear()
            self.mark()
        self.await_end()
        self.mark()

    def spawn(self, app, per_second):
        start, children = time.monotonic(), []
        for i in range(int(self.args.seconds * per_second)):
            time.sleep(max(0, start + i / per_second - time.monotonic()))
            children.append(self.start(app, "client", *app.specs))
            children = [child for child in children if child.poll() is None]
        for child in children:
            child.wait(10)

    def once(self, app, delay):
        """Starts the program so late that it lives only as long as its transfer."""
        time.sleep(delay)
        self.start(app, "client", *app.specs).wait(self.args.seconds + OVERTIME)

    def await_end(self):
        now = marked = time.monotonic()
        end = now + self.args.seconds + OVERTIME
        while now < end and (any(each.poll() is None for each in self.clients)
                             or any(each.is_alive() for each in self.spawners)):
            time.sleep(0.1)
            now = time.monotonic()
            if now - marked > BETWEEN_MARKS:
                marked = now
                self.mark()

    def mark(self):
        for monitor in self.monitors:
            monitor.mark()

    # the true values

    def truth(self, before, after, start, ended):
        for process in self.near:
            process.send_signal(signal.SIGTERM)
        for process in self.near:
            process.wait(PATIENCE)
        self.wire.send_signal(signal.SIGTERM)
        frames = json.loads(self.wire.communicate(timeout=PATIENCE)[0])
        payload = self.payload()
        on_wire = self.on_wire(frames, payload)
        for each in payload.values():
            del each["ports"]
        loopback = {name: payload.pop(name) for name in list(payload) if name.startswith("Loop")}
        moved = {d: after[d] - before[d] for d in ("in", "out")}
        return {"scenario": self.scenario, "what": SCENARIOS[self.scenario].__doc__, "seconds": self.args.seconds,
                "start": start, "end": ended, "interface": {"name": NEAR_IF, "before": before, "after": after, **moved},
                "frame_drops": frames["drops"], "payload": payload, "wire": {name: on_wire[name] for name in payload},
                "uncounted": sorted(UNCOUNTED) if self.args.monitor_user else [],
                "forwarded": self.forwarded(frames), "loopback_payload": loopback}

    def payload(self):
        """The payload bytes of each application, as its processes counted them."""
        payload = {app.name: {"in": 0, "out": 0, "ports": []}
                   for app in self.apps
                   if app.side in self.named and app.mode != "sniffer" and not app.mode.startswith("sleep")}
        for line in self.reports.read_text().splitlines():
            report = json.loads(line)
            of = payload[report["app"]]
            of["in"] += report["in"]
            of["out"] += report["out"]
            of["ports"] += report["ports"]
        return payload

    def on_wire(self, frames, payload):
        """The frame bytes of each application: those of its far ports, or on a shared port those of its connections."""
        nothing = {"in": 0, "out": 0}
        on_wire = {name: dict(nothing) for name in payload}
        for port, sharing in self.ports.items():
            shared = not isinstance(sharing, str)
            for name in set(sharing if shared else [sharing]) & set(payload):
                pairs = [pair for pair in payload[name]["ports"] if pair.startswith(f"{port}:")]
                own = pairs if shared else [str(port)]
                for d in nothing:
                    on_wire[name][d] += sum(frames.get(each, nothing)[d] for each in own)
        return on_wire

    def forwarded(self, frames):
        """The frame bytes of both directions without a socket that the monitor sees."""
        ports = {spec.split("port=")[1].split(",")[0] for app in self.apps
                 if app.side == "inner" and "inner" not in self.named for spec in app.specs}
        return sum(frames[port]["in"] + frames[port]["out"] for port in ports if port in frames)

    # processes

    def copy(self, name):
        """Copies the program of the lab, which is the same for all applications, under the name of the application."""
        program = self.args.out / "apps" / name
        if not program.exists():
            shutil.copy2(self.args.out / "labapp", program)
        return str(program)

    def start(self, app, *arguments, side="near", reports=True, privileged=False, by=None):
        """Starts an application; by: the name of a program that opens its socket and hands it over."""
        environment = dict(os.environ, LAB_TRUTH=str(self.reports)) if reports else os.environ
        user = None if privileged else self.args.app_user
        command = [self.copy(app.name), *arguments]
        if by:
            command = [self.copy(by), *HANDING[arguments[0]](command)]
        return subprocess.Popen(inside(NAMESPACES[side], user) + command,
                                env=environment, stdin=subprocess.DEVNULL)

    def labapp(self, *arguments, **how):
        return subprocess.Popen(inside(FAR) + [str(self.args.out / "labapp"), *arguments], **how)

    def clear(self):
        for process in [each.process for each in self.monitors] + self.near + self.far + self.clients:
            if process.returncode is None and process.poll() is None:
                process.kill()
                process.wait()
        for pid in pids_inside():                    # only processes in the namespaces of this lab
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        drop_net()

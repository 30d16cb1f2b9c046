"""A monitor under test: runs in near, with its CPU time and memory recorded, and reports its figures at the end."""
import json
import os
import shutil
import signal
import subprocess
import time

from namespaces import MB, NEAR, NEAR_IF, inside

PATIENCE = 60                                        # seconds for a monitor to start or stop, on a busy machine


def stat(pid):
    """The parent, the CPU ticks (with those of reaped children) and the resident bytes of a process."""
    with open(f"/proc/{pid}/stat") as f:
        text = f.read()
    f = text[text.rindex(")") + 2:].split()
    return int(f[1]), sum(map(int, f[11:15])), int(f[21]) * os.sysconf("SC_PAGE_SIZE")


def tree_cost(root):
    """CPU seconds and resident bytes of a process and its running descendants."""
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
        self.env = dict(os.environ, HOME=str(directory), LAB_DIR=str(directory),
                        LAB_COUNT=NEAR_IF if bridged else "", LAB_IFACE=NEAR_IF, LAB_SCENARIO=scenario, LAB_NS=NEAR)
        self.log = open(directory / "monitor.log", "w")
        self.process = subprocess.Popen(inside(NEAR, user) + ["sh", "-c", "exec " + command], env=self.env,
                                        cwd=directory, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=subprocess.STDOUT, start_new_session=True)
        self.marks, self.usage, self.peak = [], None, 0

    def mark(self):
        cpu, rss = tree_cost(self.process.pid)
        self.peak = max(self.peak, rss)
        self.marks.append((time.monotonic(), cpu, rss))

    def await_output(self, text):
        """Waits until the monitor has printed this text, because it counts nothing before."""
        end, log = time.monotonic() + PATIENCE, self.dir / "monitor.log"
        while text not in log.read_text() and self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.1)

    def stop(self):
        """Stops the monitor. True if it was still running and stopped after SIGTERM."""
        alive = self.process.poll() is None
        if alive:
            self.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status, usage = os.wait4(self.process.pid, os.WNOHANG) if alive else (1, 0, None)
            if pid:
                self.usage = usage
                break
            time.sleep(0.05)
        else:
            os.killpg(self.process.pid, signal.SIGKILL)
            os.wait4(self.process.pid, 0)
            alive = False
        self.process.returncode = 0
        self.log.close()
        return alive

    def result(self):
        out = subprocess.run(["sh", "-c", self.collect], env=self.env, cwd=self.dir, capture_output=True, text=True,
                             timeout=60)
        try:
            return json.loads(out.stdout)
        except ValueError:
            return {"_failed": (out.stderr or out.stdout)[-500:] or "no output"}

    def cost(self):
        if len(self.marks) < 2:
            return {}
        (t0, c0, _), (t1, c1, rss) = self.marks[0], self.marks[-1]
        return {"cpu_percent": round(100 * (c1 - c0) / (t1 - t0), 2), "rss_mb": round(rss / MB, 1),
                "peak_mb": round(self.peak / MB, 1)}

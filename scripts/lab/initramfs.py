"""Builds the initial RAM file system of a virtual machine: busybox, the built netmon with a Java of its own, the lab's
applications, and the modules of its kernel."""
import gzip
import lzma
import os
import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
MODULES = ("veth", "inet_diag", "tcp_diag", "udp_diag")
PASSWD = "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/tmp:/bin/sh\n"
CPIO_HEADER = "070701" + "{:08x}" * 13


def stage(into, bin_folder, names):
    """Everything but the modules. names: the applications."""
    shutil.copytree(bin_folder, into / "netmon", symlinks=True)
    for archive in [*(into / "netmon/lib").glob("*.aot"), *(into / "netmon/lib").glob("*.jsa")]:
        archive.unlink()                             # made with another Java
    subprocess.run([into / "netmon/lib/make-runtime"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([into / "netmon/lib/runtime/bin/java", "-Xshare:dump"], check=True, stdout=subprocess.DEVNULL)
    for folder in ("bin", "usr/bin", "apps", "proc", "sys", "dev", "tmp", "run", "etc", "root", "modules"):
        (into / folder).mkdir(parents=True, exist_ok=True)
    (into / "etc/passwd").write_text(PASSWD)
    shutil.copy2(HERE / "guest-init", into / "init")
    (into / "init").chmod(0o755)
    shutil.copy2(shutil.which("busybox"), into / "bin/busybox")
    os.symlink("busybox", into / "bin/sh")
    for tool in ("ip", "setpriv"):
        shutil.copy2(shutil.which(tool), into / "usr/bin" / tool)
    program = into / "apps/labapp"
    subprocess.run(["gcc", "-O2", "-static", "-w", "-o", program, HERE / "labapp.c", "-lpthread"], check=True)
    for name in names:
        shutil.copy2(program, into / "apps" / name)
    add_libraries(into)


def add_libraries(into):
    """The shared libraries of all programs and libraries that are there."""
    binaries = [each for each in into.rglob("*") if each.is_file() and each.read_bytes()[:4] == b"\x7fELF"]
    for binary in binaries:
        out = subprocess.run(["ldd", binary], capture_output=True, text=True).stdout
        for library in re.findall(r"(/\S+) \(0x", out):
            target = into / library.lstrip("/")
            if not library.startswith(str(into)) and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(os.path.realpath(library), target)


def modules(kernel):
    """The wanted modules and those that they need, in the order in which they load; content by name."""
    files = {each.name.split(".")[0].replace("-", "_"): each for each in kernel.rglob("*.ko*")}
    found = {}

    def add(name):
        if name in found or name not in files:
            return                                   # added already, or built into the kernel
        packed = files[name].read_bytes()
        content = lzma.decompress(packed) if files[name].suffix == ".xz" else packed
        for needed in re.search(rb"\0?depends=([^\0]*)\0", content).group(1).decode().split(","):
            add(needed.replace("-", "_"))
        found[name] = content

    for name in MODULES:
        add(name)
    return found


def write(root, added, into):
    """The archive: the files below root, and those added, content by path."""
    with gzip.open(into, "wb", compresslevel=1) as out:
        entries = sorted(root.rglob("*"))
        for number, path in enumerate(entries, 1):
            status = path.lstat()
            content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
            entry(out, number, str(path.relative_to(root)), status.st_mode, int(status.st_mtime), content)
        for number, (name, content) in enumerate(added.items(), len(entries) + 1):
            entry(out, number, name, 0o100644, 0, content)
        entry(out, 0, "TRAILER!!!", 0, 0, b"")


def entry(out, number, name, mode, time, content):
    """One file in the format "newc" of cpio; names and contents end at multiples of 4."""
    label = name.encode() + b"\0"
    numbers = (number, mode, 0, 0, 1, time, len(content), 0, 0, 0, 0, len(label), 0)
    head = CPIO_HEADER.format(*numbers).encode() + label
    out.write(head + bytes(-len(head) % 4) + content + bytes(-len(content) % 4))

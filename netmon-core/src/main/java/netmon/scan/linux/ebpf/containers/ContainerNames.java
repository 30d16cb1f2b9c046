package netmon.scan.linux.ebpf.containers;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.scan.linux.ebpf.containers.Container.ContainerKind;
import org.jspecify.annotations.Nullable;

/**
 * Names the container of a process by its cgroup's path, such as {@code /system.slice/docker-0123....scope}. If
 * containers are nested, the name is that of the outermost one, which was started on this machine; if systemd units are
 * nested, it is that of the innermost one.
 */
public final class ContainerNames {
    private static final String ID = "([0-9a-f]{64})";
    private static final int SHORT_ID = 12;

    /** A folder of the path that names a container by itself; the pattern's first group is the name. */
    private record Rule(Pattern folder, ContainerKind kind) {
        Rule(String folder, ContainerKind kind) {
            this(Pattern.compile(folder), kind);
        }
    }

    /** The first that matches counts. Colons are in folders of runtimes that were given systemd's form by mistake. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "(?:.*-)?pod([0-9a-f]{8}(?:[-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12})(?:\\.slice.*)?",
                    ContainerKind.KUBERNETES),
            new Rule("(?:docker-|.*:docker:)" + ID + "(?:\\.scope)?", ContainerKind.DOCKER),
            new Rule("(?:libpod-(?:payload-)?|.*:libpod:)" + ID + "(?:\\.scope)?", ContainerKind.PODMAN),
            new Rule(
                    "(?:cri-containerd-|nerdctl-|.*:(?:cri-containerd|nerdctl):)" + ID + "(?:\\.scope)?",
                    ContainerKind.CONTAINERD),
            new Rule("(?:crio-|.*:crio:)" + ID + "(?:\\.scope)?", ContainerKind.CRIO),
            new Rule("lxc\\.payload\\.(.+)", ContainerKind.LXC),
            new Rule("machine-lxc\\\\x2d[0-9]+\\\\x2d(.+)\\.scope", ContainerKind.LXC),
            new Rule("machine-qemu\\\\x2d[0-9]+\\\\x2d(.+)\\.scope", ContainerKind.MACHINE),
            new Rule("systemd-nspawn@(.+)\\.service", ContainerKind.NSPAWN),
            new Rule("machine-(.+)\\.scope", ContainerKind.NSPAWN),
            new Rule("app-flatpak-([^-]+)-[0-9]+\\.scope", ContainerKind.FLATPAK),
            new Rule("snap\\.([^.]+)\\..+\\.(?:scope|service)", ContainerKind.SNAP));

    /** Folders whose child bears the container's number alone. */
    private static final Map<String, ContainerKind> PARENTS = Map.of(
            "docker", ContainerKind.DOCKER,
            "moby", ContainerKind.DOCKER,
            "libpod_parent", ContainerKind.PODMAN,
            "default", ContainerKind.CONTAINERD,
            "k8s.io", ContainerKind.CONTAINERD);

    private static final Pattern BARE_ID = Pattern.compile(ID);

    private ContainerNames() {}

    /**
     * The container of a process by the content of its {@code /proc/PID/cgroup} (cgroups(7)): lines such as
     * {@code 0::/system.slice/nginx.service} and {@code 4:memory:/docker/0123...}. A container of any hierarchy comes
     * before a unit.
     *
     * @return null where no line names one
     */
    public static @Nullable Container ofProcess(String content) {
        Container first = null;
        for (String line : content.lines().toList()) {
            String[] fields = line.split(":", 3);
            Container found = fields.length < 3 ? null : of(fields[2]);
            if (found != null && found.kind().isolatesNetwork()) {
                return found;
            }
            first = first == null ? found : first;
        }
        return first;
    }

    /**
     * The container that a cgroup belongs to.
     *
     * @param path from the root
     * @return null where the path names none: the root, a session, a slice, or a monitor outside of its container
     */
    public static @Nullable Container of(String path) {
        Container unit = null;
        String parent = "";
        for (String folder : withoutEnd(path, " (deleted)").split("/", -1)) {
            Container found = container(parent, folder);
            if (found != null) {
                return found;
            }
            String name = UnitNames.of(folder);
            unit = name == null ? unit : new Container(ContainerKind.UNIT, name);
            parent = folder;
        }
        return unit;
    }

    private static @Nullable Container container(String parent, String folder) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.folder().matcher(folder);
            if (matcher.matches()) {
                return container(rule.kind(), matcher.group(1));
            }
        }
        boolean isLxc = parent.equals("lxc") || parent.equals("lxc.payload");
        if (isLxc && !folder.isEmpty()) {
            return container(ContainerKind.LXC, folder);
        }
        return BARE_ID.matcher(folder).matches()
                ? container(PARENTS.getOrDefault(parent, ContainerKind.OTHER), folder)
                : null;
    }

    private static Container container(ContainerKind kind, String name) {
        if (BARE_ID.matcher(name).matches()) {
            return new Container(kind, name.substring(0, SHORT_ID));
        }
        return new Container(
                kind, kind == ContainerKind.KUBERNETES ? name.replace('_', '-') : UnitNames.unescaped(name));
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }
}

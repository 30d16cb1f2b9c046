package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs, maps and links of the whole machine by their numbers. */
public record BpfObjects(Set<Integer> programs, Set<Integer> maps, Set<Integer> links) {
    private static final int PROG_GET_NEXT_ID = 11;
    private static final Pattern NUMBER = Pattern.compile("(?m)^(prog|map|link)_id:\\s*(\\d+)$");
    private static final int MAP_GET_NEXT_ID = 12;
    private static final int LINK_GET_NEXT_ID = 31;

    public static BpfObjects list() {
        return new BpfObjects(ids(PROG_GET_NEXT_ID), ids(MAP_GET_NEXT_ID), ids(LINK_GET_NEXT_ID));
    }

    /** Those of which a process has descriptors; other services may come and go meanwhile. */
    public static BpfObjects heldBy(long pid) throws IOException {
        BpfObjects held = new BpfObjects(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fdinfo"))) {
            for (Path each : descriptors) {
                held.add(Files.exists(each) ? Files.readString(each) : "");
            }
        }
        return held;
    }

    /** Notes what a descriptor is for; that of a link names its program as well. */
    private void add(String descriptor) {
        Matcher number = NUMBER.matcher(descriptor);
        Map<String, Set<Integer>> kinds = Map.of("prog", programs, "map", maps, "link", links);
        boolean isLink = descriptor.contains("link_id:");
        while (number.find()) {
            if (!isLink || number.group(1).equals("link")) {
                kinds.getOrDefault(number.group(1), links).add(Integer.valueOf(number.group(2)));
            }
        }
    }

    /** What is here and not among the others. */
    private BpfObjects without(BpfObjects others) {
        return new BpfObjects(
                difference(programs, others.programs), difference(maps, others.maps), difference(links, others.links));
    }

    /** What is here and also among the others. */
    public boolean sharesNoneWith(BpfObjects others) {
        return without(others).equals(this);
    }

    private static Set<Integer> difference(Set<Integer> some, Set<Integer> others) {
        Set<Integer> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static Set<Integer> ids(int command) {
        Set<Integer> found = new TreeSet<>();
        try (Memory attributes = Bpf.zeroed(12)) {
            while (Bpf.call(command, attributes) == 0) {
                found.add(attributes.getInt(4));
                attributes.setInt(0, attributes.getInt(4));
            }
        }
        return found;
    }
}

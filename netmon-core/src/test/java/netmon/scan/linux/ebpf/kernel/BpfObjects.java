package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import java.util.Set;
import java.util.TreeSet;

/** The programs, maps and links of the whole machine by their numbers. */
public record BpfObjects(Set<Integer> programs, Set<Integer> maps, Set<Integer> links) {
    private static final int PROG_GET_NEXT_ID = 11;
    private static final int MAP_GET_NEXT_ID = 12;
    private static final int LINK_GET_NEXT_ID = 31;

    public static BpfObjects list() {
        return new BpfObjects(ids(PROG_GET_NEXT_ID), ids(MAP_GET_NEXT_ID), ids(LINK_GET_NEXT_ID));
    }

    /** What is here and not among the others. */
    public BpfObjects without(BpfObjects others) {
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

package netmon.scan.linux.owners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import netmon.scan.linux.FakeProc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorsTest {
    @TempDir
    private Path root;

    @Test
    void linksToOtherFilesAreNoSockets() {
        assertEquals(12345, Descriptors.inode("socket:[12345]"));
        for (String target : List.of("", "/dev/null", "pipe:[5]", "socket:[", "socket:[]", "socket:[x]", "socket:[5")) {
            assertEquals(0, Descriptors.inode(target), target);
        }
    }

    @Test
    void theSocketsOfAProcessAreReadWhileMoreAreWanted() throws IOException {
        Descriptors descriptors = new Descriptors(
                new FakeProc(root).process(10, "curl", 100, 101, 102).root().resolve("proc"));
        List<Long> all = new ArrayList<>();
        descriptors.eachSocket(10, all::add);
        assertEquals(new TreeSet<>(List.of(100L, 101L, 102L)), new TreeSet<>(all));
        List<Long> two = new ArrayList<>();
        descriptors.eachSocket(10, inode -> two.add(inode) && two.size() < 2);
        assertEquals(2, two.size());
        assertThrows(IOException.class, () -> descriptors.eachSocket(11, all::add));
    }

    @Test
    void theNewestProcessIsTheLast() {
        FakeProc proc =
                new FakeProc(root).process(9, "init").process(100, "curl").process(20, "wget");
        assertArrayEquals(new int[] {9, 20, 100}, new Descriptors(proc.root().resolve("proc")).pids());
        assertArrayEquals(new int[0], new Descriptors(root.resolve("nowhere")).pids());
    }
}

package netmon.scan.linux.owners;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotedSocketsTest {
    private static final Map<Integer, Integer> PARENTS = Map.of(30, 20, 20, 10, 10, 1, 31, 20);

    private final NotedSockets noted = new NotedSockets();

    @Test
    void aSocketThatNobodyHadHasNoHolder() {
        noted.note(10, 100);
        noted.clear();
        assertEquals(List.of(), holders(100));
    }

    @Test
    void theNewestHolderOwnsItWithThoseOfItsParentsThatHaveItToo() {
        noted.note(20, 100);
        noted.note(20, 100);
        noted.note(30, 100);
        noted.note(31, 100);
        assertEquals(List.of(31, 20), holders(100));
    }

    @Test
    void aParentWithoutItEndsTheChain() {
        noted.note(30, 100);
        noted.note(10, 100);
        assertEquals(List.of(30), holders(100));
    }

    private List<Integer> holders(long inode) {
        return noted.holders(inode, pid -> PARENTS.getOrDefault(pid, 0));
    }
}

package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import org.junit.jupiter.api.Test;

class RowFollowerTest {
    private static final long NOW = 1_795_435_220;

    private final RowFollower follower = new RowFollower();

    private static WrittenRow row(long id, long at) {
        return new WrittenRow(id, at, "Safari", new Traffic(at % 100, 0), true);
    }

    /** What the follower returns when the table has these rows. */
    private List<WrittenRow> next(long now, WrittenRow... table) throws StoreException {
        return follower.next(
                (id, from) -> List.of(table).stream()
                        .filter(each -> each.id() > id && each.at() >= from)
                        .toList(),
                now);
    }

    @Test
    void eachRowIsReadOnce() throws Exception {
        assertEquals(List.of(row(7, NOW - 2)), next(NOW, row(6, NOW - 400), row(7, NOW - 2)));
        assertEquals(List.of(), next(NOW, row(7, NOW - 2)));
        assertEquals(List.of(row(8, NOW)), next(NOW + 1, row(7, NOW - 2), row(8, NOW)));
    }

    @Test
    void aTableThatStartsAgainIsFollowedFromThenOn() throws Exception {
        next(NOW, row(70, NOW - 2), row(71, NOW - 1));

        assertEquals(List.of(), next(NOW + 1, row(1, NOW - 9)));
        assertEquals(List.of(row(2, NOW + 1)), next(NOW + 2, row(1, NOW - 9), row(2, NOW + 1)));
    }

    @Test
    void anotherRowOfTheSameNumberMeansAnotherTable() throws Exception {
        next(NOW, row(1, NOW - 2));

        assertEquals(List.of(row(2, NOW + 1)), next(NOW + 1, row(1, NOW - 1), row(2, NOW + 1)));
    }

    @Test
    void aRowThatWasMergedIntoAnotherIsNotMissed() throws Exception {
        next(NOW, row(1, NOW - 2));

        assertEquals(List.of(row(3, NOW)), next(NOW + 1, row(3, NOW)));
    }
}

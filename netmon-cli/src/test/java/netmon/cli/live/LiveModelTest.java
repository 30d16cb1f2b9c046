package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.live.Update.StoredUpdate;
import netmon.cli.options.SortOrder;
import netmon.model.Gap;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveModelTest {
    private static final long NOW = 1_795_435_220;
    private static final RateKey SAFARI = new RateKey("Safari", "");

    private final LiveModel model = new LiveModel();

    private static WrittenRow row(long second, long bytes) {
        return new WrittenRow(1, second, "Safari", new Traffic(bytes, 0), true);
    }

    /** A busy minute until {@code NOW - 100}, then the bytes of a gap that ends at {@code NOW - 2}, then one second. */
    private void takeGap(Gap gap) {
        List<WrittenRow> rows = new ArrayList<>();
        for (long each = NOW - 160; each <= NOW - 100; each++) {
            rows.add(row(each, 9_000));
        }
        rows.add(row(NOW - 2, 900_000_000));
        rows.add(row(NOW - 1, 9_000));
        StoredUpdate stored = new StoredUpdate(rows, rows, List.of(gap), null);
        model.take(new Update(NOW, stored, View.APPS, null, 0, ""));
    }

    private long rate(View view, long second) {
        return model.of(view).row(SAFARI, second).now().received();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_RUNNING", "ASLEEP", "STALLED"})
    void theBytesOfAGapAreNoRateAndTheSecondsAfterItAreComplete(Gap.Kind kind) {
        takeGap(new Gap(kind, NOW - 100, NOW - 2, new Traffic(900_000_000, 0), ""));

        for (View view : List.of(View.APPS, View.INTERFACES)) {
            assertEquals(0, rate(view, NOW - 2));
            assertEquals(9_000, rate(view, NOW - 1));
            assertEquals(9_000, model.of(view).total(NOW - 1).now().received());
        }
    }

    @Test
    void aGapThatIsShorterThanASampleAndOneOfAnotherKindChangeNoRate() {
        takeGap(new Gap(Gap.Kind.STALLED, NOW - 8, NOW - 2, Traffic.NONE, ""));
        assertEquals(90_000_000, rate(View.APPS, NOW - 2));

        LiveModel other = new LiveModel();
        Gap reset = new Gap(Gap.Kind.COUNTER_RESET, NOW - 100, NOW - 2, Traffic.NONE, "en0");
        List<WrittenRow> rows = List.of(row(NOW - 3, 9_000), row(NOW - 2, 9_000));
        other.take(new Update(NOW, new StoredUpdate(rows, rows, List.of(reset), null), View.APPS, null, 0, ""));
        assertEquals(9_000, other.of(View.APPS).row(SAFARI, NOW - 2).now().received());
    }

    @Test
    void aRowLeavesAfterHalfAMinuteWithoutBytes() {
        List<WrittenRow> rows = List.of(row(NOW - 31, 9_000));
        model.take(new Update(NOW - 30, StoredUpdate.of(rows, rows), View.APPS, null, 0, ""));

        assertEquals(1, model.of(View.APPS).rows(NOW - 1, "", SortOrder.TOTAL).size());
        assertEquals(List.of(), model.of(View.APPS).rows(NOW, "", SortOrder.TOTAL));
    }

    private void takeRead(long second, long span) {
        List<Update.Moved> rows =
                List.of(new Update.Moved(new RateKey("Safari", "1 a"), new Traffic(9_000 * span, 0), Traffic.NONE));
        model.take(new Update(
                second + 1, StoredUpdate.NONE, View.PROCESSES, new Update.SocketReadUpdate(second, span, rows), 0, ""));
    }

    private long processRate() {
        long now = model.now(View.PROCESSES);
        return model.of(View.PROCESSES)
                .row(new RateKey("Safari", "1 a"), now)
                .now()
                .received();
    }

    @Test
    void aViewThatIsOpenedAgainIsBlankUntilTheServiceHasReadTheSockets() {
        model.open(View.PROCESSES);
        takeRead(NOW, 1);
        assertEquals(9_000, processRate());

        model.open(View.APPS);
        model.open(View.PROCESSES);
        assertTrue(model.isAwaited(View.PROCESSES));
        assertEquals(List.of(), model.of(View.PROCESSES).rows(NOW, "", SortOrder.TOTAL));

        takeRead(NOW + 60, 1);
        assertFalse(model.isAwaited(View.PROCESSES));
        assertEquals(9_000, processRate());
    }

    @Test
    void theFirstReadAfterAGapHasNoRateEither() {
        model.open(View.PROCESSES);
        takeRead(NOW, 600);
        assertEquals(0, processRate());

        takeRead(NOW + 1, 1);
        assertEquals(9_000, processRate());
    }
}

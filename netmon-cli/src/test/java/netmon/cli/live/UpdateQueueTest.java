package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import netmon.cli.live.terminal.ScreenLine;
import netmon.cli.options.SortOrder;
import netmon.cli.text.AmountStyle;
import netmon.cli.text.Units;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdateQueueTest {
    private static final long NOW = 1_795_435_220;

    private final LiveModel model = new LiveModel();
    private final UpdateQueue queue = new UpdateQueue(model);

    private static Update update(long second, View view, @Nullable String process) {
        WrittenRow row = new WrittenRow(1, second, "Safari", new Traffic(9000, 0), true);
        Update.SocketReadUpdate read = process == null
                ? null
                : new Update.SocketReadUpdate(
                        second,
                        1,
                        List.of(new Update.Moved(new RateKey("Safari", process), new Traffic(9000, 0), Traffic.NONE)));
        return new Update(
                second,
                Update.StoredUpdate.of(List.of(row), List.of()),
                view,
                read,
                0,
                process == null ? Update.WAITING : "");
    }

    private List<String> rows(View view) {
        return model.of(view).rows(model.now(view), "", SortOrder.TOTAL).stream()
                .map(each -> each.key().name() + each.key().detail())
                .toList();
    }

    private String firstRow(View view) {
        ScreenState state = ScreenState.start(view, SortOrder.TOTAL, new AmountStyle(Units.ORIGINAL, false), "");
        List<ScreenLine> lines = new LiveScreen(model, ZoneOffset.UTC, false).draw(state, 80, 10);
        return lines.get(3).text().strip();
    }

    @Test
    void whilePausedAViewWithoutDataGetsItsFirstReadAndThenStandsStill() {
        queue.add(update(NOW, View.APPS, null));
        queue.deliver(View.APPS, false);
        queue.deliver(View.APPS, true);

        queue.add(update(NOW + 1, View.PROCESSES, null));
        queue.deliver(View.PROCESSES, true);
        assertEquals("waiting for the service to read the sockets", firstRow(View.PROCESSES));

        queue.add(update(NOW + 2, View.PROCESSES, " 1 a"));
        queue.deliver(View.PROCESSES, true);
        queue.add(update(NOW + 3, View.PROCESSES, " 2 b"));
        queue.deliver(View.PROCESSES, true);
        assertEquals(List.of("Safari 1 a"), rows(View.PROCESSES));
        assertTrue(firstRow(View.PROCESSES).startsWith(">Safari"), firstRow(View.PROCESSES));
        assertEquals(NOW, model.clock());
    }

    @Test
    void whilePausedTheShownViewStandsStillAndAfterwardsNothingIsMissing() {
        queue.add(update(NOW, View.PROCESSES, " 1 a"));
        queue.deliver(View.PROCESSES, false);
        queue.deliver(View.PROCESSES, true);

        queue.add(update(NOW + 1, View.PROCESSES, " 2 b"));
        queue.deliver(View.PROCESSES, true);
        assertEquals(List.of("Safari 1 a"), rows(View.PROCESSES));

        queue.deliver(View.PROCESSES, false);
        assertEquals(List.of("Safari 1 a", "Safari 2 b"), rows(View.PROCESSES));
        assertEquals(NOW + 1, model.clock());
    }

    @Test
    void afterAPauseAReadThatWasShownIsNotCountedTwice() {
        queue.add(update(NOW, View.APPS, null));
        queue.deliver(View.APPS, false);
        queue.deliver(View.APPS, true);
        queue.add(update(NOW + 1, View.PROCESSES, " 1 a"));
        queue.add(update(NOW + 2, View.PROCESSES, " 2 b"));
        queue.deliver(View.PROCESSES, true);
        queue.deliver(View.PROCESSES, false);

        assertEquals(
                new Traffic(18_000, 0),
                model.of(View.PROCESSES).total(NOW + 2).series().sum(0, NOW + 2));
    }

    @Test
    void onAPauseUpdatesAreBounded() {
        queue.deliver(View.APPS, true);
        for (int i = 0; i < 1000; i++) {
            queue.add(update(NOW + i, View.APPS, null));
        }
        queue.deliver(View.APPS, false);

        assertEquals(
                new Traffic(9000L * 300, 0),
                model.of(View.APPS).total(NOW + 999).series().sum(0, NOW + 999));
    }
}

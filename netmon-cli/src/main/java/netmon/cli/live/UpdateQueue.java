package netmon.cli.live;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Hands updates to the model. While the screen is paused it keeps them, so that the screen stands still; only a
 * view that the service had not been asked for before the pause gets its first socket read.
 */
final class UpdateQueue {
    /** The most updates that are kept; older ones are beyond what the screen shows after the pause. */
    private static final int MAX_UPDATES = SecondSeries.SECONDS;

    private final LiveModel model;
    private final List<Update> kept = new ArrayList<>();

    /** The views that have their data of the pause; empty while the screen is not paused. */
    private final Set<View> frozen = EnumSet.noneOf(View.class);

    UpdateQueue(LiveModel model) {
        this.model = model;
    }

    void add(Update update) {
        kept.add(update);
        if (kept.size() > MAX_UPDATES) {
            kept.remove(0);
        }
    }

    /** Hands over all that the screen may show now. */
    void deliver(View view, boolean paused) {
        if (!paused || model.isAwaited(view)) {
            model.open(view);
        }
        if (!paused) {
            kept.forEach(model::take);
            kept.clear();
            frozen.clear();
            return;
        }
        if (frozen.isEmpty()) {
            frozen.addAll(EnumSet.of(View.APPS, View.INTERFACES));
            if (!model.isAwaited(view)) {
                frozen.add(view);
            }
        }
        for (int i = 0; i < kept.size() && !frozen.contains(view); i++) {
            Update update = kept.get(i);
            if (update.view() == view && update.read() != null) {
                model.takeRead(update);
                kept.set(i, update.with(null, update.trouble()));
                frozen.add(view);
            }
        }
    }
}

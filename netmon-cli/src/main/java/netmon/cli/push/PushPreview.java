package netmon.cli.push;

import netmon.cli.session.Session;
import netmon.cli.text.Timestamps;
import netmon.model.PlainText;
import netmon.model.PushMark;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.push.PushBatch;
import netmon.store.push.PushReader;
import netmon.store.push.PushWalk;

/** Prints what a run would send: a line for each point, with tabs between its parts. */
record PushPreview(Session session, PushDestination destination) {
    void print() throws StoreException {
        session.say(destination.name() + ": " + destination.protocol() + " to " + destination.place());
        PushWalk walk = walk();
        while (walk.hasNews() && !walk.isAtEnd()) {
            PushBatch batch;
            try (TrafficReader store = session.open()) {
                batch = store.pushes().next(walk);
            }
            batch.slices().forEach(this::print);
        }
    }

    private PushWalk walk() throws StoreException {
        long now = session.now().getEpochSecond();
        try (TrafficReader store = session.open()) {
            PushReader pushes = store.pushes();
            PushMark mark = pushes.mark(destination.name());
            return mark == null
                    ? pushes.first(destination.name(), destination.limits(now))
                    : pushes.resume(mark, destination.limits(now));
        }
    }

    private void print(PushSlice slice) {
        for (SeriesPoints series : slice.series()) {
            for (TotalPoint each : series.points()) {
                session.out()
                        .print(Timestamps.iso(each.at(), session.zone())
                                + '\t'
                                + series.key().family().word()
                                + '\t'
                                + PlainText.of(series.key().name())
                                + '\t'
                                + each.total().received()
                                + '\t'
                                + each.total().sent()
                                + '\n');
            }
        }
    }
}

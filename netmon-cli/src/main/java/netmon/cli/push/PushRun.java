package netmon.cli.push;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import netmon.cli.push.PushTransport.EngineReply;
import netmon.cli.push.wire.PushResource;
import netmon.cli.push.wire.WireFormat;
import netmon.cli.session.Session;
import netmon.model.PushMark;
import netmon.model.PushSlice;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.push.PushBatch;
import netmon.store.push.PushWalk;
import org.jspecify.annotations.Nullable;

/** One run to one destination: sends what is new, oldest first, and notes what the engine has. */
final class PushRun {
    /** Two runs that confirm the same points lie so far apart: an engine without a log writes its memory by then. */
    private static final long CONFIRMING_SECONDS = 30;

    private static final int MOST_ATTEMPTS = 4;
    private static final long MOST_WAIT_SECONDS = 30;

    private final Session session;
    private final Path database;
    private final PushDestination destination;
    private final Duration patience;
    private final PushState state;
    private final Confirmation confirmation = new Confirmation();
    /** The refusals of earlier runs. */
    private long before;

    private long refused;
    private String refusal = "";
    private long requests;
    private long samples;
    private long bytes;

    /** @param patience how long one exchange with the engine may take */
    PushRun(Session session, PushDestination destination, Duration patience) {
        this.session = session;
        this.patience = patience;
        this.database = session.database();
        this.destination = destination;
        this.state = new PushState(database);
    }

    /** What a run did. {@code failure} is empty if it sent everything. */
    record PushOutcome(long requests, long samples, long bytes, long refused, String refusal, String failure) {}

    PushOutcome run() throws StoreException {
        long now = session.now().getEpochSecond();
        PushMark mark = mark(now);
        before = mark.refused();
        String failure = "";
        PushWalk walk = walk(mark, now);
        if (walk.hasNews() || !mark.failure().isEmpty()) {
            try {
                PushMark sent = send(walk, mark);
                state.save(confirmed(sent, mark, now).ended(now, ""));
            } catch (PushFailure e) {
                failure = String.valueOf(e.getMessage());
                state.save(withRefusals(latest(mark)).ended(now, failure));
            }
        }
        return new PushOutcome(requests, samples, bytes, refused, refusal, failure);
    }

    /** The stored mark; for a new destination its first one. */
    private PushMark mark(long now) throws StoreException {
        PushBatch start;
        try (TrafficReader store = session.open()) {
            PushMark mark = store.pushes().mark(destination.name());
            if (mark != null) {
                return mark;
            }
            String instance = store.pushes().marks().stream()
                    .findFirst()
                    .map(PushMark::instance)
                    .orElseGet(() -> UUID.randomUUID().toString());
            start = store.pushes().start(destination.name(), instance, destination.limits(now));
        }
        state.commit(start, start.mark());
        return start.mark();
    }

    private PushWalk walk(PushMark mark, long now) throws StoreException {
        try (TrafficReader store = session.open()) {
            return store.pushes().resume(mark, destination.limits(now));
        }
    }

    private PushMark latest(PushMark otherwise) throws StoreException {
        try (TrafficReader store = session.open()) {
            @Nullable PushMark mark = store.pushes().mark(destination.name());
            return mark == null ? otherwise : mark;
        }
    }

    private PushMark send(PushWalk walk, PushMark start) throws StoreException, PushFailure {
        PushTransport transport =
                new PushTransport(destination, PushHeaders.read(destination, session), session.environment(), patience);
        WireFormat format = destination.protocol().format();
        PushResource resource = HostIdentity.of(start.instance(), session);
        while (!walk.isAtEnd()) {
            PushBatch batch = next(walk);
            long safe = Math.min(
                    Math.max(confirmation.safe(), start.safe()), batch.mark().sent());
            state.commit(batch, withRefusals(batch.mark().safeFrom(safe)));
            for (PushSlice slice : batch.slices()) {
                if (!slice.series().isEmpty()) {
                    send(format, format.encode(slice, resource), transport);
                    samples += slice.samples();
                    confirmation.accepted(slice.to());
                }
            }
        }
        return withRefusals(walk.mark());
    }

    private PushBatch next(PushWalk walk) throws StoreException {
        try (TrafficReader store = session.open()) {
            return store.pushes().next(walk);
        }
    }

    private PushMark withRefusals(PushMark mark) {
        return refused == 0 ? mark : mark.withRefusals(before + refused, refusal);
    }

    /** The next run starts where this one found the mark, unless the engine has confirmed more in the meantime. */
    private PushMark confirmed(PushMark sent, PushMark start, long now) {
        boolean isApart = now - start.succeeded() >= CONFIRMING_SECONDS || now < start.succeeded();
        long safe = Math.max(isApart ? start.sent() : start.safe(), confirmation.safe());
        return sent.safeFrom(Math.min(safe, sent.sent()));
    }

    /** Sends a slice; one that the engine refuses for good is counted and left out. */
    private void send(WireFormat format, byte[] content, PushTransport transport) throws PushFailure {
        for (int attempt = 1; ; attempt++) {
            EngineReply reply = transport.post(content, format.headers());
            requests++;
            bytes += content.length;
            if (reply.isAccepted()) {
                note(format.refusal(reply.content()));
                return;
            }
            if (reply.isRefusal()) {
                note("status " + reply.status() + reply.excerpt());
                return;
            }
            if (!reply.isBusy() || attempt == MOST_ATTEMPTS || reply.retryAfterSeconds() > MOST_WAIT_SECONDS) {
                throw new PushFailure(destination.place() + " answers with status " + reply.status() + advice(reply)
                        + reply.excerpt());
            }
            confirmation.doubt();
            pause(Math.max(reply.retryAfterSeconds(), 1L << (attempt - 1)));
        }
    }

    private void note(String why) {
        if (!why.isEmpty()) {
            refused++;
            refusal = why;
        }
    }

    private static String advice(EngineReply reply) {
        return switch (reply.status()) {
            case 401, 403 -> " (check the headers file)";
            case 301, 302, 303, 307, 308 -> " (a redirect, which is not followed: set the final URL)";
            case 404, 405 -> " (check the path of the URL)";
            default -> "";
        };
    }

    private static void pause(long seconds) throws PushFailure {
        try {
            Thread.sleep(seconds * 1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PushFailure("interrupted");
        }
    }
}

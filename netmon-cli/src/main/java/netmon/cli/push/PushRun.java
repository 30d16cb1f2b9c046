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
    /** The mark that this run found. */
    private PushMark start;

    /** What is new before this moment was refused for good, and need not be sent again. */
    private long settled;

    private long accepted;
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
        this.start = PushMark.start(destination.name(), "", 0, new PushMark.OpenRows(0, 0));
    }

    /** What a run did. {@code failure} is empty if it sent everything. */
    record PushOutcome(long requests, long samples, long bytes, long refused, String refusal, String failure) {}

    PushOutcome run() throws StoreException {
        long now = session.now().getEpochSecond();
        start = mark(now);
        settled = start.sent();
        String failure = "";
        PushWalk walk = walk(start, now);
        if (walk.hasNews() || !start.failure().isEmpty()) {
            try {
                PushMark sent = send(walk);
                state.save(confirmed(sent, now).ended(now, ""));
            } catch (PushFailure e) {
                failure = String.valueOf(e.getMessage());
                state.save((isAllRefused() ? start : withRefusals(latest())).ended(now, failure));
            }
        }
        return new PushOutcome(requests, samples, bytes, refused, refusal, failure);
    }

    /** The stored mark; for a new destination its first one. */
    private PushMark mark(long now) throws StoreException {
        PushBatch first;
        try (TrafficReader store = session.open()) {
            PushMark mark = store.pushes().mark(destination.name());
            if (mark != null) {
                return mark;
            }
            String instance = store.pushes().marks().stream()
                    .findFirst()
                    .map(PushMark::instance)
                    .orElseGet(() -> UUID.randomUUID().toString());
            first = store.pushes().start(destination.name(), instance, destination.limits(now));
        }
        state.commit(first, first.mark());
        return first.mark();
    }

    private PushWalk walk(PushMark mark, long now) throws StoreException {
        try (TrafficReader store = session.open()) {
            return store.pushes().resume(mark, destination.limits(now));
        }
    }

    private PushMark latest() throws StoreException {
        try (TrafficReader store = session.open()) {
            @Nullable PushMark mark = store.pushes().mark(destination.name());
            return mark == null ? start : mark;
        }
    }

    private PushMark send(PushWalk walk) throws StoreException, PushFailure {
        PushTransport transport =
                new PushTransport(destination, PushHeaders.read(destination, session), session.environment(), patience);
        PushResource resource = HostIdentity.of(start.instance(), destination.hostId(), session);
        while (!walk.isAtEnd()) {
            PushBatch batch = next(walk);
            long safe = Math.min(
                    Math.max(confirmation.safe(), start.safe()), batch.mark().sent());
            state.commit(batch, withRefusals(batch.mark().safeFrom(safe)));
            send(batch, resource, transport);
        }
        if (isAllRefused()) {
            throw new PushFailure("the engine refuses everything; check the URL and the protocol. It says: " + refusal);
        }
        return withRefusals(walk.mark());
    }

    private void send(PushBatch batch, PushResource resource, PushTransport transport) throws PushFailure {
        long before = accepted;
        for (PushSlice slice : batch.slices()) {
            if (!slice.series().isEmpty()) {
                send(slice, resource, transport);
            }
        }
        boolean isNew = batch.mark().sent() > start.sent();
        if (isNew && accepted == before && settled >= batch.slices().get(0).from()) {
            settled = batch.mark().sent();
        }
    }

    /** A first push of which nothing was accepted: the address is wrong, and the history must not be passed over. */
    private boolean isAllRefused() {
        return start.succeeded() == 0 && start.refused() == 0 && refused > 0 && accepted == 0;
    }

    private PushBatch next(PushWalk walk) throws StoreException {
        try (TrafficReader store = session.open()) {
            return store.pushes().next(walk);
        }
    }

    private PushMark withRefusals(PushMark mark) {
        return refused == 0 ? mark : mark.withRefusals(start.refused() + refused, refusal);
    }

    /** The next run starts where this one found the mark, unless the engine has confirmed more in the meantime. */
    private PushMark confirmed(PushMark sent, long now) {
        boolean isApart = now - start.succeeded() >= CONFIRMING_SECONDS || now < start.succeeded();
        long safe = Math.max(isApart ? settled : start.safe(), confirmation.safe());
        return sent.safeFrom(Math.min(safe, sent.sent()));
    }

    /**
     * Sends a slice. What the engine refuses for good is counted and left out. A slice that begins with points that
     * were sent before may be refused because of them: then what is new in it is sent alone.
     */
    private void send(PushSlice slice, PushResource resource, PushTransport transport) throws PushFailure {
        WireFormat format = destination.protocol().format();
        EngineReply reply = answer(format, format.encode(slice, resource), transport);
        if (reply.isAccepted()) {
            accepted++;
            samples += slice.samples();
            confirmation.accepted(slice.to());
            note(format.refusal(reply.content()));
        } else if (slice.to() > start.sent()) {
            PushSlice fresh = slice.since(start.sent());
            if (fresh.series().equals(slice.series())) {
                note("status " + reply.status() + reply.excerpt());
            } else if (!fresh.series().isEmpty()) {
                send(fresh, resource, transport);
            }
        }
    }

    /** The answer that counts: while the engine is busy it is asked again. */
    private EngineReply answer(WireFormat format, byte[] content, PushTransport transport) throws PushFailure {
        for (int attempt = 1; ; attempt++) {
            EngineReply reply = transport.post(content, format.headers());
            requests++;
            bytes += content.length;
            if (reply.isAccepted() || reply.isRefusal()) {
                return reply;
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

package netmon.cli.client;

import java.time.Instant;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.protocol.StatusReply;
import netmon.store.files.Heartbeat;

/** Says that nothing is measured at present, which must not be taken for "nothing moved". */
public final class Unmeasured {
    private Unmeasured() {}

    /** Why the database may have no data, and what to do. It asks the service, if one runs. */
    public static String advice(Session session) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(session.database());
        StatusReply.StatusChange unmeasured = pulse != null && pulse.running()
                ? ServiceStatus.ask(session.database()).reply().unmeasured()
                : null;
        return unmeasured == null ? session.startService() : words(unmeasured) + "; see netmon doctor.";
    }

    /** Such as {@code not measured since 2026-11-23T12:00:00Z: the interfaces cannot be read: ...}. */
    public static String words(StatusReply.StatusChange unmeasured) {
        return "not measured since " + Instant.ofEpochSecond(unmeasured.since()) + ": "
                + PlainText.of(unmeasured.what());
    }
}

package netmon.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import netmon.model.Traffic;
import netmon.store.StoreException;
import netmon.store.Verification;
import netmon.store.Verifier;
import picocli.CommandLine.Command;

/** {@code netmon verify}: whether the applications add up to the interfaces, and the file is whole. */
@Command(
        name = "verify",
        description =
                "Checks that in every bucket the applications add up to the interfaces, and that the file is whole.",
        footer = {"", "Exit status 1 says that something is wrong.", "", "Example:", "  netmon verify"})
final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        ProgressBar bar = session.progressBar();
        Verification found = Verifier.verify(session.database(), bar::show);
        bar.clear();
        return tell(session, found);
    }

    /** Says what was found, and chooses the exit status. */
    static int tell(Session session, Verification found) {
        session.say("schema version " + found.schema() + ", " + found.buckets() + " buckets checked");
        Verification.Difference difference = found.difference();
        if (difference != null) {
            session.say("from " + Instant.ofEpochSecond(difference.at()).atZone(session.zone())
                    + " the sums differ: applications " + bytes(difference.apps()) + ", interfaces "
                    + bytes(difference.interfaces()));
        }
        if (found.damage() != null) {
            session.say("damaged: " + found.damage());
        }
        if (found.isSound()) {
            session.say("applications + Unattributed = counted interfaces in each of them");
        }
        return found.isSound() ? Exit.OK : Exit.FAILED;
    }

    private static String bytes(Traffic traffic) {
        return traffic.received() + " / " + traffic.sent() + " bytes";
    }
}

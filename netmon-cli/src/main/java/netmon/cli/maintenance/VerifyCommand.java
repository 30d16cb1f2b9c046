package netmon.cli.maintenance;

import java.time.ZoneId;
import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.options.ZoneOption;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.ProgressBar;
import netmon.cli.text.Timestamps;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.Verification;
import netmon.store.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon verify}: whether the applications add up to the interfaces, and the file is whole. */
@Command(
        name = "verify",
        description =
                "Checks that in every bucket the applications add up to the interfaces, and that the file is whole.",
        footer = {
            "",
            "Exit status: 0 all is sound, 1 something is wrong.",
            "",
            "Examples:",
            "  netmon verify",
            "  netmon verify --json"
        })
public final class VerifyCommand implements FastCommand {
    private final Session session;

    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    @Mixin
    private final ZoneOption times = new ZoneOption();

    public VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(times);
    }

    @Override
    public boolean set(String option) {
        if (!option.equals("--json")) {
            return FastCommand.super.set(option);
        }
        json = true;
        return true;
    }

    @Override
    public Integer call() throws StoreException {
        ProgressBar bar = session.progressBar();
        Verification found = Verifier.verify(session.database(), bar::show);
        bar.clear();
        ZoneId zone = times.zone(session);
        return json ? write(found, zone) : tell(session, found, zone);
    }

    private int write(Verification found, ZoneId zone) {
        JsonOutput.print(session.out(), zone, "verify", object -> {
            object.flag("sound", found.isSound());
            object.number("schema", found.schema());
            object.number("buckets", found.buckets());
            Verification.Difference difference = found.difference();
            if (difference == null) {
                object.nothing("difference");
            } else {
                object.object("difference", sums -> {
                    sums.time("at", difference.at());
                    sums.object("applications", bytes -> bytes.traffic(difference.apps()));
                    sums.object("interfaces", bytes -> bytes.traffic(difference.interfaces()));
                });
            }
            object.textOrNothing("damage", found.damage());
        });
        return status(found);
    }

    /** Says what was found, and chooses the exit status. */
    static int tell(Session session, Verification found, ZoneId zone) {
        session.say("schema version " + found.schema() + ", " + found.buckets() + " buckets checked");
        Verification.Difference difference = found.difference();
        if (difference != null) {
            session.say("from " + Timestamps.iso(difference.at(), zone)
                    + " the sums differ: applications " + bytes(difference.apps()) + ", interfaces "
                    + bytes(difference.interfaces()));
        }
        if (found.damage() != null) {
            session.say("damaged: " + found.damage());
        }
        if (found.isSound()) {
            session.say("applications + Unattributed = counted interfaces in each of them");
        }
        return status(found);
    }

    private static int status(Verification found) {
        return found.isSound() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String bytes(Traffic traffic) {
        return traffic.received() + " / " + traffic.sent() + " bytes";
    }
}

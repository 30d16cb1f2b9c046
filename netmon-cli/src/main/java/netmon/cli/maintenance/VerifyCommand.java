package netmon.cli.maintenance;

import java.time.ZoneId;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
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

/** {@code netmon verify}: checks that applications add up to interfaces, and that the file is not damaged. */
public final class VerifyCommand extends CliCommand {
    private final CommandArgument<Boolean> json = arguments.flag("--json", "Print JSON, for programs.");
    private final ZoneOption times = new ZoneOption(arguments);

    public VerifyCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Checks that in every bucket the applications add up to the interfaces, and that the file is"
                                + " not damaged.",
                        "netmon verify",
                        "netmon verify --json")
                .statuses("0  all is well", "1  something is wrong")
                .training("", "--json");
    }

    @Override
    public Integer call() throws StoreException {
        ProgressBar bar = session.progressBar();
        Verification found = Verifier.verify(session.database(), bar::show);
        bar.clear();
        ZoneId zone = times.zone(session);
        return json.isGiven() ? write(found, zone) : print(session, found, zone);
    }

    private int write(Verification found, ZoneId zone) {
        JsonOutput.print(session.out(), zone, "verify", object -> {
            object.flag("sound", found.isSound());
            object.number("schema", found.schema());
            object.number("buckets", found.buckets());
            object.object("difference", found.difference(), (sums, difference) -> {
                sums.time("at", difference.at());
                sums.traffic("applications", difference.apps());
                sums.traffic("interfaces", difference.interfaces());
            });
            object.text("damage", found.damage());
        });
        return status(found);
    }

    /** Prints the result and returns the exit status. */
    static int print(Session session, Verification found, ZoneId zone) {
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

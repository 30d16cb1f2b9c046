package netmon.cli.stats;

import netmon.cli.options.CommandHelp;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * {@code netmon stats totals}: the sum and the peaks of a period. {@code netmon stats today}, {@code week} and so on
 * are the same for the period of that name.
 */
public final class TotalsCommand extends InterfacesCommand {
    private final @Nullable NamedPeriod period;

    /** @param period null if the options choose it */
    public TotalsCommand(Session session, @Nullable NamedPeriod period) {
        super(session, period);
        this.period = period;
    }

    @Override
    public CommandHelp help() {
        return period == null
                ? CommandHelp.of(
                                "Shows the total of all interfaces and the highest rates.",
                                "netmon stats totals --last 7d")
                        .training("--from yesterday")
                : CommandHelp.of("Shows the totals of " + period.label() + ".", "netmon stats " + period.word())
                        .training("", "--oneline --units iec");
    }

    @Override
    public Integer call() throws StoreException {
        return answer("stats totals", true);
    }
}

package netmon.cli.stats;

import netmon.cli.options.CommandHelp;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * {@code netmon stats totals}: the sum and the peaks of a period. {@code netmon stats today}, {@code week} and so on are
 * the same for the period of that name.
 */
public final class TotalsCommand extends InterfacesCommand {
    private final @Nullable NamedPeriod period;

    public TotalsCommand(Session session) {
        super(session, null, "--from yesterday");
        this.period = null;
    }

    public TotalsCommand(Session session, NamedPeriod period) {
        super(session, period, "", "--oneline --units iec");
        this.period = period;
    }

    @Override
    public CommandHelp help() {
        return period == null
                ? CommandHelp.of(
                        "Shows the total of all interfaces and the highest rates.", "netmon stats totals --last 7d")
                : CommandHelp.of("Shows the totals of " + period.label() + ".", "netmon stats " + period.word());
    }

    @Override
    public Integer call() throws StoreException {
        return answer("stats totals", true);
    }
}

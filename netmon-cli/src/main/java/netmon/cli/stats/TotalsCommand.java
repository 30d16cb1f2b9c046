package netmon.cli.stats;

import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code netmon stats totals}: what a stretch of time had in all, and its peaks; {@code netmon stats today},
 * {@code week} and so on for those that have a name.
 */
@Command(
        name = "totals",
        description = "Shows what went through the interfaces in all, and the highest rates.",
        footer = {"", "Example:", "  netmon stats totals --last 7d"})
public final class TotalsCommand implements FastCommand {
    private final Session session;

    @Mixin
    private final InterfacesQuery query;

    /** @param span the period; null where the options say it */
    public TotalsCommand(Session session, @Nullable NamedPeriod span) {
        this.session = session;
        this.query = new InterfacesQuery(span);
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        return query.answer(session, "stats totals", true);
    }
}

package netmon.cli;

import java.util.List;
import netmon.store.StoreException;
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
final class TotalsCommand implements QuickCommand {
    private final Session session;

    @Mixin
    private final InterfacesQuery query;

    /** @param span the period; null where the options say it */
    TotalsCommand(Session session, @Nullable Span span) {
        this.session = session;
        this.query = new InterfacesQuery(span);
    }

    @Override
    public List<Settable> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        return query.answer(session, "stats totals", true);
    }
}

package netmon.cli.stats;

import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.session.Session;
import netmon.model.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon stats interfaces}: what went through which interface. */
@Command(
        name = "interfaces",
        description = "Shows what each network interface received and sent.",
        footer = {"", "Examples:", "  netmon stats interfaces", "  netmon stats interfaces --month --interface en0"})
public final class InterfacesCommand implements FastCommand {
    private final Session session;

    @Mixin
    private final InterfacesQuery query = new InterfacesQuery(null);

    public InterfacesCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        return query.answer(session, "stats interfaces", false);
    }
}

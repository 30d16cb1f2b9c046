package netmon.cli;

import java.util.List;
import netmon.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon stats interfaces}: what went through which interface. */
@Command(
        name = "interfaces",
        description = "Shows what each network interface received and sent.",
        footer = {"", "Examples:", "  netmon stats interfaces", "  netmon stats interfaces --month --interface en0"})
final class InterfacesCommand implements QuickCommand {
    private final Session session;

    @Mixin
    private final InterfacesQuery query = new InterfacesQuery(null);

    InterfacesCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<Settable> parts() {
        return List.of(query);
    }

    @Override
    public Integer call() throws StoreException {
        return query.answer(session, "stats interfaces", false);
    }
}

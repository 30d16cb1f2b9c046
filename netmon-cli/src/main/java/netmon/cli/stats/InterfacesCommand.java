package netmon.cli.stats;

import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.CommandHelp;
import netmon.cli.session.Session;
import netmon.model.StoreException;


/** {@code netmon stats interfaces}: the bytes of each interface. */
public final class InterfacesCommand implements CliCommand {
    private final Session session;
    private final InterfacesQuery query = new InterfacesQuery(null);

    public InterfacesCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows what each network interface received and sent.",
                        "netmon stats interfaces",
                        "netmon stats interfaces --month --interface en0")
                .training("--last 6h", "--json");
    }

    @Override
    public CommandArguments arguments() {
        return query.arguments();
    }

    @Override
    public Integer call() throws StoreException {
        return query.answer(session, "stats interfaces", false);
    }
}

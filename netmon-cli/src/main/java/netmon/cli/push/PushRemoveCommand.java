package netmon.cli.push;

import java.util.Map;
import netmon.cli.client.DatabaseChange;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.protocol.Request;
import netmon.setup.SetupException;

/** {@code netmon push remove}: removes a destination from the settings, and the timer with the last one. */
public final class PushRemoveCommand extends CliCommand {
    private final CommandArgument<String> name =
            arguments.textParameter("NAME", "The destination, as 'netmon push status' names it.");
    private final CommandArgument<Boolean> forget = arguments.flag(
            "--forget", "Forget what was pushed too, so that a new destination of this name gets the whole history.");
    private final CommandArgument<Boolean> system =
            arguments.flag("--system", "For a netmon that was installed for all users.");
    private final CommandArgument<Boolean> dryRun = arguments.flag("--dry-run", "Print each step, and do nothing.");

    public PushRemoveCommand(Session session) {
        super(session);
        name.required();
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Removes a destination from the settings, and the timer with the last one.",
                        "netmon push remove default",
                        "netmon push remove corp --forget")
                .notes("A destination that is set up again under its name goes on where it stopped, so that its engine"
                        + " counts no byte twice. With --forget the engine sees this machine as a new one.")
                .training("default --dry-run");
    }

    @Override
    public Integer call() throws StoreException {
        try {
            new TimerChange(session, system.isGiven(), dryRun.isGiven())
                    .make("netmon push remove " + name.get(), (file, text) -> {
                        boolean isKnown = PushSettings.of(file, text).stream()
                                .anyMatch(each -> each.name().equals(name.get()));
                        if (!isKnown && !forget.isGiven()) {
                            throw new UsageException(
                                    "there is no destination '" + PlainText.of(name.get()) + "' in " + file);
                        }
                        return PushSettings.with(file, text, name.get(), Map.of());
                    });
        } catch (SetupException e) {
            session.err().println("netmon: " + PlainText.of(String.valueOf(e.getMessage())));
            return ExitCode.FAILED;
        }
        if (forget.isGiven()) {
            session.printNow("forget what was pushed to " + name.get());
            forget();
        }
        return ExitCode.OK;
    }

    private void forget() throws StoreException {
        if (!dryRun.isGiven()) {
            DatabaseChange.make(
                    session.database(),
                    new Request.ForgetPush(name.get()),
                    DatabaseChange.USUAL_PATIENCE,
                    store -> store.pushes().forget(name.get()));
        }
    }
}

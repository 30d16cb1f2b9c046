package netmon.cli.push;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.parse.UsageException;
import netmon.cli.push.wire.PushProtocol;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.setup.SetupException;
import org.jspecify.annotations.Nullable;

/** {@code netmon push setup}: writes a destination into the settings, and installs the timer. */
public final class PushSetupCommand extends CliCommand {
    private final CommandArgument<String> url =
            arguments.textParameter("URL", "The engine, such as https://metrics.example.com/api/v1/write.");
    private final CommandArgument<String> name = arguments
            .text("--name", "NAME", "The name of the destination. Default: {default}.")
            .byDefault("default");
    private final CommandArgument<PushProtocol> protocol = arguments.choice(
            "--protocol", "NAME", "The protocol: {choices}. Default: as the URL shows.", PushProtocol.values());
    private final CommandArgument<String> every =
            arguments.text("--every", "TIME", "The time between two pushes: 1m, 5m, 15m or 1h. Default: 5m.");
    private final CommandArgument<Path> headers = arguments.file(
            "--headers-file", "FILE", "A file of mode 0600 with headers such as 'Authorization: Bearer ...'.");
    private final CommandArgument<Path> authorities = arguments.file(
            "--ca-file", "FILE", "The authorities of the engine's certificate (PEM). Default: those of Java.");
    private final CommandArgument<Path> certificate =
            arguments.file("--client-certificate", "FILE", "The certificate of this machine (PEM).");
    private final CommandArgument<Path> key =
            arguments.file("--client-key", "FILE", "Its key, of mode 0600. Default: in the file of the certificate.");
    private final CommandArgument<Boolean> system =
            arguments.flag("--system", "For a netmon that was installed for all users.");
    private final CommandArgument<Boolean> dryRun = arguments.flag("--dry-run", "Print each step, and do nothing.");

    public PushSetupCommand(Session session) {
        super(session);
        url.required();
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Writes a destination into the settings, and starts a timer that pushes to it.",
                        "netmon push setup https://metrics.example.com/api/v1/write",
                        "netmon push setup https://collector.example.com:4318 --headers-file ~/.netmon/corp.headers",
                        "sudo netmon push setup http://127.0.0.1:8428/api/v1/write --system")
                .notes("A URL must not contain a password. Headers are sent over https, or to this machine, only.")
                .training("http://127.0.0.1:9090 --dry-run");
    }

    @Override
    public Integer call() throws StoreException {
        try {
            new TimerChange(session, system.isGiven(), dryRun.isGiven())
                    .make("netmon push setup URL", (file, text) -> PushSettings.with(file, text, name.get(), keys()));
            return ExitCode.OK;
        } catch (SetupException e) {
            session.err().println("netmon: " + PlainText.of(String.valueOf(e.getMessage())));
            return ExitCode.FAILED;
        }
    }

    private Map<String, String> keys() {
        PushProtocol chosen = protocol.value() != null ? protocol.value() : PushSettings.guess(url.get());
        if (chosen == null) {
            throw new UsageException(
                    "the URL does not show the protocol; add --protocol otlp, remote-write or" + " clickhouse");
        }
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("url", PushDestination.address(url.get(), chosen).toString());
        keys.put("protocol", chosen.toString());
        put(keys, "headers-file", headers.value());
        put(keys, "ca-file", authorities.value());
        put(keys, "client-certificate", certificate.value());
        put(keys, "client-key", key.value());
        if (every.isGiven()) {
            keys.put("every", every.get());
        }
        return keys;
    }

    private static void put(Map<String, String> keys, String name, @Nullable Path file) {
        if (file != null) {
            keys.put(name, file.toAbsolutePath().toString());
        }
    }
}

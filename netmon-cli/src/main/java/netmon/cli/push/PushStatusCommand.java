package netmon.cli.push;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.ZoneOption;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.PushMark;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** {@code netmon push status}: how far each destination has received the history. */
public final class PushStatusCommand extends CliCommand {
    private final ZoneOption times = new ZoneOption(arguments);
    private final OutputOptions output = new OutputOptions(arguments);

    public PushStatusCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows for each destination the last success, the lag, and what the engine refused.",
                        "netmon push status",
                        "netmon push status --json")
                .statuses("0  all destinations work", "1  the last push to a destination failed")
                .training("", "--json");
    }

    @Override
    public Integer call() throws StoreException {
        ZoneId zone = times.zone(session);
        List<PushStatusAnswer.DestinationState> states = states();
        output.printer(session, zone)
                .print(new PushStatusAnswer(states, session.now().getEpochSecond(), zone));
        if (states.isEmpty()) {
            session.err().println("No destination is set; 'netmon push setup URL' sets one.");
        }
        return states.stream().allMatch(PushStatusAnswer.DestinationState::isSound) ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<PushStatusAnswer.DestinationState> states() throws StoreException {
        Map<String, PushMark> marks = new HashMap<>();
        try (TrafficReader store = session.open()) {
            store.pushes().marks().forEach(each -> marks.put(each.destination(), each));
        }
        List<PushStatusAnswer.DestinationState> states = new ArrayList<>();
        for (PushDestination each : PushSettings.read(session)) {
            states.add(new PushStatusAnswer.DestinationState(each, marks.get(each.name())));
        }
        return states;
    }
}

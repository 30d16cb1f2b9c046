package netmon.protocol;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Check;

/**
 * The doctor's checks, in order.
 *
 * <pre>
 * netmon/2 doctor
 * check verdict=bad name=disk+space seen=3+MB+are+left remedy=make+room
 * </pre>
 */
public record ChecksReply(List<Check> checks) implements Reply {
    private static final String WORD = "doctor";
    private static final String CHECK = "check";

    public ChecksReply {
        checks = List.copyOf(checks);
    }

    @Override
    public String encode() {
        List<MessageLine> lines = new ArrayList<>();
        for (Check each : checks) {
            lines.add(new MessageLine(CHECK)
                    .with("verdict", each.verdict())
                    .with("name", each.name())
                    .with("seen", each.seen())
                    .with("remedy", each.remedy()));
        }
        return Message.format(new MessageLine(WORD), lines);
    }

    /** Reads the reply, which is also what {@code netmon-service --doctor} prints. */
    public static ChecksReply parse(String text) throws MessageException {
        return new ChecksReply(Message.parseReply(text, WORD).items(CHECK, ChecksReply::check));
    }

    private static Check check(MessageLine line) throws MessageException {
        Check.Verdict verdict = line.choice("verdict", Check.Verdict.class);
        return new Check(line.plain("name"), verdict, line.plain("seen"), line.plain("remedy"));
    }
}

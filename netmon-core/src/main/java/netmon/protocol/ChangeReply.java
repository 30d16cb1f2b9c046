package netmon.protocol;

/**
 * The reply to a change of the database: {@code netmon/2 changed number=3}.
 *
 * @param number of {@link Request.PurgeBefore} the epoch second to which the edge was rounded; of {@link
 *     Request.AddAlert} the alert's number; of {@link Request.RemoveAlert} how many alerts were removed, 0 or 1
 */
public record ChangeReply(long number) implements Reply {
    private static final String WORD = "changed";

    @Override
    public String encode() {
        return Message.format(new MessageLine(WORD).with("number", number));
    }

    static ChangeReply parse(String text) throws MessageException {
        return new ChangeReply(Message.parseReply(text, WORD).head().number("number"));
    }
}

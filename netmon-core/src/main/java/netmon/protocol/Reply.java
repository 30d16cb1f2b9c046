package netmon.protocol;

import netmon.model.PlainText;

/** The service's answer to a {@link Request}. */
public sealed interface Reply
        permits StatusReply, RatesReply, SocketsReply, ChecksReply, Reply.ChangeReply, Reply.ErrorReply {
    /** The service refuses a request or cannot carry it out, in any version: {@code error no such request}. */
    record ErrorReply(String sentence) implements Reply {
        static final String PREFIX = "error ";

        public ErrorReply {
            sentence = PlainText.of(sentence);
        }

        @Override
        public String encode() {
            return PREFIX + sentence;
        }

        static ErrorReply parse(String text) {
            return new ErrorReply(text.substring(PREFIX.length()).strip());
        }
    }

    /**
     * The reply to a change of the database: {@code netmon/2 changed number=3}.
     *
     * @param number of {@link Request.PurgeBefore} the epoch second to which the edge was rounded; of {@link
     *     Request.AddAlert} the alert's number; of {@link Request.RemoveAlert} how many alerts were removed, 0 or 1; of
     *     {@link Request.PutPushTotals} how many were noted; of {@link Request.SavePushMark} the moment it is sent to
     */
    record ChangeReply(long number) implements Reply {
        private static final String WORD = "changed";

        @Override
        public String encode() {
            return Message.format(new MessageLine(WORD).with("number", number));
        }

        static ChangeReply parse(String text) throws MessageException {
            return new ChangeReply(Message.parseReply(text, WORD).head().number("number"));
        }
    }

    /** The reply in lines, none of them empty, without {@link ServiceContract#END_OF_REPLY}. */
    String encode();
}

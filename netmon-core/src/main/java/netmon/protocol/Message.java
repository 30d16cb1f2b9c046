package netmon.protocol;

import java.util.ArrayList;
import java.util.List;
import netmon.model.PlainText;
import netmon.protocol.Reply.ErrorReply;
import org.jspecify.annotations.Nullable;

/**
 * A request or a reply as text. The first line names the version of the protocol; a reply may have a line for each
 * of its items below it. A reader ignores items that it does not know.
 *
 * <pre>
 * netmon/2 live second=1795000000 nanos=1000000000
 * row received=1200 sent=30 estimated=no pid=4711 app=Safari process=com.apple.WebKit
 * </pre>
 *
 * <p>In every version a request starts with {@code netmon/} and the version, and a refusal is {@code error} and a
 * sentence in one line. So a service and a command of different versions can still say that they differ.
 */
record Message(MessageLine head, List<MessageLine> items) {
    private static final int VERSION = 2;
    private static final String PROTOCOL = "netmon/";
    private static final String PREFIX = PROTOCOL + VERSION + " ";
    private static final int EXCERPT_LENGTH = 60;

    @FunctionalInterface
    interface LineParser<T> {
        T parse(MessageLine line) throws MessageException;
    }

    static String format(MessageLine head) {
        return format(head, List.of());
    }

    static String format(MessageLine head, List<MessageLine> items) {
        StringBuilder text = new StringBuilder(PREFIX).append(head.format());
        for (MessageLine each : items) {
            text.append('\n').append(each.format());
        }
        return text.toString();
    }

    /** Reads a request, or a reply without its end. */
    static Message parse(String text) throws MessageException {
        if (text.length() > ServiceContract.MAX_REPLY_BYTES) {
            throw new MessageException("a message of " + text.length() + " characters is too long");
        }
        requireVersion(text);
        List<MessageLine> lines = new ArrayList<>();
        for (String line : text.substring(PREFIX.length()).split("\n", -1)) {
            requireNoControl(line);
            lines.add(MessageLine.parse(line));
        }
        return new Message(lines.get(0), lines.subList(1, lines.size()));
    }

    /**
     * Reads a reply.
     *
     * @param word the first word of the expected one
     * @throws MessageException also where the service refuses the request; its message is then the service's reason
     */
    static Message parseReply(String text, String word) throws MessageException {
        if (text.startsWith(ErrorReply.PREFIX)) {
            throw new MessageException(
                    "the service says: " + ErrorReply.parse(text).sentence());
        }
        Message message = parse(text);
        if (!message.head.word().equals(word)) {
            throw new MessageException(
                    "the service replies with '" + excerpt(message.head.word()) + "', not '" + word + "'");
        }
        return message;
    }

    /** The items with this word, each read by the parser. */
    <T> List<T> items(String word, LineParser<T> parser) throws MessageException {
        List<T> found = new ArrayList<>();
        for (MessageLine each : items) {
            if (each.word().equals(word)) {
                found.add(parser.parse(each));
            }
        }
        return found;
    }

    /** The first item with this word; null if there is none. */
    <T> @Nullable T item(String word, LineParser<T> parser) throws MessageException {
        List<T> found = items(word, parser);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The start of a text from the other side, safe to print. */
    static String excerpt(String text) {
        return PlainText.cut(text, EXCERPT_LENGTH);
    }

    private static void requireVersion(String text) throws MessageException {
        if (text.startsWith(PREFIX)) {
            return;
        }
        int end = text.indexOf(' ');
        if (!text.startsWith(PROTOCOL) || end <= PROTOCOL.length()) {
            throw new MessageException("this is no message of netmon: " + excerpt(text));
        }
        throw new MessageException("service and command are of different versions: one speaks " + PROTOCOL + VERSION
                + ", the other " + excerpt(text.substring(0, end)) + "; update netmon and restart its service");
    }

    private static void requireNoControl(String line) throws MessageException {
        for (int i = 0; i < line.length(); i++) {
            if (FieldText.isControl(line.charAt(i))) {
                throw new MessageException("a message has a control character: " + excerpt(line));
            }
        }
    }
}

package netmon.protocol;

import netmon.model.PlainText;

/** The service refuses a request or cannot carry it out, in any version: {@code error no such request}. */
public record ErrorReply(String sentence) implements Reply {
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

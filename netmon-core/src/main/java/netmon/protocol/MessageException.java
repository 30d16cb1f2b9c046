package netmon.protocol;

import java.io.IOException;

/** A message that cannot be used; {@link #getMessage()} is a sentence for people, which is safe to print. */
public final class MessageException extends IOException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    MessageException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}

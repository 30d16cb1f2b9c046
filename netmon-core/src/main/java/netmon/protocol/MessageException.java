package netmon.protocol;

import java.io.IOException;

/** A message that cannot be used; its message is a sentence for people, which is safe to print. */
public final class MessageException extends IOException {
    private static final long serialVersionUID = 1;

    MessageException(String sentence) {
        super(sentence);
    }
}

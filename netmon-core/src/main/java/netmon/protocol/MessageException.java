package netmon.protocol;

import java.io.IOException;
import java.util.Objects;

/** A message that cannot be used; {@link #getMessage()} is a sentence for people, which is safe to print. */
public final class MessageException extends IOException {
    private static final long serialVersionUID = 1;

    MessageException(String sentence) {
        super(sentence);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}

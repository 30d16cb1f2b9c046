package netmon.cli.live.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Makes keys of the characters that a terminal sends: {@code ESC [ A} is the arrow up, {@code ESC [ 5 ~} is page up.
 * The whole sequence of a key without a meaning is one key, so that its end is not read as a letter; F1 of the Linux
 * console is {@code ESC [ [ A}.
 */
final class KeyDecoder {
    private static final int ESC = 0x1b;
    private static final int DELETE = 0x7f;

    /** Longest sequence; a longer one ends here, as a key without a meaning. */
    private static final int MAX_LENGTH = 32;

    private final StringBuilder sequence = new StringBuilder();

    /** Whether a sequence has started; if nothing follows soon, it was the key Escape. */
    boolean isInSequence() {
        return sequence.length() > 0;
    }

    /** The key that ends with this character; null if the sequence continues. */
    @Nullable
    Key take(int character) {
        if (sequence.length() == 0) {
            if (character == ESC) {
                sequence.appendCodePoint(character);
                return null;
            }
            return single(character);
        }
        sequence.appendCodePoint(character);
        if (!isComplete(character) && sequence.length() < MAX_LENGTH) {
            return null;
        }
        String whole = sequence.toString();
        sequence.setLength(0);
        return Key.of(name(whole));
    }

    /** The key of the sequence so far, because nothing followed in time. */
    Key timeOut() {
        boolean escape = sequence.length() == 1;
        sequence.setLength(0);
        return Key.of(escape ? Key.Name.ESCAPE : Key.Name.OTHER);
    }

    private boolean isComplete(int character) {
        if (sequence.length() == 2) {
            return character != '[' && character != 'O';
        }
        boolean isConsoleKey = sequence.length() == 3 && sequence.charAt(1) == '[' && character == '[';
        return character >= '@' && character <= '~' && !isConsoleKey;
    }

    private static Key single(int character) {
        return switch (character) {
            case '\r', '\n' -> Key.of(Key.Name.ENTER);
            case '\b', DELETE -> Key.of(Key.Name.BACKSPACE);
            default -> character < ' ' ? Key.of(Key.Name.OTHER) : Key.typed(character);
        };
    }

    private static Key.Name name(String sequence) {
        return switch (sequence.substring(1)) {
            case "[A", "OA" -> Key.Name.UP;
            case "[B", "OB" -> Key.Name.DOWN;
            case "[5~" -> Key.Name.PAGE_UP;
            case "[6~" -> Key.Name.PAGE_DOWN;
            case "[H", "OH", "[1~", "[7~" -> Key.Name.HOME;
            case "[F", "OF", "[4~", "[8~" -> Key.Name.END;
            default -> Key.Name.OTHER;
        };
    }
}

package netmon.cli.live.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Makes keys of the characters that a terminal sends: {@code ESC [ A} is the arrow up, {@code ESC [ 5 ~} is page up. What it
 * sends for keys that mean nothing here is swallowed whole, so that its end is not taken for a letter.
 */
final class KeyDecoder {
    private static final int ESC = 0x1b;
    private static final int DELETE = 0x7f;

    /** A sequence that is longer is none. */
    private static final int LONGEST = 32;

    private final StringBuilder sequence = new StringBuilder();

    /** Whether a sequence has begun; if nothing follows soon, it was the key Escape. */
    boolean isWithin() {
        return sequence.length() > 0;
    }

    /** The key that ends with this character; null where there is more to come. */
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
        if (!isComplete(character) && sequence.length() < LONGEST) {
            return null;
        }
        String whole = sequence.toString();
        sequence.setLength(0);
        return Key.of(name(whole));
    }

    /** Nothing followed: what has begun is all. */
    Key timeOut() {
        boolean escape = sequence.length() == 1;
        sequence.setLength(0);
        return Key.of(escape ? Key.Name.ESCAPE : Key.Name.OTHER);
    }

    private boolean isComplete(int character) {
        if (sequence.length() == 2) {
            return character != '[' && character != 'O';
        }
        return character >= '@' && character <= '~';
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

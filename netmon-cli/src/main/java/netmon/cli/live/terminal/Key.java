package netmon.cli.live.terminal;


/**
 * A key of the terminal.
 *
 * @param character the typed code point; 0 unless the name is {@link Name#CHARACTER}
 */
public record Key(Name name, int character) {
    /** The meaning of a key, whichever bytes its terminal sends. */
    public enum Name {
        CHARACTER,
        ENTER,
        BACKSPACE,
        ESCAPE,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        /** A key without a meaning here. */
        OTHER
    }

    public static Key of(Name name) {
        return new Key(name, 0);
    }

    public static Key typed(int character) {
        return new Key(Name.CHARACTER, character);
    }
}

package netmon.cli.live.terminal;

/**
 * A key of the terminal.
 *
 * @param name what it is
 * @param character what was typed; 0 for all but {@link Name#CHARACTER}
 */
public record Key(Name name, int character) {
    /** What a key does, whatever bytes its terminal sends. */
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
        /** One that means nothing here. */
        OTHER
    }

    public static Key of(Name name) {
        return new Key(name, 0);
    }

    public static Key typed(int character) {
        return new Key(Name.CHARACTER, character);
    }
}

package netmon.cli.text;


/** The units of amounts, and whether they count bits. */
public record AmountStyle(Units units, boolean inBits) {
    /** The next style for a key that goes through all of them: three kinds of bytes, then bits. */
    public AmountStyle next() {
        if (inBits) {
            return new AmountStyle(Units.ORIGINAL, false);
        }
        return switch (units) {
            case ORIGINAL -> new AmountStyle(Units.IEC, false);
            case IEC -> new AmountStyle(Units.SI, false);
            case SI -> new AmountStyle(Units.SI, true);
        };
    }

    public AmountFormat bytes() {
        return inBits ? units.bits() : units.bytes();
    }
}

package netmon.cli;

/** In what amounts are written. */
record Amounts(Units units, boolean inBits) {
    /** The next one of those that a person may want: three kinds of bytes, then bits. */
    Amounts next() {
        if (inBits) {
            return new Amounts(Units.ORIGINAL, false);
        }
        return switch (units) {
            case ORIGINAL -> new Amounts(Units.IEC, false);
            case IEC -> new Amounts(Units.SI, false);
            case SI -> new Amounts(Units.SI, true);
        };
    }

    Bytes bytes() {
        return inBits ? units.bits() : units.bytes();
    }
}

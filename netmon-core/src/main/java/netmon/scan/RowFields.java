package netmon.scan;

/**
 * The fields of one row, blanks between them, from the left. A field that is missing or malformed is an
 * IllegalArgumentException.
 */
public final class RowFields {
    private final String row;

    /** Where the present field begins and ends. */
    private int from;

    private int to;

    public RowFields(String row) {
        this.row = row;
    }

    public boolean hasNext() {
        while (to < row.length() && row.charAt(to) == ' ') {
            to++;
        }
        return to < row.length();
    }

    public String next() {
        skip();
        return row.substring(from, to);
    }

    /** Whether the next field is this one; it is passed over all the same. */
    public boolean nextIs(String expected) {
        skip();
        return to - from == expected.length() && row.startsWith(expected, from);
    }

    /** The next field, a decimal number not below zero. */
    public long number() {
        skip();
        long number = Long.parseLong(row, from, to, 10);
        if (number < 0) {
            throw new IllegalArgumentException("below zero: " + row.substring(from, to));
        }
        return number;
    }

    /** The next field, an unsigned hexadecimal number of exactly so many digits; 0 if it has more or less of them. */
    public long hex(int digits) {
        skip();
        return to - from == digits ? Long.parseUnsignedLong(row, from, to, 16) : 0;
    }

    /** All up to the row's last such character, which is passed over; it may hold blanks, and the character itself. */
    public String upToLast(char separator) {
        int last = row.lastIndexOf(separator);
        if (last < to) {
            throw new IllegalArgumentException("no " + separator + ": " + row);
        }
        String field = row.substring(to, last);
        to = last + 1;
        return field;
    }

    /** All that has not been read yet. */
    public String rest() {
        return row.substring(to);
    }

    /** Passes the next field over. */
    public void skip() {
        if (!hasNext()) {
            throw new IllegalArgumentException("too few columns: " + row);
        }
        from = to;
        int blank = row.indexOf(' ', from);
        to = blank < 0 ? row.length() : blank;
    }
}

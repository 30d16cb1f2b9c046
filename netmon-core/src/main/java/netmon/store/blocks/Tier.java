package netmon.store.blocks;

import netmon.model.Retention;

/** How much time one row covers. The database stores the number. */
public enum Tier {
    SECONDS(0, 1),
    MINUTES(1, 60),
    QUARTERS(2, 900),
    HOURS(3, 3600);

    private final int number;
    private final long seconds;

    Tier(int number, long seconds) {
        this.number = number;
        this.seconds = seconds;
    }

    /** The tier of a stored number; another program may have stored one that no tier has. */
    static Tier nearest(long number) {
        return values()[(int) Math.max(0, Math.min(number, HOURS.number))];
    }

    public int number() {
        return number;
    }

    /** The length of a bucket; an hour of the local clock may be shorter. */
    public long seconds() {
        return seconds;
    }

    /** The age in seconds up to which rows of this tier are kept; {@link Long#MAX_VALUE} for hours. */
    public long kept(Retention retention) {
        return switch (this) {
            case SECONDS -> retention.seconds().toSeconds();
            case MINUTES -> retention.minutes().toSeconds();
            case QUARTERS -> retention.quarters().toSeconds();
            case HOURS -> Long.MAX_VALUE;
        };
    }

    public Tier next() {
        return nearest(number + 1);
    }

    /** The first second of the bucket that contains {@code second}. */
    long start(long second, LocalHours hours) {
        return this == HOURS ? hours.start(second) : Math.floorDiv(second, seconds) * seconds;
    }

    /** The first second after the bucket that contains {@code second}. */
    long end(long second, LocalHours hours) {
        return this == HOURS ? hours.end(second) : start(second, hours) + seconds;
    }
}

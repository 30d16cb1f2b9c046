package netmon.store.blocks;

/** How much time one row stands for. The number is what the database holds. */
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

    static Tier of(int number) {
        return values()[number];
    }

    public int number() {
        return number;
    }

    /** The length of a bucket; an hour of the local clock may be shorter. */
    public long seconds() {
        return seconds;
    }

    public Tier next() {
        return of(number + 1);
    }

    /** The first second of the bucket in which {@code second} is. */
    long start(long second, LocalHours hours) {
        return this == HOURS ? hours.start(second) : Math.floorDiv(second, seconds) * seconds;
    }

    /** The first second after the bucket in which {@code second} is. */
    long end(long second, LocalHours hours) {
        return this == HOURS ? hours.end(second) : start(second, hours) + seconds;
    }
}

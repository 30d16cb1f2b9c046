package netmon.attribution;

/** Arithmetic for non-negative numbers from outside: results that are too large become {@link Long#MAX_VALUE}. */
public final class SaturatedMath {
    private SaturatedMath() {}

    public static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    public static long product(long one, long other) {
        long product = one * other;
        return Math.multiplyHigh(one, other) != 0 || product < 0 ? Long.MAX_VALUE : product;
    }
}

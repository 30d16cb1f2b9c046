package netmon.attribution;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Divides whole numbers without losing a unit: the largest-remainder method. */
final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * Divides {@code total} in proportion to the weights; the units that integer division leaves go to the largest
     * remainders, first to the first of equals.
     *
     * @return shares that add up to {@code total}, or all zero if all weights are zero
     */
    static long[] split(long total, long[] weights) {
        long[] shares = new long[weights.length];
        BigInteger sum = BigInteger.ZERO;
        boolean small = total < 1L << 31;
        long smallSum = 0;
        for (long weight : weights) {
            small &= weight < 1L << 31;
            smallSum += weight;
        }
        if (small) {
            return smallSum == 0 ? shares : splitSmall(total, weights, smallSum, shares);
        }
        for (long weight : weights) {
            sum = sum.add(BigInteger.valueOf(weight));
        }
        return sum.signum() == 0 ? shares : splitLarge(total, weights, sum, shares);
    }

    /** Grants every claim in full, or, if the sum is too large, in proportion. */
    static long[] grant(long room, long[] claims) {
        long left = room;
        for (long claim : claims) {
            if (claim > left) {
                return split(room, claims);
            }
            left -= claim;
        }
        return claims.clone();
    }

    private static long[] splitSmall(long total, long[] weights, long sum, long[] shares) {
        long[] remainders = new long[weights.length];
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            long product = total * weights[i];
            shares[i] = product / sum;
            remainders[i] = product % sum;
            left -= shares[i];
        }
        giveRest(left, shares, Comparator.comparingLong(i -> -remainders[i]));
        return shares;
    }

    private static long[] splitLarge(long total, long[] weights, BigInteger sum, long[] shares) {
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] parts = BigInteger.valueOf(total)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(sum);
            shares[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
            left -= shares[i];
        }
        giveRest(left, shares, Comparator.comparing(i -> remainders[i].negate()));
        return shares;
    }

    private static void giveRest(long left, long[] shares, Comparator<Integer> order) {
        if (left == 0) {
            return;
        }
        int[] first = IntStream.range(0, shares.length)
                .boxed()
                .sorted(order)
                .limit(left)
                .mapToInt(Integer::intValue)
                .toArray();
        Arrays.stream(first).forEach(i -> shares[i]++);
    }
}

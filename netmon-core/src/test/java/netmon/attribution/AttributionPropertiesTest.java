package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.attribution.frozen.FrozenCounters;
import netmon.model.Address;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

/** Properties that hold for any counters, sockets and applications over several polls. */
class AttributionPropertiesTest {
    private static final int CASES = 1000;
    private static final int LOOKS = 6;

    @Test
    void applicationsAndUnattributedAreTheTotalToTheByte() {
        Generator.forSeeds(CASES, any -> {
            Attributor attributor = new Attributor();
            for (int poll = 0; poll < LOOKS; poll++) {
                Traffic total = any.traffic();
                List<AppTraffic> rows = attributor.split(total, any.claims(), any.limits());
                assertEquals(total, sum(rows));
                assertRowsAreSound(rows);
            }
        });
    }

    @Test
    void theOrderOfSocketsChangesNothing() {
        Generator.forSeeds(CASES, any -> {
            Attributor one = new Attributor();
            Attributor other = new Attributor();
            for (int poll = 0; poll < LOOKS; poll++) {
                Traffic total = any.traffic();
                List<Claim> claims = any.claims();
                UnmeasuredLimits limits = any.limits();
                assertEquals(one.split(total, claims, limits), other.split(total, any.shuffled(claims), limits));
            }
        });
    }

    @Test
    void theOrderOfRowsChangesNoSocketsDelta() {
        Generator.forSeeds(CASES, any -> {
            SocketDeltas one = new SocketDeltas();
            SocketDeltas other = new SocketDeltas();
            for (int poll = 0; poll < LOOKS; poll++) {
                SocketTable table = any.table();
                SocketTable shuffled =
                        new SocketTable(any.shuffled(table.sockets()), table.torn(), table.reportsClosed(), table.ip());
                assertEquals(numbers(one.update(table)), numbers(other.update(shuffled)));
            }
        });
    }

    @Test
    void withoutCountersItIsConnectionCountWeighting() {
        Generator.forSeeds(CASES, any -> {
            Map<String, Integer> connections = new HashMap<>();
            List<Claim> claims = new ArrayList<>();
            int all = 1 + any.below(40);
            for (int i = 0; i < all; i++) {
                String app = any.app();
                connections.merge(app, 1, Integer::sum);
                Row row = any.oneIn(2)
                        ? Row.tcp("10.0.0.2:" + i, "192.0.2.1:443")
                        : Row.udp("10.0.0.2:" + i, "192.0.2.1:443");
                claims.add(row.of(app));
            }
            Traffic total = any.traffic();
            for (AppTraffic row : new Attributor().split(total, claims, UnmeasuredLimits.UNKNOWN)) {
                int weight = connections.getOrDefault(row.app(), 0);
                assertIsShare(row.traffic().received(), total.received(), weight, all);
                assertIsShare(row.traffic().sent(), total.sent(), weight, all);
                assertEquals(row.app().equals(App.UNATTRIBUTED) ? Traffic.NONE : row.traffic(), row.estimated());
            }
        });
    }

    /**
     * Sockets that are read later than the interfaces: the total of the next poll contains the bytes, and none is lost
     * where the present bytes leave room for them.
     */
    @Test
    void skewedReadingsLoseNoMeasuredByte() {
        Generator.forSeeds(CASES, any -> {
            Attributor attributor = new Attributor();
            Map<String, Traffic> measured = new HashMap<>();
            Map<String, Traffic> booked = new HashMap<>();
            Traffic late = Traffic.NONE;
            for (int poll = 0; poll < LOOKS; poll++) {
                List<Claim> claims = new ArrayList<>();
                Traffic moved = late;
                late = Traffic.NONE;
                for (int i = poll == LOOKS - 1 ? 0 : any.below(6); i > 0; i--) {
                    String app = any.app();
                    Traffic payload = new Traffic(any.below(10_000), any.below(10_000));
                    Traffic now = poll % 2 == 0 && any.oneIn(3) ? Traffic.NONE : payload;
                    moved = moved.plus(now);
                    late = late.plus(payload.minus(now));
                    measured.merge(app, payload, Traffic::plus);
                    claims.add(Row.tcp("10.0.0.2:1", "192.0.2.1:2")
                            .moved(payload.received(), payload.sent())
                            .segments(0, 0)
                            .of(app));
                }
                attributor
                        .split(moved, claims, UnmeasuredLimits.UNKNOWN)
                        .forEach(row -> booked.merge(row.app(), row.traffic(), Traffic::plus));
            }
            booked.values().removeIf(Traffic::isNone);
            measured.values().removeIf(Traffic::isNone);
            assertEquals(measured, booked);
        });
    }

    /** All steps from counters to shares, as the service takes them. */
    @Test
    void anyMachineIsConservedFromTheCountersToTheApplications() {
        Generator.forSeeds(CASES, any -> {
            InterfaceDeltas interfaces = new InterfaceDeltas();
            SocketDeltas sockets = new SocketDeltas();
            FrozenCounters frozen = new FrozenCounters(List.of());
            Attributor attributor = new Attributor();
            for (int poll = 0; poll < LOOKS; poll++) {
                Counters counters = counters(any);
                SocketTable table = any.table();
                if (any.oneIn(8)) {
                    sockets.restart();
                }
                List<SocketTraffic> moved = sockets.update(table);
                Delta delta = frozen.update(
                                counters, interfaces.update(counters).delta(), moved)
                        .delta();
                WeighingSockets weighing = new WeighingSockets(counters);
                List<Claim> claims = moved.stream()
                        .filter(each -> weighing.weighs(each.socket()))
                        .map(each -> new Claim(any.apps(), each))
                        .toList();
                List<AppTraffic> rows = attributor.split(
                        delta.counted(), claims, UnmeasuredLimits.of(null, table, sockets.countsBytes()));
                assertEquals(delta.counted(), sum(rows));
                assertRowsAreSound(rows);
            }
        });
    }

    @Test
    void interfacesMoveTheDifferenceOfTheirCounters() {
        Generator.forSeeds(CASES, any -> {
            InterfaceDeltas deltas = new InterfaceDeltas();
            long before = any.counter();
            long now = any.counter();
            deltas.update(new Counters("", List.of(eth("en0", before))));
            InterfaceDeltas.DeltaResult step = deltas.update(new Counters("", List.of(eth("en0", now))));
            BigInteger difference = unsigned(now).subtract(unsigned(before));
            boolean correction = difference.negate().shiftLeft(4).compareTo(unsigned(before)) <= 0;
            BigInteger wrapped = difference.add(BigInteger.ONE.shiftLeft(32));
            boolean wrap = unsigned(before).bitLength() <= 32 && wrapped.signum() > 0 && wrapped.bitLength() <= 29;
            boolean reset = difference.signum() < 0 && !correction && !wrap;
            BigInteger forward = difference.signum() >= 0 ? difference : correction ? BigInteger.ZERO : wrapped;
            BigInteger moved = reset ? unsigned(now) : forward;
            boolean plausible = moved.compareTo(BigInteger.ONE.shiftLeft(56)) <= 0;
            long expected = plausible ? moved.longValueExact() : 0;
            assertEquals(new Traffic(expected, expected), step.delta().counted());
            assertEquals(plausible, step.implausible().isEmpty());
            assertEquals(reset, !step.resets().isEmpty());
        });
    }

    @Test
    void sharesAddUpAndDifferFromTheProportionByLessThanOne() {
        Generator.forSeeds(CASES, any -> {
            long total = any.bytes();
            long[] weights = new long[1 + any.below(20)];
            Arrays.setAll(weights, i -> any.bytes());
            BigInteger sum = sum(weights);
            long[] shares = LargestRemainder.split(total, weights);
            for (int i = 0; i < shares.length && sum.signum() != 0; i++) {
                assertIsShare(shares[i], BigInteger.valueOf(total), BigInteger.valueOf(weights[i]), sum);
            }
            assertEquals(sum.signum() == 0 ? BigInteger.ZERO : BigInteger.valueOf(total), sum(shares));
            long[] granted = LargestRemainder.grant(total, weights);
            for (int i = 0; i < granted.length; i++) {
                assertTrue(granted[i] <= weights[i], "nobody is given more than asked for");
            }
        });
    }

    private static Counters counters(Generator any) {
        List<Interface> interfaces = new ArrayList<>();
        for (int i = any.below(5); i > 0; i--) {
            List<Address> addresses = any.oneIn(3) ? List.of() : List.of(any.ownAddress());
            interfaces.add(
                    new Interface("en" + any.below(3), "" + i, !any.oneIn(3), addresses, any.counter(), any.counter()));
        }
        return new Counters("boot " + any.below(2), interfaces);
    }

    private static Interface eth(String name, long counter) {
        return new Interface(name, "", true, List.of(), counter, counter);
    }

    private static BigInteger unsigned(long counter) {
        return new BigInteger(Long.toUnsignedString(counter));
    }

    private static void assertRowsAreSound(List<AppTraffic> rows) {
        for (AppTraffic row : rows) {
            assertTrue(row.traffic().received() >= 0 && row.traffic().sent() >= 0, () -> "negative: " + row);
            assertTrue(row.estimated().received() <= row.traffic().received(), () -> "estimated too much: " + row);
            assertTrue(row.estimated().sent() <= row.traffic().sent(), () -> "estimated too much: " + row);
            assertTrue(!row.traffic().isNone(), () -> "empty: " + row);
        }
        assertEquals(rows.size(), rows.stream().map(AppTraffic::app).distinct().count());
    }

    private static void assertIsShare(long share, long total, int weight, int all) {
        assertIsShare(share, BigInteger.valueOf(total), BigInteger.valueOf(weight), BigInteger.valueOf(all));
    }

    /** {@code |share * all - total * weight| < all} */
    private static void assertIsShare(long share, BigInteger total, BigInteger weight, BigInteger all) {
        BigInteger off = BigInteger.valueOf(share).multiply(all).subtract(total.multiply(weight));
        assertTrue(off.abs().compareTo(all) < 0, () -> share + " is not " + weight + "/" + all + " of " + total);
    }

    private static BigInteger sum(long[] values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Traffic sum(List<AppTraffic> rows) {
        return rows.stream().map(AppTraffic::traffic).reduce(Traffic.NONE, Traffic::plus);
    }

    /** The traffic and its owners, independent of the order, each as often as it occurs. */
    private static Map<List<?>, Integer> numbers(List<SocketTraffic> moved) {
        Map<List<?>, Integer> numbers = new HashMap<>();
        for (SocketTraffic each : moved) {
            Object key = SocketDeltas.SocketKey.of(each.socket());
            List<?> numbered =
                    Arrays.asList(key, each.socket().owners(), each.payload(), each.segments(), each.change());
            numbers.merge(numbered, 1, Integer::sum);
        }
        return numbers;
    }
}

package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

class ClaimAuditTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600;
    private static final long MIB = 1 << 20;

    private final ClaimAudit audit = new ClaimAudit();
    private long now;

    @Test
    void bytesThatAreCountedTwiceAreFoundWithinAMinute() {
        seconds(60, new Traffic(200_000, 0), new Traffic(104_000, 3_000));

        assertEquals(
                "its sockets claim to have received 11.25 MB in a minute, but the interfaces received 5.85 MB",
                audit.objection());
    }

    @Test
    void sentBytesAreJudgedByThemselves() {
        seconds(60, new Traffic(100_000, 200_000), new Traffic(10_000_000, 104_000));

        assertTrue(audit.objection().startsWith("its sockets claim to have sent "), audit.objection());
    }

    @Test
    void aShortExcessSaysNothing() {
        seconds(20, new Traffic(2 * MIB, 0), new Traffic(MIB, 0));
        assertEquals("", audit.objection());
        seconds(120, Traffic.NONE, Traffic.NONE);
        assertEquals("", audit.objection());
    }

    @Test
    void aLastingExcessIsNoticedWhereTheMachineRests() {
        seconds(20, new Traffic(2 * MIB, 0), new Traffic(MIB, 0));
        seconds(20, Traffic.NONE, Traffic.NONE);

        assertNotEquals("", audit.objection());
    }

    @Test
    void aSocketThatIsSeenLateMayClaimTheBytesOfItsWholeLife() {
        seconds(10, new Traffic(100_000, 0), new Traffic(104_000, 0));
        seconds(1, new Traffic(3000 * MIB, 0), new Traffic(104_000, 0));
        seconds(50, new Traffic(100_000, 0), new Traffic(104_000, 0));

        assertEquals("", audit.objection());
    }

    @Test
    void aSourceIsClearedByAMinuteOfHonestClaimsAndNotBySilence() {
        seconds(90, new Traffic(2 * MIB, 0), new Traffic(MIB, 0));
        seconds(200, Traffic.NONE, Traffic.NONE);
        assertEquals("", audit.objection());
        assertFalse(audit.isCleared());

        seconds(100, new Traffic(MIB, 0), new Traffic(MIB + 40_000, 20_000));
        assertTrue(audit.isCleared());
    }

    /** The sockets are read up to 40 ms after the interfaces, at 10 Gbit/s; a late tick spans several seconds. */
    @Test
    void anHonestSourceIsNotSuspectedInAnHourOfSkewedReadings() {
        SplittableRandom random = new SplittableRandom(7);
        Burst burst = new Burst(random);
        double interfacesAt = 0;
        long wireBefore = 0;
        long payloadBefore = 0;
        for (int second = 1; second <= HOUR; second++) {
            if (random.nextInt(20) == 0) {
                continue; // a missed tick
            }
            interfacesAt = second + random.nextDouble() / 100;
            double socketsAt = interfacesAt + random.nextDouble() / 25;
            long wire = (long) (burst.bytesUntil(interfacesAt) * 1.03);
            long payload = burst.bytesUntil(socketsAt);
            audit.add(second * SECOND, new Traffic(payload - payloadBefore, 0), new Traffic(wire - wireBefore, 0));
            wireBefore = wire;
            payloadBefore = payload;
            assertEquals("", audit.objection(), "second " + second);
        }
        assertTrue(payloadBefore > 100L << 30, "little has moved: " + payloadBefore);
    }

    /** A network driver that publishes its counters only every third second. */
    @Test
    void anInterfaceThatCountsLateIsNoReasonForSuspicion() {
        for (int second = 0; second < HOUR; second++) {
            long room = second % 3 == 2 ? 3 * 104 * MIB : 0;
            audit.add(++now * SECOND, new Traffic(100 * MIB, 0), new Traffic(room, 0));
            assertEquals("", audit.objection(), "second " + second);
        }
    }

    private void seconds(int count, Traffic claimed, Traffic room) {
        for (int i = 0; i < count; i++) {
            audit.add(++now * SECOND, claimed, room);
        }
    }

    /** Payload over time: seconds of full speed between seconds of rest. */
    private static final class Burst {
        private static final double BYTES_A_SECOND = 1.2e9;

        private final double[] until = new double[(int) HOUR + 3];

        Burst(SplittableRandom random) {
            boolean busy = false;
            for (int i = 1; i < until.length; i++) {
                busy = random.nextInt(8) == 0 ? !busy : busy;
                until[i] = until[i - 1] + (busy ? BYTES_A_SECOND : 1000);
            }
        }

        long bytesUntil(double time) {
            int whole = (int) time;
            return (long) (until[whole] + (until[whole + 1] - until[whole]) * (time - whole));
        }
    }
}

package netmon.service.detail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import netmon.model.Address;
import org.junit.jupiter.api.Test;

class OwnPrefixesTest {
    @Test
    void theLoopbackNetworkIsOneOfThisMachine() {
        OwnPrefixes own = OwnPrefixes.ofThisMachine(() -> 0);

        assertTrue(own.get().stream().anyMatch(each -> each.contains(Address.parse("127.0.0.99"))));
        assertTrue(own.get().stream().noneMatch(each -> each.contains(Address.parse("8.8.8.8"))));
    }

    @Test
    void theyAreReadOnceAMinute() {
        AtomicLong nanos = new AtomicLong(-1);
        AtomicInteger reads = new AtomicInteger();
        OwnPrefixes own = new OwnPrefixes(nanos::get, () -> {
            reads.incrementAndGet();
            return List.of();
        });
        own.get();
        own.get();
        assertEquals(1, reads.get());

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        own.get();
        assertEquals(2, reads.get());
    }
}

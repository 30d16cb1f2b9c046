package netmon.service.detail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import netmon.model.Address;
import org.junit.jupiter.api.Test;

class DestinationNamesTest {
    private static final Address ONE = Address.parse("192.0.2.1");
    private static final Address TWO = Address.parse("192.0.2.2");

    private final Map<Address, String> cache = new HashMap<>();
    private final List<Set<Address>> questions = new ArrayList<>();
    private final Map<String, String> stored = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private boolean isRefused;

    private final DestinationNames names =
            new DestinationNames(this::ask, (found, now) -> stored.putAll(found), nanos::get, waiting::add);

    private Map<Address, String> ask(Set<Address> addresses) throws IOException {
        questions.add(Set.copyOf(addresses));
        if (isRefused) {
            throw new IOException("refused");
        }
        Map<Address, String> found = new HashMap<>(cache);
        found.keySet().retainAll(addresses);
        return found;
    }

    /** One period of the duty in which the machine answers. */
    private void work() throws Exception {
        names.work(1);
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    @Test
    void withoutANewDestinationNobodyIsAsked() throws Exception {
        work();

        assertEquals(List.of(), questions);
    }

    @Test
    void aNameIsStoredOnceAndNotAskedForAgain() throws Exception {
        cache.put(ONE, "one.example");
        for (int i = 0; i < 5; i++) {
            names.accept(ONE);
            work();
        }

        assertEquals(Map.of("192.0.2.1", "one.example"), stored);
        assertEquals(List.of(Set.of(ONE)), questions);
    }

    @Test
    void anAddressWithoutANameIsAskedForThreeTimes() throws Exception {
        names.accept(ONE);
        work();
        names.accept(TWO);
        for (int i = 0; i < 5; i++) {
            work();
        }

        assertEquals(List.of(Set.of(ONE), Set.of(ONE, TWO), Set.of(ONE, TWO), Set.of(TWO)), questions);
    }

    @Test
    void aMachineThatDoesNotAnswerIsNotAskedMeanwhile() throws Exception {
        cache.put(ONE, "one.example");
        names.accept(ONE);
        for (int i = 0; i < 5; i++) {
            names.work(1);
        }
        assertEquals(1, waiting.size());
        assertEquals(Map.of(), stored);

        work();
        work();
        assertEquals(Map.of("192.0.2.1", "one.example"), stored);
    }

    @Test
    void afterARefusalItAsksAgain() throws Exception {
        cache.put(ONE, "one.example");
        isRefused = true;
        names.accept(ONE);
        work();
        isRefused = false;
        work();
        work();

        assertEquals(Map.of("192.0.2.1", "one.example"), stored);
    }

    @Test
    void afterAnHourANameIsAskedForAgain() throws Exception {
        cache.put(ONE, "old.example");
        names.accept(ONE);
        work();
        work();
        cache.put(ONE, "new.example");
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1) + 1);
        work();
        names.accept(ONE);
        work();
        work();

        assertEquals(Map.of("192.0.2.1", "new.example"), stored);
    }

    @Test
    void manyDestinationsAreBounded() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            names.accept(new Address(7, i));
        }
        work();

        assertEquals(2_000, questions.get(0).size());
    }
}

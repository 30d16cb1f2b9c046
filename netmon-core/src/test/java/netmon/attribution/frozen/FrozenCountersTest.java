package netmon.attribution.frozen;

import static netmon.attribution.Row.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import netmon.attribution.SocketTraffic;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.Address;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

/** Before the first measured ratio of wire bytes to payload it is 1.05. */
class FrozenCountersTest {
    private static final String EN0 = "10.0.0.2:5000";
    private static final String EN1 = "10.0.1.2:5000";
    private static final String THERE = "192.0.2.1:443";

    private FrozenCounters frozen = new FrozenCounters(List.of());
    private Counters counters = reading(of("en0", true, "10.0.0.2"), of("en1", true, "10.0.1.2"));

    @Test
    void aMovingCounterIsNotChanged() {
        assertEquals(List.of("en0 5000/100"), poll("en0 5000/100", received(EN0, 4000)));
    }

    @Test
    void afterTwoPollsTheWholeSpanIsBooked() {
        assertEquals(List.of("en0 0/100"), poll("en0 0/100", received(EN0, 1000)));
        // (1000 + 2000) * 1.05
        FrozenCounters.FrozenResult step = step("en0 0/100", received(EN0, 2000));
        assertEquals(List.of("en0 3150/100"), rows(step));
        assertEquals(List.of("en0"), step.frozen());
        assertEquals(Map.of("en0", new Traffic(3150, 0)), step.replaced());
        assertEquals(1, step.estimated().size());
        // and from then on at each poll
        FrozenCounters.FrozenResult next = step("en0 0/100", received(EN0, 4000));
        assertEquals(List.of("en0 4200/100"), rows(next));
        assertEquals(List.of(), next.frozen(), "told once");
    }

    @Test
    void aTetherThatCountsInNeitherDirectionGetsARowOfItsOwn() {
        assertEquals(List.of("en1 3000/200"), poll("en1 3000/200", moved(EN0, 1_000_000, 9000)));
        // 2 * 1000000 * 1.05; 2 * (9000 * 1.05 and 345 acknowledgements of 66 bytes)
        FrozenCounters.FrozenResult step = step("en1 3000/200", moved(EN0, 1_000_000, 9000));
        assertEquals(List.of("en1 3000/200", "en0 2100000/64440"), rows(step));
        assertEquals(Map.of("en0", new Traffic(2_100_000, 64_440)), step.replaced());
        // Both counters move again: the bytes that replaced them are subtracted.
        FrozenCounters.FrozenResult thawed = step("en0 3200000/100000 en1 3000/200", moved(EN0, 1_000_000, 9000));
        assertEquals(List.of("en0 1100000/35560", "en1 3000/200"), rows(thawed));
        assertEquals(Map.of("en0", new Traffic(2_100_000, 64_440)), thawed.thawed());
    }

    @Test
    void whereSegmentsAreKnownTheyGiveTheHeaders() {
        SocketTraffic moved = tcp(EN0, THERE).moved(10_000, 500).segments(7, 4).poll(SocketChange.STAYED);
        poll("", moved);
        // 2 * (10000 + 7 * 66), 2 * (500 + 4 * 66)
        assertEquals(List.of("en0 20924/1528"), poll("", moved));
    }

    @Test
    void twoCardsInOneSubnetInventNothing() {
        // The answers to en0's sockets arrive at en1.
        for (int judgement = 0; judgement < 10; judgement++) {
            assertEquals(
                    List.of("en0 0/60000", "en1 1100000/300"),
                    poll("en0 0/60000 en1 1100000/300", received(EN0, 1_000_000)));
        }
    }

    @Test
    void twoCardsInOneSubnetInventNothingWhenTheReadingsAreSkewed() {
        for (int judgement = 0; judgement < 5; judgement++) {
            assertEquals(
                    List.of("en0 0/60000", "en1 950000/300"),
                    poll("en0 0/60000 en1 950000/300", received(EN0, 1_000_000)));
        }
    }

    @Test
    void aSocketBelongsToTheInterfaceThatItsSourceReportsAndNotToThatOfItsAddress() {
        counters = reading(of("en0", "4", "10.0.0.2"), of("en1", "5", "10.0.1.2"));
        SocketTraffic moved = tcp(EN0, THERE).on(5).moved(1000, 0).poll(SocketChange.STAYED);
        poll("en0 0/100 en1 0/100", moved);
        assertEquals(List.of("en0 0/100", "en1 2100/100"), poll("en0 0/100 en1 0/100", moved));
    }

    @Test
    void bytesThatAreSentWithoutAnyAnswerProveNoLink() {
        for (int judgement = 0; judgement < 5; judgement++) {
            assertEquals(List.of(), poll("", moved(EN0, 0, 9000)));
        }
        poll("", moved(EN0, 0, 900_000));
        assertEquals(List.of("en0 0/1890000"), poll("", moved(EN0, 0, 900_000)));
    }

    @Test
    void whereTheOtherInterfacesHaveRoomAgainNothingIsBookedInstead() {
        freeze();
        assertEquals(List.of("en0 0/100", "en1 90000/0"), poll("en0 0/100 en1 90000/0", received(EN0, 1000)));
    }

    @Test
    void thePayloadIsMultipliedByTheLastRatio() {
        poll("en0 24000/100", received(EN0, 20_000));
        poll("en0 0/100", received(EN0, 1000));
        // 2000 * 24000 / 20000
        assertEquals(List.of("en0 2400/100"), poll("en0 0/100", received(EN0, 1000)));
    }

    @Test
    void aPollWithOtherTrafficGivesNoRatio() {
        poll("en0 90000/100", received(EN0, 20_000));
        poll("en0 15000/100", received(EN0, 20_000));
        poll("en0 0/100", received(EN0, 1000));
        assertEquals(List.of("en0 2100/100"), poll("en0 0/100", received(EN0, 1000)));
    }

    @Test
    void whenItStartsAgainItsSubstituteStaysBookedAndItsNewBytesCountInFull() {
        freeze(); // 2100 bytes
        frozen.reset("en0");
        assertEquals(List.of(), frozen.substitutes());
        FrozenCounters.FrozenResult step = step("en0 700/100", received(EN0, 500));
        assertEquals(List.of("en0 700/100"), rows(step));
        assertEquals(Map.of("en0", new Traffic(2100, 0)), step.thawed());
        FrozenCounters.FrozenResult next = step("en0 5000/100", received(EN0, 4000));
        assertEquals(List.of("en0 5000/100"), rows(next));
        assertEquals(Map.of(), next.thawed(), "told once");
    }

    @Test
    void whenItThawsItsSubstituteIsSubtracted() {
        freeze(); // 2100 bytes
        FrozenCounters.FrozenResult step = step("en0 10000/100", received(EN0, 500));
        assertEquals(List.of("en0 7900/100"), rows(step));
        assertEquals(Map.of("en0", new Traffic(2100, 0)), step.thawed());
        assertEquals(List.of("en0 700/100"), poll("en0 700/100", received(EN0, 500)));
    }

    @Test
    void aRenamedInterfaceKeepsItsSubstitute() {
        counters = reading(of("en0", "4", "10.0.0.2"), of("en1", "5", "10.0.1.2"));
        freeze(); // 2100 bytes
        counters = reading(of("wan0", "4", "10.0.0.2"), of("en1", "5", "10.0.1.2"));
        assertEquals(List.of("wan0 1050/100"), poll("wan0 0/100", received(EN0, 1000)));
        assertEquals("wan0", frozen.substitutes().get(0).name());
        assertEquals(List.of("wan0 850/0"), poll("wan0 4000/0"));
    }

    @Test
    void aSmallerJumpIsSubtractedCompletely() {
        freeze(); // 2100 bytes
        assertEquals(List.of("en0 0/100"), poll("en0 1900/100", received(EN0, 500)));
        assertEquals(List.of("en0 2000/100"), poll("en0 2000/100", received(EN0, 500)));
    }

    @Test
    void onePollMayBeASkewedReading() {
        poll("en0 0/100", received(EN0, 1000));
        assertEquals(List.of("en0 2100/100"), poll("en0 2100/100", received(EN0, 0)));
        // the count starts again
        assertEquals(List.of("en0 0/100"), poll("en0 0/100", received(EN0, 1000)));
    }

    @Test
    void anInterfaceWithoutReceivingSocketsIsOnlySilent() {
        for (int judgement = 0; judgement < 5; judgement++) {
            assertEquals(List.of("en0 0/100", "en1 1050/0"), poll("en0 0/100 en1 1050/0", received(EN1, 1000)));
        }
    }

    @Test
    void bytesThatDoNotPassTheInterfaceDoNotFreezeIt() {
        for (int judgement = 0; judgement < 5; judgement++) {
            assertEquals(
                    List.of("en0 0/100"),
                    poll("en0 0/100", tcp(EN0, "10.0.0.2:80").moved(9000, 0).poll(SocketChange.STAYED)));
        }
    }

    @Test
    void eachInterfaceHasItsOwnSockets() {
        poll("en0 0/100 en1 7350/50", received(EN0, 1000), received(EN1, 7000));
        assertEquals(
                List.of("en0 2100/100", "en1 7350/50"),
                poll("en0 0/100 en1 7350/50", received(EN0, 1000), received(EN1, 7000)));
    }

    @Test
    void uncountedInterfacesAreNotChanged() {
        counters = reading(of("utun4", false, "10.0.0.2"));
        for (int judgement = 0; judgement < 5; judgement++) {
            Delta delta = new Delta(List.of(new InterfaceTraffic("utun4", false, new Traffic(0, 100))));
            assertEquals(
                    delta,
                    frozen.update(counters, delta, List.of(received(EN0, 1000))).delta());
        }
    }

    @Test
    void withoutAddressesAllSocketsAreOnTheOneInterfaceThatMoves() {
        counters = reading(of("en0", true), of("en1", true));
        freeze();
        // Two interfaces move: the bytes cannot be assigned to one of them.
        assertEquals(List.of("en0 0/100", "en1 1/1"), poll("en0 0/100 en1 1/1", received(EN0, 1000)));
    }

    @Test
    void anInterfaceThatIsCreatedAgainHasNoSubstitute() {
        freeze();
        counters = reading(of("en1", true, "10.0.1.2"));
        poll("");
        counters = reading(of("en0", true, "10.0.0.2"));
        FrozenCounters.FrozenResult step = step("en0 500/100", received(EN0, 400));
        assertEquals(List.of("en0 500/100"), rows(step));
        assertEquals(Map.of(), step.thawed());
    }

    @Test
    void hostileSocketsDoNotOverflow() {
        for (int judgement = 0; judgement < 10; judgement++) {
            FrozenCounters.FrozenResult step = step(
                    "en0 0/100 en1 0/100",
                    received(EN0, Long.MAX_VALUE),
                    received(EN0, Long.MAX_VALUE),
                    received(EN1, Long.MAX_VALUE));
            assertEquals(200, step.delta().counted().sent());
        }
    }

    @Test
    void theSubstituteSurvivesARestartOfNetmon() {
        freeze(); // 2100 bytes
        frozen = new FrozenCounters(frozen.substitutes());
        assertEquals(List.of("en0 1050/100"), poll("en0 0/100", received(EN0, 1000)));
        assertEquals(List.of("en0 6850/100"), poll("en0 10000/100", received(EN0, 500)));
        assertEquals(List.of(), frozen.substitutes());
    }

    /** Two polls of 1000 bytes: 2100 are booked. */
    private void freeze() {
        poll("en0 0/100", received(EN0, 1000));
        assertEquals(List.of("en0 2100/100"), poll("en0 0/100", received(EN0, 1000)));
    }

    private List<String> poll(String delta, SocketTraffic... sockets) {
        return rows(step(delta, sockets));
    }

    /** @param delta such as {@code en0 0/100 en1 5/6} */
    private FrozenCounters.FrozenResult step(String delta, SocketTraffic... sockets) {
        List<InterfaceTraffic> rows = new ArrayList<>();
        String[] words = delta.isEmpty() ? new String[0] : delta.split("[ /]", -1);
        for (int i = 0; i < words.length; i += 3) {
            Traffic traffic = new Traffic(Long.parseLong(words[i + 1]), Long.parseLong(words[i + 2]));
            rows.add(new InterfaceTraffic(words[i], true, traffic));
        }
        return frozen.update(counters, new Delta(rows), List.of(sockets));
    }

    private static List<String> rows(FrozenCounters.FrozenResult step) {
        return step.delta().interfaces().stream()
                .map(row -> row.name() + " " + row.traffic().received() + "/"
                        + row.traffic().sent())
                .toList();
    }

    private static SocketTraffic received(String local, long bytes) {
        return moved(local, bytes, 0);
    }

    private static SocketTraffic moved(String local, long received, long sent) {
        return tcp(local, THERE).moved(received, sent).poll(SocketChange.STAYED);
    }

    private static Counters reading(Interface... interfaces) {
        return new Counters("", Arrays.asList(interfaces));
    }

    private static Interface of(String name, String link, String address) {
        return new Interface(name, link, true, List.of(Address.parse(address)), 0, 0);
    }

    private static Interface of(String name, boolean counted, String... addresses) {
        return new Interface(
                name, "", counted, Arrays.stream(addresses).map(Address::parse).toList(), 0, 0);
    }
}

package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceDeltasTest {
    private static final String BOOT = "boot 1";

    @Test
    void theFirstReadingOfAnEmptyDatabaseIsABaseline() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        assertEquals(List.of(), moved(deltas.update(reading(BOOT, eth("eth0", "2", 5000, 300)))));
        // 5700 - 5000 and 310 - 300
        assertEquals(List.of("eth0 700 10"), moved(deltas.update(reading(BOOT, eth("eth0", "2", 5700, 310)))));
    }

    @Test
    void theDeltasContinueFromAStoredReading() {
        InterfaceDeltas deltas = new InterfaceDeltas(reading(BOOT, eth("eth0", "2", 5000, 300)));
        assertEquals(List.of("eth0 1000 5"), moved(deltas.update(reading(BOOT, eth("eth0", "2", 6000, 305)))));
    }

    @Test
    void afterAnotherBootTheWholeValueCounts() {
        InterfaceDeltas deltas = new InterfaceDeltas(reading(BOOT, eth("eth0", "2", 5000, 300)));
        InterfaceDeltas.DeltaResult step = deltas.update(reading("boot 2", eth("eth0", "2", 6000, 400)));
        assertEquals(List.of("eth0 6000 400"), moved(step));
        assertEquals(List.of(), step.resets(), "another boot is no reset");
    }

    @Test
    void aBootThatIsUnknownOnceCountsAsTheLastOne() {
        InterfaceDeltas deltas = new InterfaceDeltas(reading(BOOT, eth("eth0", "2", 5000, 300)));
        assertEquals(List.of("eth0 10 1"), moved(deltas.update(reading("", eth("eth0", "2", 5010, 301)))));
        assertEquals(List.of("eth0 10 1"), moved(deltas.update(reading(BOOT, eth("eth0", "2", 5020, 302)))));
        assertEquals(List.of("eth0 7 7"), moved(deltas.update(reading("boot 2", eth("eth0", "2", 7, 7)))));
    }

    @Test
    void aBootThatIsKnownOnlyAfterItsFirstReadingDoesNotCountAgain() {
        InterfaceDeltas deltas = new InterfaceDeltas(reading(BOOT, eth("eth0", "2", 5000, 300)));
        // The machine was restarted; 70 and 8 are less than before, so all of them are of this boot.
        assertEquals(List.of("eth0 70 8"), moved(deltas.update(reading("", eth("eth0", "2", 70, 8)))));
        assertEquals(List.of("eth0 3 2"), moved(deltas.update(reading("boot 2", eth("eth0", "2", 73, 10)))));
    }

    @Test
    void anInterfaceThatAppearsCountsInFull() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 5000, 300)));
        Counters now = reading(BOOT, eth("eth0", "2", 5000, 300), eth("usb0", "7", 40, 50));
        assertEquals(List.of("usb0 40 50"), moved(deltas.update(now)));
    }

    @Test
    void anInterfaceThatComesBackUnderAnotherNumberCountsInFull() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("en5", "Link#9", 5000, 300)));
        deltas.update(reading(BOOT));
        assertEquals(List.of("en5 60 70"), moved(deltas.update(reading(BOOT, eth("en5", "Link#12", 60, 70)))));
    }

    @Test
    void anInterfaceThatATornReadingMissedKeepsItsCounters() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 5000, 300)));
        deltas.update(reading(BOOT));
        assertEquals(List.of("eth0 3 4"), moved(deltas.update(reading(BOOT, eth("eth0", "2", 5003, 304)))));
    }

    @Test
    void aNumberThatIsOnlySometimesReportedMakesNoOtherInterface() {
        InterfaceDeltas deltas = new InterfaceDeltas(reading(BOOT, eth("eth0", "", 5000, 300)));
        assertEquals(List.of("eth0 1 1"), moved(deltas.update(reading(BOOT, eth("eth0", "2", 5001, 301)))));
        assertEquals(List.of("eth0 2 2"), moved(deltas.update(reading(BOOT, eth("eth0", "", 5003, 303)))));
        assertEquals(List.of("eth0 4 4"), moved(deltas.update(reading(BOOT, eth("eth0", "2", 5007, 307)))));
    }

    @Test
    void aCounterThatWentBackWasResetAndCountsInFull() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 5000, 300)));
        InterfaceDeltas.DeltaResult step = deltas.update(reading(BOOT, eth("eth0", "2", 120, 30)));
        assertEquals(List.of("eth0 120 30"), moved(step));
        assertEquals(List.of("eth0"), step.resets());
    }

    @ParameterizedTest
    @CsvSource({
        "true,  4294967000, 100,        704,    150, eth0 1000 50, one goes round",
        "true,  5000, 4294967000,      6000,    704, eth0 1000 1000, the other one does",
        "false, 4294967000, 100,        704,    150, eth0 1000 50, one of unknown width as well",
        "false, 4114626826, 100,   44815312,    150, eth0 225155782 50, and one that moves 225 MB",
        "false, 3000000000, 100,        704,    150, eth0 704 50, but not from 1.3 GB below its end",
        "true,  3000000000, 100,        704,    150, eth0 1294968000 50, if it may be narrow one goes so far",
        "true,  4294967000, 4294967100, 704,    804, eth0 1000 1000, one wrap does not exclude the other",
        "true,  4294967000, 100,        704,     50, eth0 704 50, a reset takes both back",
        "true,  1000000,    100,     900000,    150, eth0 900000 50, so far round nothing goes",
        "true,  4294967296, 100,        704,    150, eth0 704 50, more than 32 bits hold",
    })
    void aCounterThatMayHave32BitsWraps(
            boolean narrow, long received, long sent, long thenReceived, long thenSent, String moved, String why) {
        InterfaceDeltas deltas = new InterfaceDeltas(reading(BOOT, eth("eth0", "2", received, sent)));
        List<Interface> now = List.of(eth("eth0", "2", thenReceived, thenSent));
        InterfaceDeltas.DeltaResult step = deltas.update(new Counters(BOOT, now, narrow));
        assertEquals(List.of(moved), moved(step), why);
        assertEquals(why.contains("one"), step.resets().isEmpty(), why);
    }

    @Test
    void aSmallStepBackIsNeitherTrafficNorAReset() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 20_000_000_000L, 3_717_324_887L)));
        assertEquals(
                List.of("eth0 100000 291551"),
                moved(deltas.update(reading(BOOT, eth("eth0", "2", 20_000_100_000L, 3_717_616_438L)))));
        InterfaceDeltas.DeltaResult back =
                deltas.update(reading(BOOT, eth("eth0", "2", 20_000_200_000L, 3_717_611_343L)));
        assertEquals(List.of("eth0 100000 0"), moved(back));
        assertEquals(List.of(), back.resets());
        // 3717798920 - 3717611343 = 187577, of which 5095 were booked before the step back
        assertEquals(
                List.of("eth0 100000 182482"),
                moved(deltas.update(reading(BOOT, eth("eth0", "2", 20_000_300_000L, 3_717_798_920L)))));
        assertEquals(
                List.of("eth0 0 261866"),
                moved(deltas.update(reading(BOOT, eth("eth0", "2", 20_000_300_000L, 3_718_060_786L)))));
    }

    @Test
    void bytesThatACounterGainsAgainAreNotBookedTwiceHoweverManyStepsItTakes() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("en0", "4", 1_000_000, 0)));
        assertEquals(List.of(), moved(deltas.update(reading(BOOT, eth("en0", "4", 999_000, 0)))));
        assertEquals(List.of(), moved(deltas.update(reading(BOOT, eth("en0", "4", 998_500, 0)))));
        assertEquals(List.of(), moved(deltas.update(reading(BOOT, eth("en0", "4", 999_500, 0)))));
        assertEquals(List.of("en0 700 0"), moved(deltas.update(reading(BOOT, eth("en0", "4", 1_000_700, 0)))));
    }

    @Test
    void eachCounterIsJudgedByItself() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 1_000_000, 5_000_000)));
        InterfaceDeltas.DeltaResult step = deltas.update(reading(BOOT, eth("eth0", "2", 999_000, 70_000)));
        assertEquals(List.of("eth0 0 70000"), moved(step));
        assertEquals(List.of("eth0"), step.resets());
    }

    @Test
    void aRenamedInterfaceContinuesUnderItsNewName() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, card("eth0", "2", "02:00:00:00:00:01", 40_000_000, 300_000)));
        assertEquals(
                List.of("wan0 500 20"),
                moved(deltas.update(reading(BOOT, card("wan0", "2", "02:00:00:00:00:01", 40_000_500, 300_020)))));
        assertEquals(
                List.of("wan0 1 1"),
                moved(deltas.update(reading(BOOT, card("wan0", "2", "02:00:00:00:00:01", 40_000_501, 300_021)))));
    }

    @Test
    void twoCardsThatSwapTheirNamesKeepTheirCounters() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(
                BOOT,
                card("eth0", "2", "02:00:00:00:00:01", 1000, 100),
                card("eth1", "3", "02:00:00:00:00:02", 50, 60)));
        Counters swapped = reading(
                BOOT,
                card("eth1", "2", "02:00:00:00:00:01", 1001, 101),
                card("eth0", "3", "02:00:00:00:00:02", 57, 68));
        assertEquals(List.of("eth1 1 1", "eth0 7 8"), moved(deltas.update(swapped)));
    }

    @Test
    void aNewNumberIsTheSameInterfaceIfItsHardwareAddressAgreesAndItsCountersGoOn() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, card("eth0", "2", "02:00:00:00:00:01", 5000, 300)));
        assertEquals(
                List.of("eth0 3 4"),
                moved(deltas.update(reading(BOOT, card("eth0", "9", "02:00:00:00:00:01", 5003, 304)))));
        assertEquals(
                List.of("eth0 6000 400"),
                moved(deltas.update(reading(BOOT, card("eth0", "10", "02:00:00:00:00:07", 6000, 400)))),
                "another card");
        assertEquals(
                List.of("eth0 6100 90"),
                moved(deltas.update(reading(BOOT, card("eth0", "11", "02:00:00:00:00:07", 6100, 90)))),
                "its counters began again");
    }

    @Test
    void anInterfaceThatWasRenamedWhileNetmonWasStoppedContinues() {
        Counters stored = reading(BOOT, eth("eth0", "2", 40_000_000, 300_000));
        assertEquals(
                List.of("wan0 500 20"),
                moved(new InterfaceDeltas(stored)
                        .update(reading(BOOT, card("wan0", "2", "02:00:00:00:00:01", 40_000_500, 300_020)))));
        assertEquals(
                List.of("eth0 500 20"),
                moved(new InterfaceDeltas(stored)
                        .update(reading(BOOT, card("eth0", "7", "02:00:00:00:00:01", 40_000_500, 300_020)))));
        assertEquals(
                List.of("ppp0 7 5"),
                moved(new InterfaceDeltas(reading(BOOT, eth("ppp0", "7", 2, 2)))
                        .update(reading(BOOT, eth("ppp0", "8", 7, 5)))),
                "another session");
    }

    @Test
    void countersAreUnsigned() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        // 2^63 - 1 and one less than 2^64, both one step below a change of sign
        deltas.update(reading(BOOT, eth("eth0", "2", Long.MAX_VALUE, -20)));
        InterfaceDeltas.DeltaResult step = deltas.update(reading(BOOT, eth("eth0", "2", Long.MIN_VALUE + 9, -5)));
        assertEquals(List.of("eth0 10 15"), moved(step));
        assertEquals(List.of(), step.resets());
    }

    @Test
    void anImpossibleJumpIsReportedAndOnlyTheOtherDirectionIsBooked() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 0, 300)));
        InterfaceDeltas.DeltaResult step = deltas.update(reading(BOOT, eth("eth0", "2", -1, 350)));
        assertEquals(List.of("eth0 0 50"), moved(step));
        assertEquals(List.of("eth0"), step.implausible());
    }

    @Test
    void aCounterThatComesBackFromAnImpossibleJumpContinuesFromBefore() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 5000, 300)));
        deltas.update(reading(BOOT, eth("eth0", "2", -1, 350)));
        deltas.update(reading(BOOT, eth("eth0", "2", -1, 352)));
        InterfaceDeltas.DeltaResult step = deltas.update(reading(BOOT, eth("eth0", "2", 5070, 355)));
        assertEquals(List.of("eth0 70 3"), moved(step));
        assertEquals(List.of(), step.resets());
        assertEquals(List.of("eth0 1 1"), moved(deltas.update(reading(BOOT, eth("eth0", "2", 5071, 356)))));
        InterfaceDeltas.DeltaResult less = deltas.update(reading(BOOT, eth("eth0", "2", 9, 357)));
        assertEquals(List.of("eth0 9 1"), moved(less), "and a reset is one again");
        assertEquals(List.of("eth0"), less.resets());
    }

    @Test
    void aCounterThatStaysAfterAnImpossibleJumpContinuesFromThere() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 5000, 300)));
        deltas.update(reading(BOOT, eth("eth0", "2", -1000, 350)));
        assertEquals(List.of("eth0 7 1"), moved(deltas.update(reading(BOOT, eth("eth0", "2", -993, 351)))));
        InterfaceDeltas.DeltaResult reset = deltas.update(reading(BOOT, eth("eth0", "2", 60, 20)));
        assertEquals(List.of("eth0 60 20"), moved(reset));
        assertEquals(List.of("eth0"), reset.resets());
    }

    @Test
    void theCountersBeforeAJumpBelongToThatBootAlone() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "2", 1000, 300)));
        deltas.update(reading(BOOT, eth("eth0", "2", -1, 350)));
        assertEquals(List.of("eth0 5000 400"), moved(deltas.update(reading("boot 2", eth("eth0", "2", 5000, 400)))));
        InterfaceDeltas.DeltaResult reset = deltas.update(reading("boot 2", eth("eth0", "2", 2000, 20)));
        assertEquals(List.of("eth0 2000 20"), moved(reset));
        assertEquals(List.of("eth0"), reset.resets());
    }

    @Test
    void manyHostileInterfacesStillHaveASum() {
        List<Interface> none = new ArrayList<>();
        List<Interface> much = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            none.add(eth("eth" + i, "" + i, 0, 0));
            much.add(eth("eth" + i, "" + i, 1L << 56, 1L << 53));
        }
        InterfaceDeltas deltas = new InterfaceDeltas(new Counters(BOOT, none));
        InterfaceDeltas.DeltaResult step = deltas.update(new Counters(BOOT, much));
        // 2^62 / 300 is a little less than 2^54: 2^56 is beyond it, 2^53 is not
        assertEquals(new Traffic(0, 300L << 53), step.delta().counted());
        assertEquals(300, step.implausible().size());
    }

    @Test
    void moreInterfacesThanAreRememberedWhenGoneDoNotCountTwice() {
        List<Interface> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            many.add(eth("veth" + i, "" + i, 1_000_000, 1_000_000));
        }
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(new Counters(BOOT, many));
        assertEquals(List.of(), moved(deltas.update(new Counters(BOOT, many))));
    }

    @Test
    void interfacesThatComeAndGoAreForgottenInTheEnd() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("eth0", "0", 500, 500)));
        for (int i = 1; i <= 1024; i++) {
            deltas.update(reading(BOOT, eth("veth", "" + i, 1, 1)));
        }
        // 1024 of them and the present one: eth0, the oldest, is still known; after one more it is not.
        assertEquals(List.of("eth0 1 1"), moved(deltas.update(reading(BOOT, eth("eth0", "0", 501, 501)))));
        for (int i = 1; i <= 1026; i++) {
            deltas.update(reading(BOOT, eth("veth", "again " + i, 1, 1)));
        }
        assertEquals(List.of("eth0 502 502"), moved(deltas.update(reading(BOOT, eth("eth0", "0", 502, 502)))));
    }

    @Test
    void twoLinksUnderOneCutOffNameAreOneRow() {
        InterfaceDeltas deltas = new InterfaceDeltas();
        deltas.update(reading(BOOT, eth("utun8", "Link#20", 1000, 1000), eth("utun8", "Link#21", 50, 50)));
        InterfaceDeltas.DeltaResult step =
                deltas.update(reading(BOOT, eth("utun8", "Link#20", 1005, 1001), eth("utun8", "Link#21", 53, 52)));
        // 5 + 3 and 1 + 2
        assertEquals(List.of("utun8 8 3"), moved(step));
    }

    private static Counters reading(String boot, Interface... interfaces) {
        return new Counters(boot, Arrays.asList(interfaces));
    }

    private static Interface eth(String name, String link, long received, long sent) {
        return new Interface(name, link, true, List.of(), received, sent);
    }

    private static Interface card(String name, String link, String hardwareAddress, long received, long sent) {
        return new Interface(name, link, hardwareAddress, true, List.of(), received, sent);
    }

    private static List<String> moved(InterfaceDeltas.DeltaResult step) {
        return step.delta().interfaces().stream().map(InterfaceDeltasTest::text).toList();
    }

    private static String text(InterfaceTraffic row) {
        return row.name() + " " + row.traffic().received() + " " + row.traffic().sent();
    }
}

package netmon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import netmon.model.Check;
import netmon.model.PlainText;
import netmon.model.Traffic;
import netmon.protocol.Reply.ErrorReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private static final int MUTATIONS = 20_000;

    @Test
    void eachRequestReadsBack() throws Exception {
        for (Request<?> each : Messages.REQUESTS) {
            assertEquals(each, Request.parse(each.encode()));
            assertFalse(each.encode().contains("\n"), each.encode());
        }
    }

    @Test
    void eachReplyReadsBack() throws Exception {
        for (Reply each : Messages.REPLIES) {
            assertEquals(each, Messages.parse(each.getClass(), each.encode()));
            assertFalse(each.encode().contains("\n\n") || each.encode().endsWith("\n"), each.encode());
        }
    }

    @Test
    void allKindsOfMessagesAreTested() {
        assertEquals(
                Request.class.getPermittedSubclasses().length
                        - 1
                        + Request.ChangeRequest.class.getPermittedSubclasses().length,
                Messages.REQUESTS.stream().map(Object::getClass).distinct().count());
        assertEquals(
                Reply.class.getPermittedSubclasses().length,
                Messages.REPLIES.stream().map(Object::getClass).distinct().count());
    }

    @Test
    void fieldsAndItemsThatANewerProgramAddsAreIgnored() throws Exception {
        for (Request<?> each : Messages.REQUESTS) {
            assertEquals(each, Request.parse(each.encode() + " weather=fine weather=wet"));
        }
        for (Reply each : Messages.REPLIES) {
            if (!(each instanceof ErrorReply)) {
                String newer = each.encode().replace("\n", " weather=fine\n") + " weather=fine\nforecast rain=no\nsun";
                assertEquals(each, Messages.parse(each.getClass(), newer));
            }
        }
    }

    @Test
    void anotherVersionIsReportedInWords() {
        for (String text : List.of("netmon/1 status", "netmon/3 status pending=x", "netmon/22 status")) {
            String sentence = assertThrows(MessageException.class, () -> Request.parse(text))
                    .getMessage();
            assertEquals(
                    "service and command are of different versions: one speaks netmon/2, the other "
                            + text.substring(0, text.indexOf(' ')) + "; update netmon and restart its service",
                    sentence);
            assertThrows(MessageException.class, () -> StatusReply.parse(text));
        }
    }

    @Test
    void theRefusalOfAnotherVersionIsQuoted() {
        String old = "error this service understands netmon/1, not netmon/2";

        assertEquals(
                "the service says: this service understands netmon/1, not netmon/2",
                assertThrows(MessageException.class, () -> new Request.GetStatus().parseReply(old))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                | this is no message of netmon:
            GET / HTTP/1.1                    | this is no message of netmon: GET / HTTP/1.1
            netmon/2                          | this is no message of netmon: netmon/2
            "netmon/2 "                       | there is no request ''
            netmon/2 dance                    | there is no request 'dance'
            netmon/2 live                     | 'live' needs one field 'by'
            netmon/2 live by=apps             | there is no by 'apps'
            netmon/2 live by=processes by=x   | 'live' needs one field 'by'
            netmon/2 live processes           | this is not NAME=VALUE: processes
            netmon/2 live =processes          | this is not NAME=VALUE: =processes
            netmon/2 live  by=processes       | this is not NAME=VALUE:
            netmon/2 sockets app=             | 'sockets' needs a value of 'app'
            netmon/2 sockets app=%zz          | a field has an escape that is none: %zz
            netmon/2 sockets app=a%4          | a field has an escape that is none: %4
            netmon/2 sockets app=%C3          | a field has an escape that is none: %C3
            netmon/2 doctor                   | 'doctor' needs one field 'program'
            netmon/2 purge                    | 'purge' needs one field 'before'
            netmon/2 purge before=soon        | the field 'before' is no whole number: soon
            netmon/2 purge before=1.5         | the field 'before' is no whole number: 1.5
            netmon/2 purge before=9999999999999999999 | the field 'before' is no whole number: 9999999999999999999
            netmon/2 remove-alert number=it   | the field 'number' is no whole number: it
            netmon/2 add-alert scope=me       | there is no scope 'me'
            """)
    void aRequestThatCannotBeUsedIsAnsweredWithASentence(String text, String sentence) {
        String why =
                assertThrows(MessageException.class, () -> Request.parse(text)).getMessage();

        assertEquals(sentence.strip(), why.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scope=total",
                "scope=everything app= direction=in bytes=1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=-1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=1 per=day month=32 means=log",
                "scope=total app= direction=in bytes=1 per=day month=4294967297 means=log",
                "scope=total app=x direction=in bytes=1 per=day month=1 means=log",
                "scope=application app= direction=in bytes=1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=1 per=day month=1 means=command",
                "scope=total app= direction=in bytes=1 per=day month=1 means=log run=x",
                "scope=total app=%zz direction=in bytes=1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=many per=day month=1 means=log"
            })
    void anAlertThatCannotBeIsRefused(String fields) {
        assertThrows(MessageException.class, () -> Request.parse("netmon/2 add-alert " + fields));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "live",
                "netmon/2 live",
                "netmon/2 live second=a nanos=b",
                "netmon/2 live second=1 nanos=2\nrow",
                "netmon/2 live second=1 nanos=2\nrow received=-1 sent=2 estimated=no pid=3 app=a process=b",
                "netmon/2 live second=1 nanos=2\nrow received=1 sent=2 estimated=maybe pid=3 app=a process=b",
                "netmon/2 live second=1 nanos=2\nrow received=1 sent=2 estimated=no pid=3 app=a process=b protocol=tcp",
                "netmon/2 live second=1 nanos=2\nrest rows=1",
                "netmon/2 live second=1 nanos=2\n\nrow",
                "netmon/2 status version=1"
            })
    void aReplyThatCannotBeUsedIsAnError(String text) {
        assertThrows(MessageException.class, () -> RatesReply.parse(text));
    }

    @Test
    void controlCharactersAreRefusedAndNeverQuoted() {
        for (String evil : List.of("\u001b[2J", "\t", "\r", "\u0000", "\u007f")) {
            MessageException why =
                    assertThrows(MessageException.class, () -> Request.parse("netmon/2 sockets app=" + evil));
            assertEquals(PlainText.of(why.getMessage()), why.getMessage());
        }
        String reply = "error \u001b]52;c;AAAA\u0007\u009b\u202e\nmore";
        String sentence = assertThrows(MessageException.class, () -> StatusReply.parse(reply))
                .getMessage();
        assertEquals(PlainText.of(sentence), sentence);
    }

    @Test
    void theTextOfAReplyIsSafeToPrint() throws Exception {
        String evil = "\u001b[2J\u009b\u202e\n\t日本";
        ChecksReply reply = new ChecksReply(List.of(Check.bad(evil, evil, evil)));

        String plain = PlainText.of(evil);
        assertEquals(
                List.of(Check.bad(plain, plain, plain)),
                ChecksReply.parse(reply.encode()).checks());
        assertEquals("error " + plain, new ErrorReply(evil).encode());
    }

    @Test
    void aHugeMessageIsRefusedWithAShortSentence() {
        String huge = "x".repeat(ServiceContract.MAX_REPLY_BYTES + 1);
        for (String text : List.of(huge, "netmon/2 " + huge, "netmon/" + huge + " status")) {
            String sentence = assertThrows(MessageException.class, () -> Request.parse(text))
                    .getMessage();
            assertTrue(sentence.length() < 200, sentence);
        }
    }

    @Test
    void aReplyThatBreaksOffIsEitherUsedOrRefused() {
        for (Reply each : Messages.REPLIES) {
            String text = each.encode();
            for (int end = 0; end < text.length(); end++) {
                parse(each, text.substring(0, end));
            }
        }
    }

    @Test
    void noMutationDoesMoreThanToBeRefused() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> texts = new ArrayList<>();
        Messages.REQUESTS.forEach(each -> texts.add(each.encode()));
        Messages.REPLIES.forEach(each -> texts.add(each.encode()));
        int used = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String mutated = mutated(texts.get(random.nextInt(texts.size())), random);
            for (Reply each : Messages.REPLIES) {
                used += parse(each, mutated) ? 1 : 0;
            }
            used += parseRequest(mutated) ? 1 : 0;
        }
        assertTrue(used > 1000, used + " mutated messages could be used");
    }

    @Test
    void theLargestTrafficIsRead() throws Exception {
        Traffic most = new Traffic(999_999_999_999_999_999L, 0);
        RatesReply reply = new RatesReply(1, 1, List.of(), 1, most);

        assertEquals(reply, RatesReply.parse(reply.encode()));
    }

    /** Cuts, doubles, replaces or inserts something. */
    private static String mutated(String text, SplittableRandom random) {
        String strange = "\n =%+\u0000-9e\u202e\ud800";
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0 && mutated.length() > 1; i--) {
            int at = random.nextInt(mutated.length());
            int end = Math.min(mutated.length(), at + random.nextInt(1, 9));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, mutated.substring(at, end));
                case 2 -> mutated.setCharAt(at, strange.charAt(random.nextInt(strange.length())));
                default -> mutated.insert(at, strange.charAt(random.nextInt(strange.length())));
            }
        }
        return mutated.toString();
    }

    /** Whether the text can be used; any failure but a MessageException fails the test. */
    private static boolean parse(Reply like, String text) {
        try {
            Reply reply = Messages.parse(like.getClass(), text);
            Messages.parse(like.getClass(), reply.encode());
            return true;
        } catch (MessageException e) {
            assertEquals(PlainText.of(e.getMessage()), e.getMessage());
            return false;
        }
    }

    private static boolean parseRequest(String text) {
        try {
            Request<?> request = Request.parse(text);
            assertEquals(request, Request.parse(request.encode()));
            return true;
        } catch (MessageException e) {
            assertEquals(PlainText.of(e.getMessage()), e.getMessage());
            return false;
        }
    }
}

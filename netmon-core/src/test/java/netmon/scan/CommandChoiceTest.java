package netmon.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CommandChoiceTest {
    private final FakeMachine machine = new FakeMachine();
    private final CommandChoice choice = new CommandChoice(machine, "new", "old");

    @Test
    void theBestSpellingThatIsAnsweredStaysInUse() throws ScanException {
        machine.says("old", "1");
        assertEquals("new", choice.command());
        assertEquals("1", choice.read().text());
        assertEquals("old", choice.command());
        machine.says("new", "2");
        assertEquals("1", choice.read().text());
        machine.lacks("old");
        assertThrows(ScanException.class, choice::read);
    }

    @Test
    void withoutAnyAnswerTheErrorIsThatOfTheBestSpelling() {
        ScanException e = assertThrows(ScanException.class, choice::read);
        assertEquals("new: no such program", e.getMessage());
    }
}

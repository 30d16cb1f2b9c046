package netmon.scan.counting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceRuleTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the system's own rule counts it,   '',   '',     eth0, true,  true",
        "the system's own rule does not,    '',   '',     eth0, false, false",
        "it is named,                       eth0, '',     eth0, false, true",
        "another one is named,              eth1, '',     eth0, true,  false",
        "names are exact,                   eth*, '',     eth0, true,  false",
        "a pattern takes it out,            '',   veth*,  veth7, true, false",
        "a pattern of another name,         '',   veth*,  eth0, true,  true",
        "a pattern matches the whole name,  '',   eth,    eth0, true,  true",
        "a pattern for one character,       '',   eth?,   eth0, true,  false",
        "a pattern for one character only,  '',   eth?,   eth10, true, true",
        "a dot is a dot,                    '',   eth0.5, eth0x5, true, true",
        "a pattern takes out a named one,   eth0, e*,     eth0, true,  false",
    })
    void namesChooseAndPatternsExclude(
            String why, String named, String excluded, String name, boolean byItself, boolean counts) {
        InterfaceRule rule = new InterfaceRule(set(named), set(excluded));
        assertEquals(counts, rule.counts(name, byItself), why);
    }

    private static Set<String> set(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text);
    }
}

package netmon.cli.options;

import java.time.ZoneId;
import netmon.cli.session.Session;
import netmon.cli.text.AmountFormat;
import netmon.cli.text.AmountStyle;
import netmon.cli.text.Page;
import netmon.cli.text.Units;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how amounts, and text as a whole, look to people. */
public final class AmountOptions implements FastOptions {
    @Option(
            names = "--units",
            paramLabel = "NAME",
            description = "Amounts are written in ${COMPLETION-CANDIDATES} units; see also netmon.properties.")
    private @Nullable Units units;

    @Option(names = "--bits", description = "Amounts are written in bits; those are si without --units.")
    private boolean bits;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "One of ${COMPLETION-CANDIDATES}; auto is on a terminal and without NO_COLOR.")
    private ColorMode colour = ColorMode.AUTO;

    @Override
    public boolean set(String option) {
        if (!option.equals("--bits")) {
            return false;
        }
        bits = true;
        return true;
    }

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--units" -> units = FastOptions.named(value, Units.values());
            case "--color" -> colour = FastOptions.named(value, ColorMode.values());
            default -> {
                return false;
            }
        }
        return true;
    }

    public AmountStyle amounts(Session session) {
        Units usual = bits ? Units.SI : session.settings().units();
        return new AmountStyle(units != null ? units : usual, bits);
    }

    AmountFormat bytes(Session session) {
        return amounts(session).bytes();
    }

    public boolean isColoured(Session session) {
        return colour.isOn(session);
    }

    Page page(Session session, ZoneId zone) {
        return new Page(session.out(), session.columns(), isColoured(session), bytes(session), zone);
    }
}

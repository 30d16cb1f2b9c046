package netmon.cli.options;

import java.time.ZoneId;
import java.util.Locale;
import netmon.cli.session.Session;
import netmon.cli.text.AmountStyle;
import netmon.cli.text.Page;
import netmon.cli.text.Units;
import org.jspecify.annotations.Nullable;

/** The options for the units of amounts and for colors. */
public final class AmountOptions {
    private enum ColorMode {
        AUTO,
        ALWAYS,
        NEVER;

        boolean isOn(Session session) {
            return switch (this) {
                case ALWAYS -> true;
                case NEVER -> false;
                case AUTO ->
                    session.variable("NO_COLOR").isEmpty()
                            && !session.variable("TERM").equals("dumb")
                            && session.isTerminal();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CommandArgument<Units> units;
    private final CommandArgument<Boolean> bits;
    private final CommandArgument<ColorMode> color;

    public AmountOptions(CommandArguments arguments) {
        units = arguments.choice(
                "--units",
                "NAME",
                "Units of amounts: {choices}. The default is set in netmon.properties.",
                Units.values());
        bits = arguments.flag("--bits", "Show bits instead of bytes, in si units unless --units is given.");
        color = arguments
                .choice(
                        "--color",
                        "WHEN",
                        "Use colours and bold text: {choices}; auto means on a terminal, unless NO_COLOR is set.",
                        ColorMode.values())
                .byDefault(ColorMode.AUTO);
    }

    public AmountStyle amounts(Session session) {
        boolean inBits = bits.isGiven();
        Units usual = inBits ? Units.SI : session.settings().units();
        @Nullable Units chosen = units.value();
        return new AmountStyle(chosen != null ? chosen : usual, inBits);
    }

    public boolean isColoured(Session session) {
        return color.get().isOn(session);
    }

    Page page(Session session, ZoneId zone) {
        return new Page(
                session.out(),
                session.columns(),
                isColoured(session),
                amounts(session).bytes(),
                zone,
                session.isTerminal() ? session.now().getEpochSecond() : Page.NO_TERMINAL);
    }
}

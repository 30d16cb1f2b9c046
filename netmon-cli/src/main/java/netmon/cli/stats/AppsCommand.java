package netmon.cli.stats;

import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.options.OutputFormat;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon stats apps}: who moved how much. */
@Command(
        name = "apps",
        description = "Shows what each application downloaded and uploaded.",
        footer = {
            "",
            "Examples:",
            "  netmon stats apps --week --top 5",
            "  netmon stats apps --app 'Google Chrome' --from monday",
            "  netmon stats apps --basis"
        })
public final class AppsCommand implements FastCommand {
    private final Session session;

    @Mixin
    private final PeriodOptions when = new PeriodOptions();

    @Mixin
    private final AppsOptions which = new AppsOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--basis", description = "Shows how much of each row was measured and how much estimated.")
    private boolean basis;

    public AppsCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(when, which, output);
    }

    @Override
    public boolean set(String option) {
        if (!option.equals("--basis")) {
            return FastCommand.super.set(option);
        }
        basis = true;
        return true;
    }

    @Override
    public Integer call() throws StoreException {
        OutputFormat format = output.format();
        Period asked = when.period(session);
        AppsReport all;
        try (TrafficReader store = session.open()) {
            all = which.read(store, when.rounded(asked, store, session));
        }
        AppsReport report = which.choose(all);
        print(report, format);
        return report.isEmpty() ? session.noData(which.described(), asked, advice(all)) : ExitCode.OK;
    }

    private void print(AppsReport report, OutputFormat format) {
        AppsExport data = new AppsExport(report, session.out());
        switch (format) {
            case JSON -> data.json(when.zone(session));
            case CSV -> data.csv();
            case ONE_LINE -> {
                if (!report.isEmpty()) {
                    data.oneLine(output.bytes(session));
                }
            }
            case TEXT -> {
                if (!report.isEmpty()) {
                    new AppsTable(report, basis, output.page(session, when.zone(session))).print();
                }
            }
        }
    }

    private String advice(AppsReport all) throws StoreException {
        String meant = which.meant(session);
        if (!meant.isEmpty()) {
            return meant;
        }
        return all.isEmpty() ? session.startService() : "'netmon stats apps' lists who has data.";
    }
}

package netmon.scan.recording;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Address;
import netmon.model.NetworkRoute;
import org.jspecify.annotations.Nullable;

/**
 * The routes in a recording: {@code destination/prefix TAB interface TAB gateway}, the gateway only where there is one.
 */
final class RouteRows {
    static final String FILE = "routes.tsv";

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private RouteRows() {}

    static String format(List<NetworkRoute> routes) {
        StringBuilder rows = new StringBuilder();
        for (NetworkRoute each : routes) {
            Address gateway = each.gateway();
            rows.append(network(each)).append('/').append(each.prefix());
            rows.append('\t').append(Recorder.cell(each.interfaceName()));
            rows.append(gateway == null ? "" : "\t" + gateway).append('\n');
        }
        return rows.toString();
    }

    /** Rows that are no routes are skipped: routes are evidence, and a recording does without them. */
    static List<NetworkRoute> parse(String text) {
        List<NetworkRoute> routes = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] cells = line.strip().split("\t", -1);
            try {
                if (cells.length > 1) {
                    routes.add(route(cells));
                }
            } catch (IllegalArgumentException e) {
                // a destination that is no address
            }
        }
        return routes;
    }

    private static String network(NetworkRoute route) {
        if (route.network().isAny()) {
            return route.ipv4() ? "0.0.0.0" : "::";
        }
        return route.network().toString();
    }

    private static NetworkRoute route(String[] cells) {
        int slash = cells[0].indexOf('/');
        String network = slash < 0 ? cells[0] : cells[0].substring(0, slash);
        boolean ipv4 = network.indexOf(':') < 0;
        int longest = ipv4 ? IPV4_BITS : IPV6_BITS;
        int prefix = slash < 0 ? longest : Integer.parseInt(cells[0].substring(slash + 1));
        if (prefix < 0 || prefix > longest) {
            throw new IllegalArgumentException("no prefix: " + cells[0]);
        }
        return new NetworkRoute(
                Address.parse(network), prefix, ipv4, cells[1], cells.length > 2 ? gateway(cells[2]) : null);
    }

    private static @Nullable Address gateway(String text) {
        return text.isBlank() || Address.parse(text).isAny() ? null : Address.parse(text);
    }
}

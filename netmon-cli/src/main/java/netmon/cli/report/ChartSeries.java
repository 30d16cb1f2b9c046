package netmon.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.App;
import netmon.model.Traffic;

/**
 * The bytes of a period in buckets, by application.
 *
 * @param title of the period and the buckets, such as {@code 365 days}
 * @param edges the first second of each bucket, and the end of the last one
 * @param names the applications with the most bytes, then {@link #OTHERS} and Unattributed if they have any
 * @param traffic by name and bucket
 */
record ChartSeries(String title, List<Long> edges, List<String> names, List<List<Traffic>> traffic) {
    static final String OTHERS = "Others";

    /** More colours cannot be told apart. */
    private static final int MOST_NAMED = 10;

    /** Collects the bytes of the buckets. */
    static final class SeriesBuilder {
        private final List<Long> edges;
        private final Map<String, Traffic[]> sums = new HashMap<>();

        SeriesBuilder(List<Long> edges) {
            this.edges = List.copyOf(edges);
        }

        void add(int bucket, String name, Traffic traffic) {
            Traffic[] buckets = sums.computeIfAbsent(name, unused -> empty());
            buckets[bucket] = buckets[bucket].plus(traffic);
        }

        private Traffic[] empty() {
            Traffic[] buckets = new Traffic[edges.size() - 1];
            Arrays.fill(buckets, Traffic.NONE);
            return buckets;
        }

        /** @param colours the applications that have a colour of their own */
        ChartSeries series(String title, List<String> colours) {
            Traffic[] others = empty();
            sums.forEach((name, buckets) -> {
                for (int i = 0; i < buckets.length && !colours.contains(name); i++) {
                    others[i] = name.equals(App.UNATTRIBUTED) ? others[i] : others[i].plus(buckets[i]);
                }
            });
            List<String> names = new ArrayList<>(colours);
            names.add(OTHERS);
            names.add(App.UNATTRIBUTED);
            List<List<Traffic>> traffic = new ArrayList<>();
            for (String each : colours) {
                traffic.add(List.of(sums.getOrDefault(each, empty())));
            }
            traffic.add(List.of(others));
            traffic.add(List.of(sums.getOrDefault(App.UNATTRIBUTED, empty())));
            return new ChartSeries(title, edges, names, traffic);
        }

        /** The names with the most bytes, without Unattributed. */
        List<String> largest() {
            return sums.keySet().stream()
                    .filter(each -> !each.equals(App.UNATTRIBUTED))
                    .sorted(Comparator.comparingLong((String each) -> -total(sums.getOrDefault(each, empty())))
                            .thenComparing(each -> each))
                    .limit(MOST_NAMED)
                    .toList();
        }

        private static long total(Traffic[] buckets) {
            long total = 0;
            for (Traffic each : buckets) {
                total += each.total();
            }
            return total;
        }
    }

    int buckets() {
        return edges.size() - 1;
    }

    /** The bytes of all applications in a bucket. */
    Traffic sum(int bucket) {
        Traffic sum = Traffic.NONE;
        for (List<Traffic> each : traffic) {
            sum = sum.plus(each.get(bucket));
        }
        return sum;
    }
}

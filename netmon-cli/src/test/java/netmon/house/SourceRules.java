package netmon.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules about the text of the main code. Each returns its breaches, a sentence each. */
final class SourceRules {
    static final int MOST_COLUMNS = 120;
    private static final int MOST_TYPES_IN_PACKAGE = 20;

    /** The median, the 90th percentile and the maximum that files and methods keep to, in lines. */
    private static final List<Integer> FILES = List.of(100, 200, 300);

    private static final List<Integer> METHODS = List.of(7, 16, 40);

    private SourceRules() {}

    static List<String> longLines(List<SourceFile> files) {
        return files.stream()
                .flatMap(file -> Stream.iterate(0, i -> i < file.lines().size(), i -> i + 1)
                        .filter(i -> file.lines().get(i).length() > MOST_COLUMNS)
                        .map(i -> file.path() + ":" + (i + 1) + " is longer than " + MOST_COLUMNS + " columns"))
                .toList();
    }

    /** The model may be larger: it is the one package that everybody imports. */
    static List<String> crowdedPackages(List<SourceFile> files) {
        Map<String, Integer> types = new TreeMap<>();
        files.forEach(file -> types.merge(file.packageName(), file.topLevel(), Integer::sum));
        return types.entrySet().stream()
                .filter(each -> each.getValue() > MOST_TYPES_IN_PACKAGE
                        && !each.getKey().equals("netmon.model"))
                .map(each -> each.getKey() + " has " + each.getValue() + " top-level types")
                .toList();
    }

    static List<String> namesThatStandTwice(List<SourceFile> files) {
        Map<String, List<String>> places = new TreeMap<>();
        for (SourceFile file : files) {
            file.types()
                    .forEach(type -> places.computeIfAbsent(type, unused -> new ArrayList<>())
                            .add(file.packageName()));
        }
        places.remove("Main");
        return places.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> each.getKey() + " stands in " + each.getValue())
                .toList();
    }

    static List<String> namesOfJava(List<SourceFile> files) {
        return files.stream()
                .flatMap(file -> file.types().stream())
                .filter(name -> isClass("java.lang." + name) || isClass("java.util." + name))
                .map(name -> name + " is a name of Java's")
                .toList();
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static List<String> packagesWithoutDescription(List<SourceFile> files) {
        List<String> described = files.stream()
                .filter(SourceFile::isPackageInfo)
                .filter(file -> file.lines().get(0).startsWith("/**"))
                .map(SourceFile::packageName)
                .toList();
        return files.stream()
                .map(SourceFile::packageName)
                .distinct()
                .filter(each -> !described.contains(each))
                .map(each -> each + " has no package-info with a description")
                .toList();
    }

    static List<String> sizes(List<SourceFile> files) {
        List<Integer> lengths = files.stream()
                .filter(file -> !file.isPackageInfo())
                .map(file -> file.lines().size())
                .toList();
        List<Integer> methods =
                files.stream().flatMap(file -> file.methods().stream()).toList();
        return Stream.concat(beyond("files", lengths, FILES), beyond("methods", methods, METHODS))
                .collect(Collectors.toList());
    }

    private static Stream<String> beyond(String what, List<Integer> sizes, List<Integer> limits) {
        if (sizes.isEmpty()) {
            return Stream.of();
        }
        List<Integer> sorted = sizes.stream().sorted().toList();
        List<Integer> found = List.of(
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 9 / 10), sorted.get(sorted.size() - 1));
        return Stream.of(0, 1, 2)
                .filter(i -> found.get(i) > limits.get(i))
                .map(i -> what + " have " + found + " lines (median, 90th percentile, maximum), allowed are " + limits);
    }
}

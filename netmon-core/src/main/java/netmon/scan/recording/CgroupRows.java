package netmon.scan.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file {@code cgroups.tsv}: the answers to the questions {@code cgroup PID}, a row for each of their lines. */
final class CgroupRows {
    static final String FILE = "cgroups.tsv";

    private static final String QUESTION = "cgroup ";

    private final Map<Long, String> answers = new TreeMap<>();

    static boolean has(String question) {
        return question.startsWith(QUESTION);
    }

    void add(String question, String answer) {
        answers.put(Long.valueOf(question.substring(QUESTION.length())), answer);
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    String format() {
        StringBuilder rows = new StringBuilder();
        answers.forEach((pid, answer) -> answer.lines().forEach(line -> rows.append(pid + "\t" + line + "\n")));
        return rows.toString();
    }

    /** The answer to a question from the file's content; empty where the process is not in it. */
    static String answer(String question, String content) {
        String start = question.substring(QUESTION.length()) + "\t";
        List<String> lines = new ArrayList<>();
        content.lines()
                .filter(line -> line.startsWith(start))
                .forEach(line -> lines.add(line.substring(start.length()) + "\n"));
        return String.join("", lines);
    }
}

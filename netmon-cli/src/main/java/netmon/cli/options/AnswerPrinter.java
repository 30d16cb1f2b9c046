package netmon.cli.options;

import netmon.cli.session.Session;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;

/** Prints an answer in the format that the options choose. */
public record AnswerPrinter(Session session, OutputFormat format, Page page) {
    enum OutputFormat {
        TEXT,
        JSON,
        CSV,
        CSV_RFC4180,
        ONE_LINE
    }

    public boolean isText() {
        return format == OutputFormat.TEXT;
    }

    /** Prints it; an empty one only for programs. */
    public void print(Answer answer) {
        switch (format) {
            case JSON -> JsonOutput.print(session.out(), page.zone(), answer.command(), answer::json);
            case CSV -> answer.csv(new CsvWriter(session.out(), System.lineSeparator()));
            case CSV_RFC4180 -> answer.csv(new CsvWriter(session.out(), CsvWriter.RFC4180));
            case ONE_LINE -> {
                if (!answer.isEmpty()) {
                    session.out().print(answer.oneLine(page.bytes()) + "\n");
                }
            }
            case TEXT -> {
                if (!answer.isEmpty()) {
                    answer.text(page);
                }
            }
        }
    }
}

package netmon.cli.options;

import netmon.cli.session.Session;
import netmon.cli.text.Answer;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;


/** Prints an answer in the format that the options choose. */
public final class AnswerPrinter {
    private final Session session;
    private final OutputFormat format;
    private final Page page;

    AnswerPrinter(Session session, OutputFormat format, Page page) {
        this.session = session;
        this.format = format;
        this.page = page;
    }

    /** The page of text for people. */
    public Page page() {
        return page;
    }

    /** Prints it; an empty one only for programs. */
    public void print(Answer answer) {
        switch (format) {
            case JSON -> JsonOutput.print(session.out(), page.zone(), answer);
            case CSV -> answer.csv(new CsvWriter(session.out()));
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

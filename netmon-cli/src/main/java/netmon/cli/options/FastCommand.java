package netmon.cli.options;

import java.util.concurrent.Callable;

/** A command that {@code FastPath} knows. */
public interface FastCommand extends Callable<Integer>, FastOptions {}

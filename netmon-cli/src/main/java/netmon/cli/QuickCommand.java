package netmon.cli;

import java.util.concurrent.Callable;

/** A command that {@link Shortcuts} knows. */
interface QuickCommand extends Callable<Integer>, Settable {}

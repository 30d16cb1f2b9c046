package netmon.apps;

/** A name as it was found, and the rule that found it. */
record Named(String name, Rule rule) {}

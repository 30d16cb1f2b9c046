package netmon.apps;

/** A name as it was found, and the rule that found it. */
record FoundName(String name, NameRule rule) {}

/** The main class and the command line of the background service. Everything else lies in the packages below. */
@NullMarked
package netmon.service;

import org.jspecify.annotations.NullMarked;

/** The background service: its main class and its command line. Everything else lies in the packages below. */
@NullMarked
package netmon.service;

import org.jspecify.annotations.NullMarked;

/**
 * Reads the kernel control {@code com.apple.network.statistics} of macOS: the protocol's bytes, the conversation with
 * the kernel, and the sockets that come out of it. Only {@link netmon.scan.macos.ntstat.MacKernelControl} and
 * {@link netmon.scan.macos.ntstat.LibSystem} touch native code; nothing here knows applications, attribution or files.
 */
@NullMarked
package netmon.scan.macos.ntstat;

import org.jspecify.annotations.NullMarked;

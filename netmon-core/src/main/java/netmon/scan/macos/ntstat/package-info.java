/**
 * Reads the kernel control {@code com.apple.network.statistics} of macOS: the conversation with the kernel, its
 * recording, and the sockets that result. Only {@code MacKernelControl} and {@code ControlCalls} may touch native code;
 * nothing here knows applications, attribution or files. The bytes of the messages are the business of {@code wire}.
 */
@NullMarked
package netmon.scan.macos.ntstat;

import org.jspecify.annotations.NullMarked;

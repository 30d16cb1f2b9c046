package netmon.cli.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Base64;
import java.util.Locale;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import netmon.store.files.PrivateFiles;

/** Accepts the training run's pushes on the loopback interface, so that the archive holds the classes of a push. */
final class TrainingEngine {
    private static final int CALLERS = 4;
    private static final String NAME = "training";
    private static final char[] PASSWORD = "training".toCharArray(); // of keys that exist for some seconds
    private static final String LENGTH = "content-length:";
    private static final byte[] ACCEPTED =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private TrainingEngine() {}

    /**
     * Starts it until the end of this process, and writes its address into the settings: over TLS where this Java has
     * the program that makes certificates.
     */
    static void start(Path settings) throws IOException {
        Path folder = settings.resolveSibling("");
        try {
            KeyStore keys = keys(folder.resolve("training.p12"));
            Path pem = folder.resolve("training.pem");
            Files.deleteIfExists(pem);
            PrivateFiles.makeNew(pem);
            Files.writeString(
                    pem,
                    pem("CERTIFICATE", keys.getCertificate(NAME).getEncoded())
                            + pem("PRIVATE KEY", keys.getKey(NAME, PASSWORD).getEncoded()));
            start(settings, "https", context(keys).getServerSocketFactory(), "ca-file", "client-certificate");
        } catch (GeneralSecurityException | IOException e) {
            start(settings, "http", ServerSocketFactory.getDefault());
        }
    }

    private static void start(Path settings, String scheme, ServerSocketFactory factory, String... certificates)
            throws IOException {
        ServerSocket server = factory.createServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());
        if (server instanceof SSLServerSocket tls) {
            tls.setNeedClientAuth(true);
        }
        Thread thread = new Thread(() -> serve(server), "engine");
        thread.setDaemon(true);
        thread.start();
        StringBuilder text = new StringBuilder("push.training.url = " + scheme + "://127.0.0.1:" + server.getLocalPort()
                + "/api/v1/write\npush.training.every = 1m\n");
        for (String each : certificates) {
            text.append("push.training." + each + " = " + settings.resolveSibling("training.pem") + "\n");
        }
        Files.writeString(settings, text);
    }

    private static KeyStore keys(Path file) throws IOException, GeneralSecurityException {
        String keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
        Files.deleteIfExists(file);
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            made.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Files.notExists(file)) {
            throw new KeyStoreException("keytool makes no certificate");
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory callers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        callers.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), callers.getTrustManagers(), null);
        return context;
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private static void serve(ServerSocket server) {
        try {
            while (true) {
                try (Socket caller = server.accept()) {
                    answer(caller);
                } catch (SSLException e) {
                    // a caller that does not trust this engine; the next one may
                }
            }
        } catch (IOException e) {
            return; // the archive then lacks some classes
        }
    }

    private static void answer(Socket caller) throws IOException {
        InputStream in = new BufferedInputStream(caller.getInputStream());
        long length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith(LENGTH)) {
                length = Long.parseLong(line.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        caller.getOutputStream().write(ACCEPTED);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip().toLowerCase(Locale.ROOT);
    }
}

package netmon.cli.push;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of made-up authorities, made by the JDK's keytool. */
final class TestCertificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final Path store;

    TestCertificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
        make("authority", "-dname", "CN=authority", "-ext", "bc:c");
        make("stranger", "-dname", "CN=stranger", "-ext", "bc:c");
        String here = "SAN=IP:127.0.0.1";
        make("engine", "-signer", "authority", "-dname", "CN=engine", "-ext", here);
        make("elsewhere", "-signer", "authority", "-dname", "CN=elsewhere", "-ext", "SAN=DNS:elsewhere.invalid");
        make("old", "-signer", "authority", "-dname", "CN=old", "-ext", here, "-startdate", "-9d", "-validity", "2");
        make("client", "-signer", "authority", "-dname", "CN=client");
        make("intruder", "-signer", "stranger", "-dname", "CN=intruder");
    }

    private void make(String alias, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                alias.equals("client") ? "RSA" : "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                String.valueOf(PASSWORD),
                "-keystore",
                store.toString()));
        words.addAll(List.of(options));
        Path out = folder.resolve("keytool.out");
        Process keytool = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(out));
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD);
        }
        return loaded;
    }

    /** A file with the certificate, and those that lead to its authority. */
    Path certificate(String alias) throws IOException, GeneralSecurityException {
        StringBuilder text = new StringBuilder("a comment\n");
        for (Certificate each : load().getCertificateChain(alias)) {
            text.append(pem("CERTIFICATE", each.getEncoded()));
        }
        return Files.writeString(folder.resolve(alias + ".pem"), text);
    }

    /** A private file with the key. */
    Path key(String alias) throws IOException, GeneralSecurityException {
        Path file = Files.writeString(folder.resolve(alias + ".key"), keyText(alias));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    String keyText(String alias) throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", load().getKey(alias, PASSWORD).getEncoded());
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    /** The context of an engine that has the certificate of this name, and trusts clients of the authority. */
    SSLContext engine(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = load();
        KeyStore own = empty();
        own.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", all.getCertificate("authority"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        return empty;
    }
}

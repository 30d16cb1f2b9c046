package netmon.cli.push;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The files with certificates of a destination, in PEM form. Without them Java's own authorities are trusted, and no
 * client certificate is sent.
 *
 * @param authorities the certificates that may have signed the engine's
 * @param certificate this machine's certificate, with those that lead to its authority
 * @param key its key; null if it is in the file of the certificate
 */
record PushTls(
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key) {
    static final PushTls USUAL = new PushTls(null, null, null);

    private static final char[] IN_MEMORY = new char[0];
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    boolean isUsual() {
        return equals(USUAL);
    }

    boolean isClient() {
        return certificate != null;
    }

    /** What an HTTP client uses; null if it is what Java uses by itself. */
    @Nullable
    SSLContext context() throws PushFailure {
        if (isUsual()) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new PushFailure("cannot use the certificates of push.NAME.ca-file and client-certificate: " + e);
        }
    }

    private TrustManager @Nullable [] trust() throws PushFailure, GeneralSecurityException, IOException {
        if (authorities == null) {
            return null;
        }
        KeyStore store = emptyStore();
        for (Certificate each : certificates(authorities, publicText(authorities))) {
            store.setCertificateEntry("authority " + store.size(), each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keys() throws PushFailure, GeneralSecurityException, IOException {
        if (certificate == null) {
            return null;
        }
        String text = key == null ? PushHeaders.secret(certificate) : publicText(certificate);
        List<Certificate> chain = certificates(certificate, text);
        PublicKey known = chain.get(0).getPublicKey();
        Path keyFile = key == null ? certificate : key;
        PrivateKey own = privateKey(keyFile, key == null ? text : PushHeaders.secret(key), known.getAlgorithm());
        if (!isPair(own, known)) {
            throw new PushFailure("the key in " + keyFile + " does not belong to the certificate in " + certificate);
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("own", own, IN_MEMORY, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String publicText(Path file) throws PushFailure {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would block for ever
                throw new PushFailure(file + " is not a file");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1); // comments may be of any character set
        } catch (IOException e) {
            throw PushHeaders.unreadable(file, e);
        }
    }

    private static List<Certificate> certificates(Path file, String text) throws PushFailure {
        List<Certificate> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (block.find()) {
                if (block.group(1).endsWith("CERTIFICATE")) {
                    found.add(factory.generateCertificate(new ByteArrayInputStream(content(block))));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PushFailure("a certificate in " + file + " is damaged");
        }
        if (found.isEmpty()) {
            throw new PushFailure("there is no certificate in " + file + ", which must have lines BEGIN CERTIFICATE");
        }
        return found;
    }

    private static PrivateKey privateKey(Path file, String text, String algorithm) throws PushFailure {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("PRIVATE KEY")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content(block)));
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    throw new PushFailure("the key in " + file + " is damaged or not of the certificate's kind");
                }
            }
        }
        throw new PushFailure(
                text.contains("PRIVATE KEY-----")
                        ? "the key in " + file + " is encrypted or of an old form; convert it: openssl pkcs8 -topk8"
                                + " -nocrypt -in OLD -out NEW"
                        : "there is no PRIVATE KEY in " + file + "; push.NAME.client-key names its file");
    }

    private static byte[] content(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private static boolean isPair(PrivateKey own, PublicKey known) throws GeneralSecurityException {
        String algorithm = own.getAlgorithm().equals("EC") ? "ECDSA" : own.getAlgorithm();
        String name = algorithm.startsWith("Ed") ? algorithm : "SHA256with" + algorithm;
        Signature signature = Signature.getInstance(name);
        signature.initSign(own);
        signature.update(known.getEncoded());
        byte[] signed = signature.sign();
        signature.initVerify(known);
        signature.update(known.getEncoded());
        return signature.verify(signed);
    }
}

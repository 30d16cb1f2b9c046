package netmon.service.scripts;


import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads an XML property list: dictionaries become maps, arrays lists, and the rest strings, booleans and numbers. */
final class Plist {
    private Plist() {}

    @SuppressWarnings("unchecked") // the root of a property list is a dictionary
    static Map<String, Object> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            // The document type is a URL at Apple, and tests use no network.
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            Element plist = factory.newDocumentBuilder().parse(in).getDocumentElement();
            return (Map<String, Object>) value(elements(plist).get(0));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("reading " + file, e);
        }
    }

    private static Object value(Element element) {
        return switch (element.getTagName()) {
            case "dict" -> dictionary(elements(element));
            case "array" -> elements(element).stream().map(Plist::value).toList();
            case "string" -> element.getTextContent();
            case "integer" -> Long.valueOf(element.getTextContent().strip());
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("unknown element in property list: " + element.getTagName());
        };
    }

    private static Map<String, Object> dictionary(List<Element> elements) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < elements.size(); i += 2) {
            entries.put(elements.get(i).getTextContent(), value(elements.get(i + 1)));
        }
        return entries;
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}

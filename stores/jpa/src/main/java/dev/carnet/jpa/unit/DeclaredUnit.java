package dev.carnet.jpa.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A persistence unit as {@code META-INF/persistence.xml} declares it.
 *
 * @param name its name
 * @param elements the names of the elements in it
 */
record DeclaredUnit(String name, Set<String> elements) {
    private static final String FILE = "META-INF/persistence.xml";

    /** Whether its connections belong to transactions that a container manages. */
    boolean hasJtaDataSourceOnly() {
        return elements.contains("jta-data-source") && !elements.contains("non-jta-data-source");
    }

    /** Those that the thread's class loader sees. */
    static List<DeclaredUnit> onClassPath() {
        List<DeclaredUnit> units = new ArrayList<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            for (URL each : Collections.list(
                    (loader == null ? DeclaredUnit.class.getClassLoader() : loader).getResources(FILE))) {
                units.addAll(in(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return units;
    }

    /** A file that is no XML is the provider's to complain about. */
    private static List<DeclaredUnit> in(URL file) throws IOException {
        List<DeclaredUnit> units = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream input = file.openStream()) {
            XMLStreamReader xml = factory.createXMLStreamReader(input);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("persistence-unit")) {
                    units.add(new DeclaredUnit(String.valueOf(xml.getAttributeValue(null, "name")), new HashSet<>()));
                } else if (!units.isEmpty()) {
                    units.get(units.size() - 1).elements().add(xml.getLocalName());
                }
            }
        } catch (XMLStreamException e) {
            return units;
        }
        return units;
    }
}

package dev.carnet.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The persistence units there are, by their names in {@code META-INF/persistence.xml}. */
final class UnitNames {
    private static final String FILE = "META-INF/persistence.xml";

    private UnitNames() {}

    /** Those that the thread's class loader sees; the list is the caller's. */
    static List<String> onClassPath() {
        List<String> names = new ArrayList<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            for (URL each :
                    Collections.list((loader == null ? UnitNames.class.getClassLoader() : loader).getResources(FILE))) {
                names.addAll(in(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** A file that is no XML is the provider's to complain about. */
    private static List<String> in(URL file) throws IOException {
        List<String> names = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream input = file.openStream()) {
            XMLStreamReader xml = factory.createXMLStreamReader(input);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("persistence-unit")) {
                    names.add(String.valueOf(xml.getAttributeValue(null, "name")));
                }
            }
        } catch (XMLStreamException e) {
            return names;
        }
        return names;
    }
}

package org.widelimit.report;

import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.widelimit.report.text.Escape;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;

/** The verdicts of a run as JUnit XML: a theorem is a suite, a verdict a case. */
final class JunitReport {

  private JunitReport() {}

  /** Returns the text of {@code junit.xml}. */
  static String of(RunResult run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      attribute(xml, "name", "widelimit");
      attribute(xml, "time", seconds(run.seconds()));
      for (TheoremResult theorem : run.theorems()) {
        suite(xml, theorem);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string cannot fail to be written", e);
    }
    return text.append('\n').toString();
  }

  private static void suite(XMLStreamWriter xml, TheoremResult theorem) throws XMLStreamException {
    boolean broken = theorem.broken().isPresent();
    long failures = theorem.claims().stream().filter(claim -> !claim.met()).count();
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", theorem.id());
    attribute(xml, "tests", String.valueOf(theorem.claims().size() + (broken ? 1 : 0)));
    attribute(xml, "failures", String.valueOf(failures));
    attribute(xml, "errors", broken ? "1" : "0");
    attribute(xml, "skipped", "0");
    attribute(xml, "time", seconds(theorem.seconds()));
    if (broken) {
      broken(xml, theorem.broken().get());
    }
    for (ClaimResult claim : theorem.claims()) {
      testCase(xml, theorem, claim);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void broken(XMLStreamWriter xml, BrokenFile file) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", file.path());
    attribute(xml, "name", "file");
    attribute(xml, "time", "0");
    xml.writeStartElement("error");
    attribute(xml, "type", "BROKEN");
    attribute(xml, "message", file.describe());
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void testCase(XMLStreamWriter xml, TheoremResult result, ClaimResult claim)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", result.id().replace('/', '.'));
    attribute(
        xml,
        "name",
        claim.id() + (claim.activation().isEmpty() ? "" : " [" + claim.activation() + "]"));
    attribute(xml, "time", seconds(claim.seconds()));
    Optional<Place> place = Place.of(result, claim);
    if (place.isPresent()) {
      attribute(xml, "file", place.get().path());
      attribute(xml, "line", String.valueOf(place.get().line()));
    }
    if (!claim.met()) {
      xml.writeStartElement("failure");
      attribute(xml, "type", claim.verdict().name());
      attribute(
          xml,
          "message",
          "expected " + claim.expect().word() + ", found " + claim.verdict().name());
      xml.writeCharacters(Escape.xml(Place.account(result, claim)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Escape.xml(value));
  }
}

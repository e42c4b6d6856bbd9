package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.theorem.Reference;
import org.widelimit.verification.RunResult;

/** Sources as citations, and the list of what a run cites. */
public final class Citations {

  private static final Pattern ITEM = Pattern.compile("(^|;)(\\s*)([A-Za-z][A-Za-z0-9_-]*)");

  private Citations() {}

  /** Returns a source for the page: its keys become authors and year, linked to the list. */
  public static String html(String source, List<Reference> references) {
    return replaced(
        source,
        references,
        Escape::html,
        reference ->
            "<a href=\"#"
                + Escape.html(Anchors.reference(reference.key()))
                + "\">"
                + Escape.html(reference.label())
                + "</a>");
  }

  /** Returns a source for LaTeX: its keys become citations, with authors and year beside them. */
  public static String tex(String source, List<Reference> references) {
    return replaced(
        source,
        references,
        TexEscape::text,
        reference ->
            "\\wlcite{" + reference.key() + "}{" + TexEscape.text(reference.label()) + "}");
  }

  private static String replaced(
      String source,
      List<Reference> references,
      UnaryOperator<String> escape,
      java.util.function.Function<Reference, String> shown) {
    Map<String, Reference> known = new LinkedHashMap<>();
    references.forEach(reference -> known.put(reference.key(), reference));
    StringBuilder result = new StringBuilder();
    Matcher item = ITEM.matcher(source);
    int from = 0;
    while (item.find()) {
      Reference reference = known.get(item.group(3));
      if (reference != null) {
        result.append(escape.apply(source.substring(from, item.start(3))));
        result.append(shown.apply(reference));
        from = item.end();
      }
    }
    return result.append(escape.apply(source.substring(from))).toString();
  }

  /** Returns the list of references for the page, or nothing if nothing is cited. */
  public static String htmlList(RunResult run) {
    List<Reference> all = all(run);
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder();
    html.append("<section class=\"references\" aria-labelledby=\"references\">\n");
    html.append("<h2 id=\"references\">References</h2>\n<ul>\n");
    for (Reference reference : all) {
      html.append("<li id=\"").append(Escape.html(Anchors.reference(reference.key())));
      html.append("\">").append(entry(reference, Escape::html, "<cite>", "</cite>"));
      html.append("</li>\n");
    }
    return html.append("</ul>\n</section>\n").toString();
  }

  /** Returns the list of references for LaTeX, or nothing if nothing is cited. */
  public static String texList(RunResult run) {
    List<Reference> all = all(run);
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder tex = new StringBuilder("\n\\section*{References}\n\\begin{itemize}\n");
    for (Reference reference : all) {
      tex.append("\\item ").append(entry(reference, TexEscape::text, "\\emph{", "}")).append('\n');
    }
    return tex.append("\\end{itemize}\n").toString();
  }

  /** Returns what a run cites for BibTeX. */
  public static String bib(RunResult run) {
    StringBuilder bib = new StringBuilder();
    for (Reference reference : all(run)) {
      bib.append("@misc{").append(reference.key()).append(",\n");
      field(bib, "author", String.join(" and ", reference.authors()));
      field(bib, "title", reference.title());
      field(bib, "howpublished", reference.place());
      field(bib, "year", reference.year());
      field(bib, "note", reference.identifier());
      bib.append("}\n\n");
    }
    return bib.toString();
  }

  private static void field(StringBuilder bib, String name, String value) {
    if (!value.isEmpty()) {
      bib.append("  ").append(name).append(" = {").append(TexEscape.text(value)).append("},\n");
    }
  }

  private static String entry(
      Reference reference, UnaryOperator<String> escape, String open, String close) {
    List<String> parts = new ArrayList<>();
    // A label that is a mere key stands for itself, as nobody is named.
    parts.add(
        escape.apply(
            reference.authors().isEmpty()
                ? reference.label()
                : String.join("; ", reference.authors()) + " (" + reference.year() + ")"));
    if (!reference.title().isEmpty()) {
      parts.add(open + escape.apply(reference.title()) + close);
    }
    if (!reference.place().isEmpty()) {
      parts.add(escape.apply(reference.place()));
    }
    if (!reference.identifier().isEmpty()) {
      parts.add(escape.apply(reference.identifier()));
    }
    return String.join(". ", parts) + ".";
  }

  private static List<Reference> all(RunResult run) {
    Map<String, Reference> all = new LinkedHashMap<>();
    run.theorems().stream()
        .flatMap(result -> result.theorem().stream())
        .flatMap(theorem -> theorem.references().stream())
        .forEach(reference -> all.putIfAbsent(reference.key(), reference));
    return all.values().stream()
        .sorted(
            Comparator.comparing(Reference::label, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Reference::key))
        .toList();
  }
}

package org.widelimit.theorem.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.TexClaim;
import org.widelimit.theorem.Position;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.PaperEquations.Display;
import org.widelimit.theorem.reader.YamlDocument.Entry;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads a paper, in TeX or Markdown, as a theorem file: each displayed equation is a claim. What
 * its letters are is declared in a comment of the paper, or in a file beside it.
 */
final class PaperReader {

  /** How the file beside {@code paper.tex} ends: {@code paper.widelimit.yaml}. */
  static final String SIDECAR = ".widelimit.yaml";

  private static final Pattern TITLE = Pattern.compile("\\\\title\\{([^{}]*)}|(?m)^# +(.+)$");

  private static final String INDENT = "      ";

  /** Where a line of the file that is made comes from. */
  private record Origin(String path, int line, int shift) {}

  private final String path;
  private final String paper;
  private final SourceText source;
  private final StringBuilder made = new StringBuilder();
  private final List<Origin> origins = new ArrayList<>();

  /** Where each line of the declarations comes from. */
  private final List<Origin> places = new ArrayList<>();

  private PaperReader(String path, String paper) {
    this.path = path;
    this.paper = paper;
    this.source = new SourceText(paper);
  }

  /** Returns whether a file is a paper, by its name. */
  static boolean isPaper(String path) {
    return path.endsWith(".tex") || path.endsWith(".md");
  }

  /**
   * Reads a paper.
   *
   * @param path its path
   * @param paper its text
   * @param sidecar the path and the text of the file beside it, if there is one
   * @throws Fault if the file is broken outside of its equations
   */
  static TheoremFile read(
      String path,
      String paper,
      Optional<Map.Entry<String, String>> sidecar,
      Bibliography bibliography) {
    PaperReader reader = new PaperReader(path, paper);
    try {
      reader.make(sidecar);
    } catch (Fault fault) {
      return placed(fault.in(path), reader.places);
    }
    TheoremFile file;
    try {
      file =
          new TheoremReader(
                  path,
                  YamlDocument.parse(reader.made.toString()),
                  bibliography,
                  Neighbours.UNKNOWN)
              .read();
    } catch (Fault fault) {
      file = fault.in(path);
    }
    return file instanceof Theorem theorem
        ? reader.placed(theorem)
        : placed((BrokenFile) file, reader.origins);
  }

  private void make(Optional<Map.Entry<String, String>> sidecar) {
    List<String> declared = new ArrayList<>();
    if (sidecar.isPresent()) {
      List<String> lines = sidecar.get().getValue().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        declared.add(lines.get(i));
        places.add(new Origin(sidecar.get().getKey(), i + 1, 0));
      }
    } else {
      comment(declared);
    }
    String yaml = String.join("\n", declared) + "\n";
    Map<String, Entry> equations = Map.of();
    int from = declared.size();
    int to = declared.size();
    if (!yaml.isBlank()) {
      YamlDocument document = YamlDocument.parse(yaml);
      Entry entry = YamlDocument.entries(document.root()).get("equations");
      if (entry != null) {
        equations = YamlDocument.entries(entry.value());
        from = document.start(entry.key()).line() - 1;
        to = Math.max(from + 1, document.end(entry.value()).line());
        boolean ends = document.end(entry.value()).column() == 1;
        to = ends ? Math.max(from + 1, to - 1) : to;
      }
      if (!YamlDocument.entries(document.root()).containsKey("title")) {
        line("title: " + quoted(title()), new Origin(path, 1, 0));
      }
    } else {
      line("title: " + quoted(title()), new Origin(path, 1, 0));
    }
    for (int i = 0; i < declared.size(); i++) {
      if (i < from || i >= to) {
        line(declared.get(i), places.get(i));
      }
    }
    String macros = TexReader.definitions(PaperEquations.withoutComments(paper));
    if (!macros.isEmpty()) {
      line("macros: " + quoted(macros), new Origin(path, 1, 0));
    }
    claims(equations, yaml);
  }

  /** The lines of the paper after {@code widelimit:} in a comment. */
  private void comment(List<String> declared) {
    List<String> lines = paper.lines().toList();
    boolean tex = path.endsWith(".tex");
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!inside) {
        inside = line.strip().matches(tex ? "%+\\s*widelimit:\\s*" : "<!--\\s*widelimit:\\s*");
        continue;
      }
      boolean goesOn = tex ? line.stripLeading().startsWith("%") : !line.strip().equals("-->");
      if (!goesOn) {
        inside = false;
        continue;
      }
      int start = tex ? line.indexOf('%') + 1 : 0;
      start += tex && line.startsWith(" ", start) ? 1 : 0;
      declared.add(line.substring(start));
      places.add(new Origin(path, i + 1, start));
    }
  }

  private String title() {
    Matcher title = TITLE.matcher(paper);
    String found = title.find() ? Optional.ofNullable(title.group(1)).orElse(title.group(2)) : "";
    return found == null || found.isBlank() ? TheoremReader.id(path) : found.strip();
  }

  private void claims(Map<String, Entry> known, String yaml) {
    List<Display> displays = PaperEquations.of(paper);
    if (displays.isEmpty()) {
      throw new Fault(
          Position.START, "the paper has no displayed equation", "\\begin{equation}, \\[ or $$");
    }
    if (displays.size() > TheoremReader.MOST_CHECKS) {
      throw new Fault(
          Position.START,
          "the paper has more than " + TheoremReader.MOST_CHECKS + " displayed equations",
          "split it");
    }
    Map<String, Entry> equations = new LinkedHashMap<>(known);
    List<Position> starts = new ArrayList<>();
    int points = 0;
    int counted = 0;
    for (Display display : displays) {
      points += paper.codePointCount(counted, display.from());
      counted = display.from();
      starts.add(source.position(points));
    }
    List<String> ids = PaperEquations.ids(displays, starts.stream().map(Position::line).toList());
    line("claims:", new Origin(path, 1, 0));
    for (int i = 0; i < displays.size(); i++) {
      Display display = displays.get(i);
      Position start = starts.get(i);
      Entry entry =
          Optional.ofNullable(equations.remove(ids.get(i)))
              .or(() -> Optional.ofNullable(equations.remove(display.number())))
              .orElse(null);
      if (entry != null && YamlDocument.value(entry.value(), "skip").isPresent()) {
        continue;
      }
      Origin origin = new Origin(path, start.line(), start.column() - 1);
      line("  " + ids.get(i) + ":", origin);
      if (!display.number().isEmpty()) {
        line("    says: " + quoted("Equation (" + display.number() + ")"), origin);
      }
      line("    tex: |2-", origin);
      List<String> lines = paper.substring(display.from(), display.to()).lines().toList();
      for (int k = 0; k < lines.size(); k++) {
        int shift = (k == 0 ? start.column() - 1 : 0) - INDENT.length();
        line(INDENT + lines.get(k), new Origin(path, start.line() + k, shift));
      }
      if (entry != null && entry.value() instanceof MappingNode) {
        int at = entry.key().getStartMark().getLine();
        YamlDocument.entries(entry.value())
            .forEach(
                (key, value) ->
                    line("    " + key + ": " + YamlDocument.json(value.value()), places.get(at)));
      }
    }
    equations.forEach(
        (number, entry) -> {
          throw new Fault(
              new SourceText(yaml).start(entry.key()),
              "no displayed equation has the number " + number,
              "the equations are " + String.join(", ", ids));
        });
  }

  private void line(String text, Origin origin) {
    made.append(text.replace('\t', ' ')).append('\n');
    origins.add(origin);
  }

  private static String quoted(String text) {
    return "'" + text.replaceAll("\\s+", " ").replace("'", "''") + "'";
  }

  private static Origin origin(int line, List<Origin> origins, String path) {
    return origins.isEmpty()
        ? new Origin(path, 1, 0)
        : origins.get(Math.max(0, Math.min(origins.size(), line) - 1));
  }

  private static BrokenFile placed(BrokenFile file, List<Origin> origins) {
    List<BrokenFile> faults = new ArrayList<>();
    for (BrokenFile fault : file.faults()) {
      Origin origin = origin(fault.line(), origins, file.path());
      faults.add(
          new BrokenFile(
              origin.path(),
              origin.line(),
              Math.max(1, fault.column() + origin.shift()),
              fault.message(),
              fault.hint()));
    }
    return BrokenFile.of(faults);
  }

  private Position placed(Position position) {
    Origin origin = origin(position.line(), origins, path);
    return new Position(origin.line(), Math.max(1, position.column() + origin.shift()));
  }

  private Theorem placed(Theorem theorem) {
    List<Claim> claims = new ArrayList<>();
    for (Claim claim : theorem.claims()) {
      var header = claim.header().at(placed(claim.header().position()));
      claims.add(
          claim instanceof TexClaim tex
              ? new TexClaim(header, tex.reads(), tex.equations())
              : new InequalityClaim(
                  header,
                  ((InequalityClaim) claim).sides(),
                  ((InequalityClaim) claim).relations(),
                  true));
    }
    return theorem.with(
        claims,
        theorem.brokenClaims().stream()
            .map(broken -> broken.at(placed(broken.fault(), origins)))
            .toList());
  }
}

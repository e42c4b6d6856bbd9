package org.widelimit.theorem.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXObject;
import org.jbibtex.BibTeXParser;
import org.jbibtex.BibTeXString;
import org.jbibtex.Key;
import org.jbibtex.ParseException;
import org.jbibtex.Token;
import org.jbibtex.TokenMgrException;
import org.jspecify.annotations.Nullable;
import org.widelimit.theorem.Reference;
import org.widelimit.theorem.Text;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The publications of a {@code references.bib}, and what sources of theorem files cite of them. A
 * source is a key and the place, several divided by semicolons: {@code cho2009, eq. 3; lee2018}.
 */
final class Bibliography {

  /** A bibliography without entries, which checks no source. */
  static final Bibliography NONE = new Bibliography("", Map.of(), Optional.empty());

  private static final String NAME = "references.bib";
  private static final int LARGEST_FILE = 1 << 20;

  private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_-]*)");
  private static final Pattern ACCENT = Pattern.compile("\\\\([`'^\"~=.]|[cvuH](?![A-Za-z]))\\s*");

  /** The combining characters of TeX's accents. */
  private static final Map<String, String> COMBINING =
      Map.of(
          "`", "\u0300", "'", "\u0301", "^", "\u0302", "~", "\u0303", "\"", "\u0308", "=", "\u0304",
          ".", "\u0307", "c", "\u0327", "v", "\u030c", "H", "\u030b");

  private final String file;
  private final Map<String, Reference> references;

  /** Why it could not be read, if so. */
  private final Optional<String> trouble;

  private Bibliography(String file, Map<String, Reference> references, Optional<String> trouble) {
    this.file = file;
    this.references = references;
    this.trouble = trouble;
  }

  /**
   * Returns the bibliography that a theorem file cites from: that of its own directory, or of one
   * above up to the directory of the library, {@code theorems/}; {@link #NONE} if there is none.
   */
  static Bibliography near(Path file) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    boolean library = directory != null && theorems(directory);
    while (directory != null) {
      Path candidate = directory.resolve(NAME);
      if (Files.isRegularFile(candidate)) {
        return read(candidate);
      }
      Path name = directory.getFileName();
      if (!library || name == null || name.toString().equals("theorems")) {
        return NONE;
      }
      directory = directory.getParent();
    }
    return NONE;
  }

  private static boolean theorems(Path directory) {
    for (Path part : directory) {
      if (part.toString().equals("theorems")) {
        return true;
      }
    }
    return false;
  }

  private static Bibliography read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      String text = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8);
      return of(path.getFileName().toString(), text);
    } catch (IOException e) {
      return NONE;
    }
  }

  /**
   * Reads BibTeX entries; text between them is passed over.
   *
   * @param file the file's name, for messages
   * @param text what it holds; if that is no BibTeX, every citation is a fault that says where
   */
  static Bibliography of(String file, String text) {
    Map<String, Reference> references = new LinkedHashMap<>();
    try {
      for (BibTeXObject object : new Lenient().parse(new StringReader(text)).getObjects()) {
        if (object instanceof BibTeXEntry entry) {
          Map<String, String> fields = new LinkedHashMap<>();
          entry
              .getFields()
              .forEach(
                  (name, value) ->
                      fields.put(
                          name.getValue().toLowerCase(Locale.ROOT), plain(value.toUserString())));
          String key = entry.getKey().getValue();
          references.put(key, reference(key, fields));
        }
      }
    } catch (ParseException wrong) {
      Token at = wrong.currentToken == null ? null : wrong.currentToken.next;
      String place = at == null ? "" : " at line " + at.beginLine + ", column " + at.beginColumn;
      return new Bibliography(file, references, Optional.of(file + " is no BibTeX" + place));
    } catch (TokenMgrException wrong) {
      String why = Text.oneLine(String.valueOf(wrong.getMessage()));
      return new Bibliography(file, references, Optional.of(file + " is no BibTeX: " + why));
    }
    return new Bibliography(file, references, Optional.empty());
  }

  /** Takes names that a style file would define for what they say. */
  private static final class Lenient extends BibTeXParser {
    Lenient() throws ParseException {}

    @Override
    public void checkStringResolution(Key key, @Nullable BibTeXString string) {
      // The name itself is its value.
    }

    @Override
    public void checkCrossReferenceResolution(Key key, @Nullable BibTeXEntry entry) {
      // What is not there adds nothing.
    }
  }

  /** Returns the text that TeX would print. */
  private static String plain(String tex) {
    String text = tex.replace("{", "").replace("}", "");
    Matcher accent = ACCENT.matcher(text);
    StringBuilder accented = new StringBuilder();
    int from = 0;
    while (accent.find(from) && accent.end() < text.length()) {
      String mark = COMBINING.getOrDefault(accent.group(1), "");
      accented.append(text, from, accent.start()).append(text.charAt(accent.end())).append(mark);
      from = accent.end() + 1;
    }
    accented.append(text, from, text.length());
    String composed = Normalizer.normalize(accented, Normalizer.Form.NFC);
    return Text.oneLine(
        composed
            .replace("\\&", "&")
            .replace("\\_", "_")
            .replace("\\%", "%")
            .replace("--", "\u2013")
            .replace("~", " ")
            .replaceAll("\\s+", " "));
  }

  private static Reference reference(String key, Map<String, String> fields) {
    List<String> authors =
        fields.containsKey("author")
            ? Arrays.stream(fields.get("author").split("\\s+and\\s+")).map(String::strip).toList()
            : List.of();
    List<String> place = new ArrayList<>();
    for (String name : List.of("journal", "booktitle", "publisher", "note")) {
      if (fields.containsKey(name)) {
        place.add(fields.get(name) + (place.isEmpty() ? volume(fields) : ""));
      }
    }
    return new Reference(
        key,
        authors,
        fields.getOrDefault("title", ""),
        String.join(", ", place),
        fields.getOrDefault("year", ""),
        identifier(fields));
  }

  private static String volume(Map<String, String> fields) {
    StringBuilder volume = new StringBuilder();
    if (fields.containsKey("volume")) {
      volume.append(' ').append(fields.get("volume"));
    }
    if (fields.containsKey("number")) {
      volume.append('(').append(fields.get("number")).append(')');
    }
    if (fields.containsKey("pages")) {
      volume.append(", ").append(fields.get("pages"));
    }
    return volume.toString();
  }

  private static String identifier(Map<String, String> fields) {
    @Nullable String doi = fields.get("doi");
    @Nullable String eprint = fields.get("eprint");
    return doi != null ? "doi:" + doi : eprint != null ? "arXiv:" + eprint : "";
  }

  /**
   * Adds what a source cites.
   *
   * @param document the document that the source stands in
   * @param source the source
   * @param cited the references by key; those of the source are added
   * @throws Fault if a key is unknown, or the bibliography could not be read
   */
  void cite(YamlDocument document, ScalarNode source, Map<String, Reference> cited) {
    if (trouble.isPresent()) {
      throw new Fault(
          document.inside(source, 0), trouble.get(), "the sources of claims are looked up there");
    }
    if (references.isEmpty()) {
      return;
    }
    int offset = 0;
    for (String item : source.getValue().split(";", -1)) {
      Matcher key = KEY.matcher(item);
      String word = key.lookingAt() ? key.group(1) : item.strip();
      int start = key.lookingAt() ? key.start(1) : 0;
      Reference reference = references.get(word);
      if (reference == null) {
        Set<String> known = references.keySet();
        throw new Fault(
            document.inside(source, source.getValue().codePointCount(0, offset + start)),
            "no reference " + Text.quote(word) + " in " + file,
            Text.didYouMean(word, known, "a source is a key of " + file + " and the place"));
      }
      cited.putIfAbsent(word, reference);
      offset += item.length() + 1;
    }
  }
}

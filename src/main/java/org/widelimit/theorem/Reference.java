package org.widelimit.theorem;

import java.util.List;

/**
 * A publication that theorem files cite.
 *
 * @param key the key that a {@code source} names, such as {@code poole2016}
 * @param authors the authors' names, each as it should be printed; may be empty
 * @param title the title
 * @param place where it appeared: journal, volume, pages, or a note; may be empty
 * @param year the year, or empty
 * @param identifier {@code arXiv:...} or {@code doi:...}, or empty
 */
public record Reference(
    String key, List<String> authors, String title, String place, String year, String identifier) {

  /** Copies the authors. */
  public Reference {
    authors = List.copyOf(authors);
  }

  /** Returns authors and year in short, such as {@code Poole et al. 2016}; the key without them. */
  public String label() {
    if (authors.isEmpty() || year.isEmpty()) {
      return key;
    }
    String names =
        switch (authors.size()) {
          case 1 -> surname(0);
          case 2 -> surname(0) + " and " + surname(1);
          default -> surname(0) + " et al.";
        };
    return names + " " + year;
  }

  private String surname(int index) {
    String author = authors.get(index);
    int comma = author.indexOf(',');
    return comma < 0 ? author : author.substring(0, comma);
  }
}

package org.widelimit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.widelimit.statistics.Calibration;

/** Calibrations as lines of text, so that the parts of a long study can be summed up. */
final class CalibrationRows {
  private CalibrationRows() {}

  /** Sums up the rows of one name, in the order in which names come first. */
  static List<Calibration> merged(List<Calibration> rows) {
    Map<String, Calibration> byName = new LinkedHashMap<>();
    rows.forEach(row -> byName.merge(row.name(), row, Calibration::plus));
    return List.copyOf(byName.values());
  }

  /** A line a row, its columns separated by tabulators. */
  static String write(List<Calibration> rows) {
    StringBuilder text = new StringBuilder();
    for (Calibration c : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%s\t%s%n",
              c.name(),
              c.promised(),
              c.runs(),
              c.falseAlarms(),
              c.undecided(),
              c.misses(),
              c.caught(),
              c.samples(),
              String.join(
                  " ",
                  c.margins().stream().map(m -> String.format(Locale.ROOT, "%.4f", m)).toList())));
    }
    return text.toString();
  }

  /** Reads such lines and sums them up by name. */
  static List<Calibration> read(Path file) throws IOException {
    List<Calibration> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t", -1);
      rows.add(
          new Calibration(
              cells[0],
              Double.parseDouble(cells[1]),
              Long.parseLong(cells[2]),
              Long.parseLong(cells[3]),
              Long.parseLong(cells[4]),
              Long.parseLong(cells[5]),
              Long.parseLong(cells[6]),
              Double.parseDouble(cells[7]),
              Stream.of(cells[8].split(" ")).map(Double::valueOf).toList()));
    }
    return merged(rows);
  }
}

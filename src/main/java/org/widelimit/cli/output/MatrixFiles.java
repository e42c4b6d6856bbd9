package org.widelimit.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Reads and writes matrices as CSV and in NumPy's {@code .npy} format. */
public final class MatrixFiles {

  private static final int LONGEST_CELL = 30;

  private MatrixFiles() {}

  /** A file that does not hold a matrix; the message says where and why. */
  public static final class MatrixFormatException extends IOException {
    private static final long serialVersionUID = 1;

    MatrixFormatException(Path file, String message) {
      super(file + ": " + message);
    }
  }

  /**
   * Reads a matrix of finite numbers, a row an input, by the ending of the file's name.
   *
   * @throws MatrixFormatException if there is no such file, or it is not such a matrix
   */
  public static double[][] read(Path file) throws IOException {
    try {
      return isNpy(file) ? NpyFiles.read(file) : readCsv(file);
    } catch (NoSuchFileException missing) {
      throw new MatrixFormatException(file, "no such file");
    }
  }

  private static boolean isNpy(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
  }

  /** Blank lines and lines that start with {@code #} are skipped. */
  private static double[][] readCsv(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    int first = 0;
    for (String line : lines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      double[] row = row(file, number, line, rows.isEmpty());
      if (rows.isEmpty()) {
        first = number;
      } else if (rows.get(0).length != row.length) {
        throw new MatrixFormatException(
            file,
            "line %d has %d numbers, and line %d has %d"
                .formatted(number, row.length, first, rows.get(0).length));
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new MatrixFormatException(file, "holds no numbers");
    }
    return rows.toArray(double[][]::new);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
      if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
        lines.set(0, lines.get(0).substring(1));
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new MatrixFormatException(file, "is not text in UTF-8; a .npy file must end in .npy");
    }
  }

  private static double[] row(Path file, int line, String text, boolean mayBeHeader)
      throws MatrixFormatException {
    String[] cells = text.strip().split("\\s*[,;\\s]\\s*", -1);
    double[] row = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      String where = "line %d, column %d: ".formatted(line, i + 1);
      if (cells[i].isEmpty()) {
        throw new MatrixFormatException(file, where + "an empty cell");
      }
      try {
        row[i] = Double.parseDouble(cells[i]);
      } catch (NumberFormatException e) {
        String cell =
            cells[i].length() > LONGEST_CELL
                ? cells[i].substring(0, LONGEST_CELL) + "..."
                : cells[i];
        String hint = mayBeHeader ? "; put # before a line of names" : "";
        throw new MatrixFormatException(file, where + "not a number: '" + cell + "'" + hint);
      }
      if (!Double.isFinite(row[i])) {
        throw new MatrixFormatException(file, where + "not a finite number: '" + cells[i] + "'");
      }
    }
    return row;
  }

  /**
   * Writes a square matrix row by row, by the ending of the file's name; CSV has up to 17
   * significant digits, as many as give back the same numbers.
   *
   * @param size the number of rows
   * @param rows the rows by their index
   */
  public static void write(Path file, int size, IntFunction<double[]> rows) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      if (isNpy(file)) {
        NpyFiles.write(out, size, rows);
      } else {
        writeCsv(out, size, rows);
      }
    }
  }

  private static void writeCsv(OutputStream out, int size, IntFunction<double[]> rows)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < size; i++) {
      line.setLength(0);
      for (double value : rows.apply(i)) {
        line.append(line.isEmpty() ? "" : ",").append(value);
      }
      line.append(System.lineSeparator());
      out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
    }
  }
}

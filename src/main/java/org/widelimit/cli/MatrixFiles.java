package org.widelimit.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes matrices as CSV and in NumPy's {@code .npy} format. */
final class MatrixFiles {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([fiu])(\\d)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d*)\\s*,?\\s*\\)");
  private static final int ALIGNMENT = 64;

  private MatrixFiles() {}

  /** A file that does not hold a matrix; the message says where and why. */
  static final class MatrixFormatException extends IOException {
    private static final long serialVersionUID = 1;

    MatrixFormatException(Path file, String message) {
      super(file + ": " + message);
    }
  }

  /**
   * Reads a matrix, a row an input, by the ending of the file's name.
   *
   * @throws MatrixFormatException if the content is not a matrix of numbers
   */
  static double[][] read(Path file) throws IOException {
    return file.toString().endsWith(".npy") ? readNpy(file) : readCsv(file);
  }

  private static double[][] readCsv(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.strip().split("\\s*[,;\\s]\\s*", -1);
      double[] row = new double[cells.length];
      for (int i = 0; i < cells.length; i++) {
        try {
          row[i] = Double.parseDouble(cells[i]);
        } catch (NumberFormatException e) {
          String cell = cells[i].length() > 30 ? cells[i].substring(0, 30) + "..." : cells[i];
          throw new MatrixFormatException(
              file, "line %d, column %d: not a number: '%s'".formatted(number, i + 1, cell));
        }
      }
      if (!rows.isEmpty() && rows.get(0).length != row.length) {
        throw new MatrixFormatException(
            file,
            "line %d has %d numbers, the first row has %d"
                .formatted(number, row.length, rows.get(0).length));
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new MatrixFormatException(file, "holds no numbers");
    }
    return rows.toArray(double[][]::new);
  }

  private static double[][] readNpy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (byte expected : MAGIC) {
        if (bytes.get() != expected) {
          throw new MatrixFormatException(file, "is not a .npy file");
        }
      }
      int version = bytes.get();
      bytes.get();
      int length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
      byte[] text = new byte[Math.min(Math.max(length, 0), bytes.remaining())];
      bytes.get(text);
      return decode(file, new String(text, StandardCharsets.ISO_8859_1), bytes);
    } catch (BufferUnderflowException e) {
      throw new MatrixFormatException(file, "ends too early");
    }
  }

  private static double[][] decode(Path file, String header, ByteBuffer bytes) throws IOException {
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !order.find() || !shape.find()) {
      throw new MatrixFormatException(
          file, "holds no matrix of numbers; its header is " + header.strip());
    }
    bytes.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    String kind = type.group(2) + type.group(3);
    long rows = Long.parseLong(shape.group(1));
    long columns = shape.group(2).isEmpty() ? 1 : Long.parseLong(shape.group(2));
    long needed = rows * columns * Integer.parseInt(type.group(3));
    if (rows < 1 || columns < 1 || rows > bytes.remaining() || needed > bytes.remaining()) {
      throw new MatrixFormatException(
          file, "a matrix of %d x %d does not fit its content".formatted(rows, columns));
    }
    boolean fortran = order.group(1).equals("True");
    double[][] matrix = new double[(int) rows][(int) columns];
    for (int k = 0; k < rows * columns; k++) {
      int i = (int) (fortran ? k % rows : k / columns);
      int j = (int) (fortran ? k / rows : k % columns);
      matrix[i][j] = number(file, kind, bytes);
    }
    return matrix;
  }

  private static double number(Path file, String kind, ByteBuffer bytes) throws IOException {
    return switch (kind) {
      case "f8" -> bytes.getDouble();
      case "f4" -> bytes.getFloat();
      case "i8" -> (double) bytes.getLong();
      case "i4" -> bytes.getInt();
      case "i2" -> bytes.getShort();
      case "i1" -> bytes.get();
      case "u1" -> Byte.toUnsignedInt(bytes.get());
      default -> throw new MatrixFormatException(file, "numbers of type " + kind);
    };
  }

  /**
   * Writes a square matrix row by row, by the ending of the file's name; CSV has 17 significant
   * digits.
   *
   * @param size the number of rows
   * @param rows the rows by their index
   */
  static void write(Path file, int size, IntFunction<double[]> rows) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      if (file.toString().endsWith(".npy")) {
        writeNpy(out, size, rows);
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

  private static void writeNpy(OutputStream out, int size, IntFunction<double[]> rows)
      throws IOException {
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(size, size);
    int start = MAGIC.length + 4;
    int padding = ALIGNMENT - (start + header.length() + 1) % ALIGNMENT;
    String padded = header + " ".repeat(padding % ALIGNMENT) + "\n";
    ByteBuffer head = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
    head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
    out.write(head.array());
    out.write(padded.getBytes(StandardCharsets.ISO_8859_1));
    ByteBuffer bytes = ByteBuffer.allocate(8 * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      bytes.asDoubleBuffer().put(rows.apply(i));
      out.write(bytes.array());
    }
  }
}

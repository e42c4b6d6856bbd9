package org.widelimit.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.widelimit.cli.output.MatrixFiles.MatrixFormatException;

/**
 * NumPy's {@code .npy} format, versions 1 to 3 (NumPy enhancement proposal 1, {@code
 * numpy.lib.format}): a magic number, a version, the length of a header, the header as a Python
 * dictionary, and the numbers.
 */
final class NpyFiles {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)(\\w+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");
  private static final int ALIGNMENT = 64;

  private NpyFiles() {}

  /** Reads a matrix of finite numbers; a vector is a matrix of one column. */
  static double[][] read(Path file) throws IOException {
    if (Files.size(file) > Integer.MAX_VALUE - ALIGNMENT) {
      throw new MatrixFormatException(file, "is larger than 2 GB");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (byte expected : MAGIC) {
        if (bytes.get() != expected) {
          throw new MatrixFormatException(file, "is not a .npy file");
        }
      }
      int version = bytes.get();
      bytes.get();
      if (version < 1 || version > 3) {
        throw new MatrixFormatException(file, "is .npy of the unknown version " + version);
      }
      int length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw new BufferUnderflowException();
      }
      byte[] text = new byte[length];
      bytes.get(text);
      return decode(file, new String(text, StandardCharsets.UTF_8), bytes);
    } catch (BufferUnderflowException e) {
      throw new MatrixFormatException(file, "ends too early");
    }
  }

  private static double[][] decode(Path file, String header, ByteBuffer bytes)
      throws MatrixFormatException {
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !order.find() || !shape.find()) {
      throw new MatrixFormatException(
          file, "holds no matrix of numbers; its header is " + header.strip());
    }
    bytes.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    String kind = type.group(2);
    long[] sizes = sizes(file, shape.group(1));
    long rows = sizes[0];
    long columns = sizes[1];
    if (rows == 0 || columns == 0) {
      throw new MatrixFormatException(
          file, "a matrix of %d x %d holds no numbers".formatted(rows, columns));
    }
    // At least one byte a number, so that the product below does not overflow.
    boolean fits = rows <= bytes.remaining() && columns <= bytes.remaining();
    if (!fits || rows * columns > bytes.remaining() / bytesOf(file, kind)) {
      throw new MatrixFormatException(
          file,
          "ends too early: %d x %d numbers of type %s do not fit in %d bytes"
              .formatted(rows, columns, kind, bytes.remaining()));
    }
    boolean fortran = order.group(1).equals("True");
    double[][] matrix = new double[(int) rows][(int) columns];
    for (int k = 0; k < rows * columns; k++) {
      int i = (int) (fortran ? k % rows : k / columns);
      int j = (int) (fortran ? k / rows : k % columns);
      matrix[i][j] = number(file, kind, bytes);
      if (!Double.isFinite(matrix[i][j])) {
        throw new MatrixFormatException(
            file,
            "row %d, column %d: not a finite number: %s".formatted(i + 1, j + 1, matrix[i][j]));
      }
    }
    return matrix;
  }

  private static long[] sizes(Path file, String shape) throws MatrixFormatException {
    String[] sizes = shape.strip().split("\\s*,\\s*", 0);
    if (sizes.length < 1 || sizes.length > 2 || sizes[0].isEmpty()) {
      throw new MatrixFormatException(
          file, "an array of shape (" + shape.strip() + ") is no matrix, a row an input");
    }
    try {
      long rows = Long.parseLong(sizes[0]);
      return new long[] {rows, sizes.length == 1 ? 1 : Long.parseLong(sizes[1])};
    } catch (NumberFormatException e) {
      throw new MatrixFormatException(file, "a shape of (" + shape.strip() + ")");
    }
  }

  private static int bytesOf(Path file, String kind) throws MatrixFormatException {
    return switch (kind) {
      case "f8", "i8" -> 8;
      case "f4", "i4", "u4" -> 4;
      case "i2", "u2" -> 2;
      case "i1", "u1", "b1" -> 1;
      default ->
          throw new MatrixFormatException(
              file, "numbers of type " + kind + "; save it as float64: x.astype(float)");
    };
  }

  private static double number(Path file, String kind, ByteBuffer bytes)
      throws MatrixFormatException {
    return switch (kind) {
      case "f8" -> bytes.getDouble();
      case "f4" -> bytes.getFloat();
      case "i8" -> (double) bytes.getLong();
      case "i4" -> bytes.getInt();
      case "u4" -> Integer.toUnsignedLong(bytes.getInt());
      case "i2" -> bytes.getShort();
      case "u2" -> Short.toUnsignedInt(bytes.getShort());
      case "i1" -> bytes.get();
      case "u1", "b1" -> Byte.toUnsignedInt(bytes.get());
      default -> throw new MatrixFormatException(file, "numbers of type " + kind);
    };
  }

  /** Writes a square matrix as version 1, float64, little-endian, row by row. */
  static void write(OutputStream out, int size, IntFunction<double[]> rows) throws IOException {
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(size, size);
    int start = MAGIC.length + 4;
    int padding = ALIGNMENT - (start + header.length() + 1) % ALIGNMENT;
    String padded = header + " ".repeat(padding % ALIGNMENT) + "\n";
    ByteBuffer head = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
    head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
    out.write(head.array());
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer line = ByteBuffer.allocate(8 * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      line.asDoubleBuffer().put(rows.apply(i));
      out.write(line.array());
    }
  }
}

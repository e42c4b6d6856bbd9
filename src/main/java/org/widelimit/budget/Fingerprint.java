package org.widelimit.budget;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for long texts: no two texts that anybody can find have the same one. */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * Returns the fingerprint of a text.
   *
   * @param text any text
   * @return 64 hexadecimal digits, its SHA-256
   */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the fingerprint of some bytes.
   *
   * @param bytes any bytes
   * @return 64 hexadecimal digits, their SHA-256
   */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * Returns what a fingerprint of more than one part is made by.
   *
   * @return a new SHA-256 digest
   */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}

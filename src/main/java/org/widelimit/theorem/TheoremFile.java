package org.widelimit.theorem;

import java.io.Serializable;

/** What a file under {@code theorems/} turned out to be: a theorem, or a broken file. */
public sealed interface TheoremFile extends Serializable permits Theorem, BrokenFile {

  /** Returns the path of the file as the user gave it, with forward slashes. */
  String path();
}

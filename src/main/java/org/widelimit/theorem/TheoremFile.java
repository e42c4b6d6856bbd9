package org.widelimit.theorem;

import java.io.Serializable;
import java.util.List;

/** What a file under {@code theorems/} turned out to be: a theorem, or a broken file. */
public sealed interface TheoremFile extends Serializable permits Theorem, BrokenFile {

  /** Returns the path of the file as the user gave it, with forward slashes. */
  String path();

  /** Returns everything that is wrong with the file, in its order; empty for a sound one. */
  List<BrokenFile> faults();
}

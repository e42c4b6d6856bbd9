/**
 * Reads theorem files, and says what is wrong with them, where, and what was expected.
 *
 * <p>{@link TheoremLoader} is the door: paths or bytes in, {@link
 * org.widelimit.theorem.TheoremFile}s out. A file goes through these steps. {@code YamlDocument}
 * parses YAML and keeps the place of every node ({@code SourceText} finds places inside a scalar).
 * {@code SchemaCheck} holds it against {@link TheoremSchema}, which is published as a JSON Schema
 * too. {@code TheoremReader} reads the declarations, {@code ClaimReader} the claims; {@code
 * TrainingReader}, {@code RecursionReader}, {@code DomainReader} and {@code LawReader} read their
 * parts. {@link FormulaReader} reads formulas in Wolfram syntax and {@code TexFormulas} printed
 * ones; both have every name checked by {@code theorem.vocabulary}. {@code Bibliography} resolves
 * citations, {@code Neighbours} the theorems that a file builds on. {@link Scaffold} is a file to
 * start from. A paper in TeX or Markdown is read as a theorem file by {@code PaperReader}: each
 * displayed equation ({@code PaperEquations}) is a claim.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A file is untrusted. Whatever it holds, the answer is a theorem or a broken file, and
 *       nothing of it is evaluated.
 *   <li>Anchors, aliases, tags and merge keys are refused, as aliases can unfold to any size. An id
 *       in a file is compared with those that are there and never becomes a path.
 *   <li>A fault has line, column, what was expected and the nearest known word. {@code Faults}
 *       collects them, so that all are said at once. A fault in one claim leaves the others
 *       readable.
 *   <li>SnakeYAML ({@code org.yaml}) is touched here only.
 * </ul>
 *
 * <p>Whether a claim is true is not asked here.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.theorem.reader;

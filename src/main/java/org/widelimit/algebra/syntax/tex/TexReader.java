package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.TensorShape;

/**
 * Reads equations and inequalities as they are printed, from their TeX.
 *
 * <p>Fragments with a meaning of their own are declared with {@link #withReads}: they are matched,
 * the longest first, on the normal form of the TeX, so that spacing, sizes of brackets, fonts and
 * needless braces do not matter. A fragment that occurs nowhere is an error. Letters and Greek
 * commands read as symbols of that name; one with a subscript or an accent needs an entry in reads,
 * or a declared symbol of its camelCase name ({@code \sigma_{w}} is {@code sigmaW}).
 *
 * <p>{@code a(b)} is a product unless a is a declared function. {@code \int} without limits runs
 * over the real line and {@code \int \mathcal{D}z} is the standard Gaussian expectation {@code
 * E[..., z]}, as is {@code \mathbb{E}_{z}[...]}; with limits it is the integral over that range
 * with the normal density. The second parameter of {@code \mathcal{N}} is a variance. Factors that
 * are matrices or vectors keep their order, as {@code Dot}; dots in a product are the factor {@code
 * Ellipsis[]}; {@code n!!} is the double factorial. A text that could be read in two ways is an
 * error: {@code 1/2\pi}, {@code exp(x)}, {@code \phi^{-1}(u)}, {@code \sin x y}.
 */
public final class TexReader {

  /** Constants and the signs of operations; {@code i} is the imaginary unit. */
  private static final Set<String> FIXED =
      Set.of(
          "\\pi",
          "e",
          "i",
          "E",
          "\\infty",
          "\\frac",
          "\\dfrac",
          "\\tfrac",
          "\\sqrt",
          "\\cdot",
          "\\times",
          "\\int",
          "\\sum",
          "\\prod",
          "\\binom",
          "\\pm",
          "\\mp",
          "\\mathbb:E",
          "\\mathcal:D",
          "\\mathbb:R",
          "\\{",
          "\\}",
          "\\|",
          "\\lbrace",
          "\\rbrace");

  private final Map<String, Expr> reads;
  private final Map<String, Expr> symbols;
  private final Set<String> functions;
  private final Set<String> declared;
  private final Map<String, TensorShape> shapes;
  private final Set<String> words;

  private TexReader(
      Map<String, Expr> reads,
      Map<String, Expr> symbols,
      Set<String> functions,
      Set<String> declared,
      Map<String, TensorShape> shapes,
      Set<String> words) {
    this.reads = reads;
    this.symbols = symbols;
    this.functions = functions;
    this.declared = declared;
    this.shapes = shapes;
    this.words = words;
  }

  /** Returns a reader that knows no names. */
  public static TexReader create() {
    return new TexReader(Map.of(), Map.of(), Set.of(), Set.of(), Map.of(), Set.of());
  }

  /**
   * Returns a reader with fragments that stand for expressions.
   *
   * @param fragments TeX fragments and what they mean; each must occur in the text that is read
   * @return the reader
   */
  public TexReader withReads(Map<String, Expr> fragments) {
    return new TexReader(
        new LinkedHashMap<>(fragments), symbols, functions, declared, shapes, words);
  }

  /**
   * Returns a reader with symbols that are printed in a way of their own.
   *
   * @param names the TeX of each symbol and its name
   * @return the reader
   */
  public TexReader withSymbols(Map<String, String> names) {
    Map<String, Expr> meanings = new LinkedHashMap<>();
    names.forEach((tex, name) -> meanings.put(tex, Expressions.sym(name)));
    return new TexReader(reads, meanings, functions, declared, shapes, words);
  }

  /** Returns a reader that takes these names, when followed by parentheses, as functions. */
  public TexReader withFunctions(Collection<String> names) {
    return new TexReader(reads, symbols, new LinkedHashSet<>(names), declared, shapes, words);
  }

  /** Returns a reader that takes subscripted letters as these camelCase symbols. */
  public TexReader withDeclared(Collection<String> names) {
    return new TexReader(reads, symbols, functions, new LinkedHashSet<>(names), shapes, words);
  }

  /** Returns a reader that keeps factors of these heads and symbols in order, besides the usual. */
  public TexReader withMatrices(Collection<String> names) {
    Map<String, TensorShape> all = new LinkedHashMap<>();
    names.forEach(name -> all.put(name, TensorShape.UNSAID));
    return withShapes(all);
  }

  /**
   * Returns a reader that knows which symbols, and values of which functions, are vectors or
   * matrices.
   *
   * @param names the shapes; a name that is missing is a number
   * @return the reader
   */
  public TexReader withShapes(Map<String, TensorShape> names) {
    return new TexReader(reads, symbols, functions, declared, Map.copyOf(names), words);
  }

  /**
   * Returns a reader that refuses letters side by side that spell one of these words, beside the
   * elementary functions: a name without its backslash is a product of letters.
   */
  public TexReader withWords(Collection<String> names) {
    return new TexReader(reads, symbols, functions, declared, shapes, new LinkedHashSet<>(names));
  }

  /**
   * Returns whether a fragment of TeX has a meaning that nobody can change: it is made of
   * constants, numbers, operators and elementary functions alone.
   *
   * @param tex the fragment
   * @return whether it has no name of its own; false if it cannot be read
   */
  public static boolean isFixed(String tex) {
    try {
      List<TexToken> tokens = TexLexer.tokens(tex);
      return !tokens.isEmpty() && tokens.stream().allMatch(TexReader::isFixed);
    } catch (SyntaxException e) {
      return false;
    }
  }

  private static boolean isFixed(TexToken token) {
    return FIXED.contains(token.text())
        || TexFunctions.isFunction(token)
        || TexRelations.contains(token)
        || (!token.isName() && !token.text().startsWith("\\"));
  }

  /**
   * Reads one equation.
   *
   * @param tex the equation
   * @param reads TeX fragments and what they stand for
   * @return its sides
   * @throws SyntaxException if it cannot be read, with the offset in the TeX
   */
  public static TexReading read(String tex, Map<String, Expr> reads) {
    return create().withReads(reads).read(tex);
  }

  /**
   * Returns the names that the integrals and expectations of a text bind, so that what its
   * fragments stand for may use them: {@code u_1} for {@code Sqrt[q] z1} under {@code
   * \mathcal{D}z_1}.
   *
   * @param tex a formula
   * @return the names, {@code z1} for {@code z_1}; empty if the text cannot be read
   */
  public static Set<String> boundNames(String tex) {
    try {
      return TexBinders.boundNames(TexLexer.tokens(tex));
    } catch (SyntaxException e) {
      // Reading the text itself says what is wrong, and where.
      return Set.of();
    }
  }

  /**
   * Reads one equation.
   *
   * @param tex the equation
   * @return its sides
   * @throws SyntaxException if it cannot be read, or is more than one, with the offset in the TeX
   */
  public TexReading read(String tex) {
    List<TexReading> readings = readAll(tex);
    if (readings.size() > 1) {
      throw new SyntaxException(
          0, "expected one equation, found " + readings.size() + " separated by commas");
    }
    return readings.get(0);
  }

  /**
   * Reads equations separated by commas or line breaks.
   *
   * @param tex the equations
   * @return the sides of each, at least one
   * @throws SyntaxException if they cannot be read, with the offset in the TeX
   */
  public List<TexReading> readAll(String tex) {
    List<TexToken> tokens = TexLexer.tokens(tex);
    if (tokens.isEmpty()) {
      throw new SyntaxException(0, "the formula is empty");
    }
    TexFragments fragments = new TexFragments(reads, symbols);
    Set<String> known = new LinkedHashSet<>(declared);
    known.addAll(TexBinders.boundNames(tokens));
    TexParser parser =
        new TexParser(
            tex,
            tokens,
            new TexNames(fragments, functions, known, declared, new TensorShapes(shapes), words));
    List<TexReading> readings = new ArrayList<>(parser.equations());
    fragments
        .unused()
        .ifPresent(
            fragment -> {
              throw new SyntaxException(
                  0, "the fragment '" + fragment + "' in reads occurs nowhere in the TeX");
            });
    return readings;
  }
}

package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
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
  private final List<TexLaw> laws;
  private final String macros;

  private TexReader(
      Map<String, Expr> reads,
      Map<String, Expr> symbols,
      Set<String> functions,
      Set<String> declared,
      Map<String, TensorShape> shapes,
      Set<String> words,
      List<TexLaw> laws,
      String macros) {
    this.reads = reads;
    this.symbols = symbols;
    this.functions = functions;
    this.declared = declared;
    this.shapes = shapes;
    this.words = words;
    this.laws = laws;
    this.macros = macros;
  }

  /** Returns a reader that knows no names. */
  public static TexReader create() {
    return new TexReader(Map.of(), Map.of(), Set.of(), Set.of(), Map.of(), Set.of(), List.of(), "");
  }

  /**
   * Returns a reader with fragments that stand for expressions.
   *
   * @param fragments TeX fragments and what they mean; each must occur in the text that is read
   * @return the reader
   */
  public TexReader withReads(Map<String, Expr> fragments) {
    return new TexReader(
        new LinkedHashMap<>(fragments), symbols, functions, declared, shapes, words, laws, macros);
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
    return new TexReader(reads, meanings, functions, declared, shapes, words, laws, macros);
  }

  /** Returns a reader that takes these names, when followed by parentheses, as functions. */
  public TexReader withFunctions(Collection<String> names) {
    return new TexReader(
        reads, symbols, new LinkedHashSet<>(names), declared, shapes, words, laws, macros);
  }

  /** Returns a reader that takes subscripted letters as these camelCase symbols. */
  public TexReader withDeclared(Collection<String> names) {
    return new TexReader(
        reads, symbols, functions, new LinkedHashSet<>(names), shapes, words, laws, macros);
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
    return new TexReader(
        reads, symbols, functions, declared, Map.copyOf(names), words, laws, macros);
  }

  /**
   * Returns a reader that refuses letters side by side that spell one of these words, beside the
   * elementary functions: a name without its backslash is a product of letters.
   */
  public TexReader withWords(Collection<String> names) {
    return new TexReader(
        reads, symbols, functions, declared, shapes, new LinkedHashSet<>(names), laws, macros);
  }

  /** Returns a reader that knows the laws of what a text averages over. */
  public TexReader withLaws(Collection<TexLaw> known) {
    return new TexReader(
        reads, symbols, functions, declared, shapes, words, List.copyOf(known), macros);
  }

  /** Returns a reader that knows these macros: {@code \newcommand} and {@code \def} alone. */
  public TexReader withMacros(String definitions) {
    return new TexReader(reads, symbols, functions, declared, shapes, words, laws, definitions);
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
   * Returns the names that the sums, integrals and averages of a text bind, so that what its
   * fragments stand for may use them: {@code u_1} for {@code Sqrt[q] z1} under {@code
   * \mathcal{D}z_1}.
   *
   * @param tex a formula
   * @param macros macros of its file, or empty
   * @return the names, {@code z1} for {@code z_1}; empty if the text cannot be read
   */
  public static Set<String> boundNames(String tex, String macros) {
    try {
      return TexBinders.boundNames(TexLexer.tokens(expander(macros).expanded(tex).text()));
    } catch (SyntaxException e) {
      // Reading the text itself says what is wrong, and where.
      return Set.of();
    }
  }

  /** Returns the names of those variables of a law that are plain names. */
  public static List<String> names(TexLaw law) {
    return law.fragments().stream().flatMap(text -> plainName(text).stream()).toList();
  }

  private static Optional<String> plainName(String fragment) {
    try {
      return plainName(TexLexer.tokens(fragment));
    } catch (SyntaxException e) {
      // Reading the text itself says what is wrong, and where.
      return Optional.empty();
    }
  }

  private static Optional<String> plainName(List<TexToken> tokens) {
    Optional<String> name = tokens.isEmpty() ? Optional.empty() : TexNames.spelled(tokens.get(0));
    if (tokens.size() > 2 && tokens.get(1).is("_")) {
      return name.flatMap(base -> TexNames.camelCase(base, tokens.subList(2, tokens.size())));
    }
    return tokens.size() == 1 ? name : Optional.empty();
  }

  /**
   * Returns the definitions of macros that a text has, for {@link #withMacros}.
   *
   * @param text a paper without its comments
   */
  public static String definitions(String text) {
    return TexMacros.definitions(text);
  }

  private static TexMacros expander(String definitions) {
    TexMacros expander = new TexMacros();
    if (!expander.expanded(definitions).text().isBlank()) {
      throw new SyntaxException(
          0, "'macros' holds definitions alone: \\newcommand, \\def, \\DeclareMathOperator");
    }
    return expander;
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
    TexMacros expander = expander(macros);
    TexMacros.Placed expanded = expander.expanded(tex);
    try {
      return readAll(expanded.text(), expander);
    } catch (SyntaxException e) {
      throw new SyntaxException(
          expanded.place(e.offset(), tex.length()), String.valueOf(e.getMessage()));
    }
  }

  private List<TexReading> readAll(String tex, TexMacros expander) {
    List<TexToken> tokens = TexLines.joined(TexLexer.tokens(tex));
    if (tokens.isEmpty()) {
      throw new SyntaxException(0, "the formula is empty");
    }
    Map<String, Expr> meanings = new LinkedHashMap<>(symbols);
    TexLaws known = new TexLaws();
    laws.forEach(law -> known.add(joint(law, tokens, meanings, expander)));
    TexFragments fragments = new TexFragments(reads, meanings, expander);
    Set<String> names = new LinkedHashSet<>(declared);
    names.addAll(TexBinders.boundNames(tokens));
    TexNames meaning =
        new TexNames(fragments, functions, names, declared, new TensorShapes(shapes), words, known);
    List<TexReading> readings =
        new ArrayList<>(new TexParser(tex, printedLaws(tex, tokens, meaning), meaning).equations());
    readings.replaceAll(reading -> reading.withPlainNames(names));
    fragments
        .unused()
        .ifPresent(
            fragment -> {
              throw new SyntaxException(
                  0, "the fragment '" + fragment + "' in reads occurs nowhere in the TeX");
            });
    known
        .unused()
        .ifPresent(
            law -> {
              throw new SyntaxException(
                  0,
                  "nothing is averaged over "
                      + law.variables().get(0).name()
                      + ", which has a law");
            });
    return readings;
  }

  /** Returns a declared law; a fragment that is more than a name stands for a name of its own. */
  private TexLaws.Joint joint(
      TexLaw law, List<TexToken> tokens, Map<String, Expr> meanings, TexMacros expander) {
    List<Sym> variables = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    for (String fragment : law.fragments()) {
      List<TexToken> own = TexLexer.tokens(expander.expanded(fragment).text());
      Sym variable =
          Expressions.sym(plainName(own).orElseGet(() -> freshName(tokens, meanings.values())));
      meanings.put(fragment, variable);
      variables.add(variable);
      texts.add(own.stream().map(TexToken::text).toList());
    }
    TexLaws.fault(law.covariance())
        .ifPresent(
            why -> {
              throw new SyntaxException(0, why + ": the law of " + law.fragments());
            });
    return new TexLaws.Joint(variables, texts, law.mean(), law.covariance());
  }

  /** Returns a name that neither the file nor the text uses. */
  private String freshName(List<TexToken> tokens, Collection<Expr> taken) {
    Set<String> bound = TexBinders.boundNames(tokens);
    for (int i = 1; ; i++) {
      String name = "g" + i;
      if (!declared.contains(name)
          && !bound.contains(name)
          && !taken.contains(Expressions.sym(name))) {
        return name;
      }
    }
  }

  /** Takes the laws that the text prints out of it. */
  private static List<TexToken> printedLaws(String tex, List<TexToken> all, TexNames names) {
    List<TexToken> tokens = all;
    for (Optional<TexLawsInPrint.Part> part = TexLawsInPrint.first(tokens);
        part.isPresent();
        part = TexLawsInPrint.first(tokens)) {
      List<TexToken> law = tokens.subList(part.get().variables(), part.get().to());
      names.laws().add(new TexParser(tex, law, names).binders().printedLaw());
      List<TexToken> rest = new ArrayList<>(tokens.subList(0, part.get().from()));
      rest.addAll(tokens.subList(part.get().to(), tokens.size()));
      tokens = rest;
    }
    return tokens;
  }
}

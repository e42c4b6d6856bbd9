package org.widelimit.algebra.syntax.tex;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.TensorShape;
import org.widelimit.algebra.functions.FunctionTable;
import org.widelimit.algebra.functions.RealFunction;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/** Parses names, accents and functions. */
final class TexFunctions {

  private static final Map<String, String> HEADS =
      withTable(
          Map.ofEntries(
              Map.entry("\\exp", "Exp"),
              Map.entry("\\max", "Max"),
              Map.entry("\\min", "Min"),
              Map.entry("\\ReLU", "ReLU"),
              Map.entry("\\relu", "ReLU"),
              Map.entry("\\tr", "Trace"),
              Map.entry("\\Tr", "Trace"),
              Map.entry("\\trace", "Trace"),
              Map.entry("\\Trace", "Trace"),
              Map.entry("\\diag", "DiagonalMatrix")));

  private static final Map<String, String> INVERSES =
      FunctionTable.names(function -> function.name().startsWith("Arc")).stream()
          .collect(Collectors.toUnmodifiableMap(name -> name.substring(3), name -> name));

  /** Adds the commands of the functions of a real number. */
  private static Map<String, String> withTable(Map<String, String> others) {
    Map<String, String> heads = new HashMap<>(others);
    for (RealFunction function : FunctionTable.rows()) {
      function.spelling().texRead().forEach(command -> heads.put(command, function.name()));
      String printed = function.spelling().tex();
      if (printed.matches("\\\\[a-z]+")) {
        heads.put(printed, function.name());
      }
    }
    return Map.copyOf(heads);
  }

  /** Functions that take vectors and matrices; the others take numbers, or entries of vectors. */
  private static final Set<String> OF_MATRICES = Set.of("Trace", "DiagonalMatrix");

  private static final Set<String> ACCENTS =
      Set.of(
          "\\dot", "\\ddot", "\\tilde", "\\hat", "\\bar", "\\widetilde", "\\widehat", "\\overline");

  private static final Set<String> ORDERS = Set.of("O", "o", "\\mathcal:O", "\\mathcal:o");

  /** What to write for what is not read. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "\\over", "write \\frac{a}{b}",
          "\\choose", "write \\binom{n}{k}",
          "\\lim", "a limit has no word; the kinds 'limit' and 'asymptotic' claim limits",
          "\\sup", "a supremum has no word; claim the bound as an inequality",
          "\\inf", "an infimum has no word; claim the bound as an inequality",
          "\\argmax", "claim that the derivative is 0 there",
          "\\argmin", "claim that the derivative is 0 there");

  private static final Set<String> DOTS =
      Set.of("\\cdots", "\\ldots", "\\dots", "\\dotsm", "\\dotsc", "\\dotsb");

  private final TexParser parser;
  private final TexCursor cursor;
  private final TexNames names;

  TexFunctions(TexParser parser, TexCursor cursor, TexNames names) {
    this.parser = parser;
    this.cursor = cursor;
    this.names = names;
  }

  /** Returns whether the head is a function of numbers that has a name in print. */
  static boolean isFunctionOfNumbers(String head) {
    return HEADS.containsValue(head) && !OF_MATRICES.contains(head);
  }

  /** Returns whether the token is a function of the table. */
  static boolean isFunction(TexToken token) {
    return HEADS.containsKey(token.text());
  }

  /** Parses a name, a function of the table, a root, an accent or dots. */
  Expr operand() {
    int start = cursor.index();
    refuseSpelledWord();
    TexToken token = cursor.next();
    if (HEADS.containsKey(token.text())) {
      return function(String.valueOf(HEADS.get(token.text())), start);
    }
    if (token.is("\\sqrt")) {
      return root();
    }
    if (token.is("\\mathcal:N")) {
      return gaussian();
    }
    if (token.is("\\binom")) {
      return Expressions.call("Binomial", parser.argument(), parser.argument());
    }
    if (token.is("\\Gamma") && !isKnown("Gamma") && parser.opensBracket()) {
      return function("Gamma", start);
    }
    if (token.is("\\Phi") && !isKnown("Phi") && parser.opensBracket()) {
      return normalDistribution(start);
    }
    if (ORDERS.contains(token.text()) && !isKnown(token.text()) && parser.opensBracket()) {
      throw cursor.errorAt(
          start, "an order of magnitude is no value; write the terms that it holds");
    }
    String instead = INSTEAD.get(token.text());
    if (instead != null) {
      throw cursor.errorAt(start, "'" + token.text() + "' is not read; " + instead);
    }
    if (ACCENTS.contains(token.text())) {
      return accented(token, start);
    }
    if (DOTS.contains(token.text())) {
      return single(token);
    }
    Optional<String> name = TexNames.spelled(token);
    if (name.isEmpty()) {
      return single(token);
    }
    if (cursor.peek().is("_") && !cursor.peek(1).is("+")) {
      return subscripted(name.get(), start);
    }
    if (names.functions().contains(name.get())) {
      return applied(Expressions.sym(name.get()));
    }
    if (cursor.peek().is("'") && isKnown(name.get() + "Prime")) {
      cursor.next();
      return applied(Expressions.sym(name.get() + "Prime"));
    }
    return single(token);
  }

  /** Returns what one token means by itself. */
  Expr single(TexToken token) {
    if (token.is("\\infty")) {
      return Expressions.INFINITY;
    }
    if (DOTS.contains(token.text())) {
      return Expressions.call("Ellipsis");
    }
    Optional<String> name = TexNames.spelled(token);
    if (name.isEmpty()) {
      throw new SyntaxException(
          token.start(),
          token.text().startsWith("\\")
              ? "'"
                  + token.text().replace(':', '{')
                  + (token.text().contains(":") ? "}" : "")
                  + "' is not read; give the fragment that holds it an entry in reads"
              : "unexpected " + cursor.shown(token));
    }
    return switch (name.get()) {
      case "pi" -> Expressions.PI;
      case "e" -> Expressions.EULER;
      case "E" ->
          throw new SyntaxException(
              token.start(),
              "'E' alone is not read; write e for Euler's number, \\mathbb{E}_{z}[...] for an"
                  + " average");
      case "Pi" ->
          throw new SyntaxException(
              token.start(), "'\\Pi' is no constant; write \\pi, or give it an entry in reads");
      default -> Expressions.sym(name.get());
    };
  }

  /** Refuses letters side by side that spell a function: {@code exp(x)} without its backslash. */
  void refuseSpelledWord() {
    TexWords.spelled(cursor, names)
        .ifPresent(
            word -> {
              throw cursor.error(
                  "'"
                      + word
                      + "' without a backslash is a product of letters; write \\"
                      + word
                      + " or \\operatorname{"
                      + word
                      + "}, or spaces between the letters");
            });
  }

  private Expr subscripted(String base, int start) {
    int from = cursor.index() + 1;
    int to = cursor.groupEnd(from);
    Optional<String> name = TexNames.camelCase(base, cursor.tokens().subList(from, to));
    cursor.moveTo(to);
    if (base.equals("I") && !isKnown("I") && !name.filter(this::isKnown).isPresent()) {
      return TexIdentities.IDENTITY;
    }
    if (name.isEmpty() || !isKnown(name.get())) {
      if (name.isPresent() && name.get().equals("Phi2") && parser.opensBracket()) {
        return bivariateNormal(start);
      }
      throw unread(start);
    }
    return applied(Expressions.sym(name.get()));
  }

  /** Parses {@code \Phi(x)}, the distribution function of a standard normal variable. */
  private Expr normalDistribution(int start) {
    List<Expr> arguments = parser.bracketed();
    if (arguments.size() != 1 || names.shape(arguments.get(0)).isArray()) {
      throw cursor.errorAt(
          start, "'\\Phi' is the normal distribution function of a number unless it is declared");
    }
    Expr half = Expressions.divide(arguments.get(0), Expressions.sqrt(Expressions.TWO));
    return Expressions.divide(
        Expressions.plus(Expressions.ONE, Expressions.call("Erf", half)), Expressions.TWO);
  }

  /** Parses the arguments of {@code \\Phi_2(h, k; rho)}, a probability of two normal variables. */
  private Expr bivariateNormal(int start) {
    List<Expr> arguments = parser.bracketed();
    if (arguments.size() != 3) {
      throw cursor.errorAt(
          start, "'\\Phi_2' has two bounds and a correlation, as in \\Phi_2(h, k; \\rho)");
    }
    return Expressions.call(Expressions.sym("BivariateNormalCDF"), arguments);
  }

  private boolean isKnown(String name) {
    return names.declared().contains(name) || names.functions().contains(name);
  }

  /** Returns the error of a symbol with an index that nobody has declared. */
  SyntaxException unread(int start) {
    int end = cursor.index();
    while (cursor.tokens().size() > end + 1
        && (cursor.tokens().get(end).is("_")
            || (cursor.tokens().get(end).is("^") && !cursor.tokens().get(end + 1).isNumber()))) {
      end = cursor.groupEnd(end + 1);
    }
    if (end < cursor.tokens().size() && cursor.tokens().get(end).is("'")) {
      end++;
    }
    String fragment = cursor.text(start, end);
    return cursor.errorAt(
        start,
        "'" + fragment + "' needs an entry in reads, or a declared symbol of its camelCase name");
  }

  /** Parses primes, a power and arguments after a name, if it is a function. */
  Expr applied(Sym symbol) {
    if (!names.functions().contains(symbol.name())) {
      return symbol;
    }
    Expr function = symbol;
    while (cursor.accept("'")) {
      function = WolframReader.derivative(function);
    }
    return call(function);
  }

  private Expr call(Expr function) {
    int place = cursor.index();
    if (cursor.peek().is("^")) {
      int end = cursor.groupEnd(place + 1);
      cursor.moveTo(end);
      boolean opens = parser.opensBracket();
      cursor.moveTo(place);
      if (!opens) {
        return function;
      }
      cursor.next();
      boolean order = cursor.peek().is("{") && cursor.peek(1).is("(");
      Expr exponent = parser.argument();
      if (!order) {
        requirePower(exponent, place);
        return Expressions.power(called(function), exponent);
      }
      if (!(exponent instanceof Num num) || !num.isInteger() || num.signum() <= 0) {
        throw cursor.errorAt(place, "expected the order of a derivative, as in f^{(2)}(x)");
      }
      return called(Expressions.call(Expressions.call("Derivative", exponent), List.of(function)));
    }
    return parser.opensBracket() ? called(function) : function;
  }

  /** Refuses {@code f^{-1}(x)}, the inverse, and {@code f^{n}(x)}, a power or an iterate. */
  private void requirePower(Expr exponent, int place) {
    if (!(exponent instanceof Num num) || num.signum() <= 0) {
      throw cursor.errorAt(
          place,
          "the exponent "
              + WolframWriter.write(exponent)
              + " on the name of a function may mean its inverse, an iterate or a power; write"
              + " f(x)^{...} for a power of its value, and give an inverse an entry in reads");
    }
  }

  private Expr called(Expr function) {
    return Expressions.call(function, parser.bracketed());
  }

  private Expr function(String head, int start) {
    Optional<Expr> exponent = Optional.empty();
    if (cursor.accept("^")) {
      exponent = Optional.of(parser.argument());
    }
    if (cursor.peek().is("_")) {
      throw cursor.error(
          "a subscript of '"
              + cursor.text(start, start + 1)
              + "' is not read; a logarithm to the base b is \\frac{\\log x}{\\log b}");
    }
    if (cursor.peek().is("-") || cursor.peek().is("+")) {
      throw cursor.error("where does the function's argument end? Write parentheses");
    }
    int place = cursor.index();
    boolean bracketed = parser.opensBracket();
    List<Expr> arguments = bracketed ? parser.bracketed() : List.of(bareArgument());
    if (arguments.size() > 1 && !head.equals("Max") && !head.equals("Min")) {
      throw cursor.errorAt(start, "'" + cursor.text(start, start + 1) + "' has one argument");
    }
    if (exponent.isPresent() && exponent.get().isInteger(-1) && INVERSES.containsKey(head)) {
      return Expressions.call(String.valueOf(INVERSES.get(head)), arguments.get(0));
    }
    exponent.filter(power -> !(power instanceof Expr.Sym)).ifPresent(p -> requirePower(p, start));
    Expr value = valueOf(head, arguments, place);
    return exponent.isPresent() ? Expressions.power(value, exponent.get()) : value;
  }

  private Expr valueOf(String head, List<Expr> arguments, int place) {
    TensorShape shape = names.shape(arguments.get(0));
    boolean misfit =
        head.equals("DiagonalMatrix")
            ? shape == TensorShape.MATRIX
            : head.equals("Trace")
                ? shape == TensorShape.COLUMN || shape == TensorShape.ROW
                : shape == TensorShape.MATRIX && !head.equals("Exp");
    if (misfit) {
      throw cursor.errorAt(
          place,
          "a function of " + shape.word() + " can be read in two ways; give it an entry in reads");
    }
    if (shape == TensorShape.MATRIX && head.equals("Exp")) {
      return Expressions.call("MatrixExp", arguments.get(0));
    }
    return head.equals("ReLU")
        ? Expressions.call("Max", Expressions.ZERO, arguments.get(0))
        : Expressions.call(Expressions.sym(head), arguments);
  }

  /** Parses an argument without brackets: a number, an operand, or a number times an operand. */
  private Expr bareArgument() {
    Expr argument;
    if (cursor.peek().isNumber()) {
      argument = parser.power();
      if (startsOperand()) {
        argument = Expressions.times(argument, parser.power());
      }
    } else {
      argument = parser.power();
    }
    if (startsOperand() || cursor.peek().is("/") || opensGroup()) {
      throw cursor.error("where does the function's argument end? Write parentheses");
    }
    return argument;
  }

  private boolean opensGroup() {
    return parser.opensBracket() && !cursor.peek().is("[");
  }

  private boolean startsOperand() {
    TexToken token = cursor.peek();
    return !parser.binders().isDifferential()
        && (token.isNumber()
            || TexNames.spelled(token).isPresent()
            || token.is("\\sqrt")
            || token.is("\\frac"));
  }

  private Expr root() {
    Expr degree = Expressions.TWO;
    if (cursor.accept("[")) {
      degree = parser.sum();
      cursor.expect("]", "after a root's degree");
    }
    int place = cursor.index();
    Expr radicand = parser.argument();
    if (names.shape(radicand).isArray()) {
      throw cursor.errorAt(place, "a root of " + names.shape(radicand).word() + " is not read");
    }
    return Expressions.power(radicand, Expressions.power(degree, Expressions.MINUS_ONE));
  }

  /** Parses a normal law, or its density {@code \mathcal{N}(x; 0, 1)} at a point. */
  private Expr gaussian() {
    if (!parser.opensBracket()) {
      throw cursor.error("\\mathcal{N} needs a mean and a variance, as in \\mathcal{N}(0, 1)");
    }
    int start = cursor.index();
    List<Expr> parameters = parser.bracketed();
    boolean semicolon =
        cursor.tokens().subList(start, cursor.index()).stream().anyMatch(token -> token.is(";"));
    if (parameters.size() != (semicolon ? 3 : 2)) {
      throw cursor.errorAt(
          start,
          "\\mathcal{N} has a mean and a variance, its density a point before them, as in"
              + " \\mathcal{N}(x; 0, 1)");
    }
    for (Expr parameter : parameters) {
      if (semicolon && names.shape(parameter).isArray()) {
        throw cursor.errorAt(start, "only the density of one variable is read");
      }
    }
    return semicolon
        ? density(parameters.get(0), parameters.get(1), parameters.get(2))
        : Expressions.call(Expressions.sym("Gaussian"), parameters);
  }

  private static Expr density(Expr x, Expr mean, Expr variance) {
    Expr distance = Expressions.square(Expressions.plus(x, Expressions.negate(mean)));
    return Expressions.divide(
        Expressions.exp(
            Expressions.divide(
                Expressions.negate(distance), Expressions.times(Expressions.TWO, variance))),
        Expressions.sqrt(Expressions.times(Expressions.TWO, Expressions.PI, variance)));
  }

  /** Parses an accented letter: a dot on a function is its derivative, other accents name. */
  private Expr accented(TexToken accent, int start) {
    Optional<String> base = TexNames.spelled(cursor.peek());
    if (base.isEmpty()) {
      throw unread(start);
    }
    cursor.next();
    boolean dot = accent.is("\\dot") || accent.is("\\ddot");
    if (dot && names.functions().contains(base.get()) && !cursor.peek().is("_")) {
      Expr function = WolframReader.derivative(Expressions.sym(base.get()));
      return call(accent.is("\\ddot") ? WolframReader.derivative(function) : function);
    }
    String kind = accent.text().replace("\\wide", "\\").substring(1);
    String name = base.get() + kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    if (cursor.peek().is("_") && !cursor.peek(1).is("+")) {
      return subscripted(name, start);
    }
    if (!isKnown(name)) {
      throw unread(start);
    }
    return applied(Expressions.sym(name));
  }
}

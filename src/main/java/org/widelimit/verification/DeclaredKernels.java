package org.widelimit.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframReader;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.ClaimHeader;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.FunctionDeclaration;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.ClaimCheck.Subject;

/**
 * The words {@code NNGP}, {@code NTK} and {@code InputVariance} as Gaussian expectations: the
 * recursion of Lee et al. (2018, eq. 5) and Jacot et al. (2018, theorem 1) through the declared
 * layers, written out in the kernel of the first, whose entries are symbols.
 *
 * <p>The symbols take any values that a kernel of two inputs may have: {@code kernel12^2 < kernel11
 * kernel22}, and equal only where the inputs' preactivations are multiples of each other. What
 * holds for all of them holds for the inputs of the network.
 */
final class DeclaredKernels {

  /** Deeper recursions are formulas that nobody reads. */
  private static final int DEEPEST = 4;

  private static final Domain POSITIVE = Domain.parse("(0, Infinity)").orElseThrow();

  private final Subject subject;
  private final NetworkDeclaration network;
  private final List<Expr> avoid;
  private final Map<List<Integer>, Sym> symbols = new LinkedHashMap<>();
  private final Map<Expr, Expr> meanings = new LinkedHashMap<>();

  private DeclaredKernels(Subject subject, NetworkDeclaration network, List<Expr> avoid) {
    this.subject = subject;
    this.network = network;
    this.avoid = avoid;
  }

  /**
   * A claim without those words.
   *
   * @param subject the file with the symbols declared
   * @param equality the equation with the words written out
   * @param steps what the words were written as
   */
  record Expanded(Subject subject, Equality equality, List<ProofStep> steps) {
    Expanded {
      steps = List.copyOf(steps);
    }
  }

  /** Returns the equation in the first layer's kernel, or empty where no word is written out. */
  static Optional<Expanded> of(Subject subject, Equality equality) {
    boolean needed =
        KernelWords.needsNetwork(equality.left()) || KernelWords.needsNetwork(equality.right());
    return needed
        ? subject
            .claim()
            .network()
            .filter(network -> network.weightVariance().isEmpty())
            .flatMap(
                network ->
                    new DeclaredKernels(
                            subject, network, List.of(equality.left(), equality.right()))
                        .expanded(equality))
        : Optional.empty();
  }

  private Optional<Expanded> expanded(Equality equality) {
    Equality plain = new Equality(writtenOut(equality.left()), writtenOut(equality.right()));
    if (meanings.isEmpty()) {
      return Optional.empty();
    }
    List<Expr> where = new ArrayList<>();
    subject.claim().where().forEach(condition -> where.add(writtenOut(condition)));
    for (Map.Entry<List<Integer>, Sym> entry : List.copyOf(symbols.entrySet())) {
      int a = entry.getKey().get(0);
      int b = entry.getKey().get(1);
      if (a != b) {
        Expr product = Expressions.times(first(a), first(b));
        where.add(Expressions.call("Less", Expressions.square(entry.getValue()), product));
      }
    }
    List<ProofStep> steps = new ArrayList<>();
    meanings.forEach((word, meaning) -> steps.add(step(word, meaning)));
    return Optional.of(new Expanded(declaring(where), plain, steps));
  }

  private static ProofStep step(Expr word, Expr meaning) {
    return meaning instanceof Sym
        ? new ProofStep("abbreviation", word, meaning, "an entry of the first layer's kernel")
        : new ProofStep("definition", word, meaning, "the recursion through the declared layers");
  }

  /** Returns the subject whose file declares the symbols, and whose claim has these conditions. */
  private Subject declaring(List<Expr> where) {
    Theorem theorem = subject.theorem();
    Map<String, SymbolDeclaration> declared = new LinkedHashMap<>(theorem.symbols());
    symbols.forEach(
        (pair, symbol) -> {
          boolean variance = pair.get(0).equals(pair.get(1));
          declared.put(
              symbol.name(),
              new SymbolDeclaration(
                  symbol.name(),
                  FunctionDeclaration.Values.REALS,
                  variance ? POSITIVE : Domain.REALS,
                  List.of(),
                  ""));
        });
    ClaimHeader header = subject.claim().header();
    ClaimHeader conditioned =
        new ClaimHeader(
            header.id(),
            header.says(),
            header.source(),
            header.expect(),
            where,
            header.discrepancy(),
            header.network(),
            header.formula(),
            header.position());
    return new Subject(
        new Theorem(
            theorem.id(),
            theorem.path(),
            theorem.title(),
            theorem.source(),
            theorem.statement(),
            theorem.activations(),
            declared,
            theorem.functions(),
            theorem.network(),
            theorem.references(),
            theorem.uses(),
            theorem.claims()),
        new Claim.EquationClaim(conditioned, avoid),
        subject.choice(),
        subject.activations(),
        subject.options(),
        subject.streams());
  }

  private Expr writtenOut(Expr expr) {
    return expr.transform(
        node -> {
          if (!(node instanceof Call call)) {
            return node;
          }
          Optional<Expr> meaning = meaning(call);
          meaning.ifPresent(value -> meanings.put(call, value));
          return meaning.orElse(node);
        });
  }

  private Optional<Expr> meaning(Call call) {
    List<Integer> numbers = new ArrayList<>();
    for (Expr arg : call.args()) {
      if (!(arg instanceof Num number) || !number.isInteger() || number.compareTo(MOST) > 0) {
        return Optional.empty();
      }
      numbers.add(number.numerator().intValue());
    }
    return switch (call.headName().orElse("")) {
      case "InputVariance" -> {
        int input = numbers.isEmpty() ? 1 : numbers.get(0);
        yield isInput(input) ? Optional.of(first(input)) : Optional.empty();
      }
      case "NNGP", "NTK" -> kernel(call.isCall("NTK"), numbers);
      default -> Optional.empty();
    };
  }

  /** No layer and no input has a larger number. */
  private static final Num MOST = Expressions.num(1 << 16);

  private Optional<Expr> kernel(boolean tangent, List<Integer> numbers) {
    int layer = numbers.isEmpty() ? 1 : numbers.get(0);
    int a = numbers.size() > 1 ? numbers.get(1) : 1;
    int b = numbers.size() > 2 ? numbers.get(2) : a;
    boolean written =
        layer >= 1
            && layer <= Math.min(DEEPEST, network.hidden().size() + 1)
            && isInput(a)
            && isInput(b)
            && !(tangent && network.parameterization() != NetworkDeclaration.Parameterization.NTK);
    return !written
        ? Optional.empty()
        : Optional.of(tangent ? tangent(layer, a, b) : covariance(layer, a, b));
  }

  private boolean isInput(int number) {
    return number >= 1 && number <= network.inputs();
  }

  private Expr first(int input) {
    return first(input, input);
  }

  private Expr first(int a, int b) {
    if (a == b && network.inputVariance().isPresent()) {
      return network.inputVariance().get();
    }
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    return symbols.computeIfAbsent(
        List.of(low, high), pair -> fresh("kernel" + low + (high > 9 ? "x" : "") + high));
  }

  private Sym fresh(String name) {
    String candidate = name;
    while (subject.theorem().symbols().containsKey(candidate)
        || subject.choice().containsKey(candidate)) {
      candidate += "p";
    }
    return Definitions.fresh(candidate, avoid.toArray(Expr[]::new));
  }

  private Expr covariance(int layer, int a, int b) {
    if (layer == 1) {
      return first(a, b);
    }
    Expr step =
        Expressions.plus(
            Expressions.times(weight(layer), moment(activation(layer), layer, a, b)),
            Expressions.square(scale(layer, false)));
    return isResidual(layer) ? Expressions.plus(covariance(layer - 1, a, b), step) : step;
  }

  private Expr tangent(int layer, int a, int b) {
    if (layer == 1) {
      return first(a, b);
    }
    Expr slope = Primed.of(activation(layer)).differentiated().expr();
    Expr below = tangent(layer - 1, a, b);
    Expr carried = Expressions.times(weight(layer), below, moment(slope, layer, a, b));
    // The residual part of the covariance is in the kernel below.
    Expr own =
        Expressions.plus(
            Expressions.times(weight(layer), moment(activation(layer), layer, a, b)),
            Expressions.square(scale(layer, false)),
            carried);
    return isResidual(layer) ? Expressions.plus(below, own) : own;
  }

  /** Returns the mean product of a function's values in the layer below. */
  private Expr moment(Expr function, int layer, int a, int b) {
    Expr p = covariance(layer - 1, a, a);
    return a == b
        ? Definitions.secondMoment(function, p)
        : Definitions.dual(
            List.of(function, function),
            p,
            covariance(layer - 1, b, b),
            covariance(layer - 1, a, b));
  }

  private boolean isResidual(int layer) {
    return layer <= network.hidden().size() && network.hidden().get(layer - 1).residual();
  }

  private Expr weight(int layer) {
    return Expressions.square(scale(layer, true));
  }

  /** Returns the scale of the weights or biases of a layer; the last is the readout. */
  private Expr scale(int layer, boolean weights) {
    Optional<Expr> own =
        layer <= network.hidden().size()
            ? weights
                ? network.hidden().get(layer - 1).sigmaW()
                : network.hidden().get(layer - 1).sigmaB()
            : Optional.empty();
    return own.orElse(weights ? network.sigmaW() : network.sigmaB());
  }

  /** Returns the activation between the layer below and this one. */
  private Expr activation(int layer) {
    String name = network.hidden().get(layer - 2).activation();
    return subject.activations().byName().containsKey(name)
        ? Expressions.sym(name)
        : WolframReader.read(name);
  }
}

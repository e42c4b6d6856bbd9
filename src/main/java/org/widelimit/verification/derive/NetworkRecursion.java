package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Definitions;

/**
 * The kernels of a declared network in a derivation: {@code NNGP[l, a, b]} and {@code NTK[l, a, b]}
 * by their recursion (Lee et al. 2018, eq. 5; Jacot et al. 2018, theorem 1) in the kernels of a
 * layer below, for which symbols stand.
 *
 * <p>Of the symbols it is known that {@code NNGP[l, a, a]} is a variance, positive where {@link
 * KernelSigns} sees that, and that {@code NNGP[l, a, b]^2} is at most the product of the variances.
 * Nothing else is assumed, so that what is proved holds for all inputs.
 */
public final class NetworkRecursion {

  private static final Expr CHAIN_RULE =
      Expressions.call(Expressions.sym("Derivative"), List.of(Expressions.ONE));

  private final NetworkDeclaration network;
  private final KernelSigns signs;
  private final int lowest;
  private final Map<Call, Expr> meanings = new LinkedHashMap<>();
  private final Map<Call, Sym> symbols = new LinkedHashMap<>();
  private final List<ProofStep> facts = new ArrayList<>();
  private Assumptions assumptions;

  /**
   * Starts with nothing defined.
   *
   * @param network the network
   * @param activations what its activations are
   * @param assumptions what is assumed of the claim's symbols
   * @param lowest the layer whose kernels have symbols
   */
  public NetworkRecursion(
      NetworkDeclaration network,
      ActivationTable activations,
      Assumptions assumptions,
      int lowest) {
    this.network = network;
    this.assumptions = assumptions;
    this.signs = new KernelSigns(network, activations, assumptions);
    this.lowest = lowest;
  }

  /** A word of the network, its arguments read. */
  private record Kernel(String word, int layer, int a, int b) {
    static Kernel of(String word, int layer, int a, int b) {
      return new Kernel(word, layer, Math.min(a, b), Math.max(a, b));
    }

    boolean isDiagonal() {
      return a == b;
    }

    Call call() {
      return (Call)
          Expressions.call(word, Expressions.num(layer), Expressions.num(a), Expressions.num(b));
    }

    /** The letters of print, as {@code q_12} in Poole et al. (2016). */
    Sym symbol(Assumptions assumptions, Expr avoid) {
      String letter = word.equals("NTK") ? "Theta" : "q";
      return ClaimAssumptions.fresh(letter + a + b, assumptions, avoid);
    }
  }

  /** Returns whether all kernels of a formula have numbers for their layer and inputs. */
  public static boolean isRead(Expr formula) {
    return !(formula instanceof Call call)
        || (isKernel(call)
            ? read(call).isPresent()
            : !call.isCall("NNGPMatrix")
                && !call.isCall("NTKMatrix")
                && isRead(call.head())
                && call.args().stream().allMatch(NetworkRecursion::isRead));
  }

  /**
   * Returns the lowest layer that a formula names, from 1 on, or empty where the network does not
   * have a layer or input of it, so that the formula has no value.
   *
   * @param formula one that {@link #isRead} is true of
   */
  static OptionalInt lowestLayer(Expr formula, NetworkDeclaration network) {
    List<Kernel> kernels = new ArrayList<>();
    collect(formula, kernels);
    boolean exist =
        kernels.stream()
            .allMatch(
                of ->
                    of.layer() >= 1
                        && of.layer() <= network.hidden().size() + 1
                        && of.a() >= 1
                        && of.b() <= network.inputs());
    return exist ? kernels.stream().mapToInt(Kernel::layer).min() : OptionalInt.empty();
  }

  private static void collect(Expr formula, List<Kernel> kernels) {
    if (formula instanceof Call call) {
      if (isKernel(call)) {
        kernels.add(read(call).orElseThrow());
      }
      collect(call.head(), kernels);
      call.args().forEach(arg -> collect(arg, kernels));
    }
  }

  /** Returns whether a call is a kernel of the network at one or two inputs. */
  static boolean isKernel(Call call) {
    return call.isCall("NNGP") || call.isCall("NTK") || call.isCall("InputVariance");
  }

  private static Optional<Kernel> read(Call call) {
    List<Integer> indices = new ArrayList<>();
    for (Expr arg : call.args()) {
      if (!(arg instanceof Num number && number.isInteger())
          || number.numerator().bitLength() > 16) {
        return Optional.empty();
      }
      indices.add(number.numerator().intValue());
    }
    if (call.isCall("InputVariance")) {
      int input = indices.isEmpty() ? 1 : indices.get(0);
      return Optional.of(Kernel.of("NNGP", 1, input, input));
    }
    if (indices.isEmpty()) {
      // Of the outputs, in a layer that only a network knows.
      return Optional.empty();
    }
    int layer = indices.get(0);
    int a = indices.size() > 1 ? indices.get(1) : 1;
    int b = indices.size() > 2 ? indices.get(2) : a;
    return Optional.of(Kernel.of(call.headName().orElseThrow(), layer, a, b));
  }

  /** Puts the recursion in for every kernel of a formula. */
  public Expr unrolled(Expr formula) {
    return formula.transform(
        node ->
            node instanceof Call call && isKernel(call)
                ? meaning(read(call).orElseThrow(), formula)
                : node);
  }

  /** Returns the definitions that were put in, and what is known of the symbols in them. */
  List<ProofStep> steps() {
    List<ProofStep> steps = new ArrayList<>(facts);
    meanings.forEach(
        (word, meaning) ->
            steps.add(
                new ProofStep(
                    "definition",
                    word,
                    meaning,
                    "the recursion of the declared network's kernels")));
    return steps;
  }

  /** Returns the symbols that stand for kernels of the lowest layer, after they were put in. */
  public Map<Call, Sym> symbols() {
    return Map.copyOf(symbols);
  }

  /** Returns what is assumed, with what is known of the symbols. */
  public Assumptions assumptions() {
    return assumptions;
  }

  private Expr meaning(Kernel kernel, Expr avoid) {
    if (kernel.layer() == lowest) {
      return lowest(kernel, avoid);
    }
    Expr known = meanings.get(kernel.call());
    if (known == null) {
      known = kernel.word().equals("NNGP") ? covariance(kernel, avoid) : tangent(kernel, avoid);
      meanings.put(kernel.call(), known);
    }
    return known;
  }

  private Expr below(String word, Kernel kernel, Expr avoid) {
    return meaning(new Kernel(word, kernel.layer() - 1, kernel.a(), kernel.b()), avoid);
  }

  private Expr covariance(Kernel kernel, Expr avoid) {
    Expr branch = branch(kernel, avoid);
    return KernelSigns.isResidual(network, kernel.layer())
        ? Expressions.plus(below("NNGP", kernel, avoid), branch)
        : branch;
  }

  /** What the layer itself adds: {@code sigmaW^2 E[phi(u) phi(v)] + sigmaB^2}. */
  private Expr branch(Kernel kernel, Expr avoid) {
    return Expressions.plus(
        Expressions.times(
            Expressions.square(KernelSigns.sigmaW(network, kernel.layer())),
            average(activation(kernel), kernel, avoid)),
        Expressions.square(KernelSigns.sigmaB(network, kernel.layer())));
  }

  private Expr tangent(Kernel kernel, Expr avoid) {
    Expr below = below("NTK", kernel, avoid);
    Expr slope = Expressions.call(CHAIN_RULE, List.of(activation(kernel)));
    Expr branch =
        Expressions.plus(
            branch(kernel, avoid),
            Expressions.times(
                Expressions.square(KernelSigns.sigmaW(network, kernel.layer())),
                below,
                average(slope, kernel, avoid)));
    return KernelSigns.isResidual(network, kernel.layer())
        ? Expressions.plus(below, branch)
        : branch;
  }

  /** The activation between the layer below and this one. */
  private Expr activation(Kernel kernel) {
    return WolframReader.read(network.hidden().get(kernel.layer() - 2).activation());
  }

  private Expr average(Expr function, Kernel kernel, Expr avoid) {
    Expr covariance = below("NNGP", kernel, avoid);
    if (kernel.isDiagonal()) {
      return Definitions.secondMoment(function, covariance);
    }
    Kernel first = new Kernel("NNGP", kernel.layer(), kernel.a(), kernel.a());
    Kernel second = new Kernel("NNGP", kernel.layer(), kernel.b(), kernel.b());
    return Definitions.dual(
        List.of(function, function),
        below("NNGP", first, avoid),
        below("NNGP", second, avoid),
        covariance);
  }

  private Expr lowest(Kernel kernel, Expr avoid) {
    if (kernel.layer() == 1 && kernel.word().equals("NTK")) {
      return lowest(new Kernel("NNGP", 1, kernel.a(), kernel.b()), avoid);
    }
    Optional<Expr> declared = network.inputVariance();
    if (kernel.layer() == 1 && kernel.isDiagonal() && declared.isPresent()) {
      meanings.put(kernel.call(), declared.get());
      return declared.get();
    }
    Sym known = symbols.get(kernel.call());
    return known == null ? named(kernel, avoid) : known;
  }

  private Sym named(Kernel kernel, Expr avoid) {
    Sym symbol = kernel.symbol(assumptions, avoid);
    symbols.put(kernel.call(), symbol);
    if (kernel.word().equals("NTK")) {
      assumptions = assumptions.with(symbol.name(), Interval.REALS);
      fact(kernel, symbol, "the sides are compared for any value of it");
    } else if (kernel.isDiagonal()) {
      boolean positive = signs.ofVariance(kernel.layer()) == Sign.POSITIVE;
      assumptions =
          assumptions.with(symbol.name(), positive ? Interval.POSITIVE : Interval.NONNEGATIVE);
      fact(
          kernel,
          symbol,
          positive
              ? "a variance, positive as " + signs.reason(kernel.layer())
              : "a variance, so that it is positive or 0");
    } else {
      Expr first = lowest(new Kernel("NNGP", kernel.layer(), kernel.a(), kernel.a()), avoid);
      Expr second = lowest(new Kernel("NNGP", kernel.layer(), kernel.b(), kernel.b()), avoid);
      assumptions =
          assumptions
              .with(symbol.name(), Interval.REALS)
              .with(
                  Expressions.call(
                      "LessEqual", Expressions.square(symbol), Expressions.times(first, second)));
      fact(
          kernel,
          symbol,
          "a covariance of either sign, whose square is at most the product of the variances"
              + " (Cauchy and Schwarz)");
    }
    return symbol;
  }

  private void fact(Kernel kernel, Sym symbol, String because) {
    facts.add(new ProofStep("kernel of the layer", kernel.call(), symbol, because));
  }
}

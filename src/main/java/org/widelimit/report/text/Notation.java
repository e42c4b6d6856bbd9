package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.syntax.tex.TexForms;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word.Kind;

/**
 * How the words of formulas are printed: the notation of Poole et al. (2016), Schoenholz et al.
 * (2017) and Jacot et al. (2018). This is the one table of it; every report prints by it.
 */
final class Notation {

  /** The forms for the writer of TeX. */
  static final TexForms FORMS = Notation::form;

  /**
   * Words by name and number of arguments. {@code #1} is the first argument, {@code @1} the first
   * argument as an input: a number is that of a training input.
   */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("NNGP/0", "\\Sigma"),
          Map.entry("NNGP/1", "\\Sigma^{(#1)}"),
          Map.entry("NNGP/2", "\\Sigma^{(#1)}\\left(@2, @2\\right)"),
          Map.entry("NNGP/3", "\\Sigma^{(#1)}\\left(@2, @3\\right)"),
          Map.entry("NTK/0", "\\Theta"),
          Map.entry("NTK/1", "\\Theta^{(#1)}"),
          Map.entry("NTK/2", "\\Theta^{(#1)}\\left(@2, @2\\right)"),
          Map.entry("NTK/3", "\\Theta^{(#1)}\\left(@2, @3\\right)"),
          Map.entry("NNGPMatrix/1", "\\Sigma^{(#1)}_{XX}"),
          Map.entry("NTKMatrix/1", "\\Theta^{(#1)}_{XX}"),
          Map.entry("InputVariance/0", "q_1"),
          Map.entry("InputVariance/1", "q_1\\left(@1\\right)"),
          Map.entry("EmpiricalNTK/0", "\\widehat{\\Theta}"),
          Map.entry("EmpiricalNTK/1", "\\widehat{\\Theta}\\left(@1, @1\\right)"),
          Map.entry("EmpiricalNTK/2", "\\widehat{\\Theta}\\left(@1, @2\\right)"),
          Map.entry("EmpiricalNNGP/1", "\\widehat{\\Sigma}^{(#1)}"),
          Map.entry("EmpiricalNNGP/2", "\\widehat{\\Sigma}^{(#1)}\\left(@2, @2\\right)"),
          Map.entry("EmpiricalNNGP/3", "\\widehat{\\Sigma}^{(#1)}\\left(@2, @3\\right)"),
          Map.entry("Mean/1", "\\mathbb{E}\\left[#1\\right]"),
          Map.entry("Input/1", "x_{#1}"),
          Map.entry("Target/1", "y_{#1}"),
          Map.entry("Output/0", "f"),
          Map.entry("Output/1", "f\\left(@1\\right)"),
          Map.entry("OutputGradient/1", "\\nabla_{\\theta} f\\left(@1\\right)"),
          Map.entry("OutputVector/0", "f_X"),
          Map.entry("TargetVector/0", "y_X"),
          Map.entry("KernelMatrix/0", "\\widehat{\\Theta}_{XX}"),
          Map.entry("GradientMatrix/0", "\\nabla_{\\theta} f_X"),
          Map.entry("FisherMatrix/0", "F"),
          Map.entry("FisherTrace/0", "\\operatorname{tr} F"),
          Map.entry("FisherEigenvalue/0", "\\lambda_{\\max}\\left(F\\right)"),
          Map.entry("FisherEigenvalue/1", "\\lambda_{#1}\\left(F\\right)"),
          Map.entry("SmallestEigenvalue/0", "\\lambda_{\\min}(\\widehat{\\Theta}_{XX})"),
          Map.entry("LargestEigenvalue/1", "\\lambda_{\\max}\\left(#1\\right)"),
          Map.entry("IdentityMatrix/1", "I_{#1}"),
          Map.entry("Length/1", "\\dim\\left(#1\\right)"),
          Map.entry("Loss/0", "\\mathcal{L}"),
          Map.entry("Loss/2", "\\ell\\left(@1, #2\\right)"),
          Map.entry("LossGradient/2", "\\nabla_{\\theta} \\ell\\left(@1, #2\\right)"),
          Map.entry("ParameterStep/3", "\\Delta_{#3}\\theta\\left(@1, #2\\right)"),
          Map.entry("ParameterFlow/1", "\\dot{\\theta}_{#1}"),
          Map.entry("OutputFlow/2", "\\dot{f}_{#2}\\left(@1\\right)"),
          Map.entry("TrainedOutput/1", "f_{t}\\left(@1\\right)"),
          Map.entry("TrainedOutput/2", "f_{#2}\\left(@1\\right)"),
          Map.entry("Preactivation/1", "u^{(#1)}"),
          Map.entry("Preactivation/2", "u^{(#1)}\\left(@2\\right)"),
          Map.entry("Preactivation/3", "u^{(#1)}_{#3}\\left(@2\\right)"),
          Map.entry("Postactivation/1", "h^{(#1)}"),
          Map.entry("Postactivation/2", "h^{(#1)}\\left(@2\\right)"),
          Map.entry("Postactivation/3", "h^{(#1)}_{#3}\\left(@2\\right)"),
          Map.entry("Weights/1", "W^{(#1)}"),
          Map.entry("Weights/3", "W^{(#1)}_{#2 #3}"),
          Map.entry("Bias/1", "b^{(#1)}"),
          Map.entry("Bias/2", "b^{(#1)}_{#2}"),
          Map.entry("SlopeMatrix/1", "D^{(#1)}"),
          Map.entry("SlopeMatrix/2", "D^{(#1)}\\left(@2\\right)"),
          Map.entry("Jacobian/2", "\\frac{\\partial #1}{\\partial #2}"),
          Map.entry(
              "JacobianTrace/2", "\\left\\|\\frac{\\partial #1}{\\partial #2}\\right\\|_{F}^{2}"),
          Map.entry(
              "JacobianSize/2",
              "\\tfrac{1}{M}\\left\\|\\frac{\\partial #1}{\\partial #2}\\right\\|_{F}^{2}"),
          Map.entry("Activity/1", "\\widehat{q}_{#1}"),
          Map.entry("Activity/2", "\\widehat{q}_{#1}\\left(@2\\right)"),
          Map.entry("PreactivationVariance/1", "\\widehat{q}_{#1}"),
          Map.entry("PreactivationVariance/2", "\\widehat{q}_{#1}\\left(@2\\right)"),
          Map.entry("PreactivationCovariance/1", "\\widehat{q}_{#1}\\left(x_1, x_2\\right)"),
          Map.entry("PreactivationCovariance/3", "\\widehat{q}_{#1}\\left(@2, @3\\right)"),
          Map.entry("PreactivationCorrelation/1", "\\widehat{c}_{#1}\\left(x_1, x_2\\right)"),
          Map.entry("PreactivationCorrelation/3", "\\widehat{c}_{#1}\\left(@2, @3\\right)"),
          Map.entry("GradientSize/1", "\\|\\nabla_{u^{(#1)}} f\\|^{2}"),
          Map.entry("WeightGradientNorm/1", "\\|\\nabla_{W^{(#1)}} f\\|^{2}"));

  /** The sizes of a network. */
  private static final Map<String, String> SIZES =
      Map.of("DataSize", "N", "Width", "M", "Depth", "L");

  /** Maps with their parameters: the letter, and what it shows of its first arguments. */
  private static final Map<String, String> MAPS =
      Map.of(
          "Chi", "\\chi",
          "LengthMap", "\\mathcal{V}",
          "CorrelationMap", "\\mathcal{C}");

  /** Kernels at a layer of a uniform network: the layer is their first argument. */
  private static final Map<String, String> LAYERED =
      Map.of(
          "CovarianceAt", "\\Sigma",
          "TangentKernelAt", "\\Theta",
          "CorrelationAt", "c");

  /** What a parameter is called where it need not be shown. */
  private static final Set<String> USUAL =
      Set.of("\\sigma_w", "\\sigma_{w}", "\\sigma_b", "\\sigma_{b}");

  private static final Pattern HUMP = Pattern.compile("[A-Z]+[a-z]*");

  private static final Pattern PLACE = Pattern.compile("([#@])([1-9])");

  private Notation() {}

  /** Returns the names of a file beside those that are printed as letters everywhere. */
  static Map<String, String> names(Map<String, String> declared) {
    Map<String, String> names = new HashMap<>(SIZES);
    names.putAll(declared);
    return names;
  }

  private static Optional<String> form(Call call, Function<Expr, String> text) {
    Optional<String> name = call.headName();
    if (name.isEmpty()) {
      return call.head() instanceof Call map ? applied(map, call, text) : Optional.empty();
    }
    String head = name.get();
    String word = WORDS.get(head + "/" + call.arity());
    if (word != null) {
      return Optional.of(filled(word, call.args(), text));
    }
    if (MAPS.containsKey(head)) {
      return Optional.of(MAPS.get(head) + "_{" + parameters(call.args(), text) + "}");
    }
    if (head.equals("Dual") && call.arity() <= 2) {
      return Optional.of(dual(call, text));
    }
    boolean settled = head.equals("FixedPoint") || head.equals("DepthScale");
    if (settled && call.arity() >= 1 && call.arg(0) instanceof Call map) {
      return settled(head, map, call.args().subList(1, call.arity()), text);
    }
    boolean measured =
        Vocabulary.find(head)
            .filter(known -> known.kind() == Kind.OBSERVABLE || known.kind() == Kind.LIMIT)
            .isPresent();
    return measured || head.equals("GradientDescent")
        ? Optional.of(words(head, call, text))
        : Optional.empty();
  }

  private static String filled(String form, List<Expr> args, Function<Expr, String> text) {
    return PLACE
        .matcher(form)
        .replaceAll(
            place -> {
              Expr arg = args.get(Integer.parseInt(place.group(2)) - 1);
              return Matcher.quoteReplacement(
                  place.group(1).equals("@") && arg instanceof Num
                      ? "x_{" + text.apply(arg) + "}"
                      : text.apply(arg));
            });
  }

  /** The activation, and the scales where they are not the usual symbols. */
  private static String parameters(List<Expr> args, Function<Expr, String> text) {
    String activation = args.isEmpty() ? "" : text.apply(args.get(0));
    List<String> scales = args.stream().skip(1).map(text).toList();
    boolean usual =
        scales.stream().allMatch(USUAL::contains) && Set.copyOf(scales).size() == scales.size();
    return usual ? activation : activation + ";\\," + String.join(",\\,", scales);
  }

  private static String dual(Call call, Function<Expr, String> text) {
    List<String> names = call.args().stream().map(text).distinct().toList();
    return "\\mathcal{D}_{" + String.join(",", names) + "}";
  }

  /** A map that is applied: only the kernels at a layer need more than their letter. */
  private static Optional<String> applied(Call map, Call call, Function<Expr, String> text) {
    String head = map.headName().orElse("");
    boolean one = head.equals("DecorrelationAt");
    String letter = one ? "c" : LAYERED.get(head);
    if (letter == null || call.arity() != 3) {
      return Optional.empty();
    }
    String kernel =
        letter
            + "^{("
            + text.apply(call.arg(0))
            + ")}_{"
            + parameters(map.args(), text)
            + "}\\left("
            + text.apply(call.arg(1))
            + ", "
            + text.apply(call.arg(2))
            + "\\right)";
    return Optional.of(one ? "\\left(1 - " + kernel + "\\right)" : kernel);
  }

  private static Optional<String> settled(
      String head, Call map, List<Expr> start, Function<Expr, String> text) {
    boolean length = map.isCall("LengthMap");
    if (!length && !map.isCall("CorrelationMap")) {
      return Optional.empty();
    }
    String letter = length ? "q" : "c";
    String parameters = parameters(map.args(), text);
    String from = start.isEmpty() ? "" : "\\left(" + text.apply(start.get(0)) + "\\right)";
    return Optional.of(
        (head.equals("FixedPoint")
                ? letter + "^{*}_{" + parameters + "}"
                : "\\xi_{" + letter + ",\\," + parameters + "}")
            + from);
  }

  /** A word of several words, such as a distance in training, in small letters. */
  private static String words(String head, Call call, Function<Expr, String> text) {
    List<String> parts = new ArrayList<>();
    Matcher hump = HUMP.matcher(head);
    while (hump.find()) {
      parts.add(hump.group().toLowerCase(Locale.ROOT));
    }
    String arguments = call.args().stream().map(text).collect(Collectors.joining(", "));
    return "\\operatorname{"
        + String.join("\\ ", parts)
        + "}"
        + (arguments.isEmpty() ? "" : "\\left(" + arguments + "\\right)");
  }
}

package org.widelimit.enclosure.box;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The monomials in some variables up to a total degree, by rising degree, with the table of their
 * products.
 */
final class ModelSpace {

  private static final Map<List<Integer>, ModelSpace> SPACES = new ConcurrentHashMap<>();

  private final int variables;
  private final int degree;
  private final int[][] exponents;
  private final int[] ends;
  private final int[][] products;
  private final int mostTerms;
  private final boolean[] even;
  private final Map<List<Integer>, Integer> indices = new HashMap<>();
  private int @Nullable [] embedding;
  private int @Nullable [] projection;

  private ModelSpace(int variables, int degree) {
    this.variables = variables;
    this.degree = degree;
    List<int[]> all = new ArrayList<>();
    ends = new int[degree + 1];
    for (int total = 0; total <= degree; total++) {
      collect(new int[variables], 0, total, all);
      ends[total] = all.size();
    }
    exponents = all.toArray(int[][]::new);
    even = new boolean[exponents.length];
    int most = 1;
    for (int i = 0; i < exponents.length; i++) {
      indices.put(key(exponents[i]), i);
      even[i] = true;
      int terms = 1;
      for (int e : exponents[i]) {
        even[i] &= e % 2 == 0;
        terms *= e + 1;
      }
      most = Math.max(most, terms);
    }
    mostTerms = most;
    products = new int[exponents.length][];
    for (int i = 0; i < exponents.length; i++) {
      products[i] = new int[ends[degree - degreeOf(i)]];
      for (int j = 0; j < products[i].length; j++) {
        int[] sum = new int[variables];
        for (int v = 0; v < variables; v++) {
          sum[v] = exponents[i][v] + exponents[j][v];
        }
        products[i][j] = indices.get(key(sum));
      }
    }
  }

  private static void collect(int[] exponent, int from, int left, List<int[]> all) {
    if (from >= exponent.length - 1) {
      if (exponent.length == 0) {
        if (left == 0) {
          all.add(exponent.clone());
        }
        return;
      }
      exponent[from] = left;
      all.add(exponent.clone());
      exponent[from] = 0;
      return;
    }
    for (int e = left; e >= 0; e--) {
      exponent[from] = e;
      collect(exponent, from + 1, left - e, all);
    }
    exponent[from] = 0;
  }

  private static List<Integer> key(int[] exponent) {
    List<Integer> key = new ArrayList<>(exponent.length);
    for (int e : exponent) {
      key.add(e);
    }
    return key;
  }

  /** Returns the space. */
  static ModelSpace of(int variables, int degree) {
    return SPACES.computeIfAbsent(
        List.of(variables, degree), any -> new ModelSpace(variables, degree));
  }

  /** Returns the index here of each monomial of the space with one variable less. */
  int[] embedding() {
    int[] table = embedding;
    if (table == null) {
      ModelSpace smaller = of(variables - 1, degree);
      table = new int[smaller.size()];
      for (int i = 0; i < table.length; i++) {
        int[] exponent = java.util.Arrays.copyOf(smaller.exponents[i], variables);
        table[i] = indices.get(key(exponent));
      }
      embedding = table;
    }
    return table;
  }

  /** Returns the index, without the last variable, of each monomial of this space. */
  int[] projection() {
    int[] table = projection;
    if (table == null) {
      ModelSpace smaller = of(variables - 1, degree);
      table = new int[exponents.length];
      for (int i = 0; i < table.length; i++) {
        table[i] = smaller.indices.get(key(java.util.Arrays.copyOf(exponents[i], variables - 1)));
      }
      projection = table;
    }
    return table;
  }

  int variables() {
    return variables;
  }

  int degree() {
    return degree;
  }

  /** Returns the number of monomials. */
  int size() {
    return exponents.length;
  }

  /** Returns the number of monomials up to a degree. */
  int end(int upTo) {
    return ends[upTo];
  }

  /** Returns the degree of a monomial. */
  int degreeOf(int index) {
    int total = 0;
    while (ends[total] <= index) {
      total++;
    }
    return total;
  }

  int exponent(int index, int variable) {
    return exponents[index][variable];
  }

  /** Returns whether all exponents are even, so that the monomial is nowhere negative. */
  boolean isEven(int index) {
    return even[index];
  }

  /** Returns the indices of the products with the first monomials, as many as there are. */
  int[] products(int index) {
    return products[index];
  }

  /** Returns the largest number of products that make one coefficient of a product. */
  int mostTerms() {
    return mostTerms;
  }

  /** Returns the index of a monomial whose degree is not too large. */
  int index(int... exponent) {
    return indices.get(key(exponent));
  }
}

package org.widelimit.simulation.matrix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian matrix that is never materialized.
 *
 * <p>Let Q and P be orthonormal bases of the directions asked for from the right and from the left,
 * and {@code G = W Q}, {@code B = W^T P} the answers. Given these, the matrix is {@code G Q^T + P
 * B^T - P P^T G Q^T} plus a standard Gaussian matrix between the orthogonal complements of P and Q.
 * So for a new unit vector q orthogonal to Q, {@code W q = P B^T q + (I - P P^T) z} with z fresh,
 * and likewise for the transpose: an answer costs O(rows + columns) numbers and is exact in law.
 *
 * <p>Moves are kept apart, as {@code P C Q^T + E Q^T} with a small C; E holds the moves whose left
 * vectors were never sent through the transpose, as in the first layer of a network.
 */
final class RevealedMatrix implements GaussianMatrix {

  private static final int REMEMBERED = 8;

  private final int rows;
  private final int columns;
  private final RandomGenerator generator;
  private final Basis right;
  private final Basis left;
  private final Deque<Answer> rightAnswers = new ArrayDeque<>();
  private final Deque<Answer> leftAnswers = new ArrayDeque<>();
  private final LowRankMove moved = new LowRankMove();
  private @Nullable LowRankMove velocity;
  private double unseen = Double.NaN;

  /** The coordinates of vectors that were asked for, which are known again by identity. */
  private static final class Answer {
    private final Matrix vectors;
    private final double[][] coordinates;

    private Answer(Matrix vectors, double[][] coordinates) {
      this.vectors = vectors;
      this.coordinates = coordinates;
    }
  }

  RevealedMatrix(int rows, int columns, RandomGenerator generator) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("a matrix of shape %d x %d".formatted(rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
    this.generator = generator;
    right = new Basis(columns);
    left = new Basis(rows);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public Matrix times(Matrix vectors) {
    Shapes.require(vectors, columns);
    double[][] coordinates = ask(right, left, vectors, rows, rightAnswers);
    double[][] answer = Columns.combination(right.images(), right.size(), coordinates, rows);
    moved.addTimes(coordinates, left, answer);
    return Matrix.wrap(rows, answer);
  }

  @Override
  public Matrix transposeTimes(Matrix vectors) {
    Shapes.require(vectors, rows);
    double[][] coordinates = ask(left, right, vectors, columns, leftAnswers);
    double[][] answer = Columns.combination(left.images(), left.size(), coordinates, columns);
    moved.addTransposeTimes(coordinates, vectors, right, answer);
    return Matrix.wrap(columns, answer);
  }

  /** Reveals what is new in the vectors on their side, and returns their coordinates there. */
  private double[][] ask(
      Basis side, Basis other, Matrix vectors, int imageLength, Deque<Answer> answers) {
    Basis.Split split = side.split(vectors.raw());
    double[][] fresh = split.fresh;
    if (fresh.length > 0) {
      if (!Double.isNaN(unseen)) {
        throw new IllegalStateException("the norm of the unseen part is already drawn");
      }
      double[][] images = RandomStreams.gaussianColumns(generator, imageLength, fresh.length);
      condition(fresh, images, other);
      side.append(fresh, images);
    }
    answers.addFirst(new Answer(vectors, split.coordinates));
    if (answers.size() > REMEMBERED) {
      answers.removeLast();
    }
    return split.coordinates;
  }

  /** Turns fresh z into {@code P B^T q + (I - P P^T) z}. */
  private static void condition(double[][] fresh, double[][] images, Basis other) {
    int n = fresh.length;
    double[][] known = Columns.innerProducts(other.images(), other.size(), fresh, n);
    double[][] drawn = Columns.innerProducts(other.directions(), other.size(), images, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < other.size(); i++) {
        known[j][i] -= drawn[j][i];
      }
    }
    Columns.addCombination(other.directions(), other.size(), known, 1, images);
  }

  @Override
  public void move(double momentum, Matrix leftVectors, double[] weights, Matrix rightVectors) {
    Shapes.require(leftVectors, rows);
    Shapes.require(rightVectors, columns);
    double[][] onRight = find(rightAnswers, rightVectors);
    if (onRight == null) {
      onRight = ask(right, left, rightVectors, rows, rightAnswers);
    }
    double[][] onLeft = find(leftAnswers, leftVectors);
    if (momentum == 0 && velocity == null) {
      moved.add(onLeft, leftVectors, weights, onRight);
      return;
    }
    LowRankMove moving = velocity;
    if (moving == null) {
      moving = new LowRankMove();
      velocity = moving;
    }
    moving.scale(momentum);
    moving.add(onLeft, leftVectors, weights, onRight);
    moved.add(moving);
  }

  @SuppressWarnings("ReferenceEquality") // A matrix never changes, and comparing entries is slow.
  private static double @Nullable [][] find(Deque<Answer> answers, Matrix vectors) {
    for (Answer answer : answers) {
      if (answer.vectors == vectors) {
        return answer.coordinates;
      }
    }
    return null;
  }

  @Override
  public double squaredDistance() {
    return moved.squaredNorm(left);
  }

  @Override
  public double squaredNormAtStart() {
    if (Double.isNaN(unseen)) {
      double degrees = (double) (rows - left.size()) * (columns - right.size());
      unseen = ChiSquare.sample(degrees, generator);
    }
    int a = right.size();
    int b = left.size();
    double[][] both = Columns.innerProducts(left.directions(), b, right.images(), a);
    double known = -Columns.squaredNorm(both);
    for (int i = 0; i < a; i++) {
      known += Columns.innerProduct(right.images()[i], right.images()[i]);
    }
    for (int i = 0; i < b; i++) {
      known += Columns.innerProduct(left.images()[i], left.images()[i]);
    }
    return known + unseen;
  }
}

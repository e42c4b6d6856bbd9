package org.widelimit.simulation.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.widelimit.simulation.matrix.Matrix;
import org.widelimit.simulation.matrix.RandomStreams;

/**
 * The inputs of an experiment.
 *
 * @param points N points of d coordinates each
 */
public record Inputs(List<List<Double>> points) implements Serializable {

  /** Copies the points and checks that they are of one dimension. */
  public Inputs {
    points = points.stream().map(List::copyOf).toList();
    if (points.isEmpty() || points.get(0).isEmpty()) {
      throw new IllegalArgumentException("no input");
    }
    for (List<Double> point : points) {
      if (point.size() != points.get(0).size()) {
        throw new IllegalArgumentException("inputs of different dimensions");
      }
    }
  }

  /**
   * Returns these points as inputs.
   *
   * @param points at least one, all of one dimension
   * @return the inputs
   */
  public static Inputs of(double[]... points) {
    return new Inputs(lists(points));
  }

  /**
   * Draws inputs with independent standard normal coordinates.
   *
   * @param dimension d
   * @param count N
   * @param streams the stream to draw from
   * @return the inputs
   */
  public static Inputs gaussian(int dimension, int count, RandomStreams streams) {
    return of(RandomStreams.gaussianColumns(streams.generator(), dimension, count));
  }

  public static List<List<Double>> lists(double[][] points) {
    List<List<Double>> result = new ArrayList<>();
    for (double[] point : points) {
      result.add(java.util.Arrays.stream(point).boxed().toList());
    }
    return result;
  }

  /**
   * Returns the first inputs.
   *
   * @param count how many, from 1 to {@link #count()}
   * @return the inputs without the others
   */
  public Inputs first(int count) {
    return count == points.size() ? this : new Inputs(points.subList(0, count));
  }

  /**
   * Returns the number of inputs.
   *
   * @return N
   */
  public int count() {
    return points.size();
  }

  /**
   * Returns the dimension.
   *
   * @return d
   */
  public int dimension() {
    return points.get(0).size();
  }

  /**
   * Returns the inputs as columns.
   *
   * @return a matrix of shape d x N
   */
  public Matrix matrix() {
    return Matrix.wrap(dimension(), columns(points));
  }

  public static double[][] columns(List<List<Double>> points) {
    return points.stream()
        .map(point -> point.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }
}

package org.widelimit.simulation.experiment;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.widelimit.simulation.observable.Observable;

/**
 * The networks of an experiment, each drawn and measured once, whoever asks for it.
 *
 * <p>Claims about the same networks so share them: whoever comes first to a network measures it,
 * and several threads that ask for the same ones at the same time share the work. As a network is a
 * pure function of the experiment, its width, its index and the seed, nothing depends on who was
 * first, and networks that are forgotten when memory runs short are the same when drawn again.
 */
public final class SharedSamples {

  /** Experiments that are remembered, of networks that are trained and of others. */
  private static final int KEPT = 64;

  private static final Map<String, SoftReference<SharedSamples>> TRAINED = new Latest();
  private static final Map<String, SoftReference<SharedSamples>> OTHERS = new Latest();

  /** The experiments that were asked for last. */
  private static final class Latest extends LinkedHashMap<String, SoftReference<SharedSamples>> {
    private static final long serialVersionUID = 1L;

    Latest() {
      super(KEPT, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, SoftReference<SharedSamples>> eldest) {
      return size() > KEPT;
    }
  }

  private record Place(int width, long index) {}

  private final Experiment experiment;
  private final List<Observable> observables;
  private final long seed;
  private final Map<Place, CompletableFuture<List<Measurement>>> drawn = new ConcurrentHashMap<>();

  private SharedSamples(Experiment experiment, List<Observable> observables, long seed) {
    this.experiment = experiment;
    this.observables = List.copyOf(observables);
    this.seed = seed;
  }

  /**
   * Returns the networks of an experiment at a seed, those that are known already with them.
   *
   * @param experiment the experiment; its own observable, widths and number of samples do not
   *     matter
   * @param observables what is measured on every network, in this order
   * @param seed the seed of the whole run
   * @return the networks
   */
  public static SharedSamples of(Experiment experiment, List<Observable> observables, long seed) {
    String identity = experiment.identity(observables.toString(), seed);
    // Networks that are trained cost a thousand times as much, and are not forgotten for others.
    Map<String, SoftReference<SharedSamples>> known =
        observables.stream().anyMatch(Observable::needsTraining) ? TRAINED : OTHERS;
    synchronized (known) {
      SoftReference<SharedSamples> found = known.get(identity);
      SharedSamples samples = found == null ? null : found.get();
      if (samples == null) {
        samples = new SharedSamples(experiment, observables, seed);
        known.put(identity, new SoftReference<>(samples));
      }
      return samples;
    }
  }

  /**
   * Returns what was measured on one network.
   *
   * @param width the hidden layers' width
   * @param index the sample's index
   * @return what came of each observable
   * @throws CancellationException when the thread is interrupted
   */
  public List<Measurement> at(int width, long index) {
    return at(width, index, 1).get(0);
  }

  /**
   * Returns what was measured on several networks.
   *
   * @param width the hidden layers' width
   * @param first the first sample's index
   * @param count how many samples
   * @return for each sample what came of each observable
   * @throws CancellationException when the thread is interrupted
   */
  public List<List<Measurement>> at(int width, long first, int count) {
    List<CompletableFuture<List<Measurement>>> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted while sampling");
      }
      all.add(start(new Place(width, first + i)));
    }
    List<List<Measurement>> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(finished(new Place(width, first + i), all.get(i)));
    }
    return result;
  }

  /** Draws a network unless somebody draws it or has drawn it. */
  private CompletableFuture<List<Measurement>> start(Place place) {
    CompletableFuture<List<Measurement>> mine = new CompletableFuture<>();
    CompletableFuture<List<Measurement>> other = drawn.putIfAbsent(place, mine);
    if (other != null) {
      return other;
    }
    try {
      mine.complete(experiment.measure(observables, place.width(), place.index(), seed));
    } finally {
      if (!mine.isDone()) {
        // Whatever ended this thread, others may draw the network in its place.
        drawn.remove(place, mine);
        mine.cancel(false);
      }
    }
    return mine;
  }

  private List<Measurement> finished(Place place, CompletableFuture<List<Measurement>> asked) {
    CompletableFuture<List<Measurement>> future = asked;
    while (true) {
      try {
        return future.get();
      } catch (CancellationException abandoned) {
        future = start(place);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while sampling");
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
